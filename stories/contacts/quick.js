// A contact noted in three touches: what it was, how long, done. Family and day are filled in already.

import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";
import { InView } from "/assets/kit/in_view.js";
import { mounting } from "/assets/kit/mounting.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { t } from "/assets/kit/words.js";
import { Chips, Choice } from "./choices.js";
import { Draft } from "./draft.js";
import { Noted } from "./outbox.js";

const SHOWN = 5; // of what was noted just now

class Page {
  // data: { owner, today, family, story, families: [{ guid, name }], kinds, minutes, longest, who, units, longestNote }
  constructor(data) {
    this.data = data;
    this.habits = new Shelf("rd-ct-");
    this.draft = new Draft(data);
    this.ends = new AbortController();
    this.done = []; // what was noted on this page, the newest first: { act, stored, gone }
    const { signal } = this.ends;
    this.outbox = new Noted({ owner: data.owner, signal, changed: () => this.draw(), stored: (acts) => this.stored(acts),
      refused: (acts, sentence) => this.refused(acts, sentence) });
    this.element = this.frame();
  }

  frame() {
    const { data } = this;
    this.family = el("select", { id: "ct-family", class: "ct-field" }, ...data.families.map(({ guid, name }) => el("option", { value: guid }, name)));
    const known = data.families.map(({ guid }) => guid);
    this.family.value = [data.family, this.habits.get(data.owner), known[0]].find((guid) => known.includes(guid));
    this.day = dayInput({ id: "ct-day", value: data.today, max: data.today, about: t("Day") });
    this.kind = new Choice("kind", t("What was it?"), data.kinds);
    this.minutes = new Choice("minutes", t("How many minutes?"), data.minutes.map((n) => [String(n), String(n)]));
    this.other = el("input", { type: "number", inputmode: "numeric", min: 1, max: data.longest, class: "ct-field", id: "ct-other",
      oninput: () => { if (this.other.value) this.minutes.value = ""; } });
    this.minutes.element.addEventListener("change", () => { this.other.value = ""; });
    this.who = new Chips(t("With whom?"), data.who);
    this.waited = el("input", { type: "number", inputmode: "numeric", min: 0, class: "ct-field", id: "ct-waited" });
    this.unit = el("select", { class: "ct-field", "aria-label": t("Minutes, hours or days") }, ...data.units.map(([minutes, name]) => el("option", { value: minutes }, name)));
    this.unit.selectedIndex = 1;
    this.note = el("input", { type: "text", maxlength: data.longestNote, class: "ct-field", id: "ct-note", autocomplete: "off", spellcheck: "false" });
    this.fault = el("p", { class: "ct-fault", role: "alert" });
    this.state = el("p", { class: "ct-state", role: "status" });
    // What it says stands below the button, or on a phone above it in a bar that grows upwards: the button stays where it is.
    this.foot = el("div", { class: "ct-foot" },
      el("button", { type: "button", class: "ct-keep", onclick: () => this.keep() }, t("Note it")), this.fault, this.state);
    this.list = el("ul", { class: "ct-done", "aria-label": t("Noted just now") });
    this.waiting = el("ul", { class: "ct-refused", "aria-label": t("Not stored") });
    const labelled = (id, label, control) => el("div", { class: "ct-pair" }, el("label", { for: id }, label), control);
    const mended = () => { if (this.lacks !== this.lacking()) this.say(""); this.draft.put(this.filledIn()); };
    return el("section", { class: "ct-quick", "aria-label": t("Note a contact"), oninput: mended, onchange: mended },
      el("div", { class: "ct-two" }, labelled("ct-family", t("Family"), this.family), labelled("ct-day", t("Day"), this.day.element)),
      this.kind.element, this.minutes.element,
      this.more = el("details", { class: "ct-more" }, el("summary", {}, t("Say more: other minutes, with whom, how long it took to answer")),
        el("div", { class: "ct-two" }, labelled("ct-other", t("Another number of minutes"), this.other)),
        this.who.element,
        el("div", { class: "ct-two" }, labelled("ct-waited", t("The family waited for an answer"), el("span", { class: "ct-wait" }, this.waited, this.unit))),
        labelled("ct-note", t("A few words, without names"), this.note)),
      this.foot, this.waiting, this.list);
  }

  begin() {
    new InView(this.element, this.foot).listen(this.ends.signal);
    this.outbox.adopt();
    this.goOn(this.draft.fields);
    this.draw();
  }

  filledIn() {
    return { family: this.family.value, on: this.day.value, kind: this.kind.value, minutes: this.minutes.value,
      other: this.other.value, who: this.who.values, waited: this.waited.value, unit: this.unit.value, note: this.note.value };
  }

