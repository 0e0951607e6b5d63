// A stretch of the recording written out once more: asked for by key, and what comes of it beside the words that stand
// there, to be taken or left.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const LOOK_MS = 1000;
const MARGIN_MS = 200; // around the words that are meant
const LONGEST_MS = 120000;

export class Rewriting {
  // page: { text, naming, drafting, playing, listening, typing, save(), renew(opened), tell(sentence) }
  constructor({ guid, page, bar, signal }) {
    Object.assign(this, { page, bar, waits: null });
    this.edit = `/api/documents/${encodeURIComponent(guid)}/edit`;
    this.path = `/api/documents/${encodeURIComponent(guid)}/again`;
    // Where there is more than one: a stretch that one model did not understand another may.
    this.model = el("select", { "aria-label": t("Model to write out again with") });
    this.choice = el("label", { class: "ed-model", hidden: true }, t("with"), " ", this.model);
    bar.tools.querySelector('[data-does="again"]').after(this.choice);
    signal.addEventListener("abort", () => { clearTimeout(this.timer); this.ended = true; });
  }

  // The place that was played as doubtful, else what is selected in a turn, else the turns that are chosen.
  stretch() {
    const { listening: { here }, typing: { caret }, playing, naming } = this.page;
    if (here && !here.resolved_at && !caret) return { start_ms: here.start_ms, end_ms: here.end_ms, doubt: here.guid };
    const some = caret && caret.end > caret.start;
    const [from, until] = some ? playing.heardBetween(caret.at, caret.start, caret.end) : playing.heardIn(...naming.span);
    return from === null || until <= from ? null : { start_ms: Math.max(0, from - MARGIN_MS), end_ms: until + MARGIN_MS };
  }

  async request() {
    if (!this.page.playing.sound) return this.page.tell(t("This text has no recording."));
    const stretch = this.stretch();
    if (!stretch) return this.page.tell(t("When this was said is not known."));
    if (stretch.end_ms - stretch.start_ms > LONGEST_MS) return this.page.tell(t("Choose two minutes at most to write out again."));
    try {
      this.waits = (await ask("POST", this.path, { ...stretch, model: this.model.value }, { key: this.page.drafting.key })).job;
    } catch (fault) {
      return this.page.tell(fault.message || t("No connection. Try again later."));
    }
    return this.load();
  }

  // What is on its way, and what is offered already.
  async load() {
    clearTimeout(this.timer);
    const found = await ask("GET", this.path).catch(() => null);
    if (!found || this.ended) return;
    this.fill(found);
    const busy = found.tasks.find((task) => task.alive);
    const failed = found.tasks.find((task) => task.guid === this.waits && task.state === "failed");
    if (failed) this.page.tell(failed.text);
    else if (busy) this.page.tell(t("A stretch is being written out again: {state}", { state: busy.text }));
    if (found.offers.length) this.show(found.offers[0]);
    if (busy) this.timer = setTimeout(() => this.load(), LOOK_MS);
    else this.waits = null;
  }

  fill({ models, model }) {
    const names = models.map(([name]) => name);
    if (this.model.options.length === names.length) return;
    this.model.replaceChildren(...names.map((name) => el("option", { value: name }, name)));
    this.model.value = model;
    this.choice.hidden = names.length < 2;
  }

  show(offer) {
    const { start_ms: from, end_ms: until, was, now, engine } = offer;
    const button = (label, act) => el("button", { type: "button", onclick: act }, label);
    this.bar.notice([el("p", {}, t("Written out again from {from}, by {engine}:", { from: clock(from), engine }), " ",
      el("del", {}, was || t("(no words)")), " ", el("ins", {}, now || t("(no words)"))),
    button(t("Play"), () => this.page.playing.sound?.playBetween(Math.max(0, from - 1000), until + 400)),
    button(t("Take the new words"), () => this.decide(offer, true)), button(t("Leave the old ones"), () => this.decide(offer, false))]);
  }

  // The words come in by a version of their own, so what is typed is saved first.
  async decide(offer, taken) {
    const { page } = this;
    if (taken && page.drafting.dirty) await page.save();
    if (taken && page.drafting.dirty) return;
    try {
      const { reads } = await ask("GET", this.edit);
      await ask("POST", `${this.path}/${encodeURIComponent(offer.guid)}`, { number: reads, taken }, { key: page.drafting.key });
      this.bar.quiet();
      if (taken) page.renew(await ask("GET", this.edit));
      await page.listening.load();
      page.doubts();
      await this.load();
    } catch (fault) {
      page.tell(fault.message || t("No connection. Try again later."));
    }
  }
}
