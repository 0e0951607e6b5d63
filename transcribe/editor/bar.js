// What stands above the text: the tools, what was just done, whether it is kept, who else is here.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const tools = (marks) => [
  ["undo", "", t("Undo")], ["redo", "", t("Redo")], ["who", "N", t("Who speaks")], ["playHere", "↵", t("Play here")],
  ["pause", "P", marks.pause], ["overlap", "O", marks.overlap], ["unclear", "U", marks.unclear], ["laughs", "L", marks.laughs],
  ["replace", "R", t("Search and replace")], ["next", "J", t("Next doubtful place")], ["heard", "H", t("Listened")], ["again", "W", t("Write out again")], ["sheet", "?", t("Keys")],
];

export class Bar {
  // act(does): a tool was pressed. marks: what is written for what is no word.
  constructor(act, marks) {
    const button = ([does, key, label]) => el("button", {
      type: "button", "data-does": does, onmousedown: (event) => event.preventDefault(), onclick: () => act(does),
    }, key ? el("kbd", { "aria-hidden": "true" }, key) : null, ` ${label}`);
    this.tools = el("div", { class: "sp-tools", role: "group", "aria-label": t("Tools") }, ...tools(marks).map(button));
    this.save = el("button", { type: "button", class: "ed-main", "data-does": "save", onclick: () => act("save") }, t("Save as a version"));
    this.saved = el("p", { class: "sp-saved", role: "status" });
    this.said = el("p", { class: "sp-said", role: "status" });
    this.there = el("p", { class: "ed-others", role: "status", hidden: true });
    this.offers = el("div", { class: "ed-offer", role: "status", hidden: true });
    this.notes = el("div", { class: "ed-notice", role: "status", hidden: true });
    this.here = el("button", { type: "button", hidden: true, onclick: () => this.counts?.() }, t("What is here counts"));
    this.element = el("div", { class: "sp-head ed-head" }, this.tools,
      el("div", { class: "sp-states" }, this.said, el("div", { class: "ed-saving" }, this.saved, this.here, this.save)));
    // At the foot, so that no line moves while somebody types in it.
    this.foot = el("div", { class: "ed-foot" }, this.there, this.offers, this.notes);
  }

  say(sentence) { this.said.textContent = sentence; }

  told(drafting) {
    const { state, sentence, dirty } = drafting;
    this.counts = () => drafting.here().catch((fault) => this.say(fault.message));
    this.here.hidden = state !== "elsewhere";
    const told = {
      saved: t("Nothing waits to be saved"), keeping: t("Keeping …"), kept: t("Kept as a draft, not saved as a version yet"), storing: t("Saving …"),
      offline: t("No connection. It is kept in this browser until there is one."),
      signedout: t("You are signed out. Sign in again in another window; what you did is kept here."), refused: t("This could not be stored."),
    }[state];
    this.saved.textContent = sentence || told;
    this.saved.dataset.state = { keeping: "saving", kept: "saved", storing: "saving" }[state] ?? state;
    this.save.disabled = !dirty || state === "storing";
    const page = this.element.parentElement;
    page?.setAttribute("data-saved", String(state === "saved" && !dirty));
    page?.setAttribute("data-kept", String(["saved", "kept"].includes(state)));
  }

  ways(text) {
    this.tools.querySelector('[data-does="undo"]').disabled = !text.canUndo;
    this.tools.querySelector('[data-does="redo"]').disabled = !text.canRedo;
  }

  // Without a recording nothing is played.
  silent() {
    for (const does of ["playHere", "again"]) this.tools.querySelector(`[data-does="${does}"]`).hidden = true;
  }

  doubts(left) {
    for (const does of ["next", "heard"]) this.tools.querySelector(`[data-does="${does}"]`).hidden = !left;
  }

  others(sentence) {
    if (this.there.textContent !== sentence) this.there.textContent = sentence;
    this.there.hidden = !sentence;
  }

  // A word that was corrected stands elsewhere too.
  offer({ was, is }, n, { all, look }) {
    const close = () => { this.offers.hidden = true; };
    const button = (label, act) => el("button", { type: "button", onmousedown: (event) => event.preventDefault(), onclick: () => { close(); act?.(); } }, label);
    this.offers.replaceChildren(el("span", {}, n === 1 ? t("“{was}” stands there 1 time more.", { was }) : t("“{was}” stands there {n} times more.", { was, n })),
      button(t("Replace all by “{is}”", { is }), all), button(t("Look at each"), look), button(t("Leave it"), null));
    this.offers.hidden = false;
  }

  quiet() { this.notes.hidden = true; }

  notice(parts) {
    this.notes.replaceChildren(...parts, el("button", { type: "button", onclick: () => this.quiet() }, t("Close")));
    this.notes.hidden = false;
  }
}
