// Memos on one thing, read and written in place, over whatever page is open. What is written is kept in this browser
// with every key until the server has it: closing, a fault or a page that goes away loses no word.

import { el } from "/assets/kit/dom.js";
import { beforeLeaving, UNSENT } from "/assets/kit/unsaved.js";
import { load, t } from "/assets/kit/words.js";
import { ask, standing } from "/assets/kit/wire.js";
import { entry } from "./entry.js";
import { Form } from "./form.js";
import { Linking } from "./linking.js";

let open = null;

function styled() {
  const href = "/assets/memos/dialog.css";
  if (!document.querySelector(`link[href="${href}"]`)) document.head.append(el("link", { rel: "stylesheet", href }));
}

// Which words of a memo are before whoever changes it; "" for a new one.
const baseOf = (memo) => (memo ? memo.changed_at || memo.created_at : "");

function sentence(fault) {
  if (fault.message) return fault.message;
  return standing(fault) === "offline" ? t("No connection. Your words are kept in this browser; save them again later.")
    : t("This did not work. Your words are kept in this browser; try again.");
}

class Memos {
  // about: see openMemo
  constructor(about) {
    Object.assign(this, about);
    this.changed = false;
    this.leaving = new AbortController();
    this.list = el("div", { class: "mm-list" });
    this.below = el("div", { class: "mm-below" });
    this.told = el("p", { class: "mm-told", role: "alert" });
    this.heading = el("h2", { id: "mm-head", tabindex: "-1" }, this.title || t("Memo"));
    this.element = el("dialog", { class: "mm-dialog", "aria-labelledby": "mm-head", oncancel: () => this.form?.keep() },
      el("header", {}, this.heading,
        el("button", { type: "button", class: "mm-close", "aria-label": t("Close"), onclick: () => this.close() }, "×")),
      this.told, this.list, this.below);
    this.element.addEventListener("close", () => this.end());
    this.element.addEventListener("keydown", (event) => event.stopPropagation()); // the page below has keys of its own
  }

  get shelf() {
    return `${UNSENT.memos}${this.account}|${this.on}|${this.guid}|${this.span ? `${this.span.start}-${this.span.end}` : ""}|`;
  }

  async begin() {
    document.body.append(this.element);
    this.element.showModal();
    this.heading.focus();
    beforeLeaving(this.leaving.signal, { send: () => this.form?.keep(), atRisk: () => Boolean(this.form?.atRisk) });
    await (this.on === "memo" ? this.follow(this.guid) : this.read());
  }

  async read() {
    const query = new URLSearchParams({ on: this.on, guid: this.guid, ...this.span });
    try {
      const answer = await ask("GET", `/api/memos?${query}`, undefined, { key: this.csrf });
      Object.assign(this, { account: answer.account, csrf: answer.csrf, memos: answer.memos, waiting: answer.waiting });
      if (!this.title) this.heading.textContent = [answer.on.named, answer.on.called].filter(Boolean).join(": ");
      this.show();
    } catch (fault) {
      this.tell(sentence(fault));
      // Without a connection one can write, when it is known whose words these are.
      if (standing(fault) === "offline" && this.account) {
        this.memos ??= [];
        this.show();
      }
    }
  }

  // mendable: it is about what was written, and goes once something else is.
  tell(text, mendable = false) {
    this.told.textContent = text;
    this.mendable = mendable;
  }

  show() {
    this.list.replaceChildren(...this.memos.map((memo) => entry(memo, this)), ...this.lost());
    if (!this.form) {
      // Words that were not stored the last time come first: of a memo that is there, or of a new one.
      const kept = [...this.memos.map((memo) => memo.id), ""].find((id) => Form.has(this.shelf, id));
      if (kept !== undefined) return this.write(this.memos.find((memo) => memo.id === kept));
      if (!this.memos.length) return this.write();
    }
    return this.form ? null : this.rest();
  }

  // Memos on other words of this text that were changed: a person says that they belong to these.
  lost() {
    if (!this.waiting?.length) return [];
    return [el("section", { class: "mm-lost" }, el("h3", {}, t("On words that were changed")), ...this.waiting.map((memo) => (
      el("p", {}, memo.title || memo.body, " ", el("button", { type: "button", onclick: () => this.place(memo) },
        t("It belongs to these words"))))))];
  }

  place(memo) {
    return this.doing(async () => {
      const body = { document: this.guid, span: this.span };
      this.put((await ask("POST", `/api/memos/${memo.id}/place`, body, { key: this.csrf })).memo);
      this.waiting = this.waiting.filter((other) => other.id !== memo.id);
      this.show();
    });
  }

  rest() {
    this.form = null;
    this.below.replaceChildren(el("button", { type: "button", class: "mm-new", onclick: () => this.write() },
      t("Write a memo")));
  }

