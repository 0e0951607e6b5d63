// The photo of a form that was signed on paper, with what was answered on it.
import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { newGuid } from "./guid.js";
import { Questions } from "./questions.js";

const MOST_BYTES = 20 * 1024 * 1024;

// What is in a file, as base64.
function packed(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

class Photo {
  constructor(data) {
    Object.assign(this, { data, guid: newGuid(), sure: new Set(), shown: "" });
    this.file = el("input", { type: "file", id: "pp-file", accept: "image/jpeg,image/png,image/webp", onchange: () => this.chosen() });
    this.preview = el("img", { class: "pp-preview", alt: t("The photo that was chosen"), hidden: true });
    this.day = dayInput({ id: "pp-day", value: data.today, max: data.today, about: t("Signed on") });
    this.letter = el("select", { id: "pp-letter" },
      ...data.letters.map((number) => el("option", { value: number, selected: number === data.number }, t("letter {number}", { number }))),
      el("option", { value: "" }, t("another form")));
    this.questions = new Questions(data.questions, { yes: t("Yes"), no: t("No"), missing: t("Say yes or no, as it is on the form.") });
    this.told = el("div", { class: "pp-told", role: "alert" });
    this.main = el("button", { type: "button", class: "pp-main", onclick: () => this.save() }, t("Keep the form"));
    this.element = el("div", { class: "pp-way" },
      el("p", {}, t("The photo lies with the real names. Where and when it was taken is left out of it.")),
      el("div", { class: "pp-field pp-file" }, this.file,
        el("label", { for: "pp-file", class: "pp-choose" }, t("Take or choose the photo of the signed form"))), this.preview,
      this.field("pp-day", t("Signed on"), this.day.element),
      this.field("pp-letter", t("Which letter (its number is at the foot of the form)"), this.letter),
      el("h3", {}, t("What stands on the form")), this.questions.element, this.told, this.main);
  }

  field(id, name, control) {
    return el("div", { class: "pp-field" }, el("label", { for: id }, name), control);
  }

  begin() {}

  end() {
    if (this.shown) URL.revokeObjectURL(this.shown);
  }

  chosen() {
    this.end();
    const [file] = this.file.files;
    this.shown = file ? URL.createObjectURL(file) : "";
    this.preview.hidden = !file;
    if (file) this.preview.src = this.shown;
    this.preview.onerror = () => { this.preview.hidden = true; };
    this.told.replaceChildren();
  }

  say(sentence) {
    this.told.replaceChildren(el("p", {}, sentence));
  }

  async save() {
    const [file] = this.file.files;
    if (!file) return this.say(t("Choose the photo of the form first."));
    if (file.size > MOST_BYTES) return this.say(t("This photo is too large. Take it again with fewer pixels, or closer by."));
    if (!this.day.value) return this.say(t("Fill in the day on which the form was signed."));
    if (!this.questions.complete()) return this.say(t("Say yes or no, as it is on the form."));
    this.main.disabled = true;
    try {
      const { data } = this;
      await ask("POST", "/api/consent/photo", { guid: this.guid, person: data.person, given_by: data.given_by,
        ends_on: data.ends_on, answers: this.questions.answers, letter: Number(this.letter.value) || null, on: this.day.value,
        sure: [...this.sure], photo: await packed(file) });
      return location.assign(data.after);
    } catch (fault) {
      return this.failed(fault);
    } finally {
      this.main.disabled = false;
    }
  }

  // A date that may be a slip is asked about.
  failed({ message, told }) {
    this.say(message || t("There is no connection. What you filled in is still here. Try again in a moment."));
    if (!told?.asks) return;
    this.told.append(el("button", { type: "button", class: "pp-other", onclick: () => {
      this.sure.add(told.asks);
      this.save();
    } }, t("Yes, it is right")));
  }
}

export const mount = mounting("/assets/papers/papers.css", (data) => new Photo(data));
