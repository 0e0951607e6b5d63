// A text whose sentences are chosen on the text itself: each that may be chosen is a button that stays pressed.

import { el } from "/assets/kit/dom.js";

// data: { key, turns: [{ speaker, sentences: [{ number, words, theirs, asked }] }] }; tells which numbers are pressed.
export function mount({ data, parentElement, setStateValue }) {
  let box = parentElement.querySelector(".rd-choose");
  if (box?.dataset.key === data.key) return; // drawn already: what is pressed stays pressed
  box?.remove();
  const chosen = new Set();
  box = el("div", { class: "rd-choose" }, ...data.turns.map((turn) => paragraph(turn, chosen, setStateValue)));
  box.dataset.key = data.key;
  parentElement.append(box);
}

function paragraph({ speaker, sentences }, chosen, tell) {
  return el("p", {}, speaker ? el("strong", {}, `${speaker} `) : null,
    ...sentences.flatMap((one) => [sentence(one, chosen, tell), " "]));
}

function sentence({ number, words, theirs, asked }, chosen, tell) {
  if (asked) return el("mark", {}, words);
  if (!theirs) return el("span", {}, words);
  return el("button", { type: "button", "aria-pressed": "false", onclick: ({ currentTarget }) => {
    if (!chosen.delete(number)) chosen.add(number);
    currentTarget.setAttribute("aria-pressed", String(chosen.has(number)));
    tell("chosen", [...chosen].sort((a, b) => a - b));
  } }, words);
}
