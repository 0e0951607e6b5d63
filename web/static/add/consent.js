// Consent that is missing for the people chosen, and a form to record it right there.

import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

let hints = 0;

// What consent is missing for a file: [{ person, missing: [use, ...] }, ...].
function lacking(file, family) {
  const uses = file.card.kind === "text" ? ["analyse"]
    : ["record", ...(file.said.transcribe ? ["transcribe"] : []), "analyse"];
  const guids = file.card.kind === "recording"
    ? file.said.persons ?? []
    : Object.values(file.said.speakers ?? {}).map((said) => said.person);
  return [...new Set(guids)].flatMap((guid) => {
    const person = family?.persons.find((p) => p.guid === guid);
    const missing = person ? uses.filter((use) => !person.consents.includes(use)) : [];
    return missing.length ? [{ person, missing }] : [];
  });
}

export const lacksConsent = (file, { families }) =>
  lacking(file, families.find((one) => one.guid === file.said.family)).length > 0;

export const consentNotes = ({ file, family, choices }, onChoices) => lacking(file, family).map(({ person, missing }) =>
  note(person, missing, choices.uses, guardians(family, choices), onChoices));

// Who may consent for a child under 16.
function guardians(family, choices) {
  return [...family.persons.filter((p) => ["parent", "relative"].includes(p.kind)), ...choices.professionals.filter((p) => p.answers)];
}

// names: of the uses of consent, by key; others: who may consent for a child.
function note(person, missing, names, others, onChoices) {
  const fault = el("p", { class: "rd-fault", role: "alert" });
  const hint = `rd-consent-${(hints += 1)}`;
  const given = dayInput({ required: true, id: `${hint}-given`, about: t("Given on") });
  const ends = dayInput({ id: `${hint}-ends`, about: t("Ends on (if agreed)") });
  const evidence = el("input", { type: "text", maxlength: 200, id: `${hint}-at`, "aria-describedby": hint });
  const by = person.under_16 && el("select", { required: true }, el("option", { value: "" }, t("Choose...")),
    ...others.map((one) => el("option", { value: one.guid }, one.name)));
  const sure = []; // dates that are right although they are early
  const yes = el("button", { type: "button", hidden: true }, t("Yes, it is right"));
  const form = el("form", { class: "rd-fields", onsubmit: async (event) => {
    event.preventDefault();
    try {
      const choices = await ask("POST", "/api/intake/consent", { person: person.guid, uses: missing, given_on: given.value,
        ends_on: ends.value, evidence: evidence.value, given_by: by ? by.value : "", sure });
      onChoices(choices, t("The consent of {person} has been recorded.", { person: person.name }));
    } catch (problem) {
      fault.textContent = problem.message || t("There is no connection. Try again.");
      fault.scrollIntoView({ block: "center" });
      yes.hidden = !problem.told?.asks;
      yes.onclick = () => { sure.push(problem.told.asks); form.requestSubmit(); };
    }
  } },
    by ? el("label", {}, t("Parent or guardian, for a child under 16"), by) : null,
    dated(t("Given on"), given), dated(t("Ends on (if agreed)"), ends),
    el("div", { class: "rd-field" }, el("label", { for: `${hint}-at` }, t("Where the form lies")),
      el("span", { class: "rd-soft", id: hint }, t("For example: folder 3, number 12. No names.")), evidence),
    el("button", { type: "submit" }, t("Record consent")), fault, yes);
  return el("details", { class: "rd-consent", "data-part": `consent ${person.guid}` },
    el("summary", { "data-field": `consent ${person.guid}` }, t("{person} has given no consent for: {use}. Record it here.",
      { person: person.name, use: missing.map((use) => names[use]).join(", ") })),
    form);
}

const dated = (label, day) => el("div", { class: "rd-field" }, el("label", { for: day.control.id }, label), day.element);
