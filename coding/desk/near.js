// Which turns are on the screen or near it. Only those are painted and have stripes: a change then costs the same in
// a conversation of an hour as in one of five minutes.

const MARGIN = "150px 0px";

export class Near {
  // came(turn), went(turn)
  constructor(transcript, came, went) {
    this.turns = new Set();
    this.watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const turn of transcript.turnsIn(target)) {
          if (isIntersecting === this.turns.has(turn)) continue;
          if (isIntersecting) this.turns.add(turn);
          else this.turns.delete(turn);
          (isIntersecting ? came : went)(turn);
        }
      }
    }, { root: transcript.element, rootMargin: MARGIN });
    transcript.blocks.forEach((block) => this.watch.observe(block));
  }

  has(turn) {
    return this.turns.has(turn);
  }

  end() {
    this.watch.disconnect();
  }
}
