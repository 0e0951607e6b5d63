"""Tables of codes: what is counted in each column, against a slow count, and that a cell opens what it counts."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput
from tests.present import present
from tests.themes.told import TEXT_CHARS, Doc, Done, Mark, Told, telling
from texts.places import BEHIND
from themes.crossed import crossed
from themes.crossing import ACROSS, Crossing
from themes.quotes import quotes
from themes.saturation import saturation
from themes.scope import ALL, Scope
from themes.sharing import UNITS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.crossed import Crossed

DAY, LATER = "2020-03-01", "2021-03-01"
DOCS = [Doc(0, DAY), Doc(1, LATER), Doc(0, LATER, voice="partner")]
DONE = [Done(n, by, 2) for n in range(3) for by in (0, 1)]



def table(small: SmallPilot, db: Database, told: Told, crossing: Crossing, scope: Scope = Scope()) -> Crossed:
    """The table of what is told."""
    told.done = told.done or DONE
    with telling(db, told):
        return present(crossed(db, small.viewers["evaluator"], scope, crossing))


def row(found: Crossed, code: str = "a") -> dict[str, int]:
    """What stands beside a code, by the name of its column; nothing is left out."""
    at = [one.key for one in found.material.codes].index(code)
    return {column.name.removesuffix(" (en)"): int(found.n[at, n])
            for n, column in enumerate(found.columns) if found.n[at, n]}


MARKS = [Mark(0, "a", 0, 0, 10), Mark(0, "b", 1, 5, 15), Mark(0, "later", 0, 15, 20, version=2), Mark(1, "a", 0, 0, 8),
         Mark(1, "b", 0, 32, 40), Mark(2, "a", 1, 28, 36)]


@pytest.mark.parametrize(("unit", "with_b"), [
    ("passage", 1), ("sentence", 1), ("turn", 1), ("document", 2), ("family", 2)])
def test_two_codes_together(small: SmallPilot, db: Database, unit: str, with_b: int) -> None:
    """How often two codes are together depends on the unit, which is said."""
    found = table(small, db, Told(docs=DOCS, marks=MARKS), Crossing(unit=unit))
    assert row(found)["b"] == row(found, "b")["a"] == with_b
    assert found.n.trace() == 0


@pytest.mark.parametrize(("across", "told"), [
    ("family", {"F0": 2, "F1": 1}), ("document", {"Gesprek 0": 1, "Gesprek 1": 1, "Gesprek 2": 1}),
    ("speaker", {"Moeder": 3, "Coach": 1}), ("voice", {"Family": 2, "Partner organisation": 1, "Coach": 1}),
    ("coder", {"coder 1": 2, "coder 2": 1}), ("kind", {"conversations": 3}), ("site", {"North": 2, "South": 1})])
def test_a_code_across(small: SmallPilot, db: Database, across: str, told: dict[str, int]) -> None:
    """Passages of a code by what they are of; a passage over two turns is of both who speak."""
    found = table(small, db, Told(docs=DOCS, marks=MARKS, sites=["north", "south"]), Crossing(across))
    assert row(found) == told


def test_documents_and_words(small: SmallPilot, db: Database) -> None:
    """Instead of passages the documents can be counted in which it was said, or the words of the passages."""
    marks = [Mark(0, "a", 0, 0, 7), Mark(0, "a", 1, 4, 10), Mark(0, "a", 0, 20, 24)]
    told = Told(docs=DOCS, marks=marks)
    assert row(table(small, db, told, Crossing("family"))) == {"F0": 2}
    assert row(table(small, db, told, Crossing("family", "documents"))) == {"F0": 1}
    assert row(table(small, db, told, Crossing("family", "words"))) == {"F0": 4}


def test_what_is_not_coded_is_told_apart(small: SmallPilot, db: Database) -> None:
    """Nought of no coded document is not nought of two."""
    told = Told(docs=DOCS, marks=MARKS[:1], done=[Done(0, 0, 2), Done(2, 0, 2)])
    found = table(small, db, told, Crossing("family"))
    at = [code.key for code in found.material.codes].index("b")
    assert present(found.coded)[at].tolist() == [2, 0]
    assert present(found.told).tolist() == [2, 1]


def test_when_coders_were_done(small: SmallPilot, db: Database) -> None:
    """A coder's use of codes over time: by the half-year in which she said done with the document."""
    told = Told(docs=DOCS, marks=MARKS, done=DONE)
    with telling(db, told):
        db.conn.execute("UPDATE coding_status SET changed_at = '2023-09-01T00:00:00.000Z' WHERE document_id = 2")
        found = present(crossed(db, small.viewers["evaluator"], Scope(coder="coder-0"), Crossing("period")))
    assert [one.name for one in found.columns] == ["Jan-Jun 2022", "Jul-Dec 2023"]
    assert row(found) == {"Jan-Jun 2022": 1, "Jul-Dec 2023": 1}
    assert present(found.told).tolist() == [2, 1]


