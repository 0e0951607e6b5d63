// The codes at the side (on a phone: a sheet at the bottom): search, digits, and each code's explanation.

import { afterFrame } from "./after.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { hasKeys } from "./help.js";

export class Panel {
  // apply(key, sign): true when the code was given; back(): the focus goes to the text; favour(keys): the codes under
  // the digits; newCode: open(inVivo) makes one, null for who may not
  constructor(state, { apply, back, favour, newCode }) {
    Object.assign(this, { state, codes: state.codes, apply, back, favour, newCode });
    this.results = el("div", { hidden: true });
    this.aimed = el("p", { class: "dk-aim", hidden: true });
    this.search = el("input", {
      type: "search", class: "dk-search", placeholder: t("Search for a code"), "aria-label": t("Search for a code"),
      autocomplete: "off", spellcheck: "false",
      oninput: () => this.filter(),
      onkeydown: (event) => this.typed(event),
    });
    this.none = el("p", { class: "dk-none", role: "status", hidden: true }, t("No code found. Search for another word."));
    this.list = el("div", { class: "dk-codelist" });
    this.handle = el("button", {
      type: "button", class: "dk-handle", "aria-expanded": "false", onclick: () => this.sheet(!this.isOpen),
    }, t("Codes"));
    this.element = el("aside", { class: "dk-codes", "aria-label": t("Codes") },
      this.handle, this.aimed, this.search, this.none, this.list, newCode && el("div", { class: "dk-ways dk-making" },
        ...[[t("New code"), "W", false], [t("Code by these words"), "V", true]].map(([label, key, inVivo]) => el("button", {
          type: "button", class: "dk-plain", "aria-keyshortcuts": key, onclick: () => newCode.open(inVivo),
        }, label, " ", el("kbd", { "aria-hidden": "true" }, key)))));
    // A press on a code must not take the selection or the place in the text away.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.fill();
    // A change of code is a change in the count of two: which one the other was is not told.
    state.on("coding", afterFrame(() => [...this.rows.keys(), ...this.olds.keys()].forEach((key) => this.count(key))));
    state.on("digits", () => this.digits());
    state.on("codes", () => this.anew());
    state.on("target", () => this.aim());
  }

  // The codes anew, under a reader who is among them: not while one is pressed, and the focus, what is explained and
  // where the list is scrolled to stay.
  anew() {
    if (this.list.matches(":active")) {
      document.addEventListener("pointerup", () => setTimeout(() => this.anew()), { once: true });
      return;
    }
    const top = this.list.scrollTop;
    const explained = [...this.rows].filter(([, { info }]) => info.getAttribute("aria-expanded") === "true").map(([key]) => key);
    const at = this.list.contains(document.activeElement) ? document.activeElement.closest(".dk-row") : null;
    const held = at?.querySelector("[data-code]").dataset.code;
    this.fill();
    for (const key of explained) if (this.rows.has(key)) this.explain(key, true);
    this.list.scrollTop = top;
    if (held) (this.rows.get(held)?.row.querySelector(".dk-code") || this.search).focus({ preventScroll: true });
  }

  fill() {
    this.rows = new Map();
    this.olds = new Map();
    this.homes = new Map(); // key -> the group it stands in
    this.groups = [];
    this.list.replaceChildren(this.results, ...this.build());
    for (const key of this.state.codings.perCode.keys()) this.count(key);
    this.filter();
  }

  // What the next code is for, when it is not what is selected.
  aim() {
    const { swap, whole } = this.state.target;
    const coding = swap && this.state.codings.live(swap);
    this.aimed.hidden = !coding && !whole;
    this.aimed.replaceChildren(coding ? t("Choose another code instead of {name}.", { name: this.codes.name(coding.code) })
      : hasKeys() ? t("The next code is for the whole document: press its digit, or / to search.")
        : t("The next code is for the whole document."), " ", el("button", {
      type: "button", class: "dk-plain", onclick: () => { this.state.aim({}); this.back(); } }, t("Cancel")));
    if (coding) this.seek();
    else if (whole) this.sheet(true); // the focus stays where it is, so that a digit is the code
  }

