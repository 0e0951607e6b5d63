"""A text of which every letter is known, through any number of edits: what passages are carried over is tried on.

A letter keeps its number as long as it stands in the text, wherever it goes; what is typed gets new numbers. What
replaces a name is the name still, so it keeps the name's numbers. All chance comes from the `Random` that is handed
in, so that one model serves a property test and a benchmark.

What the model does not do, because no text can tell it from something shorter: type a word in the same step in which
the same word is taken out. That is a move, and moves are an edit of their own. Only `rewrite` types words that its own
turn had.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

COMMON = (
    "ja", "nee", "zij", "belde", "zelf", "en", "ik", "wist", "dat", "niet", "school", "toen", "het", "ging", "goed",
    "🙂", "👨‍👩‍👧", "🇳🇱", "ze\u0301lf", "q\u0323\u0307", "שלום", "مرحبا", "—", "...", "thuis,", "weg.", "Dus", "één",
)
NAMES = ("Miranda", "Jo", "Abdel-Karim", "Fenna", "אורי")
PSEUDONYMS = ("[moeder]", "[coach]", "N.", "[buurvrouw van de hoek]", "👤")
SHORT = ("Ja.", "Nee.", "Hm.", "Ja.", "…", "🙂", "En toen?")
SPEAKERS = ("Moeder", "Coach", "I")
SYLLABLES = ("ba", "ro", "mi", "ke", "lu", "sa", "to", "ven", "dor", "pi", "gra", "wel")


class Letter(NamedTuple):
    """One character of the text and its number."""

    char: str
    number: int


@dataclass
class Line:
    """One turn; `number` stays the same as long as nobody touches its text."""

    letters: list[Letter]
    number: int
    speaker: str = ""
    start_ms: int | None = None

    @property
    def text(self) -> str:
        """What was said."""
        return "".join(letter.char for letter in self.letters)

    def words(self) -> list[tuple[int, int]]:
        """Start and end of each word, in letters of this turn."""
        found, start = [], None
        for at, letter in enumerate([*self.letters, Letter(" ", -1)]):
            if letter.char.isspace():
                if start is not None:
                    found.append((start, at))
                start = None
            elif start is None:
                start = at
        return found


@dataclass
class Version:
    """A version of the text; its turns can be handed to `carry` as they are."""

    lines: list[Line]

    @property
    def letters(self) -> list[Letter]:
        """Every letter; a line break between turns is nobody's (number -1)."""
        found: list[Letter] = []
        for line in self.lines:
            found += [Letter("\n", -1)] * bool(line is not self.lines[0]) + line.letters
        return found

    @property
    def text(self) -> str:
        """The turns joined by a newline."""
        return "\n".join(line.text for line in self.lines)

    def starts(self) -> list[int]:
        """Where each turn begins in the text, in code points."""
        found, at = [], 0
        for line in self.lines:
            found.append(at)
            at += len(line.letters) + 1
        return found


def core(word: str) -> str:
    """A word without capitals and punctuation."""
    return word.strip(".,!?…—-[]()'").casefold() or word


@dataclass
class Editor:
    """Makes a text and edits it. A step is what one person does between two versions."""

    rng: Random
    numbers: count[int] = field(default_factory=count)
    taken: set[str] = field(default_factory=set)  # words taken out in this step
    typed: set[str] = field(default_factory=set)  # words typed in this step

    def first(self) -> Version:
        """A text to begin with: some turns long, some "Ja.", with or without speakers and times."""
        rng = self.rng
        speakers, times = rng.random() < 0.7, rng.random() < 0.4
        lines, at = [], 0
        for _ in range(rng.randint(2, 12)):
            line = self.line(self.sentence())
            line.speaker = rng.choice(SPEAKERS) if speakers else ""
            line.start_ms = at if times else None
            at += 900
            lines.append(line)
        return Version(lines)

    def step(self, version: Version) -> Version:
        """The next version: one to four edits."""
        self._number(version)
        self.taken, self.typed = set(), set()
        lines = [Line(list(line.letters), line.number, line.speaker, line.start_ms) for line in version.lines]
        for _ in range(self.rng.randint(1, 4)):
            self.rng.choices(EDITS, WEIGHTS)[0](self, lines)
        return Version(lines)

    def _number(self, version: Version) -> None:
        """Give letters that share the number of a name numbers of their own."""
        seen: set[int] = set()
        for line in version.lines:
            for at, letter in enumerate(line.letters):
                if letter.number in seen:
                    line.letters[at] = Letter(letter.char, next(self.numbers))
                seen.add(letter.number)

    def sentence(self) -> str:
        """Words for a turn; a third are short answers that come again and again."""
        rng = self.rng
        if rng.random() < 0.35:
            return rng.choice(SHORT)
        words = [rng.choice(NAMES) if rng.random() < 0.1 else self.common() for _ in range(rng.randint(1, 9))]
        return " ".join(words)

    def common(self) -> str:
        """A word that may be there already, or a new one."""
        return self.rng.choice(COMMON) if self.rng.random() < 0.6 else self.fresh()

    def fresh(self) -> str:
        """A word made of syllables, rarely seen before."""
        return "".join(self.rng.choice(SYLLABLES) for _ in range(3))

    def typing(self, words: int) -> str:
        """So many words that were not taken out in this step."""
        found = [word if core(word := self.common()) not in self.taken else self.fresh() for _ in range(words)]
        self.typed |= {core(word) for word in found}
        return " ".join(found)

    def type(self, text: str) -> list[Letter]:
        """Letters that were not there before."""
        return [Letter(char, next(self.numbers)) for char in text]

    def line(self, text: str) -> Line:
        """A turn that was not there before."""
        return Line(self.type(text), next(self.numbers))

    def may_take(self, text: str) -> bool:
        """Whether these words may be taken out; then they may not be typed any more in this step."""
        words = {core(word) for word in text.split()}
        if words & self.typed:
            return False
        self.taken |= words
        return True

    def touch(self, line: Line) -> None:
        """Somebody changed the words of a turn."""
        line.number = next(self.numbers)

    def some(self, lines: list[Line]) -> tuple[Line, int, int] | None:
        """One to three words of some turn: the turn, and where they begin and end in it."""
        line = self.rng.choice(lines)
        words = line.words()
        if not words:
            return None
        first = self.rng.randrange(len(words))
        last = min(len(words) - 1, first + self.rng.randint(0, 2))
        return line, words[first][0], words[last][1]


