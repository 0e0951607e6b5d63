// Signing on the screen: on the page only the way into it, for the coach, who hands her device over with it. From then on
// the server lets nothing else through.
import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { newGuid } from "./guid.js";
import { Kept } from "./kept.js";

class Way {
  constructor(data) {
    this.data = data;
    this.kept = new Kept(data.owner, data.person);
    this.told = el("p", { class: "pp-told", role: "alert" });
    const waits = this.kept.waits(data.letter, data.uses);
    const away = el("div", {}, el("p", {}, t("Part of this form was filled in here and not saved. It is there again when you hand the device over.")),
      el("button", { type: "button", onclick: () => { this.kept.drop(); away.remove(); } }, t("Throw away what was filled in")));
    this.element = el("div", { class: "pp-way" },
      el("p", {}, t("{who} sees the letter, the questions and a place to sign. Nothing else opens, until you fill in your password.", { who: data.called })),
      waits ? away : null, this.told,
      el("button", { type: "button", class: "pp-main", onclick: () => this.open() }, t("Hand over and show the letter")));
  }

  begin() {}

  async open() {
    const { person, letter, uses, given_by, ends_on, back, here } = this.data;
    const guid = this.kept.waits(letter, uses) ?? newGuid();
    this.told.textContent = "";
    try {
      await ask("POST", "/sign", { guid, person, letter, uses, given_by, ends_on, back });
      this.kept.from(here);
      location.replace("/sign"); // not in the history: Back leads to no page of before
    } catch (fault) {
      this.told.textContent = fault.message || t("No connection. Your device was not handed over.");
    }
  }

  end() {}
}

export const mount = mounting("/assets/papers/papers.css", (data) => new Way(data));
