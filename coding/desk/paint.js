// Tints behind the text with the CSS Custom Highlight API: one Highlight per code, one StaticRange per turn (a range
// over several turns would also paint times and names). The text's DOM is never touched.

const TINT = { light: 0.17, dark: 0.34 };

function rgba(hex, alpha) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

export class Paint {
  // nodeOf(turn): the text node of a turn.
  constructor(codes, nodeOf) {
    this.nodeOf = nodeOf;
    this.codes = codes;
    this.able = typeof Highlight === "function" && Boolean(CSS.highlights);
    this.sheet = new CSSStyleSheet();
    this.drawn = new Map(); // coding -> ranges
    this.highlights = new Map();
    if (!this.able) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    codes.forEach((code) => this.highlight(code.key, 0));
    ["dk-now", "dk-pick"].forEach((name, i) => this.highlight(name, i + 1));
  }

  highlight(name, priority) {
    const made = new Highlight();
    made.priority = priority;
    this.highlights.set(name, made);
    CSS.highlights.set(name.startsWith("dk-") ? name : `dk-code-${name}`, made);
  }

  scheme(scheme) {
    const rules = this.codes.map((code) => {
      const color = scheme === "dark" ? code.color_dark : code.color;
      return `::highlight(dk-code-${code.key}) { background-color: ${rgba(color, TINT[scheme])}; }`;
    });
    this.sheet.replaceSync(rules.join("\n"));
  }

  ranges(pieces) {
    return pieces.map(({ turn, from, to }) => {
      const node = this.nodeOf(turn);
      return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
    });
  }

  add(coding) {
    const highlight = this.highlights.get(coding.code);
    if (!highlight || this.drawn.has(coding)) return;
    const ranges = this.ranges(coding.pieces);
    ranges.forEach((range) => highlight.add(range));
    this.drawn.set(coding, ranges);
  }

  remove(coding) {
    const highlight = this.highlights.get(coding.code);
    (this.drawn.get(coding) || []).forEach((range) => highlight.delete(range));
    this.drawn.delete(coding);
  }

  // name: "dk-pick" (what is selected) or "dk-now" (what is pointed at); pieces may be empty.
  only(name, pieces) {
    const highlight = this.highlights.get(name);
    if (!highlight) return;
    highlight.clear();
    this.ranges(pieces).forEach((range) => highlight.add(range));
  }

  end() {
    if (!this.able) return;
    for (const name of this.highlights.keys()) CSS.highlights.delete(name.startsWith("dk-") ? name : `dk-code-${name}`);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
  }
}
