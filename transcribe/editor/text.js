// The text that is being mended: its turns, every change of them, and the way back. Nothing here knows of a page.

import { retimed, wordsOf } from "./timing.js";

const ONE_GO_MS = 1500; // what is typed without a longer pause is undone in one go
let made = 0;

// A turn, which never changes: { id, who, text, times } or, as long as nobody asked for its times, { from: { text, times } }.
export const turn = (who, text, times) => ({ id: (made += 1), who, text, times });

export function timesOf(one) {
  one.times ??= retimed(one.from.text, one.from.times, one.text);
  return one.times;
}

const mended = (one, changes) => {
  const { id, who, text, times, from } = one;
  const next = { id, who, text, times, from, ...changes };
  if (next.text !== text) Object.assign(next, { times: undefined, from: times ? { text, times } : from });
  return next;
};

export class Text {
  // changed(parts): turns were put in the place of others: [{ at, gone: [turns], put: [turns] }], in order.
  constructor(turns, changed) {
    Object.assign(this, { turns, changed });
    this.past = []; // steps: { parts, before, after, kind }, where before and after are carets: { at, offset }
    this.future = [];
  }

  // Puts turns in the place of others; a caret says where one types on, and before it where one did.
  step(parts, { before = null, after = null, kind = "" } = {}) {
    if (!parts.length) return false;
    this.past.push({ parts, before, after, kind, ended: Date.now() });
    this.future = [];
    this.apply(parts);
    return true;
  }

  apply(parts) {
    for (const { at, gone, put } of parts) this.turns.splice(at, gone.length, ...put);
    this.changed(parts);
  }

  part(at, count, put) {
    return { at, gone: this.turns.slice(at, at + count), put };
  }

  // What somebody types in a turn: one step until she rests, types elsewhere, or does something else.
  type(at, text, before, after, kind) {
    const now = this.turns[at];
    if (now.text === text) return false;
    const next = mended(now, { text });
    const last = this.past.at(-1);
    if (last?.kind === kind && kind !== "" && !this.future.length && last.parts[0].at === at && last.parts[0].put[0] === now
      && Date.now() - last.ended < ONE_GO_MS) {
      this.turns[at] = next;
      last.parts[0].put[0] = next;
      Object.assign(last, { after, ended: Date.now() });
      this.changed([{ at, gone: [now], put: [next] }]);
      return true;
    }
    return this.step([this.part(at, 1, [next])], { before, after, kind });
  }

  // A new turn begins in the middle of one; at its end an empty one, for what was not written out.
  split(at, offset, other) {
    const one = this.turns[at];
    const [left, right] = [one.text.slice(0, offset).trimEnd(), one.text.slice(offset).trimStart()];
    if (!left) return false;
    const times = timesOf(one);
    const [before, behind] = [wordsOf(left).length, wordsOf(right).length];
    return this.step([this.part(at, 1, [
      { ...mended(one, { text: left }), times: times.slice(0, before) },
      turn(right ? one.who : other, right, times.slice(times.length - behind)),
    ])], { before: { at, offset }, after: { at: at + 1, offset: 0 } });
  }

  // With the turn before it, which keeps its speaker.
  join(at) {
    if (at < 1) return false;
    const [one, two] = [this.turns[at - 1], this.turns[at]];
    const text = one.text && two.text ? `${one.text} ${two.text}` : one.text + two.text;
    const put = { ...mended(one, { text }), times: [...timesOf(one), ...timesOf(two)] };
    return this.step([this.part(at - 1, 2, [put])], {
      before: { at, offset: 0 }, after: { at: at - 1, offset: text.length - two.text.length },
    });
  }

  // who says the turns from one to another; a turn that she says already is left alone.
  name(from, to, who, caret) {
    const parts = [];
    for (let at = from; at <= to; at += 1) {
      if (this.turns[at].who !== who) parts.push(this.part(at, 1, [mended(this.turns[at], { who })]));
    }
    return this.step(parts, { before: caret, after: caret });
  }

  nameAll(was, who, caret) {
    const parts = this.turns.flatMap((one, at) => (one.who === was && was !== who ? [this.part(at, 1, [mended(one, { who })])] : []));
    return this.step(parts, { before: caret, after: caret });
  }

  // places: [{ at, start, end }], UTF-16 units into each turn's text, in order; all of them become `words`.
  replace(places, words, caret) {
    const by = new Map();
    for (const place of places) by.set(place.at, [...(by.get(place.at) ?? []), place]);
    const parts = [...by].map(([at, some]) => {
      const text = some.reduceRight((whole, { start, end }) => whole.slice(0, start) + words + whole.slice(end), this.turns[at].text);
      return this.part(at, 1, [mended(this.turns[at], { text })]);
    });
    return this.step(parts, { before: caret, after: caret });
  }

  // All turns become these, [{ who, text }]; those that stay are the same as they were.
  become(wanted) {
    const same = (one, other) => one && other && one.who === other.who && one.text === other.text;
    let head = 0;
    while (same(this.turns[head], wanted[head])) head += 1;
    let tail = 0;
    while (tail < Math.min(this.turns.length, wanted.length) - head && same(this.turns.at(-1 - tail), wanted.at(-1 - tail))) tail += 1;
    const old = this.turns.slice(head, this.turns.length - tail);
    if (!old.length && head + tail === wanted.length) return false;
    const put = fitted(wanted.slice(head, wanted.length - tail), old);
    return this.step([{ at: head, gone: old, put }], { kind: "merged" });
  }

  get canUndo() { return this.past.length > 0; }

  get canRedo() { return this.future.length > 0; }

  // Both answer the step that was taken back or done again, or null.
  undo() {
    const last = this.past.pop();
    if (!last) return null;
    this.future.push(last);
    this.apply(last.parts.map(({ at, gone, put }) => ({ at, gone: put, put: gone })).reverse());
    return last;
  }

  redo() {
    const next = this.future.pop();
    if (!next) return null;
    this.past.push({ ...next, kind: "" });
    this.apply(next.parts);
    return next;
  }
}

const NEAR = 40; // turns in which the same one is looked for

// Turns with the times of these old ones: of the same where there is one near, else of what lies between.
export function fitted(wanted, old) {
  const put = [];
  let [at, waiting] = [0, []];
  const settle = (until) => {
    const gap = old.slice(at, until);
    const from = { text: gap.map((one) => one.text).join(" "), times: gap.flatMap((one) => timesOf(one)) };
    const text = waiting.map((one) => one.text).join(" ");
    const times = retimed(from.text, from.times, text);
    let word = 0;
    for (const one of waiting) {
      const count = wordsOf(one.text).length;
      put.push({ ...turn(one.who, one.text, one.times ?? times.slice(word, word + count)), start: one.start });
      word += count;
    }
    waiting = [];
  };
  for (const one of wanted) {
    const found = old.slice(at, at + NEAR).findIndex((each) => each.text === one.text);
    if (found < 0) waiting.push(one);
    else {
      settle(at + found);
      at += found + 1;
      put.push(old[at - 1].who === one.who ? old[at - 1] : mended(old[at - 1], { who: one.who }));
    }
  }
  settle(old.length);
  return put;
}
