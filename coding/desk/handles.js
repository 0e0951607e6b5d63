// The two ends of the chosen coding in the text, to be dragged with a mouse, a pen or a finger. By keys and buttons the
// ends are moved in keys.js and card.js.

import { el } from "/assets/kit/dom.js";

export class Handles {
  constructor(state, acts, transcript) {
    Object.assign(this, { state, acts, transcript, coding: null, drag: null });
    this.ends = Object.fromEntries(["start", "end"].map((end) => [end, el("i", {
      class: `dk-end dk-end-${end}`, "aria-hidden": "true", hidden: true,
      onpointerdown: (event) => this.begin(event, end), onpointermove: (event) => this.follow(event),
      onpointerup: (event) => this.finish(event), onpointercancel: () => this.cancel(),
    })]));
    transcript.element.append(...Object.values(this.ends));
    state.on("chosen", (coding) => this.choose(coding));
    state.on("coding", (coding) => { if (coding === this.coding && coding.live) this.place(); });
    state.on("layout", () => this.place());
    state.on("drawn", () => { if (this.coding && !this.drag) this.place(); }); // what stands above has its real height now
    this.sized = new ResizeObserver(() => this.place());
    this.sized.observe(transcript.element);
  }

  end() {
    this.sized.disconnect();
  }

  choose(coding) {
    this.coding = coding && coding.coder === null && !coding.whole ? coding : null;
    this.place();
  }

  // Where the ends stand, at the left of the first letter and the right of the last one.
  place(span = this.coding) {
    for (const [name, end] of Object.entries(this.ends)) {
      end.hidden = !span;
      if (!span) continue;
      const { turn, unit } = this.unit(span, name);
      const node = this.transcript.nodes[turn];
      const range = document.createRange();
      range.setStart(node, name === "start" ? unit : Math.max(0, unit - 1));
      range.setEnd(node, name === "start" ? Math.min(node.length, unit + 1) : unit);
      const box = name === "start" ? range.getClientRects()[0] : [...range.getClientRects()].at(-1);
      const seen = this.transcript.element.getBoundingClientRect();
      if (!box) continue;
      const x = (name === "start" ? box.left : box.right) - seen.left + this.transcript.element.scrollLeft;
      end.style.cssText = `left:${x}px;top:${box.top - seen.top + this.transcript.element.scrollTop}px;height:${box.height}px`;
    }
  }

  unit({ start, end }, name) {
    const pieces = this.state.places.pieces(start, end);
    const piece = name === "start" ? pieces[0] : pieces.at(-1);
    return { turn: piece.turn, unit: name === "start" ? piece.from : piece.to };
  }

  begin(event, end) {
    if (event.button) return;
    event.preventDefault(); // nothing is selected, nothing scrolls
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.drag = { end, span: null };
    this.transcript.element.classList.add("dk-pulling"); // the ends themselves are not what the pointer is over then
  }

  follow(event) {
    if (!this.drag || !this.coding) return;
    const point = this.pointAt(event.clientX, event.clientY);
    if (point === null) return;
    const span = this.spanTo(point, event.altKey);
    if (!span) return;
    this.drag.span = span;
    this.place(span);
    this.state.tell("pointed", this.state.places.pieces(span.start, span.end));
  }

  // To whole words, or to the letter with Alt; never past the other end.
  spanTo(point, letters) {
    const { places, data: { language } } = this.state;
    const { start, end } = this.coding;
    const span = this.drag.end === "start" ? { start: point, end } : { start, end: point };
    if (span.start >= span.end) return null;
    const whole = letters ? span : places.whole(span, language);
    const kept = this.drag.end === "start" ? { start: whole.start, end } : { start, end: whole.end };
    return places.trimmed(kept);
  }

  // The code point under a place on the screen; null beside all words.
  pointAt(x, y) {
    const found = document.caretPositionFromPoint?.(x, y);
    const range = found ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = found ? [found.offsetNode, found.offset] : [range?.startContainer, range?.startOffset];
    const turn = node ? this.transcript.turnOf(node) : null;
    return turn !== null && node === this.transcript.nodes[turn] ? this.state.places.pointIn(turn, offset) : null;
  }

  finish(event) {
    const { drag, coding } = this;
    if (!drag) return;
    this.drag = null;
    event.stopPropagation();
    if (drag.span && coding) this.acts.change(coding.id, drag.span);
    this.rest();
  }

  cancel() {
    this.drag = null;
    this.rest();
  }

  rest() {
    this.transcript.element.classList.remove("dk-pulling");
    this.place();
    this.state.point(this.coding);
  }
}
