// What two people both changed, side by side: which of the two it becomes is said here.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

// pieces: as the server told them, with who as keys. Shows them in a dialog; answers all turns, or null for "not now".
export function choose(parent, pieces, nameOf) {
  const open = pieces.filter(({ settled }) => !settled);
  const chosen = new Map();
  const ready = el("button", { type: "button", class: "ed-main", disabled: true }, t("Save it so"));
  const side = (piece, which, label) => {
    const said = piece[which].map(({ who, text }) => el("p", {}, el("strong", {}, nameOf(who)), ` ${text}`));
    const button = el("button", { type: "button", "aria-pressed": "false" }, label);
    button.addEventListener("click", () => {
      chosen.set(piece, which);
      for (const one of button.closest("section").querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === button));
      ready.disabled = chosen.size < open.length;
    });
    return el("div", {}, ...(said.length ? said : [el("p", {}, t("Taken out."))]), button);
  };
  const dialog = el("dialog", { class: "sp-sheet ed-choose", "aria-label": t("Both of you changed this") },
    el("h2", {}, t("Both of you changed this")),
    el("p", {}, t("Somebody else saved other words for these turns. All other changes are put together already.")),
    ...open.map((piece) => el("section", {}, side(piece, "mine", t("Mine")), side(piece, "theirs", t("The other one")))),
    el("div", { class: "ed-row" }, ready, el("form", { method: "dialog" }, el("button", {}, t("Not now")))));
  parent.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    ready.addEventListener("click", () => {
      answer(pieces.flatMap((piece) => piece[chosen.get(piece) ?? "mine"]));
      dialog.close();
    });
    dialog.addEventListener("close", () => { dialog.remove(); answer(null); });
  });
}
