// When each word of a turn was said, while its words are being mended: those that stay keep their time, others lie between.
// The server works the same out exactly when it is saved (texts/between.py).

const PAIRS = 40000; // words times words that are compared

export const wordsOf = (text) => text.match(/\S+/g) ?? [];

// times: ms or null of each word of `text`. Returns those of each word of `next`.
export function retimed(text, times, next) {
  const [old, now] = [wordsOf(text), wordsOf(next)];
  const found = now.map(() => null);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  for (let n = 0; n < head; n += 1) found[n] = times[n] ?? null;
  for (let n = 1; n <= tail; n += 1) found[now.length - n] = times[old.length - n] ?? null;
  const [from, to] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  if (from.length === to.length) to.forEach((_, n) => { found[head + n] = times[head + n] ?? null; });
  else for (const [a, b] of same(from, to)) found[head + b] = times[head + a] ?? null;
  return between(found, times[head] ?? times[head - 1] ?? null, times[old.length - tail] ?? times.at(-1) ?? null);
}

// The pairs of words that are the same, in order: a longest row of them.
function same(from, to) {
  if (!from.length || !to.length || from.length * to.length > PAIRS) return [];
  const length = Array.from({ length: from.length + 1 }, () => new Uint16Array(to.length + 1));
  for (let a = from.length - 1; a >= 0; a -= 1) {
    for (let b = to.length - 1; b >= 0; b -= 1) {
      length[a][b] = from[a] === to[b] ? length[a + 1][b + 1] + 1 : Math.max(length[a + 1][b], length[a][b + 1]);
    }
  }
  const pairs = [];
  let [a, b] = [0, 0];
  while (a < from.length && b < to.length) {
    if (from[a] === to[b]) pairs.push([a++, b++]);
    else if (length[a + 1][b] >= length[a][b + 1]) a += 1;
    else b += 1;
  }
  return pairs;
}

function between(found, first, last) {
  let n = 0;
  while (n < found.length) {
    if (found[n] !== null) { n += 1; continue; }
    let until = n;
    while (until < found.length && found[until] === null) until += 1;
    const low = found[n - 1] ?? first;
    const high = found[until] ?? last;
    if (low === null && high === null) return found;
    const [begin, end] = [low ?? high, Math.max(low ?? high, high ?? low)];
    for (let at = n; at < until; at += 1) {
      found[at] = Math.round(begin + ((end - begin) * (at - n + (n ? 1 : 0))) / (until - n + (n ? 1 : 0)));
    }
    n = until;
  }
  return found;
}
