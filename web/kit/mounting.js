// A page of ours in Streamlit: made once per place, with its style; called again for every change around it.

import { el } from "./dom.js";
import { load } from "./words.js";

// Waits until the style is there, so that nothing is shown without it.
function styled(href) {
  if (document.querySelector(`link[href="${href}"]`)) return undefined;
  const link = el("link", { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((go) => ["load", "error"].forEach((end) => link.addEventListener(end, go)));
}

// make(data): a page with an `element`, `begin()` and `end()`; with `look()` where it follows the look of the page around it.
export function mounting(href, make) {
  const there = new WeakMap(); // parent element -> the page in it
  return async ({ parentElement, data }) => {
    if (there.has(parentElement)) {
      there.get(parentElement)?.look?.();
      return undefined;
    }
    there.set(parentElement, null);
    await Promise.all([load(), styled(href)]);
    const page = make(data);
    there.set(parentElement, page);
    parentElement.replaceChildren(page.element);
    await page.begin();
    return () => {
      there.delete(parentElement);
      page.end();
    };
  };
}
