// One passage: what each coder says of it, what was decided, and what can be decided.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { asksName, didName, kinds, signMark, signName } from "./labels.js";
import { decided, shown, spanOf } from "./state.js";

export class Card {
  // act(does): what a key would do. point(spans): what is looked at. words(span), code(key), time(at): to show. reason(text): was written.
  constructor({ act, point, words, code, time, reason }) {
    Object.assign(this, { act, point, words, code, time });
    this.title = el("h3", {});
    this.kind = el("p", { class: "tg-kind" });
    this.coders = el("ul", { class: "tg-coders", "aria-label": t("What the coders say") });
    this.now = el("div", { class: "tg-now", role: "status" });
    this.conflict = el("div", { class: "tg-conflict", role: "alert", hidden: true });
    this.reason = el("input", { type: "text", maxlength: 2000, "aria-label": t("Reason"), placeholder: t("Reason, if you like") });
    this.reason.addEventListener("keydown", (event) => {
      if (event.key === "Enter") reason(this.reason.value);
      if (["Enter", "Escape"].includes(event.key)) this.reason.blur();
    });
    const button = (does, key, label, look) => el("button", { type: "button", "data-does": does, class: look, onclick: () => act(does) }, el("kbd", { "aria-hidden": "true" }, key), ` ${label}`);
    this.element = el("section", { class: "tg-card", "aria-label": t("This passage") }, this.kind, this.title, this.coders,
      el("div", { class: "tg-row", role: "group", "aria-label": t("Decide about this passage") },
        button("all", "B", t("All of it")), button("none", "0", t("No code")), button("words", "W", t("Selected words")), button("code", "C", t("Another code")),
        button("plus", "+", t("helped")), button("minus", "−", t("failed")), button("both", "=", t("both (±)")), button("reopen", "X", t("Take back"))),
      el("label", { class: "tg-reason" }, el("span", {}, t("Reason")), this.reason), this.conflict, this.now);
  }

  draw(row, coders, conflict) {
    const about = kinds().get(row.kind);
    this.kind.textContent = row.asks ? about : `${about} · ${t("decided")}`;
    this.title.textContent = row.start === null ? t("The whole document") : short(this.words(row));
    this.coders.replaceChildren(...coders.map((coder, n) => this.coder(row, coder, n)));
    const taken = row.decisions.some(({ did }) => did !== "reopened");
    this.element.querySelector('[data-does="reopen"]').disabled = !taken;
    if (this.shown !== row.key) this.reason.value = row.decisions.at(-1)?.reason ?? "";
    this.shown = row.key;
    this.now.replaceChildren(...this.decision(row));
    this.clash(conflict);
  }

  coder(row, { label, done }, n) {
    const marks = row.marks.filter(({ coder }) => coder === n);
    const point = (on) => () => this.point(on ? marks : []);
    return el("li", { onpointerenter: point(true), onpointerleave: point(false) },
      el("button", { type: "button", "data-coder": n + 1, onclick: () => this.act(n + 1), onfocus: point(true), onblur: point(false), title: t("Take what {coder} says", { coder: label }) },
        el("kbd", { "aria-hidden": "true" }, n < 9 ? String(n + 1) : ""), ` ${label}`),
      el("div", {}, ...(marks.length ? marks.map((mark) => this.mark(row, mark)) : [el("span", { class: "tg-soft" },
        done ? t("gave no code here") : t("gave no code here; not done yet"))])));
  }

  mark(row, mark) {
    const other = mark.start !== null && spanOf(mark) !== spanOf(row);
    return el("div", { class: "tg-mark" }, this.chip(mark), other ? el("q", {}, short(this.words(mark))) : null,
      ...(mark.notes ?? []).map((note) => el("p", { class: "tg-note" }, el("strong", {}, t("Note:")), ` ${note}`)));
  }

  chip({ code, sign }) {
    const { name, color, color_dark: dark } = this.code(code);
    return el("span", { class: "tg-chip" }, el("i", { class: "tg-stripe", style: `--light: ${color}; --dark: ${dark}` }),
      sign ? el("b", { title: signName(sign) }, signMark(sign)) : null, ` ${name}`);
  }

  chips(codings, row) {
    if (!codings.length) return [el("span", {}, t("no code"))];
    return codings.flatMap((one) => [this.chip(one), one.start !== null && spanOf(one) !== spanOf(row) ? el("q", {}, short(this.words(one))) : ""]);
  }

  decision(row) {
    const now = decided(row);
    if (!now) return [el("p", { class: "tg-soft" }, t("Nothing is decided here yet."))];
    const [last] = row.decisions.filter(({ did }) => did !== "reopened").slice(-1);
    const who = [last.by || t("by you, just now"), last.at ? this.time(last.at) : ""].filter(Boolean).join(", ");
    return [el("p", {}, el("strong", {}, t("Decided: {what}", { what: didName(last.did) })), " ", ...this.chips(now, row)), el("p", { class: "tg-soft" }, who),
      last.reason ? el("p", {}, t("Reason: {reason}", { reason: last.reason })) : "", row.asks ? el("p", { class: "tg-asks" }, asksName(row.asks)) : ""];
  }

  // What somebody else decided, or a coder changed, while this was on its way.
  clash(conflict) {
    this.conflict.hidden = !conflict;
    if (!conflict) return;
    const { act, sentence } = conflict;
    this.conflict.replaceChildren(el("p", {}, sentence), el("p", {}, el("strong", {}, t("You had decided:")), " ", ...this.chips(shown(act), act.seen)),
      el("div", { class: "tg-row" }, el("button", { type: "button", "data-does": "mine", onclick: () => this.act("mine") }, t("Mine counts")),
        el("button", { type: "button", "data-does": "theirs", onclick: () => this.act("theirs") }, t("Leave it as it is now"))));
  }
}

const LONGEST = 220;
const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}` : text);