def insert_words(editor: Editor, lines: list[Line]) -> None:
    """Type words before some word, or at the end of a turn."""
    line = editor.rng.choice(lines)
    at = editor.rng.choice([*(start for start, _ in line.words()), len(line.letters)])
    typed = editor.type(editor.typing(editor.rng.randint(1, 3)))
    space = editor.type(" ")
    line.letters[at:at] = space + typed if at == len(line.letters) else typed + space
    editor.touch(line)


def delete_words(editor: Editor, lines: list[Line]) -> None:
    """Take out a few words and the space after them."""
    found = editor.some(lines)
    if found and editor.may_take(_text(found)):
        line, start, end = found
        end += end < len(line.letters)
        del line.letters[start:end]
        editor.touch(line)


def replace_words(editor: Editor, lines: list[Line]) -> None:
    """Type other words over a few."""
    found = editor.some(lines)
    if found and editor.may_take(_text(found)):
        line, start, end = found
        line.letters[start:end] = editor.type(editor.typing(editor.rng.randint(1, 3)))
        editor.touch(line)


def correct(editor: Editor, lines: list[Line]) -> None:
    """Mend one letter of a word, its capital, or the punctuation after it."""
    rng = editor.rng
    line = rng.choice(lines)
    words = line.words()
    start, end = rng.choice(words) if words else (0, 0)
    letters = [at for at in range(start, end) if line.letters[at].char.isascii() and line.letters[at].char.isalpha()]
    if not letters:
        return
    at, kind, mended = rng.choice(letters), rng.randrange(4), line.letters[start:end]
    if kind == 0:
        mended[at - start] = Letter(mended[at - start].char.swapcase(), mended[at - start].number)
    elif kind == 1:
        mended += editor.type(rng.choice(",.!"))
    else:
        mended[at - start : at - start + (kind == 2)] = editor.type(rng.choice("aeionrst"))
    was, now = (core("".join(letter.char for letter in word)) for word in (line.letters[start:end], mended))
    if was == now or (now not in editor.taken and editor.may_take(was)):
        if was != now:
            editor.typed.add(now)
        line.letters[start:end] = mended
        editor.touch(line)


def split(editor: Editor, lines: list[Line]) -> None:
    """Break a turn in two between words, now and then with another speaker for the second half."""
    number = editor.rng.randrange(len(lines))
    line, words = lines[number], lines[number].words()
    if len(words) < 2:
        return
    at = words[editor.rng.randrange(1, len(words))][0]
    second = Line(line.letters[at:], next(editor.numbers), line.speaker, None)
    if editor.rng.random() < 0.3:
        second.speaker = editor.rng.choice(SPEAKERS)
    while line.letters[at - 1].char.isspace():
        at -= 1
    del line.letters[at:]
    editor.touch(line)
    lines.insert(number + 1, second)


def join(editor: Editor, lines: list[Line]) -> None:
    """Make one turn of two."""
    if len(lines) > 1:
        number = editor.rng.randrange(len(lines) - 1)
        lines[number].letters += editor.type(" ") + lines.pop(number + 1).letters
        editor.touch(lines[number])


