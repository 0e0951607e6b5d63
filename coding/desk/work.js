// What a coder does and what becomes of it: shown at once, kept in the browser, sent, confirmed or taken back.

import { History } from "./history.js";
import { Outbox } from "./outbox.js";
import { Sender } from "./sender.js";
import { beforeLeaving, browserStorage } from "/assets/kit/unsaved.js";
import { t } from "/assets/kit/words.js";

export class Work {
  // board: see board.js; data: the answer of /api/documents/{guid}
  constructor(board, data) {
    this.board = board;
    this.data = data;
    this.codings = board.codings;
    this.rev = data.rev;
    this.history = new History();
  }

  begin() {
    const { account, csrf, document: { guid, version } } = this.data;
    this.outbox = new Outbox(browserStorage(), account, guid, version, crypto.randomUUID());
    this.sender = new Sender({
      guid, account, csrf, outbox: this.outbox,
      settled: (...told) => this.settled(...told), stated: (...told) => this.stated(...told), changed: () => this.saved(),
    });
    this.replay();
    this.saved();
  }

  listen(signal) {
    beforeLeaving(signal, {
      send: () => this.sender.flush(), atRisk: () => this.outbox.size > 0 && !this.outbox.kept,
    });
    addEventListener("online", () => this.sender.kick(), { signal });
    addEventListener("offline", () => this.sender.to("offline"), { signal });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.refresh(); }, { signal });
  }

  lost() {
    this.sender.to("offline");
    this.sender.again();
  }

  end() {
    this.sender.flush();
    this.sender.stop();
  }

  name(code) {
    return this.board.codes.name(code);
  }

  // ---- what a coder does

  // Returns true when the code was given to what is selected.
  apply(code) {
    const { picked, places } = this.board;
    picked.read(); // assistive technology clicks without a pointer or a key
    const { span } = picked;
    const name = this.name(code);
    if (!span) return this.board.hint(t("Select some text first, then choose the code."));
    if (!places.trimmed(span)) return this.board.hint(t("There are no words in this passage. Select some text."));
    const same = this.codings.same(code, span.start, span.end);
    if (same) {
      this.board.flash(same);
      return this.board.hint(t("{name} is here already", { name }));
    }
    const id = crypto.randomUUID();
    this.board.header.notice("hint", "");
    this.do("add", { id, code, ...span });
    this.history.push("add", id);
    this.board.header.steps(this.history);
    this.board.say(t("{name} applied", { name }));
    return true;
  }

  remove(id) {
    const coding = this.codings.live(id);
    if (!coding || coding.coder !== null) return;
    this.do("remove", coding);
    this.history.push("remove", coding.id);
    this.board.header.steps(this.history);
    this.board.say(t("{name} removed", { name: this.name(coding.code) }));
  }

  // A person says where an undecided coding stands in this text; span null: its words are no longer there.
  place(coding, span) {
    this.decide(coding, span);
    this.history.push("place", coding.id, { coding, span });
    this.board.header.steps(this.history);
    this.board.say(span ? t("{name} stands here now", { name: this.name(coding.code) })
      : t("{name} is kept, and not shown any more", { name: this.name(coding.code) }));
  }

  decide({ id }, span) {
    this.board.unplaced.took(id, span);
    this.send({ kind: "place", coding: id, ...(span || { gone: true }) });
  }

  // What was decided is taken back: it waits again.
  reopen(coding) {
    this.board.draw(this.codings.remove(coding.id));
    this.board.unplaced.told([coding], []);
    this.send({ kind: "place", coding: coding.id, undecided: true });
  }

  send(op) {
    this.outbox.add({ op: crypto.randomUUID(), ...op });
    this.saved();
    this.sender.kick();
  }

  undo() {
    this.again(this.history.undo(), t("Undone: {name}"), t("There is nothing to undo."));
  }

  redo() {
    this.again(this.history.redo(), t("Redone: {name}"), t("There is nothing to redo."));
  }

  again(step, sentence, nothing) {
    const coding = step && (step.coding || this.codings.get(step.id));
    if (!coding) return this.board.say(nothing);
    if (step.kind === "place") this.decide(coding, step.span);
    else if (step.kind === "reopen") this.reopen(coding);
    else this.do(step.kind, coding);
    this.board.header.steps(this.history);
    if (coding.pieces) this.board.transcript.reveal(coding.pieces[0].turn);
    this.board.say(sentence.replace("{name}", this.name(coding.code)));
  }

  do(kind, { id, code, start, end }) {
    const coding = kind === "add" ? this.codings.add({ id, code, start, end }) : this.codings.remove(id);
    if (!coding) return;
    coding.unsaved = true;
    this.board.draw(coding);
    this.send(kind === "add" ? { kind, coding: id, code, start, end } : { kind, coding: id });
  }

  // from: what had the focus when a key said so, or null.
  finish(done, from = null) {
    this.from = done ? from : null;
    const told = this.board.header.notices.querySelector('[data-about="status"]');
    if (told?.contains(document.activeElement)) this.board.toText(); // it goes
    this.board.header.done.checked = done;
    this.board.header.notice("status", "");
    this.outbox.add({ op: crypto.randomUUID(), kind: "status", state: done ? "done" : "open" });
    this.saved();
    this.sender.kick();
    this.board.say(done ? t("Done with this document.") : t("This document is open again"));
  }

  // What became of 'done'. answer: { state, next: guid of a document that waits for this coder, or null }; or null.
  stated(answer, sentence) {
    const { header } = this.board;
    if (answer && header.before) header.before.textContent = "";
    if (!answer) header.done.checked = !header.done.checked;
    if (!answer) return header.notice("status", sentence);
    if (answer.state !== "done") return header.notice("status", "");
    header.notice("status", t("Done with this document."), [answer.next
      ? [t("To the next one"), `/desk?document=${encodeURIComponent(answer.next)}`] : [t("Conversations"), "/documents"]]);
    if (this.from && this.from === document.activeElement) { // not when the coder has gone on meanwhile
      header.notices.querySelector('[data-about="status"] a').focus();
      this.board.say(answer.next ? t("Done with this document. Enter opens the next one.")
        : t("Done with this document. Enter opens the list of conversations."));
    }
    this.from = null;
  }

  // ---- what was left from before

  replay() {
    const { status } = this.outbox;
    if (status) this.board.header.done.checked = status.state === "done";
    for (const { kind, coding: id, code, start, end, gone, undecided } of this.outbox.shown) {
      if (kind === "place") {
        if (!undecided) this.board.unplaced.took(id, gone ? null : { start, end });
        else this.board.draw(this.codings.remove(id));
        this.stale ||= undecided; // only the server knows what it said of it
        continue;
      }
      const coding = kind === "add" ? this.codings.add({ id, code, start, end }) : this.codings.remove(id);
      if (coding) coding.unsaved = true;
      this.board.draw(coding);
    }
    this.sender.kick();
  }

  // ---- what became of it

  saved() {
    const { state, sentence } = this.sender;
    const { header } = this.board;
    header.saved(state, this.outbox.size, this.outbox.kept);
    const here = encodeURIComponent(location.pathname + location.search);
    header.notice("sending", {
      refused: sentence || t("This cannot be saved now. What you did is kept in this browser."),
      signedout: t("You are signed out. Sign in again; what you did is kept in this browser."),
    }[state] || "", state === "signedout" ? [[t("Sign in"), `/sign-in?next=${here}`]] : []);
  }

  settled(results, { rev = 0, version = this.data.current }, sent) {
    results.filter((result) => result.state === "confirmed").forEach((result) => this.confirmed(result));
    const refused = results.filter((result) => result.state !== "confirmed");
    this.changed(version);
    if (!refused.length) {
      // Carried over from an earlier text, or left undecided: shown where it stands.
      if (sent !== this.data.document.version || this.stale) this.refresh();
      else this.rev = Math.max(this.rev, rev);
      this.stale = false;
      return;
    }
    const why = [...new Set(refused.map((result) => result.sentence))].join(" ");
    const { header } = this.board;
    header.notice("refused", t("{n} not stored, and taken back: {why}", { n: refused.length, why }),
      [[t("Close"), () => header.notice("refused", "")]]);
    this.takeBack();
  }

  confirmed({ asked, coding: id }) {
    if (asked !== id) this.merge(asked, id);
    const coding = this.codings.get(id);
    if (!coding || this.outbox.ops.some((op) => op.coding === id)) return;
    coding.unsaved = false;
    for (const label of this.board.element.querySelectorAll(`.dk-label[data-coding="${id}"]`)) {
      label.classList.remove("dk-unsaved");
    }
  }

  // Another window gave these words this code first: from now on both mean that coding.
  merge(from, to) {
    this.history.rename(from, to);
    this.outbox.rename(from, to);
    if (this.codings.get(to)) this.board.draw(this.codings.remove(from));
    else this.codings.rename(from, to);
  }

  // Show what is stored, plus what is still on its way.
  async takeBack() {
    const stored = await this.stored(0);
    if (!stored) return;
    const ids = new Set([...stored.codings.map((coding) => coding.id), ...this.outbox.ops.map((op) => op.coding)]);
    for (const coding of [...this.codings.all.values()]) {
      if (!coding.live || ids.has(coding.id)) continue;
      this.board.draw(this.codings.remove(coding.id));
      this.history.forget(coding.id);
    }
    this.receive(stored, true);
    this.board.header.steps(this.history);
  }

  async stored(since) {
    const others = this.board.header.others.checked ? 1 : 0;
    const { is_current: isCurrent, number } = this.data.document;
    const version = isCurrent ? "" : `&version=${number}`;
    return this.sender.get(`/codings?since=${since}&others=${others}${version}`).catch(() => null);
  }

  // The text was changed while this page was open: what is done here is carried over, but is shown on the old words.
  // current: the version that is read now, which is another one than this page shows when an older one was asked for.
  changed(current) {
    if (current === this.data.current) return true;
    this.board.header.notice("changed", t("This text was changed. What you do here is kept and carried over."),
      [[t("Read the new text"), () => this.board.reload()]]);
    return false;
  }

  receive({ rev, current, codings, removed, undecided }, all = false) {
    if (!this.changed(current)) return; // their places are in another text than this one
    const waiting = new Set(this.outbox.ops.map((op) => op.coding));
    for (const id of removed) if (!waiting.has(id)) this.board.draw(this.codings.remove(id));
    for (const coding of codings) if (!waiting.has(coding.id)) this.board.draw(this.codings.add(coding));
    this.board.unplaced.told(undecided.filter(({ id }) => !waiting.has(id)), [...codings.map(({ id }) => id), ...removed], all);
    this.rev = Math.max(this.rev, rev);
    if (this.codings.others().length) this.board.header.notice("others", "");
  }

  // Coming back to this window: what another window did meanwhile.
  async refresh() {
    this.sender.kick();
    const news = await this.stored(this.rev);
    if (news) this.receive(news);
  }

  async showOthers(on) {
    const { header } = this.board;
    header.notice("others", "");
    if (!on) return this.codings.others().forEach((coding) => this.board.draw(this.codings.remove(coding.id)));
    const all = await this.stored(0);
    if (!all || !header.others.checked) return;
    this.receive(all);
    if (!this.codings.others().length) header.notice("others", t("Nobody else has coded this conversation yet."));
  }
}
