// A family tells on the coach's device: one question a screen, large, and nothing else on the page. What is typed goes the
// same way as in the form of the coach: kept in the browser, sent a moment later, the server's once confirmed.
import { el } from "/assets/kit/dom.js";
import { onThisPage, openWayBack } from "/assets/kit/device.js";
import { beforeLeaving } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { Drafts } from "./drafts.js";
import { area, choice, day, toggles } from "./fields.js";
import { Local } from "./local.js";
import { Meaning } from "./meaning.js";
import { Outbox } from "./outbox.js";

const PATIENCE_MS = 10000;

// Keeping goes to a route of its own: it is the family's story, and the answer says no more than that it is kept.
class TheirDrafts extends Drafts {
  keep(guid, versions, body) {
    return ask("POST", "/tell/keep", { owner: this.owner, versions, body }, { key: this.key, patience: PATIENCE_MS });
  }
}

class Tell {
  constructor(root, data) {
    Object.assign(this, { root, data });
    this.body = { ...data.draft.body };
    this.at = 0;
    this.outbox = new Outbox({
      local: new Local(data.owner), drafts: new TheirDrafts(data.owner), guid: data.guid, known: data.draft,
      changed: () => { if (this.saved) this.showSaved(); },
      // Also where another device typed in it: the page may write to this one only, and the server keeps both.
      moved: () => { this.outbox.guid = data.guid; }, dayIs: (today) => { this.when.max = today; },
    });
    this.body = { ...this.outbox.body };
    this.build();
    this.fill();
    beforeLeaving(new AbortController().signal, {
      send: () => this.outbox.flush(), atRisk: () => this.outbox.unsaved > 0 && !this.outbox.local.works });
    addEventListener("online", () => this.outbox.send());
    this.show();
  }

  build() {
    const { data } = this;
    const changed = () => this.typed();
    this.answers = new Map(data.template.prompts.map((one) => [one.key, area(one.key, one.question, one.hint)]));
    this.meaning = new Meaning(data.signifiers, changed);
    this.when = day("from", t("When was this? About right is fine."), data.today);
    this.domains = toggles("domains", t("What is it about?"), t("As many as fit."), data.domains, changed);
    this.course = choice("course", t("How did it go?"), data.courses, changed);
    this.screens = [
      ...[...this.answers.values()].map((field) => field.element),
      ...data.template.signifiers.map((key) => this.meaning.made.get(key).element),
      this.when.element, this.domains.element, this.course.element,
    ];
    this.progress = el("p", { class: "rd-hint", role: "status" });
    this.saved = el("p", { class: "rd-saved" });
    this.fault = el("p", { class: "rd-fault", role: "alert", hidden: true });
    this.place = el("div", { class: "rd-screen" });
    this.back = el("button", { type: "button", onclick: () => this.go(-1) }, t("Back"));
    this.next = el("button", { type: "button", class: "rd-keep", onclick: () => this.go(1) });
    this.form = el("form", { class: "rd-entry rd-tell", novalidate: true, onsubmit: (event) => event.preventDefault() },
      el("h1", {}, data.template.name), this.progress, this.place, this.fault,
      el("div", { class: "rd-row rd-steps" }, this.back, this.next), this.saved);
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, changed);
    this.root.replaceChildren(this.form);
  }

  fill() {
    const { body } = this;
    for (const [key, field] of this.answers) field.value = body.answers?.[key] || "";
    this.meaning.value = body.meaning || {};
    this.when.value = body.from || "";
    this.domains.value = body.domains || [];
    this.course.value = body.course || "";
  }

  // What the coach began with stays as it is; an answer to a question that is no longer asked, too.
  read() {
    const own = Object.fromEntries([...this.answers].map(([key, field]) => [key, field.value]).filter(([, text]) => text));
    const others = Object.entries(this.body.answers || {}).filter(([key]) => !this.answers.has(key));
    return {
      ...this.body, answers: { ...Object.fromEntries(others), ...own }, meaning: this.meaning.value,
      from: this.when.value, domains: this.domains.value, course: this.course.value,
    };
  }

  typed() {
    const body = this.read();
    if (JSON.stringify(body) === JSON.stringify(this.body)) return;
    this.body = body;
    this.fault.hidden = true;
    this.outbox.change(body);
    this.showSaved();
  }

  show() {
    const count = this.screens.length;
    this.place.replaceChildren(this.screens[this.at]);
    this.progress.textContent = t("Question {n} of {total}. You may leave it open.", { n: this.at + 1, total: count });
    this.back.hidden = this.at === 0;
    this.next.textContent = this.at === count - 1 ? t("I am done") : t("Next question");
    this.showSaved();
  }

  showSaved() {
    const { unsaved, state } = this.outbox;
    this.saved.dataset.saved = unsaved ? "no" : "yes";
    if (state === "offline") this.saved.textContent = t("No connection. It is saved as soon as there is one.");
    else if (state === "refused" || state === "signedout") this.saved.textContent = t("It could not be sent. It is kept on this device; give it to the coach.");
    else this.saved.textContent = unsaved ? t("Not saved yet") : t("Saved");
  }

  go(step) {
    this.typed();
    if (this.at + step >= this.screens.length) return this.done();
    this.at += step;
    this.show();
    window.scrollTo(0, 0);
    return this.place.querySelector("textarea, input, svg, button")?.focus({ preventScroll: true });
  }

  async done() {
    if (this.keeping) return;
    this.keeping = true;
    this.next.disabled = true;
    try {
      const answer = await this.outbox.keep({});
      if (!answer.kept) throw new Error(t("This was told on another device too. Give this one to the coach."));
      thanks(this.root);
    } catch (fault) {
      this.fault.textContent = fault.message || t("No connection. What you told is kept; try again when there is one.");
      this.fault.hidden = false;
      if (fault.told?.faults?.text) this.to(0);
    } finally {
      this.keeping = false;
      this.next.disabled = false;
    }
  }

  to(at) {
    this.at = at;
    this.show();
  }
}

function thanks(root) {
  const title = el("h1", { tabindex: "-1" }, t("Thank you for telling this."));
  root.replaceChildren(el("section", { class: "rd-entry rd-tell rd-done" }, title,
    el("p", {}, t("It has been saved. Your coach does not get to read it; who looks into the project does, without your name.")),
    el("p", {}, t("Give the device back to your coach."))));
  title.focus();
  openWayBack();
}

onThisPage((root, data) => {
  if (data.finished) thanks(root);
  else root.tell = new Tell(root, data);
});
