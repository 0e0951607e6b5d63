// Codes that came since the coder was done with this document: named in the header, and offered alone when she wants.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const NAMED = 4;

export class Fresh {
  constructor(state) {
    this.state = state;
    this.keys = state.data.new_codes || [];
    this.button = el("button", { type: "button", class: "dk-plain", onclick: () => this.only(!state.codes.only) });
    this.element = this.keys.length ? el("span", { "data-fresh": this.keys.length }, this.said(), " ", this.button) : null;
    if (this.element) this.only(new URLSearchParams(location.search).get("codes") === "new");
  }

  said() {
    const names = this.keys.slice(0, NAMED).map((key) => this.state.codes.name(key)).join(", ");
    const n = this.keys.length - NAMED;
    return n > 0 ? t("new since you were done: {names} and {n} more", { names, n }) : t("new since you were done: {names}", { names });
  }

  only(wanted) {
    this.state.offer(wanted ? this.keys : null);
    this.button.textContent = wanted ? t("All codes") : t("Only these codes");
  }

  // Done now: none is new any more.
  done() {
    if (!this.element || this.element.hidden) return;
    this.only(false);
    this.element.hidden = true;
  }
}
