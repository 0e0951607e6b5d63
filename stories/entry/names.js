// Words of the family's register that stand in the text: replace each, or say that it means something else here.
import { t } from "/assets/kit/words.js";
import { el } from "/assets/kit/dom.js";

export class Names {
  // replace(found, replacement) changes the text; keepAnyway() keeps the story with the words in it; settled(): no word
  // is left to decide on.
  constructor({ replace, keepAnyway, settled }) {
    Object.assign(this, { replace, keepAnyway, settled });
    this.meant = new Set(); // words that are no names in this story
    this.element = el("section", { class: "rd-names", hidden: true, "aria-labelledby": "rd-names-title" });
  }

  show(names) {
    this.element.hidden = !names.length;
    if (!names.length) return;
    const title = el("h2", { id: "rd-names-title", tabindex: "-1" }, t("Does this show who it is?"));
    const rows = names.map((name) => this.row(name));
    this.element.replaceChildren(
      title, el("p", {}, t("These words of your story can show who somebody is. Nothing has been kept yet.")),
      el("ul", {}, ...rows),
      el("button", { type: "button", class: "rd-quiet", onclick: this.keepAnyway }, t("Keep it as it is")),
      el("p", { class: "rd-hint" }, t("It then counts as a text with real names, until somebody has taken them out.")));
    title.focus({ preventScroll: true });
    this.element.scrollIntoView(); // from its heading on, not only the heading above the bar
  }

  row({ found, replacement, about }) {
    const told = about === "other" && el("span", { class: "rd-hint" }, t("a name of another family"));
    const row = el("li", {}, el("b", {}, found), ...(told ? [told] : []),
      el("button", { type: "button", onclick: () => this.settle(row, () => this.replace(found, replacement)) },
        t("Replace by “{word}”", { word: replacement })),
      el("button", { type: "button", onclick: () => this.settle(row, () => this.meant.add(found)) }, t("Shows nothing here")));
    return row;
  }

  settle(row, doIt) {
    doIt();
    row.remove();
    const left = this.element.querySelector("li button");
    if (left) return left.focus();
    this.settled();
    this.element.replaceChildren(el("p", { tabindex: "-1", class: "rd-ready" }, t("Done. You can keep the story now.")));
    return this.element.firstChild.focus();
  }
}
