// Each turn's codings as a list for screen readers and keyboards: a button that is out of sight until it has the
// focus, and opens the list under the turn. Made when a turn has codings, filled when it is opened.

import { el } from "/assets/kit/dom.js";
import { withSign } from "./codings.js";
import { quoted } from "./quoted.js";
import { t } from "/assets/kit/words.js";

const AT_ONCE = 100;

export class Lists {
  // acts: see acts.js
  constructor(state, acts, transcript) {
    Object.assign(this, { state, acts, transcript, codings: state.codings, codes: state.codes });
    this.waiting = new Set();
    this.idle = 0;
    state.on("coding", (coding, turns) => turns.forEach((turn) => this.refresh(turn)));
    for (const topic of ["filter", "codes"]) state.on(topic, () => this.begin());
  }

  begin() {
    for (const turn of this.codings.turns.keys()) this.refresh(turn);
  }

  end() {
    cancelIdleCallback(this.idle);
  }

  refresh(turn) {
    this.waiting.add(turn);
    if (!this.idle) this.idle = requestIdleCallback((deadline) => this.work(deadline), { timeout: 300 });
  }

  work(deadline) {
    this.idle = 0;
    let done = 0;
    for (const turn of this.waiting) {
      this.waiting.delete(turn);
      this.update(turn);
      done += 1;
      if (done >= AT_ONCE && deadline.timeRemaining() < 4) break;
    }
    if (this.waiting.size) this.idle = requestIdleCallback((next) => this.work(next), { timeout: 300 });
  }

  update(turn) {
    const count = this.codings.inTurn(turn).length;
    const words = this.transcript.articles[turn].querySelector(".dk-words");
    let box = words.querySelector(".dk-list");
    if (!count) {
      if (box?.contains(document.activeElement)) this.transcript.articles[turn].focus({ preventScroll: true });
      box?.remove();
      return;
    }
    if (!box) {
      box = el("div", { class: "dk-list" }, el("button", {
        type: "button", class: "dk-quiet", tabindex: "-1", "aria-expanded": "false",
        onclick: (event) => this.open(turn, event.currentTarget.getAttribute("aria-expanded") !== "true"),
      }));
      words.append(box);
    }
    box.firstChild.textContent = count === 1 ? t("1 coding in this turn") : t("{n} codings in this turn", { n: count });
    if (box.firstChild.getAttribute("aria-expanded") === "true") this.fill(turn, box);
  }

  // Opens or closes the list of a turn; an opened list has the focus on its first coding.
  open(turn, wanted = true) {
    this.waiting.delete(turn);
    this.update(turn);
    const box = this.transcript.articles[turn].querySelector(".dk-list");
    if (!box) return false;
    box.firstChild.setAttribute("aria-expanded", String(wanted));
    if (wanted) {
      this.fill(turn, box);
      box.querySelector("li button")?.focus();
    } else {
      box.querySelector("ul")?.remove();
    }
    return true;
  }

  fill(turn, box) {
    const items = this.codings.inTurn(turn).map((coding) => this.item(coding));
    const focused = [...box.querySelectorAll("li button")].indexOf(document.activeElement);
    box.querySelector("ul")?.remove();
    box.append(el("ul", {}, ...items));
    const buttons = box.querySelectorAll("li button");
    if (focused >= 0 && buttons.length) buttons[Math.min(focused, buttons.length - 1)].focus();
  }

  item(coding) {
    const name = withSign(this.codes.name(coding.code), coding);
    const isOld = this.codes.isOld(coding.code);
    const dot = el("i", { class: coding.coder === null ? "dk-dot" : "dk-dot dk-theirs", "aria-hidden": "true" });
    dot.style.setProperty("--code", `var(--dk-${coding.code})`);
    return el("li", {}, dot,
      el("span", {}, coding.coder === null ? name : `${coding.coder}: ${name}`,
        isOld ? el("em", { class: "dk-gone" }, t("no longer in the codebook")) : null, quoted(this.state, coding, 60, 25)),
      coding.coder === null ? el("button", {
        type: "button", "data-coding": coding.id, "aria-label": t("Remove {name}", { name }),
        onclick: () => this.acts.remove(coding.id),
      }, t("Remove")) : null);
  }
}
