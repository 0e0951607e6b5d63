// Hearing of it when elements come or go on the page.

const DESK = ".rd-desk"; // changes at each key; nothing of the page around it is in there

// Calls `act` once before the next frame; not for what comes and goes within a desk. more: of MutationObserver, what else
// to hear of.
export function onChanges(act, more = {}) {
  let waits = 0;
  new MutationObserver((changes) => {
    if (changes.every(({ target }) => target.closest(DESK))) return;
    waits ||= requestAnimationFrame(() => { waits = 0; act(); });
  }).observe(document.body, { subtree: true, childList: true, ...more });
}
