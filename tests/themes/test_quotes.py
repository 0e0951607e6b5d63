"""Quotes behind a cell: the right words, their surroundings, who saw them, and what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.find.passages import passages
from coding.find.question import Question
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.errors import BadInput, NotFound
from pilot.paging import Wanted
from pilot.store.files import new_guid
from tests.builder import TURNS
from tests.present import present
from tests.themes import coded
from tests.themes.told import Doc, Done, Mark, Told, telling, text_of
from themes.figures import quote_cards
from themes.quotes import Spoken, quotes, sentence_after, sentence_before
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.quotes import Quotes

DAY = "2020-03-01"


def ask(
    small: SmallPilot, db: Database, told: Told, code: str = "a", family: str = "family-0", scope: Scope = Scope(),
    page: int = 1,
) -> Quotes:
    """The quotes of a cell; every coder is done with every document, unless a telling says who is."""
    told.done = told.done or [Done(n, by, 2) for n in range(len(told.docs)) for by in (0, 1)]
    with telling(db, told):
        return present(quotes(db, small.viewers["evaluator"], scope, code, family, Wanted(page=page)))


def test_a_quote_with_its_context(small: SmallPilot, db: Database) -> None:
    """The words of the passage, the sentence around it within the turn, the role, the date and the coder."""
    text = text_of(0)
    start = text.index("Dan")
    found = ask(small, db, Told(docs=[Doc(0, DAY)], marks=[Mark(0, "a", 0, start, start + 5)]))
    quote = found.quotes[0]
    assert (quote.text, quote.start) == ("Dan 🙂", start)
    assert quote.before == "Zin 00 is kort. "
    assert quote.after == text[start + 5:text.index("\n")].rstrip()
    assert (quote.turns, quote.on_date, quote.coders) == (
        (Spoken("Moeder", "family", "Dan 🙂", 0),), DAY, ("coder 1",))
    assert (found.family, found.total, found.said, found.coded, found.told) == ("F0", 1, 1, 1, 1)


def test_overlapping_passages_are_one_quote(small: SmallPilot, db: Database) -> None:
    """Two coders who saw nearly the same words make one quote with both labels."""
    found = ask(small, db, Told(docs=[Doc(0, DAY)], marks=[Mark(0, "a", 1, 4, 12), Mark(0, "a", 0, 0, 6)]))
    assert [(q.text, q.coders, q.passages) for q in found.quotes] == [(text_of(0)[:12], ("coder 1", "coder 2"), 2)]


def test_a_quote_over_three_turns_says_who_says_what(small: SmallPilot, db: Database) -> None:
    """Each part of a passage over turns has its speaker; it is a quote of every voice that is heard in it."""
    coded.adopt(small, db)
    viewer, document = small.viewers["evaluator"], small.interview(db)
    text = "\n".join(turn.text for turn in TURNS)
    start, end = text.index("dat scheelt"), text.index("Toen ging het") + len("Toen ging het")
    apply_ops(db, viewer, document, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE,
                                      "start": start, "end": end}])
    set_status(db, viewer, document, "done")
    quote = present(quotes(db, viewer, Scope(), coded.CODE)).quotes[0]
    heard = {voice: present(quotes(db, viewer, Scope(voice=voice), coded.CODE))
             for voice in ("family", "coach", "partner")}
    card = quote_cards.quote_list(heard["coach"], False)
    assert quote.turns == (
        Spoken("Moeder", "family", "dat scheelt.", 2500), Spoken("Coach", "coach", "En daarna?", 9000),
        Spoken("Moeder", "family", "Toen ging het", 10000))
    assert {voice: found.total for voice, found in heard.items()} == {"family": 1, "coach": 1, "partner": 0}
    parts = ("<b>Moeder:</b>", "<mark>dat scheelt.</mark>", "<b>Coach:</b>", "<mark>En daarna?</mark>",
             "<mark>Toen ging het</mark>")
    assert [card.index(part) for part in parts] == sorted(card.index(part) for part in parts)
    assert "Moeder, Coach · Berk" in card
    assert quote.shown == "Moeder: dat scheelt.\nCoach: En daarna?\nMoeder: Toen ging het"
    (found,) = passages(db, viewer, Question(coded.CODE), Wanted()).passages
    assert (found.speaker, found.voice, found.words) == ("Moeder, Coach", "family", quote.shown)


def test_raw_versions_are_withheld_and_counted(small: SmallPilot, db: Database) -> None:
    """What this role may not read is not shown, and one sees that there is more."""
    found = ask(small, db, Told(docs=[Doc(0, DAY, kind="raw"), Doc(0, DAY)],
                                marks=[Mark(0, "a", 0, 0, 5), Mark(0, "a", 0, 9, 12), Mark(1, "a", 0, 0, 5)]))
    assert (found.total, found.withheld) == (1, 2)
    assert [q.document for q in found.quotes] == ["document-1"]


def test_what_is_not_yet_coded_waits(small: SmallPilot, db: Database) -> None:
    """Documents not yet coded for the code are named, with the way to the desk."""
    found = ask(small, db, Told(docs=[Doc(0, DAY), Doc(0, DAY)], marks=[Mark(0, "a", 0, 0, 5), Mark(1, "b", 0, 0, 5)],
                                done=[Done(0, 0)]))
    assert [w.document for w in found.waiting] == ["document-1"]
    assert 'href="desk?document=document-1"' in quote_cards.waiting_list(found.waiting)


def test_all_families_and_pages(small: SmallPilot, db: Database) -> None:
    """Without a family the quotes of all come, by family and date, a page at a time and none twice."""
    docs = [Doc(n % 2, DAY) for n in range(10)]
    marks = [Mark(n, "a", 0, 2 * i, 2 * i + 1) for n in range(10) for i in range(12)]
    told = Told(docs=docs, marks=marks)
    pages = [ask(small, db, told, family="", page=page) for page in (1, 2, 3)]
    assert [len(p.quotes) for p in pages] == [50, 50, 20]
    seen = [(q.family, q.document, q.start) for p in pages for q in p.quotes]
    assert len(set(seen)) == 120
    assert [family for family, _, _ in seen] == ["F0"] * 60 + ["F1"] * 60


def test_what_is_not_there(small: SmallPilot, db: Database) -> None:
    """An unknown code, a family that is not there, a family outside the site: one sentence each."""
    told = Told(docs=[Doc(0, DAY)], sites=["north", "south"])
    for code, family, scope, error in (
        ("nothing", "family-0", Scope(), BadInput), ("group", "family-0", Scope(), BadInput),
        ("a", "nobody", Scope(), NotFound), ("a", "family-1", Scope(site="north"), NotFound),
        ("b", "family-0", Scope(group="group"), BadInput),
    ):
        with pytest.raises(error):
            ask(small, db, told, code, family, scope)


def test_cards_escape_what_people_said(small: SmallPilot, db: Database) -> None:
    """Words from the pilot never become markup, and the link holds guids and numbers only."""
    found = ask(small, db, Told(docs=[Doc(0, DAY)], marks=[Mark(0, "a", 0, 0, 5)]))
    card = quote_cards.quote_list(found, False)
    assert 'href="desk?document=document-0&amp;at=0"' in card
    hostile = type(found.quotes[0])(**{**vars(found.quotes[0]), "text": "<script>x</script>", "title": "<b>"})
    html = quote_cards.quote_list(type(found)(**{**vars(found), "quotes": [hostile]}), False)
    assert "<script>" not in html
    assert "<b>" not in html


def test_long_context_is_cut_between_words() -> None:
    """A monologue without full stops does not come along whole."""
    assert sentence_before("woord " * 200).startswith("… woord")
    assert sentence_after(" woord" * 200).endswith("woord …")
