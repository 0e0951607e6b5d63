// The questions of a form, each with a yes and a no of which none is chosen beforehand.
import { el } from "/assets/kit/dom.js";

export class Questions {
  // questions: [{ use, question }]; yes, no, missing: words; changed(): an answer was given.
  constructor(questions, { yes, no, missing, changed = () => {} }) {
    this.rows = questions.map(({ use, question }) => {
      const fault = el("p", { class: "pp-fault", hidden: true }, missing);
      const choice = (value, word) => el("label", { class: "pp-choice" },
        el("input", { type: "radio", name: `pp-${use}`, value, onchange: () => { fault.hidden = true; changed(); } }), word);
      const element = el("fieldset", { class: "pp-question" }, el("legend", {}, question),
        el("div", { class: "pp-choices" }, choice("yes", yes), choice("no", no)), fault);
      return { use, element, fault };
    });
    this.element = el("div", {}, ...this.rows.map((row) => row.element));
  }

  // { use: true or false }, for what was answered.
  get answers() {
    const answered = this.rows.map(({ use, element }) => [use, element.querySelector("input:checked")?.value]);
    return Object.fromEntries(answered.filter(([, value]) => value).map(([use, value]) => [use, value === "yes"]));
  }

  // As they were answered before.
  set answers(given) {
    for (const { use, element } of this.rows) {
      if (typeof given[use] === "boolean") element.querySelector(`input[value=${given[use] ? "yes" : "no"}]`).checked = true;
    }
  }

  // Whether each is answered; leads to the first that is not.
  complete() {
    const open = this.rows.filter(({ element }) => !element.querySelector("input:checked"));
    for (const { element, fault } of this.rows) fault.hidden = Boolean(element.querySelector("input:checked"));
    open[0]?.element.querySelector("input").focus();
    return !open.length;
  }
}
