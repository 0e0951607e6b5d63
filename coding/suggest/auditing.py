"""An audit of what the machine proposed in a pilot's texts: a sheet of sentences drawn, and what it says once read.

The sheet does not say which sentences were marked. Nothing of it is kept here: what was proposed is frozen, so that the
same sentences are found again by the numbers of the rows. A text that cannot be read any more counts on neither side.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from coding.double import sheets
from coding.suggest import made_of_it
from coding.suggest.audit import Audited, Unit, audited, draw
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.files.export import Export, list_of, tabular
from pilot.words import LANGUAGES, N_, _, current, translate
from texts.intake import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.suggest.judging import Share
    from pilot.files.table import Table

OF_MARKED, OF_OTHERS, SEED = 50, 200, 1
MOST, MOST_SEED, _SHOWN = 5_000, 2**31 - 1, 8
YES, NO = N_("yes"), N_("no")
_NUMBER = re.compile(r"(\d{8}T\d{9}Z)\.(\d{1,5})\.([0-9a-f]{12})\.([0-9a-f]{12})\.(\d{1,6})")
_NO_SHEET = N_("This is no sheet of an audit: its rows have no numbers, or those of several sheets.")


class Sentence(NamedTuple):
    """A sentence of a text that the machine looked at for a code.

    Attributes:
        text: number of its version, n: its own in it, from 1. title: of the document. marked: whether it was proposed.
        at: when the text was looked at, as numbers of rows have it.
    """

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
        texts: how many. figures: weighted back to all sentences. sentence: for the annex on methods.
    """

    code: str
    marked: int
    others: int
    drawn_marked: int
    drawn_others: int
    left_out: int
    texts: int
    figures: Audited
    sentence: str


def codes(db: Database) -> list[str]:
    """Keys of the codes that the machine looked for in some text."""
    return [row[0] for row in db.conn.execute(
        "SELECT DISTINCT k.key FROM proposal_looked JOIN code k USING (code_id) ORDER BY 1")]


@use_case(Right.LEAD_ROUNDS, event="exported suggest_audit", reads="passages")
def sheet(
    db: Database, viewer: Viewer, code: str, of_marked: int = OF_MARKED, of_others: int = OF_OTHERS, seed: int = SEED,
) -> Table:
    """A row for each sentence drawn, in the order of the texts, with a column for yes or no.

    Args:
        code: key. of_marked, of_others: how many to draw of what the machine marked and of all else.

    Raises: BadInput for a code or a number that cannot be; NotFound when the machine looked for it in no text.
    """
    if not (0 <= of_marked <= MOST and 0 <= of_others <= MOST and of_marked + of_others and 0 <= seed <= MOST_SEED):
        raise BadInput(N_("Draw at most {n} sentences of either kind, with a seed from 0 up."), n=MOST)
    _id, guid, name = _code(db, code)
    found = _sentences(db, viewer, code)
    drawn = [found[place] for place in draw([one.marked for one in found], of_marked, of_others, seed)]
    # The last text looked at is in each number: a sheet is about the texts until then.
    head = ".".join((max((one.at for one in found), default=""), str(len(drawn)), _short(guid)))
    return list_of(db, viewer, "suggest_audit", _("Audit of suggestions: {code}").format(code=name), {
        _("Number"): [f"{head}.{one.text}.{one.n}" for one in drawn],
        _("Document"): [one.title for one in drawn], _("Words"): [one.words for one in drawn],
        _("Does {code} fit? yes or no").format(code=name): ["" for _one in drawn]},
        (_("Code"), name), coded=codebook.coded(db, []), facts=(
            (_("Drawn with the seed"), str(seed)),
            (_("Fill in"), _("Write yes or no in each row, also where you doubt; change nothing else, and take no row"
                             " away. Best is somebody who did not see the suggestions."))), guid=guid)


