// Asks for the document as soon as the html of /desk has arrived, while Streamlit is still loading, and builds the
// desk out of sight; mount() then only has to put it in its place. Imports nothing, so that it can begin at once.

const asked = new Map();

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

style();
const wanted = ["document", "version"].map((name) => new URLSearchParams(location.search).get(name));
if (wanted[0] && location.pathname.endsWith("/desk")) asked.set(key(...wanted), begin(...wanted));
