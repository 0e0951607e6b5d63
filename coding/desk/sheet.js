// On a narrow screen the codes are a sheet over the lower half of the text, which comes up when something is selected.

const NARROW = "(max-width: 960px)"; // as in desk.css
const REST_MS = 250;

export class Sheet {
  // parts: { element: the desk, transcript, panel, picked }
  constructor(state, parts) {
    Object.assign(this, { state, ...parts });
    state.on("span", (span) => this.follow(span));
  }

  end() {
    clearTimeout(this.settling);
  }

  follow(span) {
    clearTimeout(this.settling);
    const was = this.element.classList.contains("dk-picking");
    this.element.classList.toggle("dk-picking", Boolean(span));
    if (!matchMedia(NARROW).matches) return;
    if (was !== Boolean(span)) this.panel.sheet(Boolean(span));
    if (span && was) this.settle();
    else if (span) this.reveal(span);
  }

  // While a selection grows the text must not move under the finger: only once it has come to rest.
  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.picked.press) this.settle();
      else if (this.state.span && this.panel.isOpen) this.reveal(this.state.span);
    }, REST_MS);
  }

  // What is selected moves up, to stay in sight.
  reveal(span) {
    const { turn, to } = this.state.places.pieces(span.start, span.end).at(-1);
    const range = document.createRange();
    range.setStart(this.transcript.nodes[turn], Math.max(0, to - 1));
    range.setEnd(this.transcript.nodes[turn], to);
    const hidden = range.getBoundingClientRect().bottom - this.panel.element.getBoundingClientRect().top;
    if (hidden > -8) this.transcript.element.scrollBy({ top: hidden + 16 });
  }
}
