// How the text is set: its width, its size, numbers beside the turns. Kept in this browser, for all documents.

import { el } from "/assets/kit/dom.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { t } from "/assets/kit/words.js";

const USUAL = { width: "usual", size: "usual", numbers: false };
const WIDTHS = ["narrow", "usual", "wide"];
const SIZES = ["small", "usual", "large", "largest"];

export class Layout {
  // element: the desk, on which what is chosen is marked for desk.css; changed(): called once it is set otherwise
  constructor(element, changed) {
    this.changed = changed;
    this.shelf = new Shelf("dk-");
    const kept = this.shelf.get("layout") || {};
    this.now = {
      width: WIDTHS.includes(kept.width) ? kept.width : USUAL.width, size: SIZES.includes(kept.size) ? kept.size : USUAL.size,
      numbers: kept.numbers === true,
    };
    this.desk = element;
    this.mark();
    const named = { narrow: t("narrow"), usual: t("usual"), wide: t("wide"), small: t("small"), large: t("large"), largest: t("largest") };
    const choice = (part, label, all) => {
      const select = el("select", { onchange: () => this.set({ [part]: select.value }) },
        ...all.map((value) => el("option", { value, selected: value === this.now[part] }, named[value])));
      return el("label", {}, label, select);
    };
    const numbers = el("input", { type: "checkbox", onchange: () => this.set({ numbers: numbers.checked }) });
    numbers.checked = this.now.numbers;
    this.summary = el("summary", { class: "dk-plain", title: t("How the text is set"), "aria-label": t("How the text is set") }, "Aa");
    this.element = el("details", {
      class: "dk-layout", onkeydown: (event) => this.key(event), onfocusout: (event) => this.left(event) }, this.summary,
    el("div", { class: "dk-menu" }, choice("width", t("Width of the text"), WIDTHS), choice("size", t("Size of the letters"), SIZES),
      el("label", {}, numbers, t("Number the turns"))));
  }

  set(part) {
    Object.assign(this.now, part);
    this.shelf.put("layout", this.now);
    this.mark();
    this.changed();
  }

  mark() {
    const { width, size, numbers } = this.now;
    Object.assign(this.desk.dataset, { width, size });
    this.desk.toggleAttribute("data-numbers", numbers);
  }

  key(event) {
    if (event.key !== "Escape" || !this.element.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.element.open = false;
    this.summary.focus();
  }

  left({ relatedTarget }) {
    if (relatedTarget && !this.element.contains(relatedTarget)) this.element.open = false;
  }
}
