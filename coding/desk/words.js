// The desk's words in the reader's language: t("English sentence with {n}", { n: 3 }).

let known = {};

export async function learn(language) {
  try {
    const answer = await fetch(`/assets/words/${language}.json`);
    if (answer.ok) known = await answer.json();
  } catch {
    // Without a connection the sentences stay English; coding goes on.
  }
}

export function t(sentence, fields = {}) {
  const text = known[sentence] || sentence;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}
