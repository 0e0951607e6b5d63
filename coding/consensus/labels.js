// How things are called on the page where coders are compared.

import { t } from "/assets/kit/words.js";

export const kinds = () => new Map([
  ["same", t("agreed")], ["sign", t("other direction")], ["code", t("other code")], ["bounds", t("other bounds")],
  ["some", t("not by all")], ["one", t("one coder only")], ["gone", t("no coder says this any more")],
]);

export const signName = (sign) => ({ "+": t("was there and helped"), "-": t("missing or failed"), "±": t("both") }[sign] ?? "");
// A minus as wide as a plus.
export const signMark = (sign) => (sign === "-" ? "−" : sign);

const DID = {
  agreed: () => t("as all say"), one: () => t("one coder's"), all: () => t("everybody's"), none: () => t("no code"),
  other: () => t("something else"), reopened: () => t("taken back"),
};
export const didName = (did) => DID[did]?.() ?? "";

export const asksName = (asks) => ({
  changed: t("A coder changed something here since it was decided."),
  lost: t("The words or the code of what was decided are no longer there."),
}[asks] ?? "");
