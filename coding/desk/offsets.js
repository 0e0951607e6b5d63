// The one place where what the browser counts (UTF-16 units, per turn) and what is stored (code points, 0-based,
// end-exclusive, into the whole text) meet. Pure: no DOM. Between two turns the text has one line break, the seam.

import { lowest } from "./lowest.js";

const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
// Signs between a word and the white space, or the end of the turn, beside it.
const BEFORE = /(?:^|\s)([^\s\p{L}\p{N}\p{Extended_Pictographic}]+)$/u;
const AFTER = /^([^\s\p{L}\p{N}\p{Extended_Pictographic}]+)(?=\s|$)/u;

export function unitsOf(text, points) {
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

export function pointsOf(text, units) {
  let points = 0;
  let at = 0;
  while (at < units && at < text.length) {
    const width = text.codePointAt(at) > 0xffff ? 2 : 1;
    if (at + width > units) break; // inside a pair: the place before it
    at += width;
    points += 1;
  }
  return points;
}

export class Places {
  // turns: [{ start, text }] in order; `start` in code points. sentences: where each begins, ascending, in the same.
  constructor(turns, sentences = []) {
    this.sentenceStarts = sentences;
    this.texts = turns.map((turn) => turn.text);
    this.starts = turns.map((turn) => turn.start);
    const lengths = this.texts.map((text) => pointsOf(text, text.length));
    this.ends = this.starts.map((start, i) => start + lengths[i]);
    // Most turns hold nothing beyond the basic plane: there both counts are the same.
    this.plain = this.texts.map((text, i) => text.length === lengths[i]);
  }

  get last() {
    return this.starts.length - 1;
  }

  // The turn that holds a code point; a seam belongs to the turn before it.
  turnAt(point) {
    return Math.max(0, lowest(this.starts.length, (turn) => this.starts[turn] > point) - 1);
  }

  pointIn(turn, units) {
    return this.starts[turn] + (this.plain[turn] ? units : pointsOf(this.texts[turn], units));
  }

  unitsIn(turn, point) {
    const inside = Math.min(Math.max(point, this.starts[turn]), this.ends[turn]) - this.starts[turn];
    return this.plain[turn] ? inside : unitsOf(this.texts[turn], inside);
  }

  // From two places in the DOM to a span, or null: seams at its ends fall off, they cannot be seen.
  span(fromTurn, fromUnits, toTurn, toUnits) {
    let [i, start, j, end] = [fromTurn, fromUnits, toTurn, toUnits];
    while (i < j && start >= this.texts[i].length) [i, start] = [i + 1, 0];
    while (j > i && end <= 0) [j, end] = [j - 1, this.texts[j - 1].length];
    const span = { start: this.pointIn(i, start), end: this.pointIn(j, end) };
    return i > j || span.start >= span.end ? null : span;
  }

  // A span cut into its turns: [{ turn, from, to }] in units, without empty pieces.
  pieces(start, end) {
    const found = [];
    for (let turn = this.turnAt(start); turn <= this.last && this.starts[turn] < end; turn += 1) {
      const [from, to] = [this.unitsIn(turn, start), this.unitsIn(turn, end)];
      if (from < to) found.push({ turn, from, to });
    }
    return found;
  }

  text(start, end) {
    return this.pieces(start, end).map(({ turn, from, to }) => this.texts[turn].slice(from, to)).join("\n");
  }

  // A span without white space at its ends, or null when nothing else is in it.
  trimmed({ start, end }) {
    const text = this.text(start, end);
    const before = text.length - text.trimStart().length;
    const inner = text.trim();
    if (!inner) return null;
    const from = start + pointsOf(text, before);
    return { start: from, end: from + pointsOf(inner, inner.length) };
  }

  // A span with the words at its ends made whole: only outward, and never over the edge of a turn.
  whole({ start, end }, language) {
    const pieces = this.pieces(start, end);
    if (!pieces.length) return { start, end };
    const [first, last] = [pieces[0], pieces.at(-1)];
    const segmenter = new Intl.Segmenter(language, { granularity: "word" });
    const head = segmenter.segment(this.texts[first.turn]).containing(first.from);
    const tail = segmenter.segment(this.texts[last.turn]).containing(last.to - 1);
    return {
      start: head.segment.trim() ? this.pointIn(first.turn, head.index) : start,
      end: tail.segment.trim() ? this.pointIn(last.turn, tail.index + tail.segment.length) : end,
    };
  }

  // A span with one end moved by a word, or by a letter; null where it would hold no words, or goes past the text.
  // end: "start" or "end"; by: 1 or -1.
  moved({ start, end }, which, by, letters, language) {
    const from = which === "start" ? start : end;
    const to = letters ? this.byLetter(from, by, which) : this.byWord(from, by, which, language);
    const span = which === "start" ? { start: to, end } : { start, end: to };
    return to !== null && span.start < span.end ? this.trimmed(span) : null;
  }

  // White space is passed in one step: an end in it would fall back to the word before.
  byLetter(point, by, which) {
    for (let to = point + by; to >= 0 && to <= this.ends[this.last]; to += by) {
      if (which === "start" ? this.text(to, to + 1).trim() : this.text(to - 1, to).trim()) return to;
    }
    return null;
  }

  // The next place where a word begins (for a start) or ends (for an end); from turn to turn over the seam. What stands
  // at a word without a space (a comma, a quotation mark) goes with it, and is no step of its own.
  byWord(point, by, which, language) {
    const turn = this.turnAt(which === "end" && point > 0 ? point - 1 : point);
    for (let at = turn; at >= 0 && at <= this.last && Math.abs(at - turn) < 3; at += by) {
      const edges = this.edges(at, which, language);
      const next = by > 0 ? edges.find(({ word, edge }) => Math.min(word, edge) > point)
        : edges.findLast(({ word, edge }) => Math.max(word, edge) < point);
      if (next) return next.edge;
    }
    return null;
  }

  // Where the words of a turn begin or end, in code points: word, the letters alone, and edge, with what stands at them.
  edges(turn, which, language) {
    const segmenter = new Intl.Segmenter(language, { granularity: "word" });
    const text = this.texts[turn];
    const words = [...segmenter.segment(text)].filter(({ segment }) => WORD.test(segment));
    return words.map(({ index, segment }) => {
      const word = which === "start" ? index : index + segment.length;
      const beside = which === "start" ? BEFORE.exec(text.slice(0, word)) : AFTER.exec(text.slice(word));
      const edge = which === "start" ? word - (beside?.[1].length ?? 0) : word + (beside?.[1].length ?? 0);
      return { word: this.pointIn(turn, word), edge: this.pointIn(turn, edge) };
    });
  }

  // The sentences of a turn as spans, without the white space between them.
  sentences(turn) {
    const { sentenceStarts: all, starts, ends } = this;
    const first = lowest(all.length, (i) => all[i] >= starts[turn]);
    const last = lowest(all.length, (i) => all[i] >= ends[turn]);
    return all.slice(first, last).map((start, i) => (
      this.trimmed({ start, end: i + 1 < last - first ? all[first + i + 1] : ends[turn] })));
  }
}
