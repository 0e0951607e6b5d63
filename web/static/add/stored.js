// After storing: what each file became, and the next step.

import { dayName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export function storedList(stored, files, choices) {
  const byGuid = new Map(files.map((file) => [file.guid, file]));
  const title = stored.length === 1 ? t("1 file has been stored") : t("{n} files have been stored", { n: stored.length });
  return el("div", { class: "rd-stored" },
    el("h2", { tabindex: "-1" }, title),
    el("ul", {}, ...stored.map((one) => row(one, byGuid.get(one.upload), choices))));
}

function row(one, file, choices) {
  const family = choices.families.find((f) => f.guid === file.said.family)?.pseudonym ?? "";
  const what = [family, file.said.title || t("Recording"), file.said.told_on && dayName(file.said.told_on, "short")].filter(Boolean).join(" · ");
  return el("li", {}, el("span", {}, what), " ", nextStep(one, file, choices));
}

function nextStep(one, file, choices) {
  if (one.kind === "recording") {
    const label = file.said.transcribe ? t("It is being written out: see how far it is") : t("Transcribe it");
    return el("a", { href: `/work?recording=${one.guid}`, target: "_self", "aria-label": `${label}: ${file.name}` }, label);
  }
  if (!file.said.deidentified && !choices.may_prepare) {
    return el("span", { class: "rd-soft" }, t("Can be read and coded once names have been replaced."));
  }
  if (!file.said.deidentified) {
    return el("a", { href: `/prepare?document=${one.guid}`, target: "_self", "aria-label": `${t("Prepare it")}: ${file.said.title}` },
      t("Prepare it: others can read it once the names are out"));
  }
  const label = t("Code it");
  return el("a", { href: `/desk?document=${one.guid}`, target: "_self", "aria-label": `${label}: ${file.said.title}` }, label);
}
