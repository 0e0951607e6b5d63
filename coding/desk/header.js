// The line above the text: what is read, how much is coded, whether all of it is stored.

import { afterFrame } from "./after.js";
import { dayName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { Fresh } from "./fresh.js";

export class Header {
  // acts and sync: see acts.js and sync.js; tools: { help, find, filter, walk: open them, layout, whole and noted: their elements }
  constructor(state, acts, sync, tools) {
    this.state = state;
    const { data } = state;
    const about = data.document;
    this.codings = el("span", { "data-codings": true, "data-count": "0" });
    this.outbox = el("span", { "data-outbox": true, "data-unsaved": "0", class: "dk-outbox" });
    this.done = el("input", { type: "checkbox", onchange: (event) => acts.finish(event.target.checked) });
    this.done.setAttribute("aria-keyshortcuts", "K");
    this.others = el("input", { type: "checkbox", onchange: (event) => sync.showOthers(event.target.checked) });
    // A press leaves the focus where it is, and an open card open: what is undone may be on it.
    const step = (label, title, onclick) => el("button", { type: "button", class: "dk-plain dk-step", disabled: true, title, onclick,
      onmousedown: (event) => event.preventDefault() }, label);
    this.undo = step(t("Undo"), "Ctrl+Z", () => acts.undo());
    this.redo = step(t("Redo"), "Ctrl+Shift+Z", () => acts.redo());
    const family = about.family_guid
      ? el("a", { href: `/families?family=${about.family_guid}` }, about.family) : about.family;
    const older = !about.is_current && el("strong", { class: "dk-raw" }, t("not the text that is read now; what you code here stands in that one too"));
    const raw = about.kind === "raw" && el("strong", { class: "dk-raw" }, t("raw version: there may be real names in it"));
    const change = data.change && el("a", { href: data.change,
      "aria-label": t("Change: {title}", { title: about.title }) }, t("Change"));
    const take = data.may_code && el("span", { class: "dk-rare" }, " · ", t("take out: "), ...[["docx", "Word"], ["html", "html"]].flatMap(
      ([ending, called], at) => [at ? ", " : "", el("a", { href: `/export/transcript.${ending}?document=${about.guid}`,
        "aria-label": t("Take the text with its codings out as {what}", { what: called }) }, called)]));
    const held = about.held && el("strong", { class: "dk-raw" }, about.held === "blind"
      ? t("coded blind: until the round is shown you see your own codings only") : t("practice: what is coded here counts nowhere"));
    const unasked = about.unasked && el("strong", { class: "dk-raw" }, t("no consent recorded"));
    this.fresh = new Fresh(state);
    this.element = el("header", { class: "dk-head" },
      el("div", { class: "dk-about" }, el("h1", { title: about.title }, about.title),
        el("div", { class: "dk-facts" }, el("p", {}, family, " · ", dayName(about.told_on), " · ", versions(about),
          ...[older, raw, held, unasked].filter(Boolean).flatMap((mark) => [" · ", mark]), this.fresh.element, change ? " · " : "", change || null, take || null),
        data.may_code ? tools.whole : null)),
      this.tools(tools));
    this.hear();
  }

  // On a phone what is rarely needed is behind one button, see desk.css.
  unfold() {
    const open = this.element.classList.toggle("dk-all");
    this.all.setAttribute("aria-expanded", String(open));
  }

  hear() {
    const { state } = this;
    const [counted, stepped, told] = [() => this.counted(), () => this.steps(), () => this.told()].map(afterFrame);
    const heard = { coding: () => { this.count(); counted(); }, steps: stepped, status: () => this.said(),
      others: () => (this.others.checked = state.others), sending: () => { this.sent(); told(); } };
    for (const [topic, draw] of Object.entries(heard)) state.on(topic, draw);
    this.count();
    this.counted();
    this.said();
  }

  tools({ help, find, filter, walk, layout, noted }) {
    const tool = (label, key, open) => el("button", { type: "button", class: "dk-plain", "aria-keyshortcuts": key, title: key, onclick: open }, label);
    const { data } = this.state;
    if (!data.may_code) return el("div", { class: "dk-state" }, el("div", { class: "dk-tools" }, tool(t("Find"), "F", find), layout));
    this.all = el("button", { type: "button", class: "dk-plain dk-all-open", "aria-expanded": "false", onclick: () => this.unfold() }, t("More"));
    const filtering = tool(t("Filter"), "E", filter);
    const walking = tool(t("Go"), "N U", walk);
    for (const rare of [filtering, walking, noted, layout]) rare?.classList.add("dk-rare");
    return el("div", { class: "dk-state" }, el("p", { class: "dk-saved" }, el("span", {}, this.codings, " · ", this.outbox)),
      el("div", { class: "dk-tools" }, this.undo, this.redo, tool(t("Find"), "F", find), filtering, walking, noted, layout,
        data.may_see_others ? el("label", { class: "dk-rare" }, this.others, t("Other coders too")) : null,
        el("label", { title: "K" }, this.done, t("Done with this document")), this.all,
        el("button", { type: "button", class: "dk-plain dk-keys-open", onclick: help, "aria-keyshortcuts": "?" }, t("? keys"))));
  }

  count() {
    this.codings.dataset.count = this.state.codings.mine;
  }

  counted() {
    const n = this.state.codings.mine;
    this.codings.textContent = n === 1 ? t("1 coding") : t("{n} codings", { n });
  }

  steps() {
    const { history, trail } = this.state;
    this.undo.disabled = !history.done.length && !trail?.last("done");
    this.redo.disabled = !history.undone.length && !trail?.last("undone");
  }

  said() {
    const { status } = this.state;
    this.done.checked = status === "done";
    if (status === "done") this.fresh.done();
  }

  sent() {
    this.outbox.dataset.unsaved = this.state.sending.waiting;
  }

  told() {
    const { state, waiting, kept } = this.state.sending;
    this.outbox.dataset.state = state;
    this.outbox.textContent = outboxTold(state, waiting, kept);
  }
}

// Which version is read; a choice where there are more. Another version is another address.
function versions({ guid, number, is_current: isCurrent, versions: all = [] }) {
  if (all.length < 2) return t("version {n}", { n: number });
  const kinds = { raw: t("raw"), corrected: t("corrected"), deidentified: t("without names") };
  const go = (event) => {
    const chosen = all.find((one) => String(one.number) === event.target.value);
    location.assign(`/desk?document=${encodeURIComponent(guid)}${chosen.is_current ? "" : `&version=${chosen.number}`}`);
  };
  return el("select", { class: "dk-version", "aria-label": t("Version of the text"), onchange: go },
    ...all.map((one) => el("option", { value: one.number, selected: one.number === number },
      `${t("version {n}", { n: one.number })}, ${kinds[one.kind]}${one.is_current ? ` (${t("read now")})` : ""}`)));
}

function outboxTold(state, n, kept) {
  const where = kept ? t("kept in this browser") : t("only in this window");
  if (state === "signedout" && n) return t("signed out, {n} {where}", { n, where });
  if (state === "signedout") return t("signed out");
  if (state === "offline" && n) return t("no connection, {n} {where}", { n, where });
  if (state === "offline") return t("no connection");
  if (!n) return t("everything saved");
  return state === "refused" ? t("{n} not saved, {where}", { n, where }) : t("{n} not saved yet", { n });
}
