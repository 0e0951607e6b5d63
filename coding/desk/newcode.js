// A new code without leaving the text: with the selected words as its name (in vivo), or with a name of its own.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const LONGEST = 60;

export class NewCode {
  // make(said): makes it, see sync.js; apply(key): gives it to what is selected; back(): the focus goes to the text
  constructor(state, { make, apply, back }) {
    Object.assign(this, { state, make, apply, back });
    this.name = el("input", { required: true, maxlength: "120", autocomplete: "off", class: "dk-search" });
    this.parent = el("select");
    this.definition = el("textarea", { rows: "3" });
    this.fault = el("p", { class: "dk-fault", role: "alert" });
    this.save = el("button", { class: "dk-plain dk-main" }, t("Make the code"));
    this.form = el("form", { onsubmit: (event) => this.submit(event) },
      el("h2", {}, t("New code")), el("label", {}, t("Name"), this.name), el("label", {}, t("Group"), this.parent),
      el("label", {}, t("What it means (may follow later)"), this.definition), this.fault,
      el("div", { class: "dk-ways" }, this.save,
        el("button", { type: "button", class: "dk-plain", onclick: () => this.element.close() }, t("Cancel"))));
    this.element = el("dialog", { class: "dk-help dk-new", "aria-label": t("New code"), onclose: () => this.back() }, this.form);
  }

  // Whether the words that are selected become its name.
  open(inVivo) {
    const { span, places, codes } = this.state;
    const words = span && inVivo ? places.text(span.start, span.end).replace(/\s+/g, " ").trim() : "";
    if (inVivo && !words) return this.state.hint(t("Select some text first, then choose the code."));
    this.name.value = words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/\s+\S*$/, "")} …` : words;
    this.definition.value = "";
    this.fault.textContent = "";
    const before = this.parent.value;
    this.parent.replaceChildren(...codes.usual.filter((row) => !row.is_codable).map((row) =>
      el("option", { value: row.key }, `${"\u2003".repeat(row.depth)}${row.name}`)), el("option", { value: "" }, t("none")));
    if (before) this.parent.value = before;
    this.element.showModal();
    this.name.focus();
    return this.name.select();
  }

  async submit(event) {
    event.preventDefault();
    const said = { name: this.name.value.trim(), parent: this.parent.value, definition: this.definition.value.trim() };
    if (!said.name) return this.name.focus();
    this.save.disabled = true;
    try {
      const code = await this.make(said);
      this.state.learn(code);
      this.element.close();
      if (this.state.span || this.state.target.whole) this.apply(code.key);
      else this.state.say(t("Made: {name}", { name: code.name }));
    } catch (fault) {
      this.fault.textContent = fault.message || t("This could not be kept. Look at your connection and try again.");
    } finally {
      this.save.disabled = false;
    }
    return undefined;
  }
}
