"""Which readings of the lines are meant: a label is believed for what it is, for coming back, or for its company.

Somebody who says one thing only is a speaker too, so a label that stands once is believed where the text has labels of
the same form; a sentence with a colon is not, for it is no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from texts.importers.heads import Form, Head
from texts.importers.junk import is_head_line
from texts.importers.label_words import Kind, kind_of
from texts.importers.marks import unmarked
from texts.importers.people import is_first_name, is_foreign

# Forms in which anything may stand, so that most lines must have it before one is believed.
_SHARE = {Form.BRACKET: 0.5, Form.TAB: 0.5, Form.DASH: 0.3, Form.SIGN: 0.5}
# Of a text whose labels nobody knows, at least this share of the lines begins with one that comes back.
_CARRIED = 0.3
# Where this share of the lines begins with a name, one that stands once is one more.
_NAMED = 0.6
# Where who speaks is a number, this share of the lines begins with one.
_COUNTED = 0.75
_ONCE_WORDS = 3
_TOP_LINES = 12


@dataclass
class _Seen:
    """What the whole text shows of one form.

    Args:
        names: how often each name stands in it; kinds: what each looks like at best.
        timed, bold: how many of its heads have a time, and are in bold type; announced: labels alone beside a line
        that is only a time, and those with nothing behind their colon.
        colon: whether it is names before a colon; above: names on lines of their own, so that half the lines are words.
        shouted: names in capitals, where that is how labels are written; lines: how many lines the text has.
    """

    names: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Kind] = field(default_factory=dict)
    timed: int = 0
    bold: int = 0
    announced: set[str] = field(default_factory=set)
    shouted: set[str] = field(default_factory=set)
    lines: int = 0
    colon: bool = False
    above: bool = False

    @cached_property
    def sure(self) -> Counter[str]:
        """The names that are labels by themselves: those that are known, and those that come back if enough do."""
        known = [key for key, kind in self.kinds.items() if kind == Kind.KNOWN or (key in self.shouted and kind)]
        back = [key for key, count in self.names.items() if count > 1 and self.kinds[key] != Kind.NONE]
        # Lists that begin at one again have headings between them.
        if not self._are_two(numbers := [key for key in back if key.isdecimal()], _COUNTED / (1 + self.above)):
            back = [key for key in back if key not in numbers]
        share = sum(self.names[key] for key in {*known, *back})
        carried = known or len(back) > 1 or share >= _CARRIED * self.lines
        # What comes back with nothing behind its colon is a label by that.
        back = back if carried else [key for key in back if key in self.announced]
        if not known and not back:
            known = self._people()
        return Counter({key: self.names[key] for key in (*known, *back) if self.names[key]})

    def _people(self) -> list[str]:
        """Names that each stand once perhaps, and are people's by the look of it: two at least, before most lines."""
        names = [key for key, kind in self.kinds.items() if kind == Kind.NAME or (kind and is_foreign(key))]
        if not self.colon or not self._are_two(names, _NAMED if self.lines >= 3 else 1):
            return []
        foreign = [key for key in names if is_foreign(key)]
        if self._are_two(foreign, _NAMED):
            return foreign
        first = [key for key in names if is_first_name(key.split()[0])]
        return first if self._are_two(first) else []

    def _are_two(self, keys: Sequence[str], share: float = 0.5) -> bool:
        """Whether these are two names at least, and begin so much of the lines."""
        return len(keys) > 1 and sum(self.names[key] for key in keys) >= share * self.lines

    @cached_property
    def established(self) -> bool:
        """Whether labels of this form are what the text is made of, so that one more is likely."""
        sure = self.sure.total()
        if sure >= 3 or len(self.sure) >= 2 or (sure == 2 and sure >= _CARRIED * self.lines):
            return True
        if any(self.names[key] > 1 for key in self.announced & self.sure.keys()):
            return True
        named = sum(count for key, count in self.names.items() if self.kinds[key] >= Kind.NAME)
        # Of two lines both must begin so.
        return bool(self.sure) and self.lines >= 2 and named >= (_NAMED if self.lines >= 3 else 1) * self.lines


