// The codings on this document as the desk shows them: by id, and by the turns they touch. Pure.

// What a coding says, apart from whose it is and how it is shown; and what each is where nothing is said.
const FACTS = { code: null, start: null, end: null, whole: false, sign: null, weight: 1 };

export function factsOf(coding) {
  return Object.fromEntries(Object.entries(FACTS).map(([name, unsaid]) => [name, coding[name] ?? unsaid]));
}

// What is otherwise in the second, of what a change may say; null when nothing is.
export function difference(one, other) {
  const [was, is] = [factsOf(one), factsOf(other)];
  const found = Object.fromEntries(Object.keys(FACTS).filter((name) => was[name] !== is[name]).map((name) => [name, is[name]]));
  if ("start" in found || "end" in found) [found.start, found.end] = [is.start, is.end]; // they come together
  return Object.keys(found).length ? found : null;
}

// In the order of the text; of those that begin together the longest first, which holds the others.
function inOrder(a, b) {
  return a.start - b.start || b.end - a.end || (a.code < b.code ? -1 : 1);
}

export class Codings {
  constructor(places) {
    this.places = places;
    // id -> { id, code, start, end, whole, sign, weight, coder, agreed, memo, pieces, live, unsaved }; agreed: what coders came
    // to together, which never stands beside what it was made of: it is shown only where it is chosen.
    this.all = new Map();
    this.turns = new Map(); // turn -> Set of live codings
    this.whole = new Set(); // live codings on the whole document
    this.mine = 0;
    this.perCode = new Map();
    this.shows = null; // of the filter: whether a coding is shown; null for all
  }

  get(id) {
    return this.all.get(id);
  }

  live(id) {
    const coding = this.all.get(id);
    return coding && coding.live ? coding : null;
  }

  // Shows a coding as it is told; one that is shown already is changed, one that went away comes back. It stays the
  // same object. Returns { coding, turns } with the turns to draw, or null when it is shown so already.
  put(told) {
    const known = this.all.get(told.id);
    const same = known?.live && !difference(known, told) && Boolean(known.memo) === Boolean(told.memo ?? known.memo);
    if (same) return null;
    const turns = new Set(known?.live ? this.hide(known) : []);
    const coding = Object.assign(known || { id: told.id }, factsOf(told), {
      coder: told.coder ?? null, agreed: Boolean(told.agreed), memo: told.memo ?? known?.memo ?? false, live: true, unsaved: Boolean(told.unsaved),
      pieces: told.whole ? [] : this.places.pieces(told.start, told.end),
    });
    this.all.set(coding.id, coding);
    if (coding.whole) this.whole.add(coding);
    for (const { turn } of coding.pieces) {
      if (!this.turns.has(turn)) this.turns.set(turn, new Set());
      this.turns.get(turn).add(coding);
      turns.add(turn);
    }
    this.count(coding, 1);
    return { coding, turns: [...turns] };
  }

  // Hides a coding but remembers it, for undo. Returns { coding, turns }, or null when it is not shown.
  remove(id) {
    const coding = this.live(id);
    return coding && { coding, turns: this.hide(coding) };
  }

  hide(coding) {
    coding.live = false;
    this.whole.delete(coding);
    const turns = coding.pieces.map(({ turn }) => turn);
    for (const turn of turns) this.turns.get(turn).delete(coding);
    this.count(coding, -1);
    return turns;
  }

  rename(from, to) {
    const coding = this.all.get(from);
    if (!coding) return null;
    this.all.delete(from);
    coding.id = to;
    this.all.set(to, coding);
    return coding;
  }

  count(coding, step) {
    if (coding.coder !== null) return;
    this.mine += step;
    this.perCode.set(coding.code, (this.perCode.get(coding.code) || 0) + step);
  }

  shown(codings) {
    return [...codings].filter(this.shows ?? (({ agreed }) => !agreed));
  }

  // The shown codings that touch a turn, in reading order.
  inTurn(turn) {
    return this.shown(this.turns.get(turn) || []).sort(inOrder);
  }

  // All shown codings on words, in reading order.
  inText() {
    return this.shown(this.all.values()).filter(({ live, whole }) => live && !whole).sort(inOrder);
  }

  // The shown codings on a code point, the shortest first.
  at(point) {
    return this.inTurn(this.places.turnAt(point)).filter(({ start, end }) => start <= point && point < end)
      .sort((a, b) => (a.end - a.start) - (b.end - b.start));
  }

  // My own live coding with exactly this code on this span, null for the whole document; or undefined.
  same(code, span) {
    const here = span ? this.turns.get(this.places.turnAt(span.start)) || [] : this.whole;
    for (const coding of here) {
      if (coding.coder !== null || coding.code !== code) continue;
      if (!span || (coding.start === span.start && coding.end === span.end)) return coding;
    }
    return undefined;
  }

  others() {
    return [...this.all.values()].filter((coding) => coding.coder !== null && coding.live);
  }

  // What coders came to together.
  together() {
    return this.others().filter(({ agreed }) => agreed);
  }
}

// The beginning and the end of a long quote, cut at spaces; a single endless word is cut where it must be.
export function shortened(text, before, after) {
  if (text.length <= before + after + 10) return text;
  const head = text.slice(0, before + 1).replace(/\s+\S*$/, "");
  const tail = text.slice(-after - 1).replace(/^\S*\s+/, "");
  return `${head} … ${tail}`.replace(/\p{Cs}/gu, "");
}

// The words of a span by turn: [{ turn, words }], each cut as `shortened` does; of many turns only the first two and the
// last, with { skipped: n } between, for a card is to be seen whole.
export function saidBy(places, { start, end }, before, after) {
  const parts = places.pieces(start, end).map(({ turn, from, to }) => (
    { turn, words: shortened(places.texts[turn].slice(from, to), before, after) }));
  return parts.length > 4 ? [...parts.slice(0, 2), { skipped: parts.length - 3 }, parts.at(-1)] : parts;
}

// The directions a coding can state, each with the mark it is shown by; null: not stated.
export const SIGNS = ["+", "-", "±", null];
const MARKS = { "+": "+", "-": "\u2212", "±": "±" };

export function markOf(sign) {
  return MARKS[sign] || "○";
}

// The name of a code with the direction a coding states, such as "Klik −".
export function withSign(name, { sign }) {
  return sign ? `${name} ${MARKS[sign]}` : name;
}
