// The desk itself: one state, the parts that draw it, and those that change it.

import { Acts } from "./acts.js";
import { Again } from "./again.js";
import { Audio } from "./audio.js";
import { Card } from "./card.js";
import { Doubts } from "./doubts.js";
import { Drawing } from "./drawing.js";
import { el } from "/assets/kit/dom.js";
import { Filter } from "./filter.js";
import { Find } from "./find.js";
import { Frame } from "./frame.js";
import { Gutter } from "./gutter.js";
import { Handles } from "./handles.js";
import { Header } from "./header.js";
import { Help } from "./help.js";
import { Keys } from "./keys.js";
import { Layout } from "./layout.js";
import { Lists } from "./lists.js";
import { meant } from "./meant.js";
import { Moving } from "./moving.js";
import { NewCode } from "./newcode.js";
import { Noted, notKept } from "./noted.js";
import { Notices } from "./notices.js";
import { Paint } from "./paint.js";
import { Panel } from "./panel.js";
import { Picked } from "./selection.js";
import { Pointing } from "./pointing.js";
import { Reading } from "./reading.js";
import { Sheet } from "./sheet.js";
import { spoken } from "./spoken.js";
import { State } from "./state.js";
import { Sync } from "./sync.js";
import { Times } from "./times.js";
import { Transcript } from "./transcript.js";
import { Unplaced } from "./unplaced.js";
import { Unsure } from "./unsure.js";
import { Walk } from "./walk.js";
import { Whole } from "./whole.js";
import { t } from "/assets/kit/words.js";

export class Desk {
  // data: the answer of /api/documents/{guid}. Built out of sight; nothing is measured or listened to before begin().
  constructor(data) {
    const state = new State(data);
    this.state = state;
    this.sync = data.may_code ? new Sync(state) : new Reading();
    this.acts = data.may_code ? new Acts(state, this.sync) : this.sync;
    this.transcript = new Transcript(state);
    this.paint = new Paint(state, this.transcript);
    this.drawing = new Drawing(state, this.transcript, this.paint);
    this.lists = new Lists(state, this.acts, this.transcript);
    this.element = el("div", { class: data.may_code ? "dk-desk rd-desk" : "dk-desk rd-desk dk-reading" });
    const back = () => this.moving.toText();
    const apply = (key, sign) => this.apply(key, sign);
    this.newCode = data.may_edit_codes ? new NewCode(state, {
      apply, back, make: (said) => this.sync.makeCode(said), rename: (...said) => this.sync.renameCode(...said) }) : null;
    this.panel = new Panel(state, { apply, back, newCode: this.newCode, favour: (keys) => this.acts.favour(keys) });
    this.card = new Card(state, this.acts, { add: (coding) => this.addTo(coding), swap: (coding) => this.swap(coding.id), memo: (coding) => this.memo(coding.id),
      panel: this.panel });
    this.find = new Find(state, { back, next: (by) => this.moving.hit(by) });
    this.filter = new Filter(state, { back, showOthers: (on) => this.sync.showOthers(on) });
    this.walk = new Walk({ back, moving: () => this.moving });
    this.whole = new Whole(state, {
      open: (coding, anchor) => this.pointing.opened([coding], anchor, null), aim: () => this.aimAtWhole() });
    this.noted = data.may_code ? new Noted(state, { picked: () => this.picked, back }) : null;
    this.header = new Header(state, this.acts, this.sync, {
      help: () => this.help.open(), find: () => this.find.open(), filter: () => this.filter.toggle(), walk: () => this.walk.toggle(),
      layout: new Layout(this.element, () => state.tell("layout")).element, whole: this.whole.element, noted: this.noted?.button,
    });
    this.unplaced = new Unplaced(state, this.acts);
    this.notices = new Notices(state, this.unplaced);
    this.build(data);
  }

