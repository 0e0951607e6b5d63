// Saying by ear who speaks: the recording plays, a digit says whose turn it is, and borders move word by word.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { load, t } from "/assets/kit/words.js";
import { keys, meant, open, sheet } from "./keys.js";
import { List } from "./list.js";
import { Saving } from "./saving.js";
import { Sound } from "./sound.js";
import { Turns } from "./turns.js";

const mounted = new WeakMap(); // parent element -> what is mounted there
const TOOLS = ["other", "split", "join", "earlier", "later", "undo"];

class Page {
  constructor(owner, guid, data) {
    this.data = data;
    this.turn = 0;
    this.word = 0; // of the whole text: the cursor, or what is being said
    this.ends = new AbortController();
    const { signal } = this.ends;
    this.turns = new Turns(data.turns);
    this.saving = new Saving({
      owner, guid, said: { number: data.number, turns: data.turns }, signal, changed: () => this.told() });
    this.list = new List({ data, pick: (word) => this.pick(word) });
    this.speakers = el("div", { class: "sp-who", role: "group", "aria-label": t("Who speaks in this turn") });
    this.all = el("input", { type: "checkbox" });
    this.saved = el("p", { class: "sp-saved", role: "status" });
    this.sheet = sheet();
    this.said = el("p", { class: "sp-said", role: "status" });
    const names = new Map(keys().map(([, does, shown, what]) => [does, [shown[0], what]]));
    this.tools = el("div", { class: "sp-tools", role: "group", "aria-label": t("Change the turn") }, ...TOOLS.map((does) =>
      el("button", { type: "button", "data-does": does, onclick: () => this.act({ does }) },
        el("kbd", { "aria-hidden": "true" }, names.get(does)[0]), ` ${label(does)}`)),
    el("label", {}, this.all, ` ${t("All turns of this speaker")}`),
    el("button", { type: "button", onclick: () => this.act({ does: "sheet" }) }, t("Keys")));
    if (data.recording) {
      this.sound = new Sound({
        recording: data.recording, duration: data.duration, times: data.times, heard: (word) => this.at(word, false),
        failed: (sentence) => this.tell(sentence),
      });
    }
    this.element = el("section", { class: "sp-page", "aria-label": t("Who speaks") },
      el("div", { class: "sp-head" }, this.sound?.element ?? el("p", {}, t("This text has no recording.")), this.speakers,
        this.tools, el("div", { class: "sp-states" }, this.said, this.saved)),
      this.list.element, this.sheet);
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    const left = this.saving.left();
    if (left && this.turns.to(left)) this.saving.put(this.turns.turns);
    this.draw();
    this.told();
  }

  key(event) {
    if (event.defaultPrevented || !this.element.isConnected) return;
    const asked = meant(event);
    if (!asked) return;
    event.preventDefault();
    this.act(asked);
  }

  act({ does, speaker, all = false }) {
    const { turns, turn } = this;
    if (speaker !== undefined) return this.name(speaker, all || this.all.checked);
    const moved = { next: turn + 1, before: turn - 1 }[does];
    if (moved !== undefined) return moved >= 0 && moved < turns.size && this.pick(turns.start(moved));
    const steps = { right: 1, left: -1 }[does];
    if (steps) return this.pick(Math.min(this.data.words.length - 1, Math.max(0, this.word + steps)));
    if (does === "play") return this.sound?.toggle();
    if (does === "back") return this.sound?.back();
    if (does === "sheet") return open(this.sheet);
    return this.change(does);
  }

  name(number, all) {
    const choice = this.data.choices[number];
    if (choice) this.changed(all ? this.turns.nameAll(this.turn, choice[0]) : this.turns.name(this.turn, choice[0]));
  }

  change(does) {
    const { turns, turn, word } = this;
    const first = turns.start(turn);
    const done = {
      other: () => turns.name(turn, turns.other(turn, this.data.choices.map(([key]) => key))),
      split: () => turns.split(word),
      join: () => turns.join(turn),
      earlier: () => turns.move(turn, -1),
      later: () => turns.move(turn, 1),
      undo: () => turns.undo(),
    }[does]();
    if (done && ["earlier", "later"].includes(does)) this.word = Math.max(0, first + (does === "later" ? 1 : -1));
    this.changed(done, does);
  }

