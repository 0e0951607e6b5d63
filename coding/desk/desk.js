// The coding desk: puts the parts together and holds the few actions that change codings.
// mount() is what Streamlit calls, again on every change of data or theme, with the same parent element.

import { Audio } from "/assets/desk/audio.js";
import { Card } from "/assets/desk/card.js";
import { Codes } from "/assets/desk/codes.js";
import { Codings } from "/assets/desk/codings.js";
import { el } from "/assets/desk/dom.js";
import { take } from "/assets/desk/early.js";
import { Gutter } from "/assets/desk/gutter.js";
import { Header } from "/assets/desk/header.js";
import { Help } from "/assets/desk/help.js";
import { History } from "/assets/desk/history.js";
import { Keys } from "/assets/desk/keys.js";
import { Lists } from "/assets/desk/lists.js";
import { Places } from "/assets/desk/offsets.js";
import { Outbox } from "/assets/desk/outbox.js";
import { Paint } from "/assets/desk/paint.js";
import { Panel } from "/assets/desk/panel.js";
import { Picked } from "/assets/desk/selection.js";
import { Sender } from "/assets/desk/sender.js";
import { Transcript } from "/assets/desk/transcript.js";
import { t } from "/assets/desk/words.js";

const BATCH = 400;

class Desk {
  constructor(data, at) {
    this.data = data;
    this.guid = data.document.guid;
    this.rev = data.rev;
    this.codes = new Codes(data.codes);
    this.places = new Places(data.turns);
    this.codings = new Codings(this.places);
    this.history = new History();
    this.transcript = new Transcript(data.turns, { playable: Boolean(data.document.recording) });
    this.paint = new Paint(data.codes, (turn) => this.transcript.nodes[turn]);
    this.outbox = new Outbox(storage(), data.account, this.guid, data.document.version, crypto.randomUUID());
    this.build(at);
    this.show(data.codings);
  }

  build(at) {
    const { data, codes, places, codings, transcript } = this;
    const remove = (id) => this.remove(id);
    const point = (coding) => this.paint.only("dk-now", coding ? coding.pieces : []);
    this.header = new Header(data, {
      done: (done) => this.finish(done), others: (on) => this.showOthers(on),
      undo: () => this.undo(), redo: () => this.redo(), help: () => this.help.open(),
    });
    this.panel = new Panel({ codes, apply: (key) => this.apply(key) });
    this.card = new Card({ codes, places, remove, point });
    this.gutter = new Gutter({ transcript, codings, codes, point, open: (list, anchor, turn) => {
      this.card.open(list, anchor, transcript.articles[turn]);
    } });
    this.lists = new Lists({ transcript, codings, codes, places, remove });
    const { recording, duration_ms: duration } = data.document;
    this.audio = recording && new Audio({
      recording, duration, transcript, language: data.language,
      failed: (sentence) => this.header.notice("audio", sentence),
    });
    this.help = new Help({ audio: Boolean(recording) });
    this.live = el("div", { class: "dk-quiet", "aria-live": "polite", role: "status" });
    this.element = el("div", { class: "dk-desk" }, this.header.element,
      el("div", { class: "dk-body" }, this.panel.element, transcript.element),
      this.audio ? this.audio.element : null, this.card.element, this.help.element, this.live);
    this.at = at;
  }

