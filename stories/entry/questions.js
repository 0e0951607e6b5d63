// Dates that may be a slip: is each right? Nothing is kept until it is said, or the date is changed.
import { t } from "/assets/kit/words.js";
import { el } from "/assets/kit/dom.js";

export class Questions {
  // keep() keeps the story with the dates that are sure; change(field) leads to the field of a date.
  constructor({ keep, change }) {
    Object.assign(this, { keep, change });
    this.sure = new Set(); // dates (ISO) that somebody said are right
    this.element = el("section", { class: "rd-names", hidden: true, "aria-labelledby": "rd-questions-title" });
  }

  show(questions) {
    this.element.hidden = !questions.length;
    if (!questions.length) return;
    const title = el("h2", { id: "rd-questions-title", tabindex: "-1" }, t("Is this date right?"));
    this.element.replaceChildren(title, ...questions.map((one) => el("p", {}, one.sentence)), el("div", { class: "rd-toggles" },
      el("button", { type: "button", onclick: () => this.yes(questions) }, t("Yes, it is right")),
      el("button", { type: "button", onclick: () => this.no(questions) }, t("No, change it"))));
    title.focus({ preventScroll: true });
    this.element.scrollIntoView();
  }

  yes(questions) {
    for (const one of questions) this.sure.add(one.day);
    this.element.hidden = true;
    this.keep();
  }

  no(questions) {
    this.element.hidden = true;
    this.change(questions[0].field);
  }
}
