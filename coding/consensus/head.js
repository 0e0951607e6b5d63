// What stands above the passages: how far one is, whether it is stored, and what is about all of them.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Head {
  // act(does): what a key would do. name(unnamed): coders are called by their names, or A and B.
  constructor({ title, unnamed, act, name }) {
    this.bar = el("progress", { class: "tg-bar", "aria-label": t("How many passages are decided") });
    [this.left, this.saved, this.said] = [el("strong", {}), el("span", { class: "tg-saved", role: "status" }), el("p", { class: "tg-said", role: "status" })];
    const button = (does, key, label) => el("button", { type: "button", "data-does": does, onclick: () => act(does) }, el("kbd", { "aria-hidden": "true" }, key), ` ${label}`);
    this.agree = button("agree", "A", t("Take all that agree"));
    const named = el("input", { type: "checkbox", onchange: (event) => name(event.target.checked) });
    named.checked = unnamed;
    this.element = el("div", { class: "tg-head" }, el("h2", {}, title), el("div", { class: "tg-states" }, this.left, this.saved), this.bar,
      el("div", { class: "tg-row" }, this.agree, button("next", "N", t("Next to decide")), button("undo", "Z", t("Undo")), button("sheet", "?", t("Keys")),
        el("label", {}, named, ` ${t("Coders without their names")}`)), this.said);
  }

  draw({ rows, left, agreed, agreeable, waiting }) {
    const one = left ? t("1 passage to decide") : t("The passage is decided");
    const far = rows.length === 1 ? one : left ? t("{n} of {all} passages to decide", { n: left, all: rows.length }) : t("All {all} passages are decided", { all: rows.length });
    const waits = waiting ? [t("codings that wait for their place in this text: {n}", { n: waiting })] : [];
    this.left.textContent = rows.length ? [far, t("agreed: {n}", { n: agreed }), ...waits].join(" · ") : t("No coder gave a code here.");
    Object.assign(this.bar, { max: Math.max(1, rows.length), value: rows.length - left });
    this.agree.disabled = !agreeable.length;
  }

  tell(sentence) {
    this.said.textContent = sentence;
  }

  told({ state, told }) {
    this.saved.textContent = told;
    this.saved.dataset.state = state;
  }
}
