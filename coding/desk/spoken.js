// What else was spoken for a story: each voice note to listen to, below the sound that goes with the text.

import { lasts } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

// notes: [{ recording, duration_ms }], as they were spoken. None is fetched before somebody listens to it.
export function spoken(notes) {
  const rows = notes.map(({ recording, duration_ms: ms }, at) => {
    const name = t("Voice note {number}, {time}", { number: at + 2, time: lasts(ms) });
    return el("li", {}, el("span", {}, name),
      el("audio", { controls: true, preload: "none", src: `/recordings/${recording}`, "aria-label": name }));
  });
  return el("details", { class: "dk-spoken-more" },
    el("summary", {}, t("Also spoken for this story: {n}", { n: notes.length })), el("ul", {}, ...rows));
}
