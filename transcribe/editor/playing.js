// The recording beside the text: the word that is heard is marked, and any word can be played.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { Sound } from "./sound.js";
import { timesOf } from "./text.js";

const SPEEDS = [0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5, 1.75, 2];
const STEP_S = 2;
const AGAIN_MS = 1000; // played once more after a pause
const MARKS = 200; // doubtful places that are underlined

export class Playing {
  // follows(): whether the page goes along with what is heard; not while somebody types.
  constructor({ opened, text, rows, bar, follows }) {
    Object.assign(this, { text, rows, bar, follows, dirty: true, words: [] });
    this.element = opened.recording ? null : el("p", {}, t("This text has no recording."));
    if (!opened.recording) {
      bar.silent();
      return;
    }
    this.sound = new Sound({
      recording: opened.recording, duration: opened.duration, look: "sp", times: [], speeds: SPEEDS, step: STEP_S,
      heard: (word) => this.heard(word), failed: (sentence) => bar.say(sentence),
    });
    const { sound } = this;
    const learn = () => { if (this.dirty) this.learn(); };
    for (const name of ["play", "timeupdate"]) sound.sound.addEventListener(name, learn, { capture: true });
    sound.sound.addEventListener("pause", () => this.clear());
    this.element = sound.element;
    const media = navigator.mediaSession;
    const on = (action, act) => { try { media?.setActionHandler(action, act); } catch { /* not known here */ } };
    on("play", () => this.toggle());
    on("pause", () => this.toggle());
    for (const action of ["previoustrack", "seekbackward"]) on(action, () => this.shift(-1));
    for (const action of ["nexttrack", "seekforward"]) on(action, () => this.shift(1));
  }

  get ms() { return this.sound ? this.sound.sound.currentTime * 1000 : 0; }

  toggle() {
    const { sound } = this;
    if (!sound) return;
    if (!sound.plays) sound.shift(-AGAIN_MS);
    sound.toggle();
  }

  shift(by) { this.sound?.shift(by * STEP_S * 1000); }

  paced(by) {
    if (!this.sound) return;
    this.sound.paced(by);
    this.bar.say(t("Speed {n}", { n: this.sound.speed.selectedOptions[0].textContent }));
  }

  // Plays from the word at a place in a turn (UTF-16 units into its text).
  from(at, offset) {
    const one = this.text.turns[at];
    if (!this.sound || !one) return;
    const before = [...one.text.matchAll(/\S+/g)].filter((word) => word.index <= offset).length;
    const times = timesOf(one);
    const ms = offset === 0 ? one.start ?? times[0] : times[Math.max(0, before - 1)] ?? one.start;
    if (Number.isInteger(ms)) this.sound.playFrom(ms);
    else this.bar.say(t("When this was said is not known."));
  }

  // Which words there are now, and when each is said.
  learn() {
    this.dirty = false;
    const times = [];
    this.words = [];
    this.text.turns.forEach((one, at) => timesOf(one).forEach((ms, n) => {
      times.push(ms);
      this.words.push([at, n]);
    }));
    this.sound?.learn(times);
  }

  heard(word) {
    const [at, n] = this.words[word] ?? [];
    if (at === undefined) return;
    this.paint("ed-heard", [this.range(at, n)]);
    if (this.at !== at) {
      this.rows.rows[this.at]?.classList.remove("ed-playing");
      this.rows.rows[at]?.classList.add("ed-playing");
      this.at = at;
      if (this.follows()) this.rows.show(at);
    }
  }

  clear() {
    this.rows.rows[this.at]?.classList.remove("ed-playing");
    this.at = undefined;
  }

  range(at, n, last = n) {
    const words = [...(this.text.turns[at]?.text ?? "").matchAll(/\S+/g)];
    return words[n] && words[last] ? this.rows.range(at, words[n].index, words[last].index + words[last][0].length) : null;
  }

  // From when to when words of a turn are said (UTF-16 units into its text), ms; null where that is not known.
  heardBetween(at, start, end) {
    const times = timesOf(this.text.turns[at]);
    const words = [...this.text.turns[at].text.matchAll(/\S+/g)];
    const inside = words.flatMap(({ index, 0: word }, n) => (index < end && index + word.length > start ? [n] : []));
    if (!inside.length) return [null, null];
    const last = inside.at(-1);
    return [times[inside[0]], times[last + 1] ?? this.ends(at, times[last])];
  }

  heardIn(from, to) {
    const [first, last] = [this.text.turns[from], this.text.turns[to]];
    const begins = first.start ?? timesOf(first)[0] ?? null;
    return [begins, this.ends(to, timesOf(last).at(-1) ?? begins)];
  }

  // When the next turn begins, a second after `ms` where nothing follows.
  ends(at, ms) {
    const next = this.text.turns[at + 1];
    const begins = next && (next.start ?? timesOf(next)[0]);
    return Number.isInteger(begins) && begins > ms ? begins : ms + 1000;
  }

  // The turn that was being said then.
  turnAt(ms) {
    if (this.dirty) this.learn();
    let found = 0;
    this.text.turns.forEach((one, at) => { if ((one.start ?? timesOf(one)[0] ?? Infinity) <= ms) found = at; });
    return found;
  }

  // Underlines where nobody has listened yet.
  doubtful(places) {
    const open = places.filter((one) => !one.resolved_at).slice(0, MARKS);
    this.paint("ed-doubt", open.map(({ start_ms: from, end_ms: to }) => {
      const at = this.turnAt(from);
      const times = timesOf(this.text.turns[at]);
      const inside = times.flatMap((ms, n) => (ms !== null && ms < Math.max(to, from + 1) && (times[n + 1] ?? Infinity) > from ? [n] : []));
      return inside.length ? this.range(at, inside[0], inside.at(-1)) : null;
    }));
  }

  paint(name, ranges) {
    const some = ranges.filter(Boolean);
    if (!globalThis.Highlight) return;
    if (some.length) CSS.highlights.set(name, new Highlight(...some));
    else CSS.highlights.delete(name);
  }

  end() {
    this.sound?.end();
    for (const name of ["ed-heard", "ed-doubt", "ed-waits"]) this.paint(name, []);
  }
}
