// What a coder does: the state changes at once, and the action is on its way to the server.

import { difference, factsOf, SIGNS, withSign } from "./codings.js";
import { t } from "/assets/kit/words.js";

const FLASH_MS = 1500;

export class Acts {
  // sync: see sync.js
  constructor(state, sync) {
    Object.assign(this, { state, sync });
    this.away = null; // (guid, "undo" or "redo"): does so in another text, where there is a way to go there
  }

  name(code) {
    return this.state.codes.name(code);
  }

  // Gives a code to what is selected or to the whole document, or to the coding whose code is being chosen anew. sign:
  // where the code takes one. Returns true when it was given.
  apply(code, sign = "+") {
    const { state } = this;
    const { span } = state;
    const target = span || Object.keys(state.target).length ? state.target : state.otherwise;
    if (target.swap) return this.swap(target.swap, code);
    if (!target.whole && !span) return state.hint(t("Select some text first, then choose the code."));
    const words = target.whole ? null : state.places.trimmed(span); // white space at the ends is not what was meant
    if (!target.whole && !words) {
      return state.hint(t("There are no words in this passage. Select some text."));
    }
    const stated = state.codes.takesSign(code) ? sign : null;
    state.aim({}); // was given, or is here: what comes next is for the words again
    const same = state.codings.same(code, words);
    if (same) return this.again(same, stated);
    state.hint("");
    const after = target.whole ? { code, sign: stated, whole: true } : { code, sign: stated, ...words };
    const id = crypto.randomUUID();
    this.step({ id, before: null, after: factsOf(after) });
    state.say(t("{name} applied", { name: withSign(this.name(code), { sign: stated }) }));
    this.unseen(id);
    return true;
  }

  // The same code on the same words: another direction is said, else it is shown where it is.
  again(same, sign) {
    if (sign && same.sign !== sign) {
      this.change(same.id, { sign });
      return true;
    }
    this.flash(same);
    return this.state.hint(t("{name} is here already", { name: this.name(same.code) }));
  }

  // facts: those that change. Returns true when something did.
  change(id, facts) {
    const coding = this.own(id);
    const after = coding && { ...factsOf(coding), ...facts };
    if (!after || !difference(coding, after)) return false;
    const twin = this.state.codings.same(after.code, after.whole ? null : after);
    if (twin && twin.id !== id) {
      this.flash(twin);
      return this.state.hint(t("{name} is here already", { name: this.name(after.code) }));
    }
    this.state.hint("");
    this.step({ id, before: factsOf(coding), after });
    this.state.say(t("Changed: {name}", { name: withSign(this.name(after.code), after) }));
    this.unseen(id);
    return true;
  }

  // What was given while a filter hides it would seem lost.
  unseen(id) {
    const { codings } = this.state;
    const coding = codings.live(id);
    if (!coding || codings.shown([coding]).length) return;
    this.state.hint(t("{name} is kept, but the filter hides it.", { name: withSign(this.name(coding.code), coding) }));
  }

  swap(id, code) {
    this.state.aim({});
    const takes = this.state.codes.takesSign(code);
    const sign = takes ? this.own(id)?.sign ?? null : null;
    return this.change(id, { code, sign });
  }

  // The next direction: + - ± and not stated.
  turnSign(id) {
    const coding = this.own(id);
    if (!coding || !this.state.codes.takesSign(coding.code)) return;
    this.change(id, { sign: SIGNS[(SIGNS.indexOf(coding.sign) + 1) % SIGNS.length] });
  }

  // Moves an end of a coding by words, or by letters. end: "start" or "end"; by: 1 or -1.
  move(id, end, by, letters = false) {
    const coding = this.own(id);
    const span = coding && !coding.whole && this.state.places.moved(coding, end, by, letters, this.state.data.language);
    if (span) this.change(id, span);
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
    this.back("done", "before", t("Undone: {name}"), t("There is nothing to undo."));
  }

  redo() {
    this.back("undone", "after", t("Redone: {name}"), t("There is nothing to redo."));
  }

