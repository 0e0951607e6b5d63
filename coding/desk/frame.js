// How the desk stands in the page around it: it fills the window under Streamlit's own line, in Streamlit's colours.

export class Frame {
  // scrolled: the parts of the desk that scroll
  constructor(element, codes, scrolled) {
    Object.assign(this, { element, codes, scrolled, marked: [] });
  }

  begin(signal) {
    this.fit();
    addEventListener("resize", () => this.fit(), { signal });
  }

  // Marked on Streamlit's parts, for desk.css.
  fit() {
    const main = this.element.closest("[data-testid=stMain]");
    this.marked = [[this.element.closest("[data-testid=stMainBlockContainer]"), "data-dk-page"], [main, "data-dk-main"]];
    for (const [part, mark] of this.marked) part?.setAttribute(mark, "");
    const top = this.element.getBoundingClientRect().top + (main?.scrollTop || 0);
    this.element.style.setProperty("--dk-desk-top", `${Math.max(0, Math.round(top))}px`);
  }

  // Into another place on the page, without the reader noticing: where it is scrolled to, what has the focus and what is
  // selected stay as they are. Not while something is pressed or dragged.
  async moveTo(place, signal) {
    const { element } = this;
    while (element.matches(":active")) await new Promise((done) => document.addEventListener("pointerup", done, { once: true }));
    if (signal.aborted) return;
    const tops = this.scrolled.map((part) => part.scrollTop);
    const at = element.contains(document.activeElement) ? document.activeElement : null;
    const { anchorNode, anchorOffset, focusNode, focusOffset, rangeCount } = document.getSelection();
    const selected = rangeCount && element.contains(anchorNode) && element.contains(focusNode);
    const left = element.parentElement;
    if (place.moveBefore) place.moveBefore(element, null);
    else place.append(element);
    if (left.matches(".dk-early")) left.remove();
    this.fit();
    this.scrolled.forEach((part, i) => { if (part.scrollTop !== tops[i]) part.scrollTop = tops[i]; });
    if (at && at !== document.activeElement) at.focus({ preventScroll: true });
    if (selected && document.getSelection().anchorNode !== anchorNode) {
      document.getSelection().setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
  }

  // The look of the page around it: "light" or "dark".
  get look() {
    const style = getComputedStyle(this.element.parentElement);
    const color = style.getPropertyValue("--st-background-color").trim() || style.getPropertyValue("--rd-paper").trim();
    const [r, g, b] = /^#[0-9a-f]{6}$/i.test(color) ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
      : (color.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
    return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
  }

  scheme(scheme) {
    this.element.dataset.scheme = scheme;
    for (const code of this.codes.rows) {
      this.element.style.setProperty(`--dk-${code.key}`, scheme === "dark" ? code.color_dark : code.color);
    }
  }

  end() {
    this.element.remove();
    if (document.querySelector(".dk-desk")) return; // the next desk is there already
    for (const [part, mark] of this.marked) part?.removeAttribute(mark);
  }
}
