// The line that is being typed stays in sight: below the page's own bar, above ours, and above a phone's keyboard, which
// lies over the page without making it smaller.

const HEAD = "[data-testid='stHeader']";
const ROOM = 8; // px between the line and what lies over the page
const COPIED = ["boxSizing", "width", "font", "fontKerning", "letterSpacing", "lineHeight", "padding", "borderWidth",
  "borderStyle", "textIndent", "tabSize", "wordBreak", "overflowWrap"];

// Where the line with the caret stands in the window: { top, bottom } in CSS pixels. A field tells nobody, so its text up
// to the caret is laid out once more in a copy that is not seen.
export function lineOf(field) {
  const box = field.getBoundingClientRect();
  if (field.tagName !== "TEXTAREA") return { top: box.top, bottom: box.bottom };
  const look = getComputedStyle(field);
  const copy = document.createElement("div");
  for (const name of COPIED) copy.style[name] = look[name];
  copy.style.cssText += "position:absolute;left:0;top:0;visibility:hidden;height:auto;white-space:pre-wrap;";
  const mark = document.createElement("span");
  mark.textContent = "\u200b";
  copy.append(field.value.slice(0, field.selectionEnd), mark, field.value.slice(field.selectionEnd) || " ");
  field.after(copy);
  const from = copy.getBoundingClientRect().top;
  const { top, height } = mark.getBoundingClientRect();
  copy.remove();
  const at = box.top + (top - from) - field.scrollTop;
  return { top: at, bottom: at + height };
}

export class InView {
  // root: the form; bar: the bar at its foot, which may be hidden.
  constructor(root, bar) {
    Object.assign(this, { root, bar });
    this.waits = 0;
  }

  listen(signal) {
    const later = () => { this.waits ||= requestAnimationFrame(() => { this.waits = 0; this.keep(); }); };
    for (const name of ["input", "focusin", "keyup", "click"]) this.root.addEventListener(name, later, { signal });
    for (const name of ["resize", "scroll"]) {
      window.visualViewport?.addEventListener(name, () => { this.lift(); if (name === "resize") later(); }, { signal });
    }
    this.lift();
  }

  // The bar goes up with the keyboard.
  lift() {
    const seen = window.visualViewport;
    const keys = seen ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0;
    this.bar.style.bottom = `${Math.round(keys)}px`;
  }

  keep() {
    const field = document.activeElement;
    if (!this.root.contains(field) || this.bar.contains(field) || !field.matches("input, textarea")) return;
    const line = lineOf(field);
    const top = Math.max(document.querySelector(HEAD)?.getBoundingClientRect().bottom ?? 0, 0) + ROOM;
    const bar = this.bar.getBoundingClientRect();
    const bottom = (bar.height ? bar.top : innerHeight) - ROOM;
    const by = line.bottom > bottom ? Math.min(line.bottom - bottom, line.top - top) : Math.min(0, line.top - top);
    if (by) (this.root.closest("[data-testid=stMain]") || document.scrollingElement).scrollBy({ top: by });
  }
}
