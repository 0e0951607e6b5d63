// Which key does what, and the sheet on which they stand.

import { el } from "/assets/kit/dom.js";
import { keyOf, lettersFoot } from "/assets/kit/letters.js";
import { t } from "/assets/kit/words.js";

// [what the event says, what it does, as it stands on the sheet, in words].
const KEYS = () => [
  ["b", "all", "B", t("take what everybody says; with two coders also 3")],
  ["0", "none", "0", t("take none of it: no code here")],
  ["w", "words", "W", t("other bounds: select words in the text first")],
  ["[", "longerLeft", "[", t("select from a word earlier")],
  ["{", "shorterLeft", "Shift [", t("select from a word later")],
  ["]", "longerRight", "]", t("select up to a word later")],
  ["}", "shorterRight", "Shift ]", t("select up to a word earlier")],
  ["c", "code", "C", t("another code")],
  ["+", "plus", "+", t("direction: was there and helped")],
  ["-", "minus", "−", t("direction: missing or failed")],
  ["=", "both", "=", t("direction: both (±)")],
  ["r", "reason", "R", t("write a reason")],
  ["n", "next", "N", t("to the next passage to decide about")],
  ["ArrowDown", "down", "↓", t("to the next passage in the list")],
  ["ArrowUp", "up", "↑", t("to the passage before")],
  ["a", "agree", "A", t("take every passage on which all agree")],
  ["z", "undo", "Z", t("undo; also Ctrl Z")],
  ["x", "reopen", "X", t("take back what is decided here")],
  ["?", "sheet", "?", t("this card")],
];

// What an event asks for: a word of the list above, a number from 1 for a coder, or null when it is not for us.
export function meant(event, coders) {
  const key = keyOf(event);
  if (key === "Ctrl+z") return "undo";
  if (key?.startsWith("Arrow") && event.target instanceof Element && event.target.closest(".tg-text")) return null; // they scroll it
  if (/^[1-9]$/.test(key)) return Number(key) <= coders ? Number(key) : key === "3" && coders === 2 ? "all" : null;
  return KEYS().find(([one]) => one === key)?.[1] ?? null;
}

export function sheet() {
  const row = (shown, what) => el("tr", {}, el("td", {}, el("kbd", {}, shown)), el("td", {}, what));
  return el("dialog", { class: "tg-dialog", "aria-label": t("Keys") }, el("h2", {}, t("Keys")),
    el("table", {}, el("tbody", {}, row("1 … 9", t("take what that coder says")),
      ...KEYS().map(([, , shown, what]) => row(shown, what)))), ...lettersFoot());
}