def test_life_domains_and_coaches(small: SmallPilot, db: Database) -> None:
    """A story about two domains is in both; a document is of the coaches who had its family on the day it was told."""
    with telling(db, Told(docs=DOCS, marks=MARKS, done=DONE)):
        run = db.conn.execute
        for number, since, until in ((1, "2020-01-01", "2020-12-31"), (2, "2020-06-01", None)):
            run("INSERT INTO person(person_id, guid, kind, pseudonym) VALUES (?,?,'coach',?)",
                (number, f"coach-{number}", f"Coach {number}"))
            run("INSERT INTO coaching(coach_id, family_id, from_on, until_on) VALUES (?,1,?,?)", (number, since, until))
        run("INSERT INTO story(story_id, guid, family_id, coach_id, template, course)"
            " VALUES (1, 'story', 1, 1, 'free', 'success')")
        run("INSERT INTO story_domain VALUES (1, 'work'), (1, 'debts')")
        run("UPDATE document SET story_id = 1, kind = 'story' WHERE document_id = 1")
        viewer = small.viewers["evaluator"]
        found = {across: present(crossed(db, viewer, Scope(), Crossing(across))) for across in ("domain", "coach")}
        behind = present(quotes(db, viewer, Scope(), "a", beside=Crossing("domain", column="debts")))
    assert [one.key for one in found["domain"].columns] == ["work", "debts"]
    assert row(found["domain"]) == {"work": 1, "debts": 1}
    assert present(found["domain"].told).tolist() == [1, 1]
    assert row(found["coach"]) == {"Coach 1": 1, "Coach 2": 1}
    assert behind.total == 1


CODES = ("a", "b", "later")
SPANS = st.tuples(st.integers(0, TEXT_CHARS - 1), st.integers(1, TEXT_CHARS)).filter(lambda one: one[0] < one[1])
TOLD = st.lists(st.builds(
    lambda doc, code, by, at: Mark(doc, code, by, at[0], at[1], version=2, sign="+" if by and code == "a" else None),
    st.integers(0, 2), st.sampled_from(CODES), st.integers(0, 1), SPANS), max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=TOLD, across=st.sampled_from(sorted(ACROSS)), unit=st.sampled_from(sorted(UNITS)),
       scope=st.sampled_from([Scope(), Scope(coder=ALL), Scope(sign="+", group="group")]))
@pytest.mark.slow
def test_a_cell_opens_what_it_counts(
    small: SmallPilot, db: Database, marks: list[Mark], across: str, unit: str, scope: Scope
) -> None:
    """Behind each number stand as many quotes; behind two codes together there are some where there is a number."""
    told = Told(docs=DOCS, marks=[one for one in marks if not scope.sign or one.code != "b"], sites=["north", "south"],
                done=DONE)
    viewer = small.viewers["evaluator"]
    with telling(db, told):
        found = present(crossed(db, viewer, scope, Crossing(across, unit=unit)))
        for code, one in enumerate(found.material.codes):
            for at, column in enumerate(found.columns):
                n = int(found.n[code, at])
                if across == "code" and (one.key == column.key or not n):
                    continue
                cell = Crossing(across, unit=unit, column=column.key)
                behind = present(quotes(db, viewer, scope, one.key, beside=cell))
                assert behind.total > 0 if across == "code" else behind.total == n, (one.key, column.key)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=TOLD)
