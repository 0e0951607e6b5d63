// The text on the page: one article per turn with time, speaker, words, and room for stripes.
// [data-turn="N"] and its descendant [data-text] are stable names that tests and other scripts may use.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

// Turns lie in blocks that the browser leaves out of layout and painting while they are far off the screen. A block
// and not a turn is the unit, for the browser looks at each unit in every frame.
const BLOCK = 8;

// One turn is made as html once and cloned: three times faster than making its parts one by one.
function mould(timed, playable) {
  const time = !timed ? null : playable
    ? el("button", { type: "button", class: "dk-time", tabindex: "-1" })
    : el("span", { class: "dk-time" });
  return el("article", { class: timed ? "dk-turn" : "dk-turn dk-untimed", tabindex: "-1" },
    time, el("span", { class: "dk-speaker" }),
    el("div", { class: "dk-words" }, el("p", { class: "dk-said", "data-text": true, dir: "auto" })),
    el("div", { class: "dk-gutter", "aria-hidden": "true" }));
}

export class Transcript {
  constructor(state) {
    const { turns, document: { recording, is_story: story } } = state.data;
    const playable = Boolean(recording);
    this.turns = turns;
    this.nodes = [];
    this.articles = [];
    const timed = turns.some((turn) => turn.start_ms !== null && turn.start_ms !== undefined);
    this.element = el("section", { class: story ? "dk-text dk-story" : "dk-text", "aria-label": t("Text of the conversation") });
    const pattern = mould(timed, playable);
    this.blocks = [];
    let before = null;
    turns.forEach((turn, n) => {
      if (n % BLOCK === 0) this.blocks.push(el("div", { class: "dk-block", "data-from": n }));
      this.blocks.at(-1).append(this.article(pattern, turn, n, timed, before));
      before = turn.speaker;
    });
    this.element.append(...this.blocks);
    this.shown = state.here; // the turn that the reader is at, as it is drawn
    this.covered = () => 0; // px at the foot of the text that something lies over
    if (this.articles.length) this.articles[this.shown].tabIndex = 0;
    state.on("here", (turn, how) => this.go(turn, how));
    state.on("reveal", (turn) => this.reveal(turn));
  }

  article(pattern, turn, n, timed, before) {
    const article = pattern.cloneNode(true);
    const speaker = turn.speaker;
    const has = timed && turn.start_ms !== null && turn.start_ms !== undefined;
    const at = has ? clock(turn.start_ms) : "";
    article.dataset.turn = n;
    article.dataset.number = n + 1;
    article.dataset.voice = turn.voice;
    article.setAttribute("aria-label", [speaker, at].filter(Boolean).join(", "));
    const name = article.querySelector(".dk-speaker");
    name.textContent = speaker;
    if (speaker === before) {
      name.classList.add("dk-same");
      article.classList.add("dk-goes-on"); // said twice, for :has() would make every change on the page a search
    }
    if (timed) {
      const time = article.querySelector(".dk-time");
      time.textContent = at;
      if (has && time.tagName === "BUTTON") time.setAttribute("aria-label", t("Play from {time}", { time: at }));
      if (!has) time.classList.add("dk-timeless");
    }
    const node = document.createTextNode(turn.text);
    article.querySelector("[data-text]").append(node);
    this.nodes.push(node);
    this.articles.push(article);
    return article;
  }

  turnsIn(block) {
    const from = Number(block.dataset.from);
    return Array.from({ length: block.childElementCount }, (_, i) => from + i);
  }

  turnOf(node) {
    const article = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-turn]");
    return article && this.element.contains(article) ? Number(article.dataset.turn) : null;
  }

  // The turn the reader is at; exactly one turn can be reached with Tab.
  go(turn, { focus = false, block = "nearest" }) {
    const old = this.articles[this.shown];
    old.tabIndex = -1;
    old.classList.remove("dk-here");
    this.shown = turn;
    const article = this.articles[turn];
    article.tabIndex = 0;
    article.classList.add("dk-here");
    if (focus) article.focus({ preventScroll: true });
    if (block) this.reveal(turn, block);
  }

  reveal(turn, block = "nearest") {
    const article = this.articles[turn];
    const [box, seen] = [article.getBoundingClientRect(), this.element.getBoundingClientRect()];
    const inside = box.top >= seen.top && box.bottom <= seen.bottom - this.covered();
    if (block === "nearest" && inside) return;
    this.element.style.scrollPaddingBottom = `${this.covered()}px`;
    // Blocks off the screen have only a guessed height until they are drawn: go there, then look again.
    article.scrollIntoView({ block });
    requestAnimationFrame(() => article.scrollIntoView({ block: block === "nearest" ? "nearest" : block }));
  }
}
