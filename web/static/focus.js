// Where the Tab key stops: first on a way past the menu, then on what one can use; not on the links to each heading, nor
// on the page as a whole where it holds something to use.

import { onChanges } from "/assets/kit/changes.js";
import { el } from "/assets/kit/dom.js";
import { load, t } from "/assets/kit/words.js";

const USABLE = ["a[href]", "button", "input", "select", "textarea", "summary", "[tabindex]"]
  .map((kind) => `${kind}:not([tabindex='-1'], :disabled)`).join(", ");
// Where the text of a desk is read: the turn where somebody was last.
const TEXT = ".dk-desk .dk-turn[tabindex='0']";

// Streamlit's own link lies behind what we put before its page, and leads to the header of a desk, fifty stops from the
// text; this one comes before all else, and hides that one (page.css).
function past(event) {
  event.preventDefault();
  (document.querySelector(TEXT) || document.getElementById("stMain"))?.focus();
}

function tidy() {
  for (const link of document.querySelectorAll("[data-testid='stHeaderActionElements'] a:not([tabindex='-1'])")) link.tabIndex = -1;
  const main = document.getElementById("stMain");
  // A page with only words in it is scrolled with the keyboard, and needs the focus for that.
  const stop = main?.querySelector(USABLE) ? -1 : 0;
  if (main && main.tabIndex !== stop) main.tabIndex = stop;
}

tidy();
onChanges(tidy);
load().then(() => document.body.prepend(el("a", { class: "rd-skip", href: "#stMain", onclick: past }, t("Skip to main content"))));
