// Words for scripts, in the language of the page: load() once, then t("An English sentence").

// As the server wrote it. Read before Streamlit begins, which would put its own there; see page.js.
export const language = document.documentElement.lang || "nl";
// Which of the ways there are in a language to write days, times and numbers: the day before the month, and 24 hours.
export const locale = { nl: "nl-NL", en: "en-GB" }[language];

let words = {};
let loading = null;

export function load() {
  // With the stamp this module came with, so that the browser may keep them as long; see web/assets.py.
  const { search } = new URL(import.meta.url);
  loading ??= fetch(`/assets/words/${language}.json${search}`).then((answer) => answer.json()).then((found) => { words = found; });
  return loading;
}

export function t(message, fields = {}) {
  return (words[message] || message).replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}
