// What waits in this browser because it never reached the server: memos that were not stored, with a way to open, send
// or throw each away, and texts in which something waits, which is sent once they are open.

import { el } from "/assets/kit/dom.js";
import { Shelf } from "/assets/kit/unsaved.js";
import { ask, standing } from "/assets/kit/wire.js";
import { load, t } from "/assets/kit/words.js";

const LONGEST = 120; // characters of a memo that are shown

// data: { account, owner, memos }: guid of the account; account and pilot, as stories have it; whether memos are written
// and texts are coded by whoever looks.
export function mount({ data, parentElement }) {
  show(data, parentElement); // not awaited: what is returned here would be taken for a clean-up
}

async function show(data, parentElement) {
  await load();
  const rows = [...(data.memos ? [...memos(data), ...texts(data)] : []), ...stories(data)];
  parentElement.replaceChildren(...(rows.length ? [el("section", { class: "rd-waiting", "aria-label": t("Not stored yet") },
    el("h3", {}, t("Not stored yet")), el("p", {}, t("This is kept in this browser only.")), el("ul", {}, ...rows))] : []));
}

// A memo lies under what it is about; see dialog.js for the names.
function memos({ account }) {
  const shelf = new Shelf(`rd-draft-memo|${account}|`);
  return shelf.all().filter(({ value }) => value?.id && (value.title || value.body)).map((kept) => {
    const [on, guid] = kept.name.split("|");
    const { about = null, title, body } = kept.value;
    const words = title || body;
    const told = el("span", { role: "status" });
    const item = el("li", {}, el("span", {}, t("Memo: {title}", { title: cut(words) })), " ",
      button(t("Open"), () => open(on, guid, about)),
      about ? button(t("Send"), () => send(kept, on, guid).then(() => {
        gone(shelf, kept, item);
        if (location.pathname === "/memos") location.reload(); // it stands in the list now
      }, (fault) => {
        told.textContent = sentence(fault);
      })) : null,
      button(t("Throw away"), (event) => sure(event.target, () => gone(shelf, kept, item))), told);
    return item;
  });
}

const cut = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST).trimEnd()}…` : words);
const button = (label, onclick) => el("button", { type: "button", class: "rd-quiet", onclick }, label);

async function open(on, guid, about) {
  const { openMemo } = await import("/assets/memos/dialog.js");
  await openMemo({ on, guid, span: about?.span || null, closed: () => location.reload() });
}

function send({ value: { about, ...said } }, on, guid) {
  return ask("POST", "/api/memos", { ...said, on, guid, span: about.span, base: about.base });
}

function sentence(fault) {
  if (fault.message) return fault.message;
  return standing(fault) === "offline" ? t("No connection. It stays here; try again later.") : t("This did not work. It stays here.");
}

// Words are thrown away by a second press only.
function sure(pressed, then) {
  if (pressed.dataset.sure) then();
  else Object.assign(pressed, { textContent: t("Really throw away?") }).dataset.sure = "1";
}

function gone(shelf, kept, item) {
  shelf.dropAsRead(kept);
  const list = item.parentElement;
  item.remove();
  if (!list.children.length) list.closest("section").remove();
}

// Of each text in which codings wait one line: opened, it sends them.
function texts({ account }) {
  const waiting = new Shelf(`dk-outbox:${account}:`).all().filter(({ value }) => value?.length);
  return [...new Set(waiting.map(({ name }) => name.split(":")[0]))].map((guid) => el("li", {},
    el("a", { href: `/desk?document=${encodeURIComponent(guid)}` }, t("A text in which codings wait; open it to send them"))));
}

function stories({ owner }) {
  return new Shelf(`rd-retell|${owner}|`).all().filter(({ value }) => value).map(({ name }) => el("li", {},
    el("a", { href: `/retell?document=${encodeURIComponent(name)}` }, t("A story that you were changing"))));
}
