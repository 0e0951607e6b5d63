// A voice note in the story form: the recorder, and what was written out of it brought to the answer it was spoken for.
//
// It meets the form by two events on the document. "rd-story-asked": the form fills `detail` with { slot, draft, family,
// answer }, where to stand and what to record for. "rd-story-said": { guid, answer, text }: the form adds the text to
// that answer, and the draft says from then on that this note stands in it. The form says "rd-story-there" when it is drawn.
import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { Pieces } from "/assets/kit/pieces.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { Panel } from "./panel.js";

const EVERY_MS = 3000;

export const mount = mounting("/assets/spoken/spoken.css", (data) => new Note(data));

class Note {
  constructor(data) {
    this.data = data;
    this.element = el("div", { hidden: true }); // it stands in the form
    this.gone = new AbortController();
    document.addEventListener("rd-story-there", () => this.place(), { signal: this.gone.signal });
  }

  async begin() {
    this.pieces = await Pieces.open(this.data.owner).catch(() => null);
    if (this.gone.signal.aborted) return;
    this.waits = el("div", { class: "rd-hint", role: "status" });
    this.panel = new Panel({
      pieces: this.pieces, label: t("Say it instead of typing"), asked: () => this.asked(),
      shown: () => this.form?.familyName ?? "", finished: () => this.look() });
    this.section = el("section", { class: "rd-field rd-spoken", "aria-label": t("Say it") }, this.panel.element, this.waits);
    this.place();
  }

  // Stands where the form has a place for it, each time it is drawn.
  place() {
    this.form = this.ofForm();
    if (!this.form?.slot || !this.section) return;
    this.form.slot.replaceChildren(this.section);
    if (this.met) return;
    this.met = true;
    this.takeUp().then(() => this.look());
  }

  ofForm() {
    const detail = {};
    document.dispatchEvent(new CustomEvent("rd-story-asked", { detail }));
    return detail.draft ? detail : null;
  }

  asked() {
    this.form = this.ofForm();
    if (!this.form) return null;
    const { draft, family, answer } = this.form;
    if (!family) {
      this.panel.say(t("Choose the family first: consent is looked up before anything is recorded."));
      return null;
    }
    return { kind: "note", draft, family, answer };
  }

  async takeUp() {
    const left = (await this.pieces?.recordings().catch(() => [])) ?? [];
    const own = left.find(({ draft }) => draft && draft === this.form?.draft);
    if (own) await this.panel.takeUp(own);
  }

  // What was written out meanwhile, and what is still on its way: asked again while something is.
  async look() {
    clearTimeout(this.timer);
    if (this.gone.signal.aborted) return;
    this.form = this.ofForm();
    const found = this.form && await ask("GET", `/api/drafts/${this.form.draft}/spoken`).catch(() => null);
    const closed = found?.waiting.filter(({ state }) => state === "closed") ?? [];
    found?.texts.forEach((one) => this.land(one));
    this.waits.replaceChildren(...closed.map((one) => this.line(one)));
    if (!found || closed.some(({ writing }) => ["queued", "running"].includes(writing))) {
      this.timer = setTimeout(() => this.look(), EVERY_MS);
    }
  }

  line({ guid, ms, writing, why, done }) {
    const time = clock(ms);
    if (writing === "queued") return el("p", {}, t("Spoken, {time}: waits to be written out.", { time }));
    if (writing === "running") return el("p", {}, t("Spoken, {time}: being written out, {percent} %.", { time, percent: Math.round(done * 100) }));
    const again = el("button", { type: "button", onclick: () => this.writeOut(guid) }, t("Write it out"));
    return el("p", {}, t("Spoken, {time}: kept, not written out.", { time }), " ", why, " ", again);
  }

  async writeOut(guid) {
    await ask("POST", `/api/spoken/${guid}/text`, {}).then(() => this.panel.say(""), (fault) => this.panel.say(fault.message));
    this.look();
  }

  land({ guid, answer, paragraphs }) {
    document.dispatchEvent(new CustomEvent("rd-story-said", { detail: { guid, answer, text: paragraphs.join("\n") } }));
  }

  end() {
    this.gone.abort();
    clearTimeout(this.timer);
    this.panel?.stop();
  }
}
