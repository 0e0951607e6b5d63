// How the desk stands in the page around it: it fills the window under Streamlit's own line, in Streamlit's colours.

export class Frame {
  constructor(element, codes) {
    Object.assign(this, { element, codes, marked: [] });
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

  // scheme: "light" or "dark"
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