  digits() {
    this.rows.forEach(({ row }, key) => {
      const digit = this.codes.digits.get(key);
      row.querySelector("kbd").textContent = digit || "";
      row.querySelector(".dk-code").toggleAttribute("aria-keyshortcuts", Boolean(digit));
      if (digit) row.querySelector(".dk-code").setAttribute("aria-keyshortcuts", digit);
      const choice = row.querySelector(".dk-key select");
      if (choice) choice.value = this.digitOf(key);
    });
  }

  digitOf(key) {
    const digit = this.codes.digits.get(key);
    return digit && digit !== "0" ? digit : "";
  }

  build() {
    const made = [];
    const groups = new Map(); // key -> its element
    // Behind a group inside a group come codes of the outer one again: each goes to the group it lies in, or its code does.
    const home = (code) => code && (groups.get(code.parent_key) || home(this.codes.byKey.get(code.parent_key)));
    let loose = null; // for codes that lie in no group
    for (const code of this.codes.usual) {
      if (!code.is_codable) {
        groups.set(code.key, this.group(code));
        made.push(groups.get(code.key));
        continue;
      }
      if (!home(code) && !loose) made.push((loose = this.group(null)));
      const group = home(code) || loose;
      group.append(this.row(code));
      this.homes.set(code.key, group);
    }
    this.retired = this.group({ name: t("No longer in the codebook"), definition: "", depth: 0 }, this.codes.old.map(
      (code) => this.oldRow(code)));
    this.retired.hidden = true;
    return [...made, this.retired];
  }

  // A code that only earlier codings use: to be seen, not to be given.
  oldRow(code) {
    const count = el("span", { class: "dk-count" });
    const row = el("div", { class: "dk-code dk-old", "data-old": code.key, title: code.definition, hidden: true },
      el("kbd", { "aria-hidden": "true" }), el("i", { class: "dk-swatch", "aria-hidden": "true" }),
      el("span", { class: "dk-name" }, code.name), count);
    row.style.setProperty("--code", `var(--dk-${code.key})`);
    this.olds.set(code.key, { row, count });
    return row;
  }

  group(code, rows = []) {
    const element = el("div", { class: "dk-group", role: "group", "aria-label": code?.name || t("Codes") },
      code && el("h2", { title: code.definition }, code.name), ...rows);
    if (code) element.style.setProperty("--depth", code.depth);
    this.groups.push(element);
    return element;
  }

  row(code) {
    const digit = this.codes.digits.get(code.key);
    const count = el("span", { class: "dk-count" });
    const explanation = `dk-explain-${code.key}`;
    const button = el("button", {
      type: "button", class: "dk-code", "data-code": code.key, title: code.definition,
      // The second press of a double click is no second wish, whatever stands under the mouse by then.
      "aria-keyshortcuts": digit,
      onclick: (event) => event.detail > 1 || this.apply(code.key, event.shiftKey ? "-" : "+"),
    }, el("kbd", { "aria-hidden": "true" }, digit || ""), el("i", { class: "dk-swatch", "aria-hidden": "true" }),
    el("span", { class: "dk-name" }, code.name), count);
    // One stop with Tab for each code; its meaning is an arrow to the right, see keys.js.
    const info = el("button", {
      type: "button", class: "dk-info", tabindex: "-1", "aria-expanded": "false", "aria-controls": explanation,
      "aria-label": t("What {name} means", { name: code.name }), onclick: () => this.explain(code.key),
    }, "i");
    const row = el("div", { class: "dk-row" }, button, info, el("div", { id: explanation, class: "dk-explain", hidden: true }));
    row.style.setProperty("--code", `var(--dk-${code.key})`);
    this.rows.set(code.key, { row, count, info });
    return row;
  }

