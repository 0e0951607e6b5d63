// From one coding, or one sentence without a code, to the next: what N and U do, for who works by mouse or by touch.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Walk {
  // moving(): see moving.js; back(): the focus goes to the text
  constructor({ moving, back }) {
    this.back = back;
    this.element = el("div", { class: "dk-bar-row dk-walk", role: "group", "aria-label": t("Go"), hidden: true },
      el("span", {}, t("Codings")), step("↑", t("To the coding before this"), () => moving().coding(-1)),
      step("↓", t("To the next coding"), () => moving().coding(1)),
      el("span", {}, t("Without a code")), step("↑", t("To the sentence without a code before this"), () => moving().uncoded(-1)),
      step("↓", t("To the next sentence without a code"), () => moving().uncoded(1)),
      el("button", { type: "button", class: "dk-plain", onclick: () => this.toggle() }, t("Close")));
  }

  toggle() {
    this.element.hidden = !this.element.hidden;
    if (this.element.hidden) this.back();
  }
}

// A press leaves the focus, what is selected and an open card as they are: from there it goes on.
function step(label, sentence, onclick) {
  return el("button", { type: "button", class: "dk-plain dk-step", "aria-label": sentence, title: sentence, onclick,
    onmousedown: (event) => event.preventDefault() }, label);
}
