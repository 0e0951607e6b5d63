// Codings whose place in this text a person has to say: a list under the header, each with the ways to decide.

import { el } from "/assets/kit/dom.js";
import { quoted } from "./quoted.js";
import { t } from "/assets/kit/words.js";

export class Unplaced {
  // acts: see acts.js
  constructor(state, acts) {
    Object.assign(this, { state, acts });
    this.list = el("ul");
    this.head = el("summary");
    this.element = el("details", { class: "dk-unplaced" }, this.head, el("p", {}, t(
      "The text was changed, and it is not certain where these stand now. They are kept until you say.")), this.list);
    this.draw();
    for (const topic of ["unplaced", "codes"]) state.on(topic, () => this.draw());
  }

  draw() {
    const focused = this.list.contains(document.activeElement);
    const waiting = [...this.state.unplaced.values()]; // start and end of a proposal, or null
    const n = waiting.length;
    this.element.hidden = !n;
    this.head.textContent = n === 1 ? t("1 coding needs a place in this text") : t("{n} codings need a place in this text", { n });
    this.list.replaceChildren(...waiting.map((coding) => this.item(coding)));
    if (focused) (this.list.querySelector("button") || this.head).focus();
  }

  item(coding) {
    const name = this.state.codes.name(coding.code);
    const dot = el("i", { class: "dk-dot", "aria-hidden": "true" });
    dot.style.setProperty("--code", `var(--dk-${coding.code})`);
    const { start, end } = coding;
    const proposal = start === null ? null : { start, end };
    return el("li", { "data-unplaced": coding.id }, dot,
      el("span", {}, coding.coder === null ? name : `${coding.coder}: ${name}`, proposal ? quoted(this.state, proposal, 90, 40) : null),
      proposal ? this.way(t("It stands here"), name, () => this.acts.place(coding, proposal)) : null,
      this.way(t("On the selected words"), name, () => this.onPicked(coding)),
      this.way(t("Its words are gone"), name, () => this.acts.place(coding, null)));
  }

  way(label, name, act) {
    return el("button", { type: "button", class: "dk-plain", "aria-label": `${label}: ${name}`, onclick: act }, label);
  }

  onPicked(coding) {
    const { span, places } = this.state;
    const words = span && places.trimmed(span);
    if (!words) return this.state.hint(t("Select the words it belongs to first."));
    return this.acts.place(coding, words);
  }
}
