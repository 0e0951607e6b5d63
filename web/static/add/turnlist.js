// All turns of a text before it is stored, to read through and set right: who speaks, join, split, leave out.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { locale, t } from "/assets/kit/words.js";
import { Rows } from "./rows.js";

const AT_ONCE = 50;
const NEW = "\u0000new"; // no label of a file holds this

export class TurnList {
  // file: see files.js; changed(): who speaks, or how often, is another than before.
  constructor(file, changed) {
    Object.assign(this, { file, changed, shown: AT_ONCE, splitting: null });
    this.say = el("p", { class: "rd-hidden", role: "status" });
    this.list = el("ol", { class: "rd-rows" });
    this.foot = el("div", { class: "rd-rowfoot" });
    this.summary = el("summary", { "data-field": "turns" }, t("All turns: read them through, set right who speaks"));
    this.root = el("details", { "data-part": "turns", ontoggle: () => this.root.open && this.load() }, this.summary,
      this.say, this.list, this.foot);
  }

  async load() {
    if (this.rows || this.loading) return;
    this.loading = true;
    this.foot.replaceChildren(el("p", { class: "rd-soft" }, t("Is being read...")));
    try {
      await this.file.loadTurns();
      this.rows = this.file.rows;
      this.draw();
    } catch (fault) {
      this.foot.replaceChildren(el("p", { class: "rd-fault" }, fault.message || t("There is no connection. Try again.")));
    }
    this.loading = false;
  }

  draw() {
    const labels = [...new Set([...this.file.speakers.map((one) => one.label), ...this.rows.rows.map((row) => row.speaker)])];
    this.list.replaceChildren(...this.rows.rows.slice(0, this.shown).map((row, at) => this.row(row, at, labels)));
    const left = this.rows.rows.length - this.shown;
    this.foot.replaceChildren(...[
      left > 0 ? el("button", { type: "button", onclick: () => this.more() },
        t("Show {n} more", { n: Math.min(left, AT_ONCE) })) : null,
      this.rows.isMended ? el("button", { type: "button", "data-field": "turns undo", onclick: () => this.undo() },
        t("Undo all changes in the turns")) : null].filter(Boolean));
  }

  more() {
    const next = this.shown;
    this.shown += AT_ONCE;
    this.draw();
    this.list.children[next]?.querySelector("select, button")?.focus();
  }

  undo() {
    this.file.mend(null);
    this.rows = this.file.rows;
    this.draw();
    this.changed();
    this.summary.focus();
    this.say.textContent = t("The turns are as they were read.");
  }

  row(row, at, labels) {
    const number = at + 1;
    const start = this.rows.start(row);
    const time = start === null ? null : el("span", { class: "rd-soft" }, clock(start));
    const words = this.splitting === at ? this.pieces(at) : el("p", { class: "rd-turn" }, this.rows.text(row));
    const button = (name, label, act) => el("button", { type: "button", class: "rd-quiet", "data-field": `turn ${name} ${at}`,
      "aria-label": t("{what}: turn {n}", { what: label, n: number }), onclick: act }, label);
    const ways = row.out
      ? [button("leave", t("Put back"), () => this.act(() => this.rows.leave(at, false), `turn leave ${at}`, t("Put back")))]
      : [
        this.rows.before(at) === null ? null : button("join", t("Join with the one before"),
          () => this.act(() => this.rows.join(at), `turn join ${at - 1}`, t("Joined"))),
        this.rows.pieces(at, locale).length > 1
          ? button("split", this.splitting === at ? t("Do not split") : t("Split"), () => this.toggle(at)) : null,
        button("leave", t("Leave out"), () => this.act(() => this.rows.leave(at, true), `turn leave ${at}`, t("Left out"))),
      ].filter(Boolean);
    return el("li", { class: row.out ? "rd-row rd-out" : "rd-row", "data-turn": at },
      el("div", { class: "rd-rowhead" }, row.out ? el("span", { class: "rd-soft" }, t("left out")) : this.who(row, at, labels),
        time, ...ways), words);
  }

  who(row, at, labels) {
    const box = el("select", { "data-field": `turn who ${at}`, "aria-label": t("Who speaks in turn {n}?", { n: at + 1 }),
      onchange: () => this.speak(at, box.value, labels) },
    ...labels.map((label) => el("option", { value: label }, label || t("(no speaker named)"))),
    el("option", { value: NEW }, t("Somebody else")));
    box.value = row.speaker;
    return box;
  }

  speak(at, value, labels) {
    let label = value;
    for (let n = labels.length; label === NEW || (value === NEW && labels.includes(label)); n += 1) label = t("Speaker {number}", { number: n });
    this.act(() => this.rows.speak(at, label), `turn who ${at}`, t("{label} speaks in turn {n}", { label: label || t("(no speaker named)"), n: at + 1 }));
  }

  toggle(at) {
    this.splitting = this.splitting === at ? null : at;
    this.draw();
    this.focus(this.splitting === at ? `turn cut ${at} 1` : `turn split ${at}`);
  }

  // The words of a turn with a button at every place where it can become two.
  pieces(at) {
    return el("p", { class: "rd-turn rd-cutting" }, ...this.rows.pieces(at, locale).flatMap((piece, n) => [
      n ? el("button", { type: "button", class: "rd-cut", "data-field": `turn cut ${at} ${n}`,
        "aria-label": t("A new turn begins at: {words}", { words: piece.text.trim().slice(0, 40) }),
        onclick: () => this.cut(at, piece) }, "¶") : null,
      el("span", {}, piece.text)]).filter(Boolean));
  }

  cut(at, { part, point }) {
    this.splitting = null;
    this.act(() => this.rows.split(at, part, point), `turn who ${at + 1}`, t("Now two turns. Say who speaks in the second."));
  }

  act(change, focus, told) {
    change();
    this.splitting = null;
    this.file.mend(this.rows);
    this.draw();
    this.changed();
    this.focus(focus);
    this.say.textContent = told;
  }

  focus(field) {
    (this.root.querySelector(`[data-field="${CSS.escape(field)}"]`) ?? this.summary).focus();
  }
}