  // memo: one of these to write other words for, or nothing for a new one.
  write(memo) {
    this.tell("");
    const about = { span: this.span || null, base: baseOf(memo) };
    const leave = () => { this.rest(); this.hold(); };
    this.form = new Form({ memo, about, shelf: this.shelf, save: (said) => this.save(said, memo), leave,
      written: ({ body }) => { if (this.mendable && body.trim()) this.tell(""); } });
    this.below.replaceChildren(this.form.element);
    this.form.element.querySelector(memo ? "textarea" : "input").focus();
    this.form.element.scrollIntoView({ block: "nearest" });
  }

  async save(said, memo) {
    const body = { ...said, on: this.on, guid: this.guid, span: this.span || null, base: baseOf(memo) };
    await this.doing(async () => {
      const stored = (await ask("POST", "/api/memos", body, { key: this.csrf })).memo;
      this.form.stored();
      this.put(stored);
      this.rest();
      this.show();
      this.tell("");
      this.list.querySelector(`[data-memo="${stored.id}"]`)?.scrollIntoView({ block: "nearest" });
    });
  }

  // Nothing is said twice at once; what went wrong is said above, and the words stay.
  async doing(what) {
    if (this.busy) return;
    this.busy = true;
    try {
      await what();
    } catch (fault) {
      this.tell(sentence(fault), fault.status === 400);
    }
    this.busy = false;
    this.hold();
  }

  // What had the focus went with a form or a list: it stays in the dialog, or no key reaches it any more.
  hold() {
    const { activeElement } = document;
    if (this.element.open && !(this.element.contains(activeElement) && activeElement !== this.element)) {
      (this.below.querySelector("input, button") || this.heading).focus();
    }
  }

  put(memo) {
    this.changed = true;
    const at = this.memos.findIndex((other) => other.id === memo.id);
    if (at < 0) this.memos.push(memo);
    else this.memos[at] = memo;
  }

  remove(memo) {
    return this.doing(async () => {
      await ask("POST", `/api/memos/${memo.id}/remove`, {}, { key: this.csrf });
      this.changed = true;
      this.memos = this.memos.filter((other) => other !== memo);
      this.rest();
      this.list.replaceChildren(...this.memos.map((other) => entry(other, this)));
      this.below.prepend(el("p", { class: "mm-gone" }, t("The memo was taken away."), " ", el("button", {
        type: "button", onclick: () => this.back(memo) }, t("Take back"))));
      this.below.querySelector("button").focus();
    });
  }

  back(memo) {
    return this.doing(async () => {
      const body = { id: memo.id, on: this.on, guid: this.guid, title: memo.title, body: memo.body, private: memo.private,
        base: baseOf(memo) };
      this.put((await ask("POST", "/api/memos", body, { key: this.csrf })).memo);
      this.rest();
      this.show();
    });
  }

  linking(memo, beside) {
    const linking = new Linking({ memo, key: this.csrf, chosen: (other) => this.link(memo, other, true) });
    beside.replaceChildren(linking.element);
    linking.begin();
  }

  link(memo, other, linked) {
    return this.doing(async () => {
      this.put((await ask("POST", `/api/memos/${memo.id}/links`, { other, linked }, { key: this.csrf })).memo);
      this.show();
      this.list.querySelector(`[data-memo="${memo.id}"] .mm-ways button`)?.focus();
    });
  }

  // Another memo, which a link leads to: in this dialog, by what it is on.
  async follow(id) {
    await this.doing(async () => {
      const { memo } = await ask("GET", `/api/memos/${id}`, undefined, { key: this.csrf });
      this.form?.keep();
      const [thing] = memo.on;
      Object.assign(this, { on: thing.kind, guid: thing.guid, span: null, title: "", form: null });
      this.below.replaceChildren();
      await this.read();
      this.list.querySelector(`[data-memo="${id}"]`)?.scrollIntoView({ block: "nearest" });
      this.heading.focus();
    });
  }

  close() {
    this.form?.keep();
    this.element.close();
  }

  end() {
    this.leaving.abort();
    this.element.remove();
    if (open === this) open = null;
    this.closed?.({ changed: this.changed, memos: this.memos?.length ?? null });
  }
}

// Opens the memos on something.
// on: project, journal, code, family, document, passage or coding, or memo, for what that memo is on; guid: of it, the key
// of a code, the ISO date of the journal, "" for the project; with span ({ start, end, version }, code points) guid is the
// document of a passage.
// title: what stands above; csrf, account: of the page, asked for when it has none. closed({ changed, memos }): called
// once, when it is closed; memos: how many there are now, null when nobody knows.
export async function openMemo({ on, guid = "", span = null, title = "", csrf, account = "", closed = null }) {
  open?.close();
  styled();
  await load();
  open = new Memos({ on, guid, span, title, csrf, account, closed });
  await open.begin();
}
