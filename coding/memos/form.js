// Writing a memo: a title, words, and who may read it. Every key is kept in this browser until the words are stored.

import { el } from "/assets/kit/dom.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { t } from "/assets/kit/words.js";

export class Form {
  // Whether words wait under a scope for a memo (its id, "" for a new one).
  static has(scope, id) {
    return Boolean(new Shelf(scope).get(id || "new"));
  }

  // memo: what it changes, or nothing; about: what else is needed to store it from elsewhere; save(said): a promise;
  // leave(): called when it is given up; written(): with every key.
  constructor({ memo, about, shelf, save, leave, written }) {
    Object.assign(this, { memo, about, save, leave, written });
    this.shelf = new Shelf(shelf);
    this.name = memo?.id || "new";
    const kept = this.shelf.get(this.name);
    const from = kept || memo || { title: "", body: "", private: false };
    this.id = memo?.id || kept?.id || crypto.randomUUID();
    this.before = JSON.stringify([memo?.title || "", memo?.body || "", memo?.private || false]);
    this.title = el("input", { type: "text", id: "mm-title", maxlength: 300, value: from.title, oninput: () => this.typed() });
    this.body = el("textarea", { id: "mm-body", rows: 7, maxlength: 100000, oninput: () => this.typed() });
    this.body.value = from.body;
    this.private = el("input", { type: "checkbox", id: "mm-private", onchange: () => this.keep() });
    this.private.checked = from.private;
    this.element = el("form", { class: "mm-form", onsubmit: (event) => this.submit(event), onkeydown: (event) => this.key(event) },
      kept ? el("p", { class: "mm-kept" }, t("These words were not stored yet; they are as you left them.")) : null,
      el("label", { for: "mm-title" }, t("Title (not needed)")), this.title,
      el("label", { for: "mm-body" }, t("Memo")), this.body,
      el("label", { class: "mm-check" }, this.private, " ", t("Private: only I read it")),
      el("p", { class: "mm-ways" },
        el("button", { type: "submit", class: "mm-save" }, t("Save")),
        el("button", { type: "button", onclick: () => this.giveUp() }, memo ? t("Leave as it was") : t("Throw away"))));
  }

  get said() {
    return { id: this.id, title: this.title.value, body: this.body.value, private: this.private.checked };
  }

  get isChanged() {
    return JSON.stringify([this.title.value, this.body.value, this.private.checked]) !== this.before;
  }

  // Words that are nowhere but on this page.
  get atRisk() {
    return this.isChanged && !this.shelf.works;
  }

  keep() {
    if (this.done) return;
    if (this.isChanged) this.shelf.put(this.name, { ...this.said, about: this.about });
    else this.shelf.drop(this.name);
  }

  typed() {
    this.keep();
    this.written(this.said);
  }

  stored() {
    this.done = true;
    this.shelf.drop(this.name);
  }

  giveUp() {
    this.stored();
    this.leave();
  }

  submit(event) {
    event.preventDefault();
    this.keep();
    this.save(this.said);
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.submit(event);
  }
}
