// What a form of Streamlit's said was wrong goes as soon as one mends it there: Streamlit itself leaves the sentence
// standing until the form is sent once more. It is hidden, not taken away, for it is Streamlit's, which says its next fault in
// the same element: a press shows it again, and so does a run of the page that knew what was mended and says it still.

import { isAnswered, onDrawn } from "./press.js";

const FAULT = "[data-testid='stAlert']:has([data-testid='stAlertContentError'])";
const MENDED = "data-rd-mended";

const main = (node) => node.closest?.("[data-testid='stMain']");

// The faults that stand behind a field, or beside it in its form, are about it.
function mended({ target }) {
  const within = main(target);
  if (!within) return;
  const form = target.closest("[data-testid='stForm'], [data-testid='stExpander']");
  for (const fault of within.querySelectorAll(FAULT)) {
    const behind = target.compareDocumentPosition(fault) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (behind || form?.contains(fault)) fault.setAttribute(MENDED, "");
  }
}

function shown({ type, target, key }) {
  if (type === "keydown" && key !== "Enter") return;
  if (type === "click" && !target.closest?.("button")) return;
  for (const fault of document.querySelectorAll(`[${MENDED}]`)) fault.removeAttribute(MENDED);
}

function said() {
  if (!isAnswered()) return;
  for (const fault of document.querySelectorAll(`[${MENDED}]:not([data-stale='true'] *, [data-rd-stays] *)`)) {
    fault.removeAttribute(MENDED);
  }
}

onDrawn(said);
for (const kind of ["input", "change"]) addEventListener(kind, mended, { capture: true });
for (const kind of ["click", "keydown"]) addEventListener(kind, shown, { capture: true });
