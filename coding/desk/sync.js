// Between the state here and what is stored: actions go out and are confirmed or taken back, news comes in.

import { afterFrame } from "./after.js";
import { Outbox } from "./outbox.js";
import { Sender } from "./sender.js";
import { Trail } from "./trail.js";
import { beforeLeaving, browserStorage } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { changesOf } from "./codechanges.js";
import { t } from "/assets/kit/words.js";

export class Sync {
  constructor(state) {
    this.state = state;
    this.data = state.data;
    this.rev = this.data.rev;
    // On what is worked with by finger, and is slow, an action is shown before it is sent. It is kept by then.
    this.seenFirst = matchMedia("(pointer: coarse)").matches;
    this.kick = afterFrame(() => this.sender.kick());
    this.favouring = 0; // digits that are on their way
    this.favoured = 0; // when the last of them were known to be kept, ms of the page
    this.before = null; // key -> code as it was before a change of the codebook that is told on the page
  }

  begin(signal) {
    const { account, csrf, document: { guid, version } } = this.data;
    this.outbox = new Outbox(browserStorage(), account, guid, version, crypto.randomUUID());
    this.sender = new Sender({
      guid, account, csrf, outbox: this.outbox,
      settled: (...told) => this.settled(...told), stated: (...told) => this.stated(...told), changed: () => this.sent(),
    });
    const window = browserStorage("sessionStorage");
    this.state.history.keep([window, browserStorage()], account, guid, version);
    this.state.trail = new Trail(window, account);
    this.state.tell("steps");
    this.listen(signal);
    this.replay();
    this.sent();
  }

