// Signing on the screen: on the page only the way into it, for the coach; then the letter over everything else.
import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { t } from "/assets/kit/words.js";
import { Handed } from "./handed.js";

class Way {
  constructor(data) {
    this.data = data;
    this.element = el("div", { class: "pp-way" },
      el("p", {}, t("{who} sees the letter, the questions and a place to sign, and nothing else. Show the letter, then give the phone.", { who: data.called })),
      el("button", { type: "button", class: "pp-main", onclick: () => this.open() }, t("Show the letter")));
  }

  begin() {}

  open() {
    this.handed = new Handed(this.data);
    this.handed.begin();
  }

  end() {}
}

export const mount = mounting("/assets/papers/papers.css", (data) => new Way(data));