@pytest.mark.slow
def test_codes_that_share_words(small: SmallPilot, db: Database, marks: list[Mark]) -> None:
    """Pairs of places that share words are those that a slow look at every two finds."""
    found = table(small, db, Told(docs=DOCS, marks=marks), Crossing())
    keys = [code.key for code in found.material.codes]
    places: list[tuple[int, str, int, int]] = []
    for doc in range(3):
        for code in CODES:
            for start, end in sorted((one.start, one.end) for one in marks if (one.doc, one.code) == (doc, code)):
                if places and places[-1][:2] == (doc, code) and start < places[-1][3]:
                    places[-1] = (*places[-1][:3], max(places[-1][3], end))
                else:
                    places.append((doc, code, start, end))
    for one, other in combinations(keys, 2):
        slow = sum(a[0] == b[0] and a[2] < b[3] and b[2] < a[3] for a in places for b in places
                   if (a[1], b[1]) == (one, other))
        assert found.n[keys.index(one), keys.index(other)] == found.n[keys.index(other), keys.index(one)] == slow


@pytest.mark.parametrize("query", [{"across": "moon"}, {"count": "percent"}, {"unit": "page"}])
def test_a_table_that_is_not_there(query: dict[str, str]) -> None:
    """Anything else is refused with a sentence."""
    with pytest.raises(BadInput):
        Crossing.from_query(query)


def test_a_column_that_is_not_there(small: SmallPilot, db: Database) -> None:
    """A cell of a column, or a code, that is not in the table is refused."""
    with telling(db, Told(docs=DOCS, marks=MARKS, done=DONE)), pytest.raises(BadInput):
        quotes(db, small.viewers["evaluator"], Scope(), "a", beside=Crossing("family", column="nobody"))


def test_new_codes_in_order(small: SmallPilot, db: Database) -> None:
    """Each document says which codes come up for the first time, and how many did so far; uncoded ones are counted."""
    marks = [Mark(0, "a", 0, 0, 5), Mark(1, "a", 0, 0, 5), Mark(2, "b", 0, 0, 5)]
    told = Told(docs=[Doc(0, DAY), Doc(1, "2020-05-01"), Doc(0, LATER), Doc(1, LATER)], marks=marks,
                done=[Done(n, 0, 2) for n in range(3)])
    with telling(db, told):
        found = present(saturation(db, small.viewers["evaluator"], Scope()))
        none = present(saturation(db, small.viewers["evaluator"], Scope(), "story"))
    assert [(one.guid, one.said, one.new, one.so_far) for one in found.steps] == [
        ("document-0", 1, ("a (en)",), 1), ("document-1", 1, (), 1), ("document-2", 1, ("b (en)",), 2)]
    assert (found.waiting, found.since, len(none.steps)) == (1, 0, 0)


def test_on_a_whole_document(small: SmallPilot, db: Database) -> None:
    """A code on the whole document is with what is in the document, and on no words that anybody speaks."""
    told = Told(docs=DOCS, marks=MARKS, done=DONE)
    with telling(db, told):
        db.conn.execute(
            "UPDATE coding_place SET passage_id = NULL, start_char = NULL, end_char = NULL, how = 'whole'"
            " WHERE version_id = 1 AND coding_id = (SELECT min(coding_id) FROM coding WHERE document_id = 1)")
        viewer = small.viewers["evaluator"]
        by = {unit: present(crossed(db, viewer, Scope(), Crossing(unit=unit))) for unit in ("passage", "document")}
        spoken = present(crossed(db, viewer, Scope(), Crossing("speaker")))
    assert BEHIND[0] in by["passage"].material.marks["start"].to_numpy()
    assert "b" not in row(by["passage"])
    assert row(by["document"])["b"] == 2
    assert row(spoken) == {"Moeder": 2, "Coach": 1}
