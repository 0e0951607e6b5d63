// The recordings of the texts: one bar, for the text whose place is heard.

import { Player } from "/assets/kit/player.js";

const AROUND_MS = 700; // of sound on either side of a word
const TURN_MS = 8000; // of a turn whose words have no times

export class Sound {
  constructor(parent, failed) {
    Object.assign(this, { parent, failed });
    this.player = null;
  }

  // A place of a text, or a turn of it from ms on.
  play(text, { spoken, ms }) {
    if (!text?.recording || (!spoken && !Number.isInteger(ms))) return false;
    this.to(text);
    if (this.player.plays) this.player.toggle();
    else if (spoken) this.player.playBetween(Math.max(0, spoken[0] - AROUND_MS), spoken[1] + AROUND_MS);
    else this.player.playBetween(ms, ms + TURN_MS);
    return true;
  }

  to({ recording, duration_ms: duration }) {
    if (this.recording === recording) return;
    this.end();
    this.recording = recording;
    this.player = new Player({ recording, duration, look: "nm", stepped: () => {}, failed: this.failed });
    this.parent.replaceChildren(this.player.element);
  }

  end() {
    this.player?.end();
    this.recording = null;
    this.parent.replaceChildren();
  }
}
