// The codings on this document as the desk shows them: by id, and by the turns they touch. Pure.

const FACTS = ["code", "start", "end", "sign", "weight"];

// What a coding says, apart from whose it is and how it is shown.
export function factsOf(coding) {
  return Object.fromEntries(FACTS.map((name) => [name, coding[name] ?? null]));
}

function sameFacts(one, other) {
  return FACTS.every((name) => (one[name] ?? null) === (other[name] ?? null));
}

export class Codings {
  constructor(places) {
    this.places = places;
    this.all = new Map(); // id -> { id, code, start, end, sign, weight, coder, pieces, live, unsaved }
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

  // Shows a coding as it is told; one that is shown already is changed, one that went away comes back. It stays the
  // same object. Returns { coding, turns } with the turns to draw, or null when it is shown so already.
  put(told) {
    const known = this.all.get(told.id);
    if (known?.live && sameFacts(known, told)) return null;
    const turns = new Set(known?.live ? this.hide(known) : []);
    const coding = Object.assign(known || { id: told.id }, factsOf(told), {
      coder: told.coder ?? null, live: true, unsaved: Boolean(told.unsaved),
      pieces: this.places.pieces(told.start, told.end),
    });
    this.all.set(coding.id, coding);
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
