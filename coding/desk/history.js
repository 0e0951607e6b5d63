// Undo and redo without limit, kept in this browser over a reload: first what this window did, then what the last one did
// that was open on the text. A step says what one coding was before and after it:
// its facts (see codings.js), or null where it was not there; one about being done has `status`. A step about a coding that waited for its place has
// `waited`, the coding as it waited, and `after`, the place it got; null when its words are gone. Code keys, uuids and
// offsets, never text.

import { Shelf } from "/assets/kit/unsaved.js";

const MOST_KEPT = 400;
const REST_MS = 150;

export class History {
  constructor() {
    this.done = [];
    this.undone = [];
    this.shelves = [];
  }

  // Takes up what was done here before. Offsets in another version of the text mean other words: then nothing.
  // storages: sessionStorage and localStorage, or anything like them; version: guid.
  keep(storages, account, document, version) {
    this.shelves = storages.map((storage) => new Shelf(`dk-steps:${account}:`, storage));
    Object.assign(this, { document, version });
    const kept = this.shelves.map((shelf) => shelf.get(document)).find(Boolean);
    if (kept?.version !== version || !Array.isArray(kept.done) || !Array.isArray(kept.undone)) return;
    [this.done, this.undone] = [kept.done, kept.undone];
  }

  changed() {
    clearTimeout(this.timer);
    if (this.shelves.length) this.timer = setTimeout(() => this.save(), REST_MS);
  }

  save() {
    clearTimeout(this.timer);
    const { version, done, undone } = this;
    const kept = { version, done: done.slice(-MOST_KEPT), undone: undone.slice(-MOST_KEPT) };
    this.shelves.forEach((shelf) => shelf.put(this.document, kept));
  }

  push(step) {
    this.done.push(step);
    this.undone = [];
    this.changed();
  }

  // What the last step was, which is to be as it was before; or null.
  undo() {
    return this.over(this.done, this.undone);
  }

  redo() {
    return this.over(this.undone, this.done);
  }

  over(from, to) {
    const step = from.pop() || null;
    if (step) to.push(step);
    this.changed();
    return step;
  }

  // A coding that was taken back cannot be undone any more.
  forget(id) {
    this.done = this.done.filter((step) => step.id !== id);
    this.undone = this.undone.filter((step) => step.id !== id);
    this.changed();
  }

  rename(from, to) {
    for (const step of [...this.done, ...this.undone]) if (step.id === from) step.id = to;
    this.changed();
  }
}
