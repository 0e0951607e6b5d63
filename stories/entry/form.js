// The form itself: from a draft's body to fields and back. It knows nothing of saving.
//
// What else can be done at an answer (saying it, for one) hangs itself on the form and is no part of it:
//   form.withEach(({ key, place }) => …)  for each answer, those that are shown later too: its key in the draft, and an
//                                         empty element below its text that is the caller's, for as long as the form is;
//   form.addTo(key, text)                 puts text at the end of an answer, on a line of its own, as if it was typed;
//   form.data.guid                        the draft it is written in at this moment (it may move to another).
import { t } from "/assets/kit/words.js";
import { el } from "/assets/kit/dom.js";
import { area, check, choice, day, input, select, toggles } from "./fields.js";
import { Meaning } from "./meaning.js";
import { replaced } from "./replace.js";

export class Form {
  // data: templates, signifiers, form (the version of both), families, domains, courses, today, family. changed(): somebody typed or chose something.
  constructor(data, changed) {
    this.data = data;
    this.changed = changed;
    this.answers = new Map();
    this.places = new Map(); // by key of an answer: the element below its text for what others hang on
    this.hung = [];
    this.spoken = []; // guids of the voice notes whose words stand in it
    this.build();
    this.element = el("div", { class: "rd-fields" });
    this.place();
  }

  build() {
    const { data } = this;
    this.template = choice("template", t("What kind of story is it?"),
      data.templates.map(({ key, name, about }) => ({ key, name, about })), (key) => this.templateChosen(key));
    this.family = select("family", t("Which family?"),
      data.families.map((one) => ({ key: one.guid, name: one.name })), t("Choose a family"));
    this.consent = el("p", { class: "rd-hint", role: "status", hidden: true });
    this.family.element.append(this.consent);
    this.family.control.addEventListener("change", () => this.familyChosen());
    this.when = choice("when", t("When did it happen?"),
      [{ key: "day", name: t("On one day") }, { key: "period", name: t("Over a longer time") }], () => this.showDates());
    this.from = day("from", t("Date"), data.today);
    this.until = day("until", t("Until"), data.today);
    this.told_on = day("told_on", t("Told on"), data.today);
    this.said = el("div", {}); // what is spoken rather than typed stands here: stories/spoken/note.js
    this.text = el("fieldset", { class: "rd-field rd-answers" });
    this.textFault = el("p", { class: "rd-fault", id: "rd-entry-text-fault", hidden: true });
    this.meaning = new Meaning(data.signifiers, () => this.changed());
    this.course = choice("course", t("How did it go?"), data.courses);
    this.domains = toggles("domains", t("Which parts of life is it about?"), t("As many as fit."), data.domains, this.changed);
    this.title = input("title", t("Title"), { hint: t("A few words to find it again. No names."), maxlength: 200 });
    this.noNames = check("no_names", t("There are no real names in this story"),
      t("Tick this when you have read it through: evaluators can then code it at once. Otherwise it counts as a text with real names, until somebody has taken them out."));
  }

  place() {
    this.text.addEventListener("focusin", ({ target }) => { if (target.matches("textarea")) this.lastArea = target; });
    const dates = el("div", { class: "rd-dates" }, this.from.element, this.until.element);
    this.quick = el("div", { class: "rd-toggles rd-quick" }, this.dayButton(t("Today"), 0), this.dayButton(t("Yesterday"), 1));
    this.when.element.append(dates, this.quick);
    // What is told, and what is said of it: beside each other where there is room.
    this.element.append(
      el("div", {}, this.template.element, this.family.element, this.when.element, this.said, this.text),
      el("div", {}, this.meaning.element, this.course.element, this.domains.element, this.title.element, this.told_on.element, this.noNames.element));
    for (const kind of ["input", "change"]) {
      this.element.addEventListener(kind, () => {
        this.mended();
        this.changed();
      });
    }
  }

