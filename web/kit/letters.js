// Whether letters and digits work as keys on our pages but the desk (WCAG 2.1.4), and the switch for it.

import { el } from "./dom.js";
import { Shelf } from "./unsaved.js";
import { t } from "./words.js";

const shelf = new Shelf("sp-");
const OFF = "keys-off"; // 1 while they do not

export const lettersOff = () => shelf.get(OFF) === 1;

// What an event says, as keys are named: null when it is not for the page: somebody writes, or a dialog is open.
export function keyOf(event) {
  const { key, target } = event;
  const element = target instanceof Element ? target : null;
  if (event.altKey || document.querySelector("dialog[open]") || element?.closest("input:not([type=checkbox]), select, textarea")) return null;
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === "z" && !event.shiftKey ? "Ctrl+z" : null;
  const letter = key.length === 1 && key !== " ";
  if (letter && lettersOff()) return null;
  return letter ? key.toLowerCase() : key;
}

// The foot of a card of keys: the switch, and a way to close it.
export function lettersFoot(label = t("Letters work as keys")) {
  const letters = el("input", { type: "checkbox" });
  letters.checked = !lettersOff();
  letters.addEventListener("change", () => (letters.checked ? shelf.drop(OFF) : shelf.put(OFF, 1)));
  return [el("label", {}, letters, ` ${label}`), el("form", { method: "dialog" }, el("button", {}, t("Close")))];
}
