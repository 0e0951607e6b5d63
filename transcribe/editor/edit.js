// Mending the words of a conversation in sync with its sound: typing, splitting and joining turns, who speaks, and saving.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { load, t } from "/assets/kit/words.js";
import { Bar } from "./bar.js";
import { choose } from "./choosing.js";
import { Drafting, forget, same } from "./drafting.js";
import { corrected, placesOf } from "./finding.js";
import { Listening } from "./listening.js";
import { open } from "./keys.js";
import { meant, sheet } from "./orders.js";
import { Naming } from "./naming.js";
import { Playing } from "./playing.js";
import { restored } from "./restoring.js";
import { Replacing } from "./replacing.js";
import { Rewriting } from "./rewriting.js";
import { Rows } from "./rows.js";
import { Text, turn } from "./text.js";
import { Together } from "./together.js";
import { Typing } from "./typing.js";
import { Undecided } from "./undecided.js";

const mounted = new WeakMap(); // parent element -> what is mounted there
const REST_MS = 1200; // without a key, until a correction is offered elsewhere

class Page {
  constructor(owner, guid, opened) {
    this.guid = guid;
    this.ends = new AbortController();
    const { signal } = this.ends;
    this.marks = opened.marks;
    const turns = turnsOf(opened);
    this.text = new Text(turns, (parts) => this.changed(parts));
    this.here = 0;
    this.offered = new Set();
    this.naming = new Naming(opened.choices, this);
    this.rows = new Rows(this.naming);
    this.bar = new Bar((does) => this.act({ does }), opened.marks);
    this.drafting = new Drafting({ guid, opened: { ...opened, turns: [...turns] }, owner, turns: () => this.text.turns, signal,
      changed: () => this.bar.told(this.drafting) });
    this.playing = new Playing({ opened, text: this.text, rows: this.rows, bar: this.bar, follows: () => this.typing.at < 0 });
    this.listening = new Listening(guid, this.playing.sound);
    this.typing = new Typing(this.rows, this, signal);
    this.replacing = new Replacing({ turns: () => this.text.turns, replace: (places, words) => this.replace(places, words) });
    this.undecided = new Undecided(guid, this);
    this.together = new Together({ guid, drafting: this.drafting, bar: this.bar, undecided: this.undecided, signal });
    this.rewriting = new Rewriting({ guid, page: this, bar: this.bar, signal });
    this.sheet = sheet();
    this.element = el("section", { class: "sp-page ed-page", "aria-label": t("Mend the words") },
      this.bar.element, this.rows.element, this.bar.foot, this.sheet, this.replacing.element, this.naming.speaking.element);
    this.bar.element.prepend(this.playing.element);
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    this.rows.element.addEventListener("click", (event) => this.clicked(event), { signal });
    this.rows.element.addEventListener("mousedown", (event) => this.pressed(event), { signal });
  }

  async begin(opened) {
    const left = await restored(this.element, this.drafting, opened, this.text.turns);
    if (left) {
      this.text.turns = left;
      this.naming.learn(left);
    }
    this.rows.fill(this.text.turns);
    this.rows.mark(0);
    this.drafting.put();
    this.drafting.keep();
    if (left) this.tell(t("What you changed earlier and did not save is here again."));
    this.bar.told(this.drafting);
    this.bar.ways(this.text);
    await this.listening.load();
    this.doubts();
    if (opened.recording) await this.rewriting.load();
    if (!left) this.undecided.show(opened.number, this.text.turns);
  }

  // A newer version, where nothing else was changed here since.
  renew(opened) {
    if (this.drafting.dirty) return;
    const turns = turnsOf(opened);
    this.typing.stop();
    this.naming.learn(turns);
    this.text.become(turns);
    this.drafting.stored(opened.number, turns);
  }

  // What Typing tells.
  came(at) {
    this.here = at;
    this.rows.mark(at);
    this.entered = this.text.turns[at];
  }

  left(at) {
    this.offer(at);
    this.entered = null;
  }

