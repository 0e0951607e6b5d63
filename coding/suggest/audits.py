"""What audits of the machine said: kept answer by answer, and what they say of it today, for the annex on methods.

Answers are kept, not figures: a text that is not in reach any more counts on neither side from then on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from coding.double import sheets
from coding.suggest.audit import Audited, Unit, audited
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.store.files import new_guid
from pilot.words import N_, _, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.suggest.judging import Share

Answers = dict[tuple[int, int], bool]


class Sentence(NamedTuple):
    """A sentence of a text that the machine looked at for a code.

    Attributes:
        version_id, text: row id and number of its version, n: its own in it, from 1. title: of the document.
        marked: whether it was proposed.
        at: when the text was looked at, as numbers of rows have it.
    """

    version_id: int
    text: str
    n: int
    title: str
    words: str
    marked: bool
    at: str


class Found(NamedTuple):
    """What an audit of a code says.

    Attributes:
        code: key. marked, others: sentences of the texts that the machine looked at, of either kind.
        drawn_marked, drawn_others: that were looked at by a person. left_out: rows whose text is out of reach now.
        texts: how many. read_at: when the sheet was read back, UTC; '' while it is. figures: weighted back to all
        sentences. sentence: for the annex on methods.
    """

    code: str
    marked: int
    others: int
    drawn_marked: int
    drawn_others: int
    left_out: int
    texts: int
    read_at: str
    figures: Audited
    sentence: str


@use_case(Right.SEE_OTHER_CODERS, reads="figures")
def audits(db: Database, viewer: Viewer) -> list[Found]:
    """What the last audit of each code says, of what this viewer reads today, by key; none of which no text is left."""
    found = []
    for audit_id, code, at, drawn, read_at in db.conn.execute(
            "SELECT a.audit_id, k.key, a.looked_at, a.drawn, a.read_at FROM suggest_audit a JOIN code k USING (code_id)"
            " WHERE a.audit_id = (SELECT max(audit_id) FROM suggest_audit o WHERE o.code_id = a.code_id)"
            " ORDER BY k.key").fetchall():
        told = said(db, viewer, code, at, _answers(db, audit_id), drawn)
        found += [told._replace(read_at=read_at)] if told else []
    return found


@inner("part of reading a sheet back, which asks the right")
def keep(db: Database, viewer: Viewer, code: str, at: str, answers: Answers, drawn: int) -> None:
    """Keep what a sheet says of a code, inside `write(db)`; one that says what the last one said is that one."""
    code_id, guid, _name = of_key(db, code)
    last = db.conn.execute("SELECT audit_id, looked_at FROM suggest_audit WHERE code_id = ? ORDER BY audit_id DESC"
                           " LIMIT 1", (code_id,)).fetchone()
    if last and last[1] == at and _answers(db, last[0]) == answers:
        return
    audit_id = db.conn.execute(
        "INSERT INTO suggest_audit(guid, code_id, looked_at, drawn, read_by, read_at) VALUES (?, ?, ?, ?, ?, ?)",
        (new_guid(), code_id, at, drawn, viewer.user_id, now())).lastrowid
    db.conn.executemany("INSERT INTO suggest_audit_answer VALUES (?, ?, ?, ?)",
                        [(audit_id, *place, int(fits)) for place, fits in sorted(answers.items())])
    events.record(db, viewer, "audited", "code", guid)


def _answers(db: Database, audit_id: int) -> Answers:
    return {(version, n): bool(fits) for version, n, fits in db.conn.execute(
        "SELECT version_id, sentence, fits FROM suggest_audit_answer WHERE audit_id = ?", (audit_id,))}


@inner("part of reading a sheet back and of the list of audits, which ask the right")
def said(
    db: Database, viewer: Viewer, code: str, at: str, answers: Mapping[tuple[int, int], bool], drawn: int,
) -> Found | None:
    """What answers say of a code, weighted back to all sentences looked at until `at`; None where no text is left.

    Args:
        answers: by version_id and number of the sentence. drawn: rows of the sheet.
    """
    there = [one for one in sentences(db, viewer, code) if one.at <= at]
    looked = [Unit(one.marked, answers[one.version_id, one.n]) for one in there if (one.version_id, one.n) in answers]
    if not looked:
        return None
    marked, of_marked = sum(one.marked for one in there), sum(one.marked for one in looked)
    made = Found(code, marked, len(there) - marked, of_marked, len(looked) - of_marked, drawn - len(looked),
                 len({one.text for one in there}), "", audited(looked, marked, len(there) - marked), "")
    return made._replace(sentence=_told(made, of_key(db, code)[2]))


@inner("part of drawing, reading back and listing audits, which ask the right")
def sentences(db: Database, viewer: Viewer, code: str) -> list[Sentence]:
    """Those of the texts that were looked at for a code and that this viewer reads as they were then; none of a text
    that is coded blind."""
    where, params = access.documents_where(db, viewer)
    counts, more = access.blind.counted_where(db, "d")
    found = []
    for version, guid, title, text, code_id, at in db.conn.execute(
            "SELECT v.version_id, v.guid, d.title, v.text, l.code_id, l.at FROM proposal_looked l"
            " JOIN code k USING (code_id) JOIN document_version v USING (version_id) JOIN document d"
            f" ON d.read_version_id = v.version_id WHERE k.key = ? AND v.kind = 'deidentified' AND {where} AND {counts}"
            " ORDER BY v.version_id", (code, *params, *more)).fetchall():
        proposed = db.conn.execute("SELECT start_char, end_char FROM proposal WHERE version_id = ? AND code_id = ?",
                                   (version, code_id)).fetchall()
        found += [Sentence(version, short(guid), n, title, text[start:end], any(
            begin < end and start < stop for begin, stop in proposed), re.sub(r"[-:.]", "", at))
            for n, (start, end) in enumerate(sheets.spans_of(db, version, "sentence"), 1)]
    return found


def short(guid: str) -> str:
    """The number that stands for a guid on a sheet."""
    return guid.replace("-", "")[:12]


def of_key(db: Database, key: str) -> tuple[int, str, str]:
    """code_id, guid and name of a code. Raises: BadInput."""
    row = db.conn.execute("SELECT code_id, guid FROM code WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise BadInput(N_("This code is not in the codebook in use. Look at the codes there are now."))
    newest = codebook.newest(db)
    names = {one.key: one.name for one in codebook.codes(db, newest.codebook_version_id, current())} if newest else {}
    return row[0], row[1], names.get(key, key)


def _told(found: Found, name: str) -> str:
    """What the annex on methods says of an audit, in the language in use."""
    return _(
        "For {code}, a person judged {drawn} sentences of {texts} texts that the machine looked at, drawn by chance:"
        " {drawn_marked} of the {marked} that it marked and {drawn_others} of the {others} others. Weighted back to all"
        " sentences: of what it marks, {right} has the code; of what has the code, it marks {found}.").format(
        code=name, drawn=found.drawn_marked + found.drawn_others, right=percent(found.figures.precision),
        found=percent(found.figures.recall), **{field: getattr(found, field) for field in (
            "texts", "drawn_marked", "marked", "drawn_others", "others")})


def percent(share: Share) -> str:
    """A share of an audit with its interval, in the language in use."""
    if share.value is None or share.low is None or share.high is None:
        return _("not known")
    return _("{value} % ({low}–{high} %)").format(
        value=round(100 * share.value), low=round(100 * share.low), high=round(100 * share.high))
