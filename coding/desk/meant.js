// What the teller of a story said herself that it means: each question with the answer in words, below the text.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

// meant: [[question, answer]], as they were worded when the story was told.
export function meant(answers) {
  return el("details", { class: "dk-meant" },
    el("summary", {}, t("What the teller said it means: {n}", { n: answers.length })),
    el("dl", {}, ...answers.flatMap(([question, answer]) => [el("dt", {}, question), el("dd", {}, answer)])));
}
