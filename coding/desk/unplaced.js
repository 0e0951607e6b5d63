// Codings whose place in this text a person has to say: a list under the header, each with the ways to decide.

import { shortened } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Unplaced {
  // waiting: { id, code, start, end, coder } each, start and end of a proposal or null. place(coding, span or null);
  // picked(): the span that is selected, or null; show(span): bring it into view; hint(sentence).
  constructor({ waiting, codes, places, place, picked, show, hint }) {
    Object.assign(this, { codes, places, place, picked, show, hint });
    this.waiting = new Map(waiting.map((coding) => [coding.id, coding]));
    this.list = el("ul");
    this.head = el("summary");
    this.element = el("details", { class: "dk-unplaced" }, this.head, el("p", {}, t(
      "The text was changed, and it is not certain where these stand now. They are kept until you say.")), this.list);
    this.draw();
  }

  // What the server says waits, and what does not any more; all: nothing else waits.
  told(undecided, placed, all) {
    if (all) this.waiting.clear();
    for (const id of placed) this.waiting.delete(id);
    for (const coding of undecided) this.waiting.set(coding.id, coding);
    this.draw();
  }

  // Decided here: its coding is shown at span, or nowhere.
  took(id, span) {
    const coding = this.waiting.get(id);
    this.waiting.delete(id);
    this.draw();
    if (coding && span) this.show({ ...coding, ...span });
  }

  draw() {
    const focused = this.list.contains(document.activeElement);
    this.element.hidden = !this.waiting.size;
    const n = this.waiting.size;
    this.head.textContent = n === 1 ? t("1 coding needs a place in this text") : t("{n} codings need a place in this text", { n });
    this.list.replaceChildren(...[...this.waiting.values()].map((coding) => this.item(coding)));
    if (focused) (this.list.querySelector("button") || this.head).focus();
  }

  item(coding) {
    const name = this.codes.name(coding.code);
    const dot = el("i", { class: "dk-dot", "aria-hidden": "true" });
    dot.style.setProperty("--code", `var(--dk-${coding.code})`);
    const { start, end } = coding;
    const proposal = start === null ? null : { start, end };
    const words = proposal ? shortened(this.places.text(start, end), 90, 40) : "";
    return el("li", { "data-unplaced": coding.id }, dot,
      el("span", {}, coding.coder === null ? name : `${coding.coder}: ${name}`, words ? el("q", {}, words) : null),
      proposal ? this.way(t("It stands here"), name, () => this.place(coding, proposal)) : null,
      this.way(t("On the selected words"), name, () => this.onPicked(coding)),
      this.way(t("Its words are gone"), name, () => this.place(coding, null)));
  }

  way(label, name, act) {
    return el("button", { type: "button", class: "dk-plain", "aria-label": `${label}: ${name}`, onclick: act }, label);
  }

  onPicked(coding) {
    const span = this.picked();
    if (!span || !this.places.trimmed(span)) return this.hint(t("Select the words it belongs to first."));
    this.place(coding, span);
  }
}
