// The keys of the page on which words are mended. Each works with Alt while somebody types; those that are a letter or
// digit also alone, while she does not.

import { t } from "/assets/kit/words.js";
import { lettersOff } from "/assets/kit/letters.js";
import { card } from "./keys.js";

// [what it does, code of the key, on the sheet, what it does in words]
const letters = () => [
  ["next", "KeyJ", "J", t("play the next place that may be wrong")],
  ["before", "KeyK", "K", t("play the place before it that may be wrong")],
  ["heard", "KeyH", "H", t("I have listened to this place")],
  ["again", "KeyW", "W", t("write this place or these words out again")],
  ["back", "KeyB", "B", t("2 seconds back")],
  ["other", "KeyA", "A", t("the other of the two speaks here")],
  ["who", "KeyN", "N", t("choose who speaks, a new name too")],
  ["pause", "KeyP", "P", t("write that there is a pause")],
  ["overlap", "KeyO", "O", t("write that people speak at once")],
  ["unclear", "KeyU", "U", t("write that it cannot be understood")],
  ["laughs", "KeyL", "L", t("write that somebody laughs")],
  ["replace", "KeyR", "R", t("search and replace")],
  ["faster", "Period", ".", t("faster")],
  ["slower", "Comma", ",", t("slower")],
];

// What an event asks for: { does, ... }, or null when it is not for us.
export function meant(event, typing) {
  if (document.querySelector("dialog[open]")) return null;
  const { key, code, altKey, shiftKey, target } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (["F4", "F8", "MediaPlayPause"].includes(key)) return { does: "play" };
  if (["F7", "MediaTrackPrevious"].includes(key)) return { does: "back" };
  if (["F9", "MediaTrackNext"].includes(key)) return { does: "ahead" };
  if (ctrl && !altKey) return withControl(key.toLowerCase(), code, shiftKey, target);
  if (altKey && shiftKey && /^Arrow(Up|Down)$/.test(key)) return { does: key === "ArrowUp" ? "moreAbove" : "moreBelow" };
  if (altKey && key === "Enter") return { does: "playHere" };
  if (key === "Escape") return { does: "stop" };
  const field = target instanceof Element && target.closest("input, select, textarea");
  if (field || ctrl) return null;
  if (!altKey && typing) return null;
  if (!altKey && target instanceof Element && target.closest("button, a") && [" ", "Enter"].includes(key)) return null;
  if (!altKey && key === " ") return { does: "play" };
  if (!altKey && key === "Enter") return { does: "type" };
  if (!altKey && /^Arrow(Up|Down)$/.test(key)) return { does: key === "ArrowUp" ? "up" : "down" };
  if (!altKey && lettersOff()) return null;
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit) return { does: "speaker", number: Number(digit) - 1, all: shiftKey };
  if (key === "?" || (altKey && code === "Slash")) return { does: "sheet" };
  const found = letters().find(([, one]) => one === code);
  return found && !shiftKey ? { does: found[0] } : null;
}

function withControl(key, code, shift, target) {
  if (key === "s") return { does: "save" };
  if (code === "Space") return { does: "play" };
  if (key === "h") return { does: "replace" };
  if (target instanceof Element && target.closest("input, select, textarea")) return null;
  if (key === "y" || (key === "z" && shift)) return { does: "redo" };
  return key === "z" ? { does: "undo" } : null;
}

export const sheet = () => card([
  [["F4", "F8"], t("play and pause; also Ctrl Space, and the keys of a foot pedal or a headset")],
  [["F7"], t("2 seconds back")], [["F9"], t("2 seconds ahead")],
  [["Alt", t("click")], t("play from this word")], [["Alt", "Enter"], t("play from the word at the cursor")],
  [["Enter"], t("a new turn begins here")], [["Backspace"], t("at the beginning of a turn: join it with the one before")],
  [["Alt", "1 … 9"], t("who speaks here; with Shift, in all turns of whoever speaks here")],
  [["Alt", "Shift", "↑ ↓"], t("choose more turns above or below; also Shift click")],
  [["Ctrl", "S"], t("save as a version")], [["Ctrl", "Z"], t("undo; Ctrl Y does it again")],
  [["Esc"], t("stop typing; then Space plays, and the letters below work alone")],
  ...letters().map(([, , shown, what]) => [["Alt", shown], what]),
  [["?"], t("this card")],
]);
