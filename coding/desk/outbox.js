// Actions that are not confirmed yet, kept in this browser until they are. Pure but for the storage handed in.
//
// Every window has a key of its own, so that two windows never overwrite each other; a new window adopts what earlier
// ones left. If an earlier window is still alive both send the same actions, which is harmless: the server knows each
// by its uuid. Actions hold uuids, code keys and offsets, never text.

import { Shelf, UNSENT } from "/assets/kit/unsaved.js";

const actions = (ops) => (Array.isArray(ops) ? ops.filter((op) => op?.op && (op.coding || op.kind === "status")) : []);

export class Outbox {
  // storage: localStorage or anything like it.
  constructor(storage, account, document, version, window) {
    this.shelf = new Shelf(`${UNSENT.codings}${account}:${document}:`, storage);
    this.version = version;
    this.window = window;
    this.ops = [];
    this.adopt();
  }

  // Own copy first, then theirs away: whatever happens in between, the actions are in one place at least.
  adopt() {
    const others = this.shelf.all().filter(({ name }) => name !== this.window).sort((a, b) => (a.name < b.name ? -1 : 1));
    const known = new Set();
    this.ops = others.flatMap(({ value }) => actions(value)).filter(({ op }) => !known.has(op) && known.add(op));
    this.save();
    if (this.kept) others.forEach((other) => this.shelf.dropAsRead(other));
  }

  // Whether what is here would survive a reload.
  get kept() {
    return this.shelf.works;
  }

  get size() {
    return this.ops.length;
  }

  // Codings on the text as it is shown, oldest first; those on an earlier version of it are sent, but cannot be drawn.
  get shown() {
    return this.ops.filter((op) => op.version === this.version && op.kind !== "status");
  }

  // The oldest actions that go together, at most so many: all on one version of the text.
  batch(most) {
    const codings = this.ops.filter((op) => op.kind !== "status");
    const end = codings.findIndex((op) => op.version !== codings[0].version);
    return codings.slice(0, Math.min(most, end < 0 ? codings.length : end));
  }

  add(op) {
    if (op.kind === "status") this.ops = this.ops.filter((each) => each.kind !== "status"); // only the last counts
    this.ops.push({ ...op, version: this.version });
    this.save();
  }

  // Whether the coder says to be done, not sent yet; undefined when nothing waits.
  get status() {
    return this.ops.findLast((op) => op.kind === "status");
  }

  // Confirmed or refused: either way not waiting any more. Returns the actions that were.
  settle(guids) {
    const settled = new Set(guids);
    const gone = this.ops.filter((op) => settled.has(op.op));
    this.ops = this.ops.filter((op) => !settled.has(op.op));
    this.save();
    return gone;
  }

  rename(from, to) {
    for (const op of this.ops) if (op.coding === from) op.coding = to;
    this.save();
  }

  save() {
    if (this.ops.length) this.shelf.put(this.window, this.ops);
    else this.shelf.drop(this.window);
  }
}
