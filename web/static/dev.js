// Only with `cli.py serve --dev`: loads the page again when one of our scripts or styles on it has changed, or when the
// program has started anew. The page's html names this file with the program's process: ?<number>.

const LOOK_EVERY_MS = 1000;
const seen = new Map(); // address to ETag

const { search } = new URL(import.meta.url);

async function startedAnew() {
  const html = await (await fetch(location.href, { cache: "no-store" })).text();
  return !html.includes(`dev.js${search}"`);
}

async function changed() {
  const names = performance.getEntriesByType("resource").map(({ name }) => name);
  const ours = new Set(names.filter((name) => name.startsWith(`${location.origin}/assets/`)));
  for (const name of ours) {
    const tag = (await fetch(name, { cache: "no-cache" })).headers.get("ETag");
    if (seen.has(name) && seen.get(name) !== tag) return true;
    seen.set(name, tag);
  }
  return false;
}

async function look() {
  try {
    if ((await startedAnew()) || (await changed())) location.reload();
  } catch { // stopped for good, or about to start again
  }
  setTimeout(look, LOOK_EVERY_MS);
}

look();
