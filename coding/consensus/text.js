// The whole text, once; the passage one is at and what a coder means are painted on it, and words can be selected in it.

import { clock } from "/assets/kit/dates.js";
import { chosenRange, el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const PAINTS = ["tg-now", "tg-one"];

// What the browser counts (UTF-16 units) and what is stored (code points), within one turn.
const pointsOf = (text, units) => [...text.slice(0, units)].length;
const unitsOf = (text, points) => [...text].slice(0, points).join("").length;

export class Text {
  // turns: [start, speaker, text, ms]
  constructor(turns) {
    this.turns = turns.map(([start, speaker, text, ms]) => {
      const length = [...text].length;
      return { start, end: start + length, speaker, text, ms, plain: text.length === length };
    });
    this.nodes = this.turns.map(({ text }) => document.createTextNode(text));
    this.rows = this.turns.map((turn, n) => el("li", {}, el("span", { class: "tg-who" },
      [Number.isInteger(turn.ms) ? clock(turn.ms) : "", turn.speaker].filter(Boolean).join(" ")), el("p", { dir: "auto" }, this.nodes[n])));
    this.element = el("section", { class: "tg-text", "aria-label": t("Text of the conversation"), tabindex: "0" }, el("ol", {}, ...this.rows));
    this.paints = new Map();
    if (typeof Highlight !== "function" || !CSS.highlights) return;
    PAINTS.forEach((name, priority) => {
      const made = new Highlight();
      made.priority = priority;
      this.paints.set(name, made);
      CSS.highlights.set(name, made);
    });
  }

  end() {
    for (const name of this.paints.keys()) CSS.highlights.delete(name);
  }

  // The turn that holds a code point: the last that begins at or before it.
  turnAt(point) {
    let [low, high] = [0, this.turns.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.turns[middle].start <= point) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  units(turn, point) {
    const points = Math.min(Math.max(point, turn.start), turn.end) - turn.start;
    return turn.plain ? points : unitsOf(turn.text, points);
  }

  words(start, end) {
    return this.turns.slice(this.turnAt(start), this.turnAt(Math.max(start, end - 1)) + 1)
      .map((turn) => turn.text.slice(this.units(turn, start), this.units(turn, end))).join("\n");
  }

  // name: of PAINTS; spans: [{ start, end }], those without words are left out.
  paint(name, spans) {
    const highlight = this.paints.get(name);
    if (!highlight) return;
    highlight.clear();
    for (const { start, end } of spans) {
      if (start === null) continue;
      for (let n = this.turnAt(start); n < this.turns.length && this.turns[n].start < end; n += 1) {
        const [from, to] = [this.units(this.turns[n], start), this.units(this.turns[n], end)];
        if (from < to) highlight.add(new StaticRange({ startContainer: this.nodes[n], startOffset: from, endContainer: this.nodes[n], endOffset: to }));
      }
    }
  }

  // Brings words into sight within the text; the page itself stays where it is.
  show(start) {
    const row = this.rows[this.turnAt(start)];
    const box = this.element;
    if (!row || box.scrollHeight <= box.clientHeight) return;
    // Turns off the screen have only a guessed height until they are drawn: go there, then look again.
    const go = () => { box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4; };
    go();
    requestAnimationFrame(go);
  }

  // The span with one end a word further on or back; the same where it would hold no word.
  nudged(span, end, by) {
    const at = this.turnAt(end === "start" ? span.start : span.end - 1);
    const ends = this.turns.slice(Math.max(0, at - 1), at + 2).flatMap((turn) => this.wordsIn(turn)).map((word) => word[end]);
    const to = by > 0 ? ends.find((one) => one > span[end]) : ends.findLast((one) => one < span[end]);
    const found = { start: span.start, end: span.end, [end]: to ?? span[end] };
    return found.start < found.end ? found : span;
  }

  // Where words begin and end, in code points of the whole text.
  wordsIn(turn) {
    turn.words ??= [...turn.text.matchAll(WORD)].map(({ 0: word, index }) => {
      const start = turn.start + (turn.plain ? index : pointsOf(turn.text, index));
      return { start, end: start + [...word].length };
    });
    return turn.words;
  }

  select({ start, end }) {
    const [first, last] = [this.turnAt(start), this.turnAt(end - 1)];
    getSelection().setBaseAndExtent(this.nodes[first], this.units(this.turns[first], start), this.nodes[last], this.units(this.turns[last], end));
    this.show(start);
  }

  // Words that are selected, as code points; null for none.
  selected() {
    const range = chosenRange();
    if (!range?.intersectsNode(this.element)) return null;
    const first = this.nodes.findIndex((node) => range.comparePoint(node, node.length) >= 0);
    const last = this.nodes.findLastIndex((node) => range.comparePoint(node, 0) <= 0);
    if (first < 0 || last < first) return null;
    const from = range.startContainer === this.nodes[first] ? range.startOffset : 0;
    const to = range.endContainer === this.nodes[last] ? range.endOffset : this.nodes[last].length;
    const [begin, stop] = [this.turns[first], this.turns[last]];
    const span = { start: begin.start + (begin.plain ? from : pointsOf(begin.text, from)), end: stop.start + (stop.plain ? to : pointsOf(stop.text, to)) };
    return span.start < span.end && this.words(span.start, span.end).trim() ? span : null;
  }
}
