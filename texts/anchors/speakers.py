"""Words that seem to have gone to another speaker: who was mended, and who only says the same.

When a turn is joined to the one before it, and somebody else answers with the same words, the new turn looks more like
the old one than what it became.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from texts.anchors.words import Words

MOSTLY = 0.5  # of the words that somebody else has now, typed near by as well


class Group(NamedTuple):
    """Old words first to last (end-exclusive) of one turn, in a row, that are in one turn of somebody else now."""

    first: int
    last: int


def strangers(
    old: Words, new: Words, to: Sequence[int], whole: Container[int], short: int,
) -> Iterator[Group]:
    """Groups that may be somebody else's words: the same words were typed near by; they are few, no whole
    turn, and all that is left of theirs; or they are few, and what was taken out beside them was said by the very
    speaker who has them now.

    Args:
        to: per old word the new one that it is, or -1.
        whole: old turns that stand whole in the new version.
        short: words in a row that nobody types again by chance.
    """
    groups = list(_groups(old, new, to))
    if not groups:
        return
    away = {word for group in groups for word in range(*group)}
    settled = [word for word, now in enumerate(to) if now >= 0 and word not in away]
    stayed, theirs = {old.turn[word] for word in settled}, {new.turn[to[word]] for word in settled}
    typed = _typed(new, to)
    before, now = ({turn.speaker for turn in words.turns} for words in (old, new))
    for group in groups:
        at = bisect_left(settled, group.first)
        start = to[settled[at - 1]] + 1 if at else 0
        end = to[settled[at]] if at < len(settled) else len(new)
        # A name that is gone and one that is new are perhaps the same speaker, who says what is hers.
        is_new = (old.turns[old.turn[group.first]].speaker not in now
                  and new.turns[new.turn[to[group.first]]].speaker not in before)
        again = sum(_is_again(old, new, word, to[word], typed, (start, end), by_others=is_new)
                    for word in range(*group))
        is_few, is_whole = group.last - group.first < short, old.turn[group.first] in whole
        is_alone = old.turn[group.first] not in stayed and new.turn[to[group.first]] not in theirs
        if again >= MOSTLY * (group.last - group.first) or (is_few and (
                _is_reply(old, new, to, group) or (is_alone and not is_whole and _is_in_short_row(to, group, short)))):
            yield group


def _typed(new: Words, to: Sequence[int]) -> dict[int, list[int]]:
    """Per key the words of the new version that are no old word."""
    partners = {now for now in to if now >= 0}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for now, key in enumerate(new.keys):
        if now not in partners:
            found[key].append(now)
    return found


def _is_again(
    old: Words, new: Words, word: int, now: int, typed: Mapping[int, Sequence[int]], within: tuple[int, int],
    *, by_others: bool,
) -> bool:
    """Whether a word was typed once more within these new words, but for turns as whole, and as much its speaker's.

    Args:
        by_others: whether only what is no turn of the speaker who has the word now counts.
    """
    places = typed.get(old.keys[word], ())
    speaker = new.turns[new.turn[now]].speaker
    return any(not _is_equal(new, now, other) and not (by_others and new.turns[new.turn[other]].speaker == speaker)
               for other in places[bisect_left(places, within[0]) : bisect_left(places, within[1])])


def _is_equal(new: Words, one: int, other: int) -> bool:
    """Whether two words stand alike in equal turns of one speaker: either may be the one that was there."""
    first, second = new.turns[new.turn[one]], new.turns[new.turn[other]]
    return first.text == second.text and first.speaker == second.speaker and (
        one - new.first[new.turn[one]] == other - new.first[new.turn[other]])


def _groups(old: Words, new: Words, to: Sequence[int]) -> Iterator[Group]:
    called = _Called(old, new)
    first = 0
    for word in range(1, len(to) + 1):
        if word == len(to) or to[word] != to[word - 1] + 1 or to[word - 1] < 0 or (
                old.turn[word] != old.turn[word - 1] or new.turn[to[word]] != new.turn[to[word - 1]]):
            if to[first] >= 0 and called.is_other(old.turn[first], new.turn[to[first]]):
                yield Group(first, word)
            first = word


def _is_in_short_row(to: Sequence[int], group: Group, short: int) -> bool:
    """Whether the words that are certain around it, in a row with it, are few too."""
    first, last = group
    while first and to[first - 1] >= 0 and to[first - 1] == to[first] - 1:
        first -= 1
    while last < len(to) and to[last] == to[last - 1] + 1:
        last += 1
    return last - first < short


def _is_reply(old: Words, new: Words, to: Sequence[int], group: Group) -> bool:
    """Whether a turn right before or after it is gone, all of it, that the speaker who has them now said."""
    speaker, turn = new.turns[new.turn[to[group.first]]].speaker, old.turn[group.first]
    return any(
        0 <= word < len(to) and old.turn[word] != turn and old.turns[old.turn[word]].speaker == speaker
        and max(to[old.first[old.turn[word]] : old.first[old.turn[word] + 1]]) < 0
        for word in (group.first - 1, group.last))


class _Called:
    """What speakers are called in the new version, by the turns whose words occur once in both."""

    def __init__(self, old: Words, new: Words) -> None:
        self._old, self._new = old, new
        olds, news = (Counter(turn.text for turn in words.turns) for words in (old, new))
        now = {turn.text: turn.speaker for turn in new.turns}
        self._once = {text for text, times in olds.items() if times == 1 == news[text]}
        self._before, self._now = ({turn.speaker for turn in words.turns} for words in (old, new))
        self._names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for turn in old.turns:
            if turn.text in self._once:
                self._names[turn.speaker][now[turn.text]] += 1

    def is_other(self, was: int, now: int) -> bool:
        """Whether somebody else has a turn now, as far as other turns tell; the same name is the same speaker, and what
        begins at the same time is the same turn."""
        old, new = self._old.turns[was], self._new.turns[now]
        speaker, name = old.speaker, new.speaker
        if speaker == name or (old.text == new.text and old.start_ms == new.start_ms is not None):
            return False
        if speaker in self._now and name not in self._before:
            return True  # a speaker who is still there is not called otherwise
        names = self._names[speaker].copy()
        if old.text in self._once:
            names[name] -= 1  # a turn says nothing of itself
        return names[name] <= max(0, *(times for other, times in names.items() if other != name), 0)
