// A date that is typed into one of Streamlit's fields counts once the field is left for another part of the page; while its
// calendar stands open, only then. Enter says the same: the page has the focus for a moment, and gives it back.

const PART = "[data-testid='stDateInput'] [role='spinbutton']";
const PAGE = "[data-testid='stMain']";

addEventListener("keydown", (event) => {
  const part = event.key === "Enter" && !event.isComposing && event.target.closest?.(PART);
  const page = part && part.closest(PAGE);
  if (!page) return;
  event.preventDefault();
  page.focus({ preventScroll: true });
  setTimeout(() => { if (part.isConnected && document.activeElement === page) part.focus({ preventScroll: true }); });
}, { capture: true });
