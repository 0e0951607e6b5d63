// One life domain on a sheet: its five levels, not known, what others gave, and the words it rests on.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { Ground } from "./ground.js";

const UNKNOWN = "unknown";

export class Domain {
  // one: { key, name, about, levels }; sheet: what the domain is on.
  constructor(one, sheet) {
    Object.assign(this, { one, sheet });
    this.value = el("span", { class: "sc-value" });
    this.source = el("select", { class: "sc-field", "aria-label": t("{domain}: where do you know it from?", { domain: one.name }), onchange: () => this.again() },
      el("option", { value: "unstated" }, t("not said")), ...sheet.data.sources.map(([key, name]) => el("option", { value: key }, name)));
    this.clear = el("button", { type: "button", class: "sc-clear", onclick: () => this.take() }, t("Not scored after all"));
    this.beside = el("p", { class: "sc-beside" });
    this.ground = new Ground(one, sheet);
    this.element = this.frame();
    this.draw();
    // On a phone what was scored before shows its level alone.
    this.element.classList.toggle("sc-closed", Boolean(sheet.slot(one.key).mine));
  }

  frame() {
    const { one, sheet } = this;
    const choice = (value, shown, words, kind) => el("label", { class: kind },
      el("input", { type: "radio", name: `sc-${one.key}`, value, onchange: () => this.choose(value) }),
      el("span", {}, el("b", {}, shown), el("small", {}, words)));
    this.change = el("button", { type: "button", class: "sc-change", onclick: () => this.reopen() }, t("Change"));
    this.more = el("div", { class: "sc-more" }, el("label", { class: "sc-from" }, el("span", {}, t("Known from")), this.source), this.change, this.clear);
    this.choices = el("fieldset", { class: "sc-levels" }, el("legend", {}, one.about),
      ...sheet.data.levels.map(([value, shown], at) => choice(String(value), shown, one.levels[at], "sc-level")),
      choice(UNKNOWN, t("?"), t("Not known: I looked, and it is not said."), "sc-level sc-unknown"));
    return el("section", { class: "sc-domain" }, el("h2", {}, one.name, " ", this.value), this.choices,
      this.more, this.beside, this.ground.element);
  }

  choose(value) {
    this.sheet.give(this.one.key, value === UNKNOWN ? { state: UNKNOWN } : { state: "scored", value: Number(value) });
    this.draw();
  }

  reopen() {
    this.element.classList.remove("sc-closed");
    (this.choices.querySelector("input:checked") ?? this.choices.querySelector("input")).focus();
  }

  // The same score, known from somewhere else.
  again() {
    const { mine } = this.sheet.slot(this.one.key);
    if (!mine) return;
    this.sheet.give(this.one.key, { ...mine, source: this.source.value });
    this.draw();
  }

  take() {
    this.sheet.give(this.one.key, { state: "taken_back" });
    this.draw();
    this.reopen();
  }

  shown({ state, value }) {
    if (state === UNKNOWN) return t("not known");
    return this.sheet.data.levels.find(([level]) => level === value)?.[1] ?? String(value);
  }

  draw() {
    const { mine } = this.sheet.slot(this.one.key);
    const held = mine ? mine.state === UNKNOWN ? UNKNOWN : String(mine.value) : "";
    this.choices.querySelectorAll("input").forEach((input) => { input.checked = input.value === held; });
    this.value.textContent = mine ? this.shown(mine) : t("not looked at");
    this.source.value = mine?.source ?? "unstated";
    this.more.hidden = !mine;
    this.beside.textContent = this.others().join(" · ");
  }

  // What the other voice and other people say of it; the difference with the other voice where both gave a score.
  others() {
    const { data, voice } = this.sheet;
    const mine = this.sheet.slot(this.one.key);
    const said = mine.others.map((one) => `${one.by}: ${this.shown(one)}${one.reason ? ` (${one.reason})` : ""}`);
    for (const [other, name] of data.voices.filter(([key]) => key !== voice)) {
      const { mine: theirs, others } = this.sheet.slot(this.one.key, other);
      const counts = theirs ?? others.at(-1);
      if (!counts) continue;
      const apart = mine.mine?.state === "scored" && counts.state === "scored" ? Math.abs(mine.mine.value - counts.value) : null;
      said.push(`${name}: ${this.shown(counts)}${apart === null ? "" : ` (${apart ? t("{n} apart", { n: this.number(apart) }) : t("the same")})`}`);
    }
    return said;
  }

  number(value) {
    return this.sheet.data.levels.find(([level]) => level === value)?.[1] ?? String(value);
  }
}
