// Where the Tab key stops: on what one can use, not on the links to each heading, nor on the page as a whole where it
// holds something to use. Streamlit's skip link can still put the focus on the page.

import { onChanges } from "/assets/kit/changes.js";

const USABLE = ["a[href]", "button", "input", "select", "textarea", "summary", "[tabindex]"]
  .map((kind) => `${kind}:not([tabindex='-1'], :disabled)`).join(", ");

function tidy() {
  for (const link of document.querySelectorAll("[data-testid='stHeaderActionElements'] a:not([tabindex='-1'])")) link.tabIndex = -1;
  const main = document.getElementById("stMain");
  // A page with only words in it is scrolled with the keyboard, and needs the focus for that.
  const stop = main?.querySelector(USABLE) ? -1 : 0;
  if (main && main.tabIndex !== stop) main.tabIndex = stop;
}

tidy();
onChanges(tidy);
