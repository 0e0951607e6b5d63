// What a coder does: the state changes at once, and the action is on its way to the server.

import { factsOf } from "./codings.js";
import { t } from "/assets/kit/words.js";

const FLASH_MS = 1500;

export class Acts {
  // sync: see sync.js
  constructor(state, sync) {
    Object.assign(this, { state, sync });
  }

  name(code) {
    return this.state.codes.name(code);
  }

  // Returns true when the code was given to what is selected.
  apply(code) {
    const { state } = this;
    const { span } = state;
    const name = this.name(code);
    if (!span) return state.hint(t("Select some text first, then choose the code."));
    if (!state.places.trimmed(span)) return state.hint(t("There are no words in this passage. Select some text."));
    const same = state.codings.same(code, span.start, span.end);
    if (same) {
      this.flash(same);
      return state.hint(t("{name} is here already", { name }));
    }
    state.hint("");
    this.step({ id: crypto.randomUUID(), before: null, after: { code, ...span } });
    state.say(t("{name} applied", { name }));
    return true;
  }

  remove(id) {
    const coding = this.own(id);
    if (!coding) return;
    this.step({ id, before: factsOf(coding), after: null });
    this.state.say(t("{name} removed", { name: this.name(coding.code) }));
  }

  // My own coding that is shown, or null.
  own(id) {
    const coding = this.state.codings.live(id);
    return coding?.coder === null ? coding : null;
  }

  // A person says where an undecided coding stands in this text; span null: its words are no longer there.
  place(waited, span) {
    this.decide(waited, span);
    this.state.step({ id: waited.id, waited, after: span });
    const name = this.name(waited.code);
    this.state.say(span ? t("{name} stands here now", { name }) : t("{name} is kept, and not shown any more", { name }));
  }

  decide(waited, span) {
    this.state.waits([], [waited.id]);
    if (span) {
      this.state.put({ ...waited, ...span, unsaved: true });
      this.state.tell("reveal", this.state.places.turnAt(span.start));
    }
    this.sync.send({ kind: "place", coding: waited.id, ...(span || { gone: true }) });
  }

  // What was decided is taken back: it waits again.
  reopen(waited) {
    this.state.take(waited.id);
    this.state.waits([waited]);
    this.sync.send({ kind: "place", coding: waited.id, undecided: true });
  }

  undo() {
    this.again(this.state.history.undo(), "before", t("Undone: {name}"), t("There is nothing to undo."));
  }

  redo() {
    this.again(this.state.history.redo(), "after", t("Redone: {name}"), t("There is nothing to redo."));
  }

  // way: "before" or "after", how it is to be.
  again(step, way, sentence, nothing) {
    const { state } = this;
    if (!step) return state.say(nothing);
    const { waited } = step;
    if (waited) way === "before" ? this.reopen(waited) : this.decide(waited, step.after);
    else this.become(step.id, step[way]);
    state.tell("steps");
    const stood = state.codings.get(step.id);
    if (stood) state.tell("reveal", stood.pieces[0].turn);
    const { code } = waited || step.after || step.before;
    state.say(sentence.replace("{name}", this.name(code)));
  }

  step(step) {
    this.become(step.id, step.after);
    this.state.step(step);
  }

  // facts null: it is not there.
  become(id, facts) {
    if (!facts) {
      const gone = this.state.take(id);
      if (gone) this.sync.send({ kind: "remove", coding: id });
      return;
    }
    if (!this.state.put({ ...facts, id, unsaved: true })) return;
    const { code, start, end } = facts;
    this.sync.send({ kind: "add", coding: id, code, start, end });
  }

  // from: what had the focus when a key said so, or null.
  finish(done, from = null) {
    const { state } = this;
    this.sync.finish(done, done ? from : null);
    state.is(done ? "done" : "open");
    state.notice("status", "");
    state.say(done ? t("Done with this document.") : t("This document is open again"));
  }

  // Shows for a moment which coding is meant.
  flash(coding) {
    this.state.point(coding);
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => this.state.point(null), FLASH_MS);
  }
}
