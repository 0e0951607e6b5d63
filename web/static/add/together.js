// One setting for many files: what is said here is said of every file that is ready.

import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { toFamily, toVoice } from "./fields.js";

// ready(): the files; choices(); done(sentence): all of them have been told.
export function together(ready, choices, done) {
  const all = (change) => {
    const files = ready();
    files.forEach(change);
    done(t("Filled in for {n} files.", { n: files.length }));
  };
  const box = (label, options, change) => {
    const made = el("select", { "aria-label": label, onchange: () => made.value && all((file) => change(file, made.value)) },
      el("option", { value: "" }, t("as it is")), ...options.map(([key, name]) => el("option", { value: key }, name)));
    return el("label", {}, label, made);
  };
  const { families, voices, today } = choices();
  const day = dayInput({ max: today, id: "rd-together-day", about: t("Told on") });
  day.control.addEventListener("change", () => day.value && all((file) => file.say("told_on", day.value)));
  return el("details", { class: "rd-together" }, el("summary", {}, t("One setting for all files")),
    el("div", { class: "rd-fields" },
      box(t("Family"), families.map((one) => [one.guid, one.pseudonym]), (file, guid) => toFamily(file, guid, choices())),
      box(t("Who tells"), voices.map((one) => [one.key, one.name]), (file, voice) => toVoice(file, voice, choices())),
      el("div", { class: "rd-field" }, el("label", { for: day.control.id }, t("Told on")), day.element),
      choices().may_prepare ? box(t("Names have been replaced already"), [["yes", t("yes")], ["no", t("no")]],
        (file, said) => file.card.kind === "text" && file.say("deidentified", said === "yes")) : null));
}
