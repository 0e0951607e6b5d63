// Codes that came since the coder was done with this document: named in the header, and offered alone when she wants.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const NAMED = 4;

export class Fresh {
  constructor(state) {
    this.state = state;
    this.named = el("span");
    this.button = el("button", { type: "button", class: "dk-plain", onclick: () => this.only(!state.codes.only) });
    this.element = el("span", { hidden: true }, " · ", this.named, " ", this.button);
    state.on("codebook", () => this.draw());
    this.draw();
    if (this.keys.length && new URLSearchParams(location.search).get("codes") === "new") this.only(true);
  }

  get keys() {
    return this.state.data.new_codes || [];
  }

  draw() {
    const { keys } = this;
    this.element.dataset.fresh = keys.length;
    this.element.hidden = !keys.length;
    if (keys.length) this.named.textContent = this.said();
    this.name();
  }

  said() {
    const names = this.keys.slice(0, NAMED).map((key) => this.state.codes.name(key)).join(", ");
    const n = this.keys.length - NAMED;
    return n > 0 ? t("done under an earlier codebook; new since then: {names} and {n} more", { names, n })
      : t("done under an earlier codebook; new since then: {names}", { names });
  }

  name() {
    this.button.textContent = this.state.codes.only ? t("All codes") : t("Only these codes");
  }

  only(wanted) {
    this.state.offer(wanted ? this.keys : null);
    this.name();
  }

  // Done now: none is new any more.
  done() {
    if (this.element.hidden) return;
    this.only(false);
    this.element.hidden = true;
  }
}
