// Deciding about names: one name after another with all its places, by keys, and the whole text to mark what was missed.

import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { onReach } from "/assets/kit/reach.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { askKind, askPseudonym } from "./asking.js";
import { Card } from "./card.js";
import { meant, sheet } from "./keys.js";
import { wordsOf } from "./labels.js";
import { Names } from "./list.js";
import { Making } from "./making.js";
import { Decisions } from "./outbox.js";
import { Sound } from "./sound.js";
import { open, spot, State } from "./state.js";
import { Text } from "./text.js";
import { undo } from "./undo.js";

const FRESH_MS = 5000; // what others decide in a text is seen so soon
const ALL_FRESH_MS = 20000; // and in all texts that wait

class Page {
  constructor(owner, one) {
    this.one = one; // guid of the text, or "" for all that wait
    this.state = new State();
    this.steps = []; // what each act undoes
    [this.thing, this.place, this.text] = [null, null, null];
    this.ends = new AbortController();
    const { signal } = this.ends;
    this.outbox = new Decisions({ owner, signal, changed: () => this.told(), stored: (act, places) => this.added(act, places),
      refused: (acts, sentence) => this.refused(acts, sentence) });
    this.making = new Making({ one, signal, changed: () => this.fetch(), stored: () => this.allStored(), tell: (said) => this.tell(said) });
    this.names = new Names((thing) => this.go(thing));
    this.card = new Card({ act: (does, place) => this.act(does, place), pick: (place) => this.at(place) });
    this.element = this.frame();
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    onReach(signal, () => this.fetch());
    const timer = setInterval(() => { if (!document.hidden) this.fetch(); }, one ? FRESH_MS : ALL_FRESH_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  frame() {
    this.bar = el("progress", { class: "nm-bar", "aria-label": t("How many places are decided") });
    this.left = el("strong", { class: "nm-left" });
    this.saved = el("span", { class: "nm-saved", role: "status" });
    this.said = el("p", { class: "nm-said", role: "status" });
    this.player = el("div", {});
    this.sound = new Sound(this.player, (sentence) => this.tell(sentence));
    this.main = el("div", { class: "nm-main-part" });
    this.sheet = sheet();
    const button = (does, key, label, look) => el("button", { type: "button", "data-does": does, class: look, onclick: () => this.act(does) },
      key && el("kbd", { "aria-hidden": "true" }, key), ` ${label}`);
    this.tools = el("div", { class: "nm-tools", role: "group", "aria-label": t("Decide about this name") },
      button("accept", "Enter", t("Replace all"), "nm-main nm-of-names"), button("rename", "S", t("Another pseudonym"), "nm-of-names"),
      button("leave", "N", t("Not a name"), "nm-of-names"), button("mark", "Enter", t("Mark these words"), "nm-main nm-of-text"),
      button("undo", "Z", t("Undo")), button("play", t("Space"), t("Hear it")), button("text", "T", t("The whole text")),
      button("sheet", "?", t("Keys")));
    return el("section", { class: "nm-page", "aria-label": t("Names out"), "data-view": "names" },
      el("p", { class: "nm-warn" }, t("Of fifty names a program misses one at least, and more where the register does not know them. So a person looks: read the whole text before others do.")),
      this.making.element,
      this.head = el("div", { class: "nm-head" }, el("div", { class: "nm-states" }, this.left, this.saved), this.bar, this.tools, this.player, this.said),
      el("div", { class: "nm-both" }, this.names.element, this.main), this.sheet);
  }

  // Until the server answers once: what an earlier page could not send goes behind that.
  async begin() {
    this.outbox.adopt();
    try {
      const told = await ask("GET", `/api/names${this.one ? `?document=${encodeURIComponent(this.one)}` : ""}`);
      this.stamp = told.stamp;
      this.take(told);
    } catch (fault) {
      this.tell(fault.message || t("The names could not be fetched. Reload the page to try again."));
    }
  }

  // What the server has now, with what it lacks on top.
  async fetch() {
    if (this.fetching) return this.fetching;
    this.fetching = this.ask().finally(() => { this.fetching = null; });
    return this.fetching;
  }

  async ask() {
    const asked = new URLSearchParams({ ...(this.one && { document: this.one }), ...(this.stamp && { stamp: this.stamp }) });
    const sent = this.outbox.acts.length;
    try {
      const told = await ask("GET", `/api/names?${asked}`);
      // What was sent meanwhile may lack in the answer: then the next one is as it should be.
      if (this.ends.signal.aborted || sent !== this.outbox.acts.length || this.outbox.busy) return;
      this.stamp = told.stamp;
      if (told.groups) this.take(told);
    } catch (fault) {
      if ([403, 404].includes(fault.status)) this.away(fault.message);
    }
  }

  take(told) {
    const before = this.place;
    this.state.take(told, this.outbox.acts);
    const found = before && (this.state.places.get(before.guid) ?? [...this.state.places.values()].find((one) => (
      one.document === before.document && one.start === before.start && one.number === before.number)));
    if (found) [this.thing, this.place] = [found.thing, found];
    else this.start();
    this.draw();
  }

  // It is out of reach, or not there any more: nothing of it stays.
  away(sentence) {
    this.ends.abort();
    this.sound.end();
    this.element.replaceChildren(el("p", { role: "alert" }, sentence));
  }

  start() {
    const { order } = this.state;
    const first = order.length ? this.state.nextOpen(order.at(-1)) ?? order[0] : null;
    this.set(first);
  }

  set(thing) {
    const group = this.state.groups.get(thing);
    this.thing = group ? thing : null;
    this.place = group ? open(group)[0] ?? group.places[0] : null;
  }

  go(thing) {
    if (this.text) this.show(null);
    this.set(thing);
    this.draw();
  }

  at(place) {
    if (this.place === place || getSelection()?.isCollapsed === false) return;
    this.place = place;
    this.draw();
  }

  get group() {
    return this.state.groups.get(this.thing);
  }

  draw() {
    const { all, left } = this.state;
    this.left.textContent = left ? t("{n} of {all} places to decide", { n: left, all })
      : all ? t("All {all} places are decided", { all }) : t("No places found yet");
    // Where nothing waits there is nothing to press, nor before anybody looked, but for the way to the text.
    this.head.hidden = !this.state.texts.length;
    this.bar.hidden = !all;
    Object.assign(this.bar, { max: Math.max(1, all), value: all - left });
    this.making.draw(this.state);
    this.names.draw(this.state, this.thing);
    if (this.text) this.text.draw(this.state.placesOf(this.text.document));
    else if (this.group) this.card.draw(this.state, this.group, this.place);
    const shown = this.text?.element ?? (this.group ? this.card.element : el("p", { class: "nm-none" }, this.nothing()));
    if (this.main.firstChild !== shown) this.main.replaceChildren(shown);
    this.element.dataset.view = this.text ? "text" : "names";
    this.tools.querySelector('[data-does="text"]').lastChild.textContent = ` ${this.text ? t("Back to the names") : t("The whole text")}`;
    this.tools.querySelectorAll(".nm-of-names, [data-does=play]").forEach((one) => { one.hidden = !this.group && !this.text; });
    this.tools.querySelector('[data-does="undo"]').disabled = !this.steps.length;
    this.told();
  }

  nothing() {
    if (!this.state.texts.length) return t("No text waits here: evaluators read what there is.");
    return this.state.texts.some((text) => text.looked) ? t("The program found no name. Read the whole text: mark what it missed, or make the version.")
      : t("Let the program look for names first. You can mark words in the text yourself, too.");
  }

  key(event) {
    if (event.defaultPrevented || !this.element.isConnected) return;
    const does = meant(event, this.text ? "text" : "names");
    if (!does) return;
    event.preventDefault();
    this.act(does);
  }

  act(does, place = this.place) {
    this.tell("");
    if (does === "sheet") return this.sheet.showModal();
    if (does === "undo") return this.undo();
    if (does === "text") return this.text ? this.show(null) : this.read(place);
    if (this.text) return this.inText(does);
    if (!this.group) return undefined;
    if (does === "play") return this.sound.play(this.state.text(place.document), place) || this.tell(t("Of this place there is no sound."));
    if (does === "right" || does === "left") return this.go(this.state.beside(this.thing, does === "right" ? 1 : -1));
    if (does === "down" || does === "up") return this.step(does === "down" ? 1 : -1);
    if (does === "rename") return this.rename();
    if (does === "acceptOne" || does === "leaveOne") return this.decide(does === "acceptOne" ? "accept" : "leave", [place]);
    return this.decide(does, open(this.group).length ? open(this.group) : this.group.places);
  }

  step(by) {
    const { places } = this.group;
    this.place = places[Math.min(places.length - 1, Math.max(0, places.indexOf(this.place) + by))];
    this.draw();
  }

  rename() {
    const group = this.group;
    askPseudonym(this.element, wordsOf(group), group.pseudonym, (said) => {
      this.decide("rename", open(group).length ? open(group) : group.places.filter(({ decision }) => decision !== "leave"), said);
    });
  }

  // The next name comes at once; the server hears of it behind that.
  decide(act, places, pseudonym) {
    const known = places.filter(({ waits }) => !waits);
    if (!known.length) return this.tell(t("This is being stored. Try again in a moment."));
    const before = this.group.pseudonym;
    const again = !open(this.group).length; // somebody looks once more at what was decided: she stays here
    const word = wordsOf(this.group);
    this.steps.push({ thing: this.thing, before: act === "rename" ? before : undefined, places: known.map((one) => ({ ...spot(one), decision: one.decision })) });
    this.put([{ act, places: known, pseudonym }]);
    this.tell(act === "leave" ? t("“{word}” stays.", { word }) : t("“{word}” → {to}", { word, to: this.group.pseudonym }));
    const [next] = open(this.group);
    if (next) this.place = next;
    else if (again && known.length === 1) [this.place] = known;
    else this.set(this.state.nextOpen(this.thing) ?? this.thing);
    return this.draw();
  }

  put(acts) {
    const made = acts.map(({ act, places, pseudonym }) => ({ act, pseudonym, places: places.map(({ guid }) => guid), at: places.map(spot) }));
    made.forEach((act) => this.state.put(act));
    this.outbox.put(made);
  }

  undo() {
    return undo(this);
  }

  // The whole text of a place; without one that of the only text, or of the first.
  async read(place) {
    const guid = place?.document ?? (this.one || this.state.texts[0]?.guid);
    if (!guid) return;
    try {
      const told = await ask("GET", `/api/documents/${encodeURIComponent(guid)}/names`);
      this.show(new Text(guid, told, (one) => this.go(one.thing)));
      if (place) this.text.show(place);
    } catch (fault) {
      this.tell(fault.message || t("The program cannot be reached. Try again."));
    }
  }

  show(text) {
    this.text = text;
    this.draw();
    if (text) text.element.focus({ preventScroll: true });
  }

  inText(does) {
    const chosen = this.text.selected();
    if (does === "play") return (chosen && this.sound.play(this.state.text(this.text.document), chosen)) || this.tell(t("Of this place there is no sound."));
    if (does !== "mark") return this.text.move(does);
    if (!chosen) return this.tell(t("Select words within what one person says."));
    return askKind(this.element, chosen.word.trim(), (kind, pseudonym) => {
      const act = { id: crypto.randomUUID(), act: "add", kind, pseudonym, ...chosen };
      this.steps.push({ marked: act.id, document: chosen.document, word: chosen.word.trim() });
      this.state.put(act);
      this.outbox.put([act]);
      this.tell(t("“{word}” is marked.", { word: chosen.word.trim() }));
      this.draw();
    });
  }

  // The server knows where the words of a mark begin and end, and found the same words elsewhere; or what stood there.
  added(act, places) {
    const step = this.steps.find(({ marked }) => marked === act.id);
    if (step) step.guids = places;
    this.stamp = null;
    this.soon();
  }

  refused(acts, sentence) {
    this.tell(sentence || t("This could not be stored."));
    const decided = acts.filter(({ act, tried }) => !["add", "unmark"].includes(act) && !tried);
    this.stamp = null;
    this.soon(() => {
      const again = decided.map((act) => this.state.again(act)).filter(Boolean);
      again.forEach((act) => this.state.put(act));
      if (again.length) this.outbox.put(again);
      if (again.length === acts.length) this.tell("");
      this.draw();
    });
  }

  // Asks anew once nothing is on its way; without a connection less and less often.
  soon(then = () => {}, ms = 50) {
    setTimeout(async () => {
      await this.fetch();
      if (this.stamp === null && !this.ends.signal.aborted) this.soon(then, Math.min(ms * 2, FRESH_MS));
      else then();
    }, ms);
  }

  async allStored() {
    for (let n = 0; n < 100 && this.outbox.acts.length; n += 1) await new Promise((go) => { setTimeout(go, 50); });
    return !this.outbox.acts.length;
  }

  tell(sentence) {
    this.said.textContent = sentence;
  }

  told() {
    const { state, acts } = this.outbox;
    this.saved.textContent = this.outbox.told;
    this.element.dataset.saved = String(!acts.length && state === "saved");
    this.saved.dataset.state = state;
  }

  end() {
    this.ends.abort();
    this.sound.end();
    this.element.remove();
  }
}

export const mount = mounting("/assets/review/names.css", (data) => new Page(data.owner, data.document));
