"""Turns in which something stands, and where in them: by the index of words, or by a pattern turn by turn."""

from __future__ import annotations

import json
import re
import time
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_
from texts import sentences
from texts.index import lemmas
from texts.index.forms import WORD, folded, forms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlite_utils import Database

FORMS, AS_IS, SENTENCE, NEAR, PATTERN = WAYS = ("forms", "as_is", "sentence", "near", "pattern")
WAY_NAMES = {
    FORMS: N_("all words, in any form"), AS_IS: N_("exactly these words"), SENTENCE: N_("all words, in one sentence"),
    NEAR: N_("all words, near one another"), PATTERN: N_("a pattern (regular expression)"),
}
NEAR_WORDS = 10  # as many words may stand between the first and the last
PATTERN_S = 5.0
PATTERN_CHARS = 200
_QUOTED = re.compile(r'\s*["“”„«»][^"“”„«»]+["“”„«»]\s*')


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        text: words, or a regular expression; a star behind a word stands for any ending.
        way: one of WAYS: all words in any form in one turn; exactly these words behind one another; all words in any
            form, in one sentence or near one another; a pattern.
        voice: one of VOICES, whose turns are searched; family: guid, whose texts; '' for all.
    """

    text: str
    way: str = FORMS
    voice: str = ""
    family: str = ""


def meant(query: Query) -> Query:
    """The question as its marks say: words between quotation marks are exactly these words, as everywhere."""
    return replace(query, way=AS_IS) if query.way != PATTERN and _QUOTED.fullmatch(query.text) else query


class Turn(NamedTuple):
    """A turn in which something was found, and where it stands; start: code point, 0-based, into the version."""

    document: str
    version: str
    title: str
    family: str
    told_on: str
    speaker: str
    voice: str
    start: int
    version_id: int
    text: str


class Chosen(NamedTuple):
    """Which texts are searched: a condition on document `d` and version `v` with its parameters, and whose turns."""

    where: str
    params: Sequence[object]
    voice: str


Match = tuple[Turn, int, int]  # where in the turn: code points, 0-based, end-exclusive

_COLUMNS = ("d.guid, v.guid, d.title, coalesce(f.pseudonym, ''), d.told_on, t.speaker, t.voice, t.start_char,"
            " v.version_id")
_FROM = ("FROM turn t JOIN document_version v ON v.version_id = t.version_id"
         " JOIN document d ON d.read_version_id = v.version_id LEFT JOIN family f ON f.family_id = d.family_id")
_VOICE = "(? = '' OR t.voice = ?)"
AT_ONCE = 400  # turns that are fetched together
MANY = 20_000  # turns: more are put in order by text only as far as they are shown


class Looked(NamedTuple):
    """What is looked for: the expression for the index, which words may stand for each, and which were added."""

    match: str
    groups: list[list[str]]
    also: tuple[str, ...]


def looked_for(db: Database, query: Query) -> Looked:
    """What to look for in the index; all but a pattern."""
    groups: list[list[str]] = []
    also: list[str] = []
    for match in WORD.finditer(query.text):
        word = folded(match[0])
        if query.text[match.end():match.end() + 1] == "*":
            groups.append([f"{word}*"])
        elif query.way == AS_IS:
            groups.append([word])
        else:
            forms = list(dict.fromkeys([*forms_of(db, word), *lemmas.forms_of(db, word)]))
            also += forms[1:]
            groups.append(forms)
    return Looked(_expression(groups, query.way), groups, tuple(also))


def in_order(db: Database, chosen: Chosen, order: str) -> list[int]:
    """version_id of the texts that are searched, by an order in SQL on document `d` and family `f`."""
    return [row[0] for row in db.conn.execute(
        "SELECT v.version_id FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
        f" LEFT JOIN family f ON f.family_id = d.family_id WHERE {chosen.where} ORDER BY {order}", chosen.params)]


def _by_text(db: Database, turns: Sequence[int], texts: Sequence[int] | None) -> Iterator[int]:
    """Turns as they are, or those in these texts (version_id) text by text: of very many only as far as is asked."""
    if texts is None:
        yield from turns
    elif len(turns) > MANY:
        wanted = set(turns)
        for version in texts:
            rows = db.conn.execute("SELECT turn_id FROM turn WHERE version_id = ? ORDER BY turn_id", (version,))
            yield from (row[0] for row in rows.fetchall() if row[0] in wanted)
    else:
        rank = {version: n for n, version in enumerate(texts)}
        found = db.conn.execute(
            "SELECT version_id, turn_id FROM turn WHERE turn_id IN (SELECT value FROM json_each(?))",
            (json.dumps(turns),)).fetchall()
        yield from (turn for _rank, turn in sorted((rank[row[0]], row[1]) for row in found if row[0] in rank))


def _some(turns: Iterator[int]) -> Iterator[list[int]]:
    while some := list(islice(turns, AT_ONCE)):
        yield some


def turns_with(db: Database, looked: Looked) -> list[int]:
    """turn_id of the turns in which all that is looked for stands, in the order of the index."""
    return [row[0] for row in db.conn.execute(
        "SELECT rowid FROM turn_fts WHERE turn_fts MATCH ? ORDER BY rowid", (looked.match,))]


def by_index(
    db: Database, chosen: Chosen, query: Query, looked: Looked, turns: Sequence[int],
    texts: Sequence[int] | None = None,
) -> Iterator[Match]:
    """Where words stand in these turns (`turns_with`), in their order or in that of `texts` (version_id)."""
    finds = _finder(query, looked.groups)
    for some in _some(_by_text(db, turns, texts)):
        found = [(turn, finds(turn.text)) for turn in _turns(db, chosen, some)]
        starts = sentences.of(db, {turn.version_id for turn, _spans in found}) if query.way == SENTENCE else {}
        for turn, spans in found:
            if query.way == SENTENCE and len(looked.groups) > 1:
                yield from ((turn, *stretch) for part in _by_sentence(turn, spans, starts[turn.version_id])
                            if (stretch := _together(turn.text, part, looked.groups, None)))
            elif query.way == AS_IS or len(looked.groups) == 1:
                yield from ((turn, start, end) for start, end in spans)
            elif nearest := _together(turn.text, spans, looked.groups, NEAR_WORDS if query.way == NEAR else None):
                yield turn, *nearest


def _turns(db: Database, chosen: Chosen, ids: Sequence[int]) -> Iterator[Turn]:
    """These turns in this order, of those that are searched, each with its text, fetched once for all turns of it."""
    texts: dict[int, str] = {}
    rows = {turn: row for turn, *row in db.conn.execute(
        f"SELECT t.turn_id, {_COLUMNS}, t.end_char {_FROM} WHERE t.turn_id IN (SELECT value FROM json_each(?))"
        f" AND {_VOICE} AND {chosen.where}", (json.dumps(ids), chosen.voice, chosen.voice, *chosen.params))}
    for row in (rows[turn] for turn in ids if turn in rows):
        *_head, start, version, end = row
        if version not in texts:
            texts = {version: db.conn.execute(
                "SELECT text FROM document_version WHERE version_id = ?", (version,)).fetchone()[0]}
        yield Turn._make((*row[:-1], texts[version][start:end]))


def _finder(query: Query, groups: list[list[str]]) -> Callable[[str], list[tuple[int, int]]]:
    """What gives the places in a turn: of words of any group, or of all of them behind one another (AS_IS)."""
    if query.way == AS_IS:
        wanted = [group[0] for group in groups]
        return lambda text: _phrases(text, wanted)
    whole = {word for group in groups for word in group if not word.endswith("*")}
    beginnings = tuple(word[:-1] for group in groups for word in group if word.endswith("*"))
    return lambda text: [match.span() for match in WORD.finditer(text)
                         if (word := folded(match[0])) in whole or (beginnings and word.startswith(beginnings))]


def _phrases(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    words = [(folded(match[0]), match.span()) for match in WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for at in range(len(words) - len(wanted) + 1):
        some = words[at:at + len(wanted)]
        if all(_is(word, form) for (word, _span), form in zip(some, wanted, strict=True)) and (
                not found or found[-1][1] <= some[0][1][0]):
            found.append((some[0][1][0], some[-1][1][1]))
    return found


def _is(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


def _expression(groups: list[list[str]], way: str) -> str:
    """The expression for FTS5; words hold letters and digits only, so that nothing in them is read as its grammar."""
    def quoted(word: str) -> str:
        return f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'

    # A star inside a phrase is no grammar of its own: there the words are looked at one by one.
    if way == AS_IS and not any(group[0].endswith("*") for group in groups[:-1]):
        return " + ".join(quoted(group[0]) for group in groups)
    return " AND ".join(f"({' OR '.join(quoted(word) for word in group)})" for group in groups)


def _by_sentence(
    turn: Turn, spans: list[tuple[int, int]], starts: Sequence[int]
) -> Iterable[list[tuple[int, int]]]:
    """The places in a turn, those of each sentence by themselves."""
    parts: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        parts.setdefault(bisect_right(starts, turn.start + span[0]), []).append(span)
    return parts.values()


def _together(
    text: str, spans: list[tuple[int, int]], groups: list[list[str]], within: int | None
) -> tuple[int, int] | None:
    """The shortest stretch with a word of each group, None when more than `within` words lie inside it."""
    last: dict[int, tuple[int, int]] = {}
    best: tuple[int, int] | None = None
    for start, end in spans:
        word = folded(text[start:end])
        for number, group in enumerate(groups):
            if any(_is(word, form) for form in group):
                last[number] = (start, end)
        if len(last) == len(groups):
            first = min(at for at, _end in last.values())
            stretch = (first, max(stop for _at, stop in last.values()))
            if best is None or stretch[1] - stretch[0] < best[1] - best[0]:
                best = stretch
    if best and within is not None and len(WORD.findall(text[best[0]:best[1]])) > within + len(groups):
        return None
    return best


def by_pattern(db: Database, chosen: Chosen, query: Query, texts: Sequence[int] | None = None) -> Iterator[Match]:
    """Turn by turn, in the order of `texts` (version_id) where they are given, with a limit on the time of all of them
    together. Raises: BadInput."""
    import regex

    try:
        pattern = regex.compile(query.text[:PATTERN_CHARS], regex.IGNORECASE)
    except regex.error as error:
        raise BadInput(N_("This pattern cannot be read. Look at its brackets and backslashes.")) from error
    until = time.monotonic() + PATTERN_S
    turns = _by_text(db, [row[0] for row in db.conn.execute(
        f"SELECT t.turn_id {_FROM} WHERE {_VOICE} AND {chosen.where} ORDER BY t.turn_id",
        (chosen.voice, chosen.voice, *chosen.params))], texts)
    for some in _some(turns):
        for turn in _turns(db, chosen, some):
            try:
                left = max(until - time.monotonic(), 0.001)
                spans = [match.span() for match in pattern.finditer(turn.text, timeout=left, concurrent=True)]
            except TimeoutError as error:
                raise BadInput(N_("This pattern takes too long. Make it simpler, or choose a family.")) from error
            yield from ((turn, start, end) for start, end in spans if start < end)
