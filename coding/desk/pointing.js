// What a press in the text or beside it does.

import { NARROW } from "./gutter.js";

export class Pointing {
  // parts: { transcript, picked, card, audio, times }; the last two null without a recording
  constructor(state, parts) {
    Object.assign(this, { state, ...parts });
  }

  listen(signal) {
    const text = this.transcript.element;
    text.addEventListener("click", (event) => this.clicked(event), { signal });
    text.addEventListener("focusin", (event) => {
      const turn = this.transcript.turnOf(event.target);
      if (turn !== null && turn !== this.state.here) this.state.go(turn, { block: null });
    }, { signal });
  }

  // A click on a coding is about that coding: what was selected before must not get the next code.
  opened(list, anchor, turn) {
    if (list.length === 1 && !matchMedia(NARROW).matches) this.picked.select(list[0]);
    else this.picked.clear();
    this.card.open(list, anchor, this.transcript.articles[turn]);
  }

  clicked(event) {
    const turn = this.transcript.turnOf(event.target);
    if (turn === null) return;
    if (event.target.matches(".dk-gutter")) this.picked.clear();
    this.state.go(turn, { block: null });
    if (event.target.closest("button.dk-time")) this.audio?.playFrom(this.transcript.turns[turn].start_ms);
    else this.toWords(turn);
  }

  // The recording goes to the words that were clicked; a click that takes a selection away does only that.
  toWords(turn) {
    const { isCollapsed, focusNode, focusOffset } = document.getSelection();
    if (!this.audio || this.picked.had || !isCollapsed || focusNode !== this.transcript.nodes[turn]) return;
    const ms = this.times.at(this.state.places.pointIn(turn, focusOffset));
    if (ms !== null) this.audio.seek(ms);
  }
}
