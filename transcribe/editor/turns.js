// Who says which words: turns as numbers of words, and every change of them. Nothing here knows of a page or a server.

export class Turns {
  // turns: [[words, who], ...] as the server has them.
  constructor(turns) {
    this.turns = turns;
    this.past = []; // what was before each change, to go back to
    this.lastTwo = []; // who was said last, and who before
  }

  get size() {
    return this.turns.length;
  }

  // The number of the first word of a turn, in the whole text.
  start(n) {
    return this.turns.slice(0, n).reduce((sum, [words]) => sum + words, 0);
  }

  // The turn in which a word of the text stands.
  of(word) {
    let end = 0;
    return this.turns.findIndex(([words]) => word < (end += words));
  }

  // All of these change something, or nothing and answer false.
  to(turns) {
    if (JSON.stringify(turns) === JSON.stringify(this.turns)) return false;
    this.past.push(this.turns);
    this.turns = turns;
    return true;
  }

  name(n, who) {
    this.remember(who);
    return this.to(this.turns.map(([words, now], at) => [words, at === n ? who : now]));
  }

  // All turns of whoever speaks in this one.
  nameAll(n, who) {
    this.remember(who);
    const was = this.turns[n][1];
    return this.to(this.turns.map(([words, now]) => [words, now === was ? who : now]));
  }

  // Who was said last, and before that somebody else: for the key that changes between the two.
  remember(who) {
    this.lastTwo = [who, ...this.lastTwo.filter((one) => one !== who)].slice(0, 2);
  }

  // The other one of the two who speak in turn: who does not speak in the turn before, or else not in this one.
  other(n, choices) {
    const [before, now] = [this.turns[n - 1]?.[1], this.turns[n][1]];
    const likely = [...this.lastTwo, ...this.turns.map(([, who]) => who), ...choices];
    const answer = likely.find((who) => who !== before);
    return (n > 0 && answer !== now ? answer : likely.find((who) => who !== now)) ?? now;
  }

  // Splits before a word of the text; the part behind it is said by the same for now.
  split(word) {
    const n = this.of(word);
    const at = word - this.start(n);
    if (n < 0 || at <= 0) return false;
    const [words, who] = this.turns[n];
    return this.to([...this.turns.slice(0, n), [at, who], [words - at, who], ...this.turns.slice(n + 1)]);
  }

  // With the turn before it, which keeps its speaker.
  join(n) {
    if (n < 1) return false;
    const [[before, who], [words]] = [this.turns[n - 1], this.turns[n]];
    return this.to([...this.turns.slice(0, n - 1), [before + words, who], ...this.turns.slice(n + 1)]);
  }

  // The border in front of a turn so many words further on (or back); both turns keep a word at least.
  move(n, by) {
    if (n < 1) return false;
    const [[before, one], [words, two]] = [this.turns[n - 1], this.turns[n]];
    if (before + by < 1 || words - by < 1) return false;
    return this.to([...this.turns.slice(0, n - 1), [before + by, one], [words - by, two], ...this.turns.slice(n + 1)]);
  }

  undo() {
    if (!this.past.length) return false;
    this.turns = this.past.pop();
    return true;
  }
}