  // The last thing done in this window, wherever that was. list: of the history; way: "before" or "after", how it is to be.
  back(list, way, sentence, nothing) {
    const { state, state: { history, trail, data: { document: { guid } } } } = this;
    const there = trail?.last(list);
    if (there && there !== guid && this.away) return this.away(there, list === "done" ? "undo" : "redo");
    const step = list === "done" ? history.undo() : history.redo();
    if (step) {
      trail?.over(list, guid);
      return this.retrace(step, way, sentence);
    }
    trail?.forget(list, guid);
    state.tell("steps");
    if (this.away && trail?.last(list)) return this.back(list, way, sentence, nothing);
    const other = trail?.last(list);
    if (other) state.notice("hint", t("What you did before that was in another text."), [[t("Go there"), `/desk?document=${encodeURIComponent(other)}`]]);
    return state.say(nothing);
  }

  retrace(step, way, sentence) {
    const { state } = this;
    state.tell("steps");
    if (step.status) return this.saysDone(step.status[way]);
    const { waited } = step;
    const stood = state.codings.get(step.id);
    const name = this.name(state.codes.now((waited || step[way] || step.after || step.before).code));
    if (!waited && this.otherwise(step, way)) {
      state.hint(t("{name} was changed in another window, or by a change of the codebook. It is left as it is.", { name }));
      return undefined;
    }
    if (waited) way === "before" ? this.reopen(waited) : this.decide(waited, step.after);
    else this.become(step.id, step[way]);
    if (stood?.pieces.length) state.tell("reveal", stood.pieces[0].turn);
    if (state.codings.live(step.id)) state.tell("retraced", state.codings.live(step.id));
    return state.say(sentence.replace("{name}", name));
  }

  // Whether a coding is not as this step left it: somebody did something else with it since, perhaps the same coder in
  // another window, and that is not to be lost.
  otherwise(step, way) {
    const left = step[way === "before" ? "after" : "before"];
    const now = this.state.codings.live(step.id);
    if (!left || !now) return Boolean(left) !== Boolean(now);
    return difference(now, { ...left, code: this.state.codes.now(left.code) }) !== null;
  }

  step(step) {
    this.become(step.id, step.after);
    this.state.step(step);
  }

  // told: its facts, null: it is not there. A step may be of before its code went up in another.
  become(id, told) {
    const coding = this.state.codings.live(id);
    const facts = told && { ...told, code: this.state.codes.now(told.code) };
    if (!facts) {
      if (this.state.take(id)) this.sync.send({ kind: "remove", coding: id });
      return;
    }
    const changed = coding ? difference(coding, facts) : facts;
    if (!changed || !this.state.put({ ...facts, id, memo: coding?.memo, unsaved: true })) return;
    this.sync.send({ kind: coding ? "change" : "add", coding: id, ...(coding ? changed : asAdded(facts)) });
  }

  // from: what had the focus when a key said so, or null.
  finish(done, from = null) {
    const { state } = this;
    if (done !== (state.status === "done")) state.step({ status: { before: !done, after: done } });
    this.saysDone(done, from);
  }

  saysDone(done, from = null) {
    const { state } = this;
    this.sync.finish(done, done ? from : null);
    state.is(done ? "done" : "open");
    state.notice("status", "");
    state.say(done ? t("Done with this document.") : t("This document is open again"));
  }

  // The codes under the digits from now on; shown at once, and again as they were when they cannot be kept.
  async favour(keys) {
    const { state } = this;
    const before = state.codes.favourites;
    state.favour(keys);
    try {
      await this.sync.favour(keys);
    } catch (fault) {
      state.favour(before);
      state.hint(fault.message || t("This could not be kept. Look at your connection and try again."));
    }
  }

  // Shows for a moment which coding is meant.
  flash(coding) {
    this.state.point(coding);
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => this.state.point(null), FLASH_MS);
  }
}

// What an action that adds says: words or the whole document; what is not said is left out.
function asAdded({ code, start, end, whole, sign, weight }) {
  const place = whole ? { whole } : { start, end };
  return { code, ...place, ...(sign ? { sign } : {}), ...(weight === 1 ? {} : { weight }) };
}
