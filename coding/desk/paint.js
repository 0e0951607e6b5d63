// Tints behind the text with the CSS Custom Highlight API: one Highlight per code, one StaticRange per turn (a range
// over several turns would also paint times and names). The text's DOM is never touched. Only turns near the screen
// are painted: at every change the browser goes through all ranges there are.

const TINT = { light: 0.17, dark: 0.34 };
const OVER = ["dk-pick", "dk-now"]; // what is selected; what is pointed at

function rgba(hex, alpha) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

export class Paint {
  constructor({ codes, codings, transcript }) {
    Object.assign(this, { codings, nodes: transcript.nodes, codes: codes.rows });
    this.able = typeof Highlight === "function" && Boolean(CSS.highlights);
    this.drawn = new Map(); // turn -> [[highlight, range]]
    this.highlights = new Map();
    this.sheet = new CSSStyleSheet();
  }

  begin() {
    if (!this.able) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    this.codes.forEach((code) => this.highlight(`dk-code-${code.key}`, 0));
    OVER.forEach((name, i) => this.highlight(name, i + 1));
  }

  highlight(name, priority) {
    const made = new Highlight();
    made.priority = priority;
    this.highlights.set(name, made);
    CSS.highlights.set(name, made);
  }

  scheme(scheme) {
    // Only words are ever painted. Without [data-text] the browser works these styles out for every element there is.
    const rules = this.codes.map((code) => {
      const color = scheme === "dark" ? code.color_dark : code.color;
      return `[data-text]::highlight(dk-code-${code.key}) { background-color: ${rgba(color, TINT[scheme])}; }`;
    });
    this.sheet.replaceSync(rules.join("\n"));
  }

  range({ turn, from, to }) {
    const node = this.nodes[turn];
    return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
  }

  refresh(turn) {
    this.wipe(turn);
    const drawn = [];
    for (const coding of this.codings.inTurn(turn)) {
      const highlight = this.highlights.get(`dk-code-${coding.code}`);
      if (!highlight) continue;
      const range = this.range(coding.pieces.find((piece) => piece.turn === turn));
      highlight.add(range);
      drawn.push([highlight, range]);
    }
    if (drawn.length) this.drawn.set(turn, drawn);
  }

  wipe(turn) {
    for (const [highlight, range] of this.drawn.get(turn) || []) highlight.delete(range);
    this.drawn.delete(turn);
  }

  // name: one of OVER; pieces may be empty.
  only(name, pieces) {
    const highlight = this.highlights.get(name);
    if (!highlight || (!pieces.length && !highlight.size)) return;
    highlight.clear();
    pieces.forEach((piece) => highlight.add(this.range(piece)));
  }

  end() {
    for (const name of this.highlights.keys()) CSS.highlights.delete(name);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
  }
}
