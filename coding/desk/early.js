// Asks for the document as soon as the html of /desk has arrived, while Streamlit is still loading; the desk takes
// the answer over. This module runs by itself on a full page load and is imported by desk.js otherwise.

import { learn } from "/assets/desk/words.js";

const asked = new Map();

async function get(guid) {
  const answer = await fetch(`/api/documents/${encodeURIComponent(guid)}`, { cache: "no-store" });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.error || ""), { status: answer.status });
  return body;
}

function ask(guid) {
  const asking = Promise.all([get(guid), learn(document.documentElement.lang)]).then(([body]) => body);
  asking.catch(() => {}); // told by whoever takes it
  return asking;
}

// Each answer is used once: coming back to a document must show what is stored by then.
export function take(guid) {
  const asking = asked.get(guid) || ask(guid);
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
if (wanted && location.pathname.endsWith("/desk")) asked.set(wanted, ask(wanted));