  explain(key, wanted = null) {
    const { row, info } = this.rows.get(key);
    const box = row.querySelector(".dk-explain");
    const code = this.codes.byKey.get(key);
    box.hidden = wanted === null ? !box.hidden : !wanted;
    info.setAttribute("aria-expanded", String(!box.hidden));
    if (!box.childElementCount) box.append(...explained(code), this.key(code), this.renaming(code) || "");
  }

  // Under which digit this coder wants the code.
  key({ key, name }) {
    const select = el("select", { "aria-label": t("Digit for {name}", { name }), onchange: () => this.favoured(key, Number(select.value)) },
      el("option", { value: "" }, t("none")), ..."123456789".split("").map((digit) => el("option", { value: digit }, digit)));
    select.value = this.digitOf(key);
    return el("label", { class: "dk-key" }, t("Digit"), select);
  }

  renaming({ key, name }) {
    return this.newCode && el("button", { type: "button", class: "dk-plain", title: "R", "aria-label": t("Another name for {name}", { name }),
      onclick: () => this.newCode.rename(key) }, t("Another name"));
  }

  favoured(key, place) {
    this.favour(this.codes.withFavourite(key, place));
  }

  count(key) {
    const n = this.state.codings.perCode.get(key) || 0;
    const found = this.rows.get(key) || this.olds.get(key);
    const told = n ? String(n) : "";
    if (!found || found.count.textContent === told) return;
    found.count.textContent = told;
    if (!this.olds.has(key)) return;
    found.row.hidden = !n;
    this.retired.hidden = !this.retired.querySelector("[data-old]:not([hidden])");
  }

  // What is found stands in the order in which it fits, so that the first one seen is the one Enter gives.
  filter() {
    const query = this.search.value;
    const searching = Boolean(query.trim());
    this.shown = this.codes.found(query);
    const fits = new Set(this.shown);
    this.rows.forEach(({ row }, key) => {
      row.hidden = !fits.has(key);
      row.classList.toggle("dk-first", searching && key === this.shown[0]);
      this.homes.get(key).append(row);
    });
    if (searching) this.results.append(...this.shown.map((key) => this.rows.get(key).row));
    this.results.hidden = !searching;
    this.groups.forEach((group) => {
      if (group !== this.retired) group.hidden = !group.querySelector(".dk-row:not([hidden])");
    });
    this.retired.hidden = searching || !this.retired.querySelector("[data-old]:not([hidden])");
    this.none.hidden = this.shown.length > 0;
  }

  empty() {
    this.search.value = "";
    this.filter();
  }

  typed(event) {
    if (event.key === "Enter" && this.search.value.trim() && this.shown.length) {
      event.preventDefault();
      if (!this.apply(this.shown[0], event.shiftKey ? "-" : "+")) return;
      this.empty();
      this.back();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.list.querySelector(".dk-row:not([hidden]) .dk-code")?.focus();
    }
  }

  seek() {
    this.sheet(true);
    this.search.focus();
    this.search.select();
  }

  get isOpen() {
    return this.element.classList.contains("dk-open");
  }

  // Where the sheet of codes begins on a narrow screen, else the foot of the window; px from its top.
  get top() {
    return getComputedStyle(this.element).position === "fixed" ? this.element.getBoundingClientRect().top : innerHeight;
  }

  // Only seen on a narrow screen: the sheet comes up when something is selected.
  sheet(open) {
    this.element.classList.toggle("dk-open", open);
    this.handle.setAttribute("aria-expanded", String(open));
  }
}

export function explained(code) {
  const parts = [[null, code.definition], [t("Use it when"), code.use_when], [t("Do not use it when"), code.not_when],
    [t("For example"), code.example]];
  return parts.filter(([, text]) => text).map(([head, text]) => el("p", {}, head && el("strong", {}, `${head}: `), text));
}
