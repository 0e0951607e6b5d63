// What is selected, as a span of code points. The browser's own selection goes as soon as a field gets the focus, so
// the desk remembers it, paints it, and keeps it until something else is selected or Escape is pressed.

export class Picked {
  // changed(span or null)
  constructor(transcript, places, changed) {
    Object.assign(this, { transcript, places, changed });
    this.span = null;
    this.listen = () => this.read();
    document.addEventListener("selectionchange", this.listen);
    transcript.element.addEventListener("mouseup", (event) => {
      if (event.detail === 2) this.trim(); // some systems select the space after a word with it
    });
  }

  end() {
    document.removeEventListener("selectionchange", this.listen);
  }

  set(span) {
    if (span?.start === this.span?.start && span?.end === this.span?.end) return;
    this.span = span;
    this.changed(span);
  }

  read() {
    const selection = document.getSelection();
    if (!selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (selection.isCollapsed) {
      if (this.transcript.turnOf(range.startContainer) !== null) this.set(null); // a click in the text
      return;
    }
    if (range.intersectsNode(this.transcript.element)) this.set(this.spanOf(range));
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
    const span = this.span && this.places.trimmed(this.span);
    if (span && (span.start !== this.span.start || span.end !== this.span.end)) this.select(span);
  }

  // Select a span as if the reader had done so.
  select(span) {
    const pieces = this.places.pieces(span.start, span.end);
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const nodes = this.transcript.nodes;
    document.getSelection().setBaseAndExtent(nodes[first.turn], first.from, nodes[last.turn], last.to);
    this.set({ start: span.start, end: span.end });
  }

  clear() {
    const selection = document.getSelection();
    if (selection.rangeCount && this.transcript.turnOf(selection.focusNode) !== null) selection.collapseToStart();
    this.set(null);
  }

  // Shift+arrows: a text that cannot be edited has no caret of its own to extend, modify() does it all the same.
  extend(direction, unit) {
    const selection = document.getSelection();
    const { here } = this.transcript;
    const at = selection.rangeCount ? this.turnOfWords(selection.focusNode) : null;
    if (at === null || (selection.isCollapsed && at !== here)) { // the reader has gone to another turn by key
      selection.collapse(this.transcript.nodes[here], 0);
    }
    for (let tries = 0; tries < 12; tries += 1) {
      selection.modify("extend", direction, unit);
      if (this.inWords(selection)) break;
    }
    this.read();
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

// The lowest i in 0..n for which `holds` is true, it being false before and true after; n when there is none.
function lowest(n, holds) {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
