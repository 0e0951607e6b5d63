// Which turns are on the screen or near it. Only those have stripes, and only those that are nearer still are painted: a
// change then costs the same in a conversation of an hour as in one of five minutes.

const MARGIN = "150px 0px";

export class Near {
  // came(turn): it is near now; shows(turn), hides(turn): it has come into sight, or gone out of it
  constructor(transcript, came, shows, hides) {
    Object.assign(this, { shows, hides });
    this.turns = new Set(); // by block, as the browser lays them out
    this.seen = new Set(); // by turn; until the browser has told, each turn of a block that came
    const options = { root: transcript.element, rootMargin: MARGIN };
    // At each change of the page the browser goes through all that is painted, and paints it anew.
    this.close = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const turn = Number(target.dataset.turn);
        if (this.turns.has(turn)) this.sees(turn, isIntersecting);
      }
    }, options);
    this.watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const turn of transcript.turnsIn(target)) {
          if (isIntersecting === this.turns.has(turn)) continue;
          if (isIntersecting) {
            this.turns.add(turn);
            this.seen.add(turn);
            came(turn);
          } else {
            this.turns.delete(turn);
            this.sees(turn, false);
          }
          this.close[isIntersecting ? "observe" : "unobserve"](transcript.articles[turn]);
        }
      }
    }, options);
    transcript.blocks.forEach((block) => this.watch.observe(block));
  }

  sees(turn, seen) {
    if (seen === this.seen.has(turn)) return;
    if (seen) this.seen.add(turn);
    else this.seen.delete(turn);
    (seen ? this.shows : this.hides)(turn);
  }

  has(turn) {
    return this.turns.has(turn);
  }

  end() {
    this.watch.disconnect();
    this.close.disconnect();
  }
}
