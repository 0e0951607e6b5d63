// Stripes and names beside the text. A stripe runs along the lines of its passage; the name stands beside it, so that
// no code is ever told by colour alone. Nothing here changes the height of a
// turn: what does not fit is behind "+2". On a narrow screen the names stand under the words instead.

import { withSign } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const ROW = 22; // px, as in desk.css
const LANE = 8;
const LANES = 5;
export const NARROW = "(max-width: 760px)";

export class Gutter {
  // near: which turns to draw; open(codings, anchor, turn): show a card.
  constructor(state, { transcript, near, open }) {
    Object.assign(this, { state, transcript, near, open, codings: state.codings, codes: state.codes });
    this.sized = new ResizeObserver(() => this.draw([...near.turns]));
    this.sized.observe(transcript.element);
    state.on("coding", (coding) => this.mark(coding));
  }

  end() {
    this.sized.disconnect();
  }

  // All measuring first, then all writing.
  draw(turns) {
    const plans = turns.map((turn) => this.plan(turn));
    plans.forEach(({ turn, parts }) => {
      this.transcript.articles[turn].querySelector(".dk-gutter").replaceChildren(...parts());
    });
  }

  // Stored by now, without anything else about it having changed.
  mark({ id, unsaved, pieces }) {
    for (const { turn } of pieces) {
      const label = this.transcript.articles[turn].querySelector(`.dk-label[data-coding="${id}"]`);
      label?.classList.toggle("dk-unsaved", unsaved);
    }
  }

  plan(turn) {
    const codings = this.codings.inTurn(turn);
    if (!codings.length) return { turn, parts: () => [] };
    const node = this.transcript.nodes[turn];
    const box = node.parentElement.getBoundingClientRect();
    const range = document.createRange();
    const items = codings.map((coding) => {
      const piece = coding.pieces.find((each) => each.turn === turn);
      range.setStart(node, piece.from);
      range.setEnd(node, piece.to);
      const drawn = range.getBoundingClientRect();
      return { coding, top: drawn.top - box.top, height: drawn.height, later: coding.pieces[0].turn !== turn };
    });
    lanes(items);
    return { turn, parts: () => this.parts(items, box.height, turn) };
  }

  parts(items, height, turn) {
    const wide = Math.max(...items.map((item) => item.lane)) + 1;
    const parts = items.map((item) => this.bar(item, turn));
    // On a narrow screen the names stand under the words, where there is room for all of them.
    const rows = matchMedia(NARROW).matches ? items.length : Math.max(1, Math.floor((height + 6) / ROW));
    const fits = Math.min(items.length, rows);
    const short = fits < items.length; // the last row then shares its line with "+2"
    let next = 0;
    items.slice(0, fits).forEach((item, i) => {
      const free = rows - (fits - i); // the lowest row that leaves room for those after it
      const row = Math.max(next, Math.min(Math.round(item.top / ROW), free));
      next = row + 1;
      parts.push(this.label(item, row, wide, turn, short && i === fits - 1));
    });
    if (short) parts.push(this.more(items.slice(fits), next - 1, turn));
    return parts;
  }

  bar({ coding, top, height, lane }, turn) {
    const bar = el("i", {
      class: this.classes("dk-bar", coding),
      onclick: (event) => this.open([coding], event.currentTarget, turn),
    });
    bar.style.cssText = `top:${top}px;height:${Math.max(height, 8)}px;left:${lane * LANE}px`;
    bar.style.setProperty("--code", `var(--dk-${coding.code})`);
    return bar;
  }

  // What a part looks like: another coder's, and under a code that is no longer in the codebook.
  classes(name, coding) {
    return [name, coding.coder !== null && "dk-theirs", this.codes.isOld(coding.code) && "dk-old"].filter(Boolean).join(" ");
  }

  label({ coding, later }, row, wide, turn, short) {
    const name = withSign(this.codes.name(coding.code), coding);
    const text = coding.coder === null ? name : `${coding.coder}: ${name}`;
    const label = el("button", {
      type: "button", tabindex: "-1", class: this.classes("dk-label", coding), "data-coding": coding.id,
      title: this.codes.isOld(coding.code) ? `${text} (${t("no longer in the codebook")})` : text,
      onclick: (event) => this.open([coding], event.currentTarget, turn),
      onmouseenter: () => this.state.point(coding), onmouseleave: () => this.state.point(null),
    }, el("i", { class: this.classes("dk-dot", coding) }), (later ? "… " : "") + text);
    label.classList.toggle("dk-unsaved", coding.unsaved);
    label.classList.toggle("dk-short", short);
    label.style.top = `${row * ROW}px`;
    label.style.setProperty("--lanes", `${wide * LANE}px`);
    label.style.setProperty("--code", `var(--dk-${coding.code})`);
    return label;
  }

  more(hidden, row, turn) {
    const codings = hidden.map((item) => item.coding);
    const more = el("button", {
      type: "button", tabindex: "-1", class: "dk-more",
      title: codings.map((coding) => this.codes.name(coding.code)).join(", "),
      "aria-label": t("{n} more codings", { n: codings.length }),
      onclick: (event) => this.open(codings, event.currentTarget, turn),
    }, `+${codings.length}`);
    more.style.top = `${row * ROW}px`;
    return more;
  }
}

// Stripes beside one another get a lane each; when there are too many the last lane is shared.
function lanes(items) {
  const ends = [];
  for (const item of items) {
    const free = ends.findIndex((end) => end <= item.top + 1);
    item.lane = Math.min(free < 0 ? ends.length : free, LANES - 1);
    ends[item.lane] = Math.max(ends[item.lane] || 0, item.top + item.height);
  }
}
