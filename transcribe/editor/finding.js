// Words in the text: all places of one, and what somebody made of a word while she typed.

import { wordsOf } from "./timing.js";

const FEW = 3; // words that are one correction
const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// All places of some words in these turns: [{ at, start, end }], UTF-16 units into the text of turn `at`.
export function placesOf(turns, sought, { whole = true, exact = true } = {}) {
  const words = sought.trim();
  if (!words) return [];
  const inside = plain(words).replace(/\s+/g, "\\s+");
  const pattern = new RegExp(whole ? `(?<![\\p{L}\\p{N}_])${inside}(?![\\p{L}\\p{N}_])` : inside, exact ? "gu" : "giu");
  return turns.flatMap(({ text }, at) => [...text.matchAll(pattern)].map((found) => ({
    at, start: found.index, end: found.index + found[0].length,
  })));
}

const bare = (words) => words.join(" ").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

// What was corrected between two forms of a turn: { was, is }, some words for some others; null for anything else.
export function corrected(before, after) {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const [from, to] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const [was, is] = [bare(from), bare(to)];
  const some = from.length && to.length && from.length <= FEW && to.length <= FEW;
  return some && was.length > 1 && is && was !== is ? { was, is } : null;
}
