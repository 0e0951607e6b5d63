// The words that the model was not sure of, faintly underlined while somebody asks for that.

import { t } from "/assets/kit/words.js";
import { ask } from "/assets/kit/wire.js";

export class Unsure {
  // parts: { number, places, show(pieces), hint(sentence), say(sentence) }
  constructor(document, parts) {
    Object.assign(this, { ...parts, on: false });
    this.path = `/api/documents/${encodeURIComponent(document.guid)}/unsure?version=${encodeURIComponent(parts.number)}`;
  }

  async toggle() {
    this.on = !this.on;
    if (!this.on) {
      this.show([]);
      return this.say(t("Unsure words are not underlined any more."));
    }
    const words = await ask("GET", this.path).then(({ words: found }) => found, () => null);
    if (!this.on) return undefined;
    if (!words?.length) {
      this.on = false;
      return this.hint(words ? t("No word here is known to be unsure.") : t("Which words are unsure could not be fetched."));
    }
    this.show(words.flatMap(([start, end]) => this.places.pieces(start, end)));
    return this.say(words.length === 1 ? t("1 unsure word is underlined.") : t("{n} unsure words are underlined.", { n: words.length }));
  }
}