  build({ document: { recording, duration_ms: duration }, may_code: mayCode }) {
    const { state, transcript, panel, notices } = this;
    this.audio = recording && new Audio({
      recording, duration, transcript, failed: (sentence) => state.notice("audio", sentence),
    });
    this.spoken = state.data.document.notes?.length ? spoken(state.data.document.notes) : null;
    // At the end of the text, where no sheet of codes lies over it on a phone.
    if (state.data.document.meant?.length) transcript.element.append(meant(state.data.document.meant));
    this.times = recording && new Times(transcript.turns, state.places);
    const heard = {
      csrf: state.data.csrf, audio: this.audio, places: state.places, go: (turn) => state.go(turn, { focus: true, block: "center" }),
      mark: (pieces) => state.mark(pieces), hint: (sentence) => state.hint(sentence), say: (sentence) => state.say(sentence),
      number: state.data.document.number };
    this.doubts = recording && new Doubts(state.data.document, heard);
    this.again = recording && new Again(state.data.document, {
      ...heard, stretch: () => this.stretch(), back: () => this.moving.toText(), taken: (at) => this.openAt(at) });
    this.unsure = recording && new Unsure(state.data.document, {
      ...heard, show: (pieces) => this.paint.only("dk-unsure", pieces) });
    this.help = new Help({
      audio: Boolean(recording), coding: mayCode, suggests: Boolean(state.data.suggests), editing: Boolean(this.newCode), changed: () => this.keysChanged() });
    transcript.covered = () => notices.element.offsetHeight;
    this.element.append(...[this.header.element, this.find.element, this.filter.element, this.walk.element, this.doubts?.element, this.again?.element,
      el("div", { class: "dk-body" }, mayCode ? panel.element : null, transcript.element, notices.element),
      this.audio?.element, this.spoken, this.card.element, this.help.element, this.newCode?.element, notices.live].filter(Boolean));
    this.frame = new Frame(this.element, state.codes, [transcript.element, panel.list]);
  }

  // Called once the element is in the page. at: the code point to begin at, or null. Kept once all of it is on the screen.
  begin(at) {
    const { state, transcript, panel, lists, card } = this;
    this.ends = new AbortController();
    this.frame.begin(this.ends.signal);
    this.paint.begin();
    this.look();
    const drawn = this.drawing.begin((near) => new Gutter(state, this.acts, {
      transcript, near, open: (list, anchor, turn) => this.pointing.opened(list, anchor, turn),
    }));
    this.picked = new Picked(state, transcript);
    const { picked } = this;
    this.pointing = new Pointing(state, { transcript, picked, card, audio: this.audio, times: this.times });
    this.moving = new Moving(state, { picked, lists, transcript, pointing: this.pointing });
    this.handles = new Handles(state, this.acts, transcript);
    this.sheet = new Sheet(state, { element: this.element, transcript, panel, picked });
    this.keys = new Keys(this);
    this.listen(this.ends.signal);
    const there = Number.isInteger(at);
    state.go(there ? state.places.turnAt(at) : 0, { focus: true, block: there ? "center" : null });
    lists.begin();
    this.keysChanged();
    this.sync.begin(this.ends.signal);
    this.times?.load(state.data.document.guid, state.data.document.number);
    this.doubts?.load(state.data.document.number);
    this.again?.load();
    if (state.data.suggests) drawn.then(() => this.suggest());
    return drawn;
  }

  // After the text: who asked for nothing loads nothing.
  async suggest() {
    const { Suggested } = await import("./suggested.js");
    if (this.ends.signal.aborted) return;
    this.suggested = new Suggested(this.state, { picked: this.picked, paint: this.paint, apply: (code) => this.acts.apply(code) });
    this.find.element.after(this.suggested.element);
    await this.suggested.load();
  }

  async moveTo(place) {
    await this.frame.moveTo(place, this.ends.signal);
    this.look();
  }

  listen(signal) {
    const { state, picked } = this;
    this.pointing.listen(signal);
    state.on("span", (span, by) => this.followed(span, by));
    state.on("codes", () => this.colours());
    // On a busy machine a press may come before the browser tells of a new selection, and it takes that selection away;
    // assistive technology clicks without a pointer or a key.
    for (const name of ["pointerdown", "click"]) {
      for (const part of [this.panel.element, this.unplaced.element]) {
        part.addEventListener(name, () => picked.read(), { signal, capture: true });
      }
    }
  }

  end() {
    this.sync.end();
    this.ends.abort();
    for (const part of [this.picked, this.keys, this.drawing, this.lists, this.paint, this.sheet, this.handles, this.card, this.audio, this.again]) part?.end();
    this.card.close();
    this.frame.end();
  }

  // How many actions wait to be stored.
  get unsent() {
    return this.sync.waiting;
  }

  // The sound may not be heard any more.
  silence() {
    this.audio?.end();
    this.audio?.element.remove();
    this.again?.end();
    this.spoken?.remove();
    for (const part of [this.doubts, this.again]) part?.element.remove();
    this.audio = this.doubts = this.again = this.unsure = this.pointing.audio = null;
    this.state.notice("audio", t("The recording is out of reach now; it cannot be played any more."));
  }

  // In the look of the page around it.
  look() {
    if (this.frame.look !== this.element.dataset.scheme) this.colours();
  }