  // Called once the element is in the page: from here on things are measured and listened to.
  begin() {
    this.picked = new Picked(this.transcript, this.places, (span) => this.pickedChanged(span));
    this.keys = new Keys(this);
    this.sender = new Sender({
      guid: this.guid, account: this.data.account, outbox: this.outbox, csrf: this.data.csrf,
      settled: (results, rev) => this.settled(results, rev), changed: () => this.saved(),
    });
    this.transcript.element.addEventListener("click", (event) => this.clicked(event));
    this.transcript.element.addEventListener("focusin", (event) => {
      const turn = this.transcript.turnOf(event.target);
      if (turn !== null && turn !== this.transcript.here) this.transcript.go(turn, { block: null });
    });
    this.ends = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.ends.signal });
    on(window, "online", () => this.sender.kick());
    on(window, "offline", () => this.sender.to("offline"));
    on(window, "pagehide", () => this.sender.flush());
    on(window, "resize", () => this.fit());
    on(window, "beforeunload", (event) => {
      if (this.outbox.size && !this.outbox.kept) event.preventDefault();
    });
    on(document, "visibilitychange", () => {
      if (document.hidden) this.sender.flush();
      else this.refresh();
    });
    this.fit();
    this.replay();
    this.transcript.go(Number.isInteger(this.at) ? this.places.turnAt(this.at) : 0,
      { focus: true, block: Number.isInteger(this.at) ? "center" : null });
    this.saved();
  }

  end() {
    this.sender.flush();
    this.sender.stop();
    this.ends.abort();
    for (const part of [this.picked, this.keys, this.gutter, this.lists, this.paint, this.audio]) part?.end();
    this.card.close();
    this.element.remove();
  }

  // The desk fills what is left of the window under Streamlit's own line.
  fit() {
    const top = this.element.getBoundingClientRect().top + (this.element.closest("[data-testid=stMain]")?.scrollTop || 0);
    this.element.style.setProperty("--dk-desk-top", `${Math.max(0, Math.round(top))}px`);
  }

  scheme(scheme) {
    this.element.dataset.scheme = scheme;
    for (const code of this.data.codes) {
      this.element.style.setProperty(`--dk-${code.key}`, scheme === "dark" ? code.color_dark : code.color);
    }
    this.paint.scheme(scheme);
  }

  say(sentence) {
    this.live.textContent = this.live.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  // Codings by the hundred between frames: those near the top are there at once, and nothing waits for the rest.
  show(list) {
    const step = (from) => {
      for (const coding of list.slice(from, from + BATCH)) this.draw(this.codings.add(coding), true);
      this.count();
      if (from + BATCH < list.length) setTimeout(() => step(from + BATCH));
    };
    step(0);
  }

  draw(coding, shown) {
    if (!coding) return;
    if (shown) this.paint.add(coding);
    else this.paint.remove(coding);
    for (const { turn } of coding.pieces) {
      this.gutter.refresh(turn);
      this.lists.refresh(turn);
    }
    this.panel.count(coding.code, this.codings.perCode.get(coding.code) || 0);
  }

  count() {
    this.header.count(this.codings.mine);
  }

  // ---- what a coder does

  apply(code) {
    const span = this.picked.span;
    const name = this.codes.name(code);
    if (!span) return this.hint(t("Select some text first, then choose the code."));
    if (!this.places.trimmed(span)) return this.hint(t("There are no words in this passage. Select some text."));
    if (this.codings.same(code, span.start, span.end)) return this.say(t("{name} is here already", { name }));
    const id = crypto.randomUUID();
    this.header.notice("hint", "");
    this.do("add", { id, code, ...span });
    this.history.push("add", id);
    this.header.steps(this.history);
    this.say(t("{name} applied", { name }));
  }

  remove(id) {
    const coding = this.codings.live(id);
    if (!coding || coding.coder !== null) return;
    this.do("remove", coding);
    this.history.push("remove", coding.id);
    this.header.steps(this.history);
    this.say(t("{name} removed", { name: this.codes.name(coding.code) }));
  }

  undo() {
    this.again(this.history.undo(), t("Undone: {name}"), t("There is nothing to undo."));
  }

  redo() {
    this.again(this.history.redo(), t("Redone: {name}"), t("There is nothing to redo."));
  }

  again(step, sentence, nothing) {
    const coding = step && this.codings.get(step.id);
    if (!coding) return this.say(nothing);
    this.do(step.kind, coding);
    this.header.steps(this.history);
    this.transcript.reveal(coding.pieces[0].turn);
    this.say(sentence.replace("{name}", this.codes.name(coding.code)));
  }

  // Painted at once, kept in the browser, then sent.
  do(kind, { id, code, start, end }) {
    const coding = kind === "add" ? this.codings.add({ id, code, start, end }) : this.codings.remove(id);
    if (!coding) return;
    coding.unsaved = true;
    this.draw(coding, kind === "add");
    this.outbox.add(kind === "add"
      ? { op: crypto.randomUUID(), kind, coding: id, code, start, end }
      : { op: crypto.randomUUID(), kind, coding: id });
    this.count();
    this.saved();
    this.sender.kick();
  }

  // What an earlier window could not send any more is shown again and sent.
  replay() {
    for (const op of this.outbox.current) {
      const known = this.codings.get(op.coding);
      const coding = op.kind === "add" ? this.codings.add({ id: op.coding, code: op.code, start: op.start, end: op.end })
        : this.codings.remove(op.coding);
      if (coding) coding.unsaved = true;
      this.draw(coding || known, op.kind === "add");
    }
    this.count();
    this.stale();
    this.sender.kick();
  }

  stale() {
    const n = this.outbox.stale.length;
    this.header.notice("stale", n ? t("{n} actions were made on an earlier version of this text and are not stored.", { n })
      : "", [[t("Throw them away"), () => {
      this.outbox.settle(this.outbox.stale.map((op) => op.op));
      this.stale();
      this.saved();
    }]]);
  }

  // ---- what the server says

  settled(results, rev) {
    const refused = [];
    for (const result of results) {
      if (result.state === "confirmed") this.confirmed(result);
      else refused.push(result);
    }
    if (!refused.length) {
      this.rev = Math.max(this.rev, rev);
      return;
    }
    const sentences = [...new Set(refused.map((result) => result.sentence))];
    this.header.notice("refused", t("{n} not stored, and taken back: {why}", { n: refused.length, why: sentences.join(" ") }),
      [[t("Close"), () => this.header.notice("refused", "")]]);
    this.takeBack();
  }

  confirmed({ asked, coding: id }) {
    if (asked && asked !== id) this.merge(asked, id);
    const coding = this.codings.get(id);
    if (!coding || this.outbox.ops.some((op) => op.coding === id)) return;
    coding.unsaved = false;
    this.element.querySelectorAll(`.dk-label[data-coding="${id}"]`).forEach((label) => label.classList.remove("dk-unsaved"));
  }

  // Another window gave these words this code first: from now on both mean that coding.
  merge(from, to) {
    this.history.rename(from, to);
    this.outbox.rename(from, to);
    if (this.codings.get(to)) this.draw(this.codings.remove(from), false);
    else this.codings.rename(from, to);
    this.count();
  }

  // Show what is stored, plus what is still on its way.
  async takeBack() {
    const stored = await this.stored(0);
    if (!stored) return;
    const ids = new Set([...stored.codings.map((coding) => coding.id), ...this.outbox.ops.map((op) => op.coding)]);
    for (const coding of [...this.codings.all.values()]) {
      if (coding.live && !ids.has(coding.id)) {
        this.draw(this.codings.remove(coding.id), false);
        this.history.forget(coding.id);
      }
    }
    this.receive(stored);
    this.header.steps(this.history);
  }

  async stored(since) {
    const others = this.header.others.checked ? 1 : 0;
    try {
      const answer = await this.sender.request(`/codings?since=${since}&others=${others}`);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  receive({ rev, codings, removed }) {
    const waiting = new Set(this.outbox.ops.map((op) => op.coding));
    for (const id of removed) if (!waiting.has(id)) this.draw(this.codings.remove(id), false);
    for (const coding of codings) if (!waiting.has(coding.id)) this.draw(this.codings.add(coding), true);
    this.rev = Math.max(this.rev, rev);
    this.count();
  }

  // Coming back to this window: what another window did meanwhile.
  async refresh() {
    this.sender.kick();
    const news = await this.stored(this.rev);
    if (news) this.receive(news);
  }

  async showOthers(on) {
    if (!on) {
      this.codings.others().forEach((coding) => this.draw(this.codings.remove(coding.id), false));
      return;
    }
    const all = await this.stored(0);
    if (all) this.receive(all);
  }

  async finish(done) {
    try {
      const answer = await this.sender.post("/status", { state: done ? "done" : "open" });
      if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error || "");
      this.header.notice("status", "");
      this.say(done ? t("Done with this document") : t("This document is open again"));
    } catch (fault) {
      this.header.done.checked = !done;
      this.header.notice("status", fault.message && !(fault instanceof TypeError) ? fault.message
        : t("There is no connection. Try again in a moment."));
    }
  }

  // ---- what is seen

  saved() {
    const { state, sentence } = this.sender;
    this.header.saved(state, this.outbox.size, this.outbox.kept);
    this.header.notice("sending", {
      refused: sentence || t("This cannot be saved now. What you did is kept in this browser."),
      signedout: t("You are signed out. Sign in again; what you did is kept in this browser."),
    }[state] || "", state === "signedout"
      ? [[t("Sign in"), `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`]] : []);
  }

  hint(sentence) {
    this.header.notice("hint", sentence);
    this.say(sentence);
  }

  pickedChanged(span) {
    this.paint.only("dk-pick", span ? this.places.pieces(span.start, span.end) : []);
    this.header.notice("hint", "");
    this.element.classList.toggle("dk-picking", Boolean(span));
    if (matchMedia("(max-width: 760px)").matches) this.panel.sheet(Boolean(span));
  }

  clicked(event) {
    const turn = this.transcript.turnOf(event.target);
    if (turn === null) return;
    this.transcript.go(turn, { block: null });
    if (event.target.closest("button.dk-time")) this.audio?.playFrom(turn);
  }

  clear() {
    this.card.close();
    this.picked.clear();
    this.panel.sheet(false);
    if (this.panel.element.contains(document.activeElement)) this.transcript.go(this.transcript.here, { focus: true });
  }

  selectTurn() {
    const turn = this.transcript.here;
    this.picked.select({ start: this.places.starts[turn], end: this.places.ends[turn] });
  }

  // The sentence after (or before) what is selected in this turn; past its end, on to the next turn.
  selectSentence(step) {
    let turn = this.transcript.here;
    const now = this.picked.span;
    const inside = now && this.places.turnAt(now.start) === turn ? now : null;
    const all = this.places.sentences(turn, this.data.language);
    let next = step > 0 ? all.find((each) => !inside || each.start >= inside.end)
      : all.findLast((each) => inside && each.end <= inside.start);
    if (!next) {
      turn += step;
      if (turn < 0 || turn > this.transcript.last) return;
      next = this.places.sentences(turn, this.data.language).at(step > 0 ? 0 : -1);
      this.transcript.go(turn, { focus: true });
    }
    if (next) this.picked.select(next);
  }

  list() {
    const turn = this.transcript.here;
    const open = this.transcript.articles[turn].querySelector(".dk-list [aria-expanded=true]");
    if (!this.lists.open(turn, !open)) this.say(t("No codings in this turn"));
    else if (open) this.transcript.go(turn, { focus: true });
  }
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // switched off: the outbox then says that it is kept in this window only
  }
}

