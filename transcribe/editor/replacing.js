// Search and replace: every place of some words with what stands around it and a tick box, before anything is changed.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { placesOf } from "./finding.js";
import { timesOf } from "./text.js";

const AROUND = 40; // characters
const MOST = 500; // places that are shown one by one; more are replaced by searching again

export class Replacing {
  // turns(): as they are now; replace(places, words); go(at, offset): to a place.
  constructor({ turns, replace, go }) {
    Object.assign(this, { turns, replace, go, places: [] });
    const field = (label, name) => el("label", {}, label, el("input", { type: "text", name, autocomplete: "off", oninput: () => this.look() }));
    const tick = (label, checked) => {
      const box = el("input", { type: "checkbox", checked, onchange: () => this.look() });
      return [box, el("label", { class: "ed-tick" }, box, ` ${label}`)];
    };
    const [sought, words] = [field(t("Search"), "sought"), field(t("Replace by"), "words")];
    [this.sought, this.words] = [sought.lastChild, words.lastChild];
    const [[whole, wholeLine], [exact, exactLine]] = [tick(t("Whole words only"), true), tick(t("Capitals count"), true)];
    Object.assign(this, { whole, exact });
    this.count = el("p", { role: "status" });
    this.list = el("ul", { class: "ed-places" });
    this.button = el("button", { type: "button", class: "ed-main", onclick: () => this.done() });
    this.all = el("input", { type: "checkbox", checked: true, onchange: () => this.tickAll() });
    this.element = el("dialog", { class: "sp-sheet ed-replace", "aria-label": t("Search and replace") },
      el("h2", {}, t("Search and replace")), el("div", { class: "ed-fields" }, sought, words), wholeLine, exactLine,
      this.count, el("label", { class: "ed-tick" }, this.all, ` ${t("All of them")}`), this.list,
      el("form", { method: "dialog", class: "ed-row" }, this.button, el("button", {}, t("Close"))));
  }

  open(sought = "", words = "") {
    if (sought) [this.sought.value, this.words.value] = [sought, words];
    this.look();
    this.element.showModal();
    (sought ? this.button : this.sought).focus();
  }

  look() {
    const turns = this.turns();
    this.places = placesOf(turns, this.sought.value, { whole: this.whole.checked, exact: this.exact.checked });
    const shown = this.places.slice(0, MOST);
    this.list.replaceChildren(...shown.map((place) => this.line(turns[place.at], place)));
    this.places = shown.map((place, n) => ({ ...place, box: this.list.children[n].querySelector("input") }));
    this.count.textContent = !this.sought.value.trim() ? "" : shown.length ? t("It stands there {n} times.", { n: this.places.length })
      : t("It does not stand in this text.");
    this.all.checked = true;
    this.tell();
  }

  line({ text, ...one }, { at, start, end }) {
    const ms = one.start ?? timesOf({ text, ...one })[0];
    return el("li", {}, el("label", {}, el("input", { type: "checkbox", checked: true, onchange: () => this.tell() }),
      el("span", { class: "ed-when" }, Number.isInteger(ms) ? clock(ms) : String(at + 1)),
      el("span", {}, start > AROUND ? "… " : "", text.slice(Math.max(0, start - AROUND), start), el("mark", {}, text.slice(start, end)),
        this.words.value ? el("ins", {}, this.words.value) : null, text.slice(end, end + AROUND), end + AROUND < text.length ? " …" : "")));
  }

  tickAll() {
    for (const { box } of this.places) box.checked = this.all.checked;
    this.tell();
  }

  tell() {
    const n = this.places.filter(({ box }) => box.checked).length;
    this.button.textContent = n === 1 ? t("Replace 1 place") : t("Replace {n} places", { n });
    this.button.disabled = !n || !this.words.value || this.words.value === this.sought.value;
  }

  done() {
    const chosen = this.places.filter(({ box }) => box.checked).map(({ at, start, end }) => ({ at, start, end }));
    this.element.close();
    this.replace(chosen, this.words.value);
  }
}
