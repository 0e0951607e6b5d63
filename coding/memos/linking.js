// Finding another memo to link one to.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { ask } from "/assets/kit/wire.js";

export class Linking {
  // chosen(id): the memo to link to.
  constructor({ memo, key, chosen }) {
    Object.assign(this, { memo, key, chosen });
    this.found = el("ul", { class: "mm-found" });
    this.field = el("input", { type: "search", "aria-label": t("Search among memos"), placeholder: t("Search among memos"),
      oninput: () => this.look() });
    this.element = el("div", { class: "mm-linking" }, this.field, this.found);
  }

  begin() {
    this.field.focus();
    return this.look();
  }

  async look() {
    const wanted = this.field.value;
    const query = new URLSearchParams({ search: wanted });
    const answer = await ask("GET", `/api/memos/find?${query}`, undefined, { key: this.key }).catch(() => null);
    if (!answer || this.field.value !== wanted) return; // a later question is on its way
    const others = answer.memos.filter(({ id }) => id !== this.memo.id && !this.memo.links.some((link) => link.id === id));
    // An answer that says the same leaves the list: a button in it may have the focus.
    const told = JSON.stringify(others.map(({ id, called, about }) => [id, called, about]));
    if (told === this.told) return;
    this.told = told;
    this.found.replaceChildren(...others.map((other) => el("li", {}, el("button", {
      type: "button", onclick: () => this.chosen(other.id) }, other.called), " ", el("span", {}, other.about))));
    if (!others.length) this.found.append(el("li", {}, t("No other memo has this.")));
  }
}