  wrote(at, text, before, after, kind) {
    this.text.type(at, text, before, after, kind);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.offer(at), REST_MS);
  }

  split(at, offset) {
    const before = this.text.turns[at].who;
    this.typing.stop();
    if (this.text.split(at, offset, this.naming.otherThan(before, at))) this.typing.go(at + 1, 0);
    else this.typing.go(at, offset);
  }

  join(at) {
    if (at < 1 || at >= this.text.turns.length) return;
    this.typing.stop();
    this.text.join(at);
    const { after } = this.text.past.at(-1);
    this.typing.go(after.at, after.offset);
  }

  undo() { this.back(() => this.text.undo(), "before", t("There is nothing to undo.")); }

  redo() { this.back(() => this.text.redo(), "after", t("There is nothing to do again.")); }

  back(go, which, none) {
    clearTimeout(this.rest);
    this.typing.stop();
    const step = go();
    if (!step) this.tell(none);
    else if (step[which]) this.typing.go(step[which].at, step[which].offset);
    else this.at(Math.min(step.parts[0].at, this.text.turns.length - 1));
  }

  changed(parts) {
    this.rows.change(parts, this.typing.at);
    if (parts.some(({ gone, put }) => gone.length !== put.length)) this.rows.mark(Math.min(this.here, this.text.turns.length - 1));
    this.drafting.put();
    this.playing.dirty = true;
    clearTimeout(this.underline);
    this.underline = setTimeout(() => this.playing.doubtful(this.listening.places), REST_MS);
    this.bar.ways(this.text);
  }

  key(event) {
    if (event.defaultPrevented || event.isComposing || !this.element.isConnected) return;
    const asked = meant(event, this.typing.at >= 0);
    if (!asked) return;
    event.preventDefault();
    this.act(asked);
  }

  act({ does, number, all }) {
    const { playing } = this;
    const acts = {
      play: () => playing.toggle(), back: () => playing.shift(-1), ahead: () => playing.shift(1),
      faster: () => playing.paced(1), slower: () => playing.paced(-1), playHere: () => this.playHere(),
      save: () => this.save(), undo: () => this.undo(), redo: () => this.redo(), sheet: () => open(this.sheet),
      stop: () => this.typing.blur(), type: () => this.typing.go(this.here, 0), replace: () => this.replacing.open(this.quoted()),
      up: () => this.at(this.here - 1), down: () => this.at(this.here + 1), who: () => this.naming.ask(),
      moreAbove: () => this.naming.more(-1), moreBelow: () => this.naming.more(1), next: () => this.doubt(1), before: () => this.doubt(-1),
      heard: () => this.heard(), again: () => this.rewriting.request(), speaker: () => this.naming.digit(number, all),
      other: () => this.naming.other(),
    };
    if (acts[does]) acts[does]();
    else if (this.marks[does]) this.mark(this.marks[does]);
  }

  at(at) {
    if (at < 0 || at >= this.text.turns.length) return;
    this.here = at;
    this.rows.mark(at);
    this.rows.show(at);
  }

  pressed(event) {
    const at = this.rows.at(event.target);
    if (event.button !== 0 || at < 0) return;
    if (event.altKey) {
      event.preventDefault();
      this.playing.from(at, this.offsetAt(at, event));
    } else if (event.shiftKey && at !== this.here) {
      event.preventDefault();
      this.naming.choose(this.here, at);
    }
  }

  offsetAt(at, { clientX, clientY }) {
    const spot = document.caretPositionFromPoint?.(clientX, clientY);
    const range = spot ? null : document.caretRangeFromPoint?.(clientX, clientY);
    const node = spot?.offsetNode ?? range?.startContainer;
    return this.rows.text(at).contains(node) ? spot?.offset ?? range.startOffset : 0;
  }

  clicked({ target, altKey, shiftKey }) {
    const at = this.rows.at(target);
    if (at < 0 || altKey || shiftKey) return;
    if (target.closest(".ed-time")) {
      this.at(at);
      this.playing.from(at, 0);
    } else if (target.closest(".ed-name")) {
      const [from, to] = this.rows.chosen ?? [-1, -1];
      if (at < from || at > to) this.at(at);
      this.naming.ask();
    }
  }

  mark(words) {
    if (this.typing.caret) this.typing.mark(words);
    else this.tell(t("Put the cursor where it is to stand first."));
  }

  playHere() {
    const { caret } = this.typing;
    this.playing.from(caret?.at ?? this.here, caret?.start ?? 0);
  }

  // What is chosen in the turn, to search for.
  quoted() {
    const { caret } = this.typing;
    return caret && caret.end > caret.start ? this.text.turns[caret.at].text.slice(caret.start, caret.end) : "";
  }

  replace(places, words) {
    this.typing.stop();
    if (this.text.replace(places, words, null)) this.tell(t("Replaced in {n} places. Undo takes it back.", { n: places.length }));
  }

  // A word that was corrected is offered wherever it still stands as it was.
  offer(at) {
    clearTimeout(this.rest);
    const now = this.entered && this.text.turns.find(({ id }) => id === this.entered.id);
    const found = now && corrected(this.entered.text, now.text);
    if (!found) return;
    if (this.typing.at === at) this.entered = now;
    const places = placesOf(this.text.turns, found.was);
    const pair = `${found.was} ${found.is}`;
    if (!places.length || this.offered.has(pair)) return;
    this.offered.add(pair);
    this.bar.offer(found, places.length, {
      all: () => this.replace(placesOf(this.text.turns, found.was), found.is), look: () => this.replacing.open(found.was, found.is),
    });
  }

  doubt(by) {
    const found = this.listening.next(by, this.playing.ms);
    if (!found) return this.tell(t("There is no place here that may be wrong."));
    const at = this.playing.turnAt(found.start_ms);
    this.typing.blur();
    this.at(at);
    const left = t("{n} places left", { n: this.listening.left });
    return this.tell(`${found.why} · ${left}`);
  }

  async heard() {
    try {
      if (!(await this.listening.settle())) return this.tell(t("Play a place that may be wrong first."));
      this.doubts();
      return this.doubt(1);
    } catch (fault) {
      return this.tell(fault.message || t("This could not be stored."));
    }
  }

  doubts() {
    this.bar.doubts(this.listening.left);
    this.playing.doubtful(this.listening.places);
  }

  async save() {
    this.typing.stop();
    if (!this.drafting.dirty) return this.tell(t("Nothing was changed in the text."));
    const done = await this.drafting.save();
    if (!done) return undefined;
    const { told, sent } = done;
    const turns = (list) => list.map(([who, text]) => ({ who: told.whos[who], text }));
    const stored = turns(told.turns);
    if (told.pieces.length) {
      const chosen = await choose(this.element, told.pieces.map((piece) => ({
        ...piece, ...Object.fromEntries(["mine", "theirs", "base"].filter((one) => piece[one]).map((one) => [one, turns(piece[one])])),
      })), (who) => this.naming.nameOf(who));
      this.drafting.to("keeping");
      if (!chosen) return this.drafting.put();
      this.text.become(chosen);
      this.drafting.stored(told.number, stored);
      return this.save();
    }
    const typed = !same(this.text.turns, sent);
    if (!same(stored, sent) && !typed) {
      this.text.become(stored);
      this.tell(t("What somebody else saved meanwhile is in it too."));
    }
    this.drafting.stored(told.number, typed ? sent : stored, typed);
    return this.together.saved(told, this.text.turns);
  }

  tell(sentence) { this.bar.say(sentence); }

  end() {
    for (const timer of [this.rest, this.underline]) clearTimeout(timer);
    this.ends.abort();
    this.playing.end();
    this.element.remove();
  }
}

