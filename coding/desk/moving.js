// Where the reader goes by key: to the text, a turn, a sentence, the list of a turn.

import { t } from "/assets/kit/words.js";

export class Moving {
  // parts: { picked, lists, transcript }
  constructor(state, parts) {
    Object.assign(this, { state, ...parts });
  }

  toText() {
    this.state.go(this.state.here, { focus: true });
  }

  step(by) {
    this.state.go(this.state.here + by, { focus: true });
  }

  selectTurn() {
    const { here, places } = this.state;
    this.picked.select({ start: places.starts[here], end: places.ends[here] });
  }

  // What is selected, when it begins in the turn the reader is at.
  get spanHere() {
    const { span, here, places } = this.state;
    return span && places.turnAt(span.start) === here ? span : null;
  }

  // The sentence after (step 1) or before (-1) what is selected in this turn; past its end, on to the next turn.
  selectSentence(step) {
    const { state, state: { places, here } } = this;
    const now = this.spanHere;
    const all = places.sentences(here);
    let next = step > 0 ? all.find((each) => !now || each.start >= now.end)
      : all.findLast((each) => now && each.end <= now.start);
    if (!next) {
      const turn = here + step;
      if (turn < 0 || turn > places.last) return;
      state.go(turn, { focus: true });
      next = places.sentences(turn).at(step > 0 ? 0 : -1);
    }
    if (next) this.picked.select(next);
  }

  // The list of the codings in this turn: opened with the focus in it, or closed again.
  list() {
    const { here } = this.state;
    const opened = this.transcript.articles[here].querySelector(".dk-list [aria-expanded=true]");
    if (!this.lists.open(here, !opened)) this.state.say(t("No codings in this turn"));
    else if (opened) this.toText();
  }

  shutList(turn) {
    this.lists.open(turn, false);
    this.state.go(turn, { focus: true });
  }
}
