// The page for adding material: choose files, watch them arrive, say what they are, store all or nothing.
// What is under way lives in this module, so a page that is drawn again goes on with the same uploads.

import { el } from "/assets/kit/dom.js";
import { InView } from "/assets/kit/in_view.js";
import { ask } from "/assets/kit/wire.js";
import { load, t } from "/assets/kit/words.js";
import { Card, hasFieldAtFault } from "./card.js";
import { lacksConsent } from "./consent.js";
import { File_, files, forgetNames, joined, onChange, recordings, restored, takeList, texts, unused } from "./files.js";
import { Pages } from "./pages.js";
import { Parts } from "./parts.js";
import { byName, together as inPairs } from "./pairs.js";
import { storedList } from "./stored.js";
import { together } from "./together.js";

// The server takes so many at once; those after them go next.
const MOST_AT_ONCE = 500;

let page = null;

export function mount({ parentElement }) {
  show(parentElement); // not awaited: what is returned here would be taken for a clean-up
}

async function show(parentElement) {
  if (parentElement.querySelector(".rd-add")) return;
  await load();
  if (parentElement.querySelector(".rd-add")) return;
  page = new Page();
  parentElement.append(page.root);
  await page.begin();
}

class Page {
  constructor() {
    this.cards = new Map();
    this.sounds = this.seen = "";
    this.choices = null;
    this.say = el("p", { class: "rd-say", role: "status", "aria-live": "polite" });
    this.alert = el("p", { class: "rd-alert", role: "alert" });
    this.told = el("p", { class: "rd-told", role: "status" });
    this.kinds = el("span", {});
    this.all = el("div", { hidden: true });
    this.parts = new Parts(texts, (...two) => this.join(...two));
    this.parts.draw();
    this.unused = el("p", { class: "rd-note", role: "status" });
    this.list = el("div", { class: "rd-filelist" });
    this.pages = new Pages(() => [...files.values()], () => this.turned());
    this.done = el("div", { class: "rd-done" });
    this.button = el("button", { type: "button", class: "rd-primary", onclick: () => this.store() });
    this.bar = el("div", { class: "rd-bar", hidden: true }, this.button, this.alert, this.told);
    this.root = el("section", { class: "rd-add", "aria-label": t("Add conversations and recordings") },
      el("link", { rel: "stylesheet", href: "/assets/add/add.css" }),
      this.drop(), this.say, this.done, this.unused, this.all, this.parts.root, this.pages.bars[0].root, this.list, this.pages.bars[1].root,
      this.bar);
    onChange((file, what) => (what === "kept" ? this.cards.get(file.key)?.kept() : this.changed(file, what)));
  }

