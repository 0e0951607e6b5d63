// Asks for the document as soon as the html of /desk has arrived, builds the desk and shows it, in a place of its own
// over the page. Only then does Streamlit's program begin, for it keeps the browser busy longer than all of this; when
// it comes to the desk, mount() puts it in its place there. Imports nothing, so that it can begin at once.

const PATIENCE_MS = 2500; // for a slow document Streamlit does not wait longer
const LOOK_MS = 500;
const asked = new Map();
const address = new URLSearchParams(location.search);
const here = { document: address.get("document"), version: address.get("version"), at: address.get("at") };

async function get(guid, version) {
  // No options: so that it takes what the page's preload link has fetched already.
  const asked = version ? `?version=${encodeURIComponent(version)}` : "";
  const answer = await fetch(`/api/documents/${encodeURIComponent(guid)}${asked}`);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.error || ""), { status: answer.status });
  return body;
}

async function build(guid, version) {
  const data = get(guid, version);
  data.catch(() => {}); // told below; it may come before the modules are there
  const [{ Desk }, { load }] = await Promise.all([import("./board.js"), import("/assets/kit/words.js")]);
  await load().catch(() => {}); // without a connection the sentences stay English
  return new Desk(await data);
}

function begin(guid, version) {
  const asking = build(guid, version);
  asking.catch(() => {}); // told by whoever takes it
  return asking;
}

const key = (guid, version) => `${guid} ${version || ""}`;

// Each desk is used once: coming back to a document must show what is stored by then. version: its number, or null for
// the one that is read now.
export function take(guid, version) {
  const asking = asked.get(key(guid, version)) || begin(guid, version);
  asked.delete(key(guid, version));
  return asking;
}

function style() {
  if (document.querySelector('link[href="/assets/desk/desk.css"]')) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/assets/desk/desk.css";
  document.head.append(link);
}

// Streamlit's own scripts, which the page only names; see web/pages.py. The first is the program, the others it imports.
function startFrame() {
  const named = document.querySelector("meta[name=rd-frame]");
  const [program, ...parts] = named?.content.split(" ") || [];
  named?.remove();
  for (const href of parts) document.head.append(made("link", { rel: "modulepreload", crossOrigin: "", href }));
  if (program) document.head.append(made("script", { type: "module", crossOrigin: "", src: program }));
}

const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

// The first words came with the page, see web/first_words.py: set as the reader has chosen, see layout.js.
function dress(first) {
  try {
    const { width = "usual", size = "usual", numbers = false } = JSON.parse(localStorage.getItem("dk-layout")) || {};
    Object.assign(first.dataset, { width, size });
    first.toggleAttribute("data-numbers", numbers === true);
  } catch {
    // switched off, or nothing of ours: as is usual
  }
}

// Shows the desk until mount() takes it, scrolled as the first words were. Goes when the reader has left for another page
// before that. What mount() waits for already is begun there, and not twice.
async function show(asking) {
  const place = document.querySelector(".dk-early") || made("div", { className: "dk-early" });
  const first = place.firstElementChild;
  if (first) dress(first);
  const desk = await asking.catch((fault) => {
    place.remove();
    throw fault;
  });
  if (!asked.has(key(here.document, here.version))) { // a slow document: mount() was there first, and has begun it
    place.remove();
    return;
  }
  const top = first?.querySelector(".dk-text").scrollTop || 0;
  place.replaceChildren(desk.element);
  if (!place.isConnected) document.body.append(place);
  const drawn = desk.begin(/^\d{1,9}$/.test(here.at || "") ? Number(here.at) : null);
  if (top) desk.transcript.element.scrollTop = top;
  await drawn;
  const looking = setInterval(() => {
    if (place.isConnected && location.pathname.endsWith("/desk")) return;
    clearInterval(looking);
    if (place.isConnected) desk.end();
    place.remove();
  }, LOOK_MS);
}

style();
if (here.document && location.pathname.endsWith("/desk")) {
  const asking = begin(here.document, here.version);
  asked.set(key(here.document, here.version), asking);
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  Promise.race([show(asking), late]).catch(() => {}).then(startFrame);
} else startFrame();
