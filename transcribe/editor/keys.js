// The keys, in one list: what each does, and the sheet on which they stand.

import { el } from "/assets/kit/dom.js";
import { lettersFoot, lettersOff } from "/assets/kit/letters.js";
import { t } from "/assets/kit/words.js";

// [what the event says, does, as it stands on the sheet, what it does in words]; tools have a button too.
export const keys = () => [
  [" ", "play", [t("Space")], t("play and pause")],
  ["b", "back", ["B"], t("3 seconds back")],
  ["ArrowDown", "next", ["↓"], t("to the next turn")],
  ["ArrowUp", "before", ["↑"], t("to the turn before")],
  ["ArrowRight", "right", ["→"], t("to the next word")],
  ["ArrowLeft", "left", ["←"], t("to the word before")],
  ["a", "other", ["A"], t("the other of the two speaks here")],
  ["s", "split", ["S"], t("a new turn begins at this word")],
  ["j", "join", ["J"], t("join this turn with the one before")],
  ["[", "earlier", ["["], t("this turn begins a word earlier")],
  ["]", "later", ["]"], t("this turn begins a word later")],
  ["z", "undo", ["Z"], t("undo; also Ctrl Z")],
  ["?", "sheet", ["?"], t("this card")],
];

// What an event asks for: { does } or { speaker: number from 0 }, or null when it is not for us.
export function meant(event) {
  if (event.altKey || document.querySelector("dialog[open]")) return null;
  const { key, target } = event;
  const types = target instanceof Element && target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && key.toLowerCase() === "z";
  if (undo && !types) return { does: "undo" };
  if (event.ctrlKey || event.metaKey || types) return null;
  // Space on a button presses it.
  if (key === " " && target instanceof Element && target.closest("button, a, input")) return null;
  if (lettersOff() && key.length === 1 && key !== " ") return null;
  // With Shift another sign stands on the key.
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1] ?? /^[1-9]$/.exec(key)?.[0];
  if (digit) return { speaker: Number(digit) - 1, all: event.shiftKey };
  const found = keys().find(([one]) => one === (key.length === 1 ? key.toLowerCase() : key));
  return found ? { does: found[1] } : null;
}

export function sheet() {
  return card([[["1 … 9"], t("who speaks in this turn")],
    [["Shift", "1 … 9"], t("in all turns of whoever speaks in this one")], ...keys().map(([, , shown, what]) => [shown, what])]);
}

// A browser gives the focus back to what had it: not to the button that opened the sheet, where Space, which is for the
// sound, would open it again.
export function open(sheet) {
  document.activeElement?.blur();
  sheet.showModal();
}

// The sheet of a page of ours: rows of [keys, what they do]; and whether letters alone are keys.
export function card(rows) {
  return el("dialog", { class: "sp-sheet", "aria-label": t("Keys") }, el("h2", { tabindex: "-1", autofocus: true }, t("Keys")),
    el("table", {}, el("tbody", {}, ...rows.map(([shown, what]) => el("tr", {},
      el("td", {}, ...shown.flatMap((one, n) => [n ? " " : "", el("kbd", {}, one)])), el("td", {}, what))))),
    ...lettersFoot(t("Letters and digits work as keys")));
}
