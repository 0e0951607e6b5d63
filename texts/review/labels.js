// What things are called on this page.

import { t } from "/assets/kit/words.js";

// Kinds by name, in the order in which one chooses; "other" is what shows who somebody is without naming anybody.
export const kinds = () => new Map([
  ["name", t("Name of a person")], ["place", t("Place")], ["address", t("Street or address")], ["org", t("School, employer, organisation")],
  ["other", t("Something else that shows who it is: a rare job, an illness, an event")], ["date", t("Date")], ["age", t("Age")],
  ["phone", t("Phone number")], ["email", t("E-mail address")], ["postcode", t("Postcode")], ["iban", t("Bank account")],
  ["bsn", t("Citizen service number")], ["nrn", t("National register number")], ["plate", t("Number plate")],
]);

export const kindName = (kind) => (kind === "other" ? t("Said otherwise") : kinds().get(kind) ?? kind);

const SOURCES = {
  lexicon: () => t("the register knows it"), pattern: () => t("known by its form"), lists: () => t("in a list of names"),
  pipeline: () => t("a language model takes it for one"), hand: () => t("marked by a person"),
};

export const sourceName = (source) => SOURCES[source]?.() ?? source;
const isDoubtful = (group) => group.places.some(({ doubtful, decision }) => doubtful && !decision);

export function sureName(group) {
  if (isDoubtful(group)) return t("doubtful");
  return group.places.every(({ sureness }) => sureness >= 0.9) ? t("sure") : t("likely");
}

// How far a name is, in a sign and in words.
export function howFar(group) {
  const open = group.places.filter(({ decision }) => !decision).length;
  if (open) return isDoubtful(group) ? ["?", t("doubtful")] : ["○", t("to decide")];
  return group.places.some(({ decision }) => decision === "replace") ? ["✓", t("replaced")] : ["–", t("stays")];
}

// The ways in which a name is written, each once.
export const wordsOf = (group) => [...new Set(group.places.map(({ word }) => word))].join(", ");
