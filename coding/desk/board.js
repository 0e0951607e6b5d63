// The desk itself: puts the parts together, and what is seen, pointed at and selected. What is stored is work.js.

import { Audio } from "./audio.js";
import { Card } from "./card.js";
import { Codes } from "./codes.js";
import { Codings } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { Gutter, NARROW } from "./gutter.js";
import { Header } from "./header.js";
import { Help } from "./help.js";
import { Keys } from "./keys.js";
import { Lists } from "./lists.js";
import { Near } from "./near.js";
import { Places } from "./offsets.js";
import { Paint } from "./paint.js";
import { Panel } from "./panel.js";
import { Reading } from "./reading.js";
import { Picked } from "./selection.js";
import { Times } from "./times.js";
import { Transcript } from "./transcript.js";
import { Unplaced } from "./unplaced.js";
import { Work } from "./work.js";
import { t } from "/assets/kit/words.js";

const FLASH_MS = 1500;
const REST_MS = 250;

export class Desk {
  // data: the answer of /api/documents/{guid}. Built out of sight; nothing is measured or listened to before begin().
  constructor(data) {
    this.data = data;
    this.codes = new Codes(data.codes);
    this.places = new Places(data.turns, data.sentences);
    this.codings = new Codings(this.places);
    this.transcript = new Transcript(data.turns, { playable: Boolean(data.document.recording), story: data.document.is_story });
    const { codes, places, codings, transcript } = this;
    this.paint = new Paint({ codes, codings, transcript });
    this.work = data.may_code ? new Work(this, data) : new Reading();
    const remove = (id) => this.work.remove(id);
    this.header = new Header(data, {
      done: (done) => this.work.finish(done), others: (on) => this.work.showOthers(on),
      undo: () => this.work.undo(), redo: () => this.work.redo(), help: () => this.help.open(),
    });
    this.panel = new Panel({ codes, apply: (key) => this.work.apply(key), back: () => this.toText() });
    this.card = new Card({ codes, places, remove, point: (coding) => this.point(coding) });
    this.lists = new Lists({ transcript, codings, codes, places, remove });
    this.unplaced = new Unplaced({
      waiting: data.undecided || [], codes, places, place: (...said) => this.work.place(...said),
      picked: () => (this.picked.read(), this.picked.span), hint: (sentence) => this.hint(sentence),
      show: (coding) => this.placed(coding),
    });
    this.build(data);
    data.codings.forEach((coding) => this.codings.add(coding));
    this.codings.perCode.forEach((n, key) => this.panel.count(key, n));
    this.count();
  }

  build({ document: { recording, duration_ms: duration }, may_code: mayCode }) {
    const { transcript } = this;
    this.audio = recording && new Audio({
      recording, duration, transcript, failed: (sentence) => this.header.notice("audio", sentence),
    });
    this.times = recording && new Times(transcript.turns, this.places);
    this.help = new Help({ audio: Boolean(recording), coding: mayCode, changed: () => this.keysChanged() });
    this.over = el("div", { class: "dk-over" }, this.unplaced.element, this.header.notices);
    transcript.covered = () => this.over.offsetHeight;
    this.live = el("div", { class: "dk-quiet", "aria-live": "polite", role: "status" });
    this.element = el("div", { class: mayCode ? "dk-desk rd-desk" : "dk-desk rd-desk dk-reading" }, this.header.element,
      el("div", { class: "dk-body" }, mayCode ? this.panel.element : null, transcript.element, this.over),
      this.audio ? this.audio.element : null, this.card.element, this.help.element, this.live);
  }

  // Called once the element is in the page. at: the code point to begin at, or null.
  begin(at, scheme) {
    const { codes, codings, transcript } = this;
    this.ends = new AbortController();
    this.fit();
    this.paint.begin();
    this.scheme(scheme);
    this.near = new Near(transcript, (turn) => this.redraw(turn), (turn) => this.paint.wipe(turn));
    this.gutter = new Gutter({
      transcript, codings, codes, near: this.near, point: (coding) => this.point(coding),
      open: (list, anchor, turn) => this.opened(list, anchor, turn),
    });
    this.picked = new Picked(transcript, this.places, this.data.language, (...told) => this.pickedChanged(...told));
    this.keys = new Keys(this);
    this.listen();
    const there = Number.isInteger(at);
    transcript.go(there ? this.places.turnAt(at) : 0, { focus: true, block: there ? "center" : null });
    for (const turn of codings.turns.keys()) this.lists.refresh(turn);
    this.keysChanged();
    this.work.begin();
    this.times?.load(this.data.document.guid, this.data.document.number);
  }

