// What is known at the desk, in one place. Renderers read it and hear what changed; events change it, through the
// methods here. Nothing in this file knows of the page or of the server.
//
// Topics, and what is told with them: coding (coding, turns), noted, span (span, by), here (turn, how), pointed (pieces),
// chosen (coding or null), target, filter, find, layout, digits, codes, notice (subject), said (sentence), sending, steps,
// drawn (what is near), renamed (from, to: ids of one coding), status, others, unplaced, reveal (turn),
// retraced (a coding that undo or redo made what it was),
// codebook (it was changed elsewhere).

import { Codes } from "./codes.js";
import { Codings } from "./codings.js";
import { History } from "./history.js";
import { Places } from "./offsets.js";

export class State {
  // data: the answer of /api/documents/{guid}
  constructor(data) {
    this.data = data;
    this.codes = new Codes(data.codes, data.favourites, data.merged);
    this.places = new Places(data.turns, data.sentences);
    this.codings = new Codings(this.places);
    data.codings.forEach((coding) => this.codings.put(coding));
    this.unplaced = new Map((data.undecided || []).map((coding) => [coding.id, coding]));
    this.history = new History();
    this.trail = null; // see trail.js
    this.span = null; // what is selected: { start, end } in code points
    this.here = 0; // the turn the reader is at
    this.chosen = null; // id of the coding that is being looked at and changed
    this.target = {}; // what the next code is for: {} the selection, { whole: true } the document, { swap: id } a coding
    this.otherwise = {}; // the same, for where nothing is selected
    this.noted = data.noted || []; // words with a memo on them: [{ start, end }] in code points
    this.filter = {}; // which codings are shown: { code, coder, voice, sign }, each left out for any
    // hits: { turn, from, to } in units, in order; at: which one is looked at; inTurn: turn -> its hits
    this.find = { query: "", hits: [], at: -1, inTurn: new Map() };
    this.status = data.status || "open"; // open, done, or before: done, and there are new codes
    this.others = false; // other coders' codings are shown too
    this.notices = new Map(); // subject -> { text, ways, focus }
    this.sending = { state: "saved", sentence: "", waiting: 0, kept: true };
    this.heard = new Map();
  }

  on(topic, hear) {
    if (!this.heard.has(topic)) this.heard.set(topic, []);
    this.heard.get(topic).push(hear);
  }

  tell(topic, ...what) {
    for (const hear of this.heard.get(topic) || []) hear(...what);
  }

  // ---- codings

  // told: a coding as the server tells it; `unsaved` while it is on its way. Returns it, or null when nothing changed.
  put(told) {
    return this.changed(this.codings.put(told));
  }

  take(id) {
    return this.changed(this.codings.remove(id));
  }

  changed(change) {
    if (!change) return null;
    this.tell("coding", change.coding, change.turns);
    if (!change.coding.live && change.coding.id === this.chosen) this.choose(null);
    if (!change.coding.live && change.coding.id === this.target.swap) this.aim({}); // else the next code would go nowhere
    return change.coding;
  }

  // A coding to look at and change; null: none.
  choose(coding) {
    if (coding?.id === this.chosen) return;
    this.chosen = coding?.id ?? null;
    this.tell("chosen", coding);
  }

  // all: the words with a memo on them, as the server tells it.
  areNoted(all) {
    this.noted = all;
    this.tell("noted");
  }

  // Whether these words have a memo now.
  notes({ start, end }, has) {
    const others = this.noted.filter((each) => each.start !== start || each.end !== end);
    this.areNoted(has ? [...others, { start, end }] : others);
  }

  // target: what the next code is for.
  aim(target) {
    if (JSON.stringify(target) === JSON.stringify(this.target)) return;
    this.target = target;
    this.tell("target");
  }

  // part: of the filter; what is "" goes.
  only(part) {
    this.filter = Object.fromEntries(Object.entries({ ...this.filter, ...part }).filter(([, value]) => value !== ""));
    const { code, coder, voice, sign } = this.filter;
    const { turns } = this.data;
    const fits = [
      code && ((coding) => coding.code === code),
      (coding) => coding.agreed === (coder === "consensus"),
      coder && coder !== "consensus" && ((coding) => (coder === "me" ? coding.coder === null : coding.coder === coder)),
      sign && ((coding) => (coding.sign ?? "none") === sign),
      voice && ((coding) => coding.whole || coding.pieces.some(({ turn }) => turns[turn].voice === voice)),
    ].filter(Boolean);
    this.codings.shows = fits.length > 1 || coder ? (coding) => fits.every((fit) => fit(coding)) : null;
    this.tell("filter");
  }

