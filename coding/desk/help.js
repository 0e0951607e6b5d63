// All keys on one card, and the switch for the single-letter ones (WCAG 2.1.4).

import { el } from "/assets/kit/dom.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { t } from "/assets/kit/words.js";

const OFF = "keys-off"; // 1 while the switch is off

export class Help {
  // changed(): the single-letter keys went on or off
  constructor({ audio, coding, changed }) {
    this.changed = changed;
    this.shelf = new Shelf("dk-");
    this.off = this.shelf.get(OFF) === 1;
    this.single = el("input", { type: "checkbox", onchange: (event) => this.turn(event.target.checked) });
    this.single.checked = !this.off;
    this.shut = el("button", { class: "dk-plain" }, t("Close"));
    this.element = el("dialog", { class: "dk-help", "aria-label": t("Keys") },
      el("h2", {}, t("Keys")),
      el("table", {}, el("tbody", {}, ...rows(audio, coding).map(([keys, what]) => el("tr", {},
        el("td", {}, ...keys.map((key) => el("kbd", {}, key))), el("td", {}, what))))),
      el("label", {}, this.single, t("Letters and digits work as keys")),
      el("form", { method: "dialog" }, this.shut));
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
    this.shut.focus(); // not the switch, which comes first: a Space there turns the keys off unnoticed
  }
}

function rows(audio, coding) {
  const heard = [
    [["P"], t("play and pause")],
    [["B"], t("3 seconds back")],
    [["A"], t("play from what is selected, or from this turn")],
  ];
  const coded = [
    [["Enter"], t("select the whole turn")],
    [[t("Space")], t("select the next sentence; with Shift the one before")],
    [["Shift", "← → ↑ ↓"], t("select more or less; with Ctrl by word")],
    [["Alt", t("drag")], t("select letter by letter with the mouse; without Alt whole words")],
    [["1 … 9", "0"], t("give the selection that code")],
    [["/"], t("search for a code; Enter gives the first one found")],
    [["→", "←"], t("from a code at the side to what it means, and back")],
    [["L"], t("list of the codings in this turn")],
    [["K"], t("done with this document, or not done after all")],
    [["Delete"], t("remove the coding that has the focus")],
    [["Ctrl", "Z"], t("undo")],
    [["Ctrl", "Shift", "Z"], t("redo, also Ctrl Y")],
    [["Esc"], t("close the list or the card; select nothing")],
  ];
  return [
    [["↑", "↓"], t("to the turn before or after")],
    ...(coding ? coded : []),
    ...(audio ? heard : []),
    [["?"], t("this card")],
  ];
}
