// Stripes and names beside the text. A stripe runs along the lines of its passage; the name stands beside it, so that
// no code is ever told by colour alone, with a mark for the direction that a press changes. Nothing here changes the
// height of a turn: names that do not fit beside it go on below, beside turns that have room, and what is too many is
// behind "+2". On a phone the names stand under the words instead.

import { markOf, withSign } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const ROW = 24; // px, as in desk.css
const TWO = 38; // px of a name that needs two lines
const BESIDE = 36; // px of a name's line that its mark and margins take
const FONT = '13.6px "Source Sans", sans-serif';
const LANE = 8;
const ROOMY = 6; // more lanes than this stand closer together
const CLOSE = 6; // px of a lane then
const LANES = 12;
const OVER = 5; // rows that names may go on below their own turn
export const UNDER = "(max-width: 760px)"; // names under the words

export class Gutter {
  // acts: see acts.js; near: which turns to draw; open(codings, anchor, turn): show a card.
  constructor(state, acts, { transcript, near, open }) {
    Object.assign(this, { state, acts, transcript, near, open, codings: state.codings, codes: state.codes });
    this.says = new WeakMap(); // tag -> what it was made of
    this.over = new Map(); // turn -> px that its names go on below it
    this.widths = new Map(); // name -> px
    this.pen = document.createElement("canvas").getContext("2d");
    this.under = matchMedia(UNDER);
    this.sized = new ResizeObserver(() => this.draw([...this.near.turns]));
    this.sized.observe(transcript.element);
    state.on("coding", (coding) => this.stored(coding));
  }

  end() {
    this.sized.disconnect();
  }

  // All measuring first, then all writing. A turn whose names go on further than before moves those of the next.
  draw(turns) {
    const wanted = new Set(turns);
    const plans = [];
    for (const turn of [...wanted].sort((a, b) => a - b)) this.measure(turn, wanted, plans);
    plans.forEach(({ turn, parts }) => {
      const place = this.transcript.articles[turn].querySelector(".dk-gutter");
      fill(place, parts(new Map([...place.querySelectorAll(".dk-tag")].map((tag) => [tag.dataset.coding, tag]))));
    });
  }

  measure(turn, wanted, plans) {
    const before = this.over.get(turn) || 0;
    const plan = this.plan(turn);
    plans.push(plan);
    this.over.set(turn, plan.over);
    const next = turn + 1;
    const moves = plan.over !== before && !wanted.has(next) && this.near.has(next) && this.sameBlock(turn, next);
    if (moves) this.measure(next, wanted, plans); // also a turn without names: those of the one before may go on past it
  }

  sameBlock(one, other) {
    const { articles } = this.transcript;
    return articles[one].parentElement === articles[other]?.parentElement;
  }

  // Stored by now, without anything else about it having changed.
  stored({ id, unsaved, pieces }) {
    for (const { turn } of pieces) {
      const tag = this.transcript.articles[turn].querySelector(`.dk-tag[data-coding="${id}"]`);
      tag?.classList.toggle("dk-unsaved", unsaved);
    }
  }

  // over: px that the names of this turn go on below it.
  plan(turn) {
    const codings = this.codings.inTurn(turn);
    if (this.under.matches) return { turn, parts: (kept) => this.flow(codings, turn, kept), over: 0 };
    const before = turn && this.sameBlock(turn, turn - 1) ? this.over.get(turn - 1) || 0 : 0;
    const article = this.transcript.articles[turn].getBoundingClientRect();
    if (!codings.length) return { turn, parts: () => [], over: Math.max(0, before - article.height) };
    const box = this.transcript.nodes[turn].parentElement.getBoundingClientRect();
    const items = this.items(turn, codings, box);
    const room = this.transcript.articles[turn].parentElement.getBoundingClientRect().bottom - box.top;
    const { rows, hidden } = this.rows(items, before, box.height, room);
    const foot = rows.length ? rows.at(-1).top + rows.at(-1).item.high : 0;
    return { turn, parts: (kept) => this.beside(items, rows, hidden, turn, kept), over: Math.max(0, foot - (article.bottom - box.top)) };
  }

  items(turn, codings, box) {
    const range = document.createRange();
    const node = this.transcript.nodes[turn];
    const items = codings.map((coding) => {
      const piece = coding.pieces.find((each) => each.turn === turn);
      range.setStart(node, piece.from);
      range.setEnd(node, piece.to);
      const drawn = range.getBoundingClientRect();
      return { coding, top: drawn.top - box.top, height: drawn.height };
    });
    lanes(items);
    const wide = this.transcript.articles[turn].querySelector(".dk-gutter").clientWidth - this.lanesOf(items) - BESIDE;
    for (const item of items) item.high = this.width(this.said(item.coding, turn)) > wide ? TWO : ROW;
    return items;
  }

  lanesOf(items) {
    const lanes = Math.max(...items.map(({ lane }) => lane)) + 1;
    return lanes * widthOf(lanes);
  }

  width(text) {
    this.pen.font = FONT;
    if (!this.widths.has(text)) this.widths.set(text, this.pen.measureText(text).width);
    return this.widths.get(text);
  }

  // The name that stands beside a passage: of a passage that began before this turn with dots before it.
  said(coding, turn) {
    const name = this.codes.name(coding.code);
    return `${coding.pieces[0].turn !== turn ? "… " : ""}${coding.coder === null ? name : `${coding.coder}: ${name}`}`;
  }

