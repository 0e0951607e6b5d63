// A small card beside a stripe: which code, which words, and a button to remove it.

import { el } from "/assets/kit/dom.js";
import { shortened, withSign } from "./codings.js";
import { explained } from "./panel.js";
import { t } from "/assets/kit/words.js";

export class Card {
  // acts: see acts.js
  constructor(state, acts) {
    Object.assign(this, { state, acts, codes: state.codes, places: state.places });
    this.element = el("div", {
      class: "dk-card", role: "dialog", "aria-label": t("Codings here"), hidden: true,
      onkeydown: (event) => this.key(event),
    });
    this.away = (event) => {
      if (!this.element.contains(event.target)) this.close();
    };
  }

  open(codings, anchor, back) {
    this.back = back;
    this.codings = codings;
    this.fill();
    this.element.hidden = false;
    this.place(anchor.getBoundingClientRect(), (anchor.closest(".dk-gutter") || anchor).getBoundingClientRect().left);
    this.state.point(codings[0]);
    (this.element.querySelector(".dk-remove") || this.element.querySelector("button")).focus();
    document.addEventListener("mousedown", this.away);
  }

  // edge: where the stripes begin.
  place(box, edge) {
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    // Beside the stripes and labels rather than over those below; where neither side has room, under or over its own.
    const sides = [box.right + 8, edge - wide - 8].filter((x) => x >= 8 && x + wide + 8 <= innerWidth);
    const left = sides.length ? sides[0] : Math.max(8, Math.min(box.left, innerWidth - wide - 8));
    const under = box.bottom + high + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - high - 4);
    const top = sides.length ? Math.max(8, Math.min(box.top, innerHeight - high - 8)) : under;
    this.element.style.cssText = `left:${left}px;top:${top}px`;
  }

  entry(coding) {
    const code = this.codes.byKey.get(coding.code);
    const name = withSign(this.codes.name(coding.code), coding);
    const quote = this.places.text(coding.start, coding.end);
    const entry = el("div", { class: code?.is_old ? "dk-entry dk-old" : "dk-entry" },
      el("strong", {}, coding.coder === null ? name : `${coding.coder}: ${name}`),
      code?.is_old ? el("em", { class: "dk-gone" }, t("no longer in the codebook")) : null,
      el("q", {}, shortened(quote, 110, 40)),
      code ? el("details", {}, el("summary", {}, t("What {name} means", { name })), ...explained(code)) : null,
      coding.coder === null ? el("button", {
        type: "button", class: "dk-remove", "data-coding": coding.id,
        onclick: () => this.taken(coding),
      }, t("Remove")) : null);
    entry.style.setProperty("--code", `var(--dk-${coding.code})`);
    return entry;
  }

  // What is removed leaves the card; the focus goes to the next one in it, and to the text after the last.
  taken(coding) {
    this.acts.remove(coding.id);
    const at = this.codings.indexOf(coding);
    this.codings = this.codings.filter((other) => other !== coding);
    if (!this.codings.length) return this.close(true);
    this.fill();
    const left = this.element.querySelectorAll(".dk-remove");
    (left[Math.min(at, left.length - 1)] || this.element.querySelector("button")).focus();
    return this.state.point(this.codings[Math.min(at, this.codings.length - 1)]);
  }

  fill() {
    this.element.replaceChildren(...this.codings.map((coding) => this.entry(coding)), el("button", {
      type: "button", class: "dk-plain", onclick: () => this.close(true),
    }, t("Close")));
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close(true);
  }

  close(giveBack = false) {
    if (this.element.hidden) return;
    document.removeEventListener("mousedown", this.away);
    this.element.hidden = true;
    this.state.point(null);
    if (giveBack) this.back?.focus({ preventScroll: true });
  }
}
