"""What is true of passages carried from one version to the next, by the numbers of their letters.

A passage is *on its own words* when its new place
- holds every letter of it that is left,
- holds no letter that stood elsewhere in the old version (typed ones it may hold),
- begins and ends with its first and last word, when nobody touched those.
Words that were taken out and typed again right beside words that stayed are the same words. When no letter of a passage
is left, its place must fill the gap in which it stood, or hold only words of it and stand at an edge of that gap.

Equal turns of one speaker count as the same words, for of two turns "Ja." of which one was taken out no text can say
which, nor which of two that one speaker has now was given to her. A place that ends in such a turn is right when one of
the shortest ways from the old version to the new one leads there. Of each kind of equal turns at least as many must be
carried as nobody touched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tests.texts.edits import Editor, Letter, Version, core
from texts.anchors import Carried, carry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

Span = tuple[int, int]


@dataclass
class Score:
    """What was carried, and what was wrong; shares are of passages by what was done to them."""

    wrong: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    untouched: Counter[bool] = field(default_factory=Counter)  # in turns nobody touched: carried or not
    own: Counter[bool] = field(default_factory=Counter)  # nobody touched its own words, but its turn
    names: Counter[bool] = field(default_factory=Counter)  # of its own words only names were replaced
    echoed: Counter[bool] = field(default_factory=Counter)  # its turn was joined to another, and said by somebody else
    by_likeness: int = 0  # right because equal turns are the same words
    shorter: int = 0  # turns nobody touched, where words typed by chance make a shorter way than the one taken

    @staticmethod
    def share(of: Counter[bool]) -> float:
        """How much of it was carried, 0 to 1."""
        return of[True] / max(1, of.total())


class Step:
    """One step from a version to the next, and where every letter went."""

    def __init__(self, old: Version, new: Version) -> None:
        self.old, self.new = old, new
        self.was, self.now = old.letters, new.letters
        self.text, self.new_text = old.text, new.text
        self.speakers = {line.speaker for line in new.lines}
        self.numbers = {letter.number for letter in self.was if _counts(letter)}
        self._same_again()
        self.at: defaultdict[int, list[int]] = defaultdict(list)
        for at, letter in enumerate(self.now):
            if _counts(letter):
                self.at[letter.number].append(at)

    def _same_again(self) -> None:
        """Words taken out and typed again, right beside a word that stayed or was typed again so, are the same."""
        words, news = (_words_in(text) for text in (self.text, self.new_text))
        left = {letter.number for letter in self.now}
        stays = {number: at for at, word in enumerate(news) for number in _numbers(self.now, word)}
        for step in (1, -1):
            last = -1 if step == 1 else len(news)
            for word in words[::step]:
                numbers = _numbers(self.was, word)
                if numbers & left:
                    last = next((stays[number] for number in numbers if number in stays), last)
                    continue
                last += step
                if not 0 <= last < len(news) or _numbers(self.now, news[last]) & self.numbers or (
                        core(self.text[slice(*word)]) != core(self.new_text[slice(*news[last])])):
                    last = -9 * len(news)  # nothing more until a word that stayed
                    continue
                for at, now in zip(range(*word), range(*news[last]), strict=False):
                    if self.was[at].char.casefold() == self.now[now].char.casefold():
                        self.now[now] = Letter(self.now[now].char, self.was[at].number)
                left |= _numbers(self.now, news[last])

    def left(self, start: int, end: int) -> list[int]:
        """Where the letters of old start to end stand now."""
        return [at for letter in self.was[start:end] if _counts(letter) for at in self.at.get(letter.number, ())]

    @cached_property
    def before(self) -> list[int]:
        """Per old place the last new place of a letter before it, or -1."""
        found, last = [-1], -1
        for at in range(len(self.was)):
            last = max([last, *self.left(at, at + 1)])
            found.append(last)
        return found

    @cached_property
    def after(self) -> list[int]:
        """Per old place the first new place of a letter from there on, or the length of the new text."""
        first = len(self.now)
        found = [first]
        for at in reversed(range(len(self.was))):
            first = min([first, *self.left(at, at + 1)])
            found.append(first)
        return found[::-1]

    def in_order(self, start: int, end: int) -> bool:
        """Whether nothing that is left changed sides with this passage."""
        left = self.left(start, end)
        return not left or (self.before[start] < min(left) and max(left) < self.after[end])

    def blank(self, start: int, end: int) -> bool:
        """Whether there is nothing but white space between two new places."""
        return not self.new_text[start:end].strip()

    def fault(self, span: Span, answer: Carried) -> str:
        """What is wrong with an answer; empty when nothing is."""
        left = self.left(*span)
        if answer.how == "gone":
            return "gone, but some of it is left" if left else ""
        if answer.how == "undecided":
            fits = answer.start is None or answer.end is None or 0 <= answer.start < answer.end <= len(self.now)
            return "" if fits else "proposed outside the text"
        assert answer.start is not None
        assert answer.end is not None
        start, end = answer.start, answer.end
        own = {letter.number for letter in self.was[slice(*span)]}
        if not all(start <= at < end for at in left):
            return "part of it lies outside"
        if any(letter.number in self.numbers - own for letter in self.now[start:end]):
            return "words of others lie inside"
        if not left:
            return self._typed_again(span, start, end)
        words = self.words_of(span)
        before, after = self.new_text[start : min(left) + 1], self.new_text[max(left) : end]
        if (self.untouched(*words[0]) and len(before.split()) > 1) or (
                self.untouched(*words[-1]) and len(after.split()) > 1):
            return "it begins or ends elsewhere"
        return ""

    def _typed_again(self, span: Span, start: int, end: int) -> str:
        while start and not self.new_text[start - 1].isspace():
            start -= 1
        while end < len(self.now) and not self.new_text[end].isspace():
            end += 1
        beside = (self.blank(self.before[span[0]] + 1, start), self.blank(end, self.after[span[1]]))
        words, news = ([core(word) for word in text.split()] for text in (
            self.text[slice(*self.whole_words(*span))], self.new_text[start:end]))
        return "" if all(beside) or (any(beside) and common(words, news) == len(news)) else "none of it is left there"

    def words_of(self, span: Span) -> list[Span]:
        """The words of a passage, or what it holds of them."""
        return [(span[0] + start, span[0] + end) for start, end in _words_in(self.text[slice(*span)])]

    def whole_words(self, start: int, end: int) -> Span:
        """The passage with the words that it holds part of."""
        while start and not self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        return start, end

    def in_a_row(self, start: int, end: int) -> bool:
        """Whether nothing was typed between the letters of a passage."""
        left = self.left(start, end)
        return bool(left) and all(at in left or self.now[at].char.isspace() for at in range(left[0], left[-1] + 1))

    def untouched(self, start: int, end: int) -> bool:
        """Whether all these letters are left, in a row but for white space, and nothing was typed between them or on
        to them."""
        left = self.left(start, end)
        if left and self.new_text[left[0] - 1 : left[0]].strip() and not self.text[start - 1 : start].strip():
            return False
        if left and self.new_text[left[-1] + 1 : left[-1] + 2].strip() and not self.text[end : end + 1].strip():
            return False
        was = [letter for letter in self.was[start:end] if _counts(letter)]
        return (bool(left) and [self.now[at] for at in left] == was
                and [at for at in range(left[0], left[-1] + 1) if not self.now[at].char.isspace()] == left)

    def is_echoed(self, start: int, end: int) -> bool:
        """Whether words of one of its turns were typed again, somewhere, as somebody else's."""
        turns = {_in_turn(self.old, at)[0] for at in (start, end - 1)}
        return any(f" {said(self.old.lines[turn].letters)} " in f" {typed} "
                   for turn in range(min(turns), max(turns) + 1) for speaker, typed in self.typed
                   if speaker != self.old.lines[turn].speaker)

    @cached_property
    def typed(self) -> list[tuple[str, str]]:
        """Per turn its speaker and the words that were typed in it."""
        return [(line.speaker, said([letter for letter in line.letters if letter.number not in self.numbers]))
                for line in self.new.lines]

    def could_stand(self, span: Span, place: Span) -> bool:
        """Whether an end that is not on its own words lies in a turn that stands whole in both versions, and one of
        the shortest ways leads there."""
        words = self.words_of(span)
        for at, now, word, typed in (
                (span[0], place[0], words[0], self.blank(self.before[span[0]] + 1, place[0])),
                (span[1] - 1, place[1] - 1, words[-1], self.blank(place[1], self.after[span[1]]))):
            (turn, within), (new_turn, new_within) = _in_turn(self.old, at), _in_turn(self.new, now)
            line, new_line = self.old.lines[turn], self.new.lines[new_turn]
            alike = within == new_within and line.text == new_line.text and (
                line.speaker == new_line.speaker or line.speaker not in self.speakers
                or self._is_beside_its_equal(at, new_turn))
            if not alike and not self._is_in_its_word(at, now) and (self.left(*word) or not typed):
                return False
        parts, news = ([[core(word) for word in part.split()] for part in (text[:start], text[start:end], text[end:])]
                       for text, start, end in ((self.text, *span), (self.new_text, *place)))
        whole = common([word for part in parts for word in part], [word for part in news for word in part])
        return sum(common(*pair) for pair in zip(parts, news, strict=True)) >= whole

    def _is_in_its_word(self, at: int, now: int) -> bool:
        """Whether nothing but letters of one word is between where an old letter stands and a new place."""
        left = self.left(at, at + 1)
        return len(left) == 1 and not any(
            char.isspace() for char in self.new_text[min(*left, now) : max(*left, now) + 1])

    def _is_beside_its_equal(self, at: int, new_turn: int) -> bool:
        """Whether the letter at an old place stands in a turn that has the words and the speaker of this new one."""
        other = self.new.lines[new_turn]
        return any(line.text == other.text and line.speaker == other.speaker for line in (
            self.new.lines[_in_turn(self.new, now)[0]] for now in self.left(at, at + 1)))

    def is_as_good(self, span: Span, place: Span) -> bool:
        """Whether a passage could stand there, without words at its ends of which nothing is left."""
        words = self.words_of(span)
        first = next((n for n, word in enumerate(words) if self.left(*word)), len(words) - 1)
        last = next((n for n, word in enumerate(reversed(words)) if self.left(*word)), len(words) - 1)
        starts = [span[0], *(word[0] for word in words[1 : first + 1])]
        ends = [span[1], *(word[1] for word in words[len(words) - 1 - last : -1])]
        return any(self.could_stand((start, end), place) for start in starts for end in ends if start < end)


