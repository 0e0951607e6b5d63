"""Words that seem to have gone to another speaker: who was mended, and who only says the same.

When a turn is joined to the one before it, and somebody else answers with the same words, the new turn looks more like
the old one than what it became.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from texts.anchors.runs import Stretch

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from texts.anchors.words import Words

MOSTLY = 0.5  # of the words that somebody else has now, typed near by as well


class Group(NamedTuple):
    """Old words first to last (end-exclusive) of one turn, in a row, that are in one turn of somebody else now."""

    first: int
    last: int


def strangers(
    old: Words, new: Words, to: Sequence[int], whole: Container[int], doubtful: Container[int], short: int,
) -> Iterator[Group]:
    """Groups that may be somebody else's words: the same words were typed near by; they are a whole turn that could be
    another's; they are few, no whole turn, and all that is left of theirs; or they are few, and what was taken out
    beside them was said by the very speaker who has them now.

    Args:
        to: per old word the new one that it is, or -1.
        whole: old turns that stand whole in the new version; doubtful: those of them that others could be.
        short: words in a row that nobody types again by chance.
    """
    called = _Called(old, new, to)
    groups = list(_groups(old, new, to, called))
    if not groups:
        return
    away = {word for group in groups for word in range(*group) if called.is_other(old.turn[word], new.turn[to[word]])}
    settled = [word for word, now in enumerate(to) if now >= 0 and word not in away]
    stayed, theirs = {old.turn[word] for word in settled}, {new.turn[to[word]] for word in settled}
    typed = _typed(new, to)
    for group in groups:
        was, now = old.turn[group.first], new.turn[to[group.first]]
        length = group.last - group.first
        before, after = (bisect_left(settled, word) for word in group)
        first, last = settled[before - 1] if before else -1, settled[after] if after < len(settled) else len(old)
        gap = Stretch(first + 1, last, to[first] + 1 if before else 0, to[last] if last < len(old) else len(new))
        again = sum(_is_again(old, new, to, word, typed, gap, by_others=called.is_new(was, now))
                    for word in range(*group))
        if again >= MOSTLY * length:
            yield group
        elif not called.is_other(was, now):
            continue
        elif was in doubtful and called.is_there(was):
            yield group
        elif length < short:
            is_alone = was not in whole and was not in stayed and now not in theirs
            if (is_alone and _is_in_short_row(to, group, short)) or (
                    _is_reply(old, new, to, group) and not called.has_all(was, now)):
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
    old: Words, new: Words, to: Sequence[int], word: int, typed: Mapping[int, Sequence[int]], gap: Stretch,
    *, by_others: bool,
) -> bool:
    """Whether a word was typed once more in the gap that it is in, but for turns as whole, and as much its speaker's.

    Args:
        by_others: whether only what others say counts who did not say it there before: a name that is gone and one that
            is new are perhaps the same speaker, who says what is hers.
    """
    key, now = old.keys[word], to[word]
    places = typed.get(key, ())
    speakers = Counter(
        new.turns[new.turn[other]].speaker for other in places[bisect_left(places, gap.c) : bisect_left(places, gap.d)]
        if not _is_equal(new, now, other))
    if by_others:
        del speakers[new.turns[new.turn[now]].speaker]
        speakers -= Counter(old.turns[old.turn[other]].speaker for other in range(gap.a, gap.b)
                            if to[other] < 0 and old.keys[other] == key)
    return bool(speakers)


def _is_equal(new: Words, one: int, other: int) -> bool:
    """Whether two words stand alike in equal turns of one speaker: either may be the one that was there."""
    first, second = new.turns[new.turn[one]], new.turns[new.turn[other]]
    return first.text == second.text and first.speaker == second.speaker and (
        one - new.first[new.turn[one]] == other - new.first[new.turn[other]])


def _groups(old: Words, new: Words, to: Sequence[int], called: _Called) -> Iterator[Group]:
    first = 0
    for word in range(1, len(to) + 1):
        if word == len(to) or to[word] != to[word - 1] + 1 or to[word - 1] < 0 or (
                old.turn[word] != old.turn[word - 1] or new.turn[to[word]] != new.turn[to[word - 1]]):
            if to[first] >= 0 and called.may_be_other(old.turn[first], new.turn[to[first]]):
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

    def __init__(self, old: Words, new: Words, to: Sequence[int]) -> None:
        self._old, self._new = old, new
        olds, news = (Counter(turn.text for turn in words.turns) for words in (old, new))
        now = {turn.text: turn.speaker for turn in new.turns}
        self._once = {text for text, times in olds.items() if times == 1 == news[text]}
        self._before, self._now = ({turn.speaker for turn in words.turns} for words in (old, new))
        self._names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for turn in old.turns:
            if turn.text in self._once:
                self._names[turn.speaker][now[turn.text]] += 1
        # Per speaker the old turns of which words stay, by who has them now.
        self._stay: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for was, at in {(old.turn[word], new.turn[at]) for word, at in enumerate(to) if at >= 0}:
            self._stay[old.turns[was].speaker][new.turns[at].speaker].add(was)

    def may_be_other(self, was: int, now: int) -> bool:
        """Whether somebody else has a turn now, or perhaps a speaker who was there already is called so too."""
        return self.is_other(was, now) or (
            self._is_changed(was, now) and self._new.turns[now].speaker in self._before)

    def is_other(self, was: int, now: int) -> bool:
        """Whether somebody else has a turn now, as far as other turns tell; the same name is the same speaker, and what
        begins at the same time is the same turn."""
        if not self._is_changed(was, now):
            return False
        text, speaker, name = self._old.turns[was].text, self._old.turns[was].speaker, self._new.turns[now].speaker
        if speaker in self._now and name not in self._before and not self.has_all(was, now):
            return True  # a speaker who is still there is not called otherwise
        names = self._names[speaker].copy()
        if text in self._once:
            names[name] -= 1  # a turn says nothing of itself
        return names[name] <= max(0, *(times for other, times in names.items() if other != name), 0)

    def _is_changed(self, was: int, now: int) -> bool:
        old, new = self._old.turns[was], self._new.turns[now]
        return old.speaker != new.speaker and not (
            old.text == new.text and old.start_ms == new.start_ms is not None)

    def is_there(self, was: int) -> bool:
        """Whether the speaker of an old turn still speaks."""
        return self._old.turns[was].speaker in self._now

    def is_new(self, was: int, now: int) -> bool:
        """Whether the name of an old turn is gone and that of the new one is new: perhaps the same speaker."""
        return not self.is_there(was) and self._new.turns[now].speaker not in self._before

    def has_all(self, was: int, now: int) -> bool:
        """Whether whoever has an old turn now has all that is left of its speaker's others too."""
        stay, name = self._stay[self._old.turns[was].speaker], self._new.turns[now].speaker
        return set(stay) == {name} and stay[name] != {was}
