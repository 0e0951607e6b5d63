// What a score rests on: words of the family's texts, chosen sentence by sentence.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const LONGEST = 160; // characters of a quote that are shown

export class Ground {
  // one: the life domain; sheet: what it is on.
  constructor(one, sheet) {
    Object.assign(this, { one, sheet });
    this.list = el("ul", { class: "sc-quotes" });
    this.text = el("div", { class: "sc-text" });
    this.which = el("select", { class: "sc-field", "aria-label": t("{domain}: text to choose from", { domain: one.name }), onchange: () => this.open() },
      el("option", { value: "" }, t("Choose a text")), ...sheet.data.texts.map(([guid, name]) => el("option", { value: guid }, name)));
    this.head = el("summary", {}, "");
    const choose = sheet.data.texts.length ? [this.which, this.text] : [el("p", {}, t("There is no text of this family that you may read."))];
    this.element = el("details", { class: "sc-ground" }, this.head, this.list, ...choose);
    this.draw();
  }

  draw() {
    const found = this.sheet.slot(this.one.key).ground;
    this.head.textContent = found.length ? t("What it rests on: {n}", { n: found.length }) : t("What does it rest on?");
    this.list.replaceChildren(...found.map((one) => el("li", {},
      one.quote ? el("q", {}, one.quote.length > LONGEST ? `${one.quote.slice(0, LONGEST)}…` : one.quote) : el("em", {}, t("words that you do not read, or that were changed")),
      " ", one.document ? el("a", { href: one.address, target: "_blank", rel: "noopener" }, one.title) : null,
      one.mine ? el("button", { type: "button", "aria-label": t("Take away: {words}", { words: one.quote.slice(0, 40) }), onclick: () => this.take(one) }, t("Take away")) : el("small", {}, one.by))));
  }

  take(one) {
    this.sheet.unrest(this.one.key, one.guid);
    this.draw();
  }

  // The text that is chosen, each sentence a button.
  async open() {
    const document = this.which.value;
    this.text.replaceChildren();
    if (!document) return;
    this.text.textContent = t("Loading …");
    try {
      const { version, turns } = await ask("GET", `/api/scores/text/${encodeURIComponent(document)}`);
      if (this.which.value !== document) return;
      this.text.replaceChildren(...turns.map(({ speaker, sentences }) => el("p", {}, speaker ? el("strong", {}, `${speaker} `) : null,
        ...sentences.flatMap((one) => [this.sentence(one, document, version), " "]))));
    } catch (fault) {
      this.text.textContent = fault.message || t("The text could not be loaded. Check the connection and choose it again.");
    }
  }

  sentence({ start, end, words }, document, version) {
    const at = `&at=${start}`;
    const held = () => this.sheet.slot(this.one.key).ground.find((one) => one.document === document && one.quote === words && one.mine);
    return el("button", { type: "button", "aria-pressed": String(Boolean(held())), onclick: ({ currentTarget }) => {
      const there = held();
      if (there) this.sheet.unrest(this.one.key, there.guid);
      else this.sheet.rest(this.one.key, { guid: crypto.randomUUID(), quote: words, document, address: `/desk?document=${document}${at}`,
        title: this.which.selectedOptions[0].textContent, mine: true, by: "" }, { document, version, start, end });
      currentTarget.setAttribute("aria-pressed", String(Boolean(held())));
      this.draw();
    } }, words);
  }
}
