// What waits in this browser because it never reached the server, of every kind: memos that were not stored, with a way
// to open, send or throw each away, and what is sent once it is open.

import { el } from "/assets/kit/dom.js";
import { browserStorage, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { ask, standing } from "/assets/kit/wire.js";
import { load, t } from "/assets/kit/words.js";

const LONGEST = 120; // characters of a memo that are shown
const drawn = new WeakMap(); // of each element, what is told in it

// Of each kind of UNSENT: its lines in the list.
export const LINES = {
  memos, codings,
  drafts: ({ owner }) => links(left(UNSENT.drafts, owner, ({ versions, body }) => versions && body),
    (guid) => [`/story?draft=${guid}`, t("A story that you were writing")]),
  retold: ({ owner }) => links(left(UNSENT.retold, owner), (guid) => [`/retell?document=${guid}`, t("A story that you were changing")]),
  minutes: ({ owner }) => links(left(UNSENT.minutes, owner), (guid) => [`/meeting?meeting=${guid}`,
    t("A learning meeting that you were writing about")]),
  speakers: ({ owner }) => links(left(UNSENT.speakers, owner), (guid) => [`/speakers?document=${guid}`,
    t("A text in which you were saying who speaks; open it to send that")]),
  edits,
  names,
  adding,
  spoken: ({ owner }) => links(left(UNSENT.spoken, owner), () => ["/record", t("Something you recorded; open it to send that")]),
  together: ({ owner }) => links(left(UNSENT.together, owner), (guid) => [`/together?document=${guid}`,
    t("A text in which you were deciding what counts; open it to send that")]),
  contacts,
  scores,
  signing,
  typed,
};

// data: { account, owner, codes, mended }: guid of the account; account and pilot; whether whoever looks codes and writes
// memos; texts of which the server keeps a draft: [[guid, title], ...].
export function mount({ data, parentElement }) {
  show(data, parentElement); // not awaited: what is returned here would be taken for a clean-up
}

async function show(data, parentElement) {
  await load();
  // Streamlit mounts this at every change: what is the same stays, for a button in it may just have been pressed.
  const waits = JSON.stringify([data, ...Object.values(UNSENT).map((kind) => new Shelf(kind).all()), filesHere()]);
  if (drawn.get(parentElement) === waits) return;
  drawn.set(parentElement, waits);
  const open = (memo) => openAgain(memo, () => show(data, parentElement));
  const rows = Object.values(LINES).flatMap((lines) => lines({ ...data, open }));
  const drafts = links((data.mended ?? []).map(([guid]) => guid), (guid) => [`/edit?document=${guid}`, new Map(data.mended).get(guid)]);
  const list = (name, about, lines) => (lines.length ? [el("section", { class: "rd-waiting", "aria-label": name },
    el("h3", {}, name), el("p", {}, about), el("ul", {}, ...lines))] : []);
  parentElement.replaceChildren(...list(t("Not stored yet"), t("This is kept in this browser only."), rows),
    ...list(t("Mended, not saved as a version yet"), t("Nobody reads this before it is saved."), drafts));
}

// A memo lies under what it is about; see dialog.js for the names.
function memos({ account, codes, open }) {
  if (!codes) return [];
  const shelf = new Shelf(`${UNSENT.memos}${account}|`);
  return shelf.all().filter(({ value }) => value?.id && (value.title || value.body)).map((kept) => {
    const [on, guid] = kept.name.split("|");
    const { about = null, title, body } = kept.value;
    const words = title || body;
    const told = el("span", { role: "status" });
    const item = el("li", {}, el("span", {}, t("Memo: {title}", { title: cut(words) })), " ",
      button(t("Open"), () => open({ on, guid, about })),
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

async function openAgain({ on, guid, about }, closed) {
  const { openMemo } = await import("/assets/memos/dialog.js");
  await openMemo({ on, guid, span: about?.span || null, closed: ({ changed }) => {
    if (changed && location.pathname === "/memos") location.reload(); // it stands in the list now
    else closed();
  } });
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

// The names of what waits of a kind, each once, without the window that wrote it.
function left(kind, owner, isWork = Boolean) {
  const kept = new Shelf(`${kind}${owner}|`).all().filter(({ value }) => value && isWork(value));
  return [...new Set(kept.map(({ name }) => name.split("|")[0]))];
}

function links(guids, told) {
  return guids.map((guid) => {
    const [href, words] = told(encodeURIComponent(guid));
    return el("li", {}, el("a", { href }, words));
  });
}

// Of each text in which codings wait one line: opened, it sends them.
function codings({ account, codes }) {
  if (!codes) return [];
  const waiting = new Shelf(`${UNSENT.codings}${account}:`).all().filter(({ value }) => value?.length);
  return links([...new Set(waiting.map(({ name }) => name.split(":")[0]))],
    (guid) => [`/desk?document=${guid}`, t("A text in which codings wait; open it to send them")]);
}

// Texts that were mended in this browser; what the server keeps of them is a list of its own.
function edits({ owner, mended = [] }) {
  const known = mended.map(([guid]) => guid);
  const here = left(UNSENT.edits, owner, ({ edit }) => edit).filter((guid) => !known.includes(guid));
  return links(here, (guid) => [`/edit?document=${guid}`, t("A text that you were mending; open it to save it")]);
}

// What was decided about names: the page on which that is done sends it.
function names({ owner }) {
  const some = new Shelf(`${UNSENT.names}${owner}|`).all().some(({ value }) => value?.length);
  return some ? [el("li", {}, el("a", { href: "/names" }, t("What you decided about names; open it to send that")))] : [];
}

const filesHere = () => new Shelf(UNSENT.adding, browserStorage("sessionStorage")).get("files") ?? {};

// Contacts that were noted without a connection: the page on which that is done sends them.
function contacts({ owner }) {
  const some = new Shelf(`${UNSENT.contacts}${owner}|`).all().some(({ value }) => value?.length || value?.all?.length);
  return some ? [el("li", {}, el("a", { href: "/contacts" }, t("Contacts that you noted; open the page to send them")))] : [];
}

// Scores that were given without a connection: the page on which that is done sends them.
function scores({ owner }) {
  const some = new Shelf(`${UNSENT.scores}${owner}|`).all().some(({ value }) => value?.length || value?.all?.length);
  return some ? [el("li", {}, el("a", { href: "/scores" }, t("Scores that you gave; open the page of a family to send them")))] : [];
}

// A form that somebody was filling in when the sitting ended: the page on which it is handed over again has it.
function signing({ owner }) {
  const kept = new Shelf(`${UNSENT.signing}${owner}|`, browserStorage("sessionStorage")).all();
  return kept.filter(({ value }) => Object.keys(value?.answers ?? {}).length).map(({ value }) =>
    el("li", {}, el("a", { href: value.address || "/consent" }, t("A form about consent that was being filled in; open it to go on"))));
}

// What was typed in a form and not sent: typed.js puts it back into its fields.
function typed({ owner }) {
  const kept = new Shelf(`${UNSENT.typed}${owner}|`, browserStorage("sessionStorage")).all();
  return kept.filter(({ value }) => value?.length).map(({ name }) =>
    el("li", {}, el("a", { href: name }, t("What you were typing; open it to go on"))));
}

// Files that were chosen in this tab and are not in the pilot yet; what was said of them goes along.
function adding() {
  const files = Object.values(filesHere());
  if (!files.length) return [];
  const names = cut(files.map(({ name }) => name).filter(Boolean).join(", "));
  return [el("li", {}, el("a", { href: "/add" }, t("Files that you were adding")), names && `: ${names}`)];
}
