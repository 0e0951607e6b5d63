// A small card beside a stripe or words: which codes, which words, and all that can be changed about them.

import { markOf, SIGNS, withSign } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { UNDER } from "./gutter.js";
import { explained } from "./panel.js";
import { quoted } from "./quoted.js";
import { t } from "/assets/kit/words.js";

const WEIGHTS = [1, 2, 3, 4, 5];
const WIDEST = 352; // px
const SCROLLED = 20; // px at the right of the window that the bar to scroll by takes

export class Card {
  // acts: see acts.js; more: { add(coding): choose one more code for its words, swap(coding): another one for it,
  // memo(coding, closed) or null, panel: the codes at the side, see panel.js }
  constructor(state, acts, more) {
    Object.assign(this, { state, acts, more, codes: state.codes, places: state.places, ids: [] });
    this.parted = new Map(); // id of a coding that left an open card -> what undo opens again, see parts()
    this.element = el("div", {
      class: "dk-card", role: "dialog", "aria-label": t("Codings here"), hidden: true,
      onkeydown: (event) => this.key(event),
      onfocusin: (event) => this.choose(event.target), onpointerdown: (event) => this.choose(event.target),
    });
    this.away = (event) => {
      if (!this.element.contains(event.target) && !event.target.closest?.(".dk-end, .dk-mark, .dk-step")) this.close();
    };
    state.on("coding", (coding) => this.changed(coding));
    state.on("codes", () => this.again());
    state.on("renamed", (from, to) => this.renamed(from, to));
    this.sized = new ResizeObserver(() => { if (this.isOpen) this.stand(); }); // the sheet of codes comes up, or goes
    this.sized.observe(more.panel.element);
  }

  end() {
    this.sized.disconnect();
  }

  get isOpen() {
    return !this.element.hidden;
  }

  // What was on the card when this coding left it, and the act that had the focus, or null; kept for undo and redo.
  parts(id) {
    this.parted.set(id, { ids: [...this.ids], held: this.held });
  }

  // The same, once: what is to be opened again, or undefined.
  rejoins(id) {
    const was = this.parted.get(id);
    this.parted.delete(id);
    return was;
  }

  get held() {
    return this.element.contains(document.activeElement) ? document.activeElement.dataset.act : null;
  }

  renamed(from, to) {
    const now = (ids) => ids.map((id) => (id === from ? to : id));
    this.ids = now(this.ids);
    this.parted = new Map([...this.parted].map(([id, was]) => [id === from ? to : id, { ...was, ids: now(was.ids) }]));
  }

  // back: what gets the focus when the card closes. focus: whether the card takes it; a click in the text leaves it there.
  open(codings, anchor, back, focus = true) {
    document.removeEventListener("pointerdown", this.away, true);
    this.back = back;
    this.ids = codings.map(({ id }) => id);
    this.state.choose(codings[0]);
    this.fill();
    this.element.hidden = false;
    const gutter = back?.matches(".dk-turn") ? back.querySelector(".dk-gutter").getBoundingClientRect() : null;
    this.about = { box: anchor.getBoundingClientRect(), gutter, isName: Boolean(anchor.closest?.(".dk-tag, .dk-more")) };
    this.stand();
    this.state.point(codings[0]);
    if (focus) (this.element.querySelector(".dk-remove") || this.element.querySelector("button")).focus();
    document.addEventListener("pointerdown", this.away, true);
  }

  // In the margin, over stripes and names: the words and the lines around them are what is judged, and stay in sight, and
  // so do the ends that are dragged. gutter: the room beside the turn, null for a code on the whole document; isName: the
  // box is of a name in it, which stays in sight above the card. On a phone it is a sheet, see desk.css; on a tablet it
  // stands above the sheet of codes.
  stand() {
    const { element, about: { box, gutter, isName } } = this;
    element.style.cssText = "";
    if (matchMedia(UNDER).matches) return;
    const left = gutter ? gutter.left + 4 : box.left;
    if (gutter) element.style.width = `${Math.min(WIDEST, innerWidth - left - SCROLLED)}px`;
    const floor = this.more.panel.top;
    element.style.maxHeight = `min(60vh, ${floor - 16}px)`;
    const { offsetWidth: wide, offsetHeight: high } = element;
    const top = isName || !gutter ? box.bottom + 4 : box.top;
    element.style.left = `${Math.max(8, Math.min(left, innerWidth - wide - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(top, floor - high - 8))}px`;
  }

  choose(target) {
    const id = target.closest(".dk-entry")?.dataset.coding;
    const coding = id && this.state.codings.live(id);
    if (!coding || id === this.state.chosen) return;
    this.state.choose(coding);
    this.state.point(coding);
    for (const entry of this.element.querySelectorAll(".dk-entry")) {
      entry.classList.toggle("dk-chosen", entry.dataset.coding === id);
    }
  }

  // A coding on the card changed, or is there no more.
  changed({ id, live }) {
    if (!this.isOpen || !this.ids.includes(id)) return;
    const at = this.ids.indexOf(id);
    const { held } = this;
    if (!live) {
      this.parts(id);
      this.ids.splice(at, 1);
    }
    if (!this.ids.length) {
      this.close(held !== null);
      return;
    }
    this.fill();
    if (live && id === this.state.chosen) this.state.point(this.state.codings.live(id)); // its words may be others now
    if (live && held) this.element.querySelector(`[data-act="${held}"]`)?.focus();
    else if (held) this.next(at);
  }

  // Its codes are called otherwise, or mean something else.
  again() {
    if (!this.isOpen) return;
    const { held } = this;
    this.fill();
    if (held) this.element.querySelector(`[data-act="${held}"]`)?.focus();
  }

