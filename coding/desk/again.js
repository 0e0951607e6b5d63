// A stretch of the recording written out again, with another model or language: asked for by key, and what comes of it
// beside the words that stand there, to be taken or left.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { ask } from "/assets/kit/wire.js";

const LOOK_MS = 1000;

export class Again {
  // parts: { number, audio, places, stretch(), go(turn), mark(pieces), hint(sentence), say(sentence), back(), taken() };
  // stretch: { start_ms, end_ms, doubt } of where the reader is, or null.
  constructor(document, { csrf, ...parts }) {
    Object.assign(this, { ...parts, csrf, offers: [], about: null, asking: null, may: false });
    this.path = `/api/documents/${encodeURIComponent(document.guid)}/again`;
    this.model = el("select", { "aria-label": t("Model"), onchange: () => this.fitting() });
    this.language = el("select", { "aria-label": t("Spoken language") });
    this.told = el("span", { class: "dk-hits", role: "status" });
    const button = (label, act, key) => el("button", { type: "button", class: "dk-plain", title: key, onclick: act }, label);
    this.send = button(t("Write out again"), () => this.request(), "O");
    this.choice = el("span", { class: "dk-bar-row", hidden: true }, this.model, this.language, this.send);
    this.both = el("span", { class: "dk-again" });
    this.answer = el("span", { class: "dk-bar-row", hidden: true },
      button(t("Take the new words"), () => this.decide(true), "Y"), button(t("Leave the old ones"), () => this.decide(false), "Shift+Y"));
    this.element = el("div", { class: "dk-bar-row dk-saying", role: "group", "aria-label": t("Write out again"), hidden: true },
      this.told, this.choice, this.both, this.answer, button(t("Close"), () => this.close()));
  }

  end() {
    clearTimeout(this.timer);
    this.ended = true;
  }

  // What is offered already, and what is on its way; nothing for who prepares no texts.
  async load() {
    const found = await ask("GET", this.path).catch(() => null);
    if (!found || this.ended) return;
    if (!this.may) this.fill(found);
    this.may = true;
    this.offers = found.offers;
    const alive = found.tasks.find((task) => task.alive);
    const failed = this.asking && found.tasks.find((task) => task.guid === this.asking && task.state === "failed");
    if (failed) this.hint(failed.text);
    if (!alive) this.asking = null;
    this.show(alive);
    if (alive) this.timer = setTimeout(() => this.load(), LOOK_MS);
  }

  fill({ models, model, languages, language }) {
    this.knows = new Map(models);
    this.names = languages;
    this.model.replaceChildren(...models.map(([name]) => el("option", { value: name }, name)));
    this.model.value = model;
    this.spoken = language;
    this.fitting();
  }

  // The languages of the model that is chosen; the one chosen before stays where it can.
  fitting() {
    const known = this.knows.get(this.model.value);
    const before = this.language.value || this.spoken;
    this.language.replaceChildren(...this.names.filter(([code]) => !known || known.includes(code)).map(([code, name]) => el("option", { value: code }, name)));
    this.language.value = [...this.language.options].some((one) => one.value === before) ? before : this.language.options[0]?.value;
  }

  // The first press chooses what to write out and with what, the second one asks for it.
  open() {
    if (!this.may) return this.hint(t("Only who prepares texts can have a stretch written out again."));
    if (!this.choice.hidden) return this.request();
    this.about = this.stretch();
    if (!this.about) return this.hint(t("It is not known when these words were said."));
    this.told.textContent = t("Write out again from {from} to {until}", { from: clock(this.about.start_ms), until: clock(this.about.end_ms) });
    for (const part of [this.both, this.answer]) part.hidden = true;
    this.element.hidden = this.choice.hidden = false;
    return this.send.focus();
  }

  async request() {
    const { start_ms, end_ms, doubt = "" } = this.about;
    const sent = { start_ms: Math.round(start_ms), end_ms: Math.round(end_ms), doubt, model: this.model.value, language: this.language.value };
    try {
      this.asking = (await ask("POST", this.path, sent, { key: this.csrf })).job;
    } catch (fault) {
      return this.hint(fault.message || t("This is not stored yet. Try again when there is a connection."));
    }
    this.choice.hidden = true;
    this.back();
    return this.load();
  }

  show(alive) {
    if (!this.choice.hidden) return;
    const [offer] = this.offers;
    this.element.hidden = !offer && !alive;
    this.both.hidden = this.answer.hidden = !offer;
    if (!offer) {
      this.told.textContent = alive ? t("A stretch is being written out again: {state}", { state: alive.text }) : "";
      return;
    }
    const was = el("del", {}, offer.was || t("(no words)"));
    const now = el("ins", {}, offer.now || t("(no words)"));
    this.told.textContent = [clock(offer.start_ms), offer.engine].join(" · ");
    this.both.replaceChildren(was, " ", now);
    if (this.shown === offer.guid) return;
    this.shown = offer.guid;
    this.go(this.places.turnAt(offer.start));
    this.mark(offer.start < offer.end ? this.places.pieces(offer.start, offer.end) : []);
    this.audio.playBetween(Math.max(0, offer.start_ms - 1000), offer.end_ms + 400);
    this.say(t("Written out again: {now}. It was: {was}.", { now: now.textContent, was: was.textContent }));
  }

  async decide(taken) {
    const [offer] = this.offers;
    if (!offer || this.answer.hidden) return;
    let read;
    try {
      read = (await ask("POST", `${this.path}/${encodeURIComponent(offer.guid)}`, { number: this.number, taken }, { key: this.csrf })).number;
    } catch (fault) {
      this.hint(fault.message || t("This is not stored yet. Try again when there is a connection."));
      return;
    }
    this.mark([]);
    if (taken && read !== this.number) {
      this.taken(offer.start);
      return;
    }
    if (taken) this.hint(t("The new words wait in a corrected version. It is read once somebody has declared it free of names."));
    await this.load();
  }

  close() {
    this.choice.hidden = true;
    this.element.hidden = true;
    this.mark([]);
    this.back();
  }
}
