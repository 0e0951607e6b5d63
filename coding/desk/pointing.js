// What a press in the text or beside it does.

import { UNDER } from "./gutter.js";

const ROOM = 36; // px around the words: the knobs of their ends, and a line

export class Pointing {
  // parts: { transcript, picked, card, audio, times }; the last two null without a recording
  constructor(state, parts) {
    Object.assign(this, { state, ...parts });
  }

  listen(signal) {
    const text = this.transcript.element;
    this.state.on("retraced", (coding) => this.retraced(coding));
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
    if (turn !== null) this.inSight(list[0], turn);
  }

  // A coding that left an open card and came back by undo or redo: the card is open on it again, with the focus where it
  // was, unless the coder is elsewhere by now.
  retraced({ id }) {
    const was = this.card.rejoins(id);
    if (was) requestAnimationFrame(() => this.openAgain(id, was)); // once its turn has scrolled into sight
  }

  openAgain(id, { ids, held }) {
    const { codings } = this.state;
    const coding = codings.live(id);
    if (!coding) return;
    const all = ids.map((each) => codings.live(each)).filter(Boolean);
    const isFree = document.activeElement.matches("body, .dk-turn, .dk-card *, .dk-whole button");
    if (coding.whole) {
      const chip = document.querySelector(`.dk-chip[data-coding="${id}"]`);
      if (chip) this.card.open(all, chip, chip, false);
    } else this.show(all, coding.pieces[0].turn, coding);
    this.card.turnTo(id, isFree ? held : null);
  }

  // On a phone the card takes the lower half: the words it is about move up above it.
  inSight(coding, turn) {
    if (!matchMedia(UNDER).matches) return;
    const { element } = this.transcript;
    const [words, seen, card] = [this.box(coding, turn), element.getBoundingClientRect(), this.card.element.getBoundingClientRect()];
    const low = words.bottom + ROOM - card.top;
    const high = words.top - ROOM - seen.top;
    if (low > 0 || high < 0) element.scrollBy({ top: low > 0 ? Math.min(low, high) : high });
  }

  // Where the words of a coding in a turn are on the screen.
  box(coding, turn) {
    const { from, to } = coding.pieces.find((each) => each.turn === turn);
    const range = document.createRange();
    range.setStart(this.transcript.nodes[turn], from);
    range.setEnd(this.transcript.nodes[turn], to);
    return range.getBoundingClientRect();
  }

  clicked(event) {
    const turn = this.transcript.turnOf(event.target);
    if (turn === null) return;
    if (event.target.matches(".dk-gutter")) this.picked.clear();
    this.state.go(turn, { block: null });
    if (event.target.closest("button.dk-time")) this.audio?.playFrom(this.transcript.turns[turn].start_ms);
    else if (event.detail < 2 && event.target.closest(".dk-words")) this.words(turn); // a press on a mark leaves the caret in them
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
  // of: the one whose words are meant.
  show(codings, turn, of = codings[0]) {
    if (!codings.length) return;
    const words = this.box(of, turn);
    this.card.open(codings, { getBoundingClientRect: () => words }, this.transcript.articles[turn], false);
    this.inSight(of, turn);
  }
}
