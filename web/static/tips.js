// What a cell of a table says to a screen reader is what a pointer over it shows: said once in the page, not twice.

addEventListener("pointerover", ({ target }) => {
  const link = target.closest?.(".rd-cell > a[aria-label]:not([title])");
  if (link) link.title = link.getAttribute("aria-label");
}, { passive: true });
