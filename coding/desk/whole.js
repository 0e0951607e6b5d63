// The codes on the whole document, in the header: each opens its card.

import { withSign } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Whole {
  // open(coding, anchor): its card; aim(): the next code is for the whole document
  constructor(state, { open, aim }) {
    Object.assign(this, { state, open, aim });
    this.list = el("span");
    this.add = el("button", {
      type: "button", class: "dk-plain", title: "D", "aria-keyshortcuts": "D", onclick: () => aim() }, t("Code the whole document"));
    this.element = el("div", { class: "dk-whole", role: "group", "aria-label": t("Codes on the whole document") }, this.list, this.add);
    state.on("coding", ({ whole }) => { if (whole) this.draw(); });
    for (const topic of ["filter", "target", "codes"]) state.on(topic, () => this.draw());
    this.draw();
  }

  draw() {
    const { codings, codes, target } = this.state;
    const held = this.list.contains(document.activeElement) ? document.activeElement.dataset.coding : null;
    // A chip that stands stays the same element: its card gives the focus back to it.
    const stand = new Map([...this.list.children].map((chip) => [chip.dataset.coding, chip]));
    this.list.replaceChildren(...codings.shown(codings.whole).map((coding) => {
      const name = withSign(codes.name(coding.code), coding);
      const chip = stand.get(coding.id) ?? el("button", {
        type: "button", class: coding.coder === null ? "dk-chip" : "dk-chip dk-theirs", "data-coding": coding.id,
        onclick: (event) => this.open(coding, event.currentTarget),
      });
      chip.replaceChildren(el("i", { class: "dk-dot" }), coding.coder === null ? name : `${coding.coder}: ${name}`);
      chip.style.setProperty("--code", `var(--dk-${coding.code})`);
      return chip;
    }));
    if (held) (this.list.querySelector(`[data-coding="${held}"]`) || this.add).focus();
    this.add.setAttribute("aria-pressed", String(Boolean(target.whole)));
  }
}
