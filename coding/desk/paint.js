// Tints behind the text with the CSS Custom Highlight API: one Highlight per code, one StaticRange per turn (a range
// over several turns would also paint times and names). The text's DOM is never touched. Only turns near the screen
// are painted: at every change the browser goes through all ranges there are.

const TINT = { light: 0.2, dark: 0.5 };
// However many passages lie over one another, letters keep a contrast of 4.5 on their tints: no tint is darker than
// this (light ground, dark letters) or lighter (dark ground, light letters). Relative luminance as WCAG counts it.
const LEAST_LIGHT = 0.3;
const MOST_DARK = 0.12;
// What the machine proposes; what the model was not sure of; what has a memo; what was found; what is selected; what is pointed at.
const OVER = ["dk-suggested", "dk-unsure", "dk-noted", "dk-find", "dk-pick", "dk-now"];

function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// What lies behind words with a code of this colour ('#RRGGBB'), in the light or the dark look: [r, g, b, alpha].
export function tint(hex, scheme) {
  let rgb = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [to, wrong] = scheme === "dark" ? [0, (light) => light > MOST_DARK] : [255, (light) => light < LEAST_LIGHT];
  while (wrong(luminance(rgb))) rgb = rgb.map((part) => part + (to - part) * 0.08 + Math.sign(to - part) * 0.2);
  return [...rgb.map(Math.round), TINT[scheme]];
}

export class Paint {
  constructor(state, transcript) {
    Object.assign(this, { state, codings: state.codings, nodes: transcript.nodes });
    this.able = typeof Highlight === "function" && Boolean(CSS.highlights);
    this.drawn = new Map(); // turn -> [[highlight, range]]
    this.highlights = new Map();
    this.sheet = new CSSStyleSheet();
    state.on("span", (span) => this.only("dk-pick", span ? state.places.pieces(span.start, span.end) : []));
    state.on("noted", () => this.noted());
    state.on("pointed", (pieces) => this.only("dk-now", pieces));
  }

  begin() {
    if (!this.able) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    OVER.forEach((name, i) => this.highlight(name, i + 1));
    this.noted();
  }

  get codes() {
    return this.state.codes.rows;
  }

  highlight(name, priority) {
    const made = new Highlight();
    made.priority = priority;
    this.highlights.set(name, made);
    CSS.highlights.set(name, made);
  }

  scheme(scheme) {
    for (const { key } of this.able ? this.codes : []) {
      if (!this.highlights.has(`dk-code-${key}`)) this.highlight(`dk-code-${key}`, 0);
    }
    // Only words are ever painted. Without the class the browser works these styles out for every element there is.
    const rules = this.codes.map((code) => {
      const color = scheme === "dark" ? code.color_dark : code.color;
      return `.dk-said::highlight(dk-code-${code.key}) { background-color: rgba(${tint(color, scheme).join(", ")}); }`;
    });
    this.sheet.replaceSync(rules.join("\n"));
  }

  range({ turn, from, to }) {
    const node = this.nodes[turn];
    return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
  }

  draw(turn) {
    this.wipe(turn);
    const drawn = [];
    const add = (name, piece) => {
      const highlight = this.highlights.get(name);
      if (!highlight) return;
      const range = this.range(piece);
      highlight.add(range);
      drawn.push([highlight, range]);
    };
    for (const { code, pieces } of this.codings.inTurn(turn)) {
      add(`dk-code-${code}`, pieces.find((piece) => piece.turn === turn));
    }
    for (const hit of this.state.find.inTurn.get(turn) || []) add("dk-find", hit);
    if (drawn.length) this.drawn.set(turn, drawn);
  }

  wipe(turn) {
    for (const [highlight, range] of this.drawn.get(turn) || []) highlight.delete(range);
    this.drawn.delete(turn);
  }

  // Words with a memo on them.
  noted() {
    this.only("dk-noted", this.state.noted.flatMap(({ start, end }) => this.state.places.pieces(start, end)));
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