  // Most stories are of today or yesterday: one touch instead of a calendar.
  dayButton(label, daysAgo) {
    return el("button", { type: "button", onclick: () => {
      const at = new Date(`${this.data.today}T12:00:00Z`);
      at.setUTCDate(at.getUTCDate() - daysAgo);
      this.from.value = at.toISOString().slice(0, 10);
      this.mended();
      this.changed();
    } }, label);
  }

  // A page may stay open past midnight: every answer of the server says which day it is.
  dayIs(today) {
    this.data.today = today;
    for (const field of this.dates) field.max = today;
  }

  get dates() {
    return [this.from, this.until, this.told_on];
  }

  get fields() {
    const text = { name: "text", tell: (sentence) => this.tellText(sentence), focus: () => this.firstArea().focus() };
    return [this.family, this.when, this.from, this.until, text, this.course, this.title, this.told_on];
  }

  templateChosen(key) {
    const template = this.data.templates.find((one) => one.key === key);
    if (!this.from.value) this.when.value = template.period ? "period" : "day";
    this.showDates();
    this.showAnswers();
    this.meaning.show(template.signifiers);
  }

  // What would stop the story at the end is said at the beginning.
  familyChosen() {
    const family = this.data.families.find((one) => one.guid === this.family.value);
    this.consent.hidden = !family || family.tellable;
    this.consent.replaceChildren(...(this.consent.hidden ? [] : [
      t("You can write, but not keep this story yet: nobody in this family consents to analysing, or somebody withdrew that."),
      " ", el("a", { href: `/families?family=${family.guid}#consent` }, t("To the consents"))]));
  }

  showDates() {
    const period = this.when.value === "period";
    this.until.element.hidden = !period;
    this.quick.hidden = period;
    this.from.element.querySelector("label").textContent = period ? t("From") : t("Date");
  }

  // The questions of the chosen template, then what was written under those of another: nothing typed goes.
  showAnswers() {
    const { templates } = this.data;
    const own = (templates.find((one) => one.key === this.template.value) || templates[0]).prompts;
    const keys = new Set(own.map((prompt) => prompt.key));
    const others = templates.flatMap((one) => one.prompts)
      .filter((prompt) => !keys.has(prompt.key) && keys.add(prompt.key) && this.answers.get(prompt.key)?.value.trim());
    const legend = el("legend", {}, t("Your story"));
    const note = el("p", { class: "rd-hint" },
      t("Write no real names: mother, son, the neighbour. Leave a question empty when it does not fit; the questions do not become part of the story."));
    const parts = own.map((prompt) => this.answer(prompt).element);
    const unknown = [...this.answers.keys()].filter((key) => !keys.has(key) && this.answers.get(key).value.trim());
    others.push(...unknown.map((key) => this.prompt(key)));
    if (others.length) parts.push(el("p", { class: "rd-hint" }, t("You wrote this under other questions; it stays part of the story.")));
    parts.push(...others.map((prompt) => this.answer(prompt).element));
    this.text.replaceChildren(legend, note, ...parts, this.textFault);
    this.text.setAttribute("aria-describedby", this.textFault.id);
  }

  answer(prompt) {
    if (!this.answers.has(prompt.key)) {
      const made = area(prompt.key, prompt.question, prompt.hint);
      const place = el("div", { class: "rd-at-answer", "data-answer": prompt.key });
      made.element.append(place);
      this.answers.set(prompt.key, made);
      this.places.set(prompt.key, place);
      for (const one of this.hung) one({ key: prompt.key, place });
    }
    return this.answers.get(prompt.key);
  }

  withEach(hang) {
    this.hung.push(hang);
    for (const [key, place] of this.places) hang({ key, place });
  }

  // Under a question that is not asked here it stands by itself: nothing is lost.
  addTo(key, text) {
    const field = this.answer(this.prompt(key));
    field.value = [field.value.trimEnd(), text].filter(Boolean).join("\n");
    if (!field.element.isConnected) this.showAnswers();
    this.mended();
    this.changed();
  }

