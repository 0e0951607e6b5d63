"""What was found as a file: passages by their codes, and places where words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from coding.exports import MANY
from coding.find.inside import found_words
from coding.find.passages import coded_with, passages
from coding.find.question import NAMES, Question, from_query
from coding.find.telling import in_words, narrowed
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files import links
from pilot.files.export import Export, list_of, tabular
from pilot.paging import EVERYTHING, Wanted
from pilot.vocabulary import voices
from pilot.words import N_, _, ngettext
from texts.index.matching import FORMS, WAY_NAMES, Query, meant
from texts.index.search import MAX_HITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.files.table import Table
    from texts.index.search import Found

WORDS = ("search", "way", "voice", "family", "inside", "order")


@use_case(Right.CODE, event="exported passages", reads="passages")
def passages_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """All that a question finds, a row per passage. Raises: NotFound when that is nothing; as `passages`."""
    question = from_query(query)
    found = passages(db, viewer, question, Wanted(order=query.get("order", ""), size=EVERYTHING))
    rows = found.passages
    return list_of(db, viewer, "passages", _("Passages by code"), {
        _("Codes"): [", ".join(one.codes) for one in rows], _("Direction"): [one.sign for one in rows],
        _("Words"): [one.words for one in rows], _("Who speaks"): [one.speaker for one in rows],
        _("Voice"): [voices.name(one.voice) for one in rows], _("Family"): [one.family for one in rows],
        _("Document"): [one.title for one in rows], _("Told on"): [one.told_on for one in rows],
        _("Coders"): [", ".join(one.coders) for one in rows], _("Document (number)"): [one.document for one in rows],
        _("From character (0-based)"): [one.start for one in rows], _("Up to character"): [one.end for one in rows],
        _("Address"): [links.to_words(one.document, one.start) for one in rows],
    }, (_("Looked for"), in_words(db, question)), *narrowed(db, question),
        coded=codebook.coded(db, (coder for one in rows for coder in one.coders)),
        facts=((_("Looked in"), ngettext("{n} text", "{n} texts", found.texts).format(n=found.texts)),))


@use_case(Right.CODE, event="exported places", reads="passages")
def places_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """All places of a search, a row each. Raises: NotFound when there are none; as `search`."""
    asked = Query(query.get("search", ""), query.get("way") or FORMS, query.get("voice", ""), query.get("family", ""))
    found = found_words(db, viewer, asked, query.get("inside", ""),
                        Wanted(order=query.get("order", ""), size=EVERYTHING))
    rows = found.hits
    question = Question(query.get("inside", ""), family=asked.family, voice=asked.voice)
    looked_in = [ngettext("{n} text", "{n} texts", found.texts).format(n=found.texts),
                 ngettext("{n} word", "{n} words", found.words).format(n=found.words)]
    return list_of(db, viewer, "places", _("Places where words stand"), {
        _("Before"): [one.before for one in rows], _("Found"): [one.found for one in rows],
        _("After"): [one.after for one in rows], _("Who speaks"): [one.turn.speaker for one in rows],
        _("Voice"): [voices.name(one.turn.voice) for one in rows], _("Family"): [one.turn.family for one in rows],
        _("Document"): [one.turn.title for one in rows], _("Told on"): [one.turn.told_on for one in rows],
        _("Document (number)"): [one.turn.document for one in rows],
        _("From character (0-based)"): [one.start for one in rows], _("Up to character"): [one.end for one in rows],
        _("Address"): [links.to_words(one.turn.document, one.start) for one in rows],
    }, (_("Looked for"), asked.text), (_("How"), _(WAY_NAMES[meant(asked).way])),
        (_("Also looked for"), ", ".join(found.also)),
        (_("Only inside"), in_words(db, question) if question.code else ""), *narrowed(db, question),
        coded=codebook.coded(db) if question.code else None, facts=(
            (_("Looked in"), ", ".join(looked_in)),
            (_("Left out"), _left_out(found))))


def _left_out(found: Found) -> str:
    if found.is_cut:
        return _("all but the first {n} of {seen} places that there was time to put in order").format(
            n=MAX_HITS, seen=found.seen)
    return _("all after the first {n} places in this order").format(n=MAX_HITS) if found.more else ""


PASSAGES = Export("passages", N_("Passages by code"), (*NAMES, "order"),
                  tabular(lambda asked: passages_table(asked.db, asked.viewer, asked.query)),
                  is_slow=lambda asked: coded_with(asked.db, asked.query.get("code", "")) > MANY)
PLACES = Export("places", N_("Places where words stand"), WORDS,
                tabular(lambda asked: places_table(asked.db, asked.viewer, asked.query)))
EXPORTS = (PASSAGES, PLACES)
