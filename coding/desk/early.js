// Asks for the document as soon as the html of /desk has arrived, while Streamlit is still loading, and builds the
// desk out of sight; mount() then only has to put it in its place. Imports nothing, so that it can begin at once.

const asked = new Map();

async function get(guid) {
  // No options: so that it takes what the page's preload link has fetched already.
  const answer = await fetch(`/api/documents/${encodeURIComponent(guid)}`);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.error || ""), { status: answer.status });
  return body;
}

async function build(guid) {
  const data = get(guid);
  data.catch(() => {}); // told below; it may come before the modules are there
  const [{ Desk }, { load }] = await Promise.all([import("./board.js"), import("/assets/kit/words.js")]);
  await load().catch(() => {}); // without a connection the sentences stay English
  return new Desk(await data);
}

function begin(guid) {
  const asking = build(guid);
  asking.catch(() => {}); // told by whoever takes it
  return asking;
}

// Each desk is used once: coming back to a document must show what is stored by then.
export function take(guid) {
  const asking = asked.get(guid) || begin(guid);
  asked.delete(guid);
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
const wanted = new URLSearchParams(location.search).get("document");
if (wanted && location.pathname.endsWith("/desk")) asked.set(wanted, begin(wanted));
