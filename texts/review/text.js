// The whole text with its places marked; words are chosen in it by mouse, by touch or by keys, to be marked too.

import { clock } from "/assets/kit/dates.js";
import { chosenRange, el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.@-]*/gu;
const AROUND = 80;

// What the browser counts (UTF-16 units) and what is stored (code points), within one turn.
const pointsOf = (text, units) => [...text.slice(0, units)].length;
const unitsOf = (text, points) => [...text].slice(0, points).join("").length;

export class Text {
  // document: guid; told: { number, title, turns: [[start, speaker, text, ms], ...] }; pick(place): a mark was chosen.
  constructor(document, told, pick) {
    Object.assign(this, { document, pick });
    this.number = told.number;
    this.turns = told.turns.map(([start, speaker, text, ms]) => ({ start, speaker, text, ms, plain: text.length === [...text].length }));
    this.rows = this.turns.map((turn) => this.row(turn));
    this.element = el("section", { class: "nm-text", "aria-label": t("The whole text"), tabindex: "-1" }, el("h2", {}, told.title),
      el("ol", {}, ...this.rows.map(({ element }) => element)));
  }

  row(turn) {
    const words = el("p", {});
    return { words, drawn: null, element: el("li", {}, el("span", { class: "nm-who" },
      [Number.isInteger(turn.ms) ? clock(turn.ms) : "", turn.speaker].filter(Boolean).join(" ")), words) };
  }

  units(turn, points) {
    return turn.plain ? points : unitsOf(turn.text, points);
  }

  // places: of this text, in order. A turn whose marks stay the same is left alone.
  draw(places) {
    const mine = places.filter(({ number }) => number === this.number);
    this.turns.forEach((turn, n) => {
      const end = turn.start + (turn.plain ? turn.text.length : [...turn.text].length);
      const inside = mine.filter((place) => turn.start <= place.start && place.end <= end);
      const drawn = JSON.stringify(inside.map(({ guid, decision, replacement }) => [guid, decision, replacement]));
      if (this.rows[n].drawn === drawn) return;
      this.rows[n].drawn = drawn;
      this.rows[n].words.replaceChildren(...this.pieces(turn, inside));
    });
  }

  // What stands behind a mark is drawn by the style, so that the words here are those of the text and can be counted.
  pieces(turn, places) {
    const made = [];
    let at = 0;
    for (const place of places) {
      const [from, to] = [this.units(turn, place.start - turn.start), this.units(turn, place.end - turn.start)];
      const said = { replace: `→ ${place.replacement || "…"}`, leave: t("stays") }[place.decision] ?? "?";
      made.push(turn.text.slice(at, from), el("mark", {
        "data-place": place.guid, "data-decision": place.decision ?? "open", "data-said": said, title: said,
        onclick: () => { if (getSelection().isCollapsed) this.pick(place); },
      }, turn.text.slice(from, to)));
      at = to;
    }
    return [...made, turn.text.slice(at)];
  }

  // Words that are selected, ready to be added; or null: none, or of more than one person.
  selected() {
    const range = chosenRange();
    if (!range) return null;
    const [n, last] = [this.turnOf(range.startContainer), this.turnOf(range.endContainer)];
    if (n < 0 || n !== last) return null;
    const turn = this.turns[n];
    const [from, to] = [this.unitsAt(n, range.startContainer, range.startOffset), this.unitsAt(n, range.endContainer, range.endOffset)];
    const word = turn.text.slice(from, to);
    if (!word.trim()) return null;
    return {
      document: this.document, number: this.number, start: turn.start + pointsOf(turn.text, from), end: turn.start + pointsOf(turn.text, to),
      word, before: turn.text.slice(Math.max(0, from - AROUND), from), after: turn.text.slice(to, to + AROUND), ms: turn.ms };
  }

  turnOf(node) {
    return this.rows.findIndex(({ words }) => words.contains(node));
  }

  unitsAt(n, node, offset) {
    const before = document.createRange();
    before.setStart(this.rows[n].words, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  // By keys: another word, a longer choice, another turn.
  move(does) {
    const found = getSelection();
    const has = found.rangeCount && this.turnOf(found.anchorNode) >= 0;
    const n = has ? this.turnOf(found.anchorNode) : this.seen();
    const range = has ? found.getRangeAt(0) : null;
    const from = range ? this.unitsAt(n, range.startContainer, range.startOffset) : -1;
    const to = range && this.turnOf(range.endContainer) === n ? this.unitsAt(n, range.endContainer, range.endOffset) : from;
    if (does === "down" || does === "up") return this.choose(Math.min(this.turns.length - 1, Math.max(0, n + (does === "down" ? 1 : -1))), 0, 0);
    const words = this.words(n);
    const [first, last] = [words.findIndex(({ end }) => end > from), words.findLastIndex(({ start }) => start < to)];
    if (does === "longer") return this.choose(n, first, Math.min(words.length - 1, last + 1));
    if (does === "shorter") return this.choose(n, first, Math.max(first, last - 1));
    const next = does === "right" ? (has ? last + 1 : 0) : first - 1;
    if (next >= 0 && next < words.length) return this.choose(n, next, next);
    const beside = n + (does === "right" ? 1 : -1);
    return this.turns[beside] && this.choose(beside, does === "right" ? 0 : this.words(beside).length - 1);
  }

  words(n) {
    return [...this.turns[n].text.matchAll(WORD)].map(({ 0: word, index }) => {
      const bare = word.replace(/['’.@-]+$/u, "");
      return { start: index, end: index + bare.length };
    });
  }

  // The first turn that can be seen.
  seen() {
    const at = this.rows.findIndex(({ element }) => element.getBoundingClientRect().bottom > innerHeight * 0.3);
    return Math.max(0, at);
  }

  choose(n, first, last = first) {
    const words = this.words(n);
    if (words[first]) this.select(n, words[first].start, words[last].end);
    this.rows[n].element.scrollIntoView({ block: "nearest" });
  }

  select(n, from, to) {
    const [start, end] = [this.nodeAt(n, from, false), this.nodeAt(n, to, true)];
    getSelection().setBaseAndExtent(...start, ...end);
  }

  nodeAt(n, units, end) {
    const walk = document.createTreeWalker(this.rows[n].words, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (units < at + node.length || (end && units === at + node.length)) return [node, units - at];
      at += node.length;
    }
    return [this.rows[n].words, this.rows[n].words.childNodes.length];
  }

  show(place) {
    const mark = this.element.querySelector(`[data-place="${CSS.escape(place.guid)}"]`);
    mark?.scrollIntoView({ block: "center" });
    if (mark) getSelection().selectAllChildren(mark);
  }
}
