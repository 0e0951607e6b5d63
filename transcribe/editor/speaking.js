// Who speaks in a turn, in some, or in all of somebody: chosen from who can be meant, or a name that nobody had yet.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const LONGEST_NAME = 80;
const BY_KEY = 9; // so many are chosen by their digit

export class Speaking {
  // choices: [[key, name, voice], ...], which a new name is added to; said(key, all).
  constructor({ choices, said }) {
    Object.assign(this, { choices, said });
    this.list = el("div", { class: "ed-whos" });
    this.all = el("input", { type: "checkbox" });
    this.fresh = el("input", { type: "text", maxlength: LONGEST_NAME, autocomplete: "off", oninput: () => this.sift() });
    this.title = el("h2");
    this.element = el("dialog", { class: "sp-sheet ed-speaking", "aria-label": t("Who speaks here") }, this.title,
      el("label", { class: "ed-tick" }, this.all, el("span")), this.list,
      el("form", { class: "ed-row", onsubmit: (event) => { event.preventDefault(); this.name(); } },
        el("label", { class: "ed-named" }, t("Another name"), this.fresh), el("button", {}, t("Use this name")),
        el("button", { type: "button", onclick: () => this.element.close() }, t("Close"))));
  }

  // now: the key of who speaks here; count: how many turns are chosen.
  open(now, count, name) {
    this.title.textContent = count > 1 ? t("Who speaks in these {n} turns", { n: count }) : t("Who speaks here");
    this.all.checked = false;
    const all = t("In all turns of {who}", { who: name });
    this.all.nextSibling.textContent = ` ${all}`;
    this.fresh.value = "";
    this.list.replaceChildren(...this.choices.map(([key, called], n) => el("button", {
      type: "button", "aria-pressed": String(key === now), onclick: () => this.pick(key),
    }, n < BY_KEY ? el("kbd", { "aria-hidden": "true" }, String(n + 1)) : null, ` ${called || t("Not said yet")}`)));
    this.list.style.minHeight = "";
    this.element.showModal();
    (this.list.querySelector('[aria-pressed="true"]') ?? this.list.firstChild)?.focus();
  }

  // Of many, those whose name has what is typed: in a meeting of two hundred nobody looks through a list.
  sift() {
    const typed = this.fresh.value.trim().toLowerCase();
    this.list.style.minHeight = `${this.list.offsetHeight}px`; // what stands below stays where it is
    [...this.list.children].forEach((one, n) => { one.hidden = !this.choices[n][1].toLowerCase().includes(typed); });
  }

  name() {
    const name = this.fresh.value.replace(/\s+/g, " ").trim();
    if (!name) return this.fresh.focus();
    const known = this.choices.find(([, called]) => called.toLowerCase() === name.toLowerCase());
    if (!known) this.choices.push([name, name, "other"]);
    return this.pick(known ? known[0] : name);
  }

  pick(key) {
    this.element.close();
    this.said(key, this.all.checked);
  }
}
