// One file on the page: on its way in, refused, or read and waiting for what the user has to say.

import { lasts } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { locale, t } from "/assets/kit/words.js";
import { consentNotes } from "./consent.js";
import {
  belongsTo, familyOf, namesReplaced, periodOf, speakersOf, tellersOf, titleOf, toldOn, transcribeOf, turns, voiceOf,
} from "./fields.js";
import { TurnList } from "./turnlist.js";

export class Card {
  constructor(file, choices, page) {
    Object.assign(this, { file, choices, page });
    this.root = el("article", { class: "rd-file", tabindex: "-1", "data-file": file.key });
    this.drawn = null;
  }

  draw() {
    const { file } = this;
    // While bytes come in only the bar moves; what somebody is filling in is not touched.
    if (this.drawn === file.state && file.state === "sending") return this.progress();
    const focus = this.root.contains(document.activeElement) ? document.activeElement.dataset.field : null;
    const open = [...this.root.querySelectorAll("details[open]")].map((d) => d.dataset.part);
    this.drawn = file.state;
    this.mark();
    this.root.setAttribute("aria-label", file.name);
    this.root.replaceChildren(this.head(), ...this.body());
    for (const part of open) this.root.querySelector(`details[data-part="${part}"]`)?.setAttribute("open", "");
    if (focus) this.root.querySelector(`[data-field="${CSS.escape(focus)}"]`)?.focus();
    this.progress();
  }

  turns() {
    const { file } = this;
    if (!lists.has(file)) lists.set(file, new TurnList(file, () => { this.draw(); this.page.said(); }));
    return lists.get(file).root;
  }

  mark() {
    this.root.classList.toggle("rd-wrong", this.file.isWrong);
  }

  // What was said is no longer wrong, as far as is known: its message goes, and what is being typed stays as it is.
  mended() {
    const left = new Set(this.file.faults.map((fault) => fault.field));
    for (const told of this.root.querySelectorAll("[data-about]")) {
      if (left.has(told.dataset.about)) continue;
      this.root.querySelector(`[aria-describedby="${told.id}"]`)?.removeAttribute("aria-invalid");
      told.remove();
    }
    this.mark();
  }

  head() {
    const { file } = this;
    const label = file.isSending ? t("Cancel") : t("Remove");
    return el("header", {},
      el("h3", {}, file.name),
      el("span", { class: "rd-soft" }, describe(file)),
      this.stands(),
      el("button", { type: "button", class: "rd-quiet", "aria-label": `${label}: ${file.name}`,
        onclick: () => file.discard() }, label));
  }

  // Whether what was filled in is kept.
  stands() {
    this.standing = el("span", { role: "status" });
    this.kept();
    return this.standing;
  }

  // Alone, for what is being typed must not be drawn anew.
  kept() {
    const { elsewhere, sentence } = this.file.keeping;
    this.standing.className = elsewhere ? "rd-fault" : "rd-soft";
    this.standing.textContent = sentence.trim();
  }

  body() {
    const { file } = this;
    if (file.state === "waiting") return [el("p", { class: "rd-soft" }, t("Waits for its turn."))];
    if (file.state === "reading") return [el("p", { class: "rd-soft" }, t("Is being read..."))];
    if (file.state === "refused") return [el("p", { class: "rd-fault" }, file.error)];
    if (file.state === "interrupted") {
      return [el("p", {}, t("This upload was interrupted at {percent}%. Choose the same file again to go on.",
        { percent: Math.floor((100 * file.at) / file.size) }))];
    }
    if (file.state === "sending") {
      this.bar = el("progress", { max: file.size, value: file.at, "aria-label": file.name });
      this.left = el("span", { class: "rd-soft" });
      return [el("div", { class: "rd-progress" }, this.bar, this.left)];
    }
    return this.form();
  }

  progress() {
    const { file } = this;
    if (file.state !== "sending" || !this.bar) return;
    this.bar.value = file.at;
    this.left.textContent = file.offline
      ? t("No connection. It goes on by itself as soon as there is one.")
      : `${sizeOf(file.at)} / ${sizeOf(file.size)}${timeLeft(file.secondsLeft)}`;
  }

  form() {
    const { file } = this;
    const choices = this.choices();
    const family = choices.families.find((f) => f.guid === file.said.family);
    const say = (field, value, redraw = false) => {
      file.say(field, value);
      if (redraw) this.page.redraw(); else this.mended();
      this.page.said();
    };
    const context = { file, choices, family, say, chosen: (...found) => this.page.chosen(...found) };
    const text = file.card.kind === "text";
    const notes = [...file.card.warnings.map((w) => el("p", { class: "rd-note" }, w)),
      ...[...new Set([...file.card.faults, file.duplicate, ...general(file).map((f) => f.sentence)])].filter(Boolean)
        .map((f) => el("p", { class: "rd-fault" }, f))];
    return [
      ...notes,
      el("div", { class: "rd-fields" },
        familyOf(context), voiceOf(context), toldOn(context), text ? titleOf(context) : transcribeOf(context)),
      text ? el("div", { class: "rd-fields" }, ...periodOf(context)) : null,
      text ? speakersOf(context) : tellersOf(context),
      text ? this.turns() : null,
      ...consentNotes(context, this.page.choices),
      text ? belongsTo(context) : null,
      text ? namesReplaced(context) : null,
    ].filter(Boolean);
  }
}

// Kept while the card is drawn again, so that what was opened and paged to stays.
const lists = new WeakMap();

const SHOWN = new Set([
  "family", "voice", "told_on", "event_from", "title", "speakers", "persons", "recording", "transcribe", "deidentified"]);
export const hasFieldAtFault = (file) => file.faults.some((fault) => SHOWN.has(fault.field));
const general = (file) => file.faults.filter((fault) => !SHOWN.has(fault.field) && fault.field !== "consent");

function describe(file) {
  const card = file.card;
  if (!card) return sizeOf(file.size);
  if (card.kind === "recording") return `${t("Recording")} · ${card.format} · ${lasts(card.duration_ms)}`;
  const words = card.words === 1 ? t("1 word") : t("{n} words", { n: card.words });
  return [t("Text"), card.format, words, turns(file.said.rows ? file.said.rows.rows.filter(([, , out]) => !out).length : card.turns)].join(" · ");
}

function sizeOf(bytes) {
  if (bytes < 1000) return bytes === 1 ? t("1 byte") : t("{n} bytes", { n: bytes });
  const small = bytes < 1e6;
  const size = bytes / (small ? 1e3 : 1e6);
  const digits = size < 10 && !small ? 1 : 0;
  return `${size.toLocaleString(locale, { maximumFractionDigits: digits })} ${small ? "kB" : "MB"}`;
}

function timeLeft(seconds) {
  if (seconds === null) return "";
  if (seconds < 60) return ` · ${t("{n} seconds left", { n: seconds < 10 ? seconds : Math.ceil(seconds / 5) * 5 })}`;
  return ` · ${t("about {n} minutes left", { n: Math.ceil(seconds / 60) })}`;
}
