// Words for scripts: load(language) once, then t("An English sentence").

let words = {};
let loading = null;

export function load(language) {
  loading ??= fetch(`/assets/words/${language}.json`).then((answer) => answer.json()).then((found) => { words = found; });
  return loading;
}

export function t(message, fields = {}) {
  return (words[message] || message).replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}
