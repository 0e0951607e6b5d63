// The rows of short texts with their filters: what each is, which codes it has, and how far it is.

import { dayName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { fileMenu } from "/assets/kit/take.js";
import { t } from "/assets/kit/words.js";

const MARKS = { done: "✓", begun: "…", before: "!", new: "" };

export class Rows {
  // chosen(guid): a row was chosen; asked(query): the rows are to be fetched anew; take: the files of these rows.
  constructor({ chosen, asked, take }) {
    Object.assign(this, { chosen, asked, items: new Map() });
    this.names = { state: t("How far"), kind: t("Kind"), family: t("Family"), coach: t("Coach"), domain: t("Life domain"), course: t("Course") };
    this.fields = Object.fromEntries(Object.entries(this.names).map(([name, label]) => [name, el("select", {
      name, "aria-label": label, onchange: () => this.changed() })]));
    this.search = el("input", { type: "search", name: "search", "aria-label": t("Title or family"),
      placeholder: t("Title or family"), onchange: () => this.changed() });
    this.told = el("p", { class: "sh-told", role: "status" });
    this.list = el("ol", { class: "sh-rows" });
    this.more = el("p", { class: "sh-more" });
    this.files = fileMenu(take);
    this.element = el("nav", { class: "sh-list", "aria-label": t("Short texts") },
      el("a", { href: "/documents" }, `← ${t("Conversations")}`),
      el("div", { class: "sh-filters" }, this.search, ...Object.values(this.fields)), this.told, this.list, this.more, this.files.element);
  }

  get query() {
    const chosen = { search: this.search.value };
    for (const [name, field] of Object.entries(this.fields)) chosen[name] = field.value;
    return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
  }

  get first() {
    return this.items.keys().next().value;
  }

  changed() {
    return this.asked(this.query);
  }

  tell(sentence) {
    this.told.textContent = sentence;
  }

  // answer: of GET /api/short; query: what was asked.
  show({ rows, total, page, pages, choices }, query) {
    for (const [name, field] of Object.entries(this.fields)) {
      const wanted = query[name] || "";
      field.replaceChildren(el("option", { value: "" }, `${this.names[name]}: ${t("all")}`),
        ...choices[name].map(([value, called]) => el("option", { value }, called)));
      field.value = wanted;
    }
    this.search.value = query.search || "";
    this.page = page;
    this.files.follow(query);
    this.items.clear();
    this.list.start = (page - 1) * 50 + 1;
    this.list.replaceChildren(...rows.map((row) => this.item(row)));
    this.at(this.current);
    this.tell(total ? (total === 1 ? t("1 text") : t("{n} texts", { n: total }))
      : t("No text fits all that you chose. Take a choice away."));
    this.more.replaceChildren(...[[page - 1, t("Earlier rows")], [page + 1, t("Further rows")]].filter(([n]) => n >= 1 && n <= pages)
      .map(([n, called]) => el("button", { type: "button", class: "dk-plain", onclick: () => this.asked(this.query, n) }, called)));
  }

  item(row) {
    const codes = el("span", { class: "sh-codes" });
    const mark = el("span", { class: "sh-mark" });
    const waits = el("em", { class: "sh-waits", hidden: true }, t("not stored yet"));
    const about = [row.kind, row.coach, row.course, ...row.domains].filter(Boolean).join(" · ");
    const button = el("button", { type: "button", "data-row": row.guid, onclick: () => this.chosen(row.guid) },
      el("span", { class: "sh-head" }, el("strong", {}, row.family), " ", dayName(row.told_on, "short"), mark),
      el("span", { class: "sh-title" }, row.title), el("span", { class: "sh-about" }, about), codes, waits);
    this.items.set(row.guid, { button, codes, mark, waits });
    this.coded(row.guid, row.codes, row.state);
    return el("li", {}, button);
  }

  coded(guid, names, state) {
    const item = this.items.get(guid);
    if (!item) return;
    const far = state === "open" ? (names.length ? "begun" : "new") : state;
    item.codes.textContent = names.join(", ");
    item.mark.textContent = MARKS[far] ?? "";
    item.button.dataset.state = far;
    const said = { done: t("done"), begun: t("begun"), before: t("done under an earlier codebook") }[far];
    if (said) item.mark.setAttribute("title", said);
  }

  waits(guid, waiting) {
    const item = this.items.get(guid);
    if (item) item.waits.hidden = !waiting;
  }

  // Which row is open.
  at(guid) {
    this.current = guid;
    this.items.forEach(({ button }, each) => {
      if (each === guid) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    this.items.get(guid)?.button.scrollIntoView({ block: "nearest" });
  }

  // The row before (-1) or after (1) one; the first where that is not among them.
  beside(guid, by) {
    const order = [...this.items.keys()];
    const at = order.indexOf(guid);
    return at < 0 ? order[0] : order[at + by];
  }
}
