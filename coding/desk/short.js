// Many short texts, coded one after another: their rows on the left, and beside them the desk for the one chosen. The
// desk is the same as for one long text; here the next one comes by a key, without a page in between.

import { el } from "/assets/kit/dom.js";
import { load, t } from "/assets/kit/words.js";
import { ask } from "/assets/kit/wire.js";
import { again, isMeant } from "./ahead.js";
import { take } from "./early.js";
import { Rows } from "./rows.js";
import { Tail } from "./tail.js";
import { Watch } from "./watch.js";

const mounted = new WeakMap(); // parent element -> what is mounted there

class Short {
  constructor(asked) {
    this.asked = asked;
    this.desk = null;
    this.opening = false; // the next text is not drawn yet
    this.kept = []; // what was asked meanwhile, in order: keys, rows that were chosen ({ open: guid }), undo and redo ({ act })
    this.tails = new Map(); // guid -> what still sends for a text that was left
    this.rows = new Rows({ take: asked.take, chosen: (guid) => this.chosen(guid), asked: (query, page) => this.list(query, page) });
    this.place = el("section", { class: "sh-desk", "aria-label": t("Text") });
    this.hint = el("p", { class: "sh-hint" }, t("A digit codes what is selected, or else the whole text. Alt and ↓: the next text. Ctrl and Enter: done, and the next."));
    this.element = el("div", { class: "sh-page" }, this.rows.element, el("div", { class: "sh-side" }, this.hint, this.place));
    this.ends = new AbortController();
    const { signal } = this.ends;
    document.addEventListener("keydown", (event) => this.key(event), { signal, capture: true });
    addEventListener("online", () => this.tails.forEach((tail) => tail.kick()), { signal });
  }

  async begin() {
    const { document: first, take: _menu, ...query } = this.asked;
    await this.list(query);
    await this.open(first || this.rows.first);
  }

  async list(query, page = 1) {
    const wanted = new URLSearchParams({ ...query, page });
    try {
      this.rows.show(await ask("GET", `/api/short?${wanted}`), query);
    } catch (fault) {
      this.rows.tell(fault.message || t("The list could not be fetched. Reload the page to try again."));
    }
  }

  // Keys that were pressed before a row was chosen are for the text before it.
  chosen(guid) {
    if (this.opening && this.kept.length) this.kept.push({ open: guid });
    else this.open(guid);
  }

  async open(guid) {
    if (!guid || this.ends.signal.aborted || guid === this.guid) return;
    this.leave();
    this.guid = guid;
    this.waits(true);
    this.rows.at(guid);
    this.tails.get(guid)?.stop(); // its actions go on with the desk
    this.tails.delete(guid);
    try {
      const desk = await take(guid, null);
      if (this.guid !== guid || this.ends.signal.aborted) return;
      this.desk = desk;
      desk.state.otherwise = { whole: true };
      desk.acts.away = (there, way) => this.back(there, way);
      this.place.replaceChildren(desk.element);
      this.waits(false); // before it begins, for it takes the focus
      desk.begin(null);
      this.follow(desk, guid);
      this.catchUp();
    } catch (fault) {
      if (this.guid === guid) this.shut(fault.message || t("The document could not be fetched. Reload the page to try again."));
    }
  }

  follow(desk, guid) {
    const { state } = desk;
    const told = () => this.rows.coded(guid, namesOf(state), state.status);
    state.on("coding", told);
    state.on("status", told);
    state.on("codebook", () => this.list(this.rows.query, this.rows.page)); // names in the other rows
    this.watch = new Watch({
      document: guid, stamp: state.data.reach, recording: state.data.document.recording, shut: (sentence) => this.shut(sentence),
      opened: () => location.reload(), silent: () => desk.silence(), news: (...said) => desk.sync.heard(...said),
    });
  }

  // What is still seen of the text before takes no clicks: they would be lost, or be for the wrong text.
  waits(opening) {
    this.opening = opening;
    this.place.toggleAttribute("inert", opening);
    this.place.setAttribute("aria-busy", String(opening));
  }

  // Does what was asked while this text was not there yet; the rest waits when that leads to a next one.
  catchUp() {
    while (this.kept.length && !this.opening && this.desk) {
      const next = this.kept.shift();
      if (next.open) this.open(next.open);
      else if (next.act) this.desk.acts[next.act]();
      else again(next, this.desk.element);
    }
  }

  shut(sentence) {
    this.leave();
    this.waits(false);
    const lost = this.kept.splice(0).length > 0;
    getSelection()?.removeAllRanges();
    this.place.replaceChildren(el("p", { class: "dk-fault dk-shut", role: "alert" }, sentence,
      lost ? ` ${t("What you pressed while waiting for it was not done.")}` : ""));
  }

  // Undo or redo (way) in another text than the one that is open: that comes back.
  back(guid, way) {
    this.kept.unshift({ act: way });
    return this.open(guid);
  }

  // The text is left; what was not stored of it goes on being sent, and its row says so until it is.
  leave() {
    this.watch?.end();
    const { desk, guid } = this;
    this.desk = this.watch = this.guid = null;
    if (!desk) return;
    desk.end();
    const tail = new Tail(desk.state.data, (waiting) => this.rows.waits(guid, waiting));
    if (tail.waiting) this.tails.set(guid, tail);
    tail.kick();
  }

  step(by) {
    const next = this.rows.beside(this.guid, by);
    if (next) return this.open(next);
    return this.desk?.state.hint(by > 0 ? t("This is the last text of the list.") : t("This is the first text of the list."));
  }

  key(event) {
    const { desk } = this;
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (this.opening) return isMeant(event) ? this.took(event, () => this.keep(event)) : undefined;
    if (!desk) return;
    if (event.altKey && ["ArrowDown", "ArrowUp"].includes(event.key)) return this.took(event, () => this.step(event.key === "ArrowDown" ? 1 : -1));
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      return this.took(event, () => {
        if (desk.state.status !== "done") desk.acts.finish(true);
        this.step(1);
      });
    }
  }

  // A step that comes first needs no text in between; all else waits for the text it is about.
  keep(event) {
    const by = event.altKey && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by && !this.kept.length && this.rows.beside(this.guid, by);
    if (next) this.open(next);
    else this.kept.push(event);
  }

  took(event, act) {
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  end() {
    this.leave();
    this.ends.abort();
    this.tails.forEach((tail) => tail.stop());
    this.element.remove();
  }
}

// The names of the codes a coder gave, most often first.
function namesOf({ codings, codes }) {
  return [...codings.perCode].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]).map(([key]) => codes.name(key));
}

function styled() {
  for (const href of ["/assets/desk/desk.css", "/assets/desk/short.css"]) {
    if (!document.querySelector(`link[href="${href}"]`)) document.head.append(el("link", { rel: "stylesheet", href }));
  }
}

export function mount({ data, parentElement }) {
  const known = mounted.get(parentElement);
  if (known) { // light or dark may have changed
    known.short?.desk?.look();
    return known.leave;
  }
  const here = { short: null, left: false };
  here.leave = () => {
    here.left = true;
    here.short?.end();
    mounted.delete(parentElement);
  };
  mounted.set(parentElement, here);
  styled();
  load().catch(() => {}).then(() => {
    if (here.left) return;
    here.short = new Short(data);
    parentElement.append(here.short.element);
    here.short.begin();
  });
  return here.leave;
}
