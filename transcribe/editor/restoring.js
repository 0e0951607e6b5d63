// What an earlier page left unsaved: on the server, in this browser, or another thing in each.

import { timeName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { unpacked } from "./drafting.js";
import { fitted } from "./text.js";

// The turns to go on with, or null where nothing was left.
export async function restored(parent, drafting, { draft, turns, choices }, opened) {
  const left = drafting.left();
  const mine = left[0]?.value;
  const server = draft && { edit: draft.edit, revision: draft.revision, at: Date.parse(draft.at) };
  const both = mine && server && mine.revision !== server.revision && JSON.stringify(mine.edit.turns) !== JSON.stringify(server.edit.turns);
  const chosen = both ? await which(parent, mine, server) : (mine ?? server);
  left.forEach((one) => drafting.shelf.dropAsRead(one));
  if (!chosen) return null;
  const edit = unpacked(chosen.edit);
  drafting.adopt(edit, server?.revision ?? 0);
  const now = turns.map(([who, text]) => ({ who: choices[who][0], text }));
  if (edit.turns.length === now.length && edit.turns.every(({ who, text }, n) => who === now[n].who && text === now[n].text)) return null;
  return fitted(edit.turns, opened);
}

function which(parent, mine, server) {
  return new Promise((answer) => {
    const dialog = el("dialog", { class: "sp-sheet", "aria-label": t("Two drafts of this text") },
      el("h2", {}, t("Two drafts of this text")),
      el("p", {}, t("You changed this text in this browser and elsewhere, and saved neither. Say with which you go on.")),
      el("form", { method: "dialog", class: "ed-row" },
        el("button", { value: "here" }, t("Changed in this browser, {when}", { when: timeName(mine.at) })),
        el("button", { value: "there" }, t("Changed elsewhere, {when}", { when: timeName(server.at) }))));
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => { dialog.remove(); answer(dialog.returnValue === "here" ? mine : server); });
    const root = parent.isConnected ? parent : document.body;
    root.append(dialog);
    dialog.showModal();
  });
}
