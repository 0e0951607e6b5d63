// Which key does what, and the sheet on which they stand.

import { el } from "/assets/kit/dom.js";
import { keyOf, lettersFoot } from "/assets/kit/letters.js";
import { t } from "/assets/kit/words.js";

// [what the event says, what it does, as it stands on the sheet, in words], in the list of names and in the text.
const NAMES = () => [
  ["Enter", "accept", t("Enter"), t("yes: replace all places of this name")],
  ["s", "rename", "S", t("another pseudonym")],
  ["n", "leave", "N", t("not a name, or it may stay: all places")],
  ["a", "acceptOne", "A", t("replace this one place")],
  ["x", "leaveOne", "X", t("this one place stays")],
  ["ArrowDown", "down", "↓", t("to the next place of this name")],
  ["ArrowUp", "up", "↑", t("to the place before")],
  ["ArrowRight", "right", "→", t("to the next name")],
  ["ArrowLeft", "left", "←", t("to the name before")],
];
const TEXT = () => [
  ["ArrowRight", "right", "→", t("choose the next word")],
  ["ArrowLeft", "left", "←", t("choose the word before")],
  ["Shift+ArrowRight", "longer", "Shift →", t("choose a word more")],
  ["Shift+ArrowLeft", "shorter", "Shift ←", t("choose a word less")],
  ["ArrowDown", "down", "↓", t("to the next turn")],
  ["ArrowUp", "up", "↑", t("to the turn before")],
  ["Enter", "mark", t("Enter"), t("these words show who somebody is")],
];
const BOTH = () => [
  [" ", "play", t("Space"), t("hear it, where there is a recording")],
  ["z", "undo", "Z", t("undo; also Ctrl Z")],
  ["t", "text", "T", t("the whole text, and back to the names")],
  ["?", "sheet", "?", t("this card")],
];

// What an event asks for, or null when it is not for us. view: "names" or "text".
export function meant(event, view) {
  const key = keyOf(event);
  // Space and Enter on a button press it.
  if (!key || ([" ", "Enter"].includes(key) && event.target instanceof Element && event.target.closest("button, a, input, summary"))) return null;
  if (key === "Ctrl+z") return "undo";
  const named = `${event.shiftKey && key.length > 1 ? "Shift+" : ""}${key}`;
  const found = [...(view === "text" ? TEXT() : NAMES()), ...BOTH()].find(([one]) => one === named);
  return found ? found[1] : null;
}

const table = (title, rows) => [el("h3", {}, title), el("table", {}, el("tbody", {}, ...rows.map(([, , shown, what]) => (
  el("tr", {}, el("td", {}, el("kbd", {}, shown)), el("td", {}, what))))))];

export const sheet = () => el("dialog", { class: "nm-dialog", "aria-label": t("Keys") }, el("h2", {}, t("Keys")),
  ...table(t("In the list of names"), NAMES()), ...table(t("In the whole text"), TEXT()), ...table(t("In both"), BOTH()), ...lettersFoot());
