// All keys on one card, and the switch for the single-letter ones (WCAG 2.1.4).

import { el } from "/assets/kit/dom.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { t } from "/assets/kit/words.js";

const OFF = "keys-off"; // 1 while the switch is off

// Whether keys are worth naming: who works by touch has none at hand. Where there are some they work all the same.
export const hasKeys = () => !matchMedia("(pointer: coarse)").matches;

export class Help {
  // changed(): the single-letter keys went on or off
  constructor({ audio, coding, editing, suggests, changed }) {
    this.changed = changed;
    this.shelf = new Shelf("dk-");
    this.off = this.shelf.get(OFF) === 1;
    this.single = el("input", { type: "checkbox", onchange: (event) => this.turn(event.target.checked) });
    this.single.checked = !this.off;
    this.shut = el("button", { class: "dk-plain" }, t("Close"));
    this.element = el("dialog", { class: "dk-help", "aria-label": t("Keys") },
      el("h2", {}, t("Keys")),
      el("div", { class: "dk-keys" }, ...tables(rows(audio, coding, editing, suggests))),
      el("label", {}, this.single, t("Letters and digits work as keys")),
      el("form", { method: "dialog", class: "dk-foot" }, this.shut));
  }

  turn(on) {
    this.off = !on;
    if (on) this.shelf.drop(OFF);
    else this.shelf.put(OFF, 1);
    this.single.checked = on;
    this.changed();
  }

  open() {
    if (this.element.open) return;
    this.element.showModal();
    this.element.scrollTop = 0; // it went down to the switch
    this.shut.focus({ preventScroll: true }); // not the switch, which comes first: a Space there turns the keys off unnoticed
  }
}

// Rows under their heads: [head] or [keys, what it does].
function tables(all) {
  const found = [];
  for (const [keys, what] of all) {
    if (!what || !found.length) found.push(el("tbody", {}));
    found.at(-1).append(what ? el("tr", {}, el("td", {}, ...keys.map((key) => el("kbd", {}, key))), el("td", {}, what))
      : el("tr", {}, el("th", { colspan: "2", scope: "rowgroup" }, keys)));
  }
  return found.map((body) => el("table", {}, body));
}

function rows(audio, coding, editing, suggests) {
  const heard = [
    [t("Listen")],
    [["P"], t("play and pause")],
    [["B"], t("3 seconds back")],
    [["A"], t("play from what is selected, or from this turn")],
    [["J"], t("play the next place that may be wrong; with Shift the one before")],
    [["H"], t("listened to that place, or not yet")],
    [["O"], t("write what is selected, that place or this turn out again; once more: now")],
    [["Y"], t("take the new words; with Shift leave the old ones")],
    [["T"], t("underline the words that are unsure, or not")],
  ];
  const coded = [
    [t("Select")],
    [["Enter"], t("select the whole turn")],
    [[t("Space")], t("select the next sentence; with Shift the one before")],
    [["Shift", "← → ↑ ↓"], t("select more or less; with Ctrl by word")],
    [["Alt", t("drag")], t("select letter by letter with the mouse; without Alt whole words")],
    [t("Code")],
    [["1 … 9", "0"], t("give the selection that code, with + where it takes a direction")],
    [["Shift", "1 … 0"], t("the same with \u2212; also Shift and a press on a code, or Shift Enter")],
    [["/"], t("search for a code; Enter gives the first one found")],
    [["→", "←"], t("from a code at the side to what it means, and back")],
    [["Alt", "1 … 9"], t("put the code that has the focus at the side under that digit")],
    [["D"], t("the next code is for the whole document")],
    [["M"], t("memo on what is selected, else on the whole text")],
    ...(editing ? [[["V"], t("make a code of the selected words")], [["W"], t("make a new code")],
      [["R"], t("another name for the code made last, or for the one that has the focus at the side")]] : []),
    ...(suggests ? [[t("Suggestions of the machine")], [["I"], t("to the next one; with Shift the one before")],
      [["Q"], t("accept it; with Shift reject it")], [["Z"], t("choose other words or another code for it")]] : []),
    [t("Change a coding")],
    [["C"], t("show the codings on what is selected, or those in this turn")],
    [["S"], t("the next direction: + \u2212 ± not stated")],
    [["["], t("begin a word earlier; with Shift later")],
    [["]"], t("end a word later; with Shift earlier; with Alt both by letter")],
    [["X"], t("choose another code for it")],
    [["M"], t("its memo")],
    [["Delete"], t("remove the coding that is shown or has the focus")],
    [["Ctrl", "Z"], t("undo")],
    [["Ctrl", "Shift", "Z"], t("redo, also Ctrl Y")],
    [t("Go")],
    [["N"], t("to the next coding; with Shift the one before")],
    [["U"], t("to the next sentence without a code; with Shift the one before")],
    [["F"], t("find in this text")],
    [["G"], t("to the next place that was found; with Shift the one before")],
    [["E"], t("choose which codings are shown")],
    [["L"], t("list of the codings in this turn")],
    [["K"], t("done with this document, or not done after all")],
    [["Esc"], t("close the list or the card; select nothing")],
  ];
  return [
    [t("Read")],
    [["↑", "↓"], t("to the turn before or after")],
    ...(coding ? coded : [[["F"], t("find in this text")], [["G"], t("to the next place that was found; with Shift the one before")]]),
    ...(audio ? heard : []),
    [["?"], t("this card")],
  ];
}
