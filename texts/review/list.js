// All names in a column: what each becomes, how many places it has, and how far it is.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { howFar, wordsOf } from "./labels.js";

export class Names {
  // pick(thing): somebody chose a name.
  constructor(pick) {
    this.pick = pick;
    this.rows = new Map(); // thing -> { drawn, element }
    this.list = el("ol", { class: "nm-names" });
    this.element = el("nav", { class: "nm-side", "aria-label": t("Names") }, this.list);
  }

  // A row that stays the same is left alone.
  draw(state, now) {
    const gone = new Set(this.rows.keys());
    state.order.forEach((thing, at) => {
      gone.delete(thing);
      const group = state.groups.get(thing);
      const [sign, said] = howFar(group);
      const drawn = [sign, wordsOf(group), group.pseudonym, group.places.length].join("\n");
      if (this.rows.get(thing)?.drawn !== drawn) this.put(thing, drawn, this.row(thing, group, sign, said));
      const { element } = this.rows.get(thing);
      if (this.list.children[at] !== element) this.list.insertBefore(element, this.list.children[at] ?? null);
    });
    gone.forEach((thing) => {
      this.rows.get(thing).element.remove();
      this.rows.delete(thing);
    });
    this.at(now);
  }

  put(thing, drawn, element) {
    this.rows.get(thing)?.element.replaceWith(element);
    this.rows.set(thing, { drawn, element });
  }

  row(thing, group, sign, said) {
    const to = howFar(group)[0] === "–" ? t("stays") : `→ ${group.pseudonym || "…"}`;
    return el("li", {}, el("button", { type: "button", onclick: () => this.pick(thing) },
      el("span", { class: "nm-sign", "aria-hidden": "true" }, sign), el("span", { class: "nm-hidden" }, `${said}: `),
      el("span", { class: "nm-word" }, wordsOf(group)), el("span", { class: "nm-to" }, to),
      el("span", { class: "nm-count" }, `${group.places.length}×`)));
  }

  at(now) {
    if (this.now !== now) this.rows.get(this.now)?.element.firstChild.removeAttribute("aria-current");
    this.now = now;
    const row = this.rows.get(now)?.element;
    row?.firstChild.setAttribute("aria-current", "true");
    // Of its own column only: the page stays where it is.
    if (row) this.list.scrollTop = Math.max(0, row.offsetTop - this.list.clientHeight / 3);
  }
}