  found(find) {
    Object.assign(this.find, find);
    if (find.hits) this.find.inTurn = Map.groupBy(find.hits, ({ turn }) => turn);
    this.tell("find");
  }

  favour(keys) {
    this.codes.favour(keys);
    this.tell("digits");
  }

  // Which codes are offered (keys), null for all of them.
  offer(keys) {
    this.codes.only = keys && new Set(keys);
    this.favour(this.codes.favourites);
    this.tell("codes");
  }

  // A code that was made, or got another name, at this desk.
  learn(code) {
    this.codes.learn(code);
    this.data.codes = this.codes.rows;
    this.tell("codes");
  }

  // The codebook as it is now; told: the answer of /api/documents/{guid}/codes. What the reader has selected, chosen,
  // filtered and not sent yet stays, under the code it is of by now. saying: what she said of being done is on its way.
  adopt({ codebook, codes, favourites, merged, status, new_codes: fresh }, saying = false) {
    Object.assign(this.data, { codebook, codes, new_codes: fresh });
    Object.assign(this.codes, { favourites, merged, only: this.codes.only && fresh.length ? new Set(fresh) : null });
    this.codes.know(codes);
    for (const coding of [...this.codings.all.values()]) {
      const code = this.codes.now(coding.code);
      if (coding.live && code !== coding.code) this.put({ ...coding, code });
    }
    if (this.filter.code) this.only({ code: this.codes.now(this.filter.code) });
    this.tell("codes");
    this.tell("codebook");
    if (status !== this.status && !saying) this.is(status);
  }

  // Another window gave these words this code first: from now on both mean that coding.
  merge(from, to) {
    this.history.rename(from, to);
    if (this.codings.get(to)) return this.take(from);
    if (this.chosen === from) this.chosen = to;
    if (this.target.swap === from) this.target = { swap: to };
    const coding = this.codings.rename(from, to);
    if (coding) this.tell("renamed", from, to);
    return coding && this.tell("coding", coding, coding.pieces.map(({ turn }) => turn));
  }

  stored(id) {
    const coding = this.codings.get(id);
    if (!coding?.unsaved) return;
    coding.unsaved = false;
    this.tell("coding", coding, []);
  }

  // Codings that wait for a place: `undecided` come, those in `placed` go; all: nothing else waits.
  waits(undecided, placed = [], all = false) {
    if (all) this.unplaced.clear();
    for (const id of placed) this.unplaced.delete(id);
    for (const coding of undecided) this.unplaced.set(coding.id, coding);
    this.tell("unplaced");
  }

  // ---- where the reader is, and what is selected

  pick(span, by = null) {
    if (span?.start === this.span?.start && span?.end === this.span?.end) return;
    this.span = span;
    this.tell("span", span, by);
  }

  // how: { focus, block } as in transcript.js.
  go(turn, how = {}) {
    const next = Math.min(Math.max(turn, 0), this.places.last);
    if (next < 0) return;
    this.here = next;
    this.tell("here", next, how);
  }

  point(coding) {
    this.tell("pointed", coding ? coding.pieces : []);
  }

  // ---- telling

  // These pieces are what is meant, until something else is.
  mark(pieces) {
    this.tell("pointed", pieces);
  }

  say(sentence) {
    this.tell("said", sentence);
  }

  // One notice per subject; an empty text takes it away. ways: [label, action] buttons or [label, address] links;
  // focus: the element that the first way takes the focus from, when it still has it.
  notice(subject, text, ways = [], focus = null) {
    if (!text && !this.notices.has(subject)) return;
    if (text) this.notices.set(subject, { text, ways, focus });
    else this.notices.delete(subject);
    this.tell("notice", subject);
  }

  hint(sentence) {
    this.notice("hint", sentence);
    if (sentence) this.say(sentence);
  }

  // ---- the rest

  sends(what) {
    Object.assign(this.sending, what);
    this.tell("sending");
  }

  step(step) {
    this.history.push(step);
    this.trail?.did(this.data.document.guid);
    this.tell("steps");
  }

  is(status) {
    this.status = status;
    this.tell("status");
  }

  showOthers(on) {
    this.others = on;
    const { coder } = this.filter;
    if (!on && coder && coder !== "me") this.only({ coder: "" }); // nothing of theirs is left to show
    this.tell("others");
  }
}
