"""The explorer's frames, held against the same counted slowly in plain loops, and what they say of odd pilots."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.dates import months_since
from pilot.errors import BadInput, NotFound
from tests.present import present
from tests.themes import slow
from tests.themes.told import SIGNED, VERSIONS, Doc, Done, Mark, Told, family_guid, telling
from themes import frames
from themes.explore.beside import beside, choices, difference
from themes.explore.course import course
from themes.explore.first import first_mentions
from themes.explore.in_time import in_time
from themes.explore.said import everywhere, remarks
from themes.explore.sides import Sides
from themes.explore.states import SHAPES, Counts, Seen, seen
from themes.over_time import CALENDAR, SUPPORT
from themes.scope import Scope
from themes.tally import tally

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.frames import Material

CODES = [code for code in VERSIONS[2] if code != "group"]
DAYS = ["2020-02-01", "2020-08-01", "2021-03-01"]
START = "2020-01-15"

docs = st.lists(st.builds(Doc, st.integers(0, 2), st.sampled_from(DAYS)), min_size=1, max_size=6)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A pilot of three families with up to six documents, coded by two coders."""
    made = draw(docs)
    numbers = st.integers(0, len(made) - 1)
    marks = draw(st.lists(st.builds(
        lambda doc, code, by, start, sign: Mark(doc, code, by, start, start + 4, version=2,
                                                sign=sign if code in SIGNED else None),
        numbers, st.sampled_from(CODES), st.integers(0, 1), st.sampled_from([0, 2, 10, 20, 40]),
        st.sampled_from([None, "+", "-", "±"])), max_size=12))
    done = draw(st.lists(st.builds(Done, numbers, st.integers(0, 1), st.sampled_from([1, 2])), max_size=8))
    starts: list[str | None] = [START, START, None]
    return Told(families=3, docs=made, marks=marks, done=done, starts=starts)


def loaded(small: SmallPilot, db: Database, pilot: Told, scope: Scope | None = None) -> Material:
    """The material of a telling."""
    with telling(db, pilot):
        return present(frames.load(db, small.viewers["evaluator"], scope or Scope()))


