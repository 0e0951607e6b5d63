// Another word in the place of one that gives somebody away.

// What can stand before the first word of a sentence: nothing, a new line or the end of the sentence before; then a
// dash of a list, a quotation mark or a bracket.
const BEGINS = /(?:^|\n|[.!?…]["'”’»)\]]*\s|:\s+(?=["'“‘„«]))\s*(?:[-–•*]\s*)?["'“‘„«([]*$/u;

// A pseudonym such as "Moeder Berk" begins with a word of every day: inside a sentence with a small letter.
const inside = (replacement) => (/\s/.test(replacement.trim())
  ? replacement.replace(/^(?:IJ|\p{Lu})(?=\p{Ll})/u, (letters) => letters.toLowerCase()) : replacement);

export function replaced(text, found, replacement) {
  const quoted = found.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${quoted}(?=['’]?s?(?![\\p{L}\\p{N}_]))`, "gu");
  return text.normalize("NFC").replace(word, (match, at, whole) =>
    (BEGINS.test(whole.slice(0, at)) ? replacement : inside(replacement)));
}
