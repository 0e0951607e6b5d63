// "Listen here": the places where what was written out may be wrong, one after the other at its sound, until somebody has
// listened to each.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { ask } from "/assets/kit/wire.js";

const BEFORE_MS = 1000;
const AFTER_MS = 400;

export class Doubts {
  // parts: { audio, places, go(turn), mark(pieces), hint(sentence), say(sentence) }
  constructor(document, { csrf, ...parts }) {
    Object.assign(this, { ...parts, csrf, all: [], at: -1 });
    this.path = `/api/documents/${encodeURIComponent(document.guid)}/doubts`;
    this.told = el("span", { class: "dk-hits", role: "status" });
    const button = (label, act, key) => el("button", { type: "button", class: "dk-plain", title: key, onclick: act }, label);
    this.done = button("", () => this.settle(), "H");
    this.element = el("div", { class: "dk-bar-row dk-doubts", role: "group", "aria-label": t("Listen here"), hidden: true },
      this.told, button(t("The one before"), () => this.next(-1), "Shift+J"), button(t("Listen to the next"), () => this.next(1), "J"),
      this.done, button(t("Close"), () => this.close()));
  }

  async load(version) {
    this.all = await ask("GET", `${this.path}?version=${encodeURIComponent(version)}`).then(({ doubts }) => doubts, () => []);
    this.element.hidden = !this.all.some((one) => !one.resolved_at);
    this.tell();
  }

  get here() {
    return this.all[this.at];
  }

  // The next place nobody has listened to, else the next one: its words come into sight and its sound is played.
  next(by) {
    const { all } = this;
    if (!all.length) return this.hint(t("There is no place here that may be wrong."));
    this.element.hidden = false;
    const n = all.length;
    const round = all.map((_, step) => (((this.at < 0 ? (by > 0 ? -1 : n) : this.at) + by * (step + 1)) % n + n) % n);
    this.at = round.find((each) => !all[each].resolved_at) ?? round[0];
    const { start, end, start_ms: from, end_ms: to } = this.here;
    this.go(this.places.turnAt(start));
    this.mark(start < end ? this.places.pieces(start, end) : []);
    this.audio.playBetween(Math.max(0, from - BEFORE_MS), to + AFTER_MS);
    this.tell();
    return this.say(this.told.textContent);
  }

  tell() {
    const { all, here } = this;
    const left = all.filter((one) => !one.resolved_at).length;
    const count = left === 1 ? t("Listen here: 1 place that may be wrong") : left
      ? t("Listen here: {n} places that may be wrong", { n: left }) : t("Somebody has listened to every place that may be wrong.");
    const place = here && [t("{at} of {n}", { at: this.at + 1, n: all.length }), clock(here.start_ms), here.why,
      here.resolved_at && (here.mine ? t("You have listened") : t("{who} has listened", { who: here.resolved_by }))].filter(Boolean).join(" · ");
    this.told.textContent = place || count;
    this.done.hidden = !here;
    this.done.textContent = here?.resolved_at ? t("Listen again later") : t("Listened");
  }

  // Somebody has listened to this place, or takes that back.
  async settle() {
    const { here } = this;
    if (!here) return this.next(1);
    const settled = !here.resolved_at;
    try {
      await ask("POST", this.path, { doubt: here.guid, settled }, { key: this.csrf });
    } catch (fault) {
      return this.hint(fault.message || t("This is not stored yet. Try again when there is a connection."));
    }
    Object.assign(here, { resolved_at: settled ? new Date().toISOString() : "", mine: settled });
    return this.tell();
  }

  close() {
    this.element.hidden = true;
    this.mark([]);
  }
}
