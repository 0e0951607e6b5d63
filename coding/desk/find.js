// Finding words in this document: how many, and from one to the next. Capitals and accents make no difference.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const LEAST = 2;

// A letter without its accent and capital, as many units long as it was, so that places stay what they are.
function plain(text) {
  return text.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize("NFD")[0]).toLowerCase();
}

// Every place of a text in which the query stands, as units: [{ from, to }].
export function placesOf(text, query) {
  const [held, wanted] = [plain(text), plain(query)];
  if (held.length !== text.length) return []; // a letter whose small form is longer: none that people search with
  const found = [];
  for (let at = held.indexOf(wanted); at >= 0; at = held.indexOf(wanted, at + wanted.length)) {
    found.push({ from: at, to: at + wanted.length });
  }
  return found;
}

export class Find {
  // next(step): go to a hit; back(): the focus goes to the text
  constructor(state, { next, back }) {
    Object.assign(this, { state, next, back });
    this.field = el("input", {
      type: "search", "aria-label": t("Find in this text"), placeholder: t("Find in this text"), autocomplete: "off",
      spellcheck: "false", oninput: () => this.look(), onkeydown: (event) => this.key(event),
    });
    this.told = el("span", { class: "dk-hits", role: "status" });
    const step = (label, sentence, by) => el("button", {
      type: "button", class: "dk-plain", "aria-label": sentence, title: sentence, onclick: () => next(by) }, label);
    this.element = el("div", { class: "dk-bar-row dk-find", role: "search", hidden: true }, this.field, this.told,
      step("↑", t("The one before"), -1), step("↓", t("The next one"), 1),
      el("button", { type: "button", class: "dk-plain", onclick: () => this.close() }, t("Close")));
    state.on("find", () => this.tell());
  }

  open() {
    this.element.hidden = false;
    this.field.focus();
    this.field.select();
    if (this.field.value) this.look();
  }

  // What was searched for is kept, so that G goes on through it; it is only not marked any more.
  close() {
    this.element.hidden = true;
    this.state.found({ inTurn: new Map() });
    this.back();
  }

  look() {
    const query = this.field.value.trim();
    const hits = query.length < LEAST ? [] : this.state.places.texts.flatMap((text, turn) =>
      placesOf(text, query).map((place) => ({ turn, ...place })));
    this.state.found({ query, hits, at: -1 });
  }

  tell() {
    const { query, hits, at } = this.state.find;
    const n = hits.length;
    this.told.textContent = query.length < LEAST ? "" : !n ? t("not in this text")
      : at < 0 ? (n === 1 ? t("once") : t("{n} times", { n })) : t("{at} of {n}", { at: at + 1, n });
  }

  key(event) {
    if (event.key === "Enter") this.next(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") this.field.focus();
  }
}
