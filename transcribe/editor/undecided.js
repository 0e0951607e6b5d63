// Codings that stood on words which changed: marked in the text where they may belong now, and listed with a way there.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const MOST = 20;

export class Undecided {
  // page: { text, rows, playing, bar, at(turn) }
  constructor(guid, page) {
    Object.assign(this, { guid, page, path: `/api/documents/${encodeURIComponent(guid)}` });
  }

  // Of a version of which the text stands on the page unchanged; lines: what is said above them in any case.
  async show(number, turns, lines = []) {
    const [codings, codes] = await Promise.all(["codings", "codes"].map((what) => ask("GET", `${this.path}/${what}?version=${number}`).catch(() => null)));
    const waiting = codings?.undecided ?? [];
    this.page.rows.element.dataset.waiting = String(waiting.length);
    this.places = waiting.map((one) => ({ ...one, at: one.start === null ? null : placeIn(turns, one) }));
    this.page.playing.paint("ed-waits", this.places.map(({ at }) => at && this.page.rows.range(...at)));
    if (!waiting.length) return;
    const named = new Map((codes?.codes ?? []).map(({ key, name }) => [key, name]));
    this.page.bar.notice([...lines, el("p", {}, waiting.length === 1 ? t("1 coding stood on words that changed; say where it belongs now:")
      : t("{n} codings stood on words that changed; say where they belong now:", { n: waiting.length })),
    el("ul", {}, ...this.places.slice(0, MOST).map((one) => this.row(one, named.get(one.code) ?? one.code))),
    el("a", { href: `/desk?document=${this.guid}&version=${number}` }, t("Decide at the coding desk"))]);
  }

  row({ at }, name) {
    if (!at) return el("li", {}, `${name}: `, t("its words are gone"));
    const said = this.page.text.turns[at[0]]?.text.slice(at[1], at[2]) ?? "";
    return el("li", {}, `${name}: `, el("q", {}, said), " ", el("button", { type: "button", onclick: () => this.page.at(at[0]) }, t("Show it")));
  }
}

// The turn in which a place begins, and where in it, UTF-16 units; a place is code points into the turns that have words.
function placeIn(turns, { start, end }) {
  let before = 0;
  for (const [n, { text }] of turns.entries()) {
    if (!text.trim()) continue;
    const points = [...text];
    if (start < before + points.length) {
      const units = (until) => points.slice(0, until).join("").length;
      return [n, units(start - before), units(Math.min(points.length, end - before))];
    }
    before += points.length + 1;
  }
  return null;
}
