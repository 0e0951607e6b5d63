// What is selected, as a span of code points. The browser's own selection goes as soon as a field gets the focus, so
// the desk remembers it, paints it, and keeps it until something else is selected or Escape is pressed.

import { lowest } from "./lowest.js";

export class Picked {
  constructor(state, transcript) {
    Object.assign(this, { state, transcript, places: state.places, language: state.data.language });
    this.had = false; // whether something was selected when the mouse was last pressed
    this.press = null; // while the mouse is held down: how it began
    this.finger = false;
    this.ends = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.ends.signal, capture: true });
    on(document, "selectionchange", () => this.read());
    on(document, "pointerdown", (event) => (this.finger = event.pointerType === "touch"));
    on(document, "mousedown", (event) => this.pressed(event));
    on(document, "mouseup", (event) => this.released(event));
    on(transcript.element, "dragstart", (event) => event.preventDefault()); // words are selected, never dragged away
  }

  end() {
    this.ends.abort();
  }

  // A press inside selected words begins a new selection; left to itself the browser would begin to drag those words.
  pressed(event) {
    this.press = null;
    this.had = Boolean(this.state.span);
    if (event.button || event.detail > 1 || event.shiftKey || event.ctrlKey || event.metaKey || this.finger) return;
    const selection = document.getSelection();
    const words = event.target.matches("[data-text], .dk-words, .dk-turn") && this.transcript.turnOf(event.target) !== null;
    if (words && !selection.isCollapsed) selection.removeAllRanges();
    this.press = { ends: endsOf(selection), letters: event.altKey };
  }

  // Some systems select the space after a word with two clicks. A drag takes whole words, unless Alt is held.
  released(event) {
    const { press } = this;
    if (event.button) return;
    this.press = null;
    if (event.detail === 2 && this.transcript.element.contains(event.target)) return this.trim();
    if (!press || press.letters || event.altKey) return;
    const selection = document.getSelection();
    if (endsOf(selection).every((end, i) => end === press.ends[i])) return; // pressed elsewhere: not this selection
    const span = this.seen(selection);
    const whole = span && this.places.whole(span, this.language);
    if (!whole || (whole.start === span.start && whole.end === span.end)) return;
    const { startContainer, startOffset } = selection.getRangeAt(0);
    this.select(whole, selection.focusNode === startContainer && selection.focusOffset === startOffset);
  }

  read(by = null) {
    const span = this.seen(document.getSelection());
    if (span !== undefined) this.state.pick(span, by); // by: "extend" when a key made it longer or shorter
  }

  // What the browser shows as selected; null for nothing (a click in the text), undefined when it is not about the text.
  seen(selection) {
    if (!selection.rangeCount) return undefined;
    const range = selection.getRangeAt(0);
    if (selection.isCollapsed) return this.transcript.turnOf(range.startContainer) === null ? undefined : null;
    return range.intersectsNode(this.transcript.element) ? this.spanOf(range) : undefined;
  }

  // Ends anywhere: between turns, in a time, above the text. The first and last words inside the range count.
  spanOf(range) {
    const nodes = this.transcript.nodes;
    const first = this.turnOfWords(range.startContainer)
      ?? lowest(nodes.length, (i) => range.comparePoint(nodes[i], nodes[i].length) >= 0);
    const last = this.turnOfWords(range.endContainer)
      ?? lowest(nodes.length, (i) => range.comparePoint(nodes[i], 0) > 0) - 1;
    if (first > last) return null;
    const from = range.startContainer === nodes[first] ? range.startOffset : 0;
    const to = range.endContainer === nodes[last] ? range.endOffset : nodes[last].length;
    return this.places.span(first, from, last, to);
  }

  trim() {
    this.read();
    const had = this.state.span;
    const span = had && this.places.trimmed(had);
    if (span && (span.start !== had.start || span.end !== had.end)) this.select(span);
  }

  // Select a span as if the reader had done so; backwards: from its end to its start.
  select(span, backwards = false) {
    const pieces = this.places.pieces(span.start, span.end);
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const nodes = this.transcript.nodes;
    const ends = [[nodes[first.turn], first.from], [nodes[last.turn], last.to]];
    document.getSelection().setBaseAndExtent(...(backwards ? ends.reverse() : ends).flat());
    this.state.pick({ start: span.start, end: span.end });
  }

  clear() {
    const selection = document.getSelection();
    if (selection.rangeCount && this.transcript.turnOf(selection.focusNode) !== null) selection.collapseToStart();
    this.state.pick(null);
  }

  // Shift+arrows: a text that cannot be edited has no caret of its own to extend, modify() does it all the same.
  extend(direction, unit) {
    const selection = document.getSelection();
    const { here } = this.state;
    const at = selection.rangeCount ? this.turnOfWords(selection.focusNode) : null;
    if (at === null || (selection.isCollapsed && at !== here)) { // the reader has gone to another turn by key
      selection.collapse(this.transcript.nodes[here], 0);
    }
    for (let tries = 0; tries < 12; tries += 1) {
      selection.modify("extend", direction, unit);
      if (this.inWords(selection)) break;
    }
    this.read("extend");
    const turn = this.transcript.turnOf(selection.focusNode);
    if (turn !== null) this.transcript.reveal(turn);
  }

  inWords(selection) {
    return this.turnOfWords(selection.focusNode) !== null;
  }

  turnOfWords(node) {
    const words = node.nodeType === Node.TEXT_NODE && node.parentElement.hasAttribute("data-text");
    return words ? this.transcript.turnOf(node) : null;
  }
}

function endsOf({ anchorNode, anchorOffset, focusNode, focusOffset }) {
  return [anchorNode, anchorOffset, focusNode, focusOffset];
}
