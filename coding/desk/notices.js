// Messages, one per subject, laid over the foot of the text: one that came or went in the flow moved what was being
// clicked. What is only said aloud goes into a region of its own.

import { afterFrame } from "./after.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Notices {
  // unplaced: the list of codings that need a place, which lies there too
  constructor(state, unplaced) {
    this.state = state;
    this.list = el("div", { class: "dk-notices", role: "alert" });
    this.element = el("div", { class: "dk-over" }, unplaced.element, this.list);
    this.live = el("div", { class: "dk-quiet", "aria-live": "polite", role: "status" });
    this.speak = afterFrame(() => this.spoken());
    state.on("notice", (subject) => this.draw(subject));
    state.on("said", (sentence) => this.say(sentence));
    state.on("sending", () => this.sending());
  }

  say(sentence) {
    this.sentence = sentence;
    this.speak();
  }

  // The same sentence twice is two sentences to a screen reader.
  spoken() {
    const { sentence } = this;
    this.live.textContent = this.live.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  draw(subject) {
    const told = this.state.notices.get(subject);
    const old = this.list.querySelector(`[data-about="${subject}"]`);
    const focused = old?.contains(document.activeElement);
    old?.remove();
    if (focused && !told) this.state.go(this.state.here, { focus: true }); // to the text
    if (!told) return;
    const { text, ways, focus } = told;
    const shown = el("p", { "data-about": subject }, text, " ", ...ways.map(([label, way]) =>
      typeof way === "string" ? el("a", { href: way }, label)
        : el("button", { type: "button", class: "dk-plain", onclick: way }, label)));
    this.list.append(shown);
    if (focus && focus === document.activeElement) shown.querySelector("a, button").focus();
  }

  sending() {
    const { state, sentence } = this.state.sending;
    const here = encodeURIComponent(location.pathname + location.search);
    this.state.notice("sending", {
      refused: sentence || t("This cannot be saved now. What you did is kept in this browser."),
      signedout: t("You are signed out. Sign in again; what you did is kept in this browser."),
    }[state] || "", state === "signedout" ? [[t("Sign in"), `/sign-in?next=${here}`]] : []);
  }

  holds(element) {
    return this.list.contains(element);
  }
}
