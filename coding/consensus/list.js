// All passages with how far each is; one chooses another there, and which are shown.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { kinds, signMark } from "./labels.js";
import { decided, ofAll } from "./state.js";

export class List {
  // go(key): a passage was chosen. only(name): other passages are to be listed. words(row), called(code): to show.
  constructor({ go, only, words, called }) {
    Object.assign(this, { go, words, called });
    this.rows = new Map(); // key -> { element, drawn }
    this.choice = el("select", { "aria-label": t("Which passages"), onchange: (event) => only(event.target.value) },
      el("option", { value: "" }, t("all passages")), el("option", { value: "left" }, t("to decide about")),
      ...[...kinds()].map(([kind, name]) => el("option", { value: kind }, name)));
    this.list = el("ol", {});
    this.none = el("p", { hidden: true }, t("There are none of these."));
    this.element = el("nav", { class: "tg-list", "aria-label": t("Passages") }, this.choice, this.list, this.none);
  }

  draw(state, key) {
    const { listed } = state;
    listed.forEach((row) => this.row(row));
    if (listed.length !== this.shown?.length || listed.some((row, n) => row.key !== this.shown[n])) {
      this.shown = listed.map((row) => row.key);
      this.list.replaceChildren(...listed.map((row) => this.rows.get(row.key).element));
      this.none.hidden = listed.length > 0;
    }
    if (this.current !== key) {
      this.rows.get(this.current)?.button.removeAttribute("aria-current");
      this.current = key;
      const row = this.rows.get(key);
      row?.button.setAttribute("aria-current", "true");
      if (row) this.show(row.element);
    }
  }

  // Into sight within the list: the page itself stays where it is.
  show(element) {
    const [box, seen] = [element.getBoundingClientRect(), this.element.getBoundingClientRect()];
    const top = seen.top + this.choice.offsetHeight;
    if (box.top < top) this.element.scrollTop += box.top - top;
    else if (box.bottom > seen.bottom) this.element.scrollTop += box.bottom - seen.bottom;
  }

  row(row) {
    const known = this.rows.get(row.key) ?? this.made(row.key);
    if (known.row === row && known.decisions === row.decisions) return;
    Object.assign(known, { row, decisions: row.decisions });
    const [sign, said] = howFar(row);
    const what = [...new Set((decided(row) ?? ofAll(row)).map((one) => `${signMark(one.sign)} ${this.called(one.code)}`.trim()))].join(", ");
    const drawn = `${sign}|${row.kind}|${what}`;
    if (known.drawn === drawn) return;
    known.drawn = drawn;
    known.button.replaceChildren(el("span", { "aria-hidden": "true" }, sign), el("span", { class: "tg-hidden" }, said),
      el("span", { class: "tg-words" }, this.words(row)), el("span", { class: "tg-about" }, `${kinds().get(row.kind)} · ${what || t("no code")}`));
  }

  made(key) {
    const button = el("button", { type: "button", "data-key": key, onclick: () => this.go(key) });
    const found = { button, element: el("li", {}, button), drawn: null };
    if (key === this.current) button.setAttribute("aria-current", "true");
    this.rows.set(key, found);
    return found;
  }
}

// How far a passage is, in a sign and in words.
function howFar({ asks, decisions }) {
  if (asks === "new") return ["○", t("to decide about")];
  if (asks) return ["!", t("to decide about again")];
  return decisions.every(({ codings }) => !codings.length) ? ["–", t("no code")] : ["✓", t("decided")];
}
