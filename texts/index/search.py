"""Searching all texts that somebody may read: every place where it stands, with the words around it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.paging import Key, Paged, Wanted, placed
from pilot.vocabulary import voices
from pilot.words import N_
from texts.index.forms import WORD, folded, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

FORMS, AS_IS, NEAR, PATTERN = WAYS = ("forms", "as_is", "near", "pattern")
NEAR_WORDS = 10  # as many words may stand between the first and the last
CONTEXT_CHARS = 90
MAX_HITS = 5_000
PATTERN_S = 5.0
PATTERN_CHARS = 200
_ON, _OFF = "\x01", "\x02"  # no text holds these


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        text: words, or a regular expression; a star behind a word stands for any ending.
        way: one of WAYS: all words in any form in one turn; exactly these words behind one another; all words in any
            form, near one another; a pattern.
        voice: one of VOICES, whose turns are searched; family: guid, whose texts; '' for all.
    """

    text: str
    way: str = FORMS
    voice: str = ""
    family: str = ""


class Hit(NamedTuple):
    """One place; start: code point, 0-based, into the version that is read."""

    document: str
    title: str
    family: str
    told_on: str
    speaker: str
    voice: str
    start: int
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Found:
    """A page of places.

    Attributes:
        also: the other forms that were looked for.
        texts, words: how much was looked in.
        more: there are more than MAX_HITS; only so many are shown.
    """

    hits: Paged[Hit]
    also: tuple[str, ...]
    texts: int
    words: int
    more: bool


class _Turn(NamedTuple):
    document: str
    title: str
    family: str
    told_on: str
    speaker: str
    voice: str
    start: int
    text: str


ORDERS = {
    "family": Key[Hit](N_("by family and date"), lambda hit: (hit.family, hit.told_on, hit.document, hit.start)),
    "newest": Key[Hit](N_("newest first"), lambda hit: (_backwards(hit.told_on), hit.document, hit.start)),
    "left": Key[Hit](N_("by the words before it"), lambda hit: (_last_words(hit.before), hit.document, hit.start)),
    "right": Key[Hit](N_("by the words behind it"), lambda hit: (
        folded(hit.found), folded(hit.after.strip()), hit.document, hit.start)),
}


@use_case(Right.READ_DOCUMENTS, reads="passages")
def search(db: Database, viewer: Viewer, query: Query, wanted: Wanted) -> Found:
    """The places where it stands in the texts this viewer may read, in the version that is read now.

    Raises: BadInput when there is nothing to look for, for a pattern that cannot be read or takes too long, or an
        unknown way or voice; NotFound for a family that is not there.
    """
    if query.way not in WAYS or query.voice not in ("", *voices.VOICES):
        raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
    if not WORD.search(query.text):
        raise BadInput(N_("Type a word to look for."))
    where, params = _where(db, viewer, query)
    texts, words = db.conn.execute(
        f"SELECT count(*), coalesce(sum(1 + length(v.text) - length(replace(v.text, ' ', ''))), 0) {_VERSIONS}"
        f" WHERE {where} AND EXISTS (SELECT 1 FROM turn t WHERE t.version_id = v.version_id AND {_VOICE})",
        (*params, query.voice, query.voice)).fetchone()
    also: list[str] = []
    found: list[Hit] = []
    for turn, start, end in _matches(db, where, params, query, also):
        found.append(_hit(turn, start, end))
        if len(found) > MAX_HITS:
            break
    kept = sorted(found[:MAX_HITS], key=(ORDERS.get(wanted.order) or ORDERS["family"]).by)
    page = placed(len(kept), wanted)
    first = page.first - 1
    return Found(page.of(kept[first:first + page.size]), tuple(also), texts, words, len(found) > MAX_HITS)


_VERSIONS = "FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
_VOICE = "(? = '' OR t.voice = ?)"
_TURN = "d.guid, d.title, coalesce(f.pseudonym, ''), d.told_on, t.speaker, t.voice, t.start_char"


def _where(db: Database, viewer: Viewer, query: Query) -> tuple[str, list[object]]:
    """Condition on document `d` and version `v`: what this viewer may read, of the family that was chosen."""
    documents, params = access.documents_where(db, viewer)
    versions, more = access.versions_where(viewer)
    parts, params = [documents, versions], [*params, *more]
    if query.family:
        parts.append("d.family_id = ?")
        params.append(access.require_family(db, viewer, query.family))
    return " AND ".join(f"({part})" for part in parts), params


