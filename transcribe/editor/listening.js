// Places that may be wrong, one after the other: each is played until somebody has listened to it.

import { ask } from "/assets/kit/wire.js";

const BEFORE_MS = 1000;
const AFTER_MS = 400;

export class Listening {
  // Answers what is to be told; sound may be missing.
  constructor(guid, sound) {
    Object.assign(this, { sound, places: [], at: -1 });
    this.path = `/api/documents/${encodeURIComponent(guid)}/doubts`;
  }

  async load() {
    this.places = await ask("GET", this.path).then(({ doubts }) => doubts, () => []);
  }

  get left() {
    return this.places.filter((one) => !one.resolved_at).length;
  }

  get here() {
    return this.places[this.at];
  }

  // The next that nobody has listened to, from the moment (ms) that is heard, or the one before; it is played.
  next(by, ms) {
    const open = this.places.map((one, n) => ({ ...one, n })).filter((one) => !one.resolved_at);
    if (!open.length) return null;
    const from = this.here?.start_ms ?? ms;
    const found = by > 0 ? open.find((one) => one.start_ms > from || (one.start_ms === from && one.n > this.at)) ?? open[0]
      : open.findLast((one) => one.start_ms < from) ?? open.at(-1);
    this.at = found.n;
    this.sound?.playBetween(Math.max(0, found.start_ms - BEFORE_MS), found.end_ms + AFTER_MS);
    return found;
  }

  // Somebody listened to the place that was played last; false when there is none.
  async settle() {
    if (!this.here) return false;
    await ask("POST", this.path, { doubt: this.here.guid, settled: true });
    this.here.resolved_at = "now";
    return true;
  }
}