def said(letters: Sequence[Letter]) -> str:
    """What they say, without capitals, punctuation and white space twice."""
    return " ".join(core(word) for word in "".join(letter.char for letter in letters).split())


def _counts(letter: Letter) -> bool:
    return letter.number >= 0 and not letter.char.isspace()


def _numbers(letters: Sequence[Letter], span: Span) -> set[int]:
    return {letter.number for letter in letters[slice(*span)]}


def _words_in(text: str) -> list[Span]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def _in_turn(version: Version, at: int) -> tuple[int, int]:
    turn = max(number for number, start in enumerate(version.starts()) if start <= at)
    return turn, at - version.starts()[turn]


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for word in one:
        corner = 0
        for at, its in enumerate(other, 1):
            corner, row[at] = row[at], corner + 1 if word == its else max(row[at], row[at - 1])
    return row[-1]


def judge(step: Step, spans: Sequence[Span], answers: Sequence[Carried], score: Score) -> None:
    """Add one step to a score; the first spans are the turns that have words, whole."""
    if len(spans) != len(answers):
        score.wrong.append(f"{len(spans)} passages, {len(answers)} answers")
    for span, answer in zip(spans, answers, strict=True):
        score.answers[answer.how] += 1
        fault = step.fault(span, answer)
        if fault and answer.start is not None and answer.end is not None and answer.how == "carried" and (
                step.is_as_good(span, (answer.start, answer.end))):
            score.by_likeness += 1
        elif fault:
            score.wrong.append(_told(step, span, answer, fault))
    _judge_untouched(step, dict(zip(spans, answers, strict=True)), score)


