// Who else is at this text, and what a save leads to: for those who code it, and for those who read it without names.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const EVERY_MS = 10000;

export class Together {
  constructor({ guid, drafting, bar, undecided, signal }) {
    Object.assign(this, { guid, drafting, bar, undecided });
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

  async saved({ number, waits }, turns) {
    const lines = [t("Saved as version {n}.", { n: number })];
    if (waits) {
      lines.push(" ", t("Evaluators go on reading the version without names; this one waits until its names are out too."), " ",
        el("a", { href: `/prepare?document=${this.guid}` }, t("Prepare")));
    }
    this.bar.notice(lines);
    await this.undecided.show(number, turns, lines);
  }
}
