// The codebook as the desk uses it: order, names, digits, search. Pure.

const DIGITS = "1234567890";

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Codes {
  constructor(rows) {
    this.rows = rows;
    this.byKey = new Map(rows.map((row) => [row.key, row]));
    // Digits follow the codebook, whatever is searched for: fingers learn them once.
    this.digits = new Map(this.usable.slice(0, DIGITS.length).map((row, i) => [row.key, DIGITS[i]]));
    this.haystacks = new Map(rows.map((row) => [row.key, plain([row.name, row.definition, ...row.signals].join(" "))]));
  }

  get usable() {
    return this.rows.filter((row) => row.is_codable && !row.is_old);
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
