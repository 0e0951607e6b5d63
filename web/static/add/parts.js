// Two files that are one conversation: they become one text, which waits in their place.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Parts {
  // texts(): the files that can be joined; join(first, then).
  constructor(texts, join) {
    this.texts = texts;
    this.boxes = [t("The first part"), t("What comes after it")].map((label) => el("select", { "aria-label": label }));
    const [first, then] = this.boxes;
    const chosen = (box) => texts().find((file) => file.key === box.value);
    this.button = el("button", { type: "button", onclick: () => join(chosen(first), chosen(then)) }, t("Make one text of them"));
    this.root = el("details", { class: "rd-together", ontoggle: () => this.draw() },
      el("summary", {}, t("Two files are one conversation")),
      el("p", {}, t("Their words become one text, in this order, that waits here in the place of both.")),
      el("div", { class: "rd-fields" }, ...this.boxes.map((box) => el("label", {}, box.getAttribute("aria-label"), box))),
      this.button);
    for (const box of this.boxes) box.addEventListener("change", () => this.check());
  }

  // What there is to choose from; what was chosen stays as long as it is there.
  draw() {
    const files = this.texts();
    this.root.hidden = files.length < 2;
    if (!this.root.open) return;
    for (const [place, box] of this.boxes.entries()) {
      const before = box.value;
      box.replaceChildren(...files.map((file) => el("option", { value: file.key }, file.name)));
      box.value = files.some((file) => file.key === before) ? before : files[place]?.key ?? "";
    }
    this.check();
  }

  check() {
    const [first, then] = this.boxes;
    this.button.disabled = !first.value || first.value === then.value;
  }
}
