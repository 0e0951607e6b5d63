// What the machine proposes, one after the other: another coder, by that name, whose marks are dashed lines and no
// codings. Accept makes a coding of one's own of it, change lets one choose other words or another code, reject puts it
// away; each is told to the server. Comes after the text is on the screen, and only to who asked for it.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { ask } from "/assets/kit/wire.js";

export class Suggested {
  // parts: { picked: see selection.js, paint: see paint.js, apply(code) }
  constructor(state, { picked, paint, apply }) {
    Object.assign(this, { state, picked, paint, apply, all: [], at: -1, changing: null, made: new Map() });
    this.path = `/api/documents/${encodeURIComponent(state.data.document.guid)}/suggestions`;
    this.told = el("span", { class: "dk-hits", role: "status" });
    const button = (label, act, key) => el("button", { type: "button", class: "dk-plain", title: key, onclick: act }, label);
    this.ways = [button(t("Accept"), () => this.accept(), "Q"), button(t("Change"), () => this.change(), "Z"),
      button(t("Reject"), () => this.reject(), "Shift+Q")];
    this.element = el("div", { class: "dk-bar-row dk-suggested", role: "group", "aria-label": t("Suggestions of the machine"), hidden: true },
      this.told, button(t("The one before"), () => this.next(-1), "Shift+I"), button(t("To the next"), () => this.next(1), "I"),
      ...this.ways, button(t("Close"), () => this.close()));
    // A press must not take the selection away.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    state.on("coding", (coding) => this.heard(coding));
  }

  async load() {
    this.all = await ask("GET", this.path).then(({ proposals }) => proposals, () => []);
    this.element.hidden = !this.open.length;
    this.draw();
  }

  get open() {
    return this.all.filter(({ answer }) => answer === "open");
  }

  get here() {
    return this.all[this.at];
  }

  // The next one that is open, from here on and round.
  next(by) {
    const { all } = this;
    this.changing = null;
    if (!this.open.length) {
      this.draw();
      return this.state.hint(t("The machine proposes nothing more here."));
    }
    this.element.hidden = false;
    const from = this.at < 0 && by < 0 ? 0 : this.at;
    const round = all.map((_, step) => (((from + by * (step + 1)) % all.length) + all.length) % all.length);
    this.at = round.find((each) => all[each].answer === "open");
    const { start, end } = this.here;
    this.state.go(this.state.places.turnAt(start), { block: "center" });
    this.state.mark(this.state.places.pieces(start, end));
    this.draw();
    return this.state.say(this.told.textContent);
  }

  draw() {
    const { here, open, state } = this;
    this.paint.only("dk-suggested", open.flatMap(({ start, end }) => state.places.pieces(start, end)));
    const count = open.length === 1 ? t("The machine proposes 1 passage") : open.length
      ? t("The machine proposes {n} passages", { n: open.length }) : t("You have seen all that the machine proposes.");
    const why = here?.words.map(([start, end]) => state.places.text(start, end)).join(" · ");
    this.told.textContent = here?.answer === "open" ? [
      t("The machine: {name}", { name: state.codes.name(here.code) }), why, t("{n} left", { n: open.length })].filter(Boolean).join(" · ") : count;
    for (const way of this.ways) way.hidden = here?.answer !== "open";
  }

  accept() {
    const { here, state } = this;
    if (here?.answer !== "open") return this.next(1);
    this.picked.select(here);
    if (!this.apply(here.code) && !state.codings.same(here.code, here)) return undefined;
    const coding = state.codings.same(here.code, state.places.trimmed(here));
    return this.answer(here, "confirmed", coding?.id);
  }

  // The words are selected; the next coding of one's own that touches them is what it was changed to.
  change() {
    const { here } = this;
    if (here?.answer !== "open") return this.next(1);
    this.picked.select(here);
    this.changing = here;
    return this.state.hint(t("Choose other words, another code, or both."));
  }

  reject() {
    const { here } = this;
    return here?.answer === "open" ? this.answer(here, "deleted") : this.next(1);
  }

  heard(coding) {
    const { changing } = this;
    const proposal = this.made.get(coding.id);
    if (proposal && !coding.live) {
      this.made.delete(coding.id);
      this.say(proposal, "open");
    } else if (changing && coding.live && coding.coder === null && !coding.whole
        && coding.start < changing.end && changing.start < coding.end) {
      this.changing = null;
      const same = coding.code === changing.code && coding.start === changing.start && coding.end === changing.end;
      this.answer(changing, same ? "confirmed" : "changed", coding.id);
    }
  }

  async answer(proposal, answer, coding = null) {
    if (coding) this.made.set(coding, proposal);
    const kept = this.say(proposal, answer, coding);
    if (this.open.length) this.next(1);
    this.draw();
    return kept;
  }

  // Shown at once; what the server could not keep is open again.
  async say(proposal, answer, coding = null) {
    const before = proposal.answer;
    proposal.answer = answer;
    this.draw();
    try {
      await ask("POST", this.path, { proposal: proposal.id, answer, coding }, { key: this.state.data.csrf });
    } catch (fault) {
      proposal.answer = before;
      this.draw();
      this.state.hint(fault.message || t("This is not stored yet. Try again when there is a connection."));
    }
  }

  close() {
    this.element.hidden = true;
    this.changing = null;
    this.state.mark([]);
  }
}
