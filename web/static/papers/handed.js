// What somebody sees to whom the phone was handed: the letter, the questions, a place to sign, and an end. The server lets
// nothing else through until the coach's password (web/gate/handed.py). What was answered and drawn is kept in this tab alone
// until the server has it, so that a reload or a sitting that ends costs nothing; a closed tab takes the signature with it.
import { el } from "/assets/kit/dom.js";
import { onThisPage, openWayBack } from "/assets/kit/device.js";
import { beforeLeaving } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { Kept } from "./kept.js";
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

  // As it was before.
  set value({ agreed, lines }) {
    this.agreed.checked = agreed === true;
    if (lines) this.pad.draw(lines);
  }

  get value() {
    return this.agreed.checked ? { agreed: true } : { lines: this.pad.lines };
  }
}

class Handed {
  constructor(root, data) {
    const { words } = data;
    Object.assign(this, { root, data, words, at: 0, saved: false, kept: new Kept(data.owner, data.person) });
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
    for (const kind of ["change", "pointerup", "click"]) this.body.addEventListener(kind, () => this.keep());
  }

  begin() {
    this.root.replaceChildren(el("div", { class: "pp-handed" }, this.heading, this.body, this.told, this.bar));
    if (this.data.done) return this.thanks();
    beforeLeaving(new AbortController().signal, { send: () => {}, atRisk: () => !this.saved && !this.kept.works });
    const { at, answers, signed } = this.kept.of(this.data);
    this.questions.answers = answers;
    for (const [who, place] of this.places) if (signed[who]) place.value = signed[who];
    return this.show(Math.min(at, this.steps.length - 1));
  }

  keep() {
    if (this.saved) return;
    this.kept.put(this.data, { at: this.at, answers: this.questions.answers,
      signed: Object.fromEntries(this.places.map(([who, place]) => [who, place.value])) });
  }

  letter() {
    return el("div", { class: "pp-letter" }, ...this.data.blocks.flatMap(([head, lines]) =>
      [el("h2", {}, head), ...lines.map((line) => el("p", {}, line))]));
  }

  show(at) {
    this.at = at;
    this.keep();
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
    scrollTo(0, 0);
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
      this.button(this.words.go_on, () => this.show(this.at), true), this.button(this.words.yes_stop, () => this.stop())]);
  }

  stop() {
    this.saved = true; // there is nothing to keep any more
    this.kept.drop();
    this.over(this.words.stopped);
  }

  async save() {
    const { words } = this;
    const body = { answers: this.questions.answers, signed: {} };
    for (const [who, place] of this.places) body[who] = place.value;
    const [main] = this.bar.children;
    main.disabled = true;
    main.textContent = words.saving;
    try {
      await ask("POST", "/sign/keep", body, { patience: PATIENCE_MS });
    } catch (fault) {
      main.disabled = false;
      main.textContent = words.again;
      this.told.textContent = fault.message || words.offline;
      return;
    }
    this.thanks();
  }

  thanks() {
    this.saved = true;
    this.kept.drop();
    this.over(this.words.thanks);
  }

  over(title) {
    this.put(title, [el("p", { class: "pp-statement" }, this.words.give_back)], []);
    openWayBack();
  }
}

onThisPage((root, data) => {
  root.handed = new Handed(root, data);
  root.handed.begin();
});
