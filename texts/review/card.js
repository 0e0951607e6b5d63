// One name with all its places, each with what stands around it.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { kindName, sourceName, howFar, sureName, wordsOf } from "./labels.js";

const MOST = 60; // places drawn at once

export class Card {
  // act(does, place): a button of one place. pick(place): somebody chose a place.
  constructor({ act, pick }) {
    Object.assign(this, { act, pick });
    this.title = el("h2", {});
    this.about = el("p", { class: "nm-about" });
    this.list = el("ol", { class: "nm-places" });
    this.more = el("button", { type: "button", onclick: () => { this.all = true; this.draw(...this.shown); } });
    this.element = el("section", { class: "nm-card", "aria-label": t("The name to decide about") }, this.title, this.about, this.list, this.more);
  }

  draw(state, group, now) {
    if (this.shown?.[1]?.thing !== group.thing) this.all = false;
    this.shown = [state, group, now];
    const [sign, said] = howFar(group);
    this.title.replaceChildren(el("span", { class: "nm-sign", "aria-hidden": "true" }, `${sign} `), wordsOf(group),
      el("span", { class: "nm-to" }, ` → ${group.pseudonym || "…"}`));
    const sources = [...new Set(group.places.map(({ source }) => sourceName(source)))];
    this.about.textContent = [kindName(group.kind), said === t("doubtful") ? said : `${said}, ${sureName(group)}`, ...sources].join(" · ");
    const some = this.all ? group.places : group.places.slice(0, Math.max(MOST, group.places.indexOf(now) + 1));
    this.list.replaceChildren(...some.map((place) => this.row(state, place, place === now)));
    this.more.hidden = some.length === group.places.length;
    this.more.textContent = t("Show all {n} places", { n: group.places.length });
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  row(state, place, now) {
    const text = state.text(place.document);
    const when = Number.isInteger(place.ms) ? clock(place.spoken?.[0] ?? place.ms) : "";
    const button = (does, label) => el("button", { type: "button", onclick: () => this.act(does, place) }, label);
    return el("li", { "aria-current": now ? "true" : null, "data-decision": place.decision ?? "open", onclick: () => this.pick(place) },
      el("blockquote", {}, `${place.before}`, el("mark", {}, place.word), `${place.after}`),
      el("p", { class: "nm-where" }, [text && `${text.family} · ${text.title}`, when, decided(place)].filter(Boolean).join(" · ")),
      el("div", { class: "nm-each" },
        place.decision === "replace" ? null : button("acceptOne", t("Replace this one")),
        place.decision === "leave" ? null : button("leaveOne", t("This one stays")),
        text?.recording && (place.spoken || Number.isInteger(place.ms)) ? button("play", t("Hear it")) : null,
        button("text", t("In the text"))));
  }
}

function decided({ decision, replacement, by }) {
  if (!decision) return "";
  const said = decision === "leave" ? t("stays") : `→ ${replacement}`;
  return by ? t("{said}, decided by {by}", { said, by }) : said;
}