def period_of(doc: Doc, by: str, starts: list[str | None]) -> int | None:
    """Half-years since the year nought, or of support; None where the start is not known."""
    if by == CALENDAR:
        return int(doc.told_on[:4]) * 2 + (doc.told_on[5:7] > "06")
    start = starts[doc.family or 0]
    return None if start is None else max(-1, months_since(start, doc.told_on) // 6)


def state_of(found: list[tuple[bool, bool, list[str]]]) -> str:
    """The state of some documents, each (said, coded, signs of its places)."""
    signs = [sign for _said, _coded, places in found for sign in places]
    if not found:
        return "no_story"
    if not any(said for said, _coded, _signs in found):
        return "coded_not_said" if all(coded for _said, coded, _signs in found) else "told_not_coded"
    plus, minus = {"+", "±"} & {*signs}, {"-", "±"} & {*signs}
    return "both" if plus and minus else "plus" if plus else "minus" if minus else "unstated"


many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(pilot=told(), by=st.sampled_from([CALENDAR, SUPPORT]))
@pytest.mark.slow
def test_a_code_in_time_is_what_a_slow_count_gives(small: SmallPilot, db: Database, pilot: Told, by: str) -> None:
    """Each cell of family and period has the state that its documents have when they are gone through one by one."""
    material = loaded(small, db, pilot)
    for code in CODES:
        found = in_time(material, code, by)
        for row in found.cells.to_dict("records"):
            inside = [n for n, doc in enumerate(pilot.docs) if family_guid(doc.family or 0) == row["family"]
                      and period_of(doc, by, pilot.starts) == row["period"]]
            assert row["state"] == state_of([slow.said_and_coded(pilot, Scope(), n, code) for n in inside])
            assert (row["from_on"], row["until_on"]) == (
                min((pilot.docs[n].told_on for n in inside), default=""),
                max((pilot.docs[n].told_on for n in inside), default=""))


@many
@given(pilot=told(), by=st.sampled_from([CALENDAR, SUPPORT]))
@pytest.mark.slow
def test_first_mentions_are_what_a_slow_count_gives(small: SmallPilot, db: Database, pilot: Told, by: str) -> None:
    """Family by family: the first period in which it said the code, out of those that could still say it first."""
    material = loaded(small, db, pilot)
    found = first_mentions(material, by)
    for code in CODES:
        rows = found.steps[found.steps["code"] == code].to_dict("records")
        said = {family: [period_of(doc, by, pilot.starts) for n, doc in enumerate(pilot.docs) if doc.family == family
                         and slow.said_and_coded(pilot, Scope(), n, code)[0]] for family in range(3)}
        coded = {family: [period_of(doc, by, pilot.starts) for n, doc in enumerate(pilot.docs) if doc.family == family
                          and slow.said_and_coded(pilot, Scope(), n, code)[1]] for family in range(3)}
        for row in rows:
            number = row["period"]
            before = {f for f in said if any(p is not None and p < number for p in said[f])}
            first = {f for f in said if number in said[f]} - before
            assert row["first"] == len(first)
            inside = {f: [doc.told_on for n, doc in enumerate(pilot.docs) if doc.family == f and number == period_of(
                doc, by, pilot.starts) and slow.said_and_coded(pilot, Scope(), n, code)[0]] for f in first}
            assert {*row["who"]} == {(family_guid(f), min(inside[f]), max(inside[f])) for f in first}
            assert row["at_risk"] == len({f for f in coded if number in coded[f]} - before)
            assert row["so_far"] == len(before | first)
            assert row["of"] == sum(any(p is not None and p <= number for p in coded[f]) for f in coded)
            assert row["first"] <= row["at_risk"]
        assert sum(row["first"] for row in rows) == (rows[-1]["so_far"] if rows else 0)


@many
@given(pilot=told())
@pytest.mark.slow
def test_the_course_of_a_family_is_what_a_slow_count_gives(small: SmallPilot, db: Database, pilot: Told) -> None:
    """Its documents in order, each with the state of every code in it alone."""
    material = loaded(small, db, pilot)
    for family in range(3):
        found = course(material, family_guid(family))
        own = sorted((doc.told_on, n) for n, doc in enumerate(pilot.docs) if doc.family == family)
        assert found.told["document"].tolist() == [f"document-{n}" for _day, n in own]
        assert found.told["month"].tolist() == [
            None if pilot.starts[family] is None else months_since(START, day) for day, _n in own]
        assert found.cells["state"].tolist() == [
            state_of([slow.said_and_coded(pilot, Scope(), n, code)]) for code in CODES for _day, n in own]


@pytest.mark.parametrize(("counts", "state"), [
    ((0, 0, 0, 0, 0, 0, 0), Seen.NO_STORY), ((0, 0, 0, 0, 0, 1, 2), Seen.NOT_CODED),
    ((0, 0, 0, 0, 0, 2, 2), Seen.NOT_SAID),
    ((2, 1, 0, 0, 1, 1, 1), Seen.PLUS), ((2, 0, 2, 0, 1, 1, 1), Seen.MINUS), ((2, 1, 1, 0, 1, 1, 1), Seen.BOTH),
    ((1, 0, 0, 1, 1, 1, 1), Seen.BOTH), ((2, 0, 0, 0, 1, 1, 3), Seen.UNSTATED)])
def test_seven_states(counts: tuple[int, ...], state: Seen) -> None:
    """A direction that is stated counts; what states none does not take it away. Each has a shape of its own, and what
    was not said is round where what is still to be coded is square."""
    assert seen(Counts(*counts)) is state
    assert len(set(SHAPES.values())) == len(Seen)
    assert (SHAPES[Seen.NOT_SAID], SHAPES[Seen.NOT_CODED]) == ("○", "□")


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
@pytest.mark.slow
def test_a_difference_is_the_same_from_both_sides(a: int, of_a: int, b: int, of_b: int) -> None:
    """Turned round, the same is said with the names turned round; and it says more of the side whose share is more."""
    one, other = (min(a, of_a), of_a), (min(b, of_b), of_b)
    said = difference(one, other, ("A", "B"))
    assert said == difference(other, one, ("B", "A")) or "nothing coded" in said
    if of_a and of_b and one[0] * of_b > other[0] * of_a:
        assert "in A" in said.split(" than ")[0]


def test_what_differs_in_words() -> None:
    """Each case has a sentence of its own, and one family that makes the difference is told."""
    said = {shares: difference(*shares, ("A", "B")) for shares in (
        ((0, 5), (0, 4)), ((5, 5), (4, 4)), ((2, 4), (3, 6)), ((3, 5), (0, 0)), ((2, 5), (0, 4)), ((5, 6), (1, 6)),
        ((3, 6), (2, 6)))}
    assert list(said.values()) == [
        "in neither", "in every family of both", "as often in both", "cannot be compared: nothing coded in B",
        "only in A", "in a larger part of the families in A than in B",
        "in a larger part of the families in A than in B, by one family"]


PILOT = Told(families=2, sites=["north", "south"], starts=[START, START], docs=[
    Doc(0, "2020-02-01"), Doc(0, "2020-08-01"), Doc(1, "2020-02-01"), Doc(1, "2021-03-01", voice="partner")],
    marks=[Mark(0, "a", 0, 0, 5, sign="+"), Mark(3, "a", 0, 0, 5, sign="-"), Mark(2, "b", 0, 0, 5)],
    done=[Done(0, 0), Done(1, 0, 2), Done(2, 0), Done(3, 0, 2), Done(2, 1, 2)])


@pytest.mark.parametrize("kind", ["voice", "site", "coder", "sign", "period", "months", "version"])
@pytest.mark.slow
def test_each_side_counts_as_its_own_scope(small: SmallPilot, db: Database, kind: str) -> None:
    """A side has the figures that its scope has alone, each counted slowly out of its own families."""
    with telling(db, PILOT):
        viewer = small.viewers["evaluator"]
        keys = list(choices(db, viewer, Scope(), kind))
        keys = [key for key in keys if key not in ("all", "consensus")][:8]
        found = present(beside(db, viewer, Scope(), Sides(kind, tuple(keys))))
    assert found.codes
    for side, code in product(found.sides, found.codes):
        row = found.cells[(found.cells["side"] == side.key) & (found.cells["code"] == code.key)].iloc[0]
        docs_of: dict[int, list[tuple[bool, bool]]] = {}
        for n in slow.in_scope(PILOT, side.scope):
            doc = PILOT.docs[n]
            month = months_since(START, doc.told_on) + 1
            if side.scope.by_support and not side.scope.in_months(month):
                continue
            pilot = PILOT
            if side.scope.version:
                last = {(d.doc, d.by): max(e.version for e in PILOT.done if (e.doc, e.by) == (d.doc, d.by))
                        for d in PILOT.done}
                pilot = replace(PILOT, done=[d for d in PILOT.done if d.version == last[d.doc, d.by]
                                             == int(side.scope.version)])
            docs_of.setdefault(doc.family or 0, []).append(slow.said_and_coded(pilot, side.scope, n, code.key)[:2])
        assert row["families_told"] == len(docs_of)
        assert row["families_said"] == sum(any(said for said, _c in each) for each in docs_of.values())
        assert row["families_coded"] == sum(any(coded for _s, coded in each) for each in docs_of.values())


def test_a_side_that_is_not_there_is_one_sentence(small: SmallPilot, db: Database) -> None:
    """So is a kind, a version, a month or a family that is not."""
    with telling(db, PILOT):
        viewer = small.viewers["evaluator"]
        for ask in (lambda: beside(db, viewer, Scope(), Sides("site", ("nowhere",))),
                    lambda: Sides.from_query({"beside": "moon"}), lambda: Scope.from_query({"version": "x"}),
                    lambda: frames.load(db, viewer, Scope(version="9")),
                    lambda: Scope.from_query({"from_month": "7", "until_month": "6"})):
            with pytest.raises(BadInput):
                ask()
        with pytest.raises(NotFound):
            course(present(frames.load(db, viewer, Scope())), "nobody")


def test_months_of_support_are_a_third_axis(small: SmallPilot, db: Database) -> None:
    """Only the documents of these months count, what has no start is told, and so is what counts."""
    pilot = replace(PILOT, starts=[START, None])
    material = loaded(small, db, pilot, Scope(from_month="1", until_month="6"))
    assert material.documents["guid"].tolist() == ["document-0"]
    assert "Only from month 1 to month 6 of support." in material.sentence()
    assert "2 are left out: the start of support is not known." in material.sentence()
    early = replace(PILOT, starts=["2020-05-01", START])
    assert loaded(small, db, early, Scope(until_month="0")).documents["guid"].tolist() == ["document-0"]


@pytest.mark.parametrize(("pilot", "words"), [
    (Told(families=1, docs=[Doc(0, DAYS[0])], done=[Done(0, 0)]), ["about one family", "All codes are missing"]),
    (Told(families=2, docs=[Doc(0, DAYS[0]), Doc(1, DAYS[0])]), ["all that was told is still to be coded"]),
    (PILOT, []),
    (replace(PILOT, done=PILOT.done[:1]), ["3 stories and conversations are not coded yet"])])
def test_odd_pilots_say_so(small: SmallPilot, db: Database, pilot: Told, words: list[str]) -> None:
    """One family, nothing coded, nothing said, or part of it waiting: a sentence each; else none."""
    material = loaded(small, db, pilot)
    found = remarks(material, tally(material))
    assert len(found) == len(words)
    assert all(word in one for word, one in zip(words, found, strict=True))


def test_a_code_that_everybody_said_is_told(small: SmallPilot, db: Database) -> None:
    """It tells no families apart; one that some did not say is not named."""
    material = loaded(small, db, PILOT)
    counted = tally(material)
    assert everywhere(material, counted) == "Said in every family: a (en). Such a code does not tell families apart."
    assert not everywhere(material, counted, "b")
