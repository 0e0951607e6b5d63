// When words inside the turns were said: asked for once the desk is there, for only who plays the recording needs it.

import { ask } from "/assets/kit/wire.js";
import { lowest } from "./lowest.js";

export class Times {
  // turns: with start (code point) and start_ms; the times come later, or never without a connection.
  constructor(turns, places) {
    Object.assign(this, { turns, places, times: [] });
  }

  async load(document, version) {
    const path = `/api/documents/${encodeURIComponent(document)}/times?version=${encodeURIComponent(version)}`;
    this.times = await ask("GET", path).then(({ times }) => times, () => []);
  }

  // The time (ms) of the words at a code point: theirs, else that of their turn; null where none is known.
  at(point) {
    const turn = this.places.turnAt(point);
    const before = lowest(this.times.length, (i) => this.times[i][0] > point) - 1;
    if (before >= 0 && this.times[before][0] >= this.places.starts[turn]) return this.times[before][1];
    return this.turns[turn]?.start_ms ?? null;
  }

  // When the words at a code point begin that follow others in their turn, or else when that turn ends; null where
  // neither is known.
  after(point) {
    const turn = this.places.turnAt(point);
    const next = this.times[lowest(this.times.length, (i) => this.times[i][0] >= point)];
    const end = this.places.starts[turn + 1] ?? Infinity;
    return next && next[0] < end ? next[1] : (this.turns[turn]?.end_ms ?? null);
  }
}
