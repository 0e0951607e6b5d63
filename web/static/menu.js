// On a narrow screen the menu lies over the page: it closes by itself once a page has been chosen.

const NARROW = matchMedia("(max-width: 767px)");

document.addEventListener("click", (event) => {
  if (!NARROW.matches || !event.target.closest?.("[data-testid='stSidebarNavLink']")) return;
  // After Streamlit has taken the click, or it would close the menu first and lose the page.
  setTimeout(() => document.querySelector("[data-testid='stSidebarCollapseButton'] button")?.click(), 50);
});
