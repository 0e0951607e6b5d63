// Coders side by side: one passage after another, what each coder says and what counts, decided by keys.

import { timeName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { onReach } from "/assets/kit/reach.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { askCode } from "./asking.js";
import { Card } from "./card.js";
import { Head } from "./head.js";
import { meant, sheet } from "./keys.js";
import { signMark } from "./labels.js";
import { List } from "./list.js";
import { Decided } from "./outbox.js";
import { actOf, base, Conflicts, decided, ofAll, ofCoder, sent, shown, State } from "./state.js";
import { Text } from "./text.js";

const FRESH_MS = 5000; // what others decide is seen so soon
const SIGNS = { plus: "+", minus: "-", both: "±" };
// Which end of what is selected, and where it goes.
const MOVES = { longerLeft: ["start", -1], shorterLeft: ["start", 1], longerRight: ["end", 1], shorterRight: ["end", -1] };
const UNNAMED = "coders-unnamed"; // 1 while coders are called A and B

class Page {
  constructor({ document: guid, owner }) {
    this.guid = guid;
    this.path = `/api/documents/${encodeURIComponent(guid)}/together`;
    this.habits = new Shelf("sp-");
    this.state = new State();
    this.steps = []; // what each act undoes
    this.key = null;
    this.ends = new AbortController();
    const { signal } = this.ends;
    this.outbox = new Decided({ owner, document: guid, signal, changed: () => this.told(), stored: (acts, answer) => this.stored(acts, answer),
      refused: (acts, sentence) => this.refused(acts, sentence) });
    this.conflicts = new Conflicts(this.outbox);
    this.element = el("section", { class: "tg-page", "aria-label": t("Side by side") });
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    onReach(signal, () => this.fetch());
    const timer = setInterval(() => {
      if (!document.hidden) this.fetch();
    }, FRESH_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  get unnamed() {
    return this.habits.get(UNNAMED) === 1;
  }

  get asked() {
    return { names: this.unnamed ? "0" : "1" };
  }

  // The whole document; what an earlier page could not send goes behind that.
  async begin() {
    try {
      // Without options at first: so that it takes what the page's preload link has fetched already.
      const early = this.unnamed ? null : await fetch(this.path).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
      const told = early ?? await ask("GET", `${this.path}?${new URLSearchParams(this.asked)}`);
      Object.assign(this, { version: told.version, stamp: told.stamp });
      this.frame(told);
      this.outbox.adopt();
      this.conflicts.adopt(this.outbox.refusals);
      this.take(told);
    } catch (fault) {
      this.element.replaceChildren(el("p", { role: "alert" }, fault.message || t("The passages could not be fetched. Reload the page to try again.")));
    }
  }

  frame(told) {
    this.codes = new Map(told.codes.map((code) => [code.key, code]));
    this.state.inUse = new Set(told.codes.filter((code) => code.is_codable && !code.is_old).map(({ key }) => key));
    this.sheet = sheet();
    this.head = new Head({ title: `${told.family} · ${told.title}`, unnamed: this.unnamed, act: (does) => this.act(does), name: (unnamed) => this.name(unnamed) });
    this.text = new Text(told.turns);
    this.list = new List({ go: (key) => this.go(key), only: (name) => this.only(name), words: (row) => this.words(row).slice(0, 80), called: (code) => this.called(code).name });
    this.card = new Card({ act: (does) => this.act(does), point: (marks) => this.text.paint("tg-one", marks), words: (span) => this.words(span),
      code: (key) => this.called(key), time: (at) => timeName(at), reason: (text) => this.because(text) });
    this.element.replaceChildren(this.head.element, el("div", { class: "tg-three" }, this.list.element, this.text.element, this.card.element), this.sheet);
    this.look();
  }

  // The colours of codes follow the look of the page around it, which is there before the style of this one is.
  look() {
    if (!this.head) return; // not there yet
    const { color } = getComputedStyle(this.element.parentElement ?? document.body);
    const [r, g, b] = color.match(/[\d.]+/g).map(Number);
    this.element.dataset.scheme = 0.299 * r + 0.587 * g + 0.114 * b > 128 ? "dark" : "light";
  }

  called(key) {
    return this.codes.get(key) ?? { key, name: key, color: "currentColor", color_dark: "currentColor" };
  }

  words({ start, end }) {
    return start === null ? t("The whole document") : this.text.words(start, end);
  }

  async fetch(again = false) {
    if (!this.text || this.fetching) return this.fetching;
    this.fetching = this.ask(again).finally(() => { this.fetching = null; });
    return this.fetching;
  }

  // What the server has now, with what it lacks on top.
  async ask(again) {
    const sent = this.outbox.acts.length;
    try {
      const told = await ask("GET", `${this.path}/rows?${new URLSearchParams({ ...this.asked, stamp: again ? "" : this.stamp })}`);
      // What was sent meanwhile may lack in the answer: then the next one is as it should be.
      if (this.ends.signal.aborted || sent !== this.outbox.acts.length || this.outbox.busy) return;
      this.stamp = told.stamp;
      if (told.rows) this.take(told);
    } catch (fault) {
      if ([403, 404, 409].includes(fault.status)) this.away(fault.message);
    }
  }

  take(told) {
    this.state.take(told, this.outbox.acts);
    if (!this.state.byKey.has(this.key)) this.key = this.state.nextLeft(null) ?? this.state.rows[0]?.key ?? null;
    this.draw();
    if (!this.shown) this.go(this.key);
    this.shown = true;
  }

  // It is out of reach, blind, or not there any more: nothing of it stays.
  away(sentence) {
    this.ends.abort();
    this.text.end();
    this.element.replaceChildren(el("p", { role: "alert" }, sentence));
  }

  get row() {
    return this.state.byKey.get(this.key);
  }

  go(key) {
    this.key = key;
    this.draw();
    if (this.row && this.row.start !== null) this.text.show(this.row.start);
  }

  only(name) {
    this.state.only = name;
    const { listed } = this.state;
    if (listed.length && !listed.includes(this.row)) this.go(listed[0].key);
    else this.draw();
  }

  draw() {
    this.head.draw(this.state);
    this.list.draw(this.state, this.key);
    this.card.element.hidden = !this.row;
    if (this.row) this.card.draw(this.row, this.state.coders, this.conflicts.get(this.key));
    this.text.paint("tg-now", this.row ? [this.row] : []);
    this.text.paint("tg-one", []);
    this.element.dataset.left = this.state.left;
    this.told();
  }

  press(event) {
    if (event.defaultPrevented || !this.element.isConnected || !this.text) return;
    const does = meant(event, this.state.coders?.length ?? 0);
    if (!does) return;
    event.preventDefault();
    this.act(does);
  }

  act(does) {
    this.tell("");
    if (does === "sheet") return this.sheet.showModal();
    if (does === "undo") return this.undo();
    if (does === "agree") return this.agree();
    if (does === "next") return this.go(this.state.nextLeft(this.key) ?? this.key);
    if (does === "down" || does === "up") return this.go(this.state.beside(this.key, does === "down" ? 1 : -1) ?? this.key);
    if (!this.row) return undefined;
    if (does === "reason") return this.card.reason.focus();
    if (does === "mine" || does === "theirs") return this.settle(does);
    if (does === "reopen") return decided(this.row) ? this.decide([], { reopen: true }) : undefined;
    if (does === "all") return this.decide(ofAll(this.row));
    if (does === "none") return this.decide([]);
    if (does === "words") return this.bounds();
    if (MOVES[does]) return this.nudge(...MOVES[does]);
    if (does === "code") return this.code();
    if (SIGNS[does]) return this.sign(SIGNS[does]);
    return this.coder(does - 1);
  }

  coder(n) {
    const said = ofCoder(this.row, n);
    const { label } = this.state.coders[n] ?? {};
    if (!label) return undefined;
    return this.decide(said, {}, said.length ? "" : t("{coder} gave no code here: so none counts.", { coder: label }));
  }

  bounds() {
    const span = this.text.selected();
    const now = base(this.row);
    if (!span) return this.tell(t("Select the words in the text first, then press W."));
    if (!now.length) return this.code();
    return this.decide(now.map((one) => ({ ...one, ...span })));
  }

  // By keys: a word more or less of the passage, or of what is selected already.
  nudge(end, by) {
    const from = this.text.selected() ?? base(this.row)[0] ?? this.row;
    if (from.start !== null) this.text.select(this.text.nudged(from, end, by));
  }

  code() {
    const { row } = this;
    const span = this.text.selected() ?? { start: row.start, end: row.end };
    askCode(this.element, [...this.codes.values()].filter((code) => code.is_codable && !code.is_old), (key) => {
      const [now] = base(row);
      const sign = (this.called(key).takes_sign && now?.sign) || "";
      if (this.row === row) this.decide([{ code: key, sign, weight: 1, ...span }]);
    });
  }

  sign(sign) {
    const now = base(this.row);
    const able = now.filter(({ code }) => this.called(code).takes_sign);
    if (!able.length) return this.tell(t("None of these codes takes a direction."));
    return this.decide(now.map((one) => (able.includes(one) ? { ...one, sign } : one)));
  }

  // Reason of what is decided already, or of what will be.
  because(reason) {
    const now = decided(this.row);
    if (now && reason.trim() !== this.row.decisions.at(-1).reason) this.decide(now, { reason, stay: true });
  }

  // The next passage comes at once; the server hears of it behind that.
  decide(codings, { reopen, reason = this.card.reason.value, stay } = {}, said = "") {
    const { row } = this;
    const again = stay || reopen || !row.asks; // somebody looks once more at what was decided: she stays here
    this.steps.push([{ key: row.key, codings: decided(row), reason: row.decisions.at(-1)?.reason ?? "" }]);
    this.put(row, codings, reopen, reopen ? "" : reason);
    this.conflicts.clear(row.key);
    const names = codings.map(({ code, sign }) => `${signMark(sign)} ${this.called(code).name}`.trim()).join(", ");
    this.tell(said || (reopen ? t("Taken back.") : t("Decided: {what}", { what: names || t("no code") })));
    getSelection()?.removeAllRanges();
    return again ? this.draw() : this.go(this.state.nextLeft(row.key) ?? row.key);
  }

  put(row, codings, reopen, reason) {
    const act = actOf(row, this.version, reopen ? { reopen: true } : { codings: codings.map(sent), reason: reason.trim() });
    this.state.put(act);
    this.outbox.put([act]);
  }

  agree() {
    const rows = this.state.agreeable;
    if (!rows.length) return this.tell(t("There is nothing left on which all agree."));
    this.steps.push(rows.map(({ key }) => ({ key, codings: null, reason: "" })));
    const act = { id: crypto.randomUUID(), version: this.version, agree: true };
    this.state.put(act);
    this.outbox.put([act]);
    this.tell(t("{n} passages on which all agree are decided.", { n: rows.length }));
    return this.go(this.row?.asks ? this.key : this.state.nextLeft(this.key) ?? this.key);
  }

  undo() {
    const step = this.steps.pop();
    if (!step) return this.tell(t("There is nothing to undo."));
    const rows = step.filter(({ key }) => this.state.byKey.get(key)?.decisions.length);
    if (!rows.length) return this.tell(t("This cannot be undone any more."));
    rows.forEach(({ key, codings, reason }) => this.put(this.state.byKey.get(key), codings ?? [], !codings, reason));
    this.tell(t("Undone."));
    return this.go(rows[0].key);
  }

  // Two people, or a coder meanwhile: which of both counts.
  settle(which) {
    const { act } = this.conflicts.get(this.key) ?? {};
    this.conflicts.clear(this.key);
    if (act && which === "mine") return this.decide(shown(act), { reopen: act.reopen, reason: act.reason });
    return this.draw();
  }

  stored(acts, { was, stamp, results }) {
    const not = results.filter(({ state }) => state === "rejected");
    const byId = new Map(acts.map((act) => [act.id, act]));
    not.forEach(({ id, why, sentence }) => this.clash(byId.get(id), why, sentence));
    // Nobody did anything else meanwhile: what is shown is what is there.
    if (!not.length && was === this.stamp) this.stamp = stamp;
    else this.soon();
  }

  clash(act, why, sentence) {
    if (why !== "bad" && act.row) this.conflicts.keep(act, sentence);
    this.tell(sentence);
  }

  refused(acts, sentence) {
    this.tell(sentence || t("This could not be stored."));
    acts.filter(({ row }) => row).forEach((act) => this.conflicts.keep(act, sentence || t("This could not be stored.")));
    this.soon();
  }

  // Asks anew once nothing is on its way.
  soon(ms = 50) {
    setTimeout(async () => {
      if (this.ends.signal.aborted) return;
      const before = this.stamp = "";
      await this.fetch(true);
      if (this.stamp === before) this.soon(Math.min(ms * 2, FRESH_MS));
    }, ms);
  }

  async name(unnamed) {
    if (unnamed) this.habits.put(UNNAMED, 1);
    else this.habits.drop(UNNAMED);
    await this.fetching;
    this.soon(0);
  }

  tell(sentence) {
    this.head.tell(sentence);
  }

  told() {
    if (!this.head) return;
    const { state, acts } = this.outbox;
    this.head.told(this.outbox);
    this.element.dataset.saved = String(!acts.length && state === "saved");
  }

  end() {
    this.ends.abort();
    this.text?.end();
    this.element.remove();
  }
}

export const mount = mounting("/assets/together/together.css", (data) => new Page(data));