def _judge_untouched(step: Step, answers: dict[Span, Carried], score: Score) -> None:
    left = {line.number: line.text for line in step.new.lines}
    turns = [(start, start + len(line.text)) for start, line in zip(step.old.starts(), step.old.lines, strict=True)]
    kept = {turn for turn, line in zip(turns, step.old.lines, strict=True)
            if line.text.strip() and left.get(line.number) == line.text and step.in_order(*turn)
            and (line.speaker in step.speakers or not step.is_echoed(*turn))}
    carried = {turn for turn in turns if turn in answers and answers[turn].how == "carried"}
    whole = Counter(step.text[slice(*turn)] for turn in carried
                    if step.text[slice(*turn)] == step.new_text[answers[turn].start : answers[turn].end])
    for text in {step.text[slice(*turn)] for turn in kept}:
        these = [turn for turn in kept if step.text[slice(*turn)] == text]
        missing = max(0, len(these) - whole[text])
        told = sum(step.could_stand(turn, _place(step, turn)) for turn in these) if missing else 0
        score.untouched[True] += len(these) - missing
        score.shorter += missing - min(missing, told)
        if missing and told:
            score.untouched[False] += min(missing, told)
            score.wrong.append(f"{len(these)} turns {text!r} that nobody touched, {whole[text]} carried\n{_both(step)}")
    for span, answer in answers.items():
        inside = [turn for turn in turns if turn[0] < span[1] and span[0] < turn[1]]
        if kept.issuperset(inside) and step.in_a_row(*span):
            if carried.issuperset(inside) and span not in carried:
                score.untouched[answer.how == "carried"] += 1
                if answer.how != "carried":
                    score.wrong.append(_told(step, span, answer, "nobody touched it"))
        elif step.in_order(*span):
            words = step.whole_words(*span)
            if step.untouched(*words):
                (score.echoed if step.is_echoed(*span) else score.own)[answer.how == "carried"] += 1
            elif step.in_a_row(*words) and all(
                    letter.number in step.at for letter in step.was[slice(*words)] if _counts(letter)):
                score.names[answer.how == "carried"] += 1