@use_case(Right.LEAD_ROUNDS, reads="figures")
def read(db: Database, viewer: Viewer, data: bytes, name: str) -> Found:
    """What a sheet that was filled in says of the machine; nothing is stored.

    Raises: BadInput with every fault: a row that is missing, twice, of another sheet or not answered; NotFound when its
        code is not of this pilot, or no text of it can be read any more.
    """
    rows = [row for row in list(csv.reader(io.StringIO(reading.list_of(data, name), newline=""), delimiter=";"))[1:]
            if any(row)]
    places = [_NUMBER.fullmatch(row[0]) for row in rows]
    heads = {place.group(1, 2, 3) if place else None for place in places}
    if len(heads) != 1 or None in heads:
        raise BadInput(_NO_SHEET)
    (at, drawn, code_number), = (head for head in heads if head)
    answers = _answers(rows, int(drawn))
    code = next((key for key, guid in db.conn.execute("SELECT key, guid FROM code") if _short(guid) == code_number), "")
    if not code:
        raise NotFound(N_("This sheet was not made in this pilot."))
    there = [one for one in _sentences(db, viewer, code) if one.at <= at]
    known = {(one.text, one.n): one for one in there}
    looked = [Unit(known[place.group(4), int(place.group(5))].marked, answers[place[0]])
              for place in places if place and (place.group(4), int(place.group(5))) in known]
    if not looked:
        raise NotFound(N_("None of the texts of this sheet can be read any more."))
    marked, of_marked = sum(one.marked for one in there), sum(one.marked for one in looked)
    figures = audited(looked, marked, len(there) - marked)
    texts = len({one.text for one in there})
    made = Found(code, marked, len(there) - marked, of_marked, len(looked) - of_marked, len(rows) - len(looked), texts,
                 figures, "")
    return made._replace(sentence=_told(made, _code(db, code)[2]))


def _answers(rows: list[list[str]], drawn: int) -> dict[str, bool]:
    """By the number of a row, whether the code fits. Raises: BadInput with all faults."""
    said = {translate(word, language).casefold(): word == YES for word in (YES, NO) for language in LANGUAGES}
    found: dict[str, bool] = {}
    faults = []
    for row in rows:
        word = (row[3] if len(row) > 3 else "").strip().casefold()
        if row[0] in found:
            faults.append(_("Row {number} stands there twice.").format(number=row[0]))
        elif word not in said:
            faults.append(_("Row {number} has neither yes nor no.").format(number=row[0]))
        found[row[0]] = said.get(word, False)
    if not faults and len(found) != drawn:
        faults = [_("{n} rows were drawn, and {there} are there.").format(n=drawn, there=len(found))]
    if faults:
        more = [_("And {n} more faults.").format(n=len(faults) - _SHOWN)] if len(faults) > _SHOWN else []
        raise BadInput("{faults}", faults=" ".join([*faults[:_SHOWN], *more]))
    return found


def _sentences(db: Database, viewer: Viewer, code: str) -> list[Sentence]:
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
        found += [Sentence(_short(guid), n, title, text[start:end], any(
            begin < end and start < stop for begin, stop in proposed), re.sub(r"[-:.]", "", at))
            for n, (start, end) in enumerate(sheets.spans_of(db, version, "sentence"), 1)]
    return found


def _short(guid: str) -> str:
    return guid.replace("-", "")[:12]


def _code(db: Database, key: str) -> tuple[int, str, str]:
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


@use_case(Right.SEE_OTHER_CODERS, event="exported suggest_methods", reads="counts of suggestions")
def methods(db: Database, viewer: Viewer) -> Table:
    """What people made of what the machine proposed, a row for each kind of answer, and the sentence that says so."""
    made = made_of_it.made(db, viewer)
    told = {_("Proposed"): made.proposed, _("Confirmed"): made.confirmed, _("Changed"): made.changed,
            _("Deleted"): made.deleted, _("Left open"): made.open, _("Added"): made.added}
    return list_of(db, viewer, "suggest_methods", _("Suggestions, for the annex on methods"), {
        _("What became of it"): list(told), _("Passages"): list(told.values())},
        coded=codebook.coded(db, []), facts=(
            (_("In the report"), made_of_it.sentence(db, made)),
            (_("Counts"), _("Each coder and proposal once, in {texts} texts, by {coders} coders.").format(
                texts=made.texts, coders=made.coders))))


def _asked(query: Mapping[str, str], name: str, usual: int) -> int:
    """A number of a query. Raises: BadInput."""
    given = query.get(name) or str(usual)
    if not (given.isascii() and given.isdigit() and len(given) < 11):
        raise BadInput(N_("Draw at most {n} sentences of either kind, with a seed from 0 up."), n=MOST)
    return int(given)


AUDIT = Export("suggest-audit", N_("Sheet for an audit"), ("code", "marked", "others", "seed"), {
    "xlsx": tabular(lambda asked: sheet(
        asked.db, asked.viewer, asked.query.get("code", ""), _asked(asked.query, "marked", OF_MARKED),
        _asked(asked.query, "others", OF_OTHERS), _asked(asked.query, "seed", SEED)))["xlsx"]})
METHODS = Export("suggest-methods", N_("Suggestions, for the annex on methods"), (), tabular(
    lambda asked: methods(asked.db, asked.viewer)))
EXPORTS = (AUDIT, METHODS)
