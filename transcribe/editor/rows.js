// The turns on the page, one under the other: when each was said, who says it, and its words.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

// Turns lie in blocks that the browser leaves out of layout and painting while they are far off the screen. A block
// and not a turn is the unit, for the browser looks at each unit in every frame.
const BLOCK = 10;
const TONES = 6;

const mould = () => el("article", { class: "ed-turn" },
  el("button", { type: "button", class: "ed-time", tabindex: "-1" }),
  el("button", { type: "button", class: "ed-name", tabindex: "-1", "aria-haspopup": "dialog" }),
  el("p", { class: "ed-text", dir: "auto", spellcheck: "false", autocorrect: "off" }));

export class Rows {
  // naming: what who speaks is called, and a number for her tone.
  constructor(naming) {
    Object.assign(this, { naming, rows: [], pattern: mould() });
    this.element = el("section", { class: "ed-turns", "aria-label": t("Text of the conversation") });
    this.here = -1;
    this.chosen = null; // [from, to]: turns that are chosen together
  }

  fill(turns) {
    this.rows = turns.map((one) => this.row(one));
    const blocks = [];
    for (let at = 0; at < this.rows.length; at += BLOCK) blocks.push(el("div", { class: "ed-block" }, ...this.rows.slice(at, at + BLOCK)));
    this.element.replaceChildren(...blocks);
  }

  // Draws what was changed; the turn somebody types in is drawn already.
  change(parts, typing) {
    for (const { at, gone, put } of parts) {
      if (gone.length === put.length) put.forEach((one, n) => this.again(at + n, one, typing));
      else this.swap(at, gone.length, put);
    }
  }

  again(at, one, typing) {
    const row = this.rows[at];
    const text = row.lastChild;
    if (at !== typing && text.textContent !== one.text) text.textContent = one.text;
    if (row.dataset.who !== one.who) this.name(row, one.who);
  }

  swap(at, count, put) {
    const made = put.map((one) => this.row(one));
    const before = this.rows[at - 1];
    for (const row of this.rows.splice(at, count, ...made)) row.remove();
    if (before) before.after(...made);
    else if (this.element.firstChild) this.element.firstChild.prepend(...made);
    else this.element.append(el("div", { class: "ed-block" }, ...made));
  }

  row(one) {
    const row = this.pattern.cloneNode(true);
    const [time, , text] = row.children;
    const ms = one.start ?? one.times?.[0];
    time.textContent = Number.isInteger(ms) ? clock(ms) : "·";
    time.title = t("Play from here");
    this.name(row, one.who);
    text.textContent = one.text;
    return row;
  }

  name(row, who) {
    row.dataset.who = who;
    row.dataset.tone = String(this.naming.toneOf(who) % TONES);
    row.children[1].textContent = this.naming.nameOf(who);
  }

  // The number of the turn in which a node stands, -1 for none.
  at(node) {
    const row = node instanceof Element && node.closest(".ed-turn");
    return row ? this.rows.indexOf(row) : -1;
  }

  text(at) {
    return this.rows[at]?.lastChild;
  }

  // The turn somebody is at, and those she chose with it.
  mark(here, chosen = null) {
    this.rows[this.here]?.removeAttribute("aria-current");
    for (const row of this.element.querySelectorAll(".ed-chosen")) row.classList.remove("ed-chosen");
    Object.assign(this, { here, chosen });
    this.rows[here]?.setAttribute("aria-current", "true");
    if (chosen) for (let at = chosen[0]; at <= chosen[1]; at += 1) this.rows[at]?.classList.add("ed-chosen");
  }

  show(at) {
    this.rows[at]?.scrollIntoView({ block: "nearest" });
  }

  // A range of the words of a turn, UTF-16 units into its text; null where it has none.
  range(at, start, end) {
    const text = this.text(at);
    text?.normalize();
    const node = text?.firstChild;
    if (!(node instanceof Text)) return null;
    const range = document.createRange();
    range.setStart(node, Math.min(start, node.length));
    range.setEnd(node, Math.min(end, node.length));
    return range;
  }
}