  listen(signal) {
    beforeLeaving(signal, {
      send: () => this.flush(), atRisk: () => this.outbox.size > 0 && !this.outbox.kept,
    });
    addEventListener("online", () => this.sender.kick(), { signal });
    addEventListener("offline", () => this.sender.to("offline"), { signal });
    addEventListener("rd-lost", () => this.lost(), { signal });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.refresh(); }, { signal });
    // Other windows of this browser hear at once of what was stored; of other computers see watch.js.
    const { account, document: { guid } } = this.data;
    this.windows = new BroadcastChannel(`dk:${account}:${guid}`);
    this.windows.addEventListener("message", ({ data: told }) => this.elsewhere(told), { signal });
    signal.addEventListener("abort", () => {
      this.windows.close();
      this.windows = null;
    });
  }

  // An answer may still come once the desk has gone.
  tellWindows(told) {
    this.windows?.postMessage(told);
  }

  // What another window of this browser stored: rev; status: what was said of being done; favourites.
  elsewhere({ rev, status, favourites }) {
    const { state } = this;
    if (rev) this.heard(rev);
    if (status && status !== state.status && !this.outbox.status) {
      state.is(status);
      state.notice("status", "");
    }
    if (favourites) this.digits({ keys: favourites, asked: performance.now() });
  }

  // rev: what the document's revision is now; codebook: the number of the codebook's version, where it is told; digits: see
  // watch.js.
  async heard(rev, codebook = this.data.codebook, digits = null) {
    if (codebook !== this.data.codebook) await this.takeUp();
    if (digits) this.digits(digits);
    if (rev > this.rev) this.refresh();
  }

  // What stands under this coder's digits, also when she chose so elsewhere. What was asked before her own last choice
  // was kept is no news: a digit would for a moment be another code.
  digits({ keys, asked }) {
    const { codes } = this.state;
    if (this.favouring || asked < this.favoured) return;
    if (keys.join() !== codes.asked.join()) this.state.favour(keys);
  }

  // The codebook was changed while this desk is open: by somebody else, or in another window.
  async takeUp() {
    if (this.taking) return;
    this.taking = true;
    const told = await this.sender.get("/codes").catch(() => null);
    this.taking = false;
    if (!told) return; // asked again within a second
    this.before ??= new Map(this.state.codes.byKey); // as the coder knows them: several changes are told together
    const what = changesOf(this.before, told);
    this.state.adopt(told, Boolean(this.outbox.status));
    this.state.notice("codebook", what && t("The codebook was changed. {what}", { what }), [[t("Close"), () => this.known()]]);
    if (!what) this.before = null;
  }

  known() {
    this.before = null;
    this.state.notice("codebook", "");
  }

  lost() {
    this.sender.to("offline");
    this.sender.again();
  }

  flush() {
    this.sender.flush();
    this.state.history.save();
  }

  end() {
    this.flush();
    this.sender.stop();
  }

  // How many actions wait to be stored.
  get waiting() {
    return this.outbox?.size || 0;
  }

  // ---- going out

  send(op) {
    this.outbox.add({ op: crypto.randomUUID(), ...op });
    this.sent();
    if (this.seenFirst) this.kick();
    else this.sender.kick();
  }

  // from: what had the focus, and leaves it to the way to the next document; or null.
  finish(done, from) {
    this.from = from;
    this.send({ kind: "status", state: done ? "done" : "open" });
  }

  sent() {
    const { state, sentence } = this.sender;
    this.state.sends({ state, sentence, waiting: this.outbox.size, kept: this.outbox.kept });
  }

  // What was left from before.
  replay() {
    const { state } = this;
    if (this.outbox.status) state.is(this.outbox.status.state);
    for (const op of this.outbox.shown) {
      const { kind, coding: id } = op;
      if (kind === "place") this.replayed(op);
      else if (kind === "add") state.put({ ...op, id, unsaved: true });
      else if (kind === "remove") state.take(id);
      else if (state.codings.live(id)) state.put({ ...state.codings.live(id), ...op, unsaved: true });
    }
    this.sender.kick();
  }

  replayed({ coding: id, start, end, gone, undecided }) {
    const { state } = this;
    this.stale ||= undecided; // only the server knows what it said of it
    if (undecided) return state.take(id);
    const waited = state.unplaced.get(id);
    state.waits([], [id]);
    return waited && !gone && state.put({ ...waited, start, end, unsaved: true });
  }

  // The codes under this coder's digits, for all her windows and computers. Throws a Fault.
  async favour(keys) {
    this.favouring += 1;
    try {
      const { favourites } = await ask("POST", "/api/favourites", { keys }, { key: this.sender.csrf });
      this.tellWindows({ favourites });
    } finally {
      this.favouring -= 1;
      this.favoured = performance.now();
    }
  }

  // Makes a code in a new version of the codebook; returns it as the document's answer has codes. Throws a Fault.
  async makeCode(said) {
    return this.hers(await ask("POST", "/api/codes", said, { key: this.sender.csrf }));
  }

  // Gives a code another name; returns it likewise. said: { name, seen: number of the codebook that was looked at }.
  async renameCode(key, said) {
    return this.hers(await ask("POST", `/api/codes/${encodeURIComponent(key)}`, said, { key: this.sender.csrf }));
  }

  // What she did to the codebook herself is no news to her.
  hers(code) {
    this.before?.set(code.key, { is_old: false, ...code });
    return code;
  }

  // ---- what became of it

  settled(results, { rev = 0, version = this.data.current }, sent) {
    results.filter((result) => result.state === "confirmed").forEach((result) => this.confirmed(result));
    const refused = results.filter((result) => result.state !== "confirmed");
    this.changed(version);
    this.tellWindows({ rev });
    if (refused.length) return this.refused(refused);
    // Carried over from an earlier text, or left undecided: shown where it stands.
    if (sent !== this.data.document.version || this.stale) this.refresh();
    else this.rev = Math.max(this.rev, rev);
    this.stale = false;
  }

  confirmed({ asked, coding: id }) {
    if (asked !== id) {
      this.outbox.rename(asked, id);
      this.state.merge(asked, id);
    }
    if (!this.outbox.ops.some((op) => op.coding === id)) this.state.stored(id);
  }

  refused(results) {
    const { state } = this;
    const why = [...new Set(results.map((result) => result.sentence))].join(" ");
    state.notice("refused", t("{n} not stored, and taken back: {why}", { n: results.length, why }),
      [[t("Close"), () => state.notice("refused", "")]]);
    this.takeBack(results);
  }

  // Show what is stored, plus what is still on its way.
  async takeBack(refused) {
    const { state } = this;
    const stored = await this.stored(0);
    if (!stored) return;
    const ids = new Set([...stored.codings.map((coding) => coding.id), ...this.outbox.ops.map((op) => op.coding)]);
    for (const coding of [...state.codings.all.values()]) {
      if (!coding.live || ids.has(coding.id)) continue;
      state.take(coding.id);
      state.history.forget(coding.id);
    }
    refused.forEach(({ asked }) => state.history.forget(asked));
    this.receive(stored, true);
    state.tell("steps");
  }

  // What became of 'done'. answer: { state, next: guid of a document that waits for this coder, or null, for_new: only for
  // codes that are new }; or null.
  stated(answer, sentence) {
    const { state, from } = this;
    this.from = null;
    if (!answer) {
      state.is(state.status === "done" ? "open" : "done");
      return state.notice("status", sentence);
    }
    state.is(answer.state);
    this.tellWindows({ status: answer.state });
    if (answer.state !== "done") return state.notice("status", "");
    const next = answer.next && `/desk?document=${encodeURIComponent(answer.next)}${answer.for_new ? "&codes=new" : ""}`;
    const told = from && from === document.activeElement; // not when the coder has gone on meanwhile
    state.notice("status", t("Done with this document."), [next ? [t("To the next one"), next] : [t("Conversations"), "/documents"]],
      from);
    if (told) state.say(next ? t("Done with this document. Enter opens the next one.")
      : t("Done with this document. Enter opens the list of conversations."));
    return undefined;
  }

  // ---- coming in

  async stored(since) {
    const { is_current: isCurrent, number } = this.data.document;
    const version = isCurrent ? "" : `&version=${number}`;
    const found = await this.sender.get(`/codings?since=${since}&others=${this.state.others ? 1 : 0}${version}`).catch(() => null);
    // Coded with what came after this page did.
    if (found && [...found.codings, ...found.undecided].some(({ code }) => !this.state.codes.byKey.has(code))) await this.takeUp();
    return found;
  }

  // The text was changed while this page was open: what is done here is carried over, but is shown on the old words.
  // current: the version that is read now, which is another one than this page shows when an older one was asked for.
  changed(current) {
    if (current === this.data.current) return true;
    this.state.notice("changed", t("This text was changed. What you do here is kept and carried over."),
      [[t("Read the new text"), () => location.reload()]]);
    return false;
  }

  receive({ rev, current, codings, removed, undecided, noted }, all = false) {
    const { state } = this;
    this.rev = Math.max(this.rev, rev);
    if (!this.changed(current)) return; // their places are in another text than this one
    const waiting = new Set(this.outbox.ops.map((op) => op.coding));
    for (const id of removed) if (!waiting.has(id)) state.take(id);
    for (const coding of codings) if (!waiting.has(coding.id)) state.put(coding);
    if (noted) state.areNoted(noted);
    state.waits(undecided.filter(({ id }) => !waiting.has(id)), [...codings.map(({ id }) => id), ...removed], all);
    if (state.codings.others().length) state.notice("others", "");
  }

  // Coming back to this window: what another window did meanwhile.
  async refresh() {
    this.sender.kick();
    const news = await this.stored(this.rev);
    if (news) this.receive(news);
  }

  async showOthers(on) {
    const { state } = this;
    state.notice("others", "");
    state.showOthers(on);
    if (!on) return state.codings.others().forEach((coding) => state.take(coding.id));
    const all = await this.stored(0);
    if (!all || !state.others) return undefined;
    this.receive(all);
    if (!state.codings.others().length) state.notice("others", this.data.document.held === "blind"
      ? t("This conversation is coded blind: until the round is shown nobody sees what others code here.")
      : t("Nobody else has coded this conversation yet."));
    return undefined;
  }
}
