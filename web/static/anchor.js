// An address with #something: its heading stays at the top while the page is still being drawn above it, until the
// reader scrolls, types or points, or nothing is drawn any more.

const QUIET_MS = 1500;
const LONGEST_MS = 15000;

function follow(id) {
  const ends = new AbortController();
  let timer = 0;
  const watch = new MutationObserver(() => show());
  const stop = () => { ends.abort(); watch.disconnect(); clearTimeout(timer); };
  const show = () => {
    const heading = document.getElementById(id);
    if (!heading) return;
    heading.scrollIntoView({ block: "start" });
    clearTimeout(timer);
    timer = setTimeout(stop, QUIET_MS);
  };
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(name, stop, { signal: ends.signal });
  watch.observe(document, { childList: true, subtree: true });
  setTimeout(stop, LONGEST_MS);
}

if (location.hash.length > 1) follow(decodeURIComponent(location.hash.slice(1)));
