"""Agreement on the codings of a pilot: who counts, on which units, and where coders differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.agreement.coefficients import cohen_kappa, krippendorff_alpha
from coding.agreement.ratings import from_cells
from pilot.clock import now
from pilot.errors import BadInput
from pilot.makers import CONSENSUS_GUID
from tests.present import present
from tests.themes.told import TEXT_CHARS, Doc, Done, Mark, Told, telling, text_of
from themes.agreeing import meaning
from themes.agreeing.choice import Choice
from themes.agreeing.figures import Agreement, agreement
from themes.quotes import quotes
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.agreeing.figures import Line

DAY = "2020-03-01"
DOCS = [Doc(n % 2, DAY) for n in range(6)]
BOTH = [Done(n, by, 2) for n in range(6) for by in (0, 1)]
# On the first turn of three documents both, of one the first alone, of one the second alone; nobody on the last.
MARKS = [*(Mark(n, "a", by, 0, 10) for n in range(3) for by in (0, 1)), Mark(3, "a", 0, 0, 10), Mark(4, "a", 1, 0, 10)]


def found(small: SmallPilot, db: Database, told: Told, unit: str = "turn", frame: str = "all") -> Agreement:
    """Agreement of what is told."""
    with telling(db, told):
        return present(agreement(db, small.viewers["evaluator"], Choice(unit, frame)))


def line(of: Agreement, key: str = "a") -> Line:
    """The line of a code."""
    return next(one for one in of.codes if one.code and one.code.key == key)


def test_a_code_on_turns(small: SmallPilot, db: Database) -> None:
    """Each turn of a document both are done with is a unit, also those nobody marked."""
    of = found(small, db, Told(docs=DOCS, marks=MARKS, done=BOTH))
    one = line(of)
    cells = [["1", "1"]] * 3 + [["1", "0"], ["0", "1"]] + [["0", "0"]] * 7
    assert (one.documents, one.units, one.marks) == (6, 12, 8)
    assert one.numbers["percent"].value == pytest.approx(10 / 12)
    assert one.numbers["kappa"].value == pytest.approx(cohen_kappa(from_cells(cells, 2)))
    assert one.numbers["alpha"].value == pytest.approx(krippendorff_alpha(from_cells(cells, 2)))
    assert one.numbers["f1"].value == one.numbers["positive"].value == pytest.approx(6 / 8)
    alpha = one.numbers["alpha"]
    assert present(alpha.low) < present(alpha.value) <= present(alpha.high)
    assert (of.coders, of.documents, of.told) == (("coder 1", "coder 2"), 6, 6)
    pair, = of.pairs
    assert (pair.documents, pair.units) == (6, 12)
    assert pair.numbers["percent"] == pytest.approx(1 - 2 / (12 * len(of.codes)))


def test_without_what_nobody_marked(small: SmallPilot, db: Database) -> None:
    """In the frame of marked units a turn counts where anybody gave any code; the numbers say which frame it is."""
    told = Told(docs=DOCS, marks=[*MARKS, Mark(5, "b", 0, 0, 10)], done=BOTH)
    of = found(small, db, told, frame="marked")
    assert line(of).units == 6
    assert line(of).numbers["percent"].value == pytest.approx(4 / 6)
    assert "only units that somebody gave a code" in meaning.frame(of)
    assert "also those nobody marked" in meaning.frame(found(small, db, told))


@pytest.mark.parametrize(("unit", "units", "marks"), [
    ("document", 6, 8), ("character", 6 * TEXT_CHARS, 80), ("turn", 12, 8)])
def test_the_unit(small: SmallPilot, db: Database, unit: str, units: int, marks: int) -> None:
    """The same codings are so many of each unit."""
    one = line(found(small, db, Told(docs=DOCS, marks=MARKS, done=BOTH), unit))
    assert (one.units, one.marks) == (units, marks)


def test_sentences(small: SmallPilot, db: Database) -> None:
    """A coding marks the sentences it touches, as they are split for the desk."""
    second = text_of(0).index("Dan")
    told = Told(docs=[Doc(0, DAY)], marks=[Mark(0, "a", 0, 0, second + 1), Mark(0, "a", 1, 0, 5)],
                done=[Done(0, 0, 2), Done(0, 1, 2)])
    one = line(found(small, db, told, "sentence"))
    assert one.marks == 3
    assert one.numbers["percent"].value == pytest.approx((one.units - 1) / one.units)


def test_only_documents_two_are_done_with(small: SmallPilot, db: Database) -> None:
    """A document of one coder, and codings of who is not done, are in no number."""
    told = Told(docs=DOCS, marks=MARKS, done=[Done(n, by, 2) for n in range(3) for by in (0, 1)] + [Done(3, 0, 2)])
    of = found(small, db, told)
    assert (of.documents, line(of).units, line(of).numbers["percent"].value) == (3, 6, 1)


def test_a_code_that_came_later(small: SmallPilot, db: Database) -> None:
    """A code counts only where two coders were done under a version that has it."""
    told = Told(docs=DOCS, marks=MARKS, done=[Done(n, by, 1 if n < 3 else 2) for n in range(6) for by in (0, 1)])
    of = found(small, db, told)
    assert (line(of).documents, line(of, "later").documents) == (6, 3)


def test_what_was_decided_together_is_no_coder(small: SmallPilot, db: Database) -> None:
    """Who is done because everything was decided together judged nothing by itself, and is no third coder."""
    told = Told(docs=DOCS, marks=MARKS, done=BOTH)
    with telling(db, told):
        db.conn.execute("INSERT INTO user(user_id, guid, label) VALUES (900, ?, 'consensus')", (CONSENSUS_GUID,))
        db.conn.execute("INSERT INTO coding_status SELECT document_id, 900, max(codebook_version_id), 'done', ?"
                        " FROM coding_status GROUP BY document_id", (now(),))
        of = present(agreement(db, small.viewers["evaluator"], Choice("turn")))
    assert of.coders == ("coder 1", "coder 2")
    assert line(of).numbers["percent"].value == pytest.approx(10 / 12)


def test_direction_and_weight(small: SmallPilot, db: Database) -> None:
    """Direction is compared where both stated one; weights in their order, once somebody changed one."""
    marks = [Mark(0, "a", 0, 0, 10, sign="+"), Mark(0, "a", 1, 0, 10, sign="+"), Mark(1, "a", 0, 0, 10, sign="+"),
             Mark(1, "a", 1, 0, 10, sign="-"), Mark(2, "a", 0, 0, 10, sign="-"), Mark(2, "a", 1, 0, 10)]
    told = Told(docs=DOCS, marks=marks, done=BOTH)
    signs = present(line(found(small, db, told)).signs)
    assert (signs.units, signs.percent) == (2, .5)
    assert line(found(small, db, told)).weights is None
    with telling(db, told):
        db.conn.execute("UPDATE coding SET weight = 3 WHERE document_id = 1 AND coder_id = 100")
        weighed = line(present(agreement(db, small.viewers["evaluator"], Choice("turn"))))
    weights = present(weighed.weights)
    assert "their weights are the same in 0.67 of pairs" in meaning.of_line(weighed)
    assert weights.units == 3
    assert weights.percent == pytest.approx(2 / 3)


def test_where_passages_begin_and_end(small: SmallPilot, db: Database) -> None:
    """alpha_u falls where one coder marks more words, though the turns are the same."""
    alike = Told(docs=DOCS, marks=[Mark(n, "a", by, 0, 10) for n in range(6) for by in (0, 1)], done=BOTH)
    apart = Told(docs=DOCS, marks=[Mark(n, "a", by, 0, 10 + 8 * by) for n in range(6) for by in (0, 1)], done=BOTH)
    assert line(found(small, db, alike)).alpha_u == pytest.approx(1)
    assert present(line(found(small, db, apart)).alpha_u) < .95
    assert line(found(small, db, apart)).numbers["percent"].value == 1
    assert line(found(small, db, alike), "b").alpha_u is None


def test_documents_that_agree_least_come_first(small: SmallPilot, db: Database) -> None:
    """Each document has numbers over all codes; one of which nothing can be said stands last."""
    of = found(small, db, Told(docs=DOCS, marks=MARKS, done=BOTH))
    assert {one.guid for one in of.by_document[:2]} == {"document-3", "document-4"}
    assert of.by_document[-1].numbers["alpha"] is None
    assert of.by_document[-1].numbers["percent"] == 1


def test_nobody_was_compared(small: SmallPilot, db: Database) -> None:
    """With one coder there is no number at all."""
    of = found(small, db, Told(docs=DOCS, marks=MARKS, done=[Done(n, 0, 2) for n in range(6)]))
    assert (of.documents, of.all, of.codes) == (0, None, ())


def test_what_numbers_mean(small: SmallPilot, db: Database) -> None:
    """Each code has its sentence: agreed on, read differently, not used, and rare so that kappa jumps."""
    of = found(small, db, Told(docs=DOCS, marks=MARKS, done=BOTH))
    assert meaning.of_line(line(of)).startswith("The coders read it differently")
    assert meaning.of_line(line(of, "b")) == "None of them used it here, so nothing can be said."
    rare = [Mark(0, "a", by, 0, 10) for by in (0, 1)] + [Mark(1, "a", 0, 0, 10)]
    docs = [Doc(0, DAY)] * 20
    said = meaning.of_line(line(found(small, db, Told(
        docs=docs, marks=rare, done=[Done(n, by, 2) for n in range(20) for by in (0, 1)]))))
    assert "kappa and alpha jump" in said
    few = found(small, db, Told(docs=DOCS[:2], marks=MARKS[:4], done=BOTH[:4]))
    assert "No interval can be had" in meaning.of_line(line(few))


@pytest.mark.parametrize("query", [{"unit": "word"}, {"frame": "none"}, {"from_on": "yesterday"}])
def test_an_address_that_asks_for_what_is_not_there(query: dict[str, str]) -> None:
    """Another unit, frame or day is refused with a sentence."""
    with pytest.raises(BadInput):
        Choice.from_query(query)


def test_an_unknown_group_is_refused(small: SmallPilot, db: Database) -> None:
    """Codes that are not in the codebook are refused, not counted as none."""
    with telling(db, Told(docs=DOCS, marks=MARKS, done=BOTH)), pytest.raises(BadInput):
        agreement(db, small.viewers["evaluator"], Choice(scope=Scope(group="nowhere")))


def test_the_address_keeps_what_was_chosen() -> None:
    """What is chosen goes into an address and comes back out of it."""
    chosen = Choice("turn", "marked", Scope(site="north", group="group"))
    assert Choice.from_query(chosen.query()) == chosen
    assert Choice().query() == {}


def test_passages_that_differ(small: SmallPilot, db: Database) -> None:
    """Quotes are kept where not all who are done gave the code, or with another direction; other bounds if asked."""
    marks = [*MARKS[:2], Mark(1, "a", 0, 0, 10), Mark(2, "a", 0, 0, 10, sign="+"), Mark(2, "a", 1, 0, 10, sign="-"),
             Mark(3, "a", 0, 0, 10), Mark(3, "a", 1, 0, 14)]
    with telling(db, Told(docs=DOCS, marks=marks, done=BOTH)):
        pages = [present(quotes(db, small.viewers["evaluator"], Scope(), "a", differ=how))
                 for how in ("", "1", "bounds")]
    documents = [sorted(one.document for one in page.quotes) for page in pages]
    assert documents == [[f"document-{n}" for n in some] for some in ((0, 1, 2, 3), (1, 2), (1, 2, 3))]


def test_how_intervals_are_had_is_said() -> None:
    """Of many documents lots are drawn, and the reader is told so."""
    assert meaning.of_intervals(1_000) == "95% of 1000 draws of documents, with putting back"
    assert meaning.of_intervals(9_600).endswith(
        "; of these 9600 documents 1000 lots are drawn, put together by chance, and always the same ones")
