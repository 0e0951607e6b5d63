// The codings on this document as the desk shows them: by id, and by the turns they touch. Pure.

export class Codings {
  constructor(places) {
    this.places = places;
    this.all = new Map(); // id -> { id, code, start, end, coder, sign, pieces, live, unsaved }
    this.turns = new Map(); // turn -> Set of live codings
    this.mine = 0;
    this.perCode = new Map();
  }

  get(id) {
    return this.all.get(id);
  }

  live(id) {
    const coding = this.all.get(id);
    return coding && coding.live ? coding : null;
  }

  // Shows a coding; one that went away before comes back, where it stands now. Returns it, or null when it is shown
  // already.
  add({ id, code, start, end, coder = null, sign = null }) {
    let coding = this.all.get(id);
    if (coding && coding.live) return this.signed(coding, sign);
    if (coding?.start !== start || coding.end !== end) {
      coding = { id, code, start, end, coder, sign, pieces: this.places.pieces(start, end), unsaved: false };
      this.all.set(id, coding);
    }
    coding.live = true;
    for (const { turn } of coding.pieces) {
      if (!this.turns.has(turn)) this.turns.set(turn, new Set());
      this.turns.get(turn).add(coding);
    }
    this.count(coding, 1);
    return coding;
  }

  // A coding that is shown already, when somebody has said another direction since; else null.
  signed(coding, sign) {
    if (!sign || coding.sign === sign) return null;
    coding.sign = sign;
    return coding;
  }

  // Hides a coding but remembers it, for undo. Returns it, or null when it is not shown.
  remove(id) {
    const coding = this.live(id);
    if (!coding) return null;
    coding.live = false;
    for (const { turn } of coding.pieces) this.turns.get(turn).delete(coding);
    this.count(coding, -1);
    return coding;
  }

  rename(from, to) {
    const coding = this.all.get(from);
    if (!coding) return;
    this.all.delete(from);
    coding.id = to;
    this.all.set(to, coding);
  }

  count(coding, step) {
    if (coding.coder !== null) return;
    this.mine += step;
    this.perCode.set(coding.code, (this.perCode.get(coding.code) || 0) + step);
  }

  // The live codings that touch a turn, in reading order.
  inTurn(turn) {
    const found = [...(this.turns.get(turn) || [])];
    return found.sort((a, b) => a.start - b.start || b.end - a.end || (a.code < b.code ? -1 : 1));
  }

  // My own live coding with exactly this span and code, or undefined.
  same(code, start, end) {
    const here = this.turns.get(this.places.turnAt(start)) || [];
    for (const coding of here) {
      if (coding.coder === null && coding.code === code && coding.start === start && coding.end === end) return coding;
    }
    return undefined;
  }

  others() {
    return [...this.all.values()].filter((coding) => coding.coder !== null && coding.live);
  }
}

// The beginning and the end of a long quote, cut at spaces; a single endless word is cut where it must be.
export function shortened(text, before, after) {
  if (text.length <= before + after + 10) return text;
  const head = text.slice(0, before + 1).replace(/\s+\S*$/, "");
  const tail = text.slice(-after - 1).replace(/^\S*\s+/, "");
  return `${head} … ${tail}`.replace(/\p{Cs}/gu, "");
}

const MARKS = { "+": "+", "-": "\u2212", "±": "±" };

// The name of a code with the direction a coding states, such as "Klik −".
export function withSign(name, { sign }) {
  return sign ? `${name} ${MARKS[sign]}` : name;
}