export async function mount({ parentElement, data }) {
  if (mounted.has(parentElement)) return undefined;
  mounted.set(parentElement, null);
  style();
  let page = null;
  try {
    const [opened] = await Promise.all([fetched(data.document), load().catch(() => {})]);
    page = new Page(data.owner, data.document, opened);
    parentElement.replaceChildren(page.element);
    await page.begin(opened);
  } catch (fault) {
    // What may not be read any more leaves nothing behind.
    if ([403, 404].includes(fault.status)) forget(data.owner, data.document);
    parentElement.replaceChildren(el("p", { role: "alert" }, fault.message || t("The document could not be fetched. Reload the page to try again.")));
  }
  mounted.set(parentElement, page);
  return () => {
    mounted.delete(parentElement);
    page?.end();
  };
}

function turnsOf({ turns, times, choices }) {
  return turns.map(([who, text, start], n) => ({ ...turn(choices[who][0], text, times[n]), start }));
}

// Without options at first: so that it takes what the page's preload link has fetched already.
async function fetched(guid) {
  const path = `/api/documents/${encodeURIComponent(guid)}/edit`;
  const early = await fetch(path).catch(() => null);
  const told = early?.ok ? await early.json().catch(() => null) : null;
  return told ?? ask("GET", path);
}

function style() {
  for (const name of ["speakers", "edit"]) {
    const href = `/assets/editor/${name}.css`;
    if (!document.querySelector(`link[href="${href}"]`)) document.head.append(el("link", { rel: "stylesheet", href }));
  }
}
