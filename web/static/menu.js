// The entry of the menu that the open page lies under is marked, also on pages that are not in the menu themselves;
// and on a narrow screen, where the menu lies over the page, it closes by itself once a page has been chosen.

import { onChanges } from "/assets/kit/changes.js";

const NARROW = matchMedia("(max-width: 767px)");
const ENTRIES = "[data-testid='stTopNavLink'], [data-testid='stTopNavDropdownLink'], [data-testid='stSidebarNavLink']";

document.addEventListener("click", (event) => {
  if (!NARROW.matches || !event.target.closest?.("[data-testid='stSidebarNavLink']")) return;
  // After Streamlit has taken the click, or it would close the menu first and lose the page.
  setTimeout(() => document.querySelector("[data-testid='stSidebarCollapseButton'] button")?.click(), 50);
});

// The page says where its place is (views/parts/place.py). Streamlit itself marks the open page with "page".
function mark() {
  const place = document.querySelector("[data-rd-place]")?.dataset.rdPlace;
  for (const entry of document.querySelectorAll(ENTRIES)) {
    const now = entry.getAttribute("aria-current");
    const here = Boolean(place) && new URL(entry.href).pathname === place;
    if (here && !now) entry.setAttribute("aria-current", "true");
    else if (!here && now === "true") entry.removeAttribute("aria-current");
  }
}

mark();
onChanges(mark, { attributes: true, attributeFilter: ["data-rd-place"] });
