// A quote as card and lists show it: over several turns each on a line of its own, with who says it.

import { saidBy } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export function voiceName(voice) {
  const named = { family: t("family"), coach: t("coach"), partner: t("partner organisation"), coordinator: t("coordinator"),
    other: t("somebody else") };
  return named[voice] || voice;
}

// span: in code points; before, after: letters that are left at the beginning and the end of what each turn says.
export function quoted({ data, places }, span, before, after) {
  const parts = saidBy(places, span, before, after);
  if (parts.length === 1) return el("q", {}, parts[0].words);
  return el("q", { class: "dk-talk" }, ...parts.map(({ turn, words, skipped }) => (skipped
    ? el("span", {}, `… ${skipped === 1 ? t("1 turn") : t("{n} turns", { n: skipped })} …`)
    : el("span", {}, el("b", {}, `${data.turns[turn].speaker || voiceName(data.turns[turn].voice)}: `), words))));
}
