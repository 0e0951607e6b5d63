"""Files of quotes hold what the page of quotes shows with its filters, no more and no less."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.errors import NotFound
from pilot.files.export import Asked
from pilot.paging import EVERYTHING, Wanted
from pilot.store.files import new_guid
from tests.builder import TURNS
from tests.present import present
from tests.themes import coded
from themes import quote_files
from themes.quotes import quotes
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

TEXT = "\n".join(turn.text for turn in TURNS)


@pytest.fixture
def made(small: SmallPilot, db: Database) -> str:
    """Berk's interview coded by two, a code of the coach's words by one, and one that is coded but not finished."""
    found = coded.code(small, db)
    evaluator, second = small.viewers["evaluator"], small.viewers["evaluator2"]
    start = TEXT.index("En daarna?")
    apply_ops(db, evaluator, found.berk, [
        {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "start": start, "end": start + 10,
         "sign": "-"}])
    apply_ops(db, second, found.es_waiting, [
        {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "start": 0, "end": 5}])
    set_status(db, second, found.es, "done")
    return found.berk


FILTERS = [
    {}, {"voice": "family"}, {"voice": "coach"}, {"sign": "-"}, {"coder": "evaluator 2"}, {"coder": "all"},
    {"until_on": "2021-06-01"}, {"from_on": "2021-06-01"}, {"search": "daarna"}, {"family": "Berk"},
    {"family": "Berk", "voice": "coach", "coder": "evaluator 1"}]


@pytest.mark.parametrize("chosen", FILTERS, ids=str)
@pytest.mark.slow
def test_a_file_holds_what_the_page_shows(
    small: SmallPilot, db: Database, made: str, chosen: dict[str, str]
) -> None:
    """With each of the page's filters: the same places, and only the codings that they are made of."""
    viewer = small.viewers["evaluator"]
    coders = {"evaluator 1": small.accounts["evaluator"], "evaluator 2": small.accounts["evaluator2"]}
    query = {**chosen, "code": coded.CODE}
    if query.get("coder") in coders:
        query["coder"] = coders[query["coder"]]
    if "family" in query:
        query["family"] = small.families[query["family"]]
    page = present(quotes(db, viewer, Scope.from_query(query), coded.CODE, query.get("family", ""),
                          Wanted(query.get("search", ""), size=EVERYTHING))).quotes
    if not page:
        for make in (quote_files.quote_table, quote_files.quote_book, quote_files.counted):
            with pytest.raises(NotFound):
                make(db, viewer, query)
        return
    table = quote_files.quote_table(db, viewer, query)
    assert [tuple(row) for row in table.frame[["Quote", "Direction", "Coders", "Overlapping passages"]].to_numpy()] == [
        (one.text, one.sign, ", ".join(one.coders), one.passages) for one in page]
    codings = quote_files.counted(db, viewer, query)
    assert len(codings.frame) == sum(one.passages for one in page)
    assert set(codings.frame["Coder"]) == {coder for one in page for coder in one.coders}
    assert all(any(quote in one.text for one in page) for quote in codings.frame["Quote"])
    book = docx.Document(io.BytesIO(quote_files.quote_book(db, viewer, query)))
    shown = [" ".join(one.text.split()) for one in book.paragraphs if one.style and one.style.name == "Quote"]
    assert shown == [f"{one.text} {one.sign}".strip() for one in page]


def test_what_counts_is_said(small: SmallPilot, db: Database, made: str) -> None:
    """Codebook, filters in words, coders and for whom stand in the file; taking it out is an event."""
    viewer = small.viewers["evaluator"]
    about = dict(quote_files.quote_table(db, viewer, {"voice": "coach", "search": "daarna"}).about)
    assert about["Codebook"].startswith("version 1 (")
    assert "coach" in about["What counts"]
    assert (about["Searched"], about["Coders"]) == ("daarna", "evaluator 1")
    assert {"Made by", "For whom", "Made on", "Made with"} <= set(about)
    assert db.execute("SELECT verb, subject FROM event ORDER BY event_id DESC LIMIT 1").fetchone() == (
        "exported", "quotes")


@pytest.mark.parametrize("export", quote_files.EXPORTS, ids=lambda one: one.key)
@pytest.mark.slow
def test_every_ending(small: SmallPilot, db: Database, made: str, export: object) -> None:
    """Each ending gives a file of its kind."""
    assert hasattr(export, "formats")
    for ending, form in export.formats.items():
        content = form.write(Asked(small.pilot, db, small.viewers["evaluator"], {}))
        assert content.startswith(b"\xef\xbb\xbf" if ending == "csv" else b"PK")
