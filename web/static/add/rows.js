// The turns of a text as somebody sets them right before they are stored. Pure: no DOM. Offsets are code points into a
// turn as it was read; words are never typed here, only put under another speaker, joined, split or left out.

const sliced = (text, start, end) => [...text].slice(start, end).join("");
const lengthOf = (text) => [...text].length;

export class Rows {
  // turns: { speaker, text, start_ms, times } each, as they were read, times: [code point, ms] of words inside; kept: what `packed` gave before, or null.
  constructor(turns, kept = null) {
    this.turns = turns;
    this.rows = kept ? kept.map(([speaker, parts, out]) => ({ speaker, parts, out: Boolean(out) }))
      : turns.map((turn, n) => ({ speaker: turn.speaker, parts: [[n, 0, lengthOf(turn.text)]], out: false }));
  }

  // Whether a kept list of rows is of these turns.
  static fits(turns, kept) {
    return kept.every(([, parts]) => parts.every(([n, start, end]) => turns[n] && start < end && end <= lengthOf(turns[n].text)));
  }

  get packed() {
    return this.rows.map(({ speaker, parts, out }) => [speaker, parts, out ? 1 : 0]);
  }

  get isMended() {
    return this.rows.length !== this.turns.length || this.rows.some(({ speaker, parts, out }, n) =>
      out || speaker !== this.turns[n].speaker || parts.length > 1 || parts[0][0] !== n);
  }

  text(row) {
    return row.parts.map(([n, start, end]) => sliced(this.turns[n].text, start, end).trim()).join(" ");
  }

  // When it begins, in integer ms, where the file says so.
  start(row) {
    const [n, start, end] = row.parts[0];
    const { text, start_ms: ms, times = [] } = this.turns[n];
    if (!sliced(text, 0, start).trim()) return ms;
    const first = end - lengthOf(sliced(text, start, end).trimStart());
    return times.find(([point]) => point === first)?.[1] ?? null;
  }

  speak(at, speaker) {
    this.rows[at].speaker = speaker;
  }

  leave(at, out) {
    this.rows[at].out = out;
  }

  // With the one before it that is not left out; its speaker speaks both.
  join(at) {
    const before = this.before(at);
    if (before === null) return;
    this.rows[before].parts.push(...this.rows[at].parts);
    this.rows.splice(at, 1);
  }

  before(at) {
    for (let n = at - 1; n >= 0; n -= 1) if (!this.rows[n].out) return n;
    return null;
  }

  // The row becomes two: the second begins at a code point of a part (its number in the row).
  split(at, part, point) {
    const { speaker, parts, out } = this.rows[at];
    const [n, start, end] = parts[part];
    const first = [...parts.slice(0, part), ...(point > start ? [[n, start, point]] : [])];
    const second = [[n, point, end], ...parts.slice(part + 1)];
    this.rows.splice(at, 1, { speaker, parts: first, out }, { speaker, parts: second, out });
  }

  // Where a row can be split: { text, part, point } for each sentence, or for each word where there is one sentence only;
  // a split is before one of them, and never before the first.
  pieces(at, language) {
    const bySentence = this.cut(at, language, "sentence");
    return bySentence.length > 1 ? bySentence : this.cut(at, language, "word");
  }

  cut(at, language, granularity) {
    const cutter = new Intl.Segmenter(language, { granularity });
    return this.rows[at].parts.flatMap(([n, start, end], part) => {
      const found = [];
      let point = start;
      for (const { segment, isWordLike } of cutter.segment(sliced(this.turns[n].text, start, end))) {
        const isNew = granularity === "sentence" || (isWordLike && (!found.length || /\s$/.test(found.at(-1).text)));
        if (isNew || !found.length) found.push({ text: segment, part, point });
        else found.at(-1).text += segment;
        point += lengthOf(segment);
      }
      return found;
    });
  }

  // Who speaks: { label, turns, words, example } each, in order of first appearance.
  speakers() {
    const found = new Map();
    for (const row of this.rows.filter(({ out }) => !out)) {
      const text = this.text(row);
      const said = found.get(row.speaker) ?? { label: row.speaker, turns: 0, words: 0, example: "" };
      said.turns += 1;
      said.words += text.split(/\s+/).filter(Boolean).length;
      if (said.turns <= 20 && text.length > said.example.length) said.example = text;
      found.set(row.speaker, said);
    }
    return [...found.values()].map((said) => ({ ...said, example: [...said.example].slice(0, 160).join("") }));
  }

  // As it is sent, without what is left out.
  get sent() {
    return this.rows.filter(({ out }) => !out).map(({ speaker, parts }) => [speaker, parts]);
  }
}