  listen() {
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.ends.signal });
    on(this.transcript.element, "click", (event) => this.clicked(event));
    on(this.transcript.element, "focusin", (event) => {
      const turn = this.transcript.turnOf(event.target);
      if (turn !== null && turn !== this.transcript.here) this.transcript.go(turn, { block: null });
    });
    // On a busy machine a press may come before the browser tells of a new selection, and it takes that selection away.
    on(this.panel.element, "pointerdown", () => this.picked.read());
    on(window, "resize", () => this.fit());
    on(window, "rd-lost", () => this.work.lost());
    this.work.listen(this.ends.signal);
  }

  end() {
    this.work.end();
    this.ends.abort();
    clearTimeout(this.settling);
    for (const part of [this.picked, this.keys, this.near, this.gutter, this.lists, this.paint, this.audio]) part?.end();
    this.card.close();
    this.element.remove();
    if (document.querySelector(".dk-desk")) return; // the next desk is there already
    for (const [part, mark] of this.marked) part?.removeAttribute(mark);
  }

  // How many actions wait to be stored.
  get unsent() {
    return this.work.outbox?.size || 0;
  }

  // The sound may not be heard any more.
  silence() {
    this.audio?.end();
    this.audio?.element.remove();
    this.audio = null;
    this.header.notice("audio", t("The recording is out of reach now; it cannot be played any more."));
  }

  // The desk fills the window under Streamlit's own line: marked on Streamlit's parts, for desk.css.
  fit() {
    const main = this.element.closest("[data-testid=stMain]");
    this.marked = [[this.element.closest("[data-testid=stMainBlockContainer]"), "data-dk-page"], [main, "data-dk-main"]];
    for (const [part, mark] of this.marked) part?.setAttribute(mark, "");
    const top = this.element.getBoundingClientRect().top + (main?.scrollTop || 0);
    this.element.style.setProperty("--dk-desk-top", `${Math.max(0, Math.round(top))}px`);
  }

  scheme(scheme) {
    this.element.dataset.scheme = scheme;
    for (const code of this.data.codes) {
      this.element.style.setProperty(`--dk-${code.key}`, scheme === "dark" ? code.color_dark : code.color);
    }
    this.paint.scheme(scheme);
  }

  // ---- telling

  say(sentence) {
    this.live.textContent = this.live.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  hint(sentence) {
    this.header.notice("hint", sentence);
    this.say(sentence);
  }

  keysChanged() {
    this.header.notice("keys", this.help.off ? t("Letters and digits do not work as keys now.") : "",
      [[t("Turn them on"), () => { this.help.turn(true); this.toText(); }]]);
  }

  // Shows for a moment which coding is meant.
  flash(coding) {
    this.point(coding);
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => this.point(null), FLASH_MS);
  }

  // ---- drawing

  redraw(turn) {
    this.paint.refresh(turn);
    this.gutter.refresh(turn);
  }

  // A coding came or went: draw what it touches and is near, and keep the counts.
  draw(coding) {
    if (!coding) return;
    for (const { turn } of coding.pieces) {
      if (this.near.has(turn)) this.redraw(turn);
      this.lists.refresh(turn);
    }
    this.panel.count(coding.code, this.codings.perCode.get(coding.code) || 0);
    this.count();
  }

  // A coding that a person gave its place: shown there.
  placed(coding) {
    const shown = this.codings.add(coding);
    if (shown) shown.unsaved = true;
    this.draw(shown);
    this.transcript.reveal(this.places.turnAt(coding.start));
  }

  // The document anew, with everything unsent kept in the browser.
  reload() {
    location.reload();
  }

  count() {
    this.header.count(this.codings.mine);
  }

  point(coding) {
    this.paint.only("dk-now", coding ? coding.pieces : []);
  }

  // ---- selecting

  pickedChanged(span, by) {
    this.paint.only("dk-pick", span ? this.places.pieces(span.start, span.end) : []);
    this.header.notice("hint", "");
    // The reader is where the words are, also when a finger selected them, which gives the turn no focus.
    const turn = span && by !== "extend" ? this.places.turnAt(span.start) : this.transcript.here;
    if (turn !== this.transcript.here) this.transcript.go(turn, { block: null });
    clearTimeout(this.settling);
    const was = this.element.classList.contains("dk-picking");
    this.element.classList.toggle("dk-picking", Boolean(span));
    if (!matchMedia(NARROW).matches) return;
    if (was !== Boolean(span)) this.panel.sheet(Boolean(span));
    if (span && was) this.settle();
    else if (span) this.overSheet(span);
  }

  // While a selection grows the text must not move under the finger: only once it has come to rest.
  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.picked.press) this.settle();
      else if (this.picked.span && this.panel.isOpen) this.overSheet(this.picked.span);
    }, REST_MS);
  }

  // On a phone the sheet with codes comes over the lower half of the text: what is selected moves up, to stay in sight.
  overSheet(span) {
    const { turn, to } = this.places.pieces(span.start, span.end).at(-1);
    const range = document.createRange();
    range.setStart(this.transcript.nodes[turn], Math.max(0, to - 1));
    range.setEnd(this.transcript.nodes[turn], to);
    const hidden = range.getBoundingClientRect().bottom - this.panel.element.getBoundingClientRect().top;
    if (hidden > -8) this.transcript.element.scrollBy({ top: hidden + 16 });
  }

  toText() {
    this.transcript.go(this.transcript.here, { focus: true });
  }

  // A click on a coding is about that coding: what was selected before must not get the next code.
  opened(list, anchor, turn) {
    if (list.length === 1 && !matchMedia(NARROW).matches) this.picked.select(list[0]);
    else this.picked.clear();
    this.card.open(list, anchor, this.transcript.articles[turn]);
  }

  clicked(event) {
    const turn = this.transcript.turnOf(event.target);
    if (turn === null) return;
    if (event.target.matches(".dk-gutter")) this.picked.clear();
    this.transcript.go(turn, { block: null });
    if (event.target.closest("button.dk-time")) this.audio?.playFrom(this.transcript.turns[turn].start_ms);
    else this.toWords(turn);
  }

  // The recording goes to the words that were clicked; a click that takes a selection away does only that.
  toWords(turn) {
    const { isCollapsed, focusNode, focusOffset } = document.getSelection();
    if (!this.audio || this.picked.had || !isCollapsed || focusNode !== this.transcript.nodes[turn]) return;
    const ms = this.times.at(this.places.pointIn(turn, focusOffset));
    if (ms !== null) this.audio.seek(ms);
  }

  // By key: from what is selected in this turn, else from its beginning.
  playHere() {
    const { transcript: { here }, picked: { span }, places } = this;
    const point = span && places.turnAt(span.start) === here ? span.start : places.starts[here];
    this.audio.playFrom(this.times.at(point));
  }

  clear() {
    const at = document.activeElement;
    if (at.closest(".dk-list [aria-expanded=true], .dk-list ul")) return this.shutList(this.transcript.turnOf(at));
    this.card.close();
    this.picked.clear();
    this.panel.sheet(false);
    if (this.panel.element.contains(at) || this.header.notices.contains(at)) this.toText();
  }

  shutList(turn) {
    this.lists.open(turn, false);
    this.transcript.go(turn, { focus: true });
  }

  selectTurn() {
    const turn = this.transcript.here;
    this.picked.select({ start: this.places.starts[turn], end: this.places.ends[turn] });
  }

  // The sentence after (step 1) or before (-1) what is selected in this turn; past its end, on to the next turn.
  selectSentence(step) {
    const { transcript, places } = this;
    const now = this.picked.span && places.turnAt(this.picked.span.start) === transcript.here ? this.picked.span : null;
    const all = places.sentences(transcript.here);
    let next = step > 0 ? all.find((each) => !now || each.start >= now.end)
      : all.findLast((each) => now && each.end <= now.start);
    if (!next) {
      const turn = transcript.here + step;
      if (turn < 0 || turn > transcript.last) return;
      transcript.go(turn, { focus: true });
      next = places.sentences(turn).at(step > 0 ? 0 : -1);
    }
    if (next) this.picked.select(next);
  }

  // The list of the codings in this turn: opened with the focus in it, or closed again.
  list() {
    const { transcript, lists } = this;
    const turn = transcript.here;
    const opened = transcript.articles[turn].querySelector(".dk-list [aria-expanded=true]");
    if (!lists.open(turn, !opened)) this.say(t("No codings in this turn"));
    else if (opened) transcript.go(turn, { focus: true });
  }
}
