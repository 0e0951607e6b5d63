"""Reading story arcs as who writes them does: with what each statement rests on, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, dates
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import links
from pilot.words import N_
from stories.back.answers import Answered
from themes.quotes import taken
from themes.release.arcs import stored
from themes.release.quotes_out import answered
from themes.release.quotes_out.attribution import HOUSEHOLD
from themes.release.quotes_out.passages import Passage, may_leave
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.arcs.stored import Kept, Line

NEAR = 2  # months before and after a moment in which a passage is about it


@dataclass(frozen=True)
class Written:
    """A story as it is written.

    Attributes:
        lines: its statements, each with the words it rests on.
        may_leave: whether its family consents to that today.
    """

    one: Kept
    lines: tuple[tuple[Line, str], ...]
    may_leave: bool


@dataclass(frozen=True)
class Choice:
    """A passage on which a statement can rest: its words, what it is coded with, and where and when it was told."""

    passage: Passage
    words: str
    code: str
    title: str
    on_date: str
    months: int


@use_case(Right.DRAFT_RELEASES, reads="story arcs")
def arcs(db: Database, viewer: Viewer) -> list[Written]:
    """All stories but those put away, last changed first. Raises: NotAllowed."""
    return [_written(db, one) for one in stored.kept(db, "a.state <> 'put away'")]


@use_case(Right.DRAFT_RELEASES, reads="story arcs")
def arc(db: Database, viewer: Viewer, guid: str) -> Written:
    """One of them. Raises: NotAllowed; NotFound."""
    return _written(db, stored.by_guid(db, guid))


@use_case(Right.DRAFT_RELEASES, reads="story arcs")
def where(db: Database, viewer: Viewer, statement: str) -> str:
    """The address of the words that a statement (guid) rests on. Raises: NotAllowed; NotFound."""
    row = db.conn.execute("SELECT d.guid, s.start_char FROM arc_statement s JOIN document d USING (document_id)"
                          " WHERE s.guid = ?", (statement,)).fetchone()
    if row is None:
        raise NotFound(N_("This sentence is not there any more."))
    return links.to_words(row[0], row[1])


@use_case(Right.DRAFT_RELEASES, reads="passages")
def choices(db: Database, viewer: Viewer, guid: str, months: int | None = None) -> list[Choice]:
    """Coded passages of the family of a story whose words may leave by consent and by its answers, by when it happened.

    Args:
        months: since the support began; only what is NEAR it, None for all.

    Raises: NotAllowed; NotFound.
    """
    one = stored.by_guid(db, guid)
    found = taken(db, viewer, Scope(), "", one.family)
    (begins,) = db.conn.execute(
        "SELECT min(starts_on) FROM support_period WHERE family_id = ?", (one.family_id,)).fetchone()
    if found is None or begins is None:
        return []
    read = {guid: (document_id, version_id) for guid, document_id, version_id in db.conn.execute(
        "SELECT guid, document_id, read_version_id FROM document WHERE family_id = ?", (one.family_id,))}
    free = may_leave(db, {read[quote.document][0] for _code, quote in found.quotes if quote.document in read},
                     one.audience)
    answers = Answered(db, free)
    rows: dict[tuple[object, ...], Choice] = {}
    for code, quote in found.quotes:
        if quote.start is None or read.get(quote.document, (0, 0))[0] not in free:
            continue
        said = answers.about(*read[quote.document], quote.start, quote.start + len(quote.text), one.audience)
        if answered.why_not(said, HOUSEHOLD, one.audience):
            continue
        when = max(0, dates.months_since(begins, quote.on_date))
        if months is None or abs(when - months) <= NEAR:
            passage = Passage(quote.document, "", quote.start, quote.start + len(quote.text), code.key)
            rows.setdefault(passage[:4], Choice(passage, quote.text, code.name, quote.title, quote.on_date, when))
    return sorted(rows.values(), key=lambda row: (row.on_date, row.passage.document, row.passage.start))


@use_case(Right.DRAFT_RELEASES, reads="who is in the pilot")
def families(db: Database, viewer: Viewer) -> list[tuple[str, str]]:
    """Families of which a story can be told: their guid and pseudonym; those that consent to it. Raises: NotAllowed."""
    condition, given = access.reach.family_material_where(db, "quote", "f")
    return [(row[0], row[1]) for row in db.conn.execute(
        f"SELECT f.guid, f.pseudonym FROM family f WHERE {condition} ORDER BY f.pseudonym", given)]


def _written(db: Database, one: Kept) -> Written:
    found = stored.lines(db, one.arc_id)
    texts = {line.version_id: "" for line in found}
    for version in texts:
        texts[version] = str(db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (version,)).fetchone()[0])
    return Written(one, tuple((line, texts[line.version_id][line.start:line.end]) for line in found),
                   stored.may_leave(db, one, found))
