// The bar under the form: whether what was typed is saved, and the two things one can do with it.
import { timeName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Bar {
  // when: today, for clock times.
  constructor({ when, keep, throwAway }) {
    this.when = when;
    this.waits = ""; // what the story waits for; trouble with saving goes before it
    this.mark = el("p", { class: "rd-saved", "data-saved": "yes" });
    this.trouble = el("p", { class: "rd-trouble", role: "status" });
    this.keepButton = el("button", { type: "button", class: "rd-keep", onclick: keep }, t("Keep story"));
    this.throwButton = el("button", { type: "button", class: "rd-quiet", onclick: () => this.ask(true) }, t("Throw draft away"));
    this.sure = el("div", { class: "rd-sure", hidden: true },
      el("p", {}, t("Throw this draft away? It cannot be brought back.")),
      el("button", { type: "button", onclick: throwAway }, t("Yes, throw away")),
      el("button", { type: "button", onclick: () => this.ask(false) }, t("No, go on writing")));
    this.foot = el("div", { class: "rd-throw" }, this.throwButton, this.sure);
    this.element = el("div", { class: "rd-bar" }, this.trouble, el("div", { class: "rd-row" }, this.mark, this.keepButton));
  }

  ask(open) {
    this.sure.hidden = !open;
    this.throwButton.hidden = open;
    (open ? this.sure.querySelector("button:last-child") : this.throwButton).focus();
  }

  busy(on) {
    this.keepButton.disabled = on;
    this.keepButton.textContent = on ? t("Keeping …") : t("Keep story");
  }

  show(outbox) {
    const saved = !outbox.unsaved;
    this.mark.dataset.saved = saved ? "yes" : "no";
    this.mark.dataset.state = outbox.state;
    if (!saved) this.mark.textContent = t("Not saved yet");
    else if (outbox.savedAt) this.mark.textContent = t("Draft saved at {time}", { time: timeName(outbox.savedAt, this.when.today) });
    else this.mark.textContent = t("Nothing typed yet");
    const sentence = this.sentence(outbox) || this.waits;
    if (this.trouble.textContent !== sentence) this.trouble.textContent = sentence;
  }

  sentence({ state, sentence, local }) {
    const here = local.works
      ? t("What you typed is kept on this phone or computer until then.")
      : t("This browser keeps nothing by itself: leave the page open.");
    if (state === "offline") return [t("No connection. It is saved as soon as there is one."), here].join(" ");
    if (state === "signedout") return [t("You are signed out. Sign in again to save it."), here].join(" ");
    if (state === "refused") return sentence || t("This could not be saved. Reload the page.");
    return "";
  }

  waitFor(sentence, outbox) {
    this.waits = sentence;
    this.show(outbox);
  }

  tell(sentence) {
    this.trouble.textContent = sentence;
  }
}
