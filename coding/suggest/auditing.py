"""An audit of what the machine proposed in a pilot's texts: a sheet of sentences drawn, and what it says once read.

The sheet does not say which sentences were marked. What was proposed is frozen, so that the same sentences are found
again by the numbers of the rows. A text that cannot be read any more counts on neither side.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.suggest import audits, made_of_it
from coding.suggest.audit import draw
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.files.export import Export, list_of, tabular
from pilot.store.files import write
from pilot.words import LANGUAGES, N_, _, translate
from texts.intake import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.suggest.audits import Found
    from pilot.files.table import Table

OF_MARKED, OF_OTHERS, SEED = 50, 200, 1
MOST, MOST_SEED, _SHOWN = 5_000, 2**31 - 1, 8
YES, NO = N_("yes"), N_("no")
_NUMBER = re.compile(r"(\d{8}T\d{9}Z)\.(\d{1,5})\.([0-9a-f]{12})\.([0-9a-f]{12})\.(\d{1,6})")
_NO_SHEET = N_("This is no sheet of an audit: its rows have no numbers, or those of several sheets.")


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
    _id, guid, name = audits.of_key(db, code)
    found = audits.sentences(db, viewer, code)
    drawn = [found[place] for place in draw([one.marked for one in found], of_marked, of_others, seed)]
    # The last text looked at is in each number: a sheet is about the texts until then.
    head = ".".join((max((one.at for one in found), default=""), str(len(drawn)), audits.short(guid)))
    return list_of(db, viewer, "suggest_audit", _("Audit of suggestions: {code}").format(code=name), {
        _("Number"): [f"{head}.{one.text}.{one.n}" for one in drawn],
        _("Document"): [one.title for one in drawn], _("Words"): [one.words for one in drawn],
        _("Does {code} fit? yes or no").format(code=name): ["" for _one in drawn]},
        (_("Code"), name), coded=codebook.coded(db, []), facts=(
            (_("Drawn with the seed"), str(seed)),
            (_("Fill in"), _("Write yes or no in each row, also where you doubt; change nothing else, and take no row"
                             " away. Best is somebody who did not see the suggestions."))), guid=guid)


@use_case(Right.LEAD_ROUNDS, event="audited code", reads="figures")
def read(db: Database, viewer: Viewer, data: bytes, name: str) -> Found:
    """What a sheet that was filled in says of the machine; its answers are kept, in the place of an earlier audit.

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
    code = next((key for key, guid in db.conn.execute("SELECT key, guid FROM code")
                 if audits.short(guid) == code_number), "")
    if not code:
        raise NotFound(N_("This sheet was not made in this pilot."))
    known = {(one.text, one.n): one.version_id for one in audits.sentences(db, viewer, code) if one.at <= at}
    said = {(known[text, n], n): answers[place[0]] for place in places if place
            for text, n in [(place.group(4), int(place.group(5)))] if (text, n) in known}
    found = audits.said(db, viewer, code, at, said, len(rows))
    if found is None:
        raise NotFound(N_("None of the texts of this sheet can be read any more."))
    with write(db):
        audits.keep(db, viewer, code, at, said, len(rows))
    return found


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


@use_case(Right.SEE_OTHER_CODERS, event="exported suggest_methods", reads="counts of suggestions")
def methods(db: Database, viewer: Viewer) -> Table:
    """What people made of what the machine proposed, a row for each kind of answer, and the sentences that say so and
    what audits said."""
    made = made_of_it.made(db, viewer)
    told = {_("Proposed"): made.proposed, _("Confirmed"): made.confirmed, _("Changed"): made.changed,
            _("Deleted"): made.deleted, _("Left open"): made.open, _("Added"): made.added}
    return list_of(db, viewer, "suggest_methods", _("Suggestions, for the annex on methods"), {
        _("What became of it"): list(told), _("Passages"): list(told.values())},
        coded=codebook.coded(db, []), facts=(
            (_("In the report"), made_of_it.sentence(db, made)),
            *((_("Audit of suggestions: {code}").format(code=audits.of_key(db, one.code)[2]), one.sentence)
              for one in audits.audits(db, viewer)),
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
        _asked(asked.query, "others", OF_OTHERS), _asked(asked.query, "seed", SEED)))["xlsx"]}, needs=("code",))
METHODS = Export("suggest-methods", N_("Suggestions, for the annex on methods"), (), tabular(
    lambda asked: methods(asked.db, asked.viewer)))
EXPORTS = (AUDIT, METHODS)