  prompt(key) {
    const known = this.data.templates.flatMap((one) => one.prompts).find((prompt) => prompt.key === key);
    return known || { key, question: t("Told before under another question"), hint: "" };
  }

  // Words of a voice note, once: with them goes in the body which note they are of, so that keeping joins its sound too.
  say(guid, key, text) {
    if (this.spoken.includes(guid)) return false;
    this.spoken = [...this.spoken, guid];
    this.addTo(key, text);
    return true;
  }

  // The key of the answer in which somebody typed last, or the first.
  get answerNow() {
    const areas = [...this.text.querySelectorAll("textarea")];
    return (areas.find((one) => one === this.lastArea) || areas[0])?.name || "";
  }

  firstArea() {
    return this.text.querySelector("textarea");
  }

  tellText(sentence) {
    this.textFault.textContent = sentence || "";
    this.textFault.hidden = !sentence;
  }

  read() {
    const { data } = this;
    return {
      template: this.template.value, family: this.family.value, when: this.when.value, from: this.from.value,
      until: this.until.value, told_on: this.told_on.value, course: this.course.value, domains: this.domains.value,
      title: this.title.value, no_names: this.noNames.value,
      form: data.form, meaning: this.meaning.value, spoken: this.spoken,
      answers: Object.fromEntries([...this.answers].filter(([, one]) => one.value).map(([key, one]) => [key, one.value])),
    };
  }

  write(body) {
    const { data } = this;
    const only = data.families.length === 1 ? data.families[0].guid : "";
    this.template.value = data.templates.some((one) => one.key === body.template) ? body.template : data.templates[0].key;
    this.family.value = body.family || data.family || only;
    this.when.value = body.when === "period" ? "period" : "day";
    [this.from.value, this.until.value] = [body.from || "", body.until || ""];
    this.told_on.value = body.told_on || data.today;
    this.course.value = body.course || "";
    this.domains.value = body.domains || [];
    this.title.value = body.title || "";
    this.noNames.value = body.no_names === true;
    // A question that is no longer asked keeps its answer.
    for (const [key, text] of Object.entries(body.answers || {})) this.answer(this.prompt(key)).value = text;
    this.meaning.value = body.meaning || {};
    this.spoken = body.spoken || [];
    this.familyChosen();
    this.showDates();
    this.showAnswers();
    this.meaning.show(data.templates.find((one) => one.key === this.template.value).signifiers);
  }

  // faults: sentence per field. The first fault gets the focus.
  show(faults) {
    this.told = { ...faults };
    this.asked = this.read();
    const wrong = this.fields.filter((field) => faults[field.name]);
    for (const field of this.fields) field.tell(faults[field.name]);
    wrong[0]?.focus();
    return wrong.length;
  }

  // A sentence at a field goes as soon as what it asks for is there; what else may be wrong is said when keeping.
  mended() {
    for (const field of this.fields) if (this.told?.[field.name] && this.isMended(field)) this.clear(field);
  }

  isMended({ name }) {
    if (name === "text") return [...this.answers.values()].some((one) => one.value.trim());
    return this.read()[name].trim() !== this.asked[name].trim() && this.read()[name].trim() !== "";
  }

  // Dates are judged together: one that was changed may have mended what was said at another.
  clear(field) {
    const together = this.dates.includes(field) ? this.dates : [field];
    for (const one of together) {
      delete this.told[one.name];
      one.tell("");
    }
  }

  // To the field of this name.
  lead(name) {
    this.fields.find((field) => field.name === name)?.focus();
  }

  // Put another word in the place of one that gives somebody away, in the title and in every answer.
  replace(found, replacement) {
    for (const field of [this.title, ...this.answers.values()]) field.value = replaced(field.value, found, replacement);
    this.changed();
  }
}
