// Which turns have to be drawn anew: gathered, and drawn once before the next frame; only those near the screen.

import { Near } from "./near.js";

export class Drawing {
  // paint and gutter: what draws, see there
  constructor(state, transcript, paint) {
    Object.assign(this, { state, transcript, paint, dirty: new Set(), frame: 0 });
    state.on("coding", (_coding, turns) => turns.forEach((turn) => this.refresh(turn)));
    for (const topic of ["filter", "find", "codes", "layout"]) state.on(topic, () => this.all());
  }

  // All that is near.
  all() {
    this.near?.turns.forEach((turn) => this.refresh(turn));
  }

  // gutter(near): makes it. Kept once what is near was drawn for the first time and is on the screen.
  begin(gutter) {
    const drawn = new Promise((done) => { this.drawn = done; });
    this.near = new Near(this.transcript, (turn) => this.refresh(turn), (turn) => this.paint.draw(turn), (turn) => this.paint.wipe(turn));
    this.gutter = gutter(this.near);
    return drawn;
  }

  refresh(turn) {
    this.dirty.add(turn);
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    const turns = [...this.dirty].filter((turn) => this.near.has(turn));
    this.dirty.clear();
    turns.filter((turn) => this.near.seen.has(turn)).forEach((turn) => this.paint.draw(turn));
    this.gutter.draw(turns);
    this.state.tell("drawn");
    requestAnimationFrame(() => setTimeout(this.drawn));
  }

  end() {
    cancelAnimationFrame(this.frame);
    this.near.end();
    this.gutter.end();
  }
}
