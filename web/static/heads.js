// The heads of a long table stay in view while the page scrolls. CSS alone cannot do it where the table also scrolls
// sideways, in a region of its own: a head then sticks to that region, which is as long as the table.

const LINE = "[data-testid='stHeader']";

function follow() {
  const edge = document.querySelector(LINE)?.getBoundingClientRect().bottom ?? 0;
  for (const head of document.querySelectorAll(".rd-scroll > table > thead")) {
    const { top, height } = head.parentElement.getBoundingClientRect();
    const most = height - head.offsetHeight * 2; // the last row stays to be seen
    const shift = Math.max(0, Math.min(edge - top, most));
    head.parentElement.style.setProperty("--rd-shift", `${Math.round(shift)}px`);
  }
}

let waits = 0;
const later = () => { waits ||= requestAnimationFrame(() => { waits = 0; follow(); }); };

addEventListener("scroll", later, { capture: true, passive: true });
addEventListener("resize", later);
