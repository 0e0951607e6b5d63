// From one theme to the next, on a page that a room looks at: by the arrow keys, by the keys of a presenter where the
// page does not scroll any further, by a swipe, and by a click, without loading all of it again.

const FAR_PX = 60; // a swipe goes at least so far, and further sideways than up or down
const STAYS = "input, textarea, select, [contenteditable], .rd-scroll";

const way = (to) => document.querySelector(`.rl-turn [data-turn='${to}']`);

function scrolled(to) {
  const main = document.querySelector("[data-testid='stMain']");
  if (!main) return true;
  return to === "prev" ? main.scrollTop <= 1 : main.scrollTop + main.clientHeight >= main.scrollHeight - 1;
}

function wanted({ key, target, altKey, ctrlKey, metaKey, shiftKey }) {
  if (altKey || ctrlKey || metaKey || shiftKey || target.closest?.(STAYS)) return "";
  if (key === "ArrowRight" || (key === "PageDown" && scrolled("next"))) return "next";
  return key === "ArrowLeft" || (key === "PageUp" && scrolled("prev")) ? "prev" : "";
}

const mounted = new WeakMap(); // parent element -> { theme, trigger, leave }

// The page of another theme begins at its top and its title, also for who hears it.
function begin() {
  document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  document.querySelector(".rl-theme h1")?.focus({ preventScroll: true });
}

export function mount({ data, parentElement, setTriggerValue }) {
  const known = mounted.get(parentElement);
  if (known) {
    const turned = known.theme !== data.theme;
    Object.assign(known, { theme: data.theme, trigger: setTriggerValue });
    if (turned) requestAnimationFrame(begin);
    return known.leave;
  }
  const here = { theme: data.theme, trigger: setTriggerValue };
  const go = (link) => here.trigger("to", link.dataset.to);
  const stop = new AbortController();
  const on = (kind, listen) => document.addEventListener(kind, listen, { signal: stop.signal, passive: kind.startsWith("touch") });
  let began = null;
  on("keydown", (event) => {
    const link = way(wanted(event));
    if (!link) return;
    event.preventDefault();
    go(link);
  });
  on("click", (event) => {
    const link = event.target.closest?.(".rl-turn [data-turn]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link);
  });
  on("touchstart", (event) => {
    const alone = event.touches.length === 1 && !event.target.closest?.(STAYS);
    began = alone ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
  });
  on("touchend", (event) => {
    const [ended] = event.changedTouches;
    const aside = began && ended ? ended.clientX - began.x : 0;
    const link = Math.abs(aside) > Math.max(FAR_PX, 2 * Math.abs(ended.clientY - (began?.y ?? 0)))
      ? way(aside < 0 ? "next" : "prev") : null;
    began = null;
    if (link) go(link);
  });
  here.leave = () => {
    stop.abort();
    mounted.delete(parentElement);
  };
  mounted.set(parentElement, here);
  return here.leave;
}
