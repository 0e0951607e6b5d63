// Which codings are shown: of one code, one coder, one voice, one direction.

import { afterFrame } from "./after.js";
import { markOf } from "./codings.js";
import { el } from "/assets/kit/dom.js";
import { voiceName } from "./quoted.js";
import { t } from "/assets/kit/words.js";

export class Filter {
  // showOthers(on): other coders' codings are fetched; back(): the focus goes to the text
  constructor(state, { showOthers, back }) {
    Object.assign(this, { state, showOthers, back });
    this.choices = {
      code: this.choice("code", t("Code")), coder: this.choice("coder", t("Coder")),
      voice: this.choice("voice", t("Voice")), sign: this.choice("sign", t("Direction")),
    };
    this.told = el("span", { class: "dk-hits", role: "status" });
    this.element = el("div", { class: "dk-bar-row dk-filter", role: "group", "aria-label": t("Which codings are shown"), hidden: true },
      ...Object.values(this.choices).map(({ label }) => label), this.told,
      el("button", { type: "button", class: "dk-plain", onclick: () => this.all() }, t("Show all")),
      el("button", { type: "button", class: "dk-plain", onclick: () => this.close() }, t("Close")));
    state.on("filter", () => this.tell());
    const changed = afterFrame(() => { this.fill(); this.tell(); });
    for (const topic of ["coding", "others"]) state.on(topic, changed);
    state.on("codes", () => this.fill());
  }

  choice(part, name) {
    const select = el("select", { onchange: () => this.chosen(part, select.value) });
    return { select, label: el("label", {}, name, select) };
  }

  // [value, name] of everything that can be chosen.
  options() {
    const { codes, data } = this.state;
    const { codings } = this.state;
    const others = [...new Set(codings.others().filter(({ agreed }) => !agreed).map(({ coder }) => coder))].sort();
    const together = codings.together();
    const voices = [...new Set(data.turns.map(({ voice }) => voice))];
    const used = codes.rows.filter(({ key, is_codable: codable }) => codable && (!codes.isOld(key) || this.state.codings.perCode.get(key)));
    return {
      code: [["", t("all")], ...used.map(({ key, name }) => [key, name])],
      coder: [["", t("all")], ["me", t("me")], ...(data.may_see_others && !others.length && !together.length ? [["others", t("others too")]] : []),
        ...others.map((label) => [label, label]), ...(together.length ? [["consensus", together[0].coder]] : [])],
      voice: [["", t("all")], ...voices.map((voice) => [voice, voiceName(voice)])],
      sign: [["", t("all")], ...["+", "-", "±"].map((sign) => [sign, markOf(sign)]), ["none", t("not stated")]],
    };
  }

  // Left alone where it offers the same: somebody may be choosing.
  fill() {
    if (this.element.hidden) return;
    for (const [part, options] of Object.entries(this.options())) {
      const { select } = this.choices[part];
      const same = select.options.length === options.length
        && options.every(([value, name], i) => select.options[i].value === value && select.options[i].text === name);
      if (!same) select.replaceChildren(...options.map(([value, name]) => el("option", { value }, name)));
      select.value = this.state.filter[part] || "";
    }
  }

  async chosen(part, value) {
    if (part === "coder" && value === "others") {
      await this.showOthers(true);
      return this.fill();
    }
    return this.state.only({ [part]: value });
  }

  tell() {
    if (this.element.hidden) return;
    const { codings } = this.state;
    const together = this.state.filter.coder === "consensus";
    const all = [...codings.all.values()].filter(({ live, agreed }) => live && agreed === together);
    const shown = codings.shown(all).length;
    this.told.textContent = t("{n} of {all} codings", { n: shown, all: all.length });
  }

  all() {
    this.state.only({ code: "", coder: "", voice: "", sign: "" });
    this.fill();
  }

  toggle() {
    if (!this.element.hidden) return this.close();
    this.element.hidden = false;
    this.fill();
    this.tell();
    return this.choices.code.select.focus();
  }

  // What is hidden must be told: closed, the filter is off.
  close() {
    this.all();
    this.element.hidden = true;
    this.back();
  }
}
