// What a press in the text or beside it does.

import { UNDER } from "./gutter.js";

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
    if (list.length === 1 && !list[0].whole && !matchMedia(UNDER).matches) this.picked.select(list[0]);
    else this.picked.clear();
    this.card.open(list, anchor, turn === null ? anchor : this.transcript.articles[turn]);
  }

  clicked(event) {
    const turn = this.transcript.turnOf(event.target);
    if (turn === null) return;
    if (event.target.matches(".dk-gutter")) this.picked.clear();
    this.state.go(turn, { block: null });
    if (event.target.closest("button.dk-time")) this.audio?.playFrom(this.transcript.turns[turn].start_ms);
    else if (event.detail < 2) this.words(turn);
  }

  // A click on words: their codings are shown, and the recording goes there. A click that takes a selection away does
  // only that.
  words(turn) {
    const { isCollapsed, focusNode, focusOffset } = document.getSelection();
    if (this.picked.had || !isCollapsed || focusNode !== this.transcript.nodes[turn]) return;
    const point = this.state.places.pointIn(turn, focusOffset);
    this.show(this.state.codings.at(point), turn);
    const ms = this.audio ? this.times.at(point) : null;
    if (ms !== null) this.audio.seek(ms);
  }

  // The card stands in the margin at the height of the words; the focus stays in the text.
  show(codings, turn) {
    if (!codings.length) return;
    const { articles, nodes } = this.transcript;
    const piece = codings[0].pieces.find((each) => each.turn === turn);
    const range = document.createRange();
    range.setStart(nodes[turn], piece.from);
    range.setEnd(nodes[turn], piece.to);
    const [words, gutter] = [range.getBoundingClientRect(), articles[turn].querySelector(".dk-gutter").getBoundingClientRect()];
    const beside = matchMedia(UNDER).matches ? words : new DOMRect(gutter.left, words.top, gutter.width, words.height);
    this.card.open(codings, { getBoundingClientRect: () => beside }, articles[turn], false);
  }
}
