// The codebook as the desk uses it: order, names, digits, search. Pure.

const DIGITS = "1234567890";

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Codes {
  // favourites: keys of the codes this coder wants under the first digits; merged: by key of a code that went up in
  // another, the key of that one
  constructor(rows, favourites = [], merged = {}) {
    Object.assign(this, { favourites, merged });
    this.only = null; // keys of the codes that are offered, null for all
    this.know(rows);
  }

  know(rows) {
    this.rows = rows;
    this.byKey = new Map(rows.map((row) => [row.key, row]));
    this.favour(this.favourites);
    this.haystacks = new Map(rows.map((row) => [row.key, plain([row.name, row.definition, ...row.signals].join(" "))]));
  }

  get usable() {
    return this.rows.filter((row) => row.is_codable && !row.is_old && (!this.only || this.only.has(row.key)));
  }

  // What stands under the digits without favourites: each code where it has stood since it came (`digit`, see
  // coding/book/digits.py), others where there is room. Of a few codes that are offered alone, these.
  get order() {
    const order = Array(DIGITS.length).fill(null);
    const loose = [];
    for (const { key, digit } of this.usable) {
      if (digit && !this.only) order[DIGITS.indexOf(digit)] = key;
      else loose.push(key);
    }
    return order.map((key) => key || loose.shift() || null);
  }

  // Digits follow the favourites, then the order above, whatever is searched for: fingers learn them once. A code keeps
  // its digit as long as no favourite takes it; a favourite that is gone (null) leaves its place to what stood there.
  favour(keys) {
    this.asked = keys; // with those that this codebook has not
    this.favourites = keys.map((key) => (this.byKey.has(key) ? key : null));
    const own = new Set(this.favourites);
    this.digits = new Map();
    const { order } = this;
    for (let i = 0; i < DIGITS.length; i += 1) {
      const key = this.favourites[i] ?? (own.has(order[i]) ? null : order[i]);
      if (key) this.digits.set(key, DIGITS[i]);
    }
  }

  // The favourites when this code stands under digit `place` (1 to 9), what stood there going where the code came from;
  // place 0: under none. Those at the end that stand there anyway are left out.
  withFavourite(key, place) {
    const under = Array.from({ length: 9 }, (_, i) => this.withDigit(DIGITS[i]) || null);
    const from = under.indexOf(key);
    if (from >= 0) under[from] = place ? under[place - 1] : null;
    if (place) under[place - 1] = key;
    const { order } = this;
    const free = [...new Set([...order, ...this.usable.map((row) => row.key)])].filter(
      (each) => each && each !== key && !under.includes(each));
    const full = under.map((each) => each || free.shift() || null);
    return full.slice(0, full.findLastIndex((each, i) => each !== order[i]) + 1).filter(Boolean);
  }

  // A new code, after the last one of its group; one that is known says something else.
  learn(code) {
    const known = this.byKey.get(code.key);
    if (known && !known.is_old) return this.know(this.rows.map((row) => (row === known ? { ...row, ...code, digit: row.digit } : row)));
    const rows = this.rows.filter((row) => row.key !== code.key);
    const kin = rows.findLastIndex((row) => row.key === code.parent_key || row.parent_key === code.parent_key);
    this.only?.add(code.key);
    // Its digit is still another's here when that one went since this page was loaded.
    const digit = rows.some((row) => !row.is_old && row.digit === code.digit) ? null : code.digit;
    rows.splice(kin < 0 ? rows.length : kin + 1, 0, { signals: [], is_old: false, ...code, digit });
    return this.know(rows);
  }

  // The key of what a code is by now.
  now(key) {
    return this.merged[key] ?? key;
  }

  takesSign(key) {
    return Boolean(this.byKey.get(key)?.takes_sign);
  }

  // Of the newest codebook, groups too; and those that only earlier codings still use.
  get usual() {
    return this.rows.filter((row) => !row.is_old);
  }

  get old() {
    return this.rows.filter((row) => row.is_old);
  }

  isOld(key) {
    return Boolean(this.byKey.get(key)?.is_old);
  }

  name(key) {
    return this.byKey.get(key)?.name || key;
  }

  withDigit(digit) {
    return [...this.digits].find(([, each]) => each === digit)?.[0];
  }

  // Keys of the codes that fit a search, names first, then what their explanation says.
  found(query) {
    const wanted = plain(query.trim());
    if (!wanted) return this.usable.map((row) => row.key);
    const fits = this.usable.filter((row) => this.haystacks.get(row.key).includes(wanted));
    const rank = (row) => (plain(row.name).startsWith(wanted) ? 0 : plain(row.name).includes(wanted) ? 1 : 2);
    return fits.sort((a, b) => rank(a) - rank(b)).map((row) => row.key);
  }
}