def _place(step: Step, span: Span) -> Span:
    """Where a passage that nobody touched stands."""
    start = step.left(*span)[0] - next(at for at, char in enumerate(step.text[slice(*span)]) if not char.isspace())
    return start, start + span[1] - span[0]


def _told(step: Step, span: Span, answer: Carried, fault: str) -> str:
    now = None if answer.start is None else step.new_text[answer.start : answer.end]
    return f"{fault}: {step.text[slice(*span)]!r} {span} -> {now!r} {answer}\n{_both(step)}"


def _both(step: Step) -> str:
    """Both versions, every letter that came from nowhere in brackets."""
    olds, news = (
        "".join(letter.char if letter.number in known or not _counts(letter) else f"<{letter.char}>"
                for letter in letters)
        for letters, known in ((step.was, step.at), (step.now, step.numbers)))
    said = [[f"{line.speaker} {line.start_ms}" for line in version.lines] for version in (step.old, step.new)]
    return f"{olds}\n{said[0]}\n=>\n{news}\n{said[1]}".replace("><", "")


def some_spans(version: Version, rng: Random, number: int) -> list[Span]:
    """Every turn that has words, then passages of one to twelve words; some begin or end inside a word."""
    spans = [(start, start + len(line.text)) for start, line in zip(version.starts(), version.lines, strict=True)
             if line.text.strip()]
    words = [(start + a, start + b) for start, line in zip(version.starts(), version.lines, strict=True)
             for a, b in line.words()]
    for _ in range(number if words else 0):
        first = rng.randrange(len(words))
        last = min(len(words) - 1, first + rng.choice((0, 1, 2, 3, 5, 11)))
        start, end = words[first][0], words[last][1]
        if rng.random() < 0.15:
            start = rng.randrange(words[first][0], words[first][1])
            end = max(start + 1, rng.randint(words[last][0] + 1, words[last][1]))
        spans.append((start, end))
    return list(dict.fromkeys(spans))


def chain(rng: Random, score: Score, *, steps: int = 3, spans: int = 12, exactly: int | None = None) -> None:
    """Write a text, edit it a few times, and carry passages from each version to the next."""
    editor = Editor(rng)
    version = editor.first()
    carried: list[Span] = []
    for _ in range(steps):
        following = editor.step(version)
        asked = list(dict.fromkeys([*some_spans(version, rng, spans), *carried]))
        answers = carry(version.lines, following.lines, asked, **({} if exactly is None else {"exactly": exactly}))
        judge(Step(version, following), asked, answers, score)
        carried = [(answer.start, answer.end) for answer in answers
                   if answer.how == "carried" and answer.start is not None and answer.end is not None][-spans:]
        version = following