  changed(done, does) {
    if (!done) return this.tell(WHY[does]?.() ?? "");
    this.turn = Math.min(this.turns.of(this.word), this.turns.size - 1);
    this.draw();
    this.saving.put(this.turns.turns);
    const [words, who] = this.turns.turns[this.turn];
    this.tell(t("{who}: {words}", { who: this.nameOf(who), words: this.list.quote(this.turns.start(this.turn), words) }));
  }

  // Somebody chose a word: the recording goes there too.
  pick(word) {
    this.at(word, true);
    this.sound?.to(word);
  }

  at(word, chosen) {
    this.word = word;
    const turn = this.turns.of(word);
    const same = turn === this.turn;
    this.turn = turn;
    this.list.at(turn, word, chosen || !same);
    if (!same) this.who();
  }

  nameOf(key) {
    return this.data.choices.find(([one]) => one === key)?.[1] || key || t("Not said yet");
  }

  draw() {
    this.list.draw(this.turns, (key) => this.nameOf(key), this.data.choices);
    this.list.at(this.turn, this.word, true);
    this.who();
  }

  who() {
    const now = this.turns.turns[this.turn][1];
    const had = this.speakers.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.speakers.replaceChildren(...this.data.choices.map(([key, name], n) => el("button", {
      type: "button", "aria-pressed": String(key === now), "data-key": key, "data-tone": String(n % 6),
      onclick: () => this.act({ speaker: n }),
    }, n < 9 ? el("kbd", { "aria-hidden": "true" }, String(n + 1)) : null, ` ${name || t("Not said yet")}`)));
    if (had !== null) [...this.speakers.children].find((one) => one.dataset.key === had)?.focus();
    this.tools.querySelector('[data-does="undo"]').disabled = !this.turns.past.length;
  }

  tell(sentence) {
    this.said.textContent = sentence;
  }

  told() {
    const { state, sentence } = this.saving;
    this.saved.textContent = sentence || {
      saved: t("All is stored"), saving: t("Storing …"), offline: t("No connection. It is kept in this browser until there is one."),
      signedout: t("You are signed out. Sign in again in another window; what you did is kept here."), refused: t("This could not be stored."),
    }[state];
    this.element?.setAttribute("data-saved", String(state === "saved"));
    this.saved.dataset.state = state;
  }

  end() {
    this.ends.abort();
    this.sound?.end();
    this.element.remove();
  }
}

const WHY = {
  split: () => t("Choose the word with which the new turn begins; it cannot be the first."),
  join: () => t("There is no turn before this one."),
  earlier: () => t("The turn before this one has no word to give."),
  later: () => t("This turn has one word only."),
  undo: () => t("There is nothing to undo."),
};

const label = (does) => ({
  other: t("The other one"), split: t("Split here"), join: t("Join"), earlier: t("Begin earlier"), later: t("Begin later"), undo: t("Undo"),
}[does]);

export async function mount({ parentElement, data }) {
  if (mounted.has(parentElement)) return undefined;
  mounted.set(parentElement, null);
  await load();
  style();
  let page = null;
  try {
    page = new Page(data.owner, data.document, await ask("GET", `/api/documents/${encodeURIComponent(data.document)}/speakers`));
    parentElement.replaceChildren(page.element);
  } catch (fault) {
    parentElement.replaceChildren(el("p", { role: "alert" }, fault.message || t("The document could not be fetched. Reload the page to try again.")));
  }
  mounted.set(parentElement, page);
  return () => {
    mounted.delete(parentElement);
    page?.end();
  };
}

function style() {
  const href = "/assets/editor/speakers.css";
  if (!document.querySelector(`link[href="${href}"]`)) document.head.append(el("link", { rel: "stylesheet", href }));
}