def believed(
    lines: Sequence[str], readings: Sequence[list[Head]], *, in_captions: bool = False
) -> list[Head | None]:
    """The reading of each line that is meant, None where none is.

    Args:
        readings: of each line, by `heads_of`.
        in_captions: the lines are subtitles, which write who speaks in capitals: "ANNA: Dag."
    """
    seen = _seen(lines, readings)
    if in_captions:
        one = seen[Form.COLON]
        one.shouted = {head.key for heads in readings for head in heads if head.name.isupper() and len(head.name) > 1}
    weak_times = sum(any(head.form is Form.TIMED and head.weak for head in heads) for heads in readings)
    chosen: list[Head | None] = []
    for n, heads in enumerate(readings):
        after = readings[n + 1] if n + 1 < len(readings) else None
        # Words stand between labels that are alone on their lines.
        far = 2 if any(head.form is Form.COLON and head.used >= len(lines[n].rstrip()) for head in heads) else 1
        beside = [readings[at] for at in {n - far, n - 1, n + 1, n + far} if 0 <= at < len(readings)]
        chosen.append(next((head for head in heads if _is_meant(head, seen, after, beside, weak_times)
                            or (in_captions and _is_called(head))), None))
    return _with_text_below(chosen, readings, weak_times)


def _is_called(head: Head) -> bool:
    """Whether it is as captions name who is out of view, once or more: "(MOEDER) Kom je?"."""
    return head.enclosed and head.name.isupper() and len(head.name) > 1 and kind_of(head.name) == Kind.KNOWN


def _seen(lines: Sequence[str], readings: Sequence[list[Head]]) -> dict[Form, _Seen]:
    # Times alone and what a program wrote above it all take nothing from the share of lines with labels.
    spoken = len(lines) - sum(
        _only_time(line, heads) or (n < _TOP_LINES and is_head_line(unmarked(line)))
        for n, (line, heads) in enumerate(zip(lines, readings, strict=True))
    )
    found = {form: _Seen(lines=spoken, colon=form is Form.COLON, above=form is Form.ALONE) for form in Form}
    for n, heads in enumerate(readings):
        for head in heads:
            one = found[head.form]
            if not head.name or (_stands_above(head.form) and not _has_text_below(readings, n)):
                continue
            one.names[head.key] += 1
            one.kinds[head.key] = max(kind_of(head.name), one.kinds.get(head.key, Kind.NONE))
            one.timed += bool(head.token)
            one.bold += head.bold
            beside = [at for at in (n - 1, n + 1) if at >= 0]
            if head.form is Form.ALONE and any(_only_time(lines[at], readings[at]) for at in beside):
                one.announced.add(head.key)
            if head.form is Form.COLON and head.used >= len(lines[n].rstrip()):
                one.announced.add(head.key)
    return found


def _only_time(line: str, heads: Sequence[Head]) -> bool:
    return any(head.form is Form.TIMED and head.used >= len(line.rstrip()) for head in heads)


def _is_meant(
    head: Head, seen: dict[Form, _Seen], after: list[Head] | None, beside: Sequence[list[Head]], weak_times: int
) -> bool:
    if not head.name or head.sure:
        return head.sure or not head.weak or weak_times > 1
    one = seen[head.form]
    kind = kind_of(head.name)
    if kind == Kind.NONE and head.form is not Form.HEADER:
        return False
    return _BY_FORM[head.form](head, kind, one, seen, after, beside)


def _colon(
    head: Head, kind: Kind, one: _Seen, _seen: dict[Form, _Seen], _after: object, beside: Sequence[list[Head]]
) -> bool:
    if kind == Kind.KNOWN:
        return True
    if head.glued:
        return kind == Kind.NAME and one.established
    if head.key in one.sure or _is_timed(head, kind, one) or (head.bold and one.bold > 1 and kind == Kind.NAME):
        return True
    if not one.established:
        return False
    if kind == Kind.NAME or head.bold:
        return True
    if head.name.isdecimal():
        return any(key.isdecimal() for key in one.sure)
    # Lower-case words once, "anja: kom": only beside another label, and never with a capital, as sentences begin.
    return (
        # A script without capitals has none to tell a sentence by.
        (head.name[0].islower() or (is_foreign(head.name) and not head.name[0].isupper()))
        and len(head.name.split()) <= _ONCE_WORDS
        and any(other.form is Form.COLON and other.key in one.sure for heads in beside for other in heads)
    )


def _header(
    head: Head, kind: Kind, one: _Seen, _seen: dict[Form, _Seen], after: list[Head] | None, _beside: object
) -> bool:
    # A name and a time alone announce what stands below; "[0:12] Mooi" before a next head is an answer.
    if after is None or any(
        other.form is Form.HEADER or (other.form is not Form.ALONE and other.used) for other in after
    ):
        return False
    if kind == Kind.KNOWN or one.names[head.key] > 1:
        return True
    # Once: among other headers, or written as only programs write.
    return len(one.names) > 1 or (kind >= Kind.NAME and not head.weak)


