// What is different in a codebook that was changed while the desk is open, in a sentence or more. Pure but for words.

import { t } from "/assets/kit/words.js";

const SAID = ["definition", "use_when", "not_when", "example", "takes_sign"];
const NAMED = 4; // more codes than this are counted

const named = (names) => (names.length > NAMED
  ? t("{names} and {n} more", { names: names.slice(0, NAMED).join(", "), n: names.length - NAMED }) : names.join(", "));

// known: key -> code, as the coder knows them; told: { codes, merged } as the server has them now. "" where she sees no
// difference.
export function changesOf(known, { codes: rows, merged }) {
  const found = { added: [], renamed: [], changed: [], merged: [], gone: [] };
  for (const now of rows.filter((row) => row.is_codable)) {
    const before = known.get(now.key);
    const name = before?.name;
    if (now.is_old) {
      if (!before || before.is_old || !before.is_codable) continue;
      const into = merged[now.key] && rows.find(({ key }) => key === merged[now.key])?.name;
      if (into) found.merged.push(t("{name} went up in {into}", { name, into }));
      else found.gone.push(now.name);
    } else if (!before || before.is_old) found.added.push(now.name);
    else if (name !== now.name) found.renamed.push(t("{name} is called {now}", { name, now: now.name }));
    else if (SAID.some((part) => before[part] !== now[part])) found.changed.push(name);
  }
  return [
    found.added.length && t("New: {names}.", { names: named(found.added) }),
    found.renamed.length && `${named(found.renamed)}.`, found.merged.length && `${named(found.merged)}.`,
    found.changed.length && t("Means something else: {names}.", { names: named(found.changed) }),
    found.gone.length && t("No longer in the codebook: {names}.", { names: named(found.gone) }),
  ].filter(Boolean).join(" ");
}
