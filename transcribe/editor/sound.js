// The recording of a text: it says which word is being said, and goes to one.

import { Player } from "/assets/kit/player.js";

// A word's time is a little late, and so is who presses a key.
const EARLY_MS = 50;
// More often than the browser tells, for a key is for the word that is heard.
const EVERY_MS = 100;

export class Sound extends Player {
  // times: when each word begins, ms or null. heard(word): another word is being said. The rest as of a Player.
  constructor({ times, heard, ...player }) {
    super({ look: "sp", ...player, stepped: (ms) => this.follow(ms) });
    this.learn(times);
    this.heard = heard;
  }

  learn(times) {
    this.times = times;
    this.timed = times.map((ms, word) => ({ ms, word })).filter(({ ms }) => Number.isInteger(ms)).sort((one, two) => one.ms - two.ms);
    this.word = undefined;
  }

  playing() {
    super.playing();
    clearInterval(this.timer);
    if (this.plays) this.timer = setInterval(() => this.step(), EVERY_MS);
  }

  // To a word, or the nearest one before it of which the time is known.
  to(word) {
    let at = word;
    while (at > 0 && !Number.isInteger(this.times[at])) at -= 1;
    if (Number.isInteger(this.times[at])) this.seek(this.times[at]);
  }

  follow(ms) {
    const word = this.timed.findLast((one) => one.ms <= ms + EARLY_MS)?.word ?? 0;
    if (word === this.word) return;
    this.word = word;
    if (this.plays) this.heard(word);
  }

  end() {
    clearInterval(this.timer);
    super.end();
  }
}