  // Each name as near to its words as those before it leave room for; those at the end that do not fit are hidden.
  rows(items, before, height, room) {
    const most = Math.min(room, Math.max(height, ROW) + OVER * ROW);
    const first = Math.max(before, 0);
    let [fits, needed] = [0, 0];
    while (fits < items.length && (!fits || first + needed + items[fits].high <= most)) needed += items[fits++].high;
    let next = first;
    const rows = items.slice(0, fits).map((item) => {
      const latest = most - needed; // the lowest place that leaves room for those after it
      const top = Math.max(next, Math.min(item.top, latest));
      next = top + item.high;
      needed -= item.high;
      return { item, top };
    });
    return { rows, hidden: items.slice(fits) };
  }

  beside(items, rows, hidden, turn, kept) {
    const lanes = this.lanesOf(items);
    const tags = rows.map(({ item, top }, i) => {
      const tag = this.tag(item.coding, turn, kept);
      tag.classList.toggle("dk-short", Boolean(hidden.length) && i === rows.length - 1);
      tag.classList.toggle("dk-two", item.high === TWO);
      tag.style.top = `${top}px`;
      tag.style.setProperty("--lanes", `${lanes}px`);
      return tag;
    });
    const more = hidden.length ? [this.more(hidden, rows.at(-1).top, turn)] : [];
    const wide = widthOf(Math.max(...items.map(({ lane }) => lane)) + 1);
    return [...items.map((item) => this.bar(item, turn, wide)), ...tags, ...more];
  }

  // On a phone: one after another, so that nothing has to be measured.
  flow(codings, turn, kept) {
    return codings.map((coding) => {
      const tag = this.tag(coding, turn, kept);
      tag.classList.remove("dk-short", "dk-two");
      return tag;
    });
  }

  bar({ coding, top, height, lane }, turn, wide) {
    const bar = el("i", {
      class: this.classes("dk-bar", coding), "data-sign": this.signed(coding),
      onclick: (event) => this.open([coding], event.currentTarget, turn),
    });
    bar.style.cssText = `top:${top}px;height:${Math.max(height, 8)}px;left:${lane * wide}px`;
    bar.style.setProperty("--code", `var(--dk-${coding.code})`);
    return bar;
  }

  // What a part looks like: another coder's, and under a code that is no longer in the codebook.
  classes(name, coding) {
    return [name, coding.coder !== null && "dk-theirs", this.codes.isOld(coding.code) && "dk-old"].filter(Boolean).join(" ");
  }

  // How a direction is told; nothing where the code takes none.
  signed(coding) {
    return this.codes.takesSign(coding.code) || coding.sign ? coding.sign ?? "none" : null;
  }

  // The name of a coding, with the mark of its direction before it. kept: by id the tags that stand there already: one
  // that says the same is left as it is, with its focus, and the browser has only what is new to draw.
  tag(coding, turn, kept) {
    const isOld = this.codes.isOld(coding.code);
    const name = this.codes.name(coding.code);
    const told = coding.coder === null ? withSign(name, coding) : `${coding.coder}: ${withSign(name, coding)}`;
    const says = [coding.code, told, isOld, this.signed(coding), this.codes.takesSign(coding.code), this.said(coding, turn)].join("\n");
    const old = kept.get(coding.id);
    const tag = old && this.says.get(old) === says ? old : el("div", {
      class: "dk-tag", "data-coding": coding.id,
      onmouseenter: () => this.state.point(coding), onmouseleave: () => this.state.point(null),
    }, this.mark(coding, name), el("button", {
      type: "button", tabindex: "-1", class: this.classes("dk-label", coding), "data-coding": coding.id,
      title: isOld ? `${told} (${t("no longer in the codebook")})` : told,
      onclick: (event) => this.open([coding], event.currentTarget, turn),
    }, this.signed(coding) ? null : el("i", { class: this.classes("dk-dot", coding) }), this.said(coding, turn)));
    this.says.set(tag, says);
    tag.classList.toggle("dk-unsaved", coding.unsaved);
    tag.style.setProperty("--code", `var(--dk-${coding.code})`);
    return tag;
  }

  // A press goes on to the next direction; of others' codings it is only shown.
  mark(coding, name) {
    const sign = this.signed(coding);
    if (!sign) return null;
    const own = coding.coder === null && this.codes.takesSign(coding.code);
    return el(own ? "button" : "span", {
      class: "dk-mark", "data-sign": sign, ...(own ? {
        type: "button", tabindex: "-1", title: t("Another direction for {name}", { name }),
        onclick: () => this.acts.turnSign(coding.id),
      } : {}),
    }, markOf(coding.sign));
  }

  more(hidden, top, turn) {
    const codings = hidden.map((item) => item.coding);
    const more = el("button", {
      type: "button", tabindex: "-1", class: "dk-more",
      title: codings.map((coding) => this.codes.name(coding.code)).join(", "),
      "aria-label": t("{n} more codings", { n: codings.length }),
      onclick: (event) => this.open(codings, event.currentTarget, turn),
    }, `+${codings.length}`);
    more.style.top = `${top}px`;
    return more;
  }
}

// Leaves standing what stands there already.
function fill(place, parts) {
  if (!place.firstChild) return place.append(...parts);
  const wanted = new Set(parts);
  for (const part of [...place.children]) if (!wanted.has(part)) part.remove();
  return parts.forEach((part, i) => { if (place.children[i] !== part) place.insertBefore(part, place.children[i] ?? null); });
}

function widthOf(lanes) {
  return lanes > ROOMY ? CLOSE : LANE;
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