  colours() {
    const { look } = this.frame;
    this.frame.scheme(look);
    this.paint.scheme(look);
  }

  apply(code, sign) {
    this.picked.read();
    return this.acts.apply(code, sign);
  }

  // Search a code: on a narrow screen the search would lie behind the card.
  seek() {
    this.card.close();
    this.panel.seek();
  }

  // One more code for the words of a coding.
  addTo(coding) {
    this.card.close();
    this.picked.select(coding);
    this.panel.seek();
  }

  // The next code takes the place of the one of this coding.
  swap(id) {
    const coding = this.acts.own(id);
    if (!coding) return;
    if (this.card.isOpen) this.card.parts(id);
    this.card.close();
    if (!coding.whole) this.picked.select(coding);
    this.state.aim({ swap: id });
  }

  // What is thought of a coding, in a dialog over the desk; the focus comes back to where it was.
  async memo(id) {
    const { state } = this;
    const coding = state.codings.live(id);
    if (!coding || notKept(state)) return;
    if (coding.unsaved) {
      state.hint(t("This coding is not stored yet. Write its memo once it is."));
      return;
    }
    const { account, csrf } = state.data;
    const { openMemo } = await import("/assets/memos/dialog.js");
    const at = document.activeElement;
    await openMemo({
      on: "coding", guid: id, csrf, account, title: t("Memo on {name}", { name: state.codes.name(coding.code) }),
      closed: ({ memos }) => {
        const now = state.codings.live(id);
        if (now && memos !== null) state.put({ ...now, memo: memos > 0 });
        if (at?.isConnected) at.focus({ preventScroll: true });
        else this.moving.toText();
      },
    });
  }

  aimAtWhole() {
    this.state.aim(this.state.target.whole ? {} : { whole: true });
    if (this.state.target.whole) this.state.say(t("The next code is for the whole document: press its digit, or / to search."));
  }

  // The codings on what is selected, else those of the turn: on the card, which gets the focus.
  showCodings() {
    const { state, state: { span, here, codings } } = this;
    const exactly = ({ start, end }) => Number(start === span.start && end === span.end);
    const all = span ? codings.inText().filter((each) => each.start < span.end && span.start < each.end)
      .sort((one, two) => exactly(two) - exactly(one)) : codings.inTurn(here); // what is about these words comes first
    if (!all.length) return state.hint(t("No codings in this turn"));
    const { articles } = this.transcript;
    return this.card.open(all, articles[here].querySelector(".dk-gutter"), articles[here]);
  }

  keysChanged() {
    this.state.notice("keys", this.help.off ? t("Letters and digits do not work as keys now.") : "",
      [[t("Turn them on"), () => { this.help.turn(true); this.moving.toText(); }]]);
  }

  // The reader is where the words are, also when a finger selected them, which gives the turn no focus.
  followed(span, by) {
    const { state } = this;
    for (const subject of ["hint", "made"]) state.notice(subject, "");
    const turn = span && by !== "extend" ? state.places.turnAt(span.start) : state.here;
    if (turn !== state.here) state.go(turn, { block: null });
  }

  // By key: from what is selected in this turn, else from its beginning.
  playHere() {
    const { state } = this;
    this.audio.playFrom(this.times.at(this.moving.spanHere?.start ?? state.places.starts[state.here]));
  }

  // What would be written out again: what is selected, else the place to listen to, else this turn.
  stretch() {
    const { state, times, doubts } = this;
    const span = this.moving.spanHere;
    if (!span && doubts.here && !doubts.element.hidden) {
      return { start_ms: doubts.here.start_ms, end_ms: doubts.here.end_ms, doubt: doubts.here.guid };
    }
    const turn = state.data.turns[state.here];
    const [from, until] = span ? [times.at(span.start), times.after(span.end)] : [turn.start_ms, turn.end_ms];
    return from === null || from === undefined || !(until > from) ? null : { start_ms: from, end_ms: until };
  }

  // The text as it is now, at these words; what waits to be stored stays in this browser.
  openAt(at) {
    const address = new URL(location.href);
    address.searchParams.delete("version");
    address.searchParams.set("at", at);
    location.replace(address);
  }

  clear() {
    const at = document.activeElement;
    if (at.closest(".dk-list [aria-expanded=true], .dk-list ul")) return this.moving.shutList(this.transcript.turnOf(at));
    this.card.close();
    this.picked.clear();
    this.state.aim({});
    this.panel.sheet(false);
    if (this.panel.element.contains(at) || this.notices.holds(at)) this.moving.toText();
    return undefined;
  }
}