def _between(head: Head, kind: Kind, one: _Seen, *_rest: object) -> bool:
    if head.weak:
        # "Sanne 10:30 gym" may be an agenda: most lines must be so, and somebody must speak twice.
        back = any(count > 1 for count in one.names.values())
        return kind >= Kind.NAME and back and one.timed > 2 and one.timed >= _NAMED * one.lines
    sure = kind == Kind.KNOWN or head.key in one.sure or head.bold
    return sure or _is_timed(head, kind, one) or (kind == Kind.NAME and one.established)


def _is_timed(head: Head, kind: Kind, one: _Seen) -> bool:
    """A name with a time, in a text in which more lines begin so."""
    return bool(head.token) and kind >= Kind.NAME and one.timed > 1


def _alone(
    head: Head, kind: Kind, one: _Seen, seen: dict[Form, _Seen], after: list[Head] | None, _beside: object
) -> bool:
    if after is None or (seen[Form.COLON].established and not head.bold):
        return False
    if head.key not in one.names:
        return False
    # "Moeder | Ja" above "Coach | Nee, want ..." is a row of a table.
    if "|" in head.name and any(other.form is Form.SIGN for other in after):
        return False
    if kind == Kind.KNOWN:
        known = sum(other == Kind.KNOWN for other in one.kinds.values())
        return one.names[head.key] > 1 or known > 1 or one.established
    if len(one.announced) > 1 and head.key in one.announced:
        return True
    if head.bold or head.enclosed:
        return head.key in one.sure or (bool(one.sure) and kind == Kind.NAME)
    if _is_formal(head.name) and any(_is_formal(key) for key in one.sure):
        return True
    # Names nobody knows: two at least must come back, or one beside known labels; a heading stands once.
    if one.names[head.key] > 1:
        return len(one.sure) > 1
    return one.established and kind == Kind.NAME and len(one.sure) > 1 and len(head.name.split()) <= _ONCE_WORDS


def _is_formal(name: str) -> bool:
    """Whether it is written as programs write who takes part, "Jansen, M. (Gast)", "Bo | GGD", and no heading is."""
    return bool(re.search(r",\s+[^\W\d_]\.|[^\W\d_], .*\([^()]+\)$|\S[ \u00a0]\|[ \u00a0]\S", name))


def _bold(head: Head, kind: Kind, one: _Seen, *_rest: object) -> bool:
    return kind == Kind.KNOWN or head.key in one.sure or (one.established and kind == Kind.NAME)


def _by_share(head: Head, kind: Kind, one: _Seen, *_rest: object) -> bool:
    if head.form is Form.TAB and kind == Kind.KNOWN:
        return True
    if head.form is Form.DASH and kind == Kind.KNOWN:
        return one.sure.total() > 1
    if _is_timed(head, kind, one):
        return True
    enough = one.sure.total() >= _SHARE[head.form] * one.lines
    return enough and (one.names[head.key] > 1 or (kind >= Kind.NAME and one.established))


_BY_FORM: dict[Form, Callable[..., bool]] = {
    Form.COLON: _colon,
    Form.HEADER: _header,
    Form.BETWEEN: _between,
    Form.ALONE: _alone,
    Form.BOLD: _bold,
    Form.BRACKET: _by_share,
    Form.TAB: _by_share,
    Form.DASH: _by_share,
    Form.SIGN: _by_share,
}


def _stands_above(form: Form) -> bool:
    return form in (Form.HEADER, Form.ALONE)


def _has_text_below(readings: Sequence[list[Head]], n: int) -> bool:
    return n + 1 < len(readings) and not any(_stands_above(head.form) for head in readings[n + 1])


def _with_text_below(chosen: list[Head | None], readings: Sequence[list[Head]], weak_times: int) -> list[Head | None]:
    """The heads without those that stand alone above nothing: what follows is another head of the same kind."""
    kept = list(chosen)
    for n, head in enumerate(chosen):
        if not head or head.form is not Form.ALONE:
            continue
        below = kept[n + 1] if n + 1 < len(chosen) else head
        if below and below.name and below.form is Form.ALONE:
            times = [other for other in readings[n] if other.form is Form.TIMED]
            kept[n] = times[0] if times and (not times[0].weak or weak_times > 1) else None
    return kept