  // On one of its codings, with the focus on this act.
  turnTo(id, held) {
    const entry = this.element.querySelector(`[data-coding="${id}"]`);
    if (entry) this.choose(entry);
    if (held) this.element.querySelector(`[data-act="${held}"]`)?.focus();
  }

  // The focus goes to the next coding on the card when one was removed.
  next(at) {
    const left = this.element.querySelectorAll(".dk-remove");
    (left[Math.min(at, left.length - 1)] || this.element.querySelector("button")).focus();
    const coding = this.state.codings.live(this.ids[Math.min(at, this.ids.length - 1)]);
    this.state.choose(coding);
    this.state.point(coding);
  }

  fill() {
    const codings = this.ids.map((id) => this.state.codings.live(id)).filter(Boolean);
    const open = [...this.element.querySelectorAll("details[open] > summary")].map((one) => one.dataset.act);
    this.element.replaceChildren(...codings.map((coding) => this.entry(coding)), el("button", {
      type: "button", class: "dk-plain", "data-act": "close", onclick: () => this.close(true),
    }, t("Close")));
    for (const act of open) this.element.querySelector(`[data-act="${act}"]`)?.parentElement.setAttribute("open", "");
  }

  entry(coding) {
    const code = this.codes.byKey.get(coding.code);
    const name = this.codes.name(coding.code);
    const own = coding.coder === null;
    const quote = coding.whole ? null : quoted(this.state, coding, 110, 40);
    const entry = el("div", { class: code?.is_old ? "dk-entry dk-old" : "dk-entry", "data-coding": coding.id },
      el("strong", {}, own ? withSign(name, coding) : `${coding.coder}: ${withSign(name, coding)}`),
      code?.is_old ? el("em", { class: "dk-gone" }, t("no longer in the codebook")) : null,
      quote || el("p", {}, t("On the whole document")), own ? this.signs(coding, name) : null,
      own && !coding.whole ? this.bounds(coding, name) : null,
      own ? this.weight(coding, name) : this.weighed(coding),
      this.buttons(coding, own),
      code ? el("details", {}, el("summary", { "data-act": `meaning ${coding.id}` }, t("What {name} means", { name })),
        ...explained(code)) : null);
    entry.classList.toggle("dk-chosen", coding.id === this.state.chosen);
    entry.style.setProperty("--code", `var(--dk-${coding.code})`);
    return entry;
  }

  // act: what a button does, by which it is found again when the card is drawn anew.
  button(coding, act, label, click, more = {}) {
    return el("button", { type: "button", class: "dk-plain", "data-act": `${act} ${coding.id}`, onclick: click, ...more }, label);
  }

  signs(coding, name) {
    if (!this.codes.takesSign(coding.code)) return null;
    const told = { "+": t("there, or it helped"), "-": t("missing, or it hindered"), "±": t("both"), null: t("not stated") };
    return el("div", { class: "dk-signs", role: "group", "aria-label": t("Direction of {name}", { name }) },
      ...SIGNS.map((sign) => this.button(coding, `sign${sign}`, markOf(sign), () => this.acts.change(coding.id, { sign }), {
        title: told[sign], "aria-label": told[sign], "aria-pressed": String(coding.sign === sign),
      })));
  }

  // What the handles in the text do, for who does not drag.
  bounds(coding, name) {
    const step = (end, by, label, sentence) => this.button(coding, `${end}${by}`, label, (event) => {
      this.acts.move(coding.id, end, by, event.altKey);
    }, { "aria-label": sentence, title: sentence });
    return el("div", { class: "dk-bounds", role: "group", "aria-label": t("Words of {name}", { name }) },
      el("span", {}, t("from")), step("start", -1, "◂", t("Begin a word earlier")), step("start", 1, "▸", t("Begin a word later")),
      el("span", {}, t("to")), step("end", -1, "◂", t("End a word earlier")), step("end", 1, "▸", t("End a word later")));
  }

  weight(coding, name) {
    const choice = el("select", {
      "data-act": `weight ${coding.id}`, "aria-label": t("Weight of {name}", { name }),
      onchange: () => this.acts.change(coding.id, { weight: Number(choice.value) }),
    }, ...WEIGHTS.map((n) => el("option", { value: n, selected: n === coding.weight }, n)));
    return el("label", { class: "dk-weight" }, t("weight"), choice);
  }

  weighed({ weight }) {
    return weight > 1 ? el("p", {}, t("weight {n}", { n: weight })) : null;
  }

  buttons(coding, own) {
    const { add, swap, memo } = this.more;
    return el("div", { class: "dk-ways" },
      coding.whole ? null : this.button(coding, "add", t("Add a code"), () => add(coding)),
      own ? this.button(coding, "swap", t("Other code"), () => swap(coding)) : null,
      this.letOut(coding),
      memo ? this.button(coding, "memo", coding.memo ? t("Memo ●") : t("Memo"), () => memo(coding)) : null,
      own ? this.button(coding, "remove", t("Remove"), () => this.acts.remove(coding.id), { class: "dk-plain dk-remove" }) : null);
  }

  // The way to where its words are proposed to leave the team, as the text is read now.
  letOut(coding) {
    const { may_propose: may, document: { guid } } = this.state.data;
    if (!may || coding.whole) return null;
    const { start, end, code } = coding;
    return el("a", { class: "dk-plain", "data-act": `out ${coding.id}`,
      href: `/quotes_out?${new URLSearchParams({ document: guid, start, end, code })}` }, t("Let the words out"));
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    this.close(true);
  }

  close(giveBack = false) {
    if (!this.isOpen) return;
    document.removeEventListener("pointerdown", this.away, true);
    this.element.hidden = true;
    this.state.point(null);
    this.state.choose(null);
    if (giveBack) this.back?.focus({ preventScroll: true });
  }
}
