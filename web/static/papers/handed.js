// What somebody sees to whom the phone was handed: the letter, the questions, a place to sign, and an end. It lies over
// the whole page, and nothing under it can be reached. It is no lock: who goes back in the browser, or closes the page and
// opens it again, meets the coach's own pages, which the coach who sits beside sees. What is filled in stays in this page alone until it is saved, for
// a signature is a name: no browser keeps it.
import { el } from "/assets/kit/dom.js";
import { beforeLeaving } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { newGuid } from "./guid.js";
import { Pad } from "./pad.js";
import { Questions } from "./questions.js";

const PATIENCE_MS = 30000;

// One place to sign: by drawing, or by the words "I agree", which the coach has seen.
class Place {
  constructor(statement, who, size, words) {
    this.pad = new Pad(size, words.pad);
    this.agreed = el("input", { type: "checkbox" });
    this.words = words;
    this.element = el("div", {},
      el("p", { class: "pp-statement" }, statement),
      el("p", { class: "pp-hint" }, words.pad), this.pad.element,
      el("button", { type: "button", class: "pp-wipe", onclick: () => this.pad.wipe() }, words.wipe),
      el("label", { class: "pp-agreed" }, this.agreed, words.cannot));
    this.title = who;
  }

  fault() {
    return this.agreed.checked || !this.pad.isEmpty ? "" : this.words.empty;
  }

  get value() {
    return this.agreed.checked ? { agreed: true } : { lines: this.pad.lines };
  }
}

export class Handed {
  constructor(data) {
    const { words } = data;
    Object.assign(this, { data, words, at: 0, guid: newGuid(), saved: false, ended: false, leaving: new AbortController() });
    this.questions = new Questions(data.questions, { ...words, changed: () => { this.told.textContent = ""; } });
    this.places = data.signers.map(([who, statement]) =>
      [who, new Place(statement, who === "guardian" ? words.parent : words.signature, data.pad, words)]);
    this.steps = [
      { title: data.title, element: this.letter(), fault: () => "" },
      { title: data.choose, element: this.questions.element, fault: () => (this.questions.complete() ? "" : words.missing) },
      ...this.places.map(([, place]) => ({ title: place.title, element: place.element, fault: () => place.fault() })),
    ];
    this.heading = el("h1", { id: "pp-head", tabindex: "-1" });
    // What was wrong is being mended.
    this.body = el("div", { class: "pp-body", onpointerdown: () => { this.told.textContent = ""; } });
    this.told = el("p", { class: "pp-told", role: "alert" });
    this.bar = el("div", { class: "pp-bar" });
    this.element = el("dialog", { class: "pp-handed", lang: data.language, "aria-labelledby": "pp-head", closedby: "none",
      oncancel: (event) => event.preventDefault(), onkeydown: (event) => this.key(event) },
      el("div", { class: "pp-page" }, this.heading, this.body, this.told, this.bar));
    // A browser may close it all the same, at the second Escape.
    this.element.addEventListener("close", () => { if (!this.ended) this.element.showModal(); });
  }

  begin() {
    document.body.append(this.element);
    this.element.showModal();
    beforeLeaving(this.leaving.signal, { send: () => {}, atRisk: () => !this.saved });
    this.show(0);
  }

  end() {
    this.ended = true;
    this.leaving.abort();
    this.element.close();
    this.element.remove();
  }

  // The page below has keys of its own.
  key(event) {
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
  }

  letter() {
    return el("div", { class: "pp-letter" }, ...this.data.blocks.flatMap(([head, lines]) =>
      [el("h2", {}, head), ...lines.map((line) => el("p", {}, line))]));
  }

  show(at) {
    this.at = at;
    const last = at === this.steps.length - 1;
    this.put(this.steps[at].title, [this.steps[at].element], [
      this.button(last ? this.words.save : this.words.next, () => this.next(), true),
      at ? this.button(this.words.previous, () => this.show(at - 1)) : null, this.button(this.words.stop, () => this.asking())]);
  }

  put(title, inside, buttons) {
    this.heading.textContent = title;
    this.told.textContent = "";
    this.body.replaceChildren(...inside);
    this.bar.replaceChildren(...buttons.filter(Boolean));
    this.element.scrollTo(0, 0);
    this.heading.focus({ preventScroll: true });
  }

  button(word, onclick, main = false) {
    return el("button", { type: "button", class: main ? "pp-main" : "pp-other", onclick }, word);
  }

  next() {
    const fault = this.steps[this.at].fault();
    this.told.textContent = fault;
    if (fault) return undefined;
    return this.at === this.steps.length - 1 ? this.save() : this.show(this.at + 1);
  }

  asking() {
    this.put(this.words.stopping, [], [
      this.button(this.words.go_on, () => this.show(this.at), true), this.button(this.words.yes_stop, () => this.end())]);
  }

  async save() {
    const { data, words } = this;
    const body = { guid: this.guid, person: data.person, given_by: data.given_by, ends_on: data.ends_on, letter: data.number,
      answers: this.questions.answers, signed: {} };
    for (const [who, place] of this.places) body[who] = place.value;
    const [main] = this.bar.children;
    main.disabled = true;
    main.textContent = words.saving;
    try {
      await ask("POST", "/api/consent/signed", body, { patience: PATIENCE_MS });
    } catch (fault) {
      main.disabled = false;
      main.textContent = words.again;
      this.told.textContent = fault.message || words.offline;
      return;
    }
    this.saved = true;
    this.put(words.thanks, [el("p", { class: "pp-statement" }, words.give_back)], [
      this.button(words.coach, () => location.assign(data.after))]);
  }
}
