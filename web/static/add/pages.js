// Which files are shown: fifty at a time, as every list of the program. What is said, counted and stored is of all.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export const PER_PAGE = 50;

// files(): in their order. turned(): another page is shown.
export class Pages {
  constructor(files, turned) {
    Object.assign(this, { files, turned, page: 1 });
    // One above the list and one below it: who has read fifty goes on from there.
    this.bars = [this.bar(), this.bar()];
  }

  get pages() { return Math.max(1, Math.ceil(this.files().length / PER_PAGE)); }
  get first() { return (this.page - 1) * PER_PAGE; }
  get shown() { return this.files().slice(this.first, this.first + PER_PAGE); }

  bar() {
    const said = el("span", {});
    const to = (by, label) => el("button", { type: "button", onclick: () => this.to(this.page + by) }, label);
    const [before, after] = [to(-1, t("Previous page")), to(1, t("Next page"))];
    const wrong = el("button", { type: "button", class: "rd-quiet", onclick: () => this.toWrong() });
    return { said, before, after, wrong,
      root: el("nav", { class: "rd-pages", "aria-label": t("Pages"), hidden: true }, said, before, after, wrong) };
  }

  // Says which are shown; where the last page is gone, the one before it is.
  draw() {
    const all = this.files();
    this.page = Math.min(this.page, this.pages);
    const elsewhere = all.filter((file, at) => file.isWrong && !this.holds(at)).length;
    const last = Math.min(all.length, this.first + PER_PAGE);
    const said = t("{first} to {last} of {n}", { first: this.first + 1, last, n: all.length });
    const wrong = elsewhere === 1 ? t("1 file on another page has something to mend: show it")
      : t("{n} files on other pages have something to mend: show the first", { n: elsewhere });
    for (const bar of this.bars) {
      bar.root.hidden = this.pages === 1;
      if (bar.said.textContent !== said) bar.said.textContent = said;
      // Not disabled: the focus would be lost from under who turns pages by keyboard.
      bar.before.setAttribute("aria-disabled", String(this.page === 1));
      bar.after.setAttribute("aria-disabled", String(this.page === this.pages));
      bar.wrong.hidden = !elsewhere;
      bar.wrong.textContent = wrong;
    }
  }

  holds(at) { return at >= this.first && at < this.first + PER_PAGE; }

  to(page) {
    if (page < 1 || page > this.pages || page === this.page) return;
    this.page = page;
    this.turned();
  }

  // The page on which a file is.
  show(file) {
    this.to(Math.floor(this.files().indexOf(file) / PER_PAGE) + 1);
  }

  toWrong() {
    this.show(this.files().find((file, at) => file.isWrong && !this.holds(at)));
  }
}
