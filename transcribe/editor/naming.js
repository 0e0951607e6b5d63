// Who speaks: what each is called, which turns are chosen, and saying it of them.

import { t } from "/assets/kit/words.js";
import { Speaking } from "./speaking.js";

const NEAR = 4; // turns in which the other of two is looked for

export class Naming {
  // choices: [[key, name, voice], ...]. page: { text, rows, typing, here, tell }.
  constructor(choices, page) {
    Object.assign(this, { choices, page, lastTwo: [] });
    this.speaking = new Speaking({ choices, said: (who, all) => this.name(who, all) });
  }

  nameOf(key) {
    return this.choices.find(([one]) => one === key)?.[1] || key || t("Not said yet");
  }

  toneOf(key) {
    return Math.max(0, this.choices.findIndex(([one]) => one === key));
  }

  // Who speaks in these turns can be chosen elsewhere too.
  learn(turns) {
    for (const { who } of turns) if (!this.choices.some(([one]) => one === who)) this.choices.push([who, who, "other"]);
  }

  get span() {
    return this.page.rows.chosen ?? [this.page.here, this.page.here];
  }

  // Turns that are chosen together: from the one somebody is at, more above or below it.
  more(by) {
    const { here } = this.page;
    const [from, to] = this.span;
    if (from === here && to === here) this.choose(Math.min(here, here + by), Math.max(here, here + by));
    else if (to > here) this.choose(here, to + by);
    else this.choose(from + by, here);
  }

  choose(from, to) {
    const { rows, text, here } = this.page;
    const [low, high] = [Math.max(0, Math.min(from, to)), Math.min(text.turns.length - 1, Math.max(from, to))];
    rows.mark(here, [low, high]);
    this.page.tell(t("{n} turns are chosen.", { n: high - low + 1 }));
  }

  ask() {
    const [from, to] = this.span;
    const { who } = this.page.text.turns[this.page.here];
    this.speaking.open(who, to - from + 1, this.nameOf(who));
  }

  digit(number, all) {
    if (this.choices[number]) this.name(this.choices[number][0], all);
  }

  other() {
    const { text: { turns }, here } = this.page;
    this.name(this.otherThan((turns[here - 1] ?? turns[here]).who, here), false);
  }

  name(who, all) {
    const { text, typing, here } = this.page;
    const caret = typing.caret && { at: typing.caret.at, offset: typing.caret.start };
    const was = text.turns[here].who;
    if (!(all ? text.nameAll(was, who, caret) : text.name(...this.span, who, caret))) return;
    this.lastTwo = [who, ...this.lastTwo.filter((one) => one !== who)].slice(0, 2);
    this.page.tell(all ? t("All turns of {was} are of {who} now.", { was: this.nameOf(was), who: this.nameOf(who) }) : this.nameOf(who));
  }

  // Of two who speak in turn the one that this is not.
  otherThan(who, at) {
    const near = this.page.text.turns.slice(Math.max(0, at - NEAR), at + NEAR).map((one) => one.who);
    return [...near, ...this.lastTwo, ...this.choices.map(([key]) => key)].find((one) => one !== who) ?? who;
  }
}
