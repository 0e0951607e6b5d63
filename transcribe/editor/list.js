// All turns under one another; the words of the one that is heard can be chosen, one by one.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const QUOTED = 6; // words

export class List {
  // pick(word): somebody chose a word of the text.
  constructor({ data, pick }) {
    Object.assign(this, { data, pick });
    this.element = el("ol", { class: "sp-turns" });
    this.rows = [];
    this.now = null;
  }

  // Draws what is not there yet as it should be; a row that stays the same is left alone.
  draw(turns, nameOf, choices) {
    let first = 0;
    const tones = new Map(choices.map(([key], n) => [key, n % 6]));
    turns.turns.forEach(([words, who], n) => {
      const name = nameOf(who);
      const drawn = `${first} ${words} ${who} ${name}`;
      if (this.rows[n]?.drawn !== drawn) {
        const sure = who === name ? this.sure(first, words) : null; // a person has said who this is
        this.put(n, { drawn, first, words, element: this.row(n, first, words, name, tones.get(who), sure) });
      }
      first += words;
    });
    this.rows.splice(turns.size).forEach(({ element }) => element.remove());
    this.now = null;
  }

  put(n, row) {
    if (this.rows[n]) this.rows[n].element.replaceWith(row.element);
    else this.element.append(row.element);
    this.rows[n] = row;
  }

  // How sure the model was who says these words, in percent; null where nothing is known of it.
  sure(first, words) {
    const found = this.data.times.slice(first, first + words).flatMap((ms) => {
      const one = Number.isInteger(ms) && this.data.sure.find(([from, until]) => from <= ms && ms < until);
      return one ? [one[2]] : [];
    });
    return found.length ? Math.round(found.reduce((sum, each) => sum + each, 0) / found.length) : null;
  }

  row(n, first, words, name, tone, sure) {
    const ms = this.data.times[first];
    return el("li", { "data-tone": String(tone ?? 0), onclick: (event) => this.clicked(event, first) },
      el("button", { type: "button", class: "sp-time", "aria-label": t("Turn {n}: {name}", { n: n + 1, name }) },
        Number.isInteger(ms) ? clock(ms) : String(n + 1)),
      el("span", { class: "sp-name" }, name,
        sure === null ? null : el("small", { class: "sp-sure" }, t("{n}% sure", { n: sure }))),
      el("p", {}, this.data.words.slice(first, first + words).join(" ")));
  }

  clicked(event, first) {
    const word = event.target instanceof Element && event.target.closest("[data-word]");
    if (word) this.pick(Number(word.dataset.word));
    else if (getSelection()?.isCollapsed !== false) this.pick(first);
  }

  quote(first, words) {
    const some = this.data.words.slice(first, first + Math.min(words, QUOTED)).join(" ");
    return words > QUOTED ? `${some} …` : some;
  }

  // The turn and word that are heard or chosen; show: bring it into view.
  at(turn, word, show) {
    if (this.now !== turn) this.open(turn);
    const row = this.rows[turn];
    row.element.querySelector(".sp-at")?.classList.remove("sp-at");
    row.element.querySelector(`[data-word="${word}"]`)?.classList.add("sp-at");
    if (show) row.element.scrollIntoView({ block: "nearest" });
  }

  open(turn) {
    const before = this.rows[this.now];
    if (before) {
      before.element.removeAttribute("aria-current");
      before.element.querySelector("p").textContent = this.data.words.slice(before.first, before.first + before.words).join(" ");
    }
    this.now = turn;
    const { element, first, words } = this.rows[turn];
    element.setAttribute("aria-current", "true");
    const made = this.data.words.slice(first, first + words).flatMap((word, n) => [
      el("span", { "data-word": String(first + n) }, word), " "]);
    element.querySelector("p").replaceChildren(...made);
  }
}