def _matches(
    db: Database, where: str, params: list[object], query: Query, also: list[str]
) -> Iterator[tuple[_Turn, int, int]]:
    """Turns with a span in them; `also` is told which other forms are looked for."""
    if query.way == PATTERN:
        yield from _by_pattern(db, where, params, query)
        return
    groups = _groups(db, query, also)
    rows = db.conn.execute(
        f"SELECT {_TURN}, highlight(turn_fts, 0, ?, ?) FROM turn_fts JOIN turn t ON t.turn_id = turn_fts.rowid"
        " JOIN document d ON d.read_version_id = t.version_id JOIN document_version v ON v.version_id = t.version_id"
        f" LEFT JOIN family f USING (family_id) WHERE turn_fts MATCH ? AND {_VOICE} AND {where}",
        (_ON, _OFF, _match(groups, query.way), query.voice, query.voice, *params))
    for row in rows:
        turn = _Turn(*row)
        plain, spans = _unmarked(turn.text)
        turn = turn._replace(text=plain)
        if query.way == AS_IS or len(groups) == 1:
            yield from ((turn, start, end) for start, end in spans)
        elif nearest := _together(plain, spans, groups, NEAR_WORDS if query.way == NEAR else None):
            yield turn, *nearest


def _groups(db: Database, query: Query, also: list[str]) -> list[list[str]]:
    """For each word what may stand for it: its forms, or beginnings with a star; as they stand in the index."""
    groups = []
    for match in WORD.finditer(query.text):
        word = folded(match[0])
        if query.text[match.end():match.end() + 1] == "*":
            groups.append([f"{word}*"])
        elif query.way == AS_IS:
            groups.append([word])
        else:
            forms = forms_of(db, word)
            also += forms[1:]
            groups.append(forms)
    return groups


def _match(groups: list[list[str]], way: str) -> str:
    """The expression for FTS5; words hold letters and digits only, so that nothing in them is read as its grammar."""
    def quoted(word: str) -> str:
        return f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'

    if way == AS_IS:
        return " + ".join(quoted(group[0]) for group in groups)
    return " AND ".join(f"({' OR '.join(quoted(word) for word in group)})" for group in groups)


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A turn without the marks of what was found, and where that stands in it."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for n, part in enumerate(text.split(_ON)):
        inside, off, rest = part.partition(_OFF) if n else ("", "", part)
        if off:
            spans.append((length, length + len(inside)))
        plain += [inside, rest]
        length += len(inside) + len(rest)
    return "".join(plain), spans


def _together(
    text: str, spans: list[tuple[int, int]], groups: list[list[str]], within: int | None
) -> tuple[int, int] | None:
    """The shortest stretch with a word of each group, None when more than `within` words lie inside it."""
    last: dict[int, tuple[int, int]] = {}
    best: tuple[int, int] | None = None
    for start, end in spans:
        word = folded(text[start:end])
        for number, group in enumerate(groups):
            if any(word.startswith(form[:-1]) if form.endswith("*") else word == form for form in group):
                last[number] = (start, end)
        if len(last) == len(groups):
            first = min(at for at, _end in last.values())
            stretch = (first, max(stop for _at, stop in last.values()))
            if best is None or stretch[1] - stretch[0] < best[1] - best[0]:
                best = stretch
    if best and within is not None and len(WORD.findall(text[best[0]:best[1]])) > within + len(groups):
        return None
    return best


def _by_pattern(
    db: Database, where: str, params: list[object], query: Query
) -> Iterator[tuple[_Turn, int, int]]:
    """Turn by turn, with a limit on the time of all of them together."""
    import regex

    try:
        pattern = regex.compile(query.text[:PATTERN_CHARS], regex.IGNORECASE)
    except regex.error as error:
        raise BadInput(N_("This pattern cannot be read. Look at its brackets and backslashes.")) from error
    until = time.monotonic() + PATTERN_S
    for row in db.conn.execute(
            f"SELECT {_TURN}, substr(v.text, t.start_char + 1, t.end_char - t.start_char) {_VERSIONS}"
            f" JOIN turn t USING (version_id) LEFT JOIN family f USING (family_id) WHERE {_VOICE} AND {where}",
            (query.voice, query.voice, *params)):
        turn = _Turn(*row)
        try:
            left = max(until - time.monotonic(), 0.001)
            spans = [match.span() for match in pattern.finditer(turn.text, timeout=left, concurrent=True)]
        except TimeoutError as error:
            raise BadInput(N_("This pattern takes too long. Make it simpler, or choose a family.")) from error
        yield from ((turn, start, end) for start, end in spans if start < end)


def _hit(turn: _Turn, start: int, end: int) -> Hit:
    """With whole words around it."""
    before, after = turn.text[max(0, start - CONTEXT_CHARS):start], turn.text[end:end + CONTEXT_CHARS]
    if start > CONTEXT_CHARS:
        before = before.partition(" ")[2] or before
    if end + CONTEXT_CHARS < len(turn.text):
        after = after.rpartition(" ")[0] or after
    return Hit(*turn[:6], turn.start + start, before, turn.text[start:end], after)


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-"))


def _last_words(before: str) -> list[str]:
    """The words before a place from the nearest on, for putting like beside like."""
    return [folded(word) for word in reversed(WORD.findall(before))]
