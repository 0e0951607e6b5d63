// One memo as it is read, with what its author can do and what it is linked to.

import { timeName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

function when(memo) {
  const at = timeName(memo.changed_at || memo.created_at);
  return memo.changed_at ? t("changed {when}", { when: at }) : at;
}

function links(memo, memos) {
  if (!memo.links.length) return null;
  return el("p", { class: "mm-links" }, t("Linked to:"), ...memo.links.flatMap((other) => [" ",
    el("button", { type: "button", class: "mm-link", onclick: () => memos.follow(other.id) }, other.called),
    el("button", { type: "button", class: "mm-unlink", "aria-label": t("Take the link to {memo} away", { memo: other.called }),
      onclick: () => memos.link(memo, other.id, false) }, "×")]));
}

// What of this memo's things the dialog is not about: a code that went up in the one it is about.
function elsewhere(memo, memos) {
  const others = memos.on === "code" ? memo.on.filter((thing) => thing.kind === "code" && thing.guid !== memos.guid) : [];
  return others.map((thing) => t("Written on {thing}", { thing: thing.called }));
}

// memos: see dialog.js
export function entry(memo, memos) {
  const beside = el("div", {});
  const ways = el("p", { class: "mm-ways" },
    memo.mine ? el("button", { type: "button", onclick: () => memos.write(memo) }, t("Change")) : null,
    el("button", { type: "button", onclick: () => memos.linking(memo, beside) }, t("Link to another memo")),
    memo.mine ? el("button", { type: "button", onclick: () => memos.remove(memo) }, t("Take away")) : null);
  return el("article", { class: "mm-memo", "data-memo": memo.id },
    memo.title ? el("h3", {}, memo.title) : null,
    el("p", { class: "mm-body" }, memo.body),
    el("p", { class: "mm-about" }, [memo.mine ? t("by you") : memo.author, when(memo),
      memo.private ? t("private") : t("shared with the team"), ...elsewhere(memo, memos)].join(" · ")),
    links(memo, memos), ways, beside);
}
