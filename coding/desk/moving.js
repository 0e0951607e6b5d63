// Where the reader goes by key: to the text, a turn, a sentence, a coding, words without a code, what was found.

import { withSign } from "./codings.js";
import { t } from "/assets/kit/words.js";

export class Moving {
  // parts: { picked, lists, transcript, pointing }
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

  // Where "next" begins: at the chosen coding or what is selected, else at the turn the reader is at. Two numbers, so that
  // codings that begin together are passed one by one.
  get from() {
    const { state } = this;
    const chosen = state.chosen && state.codings.live(state.chosen);
    if (chosen && !chosen.whole) return chosen;
    return this.spanHere || { start: state.places.starts[state.here], end: state.places.starts[state.here] };
  }

  // The next (1) or the one before (-1) of all codings that are shown, on its card.
  coding(step) {
    const { state } = this;
    const all = state.codings.inText();
    const chosen = all.findIndex(({ id }) => id === state.chosen);
    const { start, end } = this.from;
    const next = chosen >= 0 ? all[chosen + step]
      : step > 0 ? all.find((each) => each.start > start || (each.start === start && each.end <= end))
        : all.findLast((each) => each.start < start);
    if (!next) return state.hint(step > 0 ? t("There is no coding after this.") : t("There is no coding before this."));
    const { turn } = next.pieces[0];
    state.hint("");
    state.go(turn, { focus: true });
    this.picked.select(next);
    state.choose(next);
    requestAnimationFrame(() => this.pointing.show([next], turn)); // once it has scrolled into sight
    const { coder } = next;
    const name = withSign(state.codes.name(next.code), next);
    return state.say(coder === null ? name : `${coder}: ${name}`);
  }

  // The next sentence, or the one before, of which no word has a code of mine.
  uncoded(step) {
    const { state, state: { places, codings } } = this;
    const { start, end } = this.from;
    for (let turn = state.here; turn >= 0 && turn <= places.last; turn += step) {
      const mine = [...(codings.turns.get(turn) || [])].filter(({ coder }) => coder === null);
      const free = places.sentences(turn).filter((each) => !mine.some((one) => one.start < each.end && each.start < one.end));
      const next = step > 0 ? free.find((each) => each.start >= end && (turn !== state.here || each.start > start || start === end))
        : free.findLast((each) => each.end <= start);
      if (!next) continue;
      state.hint("");
      state.go(turn, { focus: true });
      return this.picked.select(next);
    }
    return state.hint(step > 0 ? t("After this every sentence has a code.") : t("Before this every sentence has a code."));
  }

  // The next or the last of what was found.
  hit(step) {
    const { state, state: { find, places } } = this;
    const { hits } = find;
    if (!hits.length) {
      return state.hint(find.query ? t("{query} is not in this text.", { query: find.query }) : t("Nothing was searched for yet."));
    }
    const now = hits[find.at];
    const at = now && now.turn === state.here ? find.at + step
      : step > 0 ? hits.findIndex(({ turn }) => turn >= state.here) : hits.findLastIndex(({ turn }) => turn < state.here);
    const next = (at + hits.length) % hits.length;
    state.found({ at: next });
    const { turn, from, to } = hits[next];
    const span = { start: places.pointIn(turn, from), end: places.pointIn(turn, to) };
    state.go(turn, { block: "nearest" });
    if (document.activeElement.matches("input")) state.pick(span); // the field keeps its caret
    else this.picked.select(span);
    return undefined;
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
