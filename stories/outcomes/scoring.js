// One family in one round of measuring: nine life domains, each a level of the rubric by pointer, key or thumb.

import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";
import { InView } from "/assets/kit/in_view.js";
import { mounting } from "/assets/kit/mounting.js";
import { t } from "/assets/kit/words.js";
import { Domain } from "./domain.js";
import { Scores } from "./outbox.js";

class Sheet {
  // data: { owner, family, wave, on, today, rubric, voices: [[key, name, about]], sources: [[key, name]], levels: [[value, shown]],
  // domains: [{ key, name, about, levels }], texts: [[guid, name]], slots: { voice: { domain: { mine, others, ground } } } }
  constructor(data) {
    this.data = data;
    this.ends = new AbortController();
    this.outbox = new Scores({ owner: data.owner, signal: this.ends.signal, changed: () => this.tell(), stored: () => this.tell(),
      refused: (acts, sentence) => this.refused(acts, sentence) });
    this.voice = data.voices[0][0];
    this.on = dayInput({ id: "sc-on", value: data.on, max: data.today, about: t("The day it is true of") });
    this.source = el("select", { id: "sc-source", class: "sc-field" },
      el("option", { value: "unstated" }, t("not said")), ...data.sources.map(([key, name]) => el("option", { value: key }, name)));
    this.sources = { family: "family" }; // by voice, what was said last of where its scores are known from
    this.source.addEventListener("change", () => { this.sources[this.voice] = this.source.value; });
    this.state = el("p", { class: "sc-state", role: "status" });
    this.count = el("p", { class: "sc-count" });
    this.not = el("ul", { class: "sc-refused", "aria-label": t("Not stored") });
    // What was refused stands in the bar, which grows upwards: no level moves from under a pointer.
    this.foot = el("div", { class: "sc-foot" }, this.not, this.count, this.state);
    this.before = new Map(); // by the guid of what was given here, what stood there before
    this.list = el("div", { class: "sc-domains" });
    this.element = this.frame();
  }

  frame() {
    const voices = el("fieldset", { class: "sc-voices" }, el("legend", {}, t("Whose score is it?")),
      ...this.data.voices.map(([key, name, about]) => el("label", {},
        el("input", { type: "radio", name: "sc-voice", value: key, checked: key === this.voice, onchange: () => this.speak(key) }),
        el("span", {}, el("b", {}, name), el("small", {}, about)))));
    const pair = (id, label, control) => el("div", { class: "sc-pair" }, el("label", { for: id }, label), control);
    return el("section", { class: "sc-sheet", "aria-label": t("Scores") }, voices,
      el("div", { class: "sc-top" }, pair("sc-on", t("The day it is true of"), this.on.element),
        pair("sc-source", t("Where do you know it from?"), this.source)),
      this.list, this.foot);
  }

  begin() {
    new InView(this.element, this.foot).listen(this.ends.signal);
    this.outbox.adopt();
    this.speak(this.voice);
  }

  end() {
    this.ends.abort();
  }

  // Show what there is in a voice, with what is still on its way.
  speak(voice) {
    this.voice = voice;
    this.source.value = this.sources[voice] ?? "unstated";
    this.domains = this.data.domains.map((one) => new Domain(one, this));
    this.list.replaceChildren(...this.domains.map(({ element }) => element));
    this.tell();
  }

  slot(domain, voice = this.voice) {
    this.data.slots[voice] ??= {};
    this.data.slots[voice][domain] ??= { mine: null, others: [], ground: [] };
    return this.data.slots[voice][domain];
  }

  // state: scored, unknown, or taken_back. sure: what was said to be right.
  give(domain, { state, value = null, source = this.source.value, on = this.on.value || this.data.on, sure = [] }) {
    const { family, wave, rubric } = this.data;
    const [slot, guid] = [this.slot(domain), crypto.randomUUID()];
    this.before.set(guid, this.refusedNow(slot.mine) ? this.before.get(slot.mine.guid) : slot.mine);
    slot.mine = state === "taken_back" ? null : { state, value, source, on, guid };
    this.outbox.give({ act: "give", guid, family, wave, domain, voice: this.voice, state, value, source, on, rubric, sure });
    this.tell();
  }

  rest(domain, ground, { document, version, start, end }) {
    const { family, wave } = this.data;
    this.slot(domain).ground.push(ground);
    this.outbox.put([{ act: "rest", guid: ground.guid, family, wave, domain, voice: this.voice, document, version, start, end }]);
  }

  unrest(domain, guid) {
    const slot = this.slot(domain);
    slot.ground = slot.ground.filter((one) => one.guid !== guid);
    this.outbox.put([{ act: "unrest", guid }]);
  }

  refused(acts, sentence) {
    this.outbox.refuse([...this.outbox.refusals, ...acts.map((act) => ({ act, sentence, asks: "" }))]);
    this.tell();
  }

  drop(one) {
    this.outbox.refuse(this.outbox.refusals.filter(({ act }) => act.guid !== one.act.guid));
    this.tell();
  }

  refusedNow(mine) {
    return Boolean(mine) && this.outbox.refusals.some(({ act }) => act.guid === mine.guid);
  }

  // What was refused is not wanted any more: what stood there before stands there again.
  throwAway(one) {
    const { guid, domain, voice } = one.act;
    const slot = this.slot(domain, voice);
    if (slot.mine ? slot.mine.guid === guid : one.act.state === "taken_back") slot.mine = this.before.get(guid) ?? null;
    this.drop(one);
    this.domains.find((each) => each.one.key === domain)?.draw();
  }

  // A score that was asked about, given once more by who says that it is right.
  anyway(one) {
    this.drop(one);
    const { id: _, ...act } = one.act;
    const [slot, guid] = [this.slot(act.domain, act.voice), crypto.randomUUID()];
    if (slot.mine?.guid === act.guid) slot.mine.guid = guid;
    this.before.set(guid, this.before.get(act.guid));
    this.outbox.give({ ...act, guid, sure: [...(act.sure ?? []), one.asks] });
  }

  tell() {
    this.state.textContent = this.outbox.told;
    const known = this.data.domains.filter(({ key }) => this.slot(key).mine?.state === "scored").length;
    const unknown = this.data.domains.filter(({ key }) => this.slot(key).mine?.state === "unknown").length;
    const left = this.data.domains.length - known - unknown;
    this.count.textContent = [t("{n} of {all} scored", { n: known, all: this.data.domains.length }), t("{n} not known", { n: unknown }),
      t("{n} not looked at", { n: left })].join(" · ");
    this.not.replaceChildren(...this.outbox.refusals.map((one) => this.line(one)));
  }

  line(one) {
    const name = this.data.domains.find(({ key }) => key === one.act.domain)?.name ?? t("Score");
    return el("li", {}, el("b", {}, name), " ", el("span", {}, one.sentence), " ",
      one.asks ? el("button", { type: "button", onclick: () => this.anyway(one) }, t("Yes, it is right")) : null,
      el("button", { type: "button", onclick: () => this.throwAway(one) }, t("Throw away")));
  }
}

export const mount = mounting("/assets/outcomes/scoring.css", (data) => new Sheet(data));
