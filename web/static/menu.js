// The entry of the menu that the open page lies under is marked, also on pages that are not in the menu themselves;
// and on a narrow screen, where the menu lies over the page, it closes by itself once a page has been chosen.

import { onChanges } from "/assets/kit/changes.js";

const NARROW = matchMedia("(max-width: 767px)");
const ENTRIES = "[data-testid='stTopNavLink'], [data-testid='stTopNavDropdownLink'], [data-testid='stSidebarNavLink']";

const OPENS = "[data-testid='stExpandSidebarButton']";
const CLOSES = "[data-testid='stSidebarCollapseButton'] button";
const MENU = "[data-testid='stSidebar'][data-collapsed='false']";
const ENTRY = "[data-testid='stSidebarNavLink']";
const MOVES_MS = 50; // until Streamlit has taken a press

const one = (found) => document.querySelector(found);
const later = (act) => setTimeout(act, MOVES_MS);

// The button that is pressed goes: the focus is on the menu it opened, and back on the button when the menu is closed.
function pressed({ target }) {
  if (!NARROW.matches) return;
  // After Streamlit has taken the click, or it would close the menu first and lose the page.
  if (target.closest?.(ENTRY)) later(() => one(CLOSES)?.click());
  if (target.closest?.(OPENS)) later(() => one(`${MENU} ${ENTRY}`)?.focus());
  else if (target.closest?.(CLOSES)) later(() => { if (document.activeElement === document.body) one(OPENS)?.focus(); });
}

document.addEventListener("click", pressed);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && NARROW.matches && event.target.closest?.(MENU)) one(CLOSES)?.click();
});
// What lies under an open menu is not seen: whoever goes there with the Tab key has left the menu.
document.addEventListener("focusin", ({ target }) => {
  if (NARROW.matches && one(MENU) && target.closest("[data-testid='stMain']")) one(CLOSES)?.click();
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