function schemeOf(element) {
  const color = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const [r, g, b] = /^#[0-9a-f]{6}$/i.test(color) ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
    : (color.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
}

const desks = new WeakMap();

function told(parent, fault) {
  const signedOut = fault.status === 401;
  const sentence = fault.message || t("The document could not be fetched. Reload the page to try again.");
  parent.append(el("p", { class: "dk-fault", role: "alert" }, sentence, " ",
    signedOut ? el("a", { href: "/sign-in" }, t("Sign in")) : null));
}

// Streamlit calls this on each change; the last returned function is called when the desk leaves the page.
export function mount({ data, parentElement }) {
  const known = desks.get(parentElement);
  if (known && known.document === data.document) {
    known.desk?.scheme(schemeOf(parentElement));
    return known.leave;
  }
  known?.leave();
  const here = { document: data.document, desk: null, left: false };
  here.leave = () => {
    here.left = true;
    here.desk?.end();
    if (desks.get(parentElement) === here) desks.delete(parentElement);
  };
  desks.set(parentElement, here);
  take(data.document).then((found) => {
    if (here.left) return;
    here.desk = new Desk(found, data.at);
    here.desk.scheme(schemeOf(parentElement));
    parentElement.append(here.desk.element);
    here.desk.begin();
  }).catch((fault) => {
    if (!here.left) told(parentElement, fault);
    if (!fault.status) console.error(fault);
  });
  return here.leave;
}