  drop() {
    const input = el("input", { type: "file", multiple: true, class: "rd-hidden", id: "rd-files",
      onchange: () => { this.take(input.files); input.value = ""; } });
    const zone = el("label", { class: "rd-drop", for: "rd-files" },
      el("strong", {}, t("Choose files or drop them here")),
      this.kinds,
      el("span", {}, t("A list (csv or Excel) with the columns bestand, gezin, stem, datum and titel fills in the rest.")));
    const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("rd-over", on); };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => { over(false)(event); this.take(event.dataTransfer.files); });
    return el("div", {}, input, zone);
  }

  async begin() {
    new InView(this.root, this.bar).listen();
    try {
      this.choices = await ask("GET", "/api/intake");
      this.kinds.textContent = t("Texts up to {mb} MB: {texts}. Recordings up to {gb} GB: {recordings}.", this.choices.taken);
      if (!this.choices.families.length) this.root.prepend(this.noFamilies());
      await restored();
    } catch (fault) {
      this.alert.textContent = fault.message || t("There is no connection. Reload the page in a moment.");
      this.bar.hidden = false;
    }
    this.count();
  }

  noFamilies() {
    const words = this.choices.may_add_families
      ? el("a", { href: "/families" }, t("Add the families first."))
      : t("There are no families in this pilot yet. An administrator adds them; then you can store conversations.");
    return el("p", { class: "rd-note" }, words);
  }

  async take(chosen) {
    const faults = [];
    // A copy: emptying the field empties what it gave, and a list is waited for.
    for (const file of [...chosen]) {
      if (/\.(csv|xlsx)$/i.test(file.name)) {
        const { fault, talk, fills = [] } = await takeList(file);
        if (fault) faults.push(fault);
        this.say.textContent = fault || talk ? "" : listSays(file.name, fills);
      } else if (file.size === 0) {
        File_.refuse(file, t("{name} is empty. Choose another file.", { name: file.name }));
      } else {
        File_.add(file);
      }
    }
    this.alert.textContent = faults.join(" ");
    this.bar.hidden = !files.size && !this.alert.textContent;
  }

  changed(file, what = "") {
    if (!files.has(file.key)) {
      this.gone(file, what);
      this.cards.delete(file.key);
      this.redraw();
    } else {
      this.cards.get(file.key)?.draw();
    }
    this.lay();
    this.pair();
    this.count();
  }

  // Who took it away goes on at the file after it; where none is left, at choosing others.
  gone(file, what) {
    const { root } = this.cards.get(file.key) ?? {};
    const near = root?.nextElementSibling ?? root?.previousElementSibling;
    root?.remove();
    if (what === "twice") this.told.textContent = t("{name} was chosen twice. It stands here once, with what you filled in.", { name: file.name });
    if (what !== "removed") return;
    this.said();
    this.told.textContent = t("{name} has been taken away.", { name: file.name });
    (near ?? this.root.querySelector("#rd-files")).focus();
  }

  // The cards of this page of files, in their order; what stands where it should is not touched.
  lay() {
    this.pages.draw();
    const shown = new Map(this.pages.shown.map((file) => [file.key, file]));
    for (const [key, card] of this.cards) {
      if (shown.has(key)) continue;
      card.root.remove();
      this.cards.delete(key);
    }
    let before = null;
    for (const file of shown.values()) {
      const card = this.cards.get(file.key) ?? this.card(file);
      const place = before ? before.nextElementSibling : this.list.firstElementChild;
      if (card.root !== place) this.list.insertBefore(card.root, place);
      before = card.root;
    }
  }

  card(file) {
    const card = new Card(file, () => this.choices, { choices: (...found) => this.consented(...found),
      redraw: () => this.redraw(), said: () => this.said(), chosen: (...found) => this.chosen(...found) });
    this.cards.set(file.key, card);
    card.draw();
    return card;
  }

  async join(first, then) {
    this.said();
    this.parts.button.disabled = true;
    try {
      const file = await joined(first, then);
      this.told.textContent = t("{first} and {second} are one text now. To undo it, remove it and choose both files again.",
        { first: first.name, second: then.name });
      this.pages.show(file);
      this.cards.get(file.key).root.focus();
    } catch (fault) {
      this.alert.textContent = fault.message || t("There is no connection. Try again.");
    }
    this.parts.draw();
  }

  turned() {
    this.lay();
    const first = this.list.firstElementChild;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "start" });
  }

  // A text can belong to a recording that came in before or after it.
  pair() {
    const texts = [...files.values()].filter((file) => file.card?.kind === "text");
    const [sounds, seen] = [recordings(), [...texts, ...recordings()]].map((some) => some.map((file) => file.key).join());
    if (seen === this.seen) return;
    const waiting = new Set((this.choices?.families ?? []).flatMap((family) => family.recordings.map((one) => one.guid)));
    const names = byName(recordings(), waiting);
    const others = texts.filter((text) => text.proposeRecording(names));
    if (others.length || sounds !== this.sounds) this.redraw();
    Object.assign(this, { sounds, seen });
  }

  consented(choices, told) {
    this.choices = choices;
    for (const file of files.values()) file.faults = file.faults.filter((fault) => fault.field !== "consent");
    this.redraw();
    this.said();
    this.told.textContent = told;
    if (!this.openConsent([...files.values()].find((file) => file.isReady && lacksConsent(file, choices)))) this.button.focus();
  }

  // Somebody was added: the new choices, and the focus back to the field it was for.
  chosen(choices, told, field, file) {
    this.choices = choices;
    this.redraw();
    this.said();
    this.told.textContent = told;
    this.cards.get(file.key)?.root.querySelector(`[data-field="${CSS.escape(field)}"]`)?.focus();
  }

  // The first consent that is missing for a file, ready to be filled in; false when none is.
  openConsent(file) {
    if (!file) return false;
    this.pages.show(file);
    const first = this.cards.get(file.key).root.querySelector(".rd-consent");
    if (!first) return false;
    first.open = true;
    const field = first.querySelector("input");
    field.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
    return true;
  }

  // The sentence beside the button goes when all it spoke of has been mended.
  said() {
    this.told.textContent = "";
    if (![...files.values()].some((file) => file.faults.length)) this.alert.textContent = "";
    this.pages.draw();
  }

  redraw() {
    for (const card of this.cards.values()) card.draw();
  }

  count() {
    const all = [...files.values()];
    const ready = this.ready;
    const busy = all.filter((file) => file.isBusy).length;
    this.bar.hidden = !all.length && !this.alert.textContent;
    const rows = busy ? "" : unused.join(" ");
    if (this.unused.textContent !== rows) this.unused.textContent = rows;
    this.button.hidden = !ready.length;
    this.parts.draw();
    this.shared(ready.length);
    this.button.textContent = ready.length === 1 ? t("Store 1 file") : t("Store {n} files", { n: ready.length });
    const said = busy
      ? t("{ready} of {all} files are here.", { ready: ready.length, all: ready.length + busy })
      : ready.length < all.filter((file) => file.isReady).length ? t("All files are here. {n} are stored at a time; the others stay for the next time.", { n: ready.length })
        : ready.length ? t("All files are here. Check what is filled in and store them.") : "";
    if (this.say.textContent !== said) this.say.textContent = said;
  }

  // One setting for all files, where there is more than one.
  shared(n) {
    this.all.hidden = n < 2 || !this.choices;
    if (this.all.hidden) return this.all.replaceChildren();
    if (this.all.children.length) return;
    this.all.append(together(() => [...files.values()].filter((file) => file.isReady), () => this.choices, (told) => {
      this.redraw();
      this.said();
      this.told.textContent = told;
    }));
  }

  // What can be stored now, on whatever page it is.
  get ready() {
    return inPairs([...files.values()].filter((file) => file.isReady), MOST_AT_ONCE);
  }

  async store() {
    const { ready } = this;
    this.alert.textContent = this.told.textContent = "";
    this.button.disabled = true;
    for (const file of ready) file.faults = [];
    try {
      const { stored } = await ask("POST", "/api/intake", { items: ready.map((file) => file.item()) });
      this.choices = await ask("GET", "/api/intake");
      this.kinds.textContent = t("Texts up to {mb} MB: {texts}. Recordings up to {gb} GB: {recordings}.", this.choices.taken);
      this.done.replaceChildren(storedList(stored, ready, this.choices));
      for (const file of ready) file.forget();
      this.done.querySelector("h2")?.focus();
    } catch (fault) {
      this.alert.textContent = fault.message || t("There is no connection. Nothing was stored; try again.");
      for (const file of ready) file.faults = fault.told?.faults?.[file.guid] ?? [];
      // What was true when the page opened may have changed: a consent withdrawn, a family added.
      this.choices = await ask("GET", "/api/intake").catch(() => this.choices);
      this.redraw();
      this.showFaults(ready);
    } finally {
      this.button.disabled = false;
      this.count();
    }
  }

  // The focus goes to the first thing to mend; a consent that is missing is a folded block, often far above the bar.
  showFaults(ready) {
    this.pages.draw();
    const file = ready.find(hasFieldAtFault);
    if (!file) return this.openConsent(ready.find((one) => one.faults.some((fault) => fault.field === "consent")));
    this.pages.show(file);
    return this.cards.get(file.key).root.querySelector('[aria-invalid="true"]')?.focus();
  }
}

function listSays(name, fills) {
  const fields = { family: t("Family"), voice: t("Who tells"), told_on: t("Told on"), title: t("Title") };
  if (!fills.length) return t("The list {name} says nothing of any file.", { name });
  const own = [...files.values()].some((file) => fills.some((field) => file.touched.has(field)));
  return [t("The list {name} fills in: {fields}.", { name, fields: fills.map((field) => fields[field]).join(", ") }),
    own ? t("What you chose yourself stays.") : ""].join(" ");
}

addEventListener("beforeunload", (event) => {
  if ([...files.values()].some((file) => file.isSending)) event.preventDefault();
});
// Names of files may be names of people: they leave the browser with the person who signs out.
document.addEventListener("submit", (event) => {
  if (event.target.action?.endsWith("/sign-out")) forgetNames();
}, true);
