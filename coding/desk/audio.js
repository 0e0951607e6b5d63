// The recording in step with the text: a turn's time plays it, a click on words goes to them, the spoken turn is lit and
// kept in view, unless the reader has scrolled elsewhere.

import { Player } from "/assets/kit/player.js";
import { lowest } from "./lowest.js";

const HANDS_OFF_MS = 8000;

export class Audio extends Player {
  constructor({ recording, duration, transcript, failed }) {
    super({ recording, duration, look: "dk", plain: "dk-plain", failed, stepped: (ms) => this.light(this.spoken(ms)) });
    this.transcript = transcript;
    this.turns = transcript.turns.map((turn, n) => ({ n, ms: turn.start_ms })).filter(({ ms }) => Number.isInteger(ms));
    this.lit = null;
    this.scrolled = 0;
    for (const name of ["wheel", "touchmove", "keydown"]) {
      transcript.element.addEventListener(name, () => (this.scrolled = Date.now()), { passive: true });
    }
  }

  seek(ms) {
    this.scrolled = 0;
    super.seek(ms);
  }

  // The last turn that has begun; before the first there is none.
  spoken(ms) {
    const after = lowest(this.turns.length, (i) => this.turns[i].ms > ms);
    return after ? this.turns[after - 1].n : null;
  }

  light(turn) {
    if (turn === this.lit) return;
    if (this.lit !== null) this.transcript.articles[this.lit].classList.remove("dk-spoken");
    this.lit = turn;
    if (turn === null) return;
    this.transcript.articles[turn].classList.add("dk-spoken");
    if (Date.now() - this.scrolled > HANDS_OFF_MS) this.transcript.reveal(turn, "nearest");
  }
}