def insert_turn(editor: Editor, lines: list[Line]) -> None:
    """Put in a turn, often a short answer that stands there already."""
    rng = editor.rng
    short = rng.choice(SHORT)
    words = {core(word) for word in short.split()}
    if rng.random() < 0.5 and not words & editor.taken:
        text = short
        editor.typed |= words
    else:
        text = editor.typing(rng.randint(1, 8))
    line = editor.line(text)
    line.speaker = rng.choice(lines).speaker
    lines.insert(rng.randint(0, len(lines)), line)


def delete_turn(editor: Editor, lines: list[Line]) -> None:
    """Take out a turn."""
    number = editor.rng.randrange(len(lines))
    if len(lines) > 1 and editor.may_take(lines[number].text):
        del lines[number]


def rename_speaker(editor: Editor, lines: list[Line]) -> None:
    """Call a speaker otherwise, everywhere."""
    was, now = editor.rng.choice(SPEAKERS), editor.rng.choice(("Mevrouw A.", "Begeleider", *SPEAKERS))
    if now not in {line.speaker for line in lines}:
        for line in lines:
            line.speaker = now if line.speaker == was else line.speaker


def mend_speaker(editor: Editor, lines: list[Line]) -> None:
    """Give one turn to another speaker."""
    line, speaker = editor.rng.choice(lines), editor.rng.choice(SPEAKERS)
    if line.speaker != speaker:
        line.speaker = speaker
        editor.touch(line)


def join_and_repeat(editor: Editor, lines: list[Line]) -> None:
    """Make one turn of two, and let somebody else say the words of the second again, right after it."""
    if len(lines) > 1:
        number = editor.rng.randrange(len(lines) - 1)
        text, words = lines[number + 1].text, {core(word) for word in lines[number + 1].text.split()}
        others = [speaker for speaker in SPEAKERS if speaker not in (lines[number].speaker, lines[number + 1].speaker)]
        if lines[number].speaker and words and not words & editor.taken:
            lines[number].letters += editor.type(" ") + lines.pop(number + 1).letters
            editor.touch(lines[number])
            again = editor.line(text)
            again.speaker = editor.rng.choice(others)
            editor.typed |= words
            lines.insert(number + 1, again)


def replace_names(editor: Editor, lines: list[Line]) -> None:
    """Put something else for a name, everywhere; it keeps the numbers of the name."""
    name, other = editor.rng.choice(NAMES), editor.rng.choice(PSEUDONYMS)
    if not any(name in line.text for line in lines) or not editor.may_take(name):
        return
    if {core(word) for word in other.split()} & editor.taken:
        return
    editor.typed |= {core(word) for word in other.split()}
    for line in lines:
        at = line.text.find(name)
        while at >= 0:
            old = line.letters[at : at + len(name)]
            line.letters[at : at + len(name)] = [
                Letter(char, old[min(n, len(old) - 1)].number) for n, char in enumerate(other)]
            editor.touch(line)
            at = line.text.find(name, at + len(other))


def move_turn(editor: Editor, lines: list[Line]) -> None:
    """Put a turn somewhere else; its letters keep their numbers. To a reader, those it passed may have moved.

    Never where one of these has half of its words in another turn: "Ja." before "Ja." is where it was.
    """
    number, to = editor.rng.randrange(len(lines)), editor.rng.randrange(len(lines))
    said = [{core(word) for word in line.text.split()} for line in lines]
    passed = said[min(number, to) : max(number, to) + 1]
    words = set().union(*passed)
    alone = all(sum(2 * len(own & other) >= len(own) for other in said) == 1 for own in passed if own)
    if alone and not words & (editor.taken | editor.typed):
        lines.insert(to, lines.pop(number))
        editor.taken |= words
        editor.typed |= words


def copy_turn(editor: Editor, lines: list[Line]) -> None:
    """Type a turn that is there once more, next to it or elsewhere."""
    line = editor.rng.choice(lines)
    words = {core(word) for word in line.text.split()}
    if not words & editor.taken:
        editor.typed |= words
        copy = editor.line(line.text)
        copy.speaker = line.speaker
        lines.insert(editor.rng.randint(0, len(lines)), copy)


def rewrite(editor: Editor, lines: list[Line]) -> None:
    """Type a turn anew, in any words, those it had among them."""
    line, before = editor.rng.choice(lines), editor.taken.copy()
    if editor.may_take(line.text):
        words = [word if core(word) not in before else editor.fresh() for word in editor.sentence().split()]
        editor.typed |= {core(word) for word in words}
        line.letters = editor.type(" ".join(words))
        editor.touch(line)


def _text(found: tuple[Line, int, int]) -> str:
    line, start, end = found
    return line.text[start:end]


EDITS: tuple[Callable[[Editor, list[Line]], None], ...] = (
    insert_words, delete_words, replace_words, correct, split, join, insert_turn, delete_turn, rename_speaker,
    mend_speaker, replace_names, move_turn, copy_turn, rewrite, join_and_repeat)
WEIGHTS = (4, 4, 4, 4, 3, 3, 3, 3, 2, 1, 3, 1, 1, 2, 1)  # how often each is done
