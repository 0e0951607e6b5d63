// A new code without leaving the text: with the selected words as its name (in vivo), or with a name of its own. Words of
// a family are seldom the name that stays: another one is given here too.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { hasKeys } from "./help.js";

const LONGEST = 60;

export class NewCode {
  // make(said) and rename(key, said): see sync.js; apply(key): gives it to what is selected; back(): the focus goes to the text
  constructor(state, { make, rename, apply, back }) {
    Object.assign(this, { state, make, apply, back, called: rename });
    this.last = null; // key of the code that was made here last
    this.renamed = null; // key of the one that gets another name, null for a new one
    this.name = el("input", { maxlength: "120", autocomplete: "off", class: "dk-search", "aria-describedby": "dk-name-fault",
      oninput: () => this.wrong("") });
    this.nameless = el("p", { class: "dk-fault", id: "dk-name-fault", role: "alert" });
    this.parent = el("select");
    this.definition = el("textarea", { rows: "3" });
    this.fault = el("p", { class: "dk-fault", role: "alert" });
    this.save = el("button", { class: "dk-plain dk-main" }, t("Make the code"));
    this.head = el("h2");
    this.rest = [el("label", {}, t("Group"), this.parent), el("label", {}, t("What it means (may follow later)"), this.definition),
      el("p", { class: "dk-later dk-by-key" }, t("Its name is not for ever: R gives it another one."))];
    this.form = el("form", { onsubmit: (event) => this.submit(event) },
      this.head, el("label", {}, t("Name"), this.name), this.nameless, ...this.rest, this.fault,
      el("div", { class: "dk-ways" }, this.save,
        el("button", { type: "button", class: "dk-plain", onclick: () => this.element.close() }, t("Cancel"))));
    this.element = el("dialog", { class: "dk-help dk-new", "aria-label": t("New code"), onclose: () => this.back() }, this.form);
  }

  // Whether the words that are selected become its name.
  open(inVivo) {
    const { span, places, codes } = this.state;
    const words = span && inVivo ? places.text(span.start, span.end).replace(/\s+/g, " ").trim() : "";
    if (inVivo && !words) return this.state.hint(t("Select some text first, then choose the code."));
    if (inVivo) this.state.aim({}); // it is for these words, whatever the next code was to be for
    this.name.value = words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/\s+\S*$/, "")} …` : words;
    this.definition.value = "";
    this.fault.textContent = "";
    const before = this.parent.value;
    this.parent.replaceChildren(...codes.usual.filter((row) => !row.is_codable).map((row) =>
      el("option", { value: row.key }, `${"\u2003".repeat(row.depth)}${row.name}`)), el("option", { value: "" }, t("none")));
    if (before) this.parent.value = before;
    return this.show(null, t("New code"), t("Make the code"));
  }

  // key: of a code, or null for the one that was made here last.
  rename(key = null) {
    const { codes } = this.state;
    const found = codes.byKey.get(key ?? this.last);
    if (!found || found.is_old) return this.state.hint(t("Go to a code at the side, then press R for another name."));
    this.name.value = found.name;
    this.fault.textContent = "";
    return this.show(found.key, t("Another name for {name}", { name: found.name }), t("Keep this name"));
  }

  show(renamed, head, save) {
    this.renamed = renamed;
    this.wrong("");
    this.head.textContent = head;
    this.element.setAttribute("aria-label", head);
    this.save.textContent = save;
    this.rest.forEach((part) => { part.hidden = renamed !== null; });
    this.element.showModal();
    this.name.focus();
    return this.name.select();
  }

  // What is wrong with the name, at the name; "" for nothing.
  wrong(sentence) {
    this.nameless.textContent = sentence;
    this.name.toggleAttribute("aria-invalid", Boolean(sentence));
  }

  async submit(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    this.fault.textContent = "";
    this.wrong(name ? "" : t("Give the code a name first."));
    if (!name) return this.name.focus();
    this.save.disabled = true;
    try {
      if (this.renamed) await this.give(this.renamed, name);
      else await this.add({ name, parent: this.parent.value, definition: this.definition.value.trim() });
    } catch (fault) {
      this.fault.textContent = fault.message || t("This could not be kept. Look at your connection and try again.");
    } finally {
      this.save.disabled = false;
    }
    return undefined;
  }

  async add(said) {
    const { state } = this;
    const code = await this.make(said);
    this.last = code.key;
    state.learn(code);
    this.element.close();
    if (state.span || state.target.whole) this.apply(code.key);
    else state.say(t("Made: {name}", { name: code.name }));
    state.notice("made", hasKeys() ? t("Made: {name}. Press R to give it another name.", { name: code.name })
      : t("Made: {name}", { name: code.name }),
      [[t("Another name"), () => this.rename(code.key)]]);
  }

  async give(key, name) {
    const { state } = this;
    if (state.codes.name(key) !== name) {
      const { codebook: learned = 0 } = state.codes.byKey.get(key);
      state.learn(await this.called(key, { name, seen: Math.max(learned, state.data.codebook) }));
      state.notice("made", "");
      state.say(t("It is called {name} now", { name }));
    }
    this.element.close();
  }
}
