// Who else is at this text, and what a save leads to: for those who code it, and for those who read it without names.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const EVERY_MS = 10000;

export class Together {
  constructor({ guid, drafting, bar, signal }) {
    Object.assign(this, { guid, drafting, bar });
    this.path = `/api/documents/${encodeURIComponent(guid)}`;
    const timer = setInterval(() => { if (!document.hidden) this.ask(); }, EVERY_MS);
    this.ask();
    signal.addEventListener("abort", () => { clearInterval(timer); this.leave(); });
    addEventListener("pagehide", () => this.leave(), { signal });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.ask(); }, { signal });
  }

  async ask() {
    const told = await ask("POST", `${this.path}/edit/here`, {}, { key: this.drafting.key, patience: EVERY_MS }).catch(() => null);
    if (!told) return;
    const names = new Intl.ListFormat(document.documentElement.lang || "nl").format(told.others);
    const newer = told.number > this.drafting.base.number;
    this.bar.others([
      told.others.length ? t("{who} is mending this text too.", { who: names }) : "",
      newer ? t("A newer version was saved meanwhile. What you save is put together with it, turn by turn.") : "",
    ].filter(Boolean).join(" "));
  }

  leave() {
    ask("POST", `${this.path}/edit/here`, { leaves: true }, { key: this.drafting.key, outlives: true }).catch(() => {});
  }

  async saved({ number, waits }, turns, rows) {
    const lines = [t("Saved as version {n}.", { n: number })];
    if (waits) {
      lines.push(" ", t("Evaluators go on reading the version without names; this one waits until its names are out too."), " ",
        el("a", { href: `/prepare?document=${this.guid}` }, t("Prepare")));
    }
    this.bar.notice(lines);
    const [codings, codes] = await Promise.all(["codings", "codes"].map((what) => ask("GET", `${this.path}/${what}?version=${number}`).catch(() => null)));
    const waiting = codings?.undecided ?? [];
    if (!waiting.length) return;
    const named = new Map((codes?.codes ?? []).map(({ key, name }) => [key, name]));
    const text = turns.filter((one) => one.text.trim()).map((one) => one.text).join("\n");
    const points = [...text];
    this.bar.notice([...lines, el("p", {}, waiting.length === 1 ? t("1 coding stood on words that changed; say where it belongs now:")
      : t("{n} codings stood on words that changed; say where they belong now:", { n: waiting.length })),
    el("ul", {}, ...waiting.slice(0, 20).map((one) => el("li", {}, `${named.get(one.code) ?? one.code}: `,
      one.start === null ? t("its words are gone") : el("q", {}, points.slice(one.start, one.end).join(""))))),
    el("a", { href: `/desk?document=${this.guid}&version=${number}` }, t("Decide at the coding desk"))]);
    rows.element.dataset.waiting = String(waiting.length);
  }
}
