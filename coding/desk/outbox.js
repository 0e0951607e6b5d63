// Actions that are not confirmed yet, kept in this browser until they are. Pure but for the storage handed in.
//
// Every window has a key of its own, so that two windows never overwrite each other; a new window adopts what earlier
// ones left. If an earlier window is still alive both send the same actions, which is harmless: the server knows each
// by its uuid. Actions hold uuids, code keys and offsets, never text.

export const PREFIX = "dk-outbox";

function read(storage, key) {
  try {
    const ops = JSON.parse(storage.getItem(key));
    return Array.isArray(ops) ? ops.filter((op) => op && op.op && (op.coding || op.kind === "status")) : [];
  } catch {
    return [];
  }
}

export class Outbox {
  // storage: localStorage or anything like it.
  constructor(storage, account, document, version, window) {
    this.storage = storage;
    this.version = version;
    this.scope = `${PREFIX}:${account}:${document}:`;
    this.key = this.scope + window;
    this.ops = [];
    this.kept = true; // whether what is here would survive a reload
    this.adopt();
  }

  // Own copy first, then theirs away: whatever happens in between, the actions are in one place at least.
  adopt() {
    const others = [];
    try {
      for (let i = 0; i < this.storage.length; i += 1) {
        const key = this.storage.key(i);
        if (key.startsWith(this.scope) && key !== this.key) others.push(key);
      }
    } catch {
      this.kept = false;
      return;
    }
    const known = new Set(this.ops.map((op) => op.op));
    for (const key of others.sort()) {
      for (const op of read(this.storage, key)) {
        if (!known.has(op.op)) this.ops.push(op);
        known.add(op.op);
      }
    }
    this.save();
    if (this.kept) others.forEach((key) => this.storage.removeItem(key));
  }

  get size() {
    return this.ops.length;
  }

  // Actions on the text as it is now, oldest first.
  get current() {
    return this.ops.filter((op) => op.version === this.version);
  }

  // Actions on an earlier version of the text: the server refuses them, they wait for a decision.
  get stale() {
    return this.ops.filter((op) => op.version !== this.version);
  }

  add(op) {
    if (op.kind === "status") this.ops = this.ops.filter((each) => each.kind !== "status"); // only the last counts
    this.ops.push({ ...op, version: this.version });
    this.save();
  }

  // Whether the coder says to be done, not sent yet; undefined when nothing waits.
  get status() {
    return this.current.findLast((op) => op.kind === "status");
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
    try {
      if (this.ops.length) this.storage.setItem(this.key, JSON.stringify(this.ops));
      else this.storage.removeItem(this.key);
      this.kept = true;
    } catch {
      this.kept = false; // full or switched off: the page asks before it is left
    }
  }
}