  // With what was filled in before the page went; what is not offered any more is left empty.
  goOn({ family, on, kind, minutes, other = "", who = [], waited = "", unit, note = "" }) {
    if (this.data.families.some(({ guid }) => guid === family)) this.family.value = family;
    if (on) this.day.value = on;
    [this.kind.value, this.minutes.value, this.other.value, this.waited.value, this.note.value] = [kind, minutes, other, waited, note];
    this.who.values = who;
    if (this.data.units.some(([size]) => String(size) === unit)) this.unit.value = unit;
    this.more.open = Boolean(other || who.length || waited || note);
  }

  end() {
    this.ends.abort();
  }

  get length() {
    return Number(this.other.value || this.minutes.value);
  }

  // What cannot be noted yet, the first of it; "" for nothing.
  lacking() {
    if (!this.kind.value) return t("Touch what kind of contact it was.");
    if (!(this.length >= 1 && this.length <= this.data.longest && Number.isInteger(this.length))) {
      return t("Touch how many minutes it took, or fill in a number from 1 to 1440.");
    }
    return this.day.value ? "" : t("Fill in the day.");
  }

  // It stays until that is mended, whatever else is filled in meanwhile.
  say(lacks) {
    this.lacks = lacks;
    this.fault.textContent = lacks;
  }

  keep() {
    this.say(this.lacking());
    if (this.lacks) return;
    const minutes = this.length;
    const act = { act: "note", guid: crypto.randomUUID(), family: this.family.value, on: this.day.value, kind: this.kind.value, minutes,
      who: this.who.values, waited: this.waited.value === "" ? null : Math.round(Number(this.waited.value) * Number(this.unit.value)),
      note: this.note.value.trim(), story: this.family.value === this.data.family ? this.data.story : "", sure: [] };
    this.habits.put(this.data.owner, act.family);
    this.note_(act);
    [this.kind.value, this.minutes.value, this.other.value, this.waited.value, this.note.value] = ["", "", "", "", ""];
    this.who.values = [];
    this.day.value = this.data.today;
    this.draft.drop();
  }

  note_(act) {
    this.done.unshift({ act, stored: false, gone: false });
    this.done.length = Math.min(this.done.length, SHOWN);
    this.outbox.put([act]);
    this.draw();
  }

  undo(one) {
    one.gone = true;
    this.outbox.put([{ act: "undo", guid: one.act.guid }]);
    this.draw();
  }

  stored(acts) {
    const there = new Set(acts.map(({ guid }) => guid));
    this.done.filter(({ act }) => there.has(act.guid)).forEach((one) => { one.stored = true; });
    this.draw();
    this.changed?.();
  }

  refused(acts, sentence) {
    this.outbox.refuse([...this.outbox.refusals, ...acts.filter(({ act }) => act === "note").map((act) => ({ act, sentence, asks: "" }))]);
    this.draw();
  }

  words({ family, on, kind, minutes }) {
    const called = (list, key) => new Map(list).get(key) ?? key;
    const name = this.data.families.find(({ guid }) => guid === family)?.name ?? "";
    return [called(this.data.kinds, kind), t("{n} min", { n: minutes }), name, on === this.data.today ? t("today") : on.split("-").reverse().join("-")].join(" · ");
  }

  draw() {
    const not = this.outbox.refusals;
    const held = new Set(not.map(({ act }) => act.guid));
    this.state.textContent = this.outbox.told;
    this.waiting.replaceChildren(...not.map((one) => el("li", {}, el("b", {}, this.words(one.act)), el("p", {}, one.sentence),
      one.asks ? el("button", { type: "button", onclick: () => this.anyway(one) }, t("It is right: note it")) : null,
      el("button", { type: "button", onclick: () => this.drop(one) }, t("Throw away")))));
    this.list.replaceChildren(...this.done.filter(({ act }) => !held.has(act.guid)).map((one) => el("li", { class: one.gone ? "ct-gone" : "" },
      el("span", {}, this.words(one.act)), " ", el("small", {}, one.gone ? t("taken away") : one.stored ? t("stored") : t("waits to be sent")),
      one.gone ? null : el("button", { type: "button", onclick: () => this.undo(one) }, t("Undo")))));
  }

  drop(one) {
    this.outbox.refuse(this.outbox.refusals.filter(({ act }) => act.guid !== one.act.guid));
    this.done = this.done.filter(({ act }) => act.guid !== one.act.guid);
    this.draw();
  }

  anyway(one) {
    this.drop(one);
    const { id: _, ...act } = one.act;
    this.note_({ ...act, sure: [...(act.sure ?? []), one.asks] });
  }
}

const pages = new WeakMap(); // parent element -> what tells Streamlit that something was stored

const begin = mounting("/assets/contacts/quick.css", (data) => {
  const page = new Page(data);
  page.changed = () => pages.get(page.element.parentElement)?.();
  return page;
});

export function mount(given) {
  pages.set(given.parentElement, () => given.setTriggerValue("stored", Date.now()));
  return begin(given);
}
