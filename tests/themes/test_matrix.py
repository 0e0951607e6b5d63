"""The matrix of families and codes: its four states, its denominators, and the same counts as counted slowly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput, NotAllowed
from tests.present import present
from tests.themes import slow
from tests.themes.told import SIGNED, TEXT_CHARS, Doc, Done, Mark, Told, telling
from texts import places
from themes import filters, frames, matrix
from themes.figures.quote_cards import quote_list
from themes.figures.tables import matrix_table, retired_codes
from themes.over_time import over_time, periods
from themes.quotes import quotes
from themes.scope import Scope

if TYPE_CHECKING:
    import pandas as pd
    from sqlite_utils import Database

    from tests.builder import SmallPilot

EARLY, LATE = "2020-03-01", "2021-09-01"
DAYS = st.sampled_from(["2019-12-31", "2020-01-15", EARLY, "2020-07-01", LATE, "2022-02-28"])


def cell(
    small: SmallPilot, db: Database, told: Told, code: str = "a", family: int = 0, scope: Scope = Scope()
) -> tuple[object, ...]:
    """One cell: state, passages, said, coded, told."""
    with telling(db, told):
        cells = matrix.matrix(present(frames.load(db, small.viewers["evaluator"], scope)))
    row = cells[(cells["code"] == code) & (cells["family"] == f"family-{family}")].iloc[0]
    return row["state"], row["passages"], row["said"], row["coded"], row["told"]


def test_said(small: SmallPilot, db: Database) -> None:
    """A code that a coder used in a document she finished is said."""
    told = Told(docs=[Doc(0, EARLY), Doc(0, LATE)], marks=[Mark(0, "a", 0, 0, 5)], done=[Done(0, 0)])
    assert cell(small, db, told) == ("said", 1, 1, 1, 2)


def test_what_is_not_finished_does_not_count(small: SmallPilot, db: Database) -> None:
    """Until its coder says done a document is told and not yet coded, and the sentence says that codings wait."""
    told = Told(docs=[Doc(0, EARLY)], marks=[Mark(0, "a", 0, 0, 5)], done=[Done(0, 1)])
    assert cell(small, db, told) == ("coded_not_said", 0, 0, 1, 1)
    assert cell(small, db, told, scope=Scope(coder="coder-0")) == ("told_not_coded", 0, 0, 0, 1)
    with telling(db, told):
        material = present(frames.load(db, small.viewers["evaluator"], Scope()))
    assert material.begun == 1
    assert "1 has codings that do not count yet: who made them has not said done." in material.sentence()


def test_who_opens_a_document_again_has_not_finished_it(small: SmallPilot, db: Database) -> None:
    """Done under one codebook and opened again under the next is not done."""
    with telling(db, Told(docs=[Doc(0, EARLY)], marks=[Mark(0, "a", 0, 0, 5)], done=[Done(0, 0)])):
        db.conn.execute("INSERT INTO coding_status VALUES (1, 100, 2, 'open', '2022-01-02T00:00:00.000Z')")
        cells = matrix.matrix(present(frames.load(db, small.viewers["evaluator"], Scope())))
    assert set(cells.loc[cells["family"] == "family-0", "state"]) == {"told_not_coded"}


def test_a_passage_counts_for_the_voices_of_its_turns(small: SmallPilot, db: Database) -> None:
    """What a family says in a conversation with its coach counts for the family, and what the coach says for her."""
    told = Told(docs=[Doc(0, EARLY)], done=[Done(0, 0)], marks=[
        Mark(0, "a", 0, 0, 5), Mark(0, "a", 0, 20, 40), Mark(0, "a", 0, 45, 50), Mark(0, "b", 0, 31, 40)])
    passages = {(voice, code): cell(small, db, told, code, scope=Scope(voice=voice))[:2]
                for voice in ("family", "coach") for code in ("a", "b")}
    assert passages == {("family", "a"): ("said", 2), ("coach", "a"): ("said", 2),
                        ("family", "b"): ("coded_not_said", 0), ("coach", "b"): ("said", 1)}
    assert cell(small, db, told, scope=Scope(voice="partner"))[0] == "no_story"


def test_only_families_of_a_coach(small: SmallPilot, db: Database) -> None:
    """The filter by coach keeps the families she has or had."""
    with telling(db, Told(docs=[Doc(0, EARLY), Doc(1, EARLY)], marks=[Mark(0, "a", 0, 0, 5)], done=[Done(0, 0)])):
        db.conn.execute("INSERT INTO person(person_id, guid, kind, pseudonym)"
                        " VALUES (1, 'coach-9', 'coach', 'Coach 9')")
        db.conn.execute("INSERT INTO coaching(coach_id, family_id, from_on) VALUES (1, 1, '2020-01-15')")
        material = present(frames.load(db, small.viewers["evaluator"], Scope(coach="coach-9")))
        cells = matrix.matrix(material)
        seen = present(quotes(db, small.viewers["evaluator"], Scope(coach="coach-9"), "a"))
    assert set(cells["family"]) == {"family-0"}
    assert cells.loc[cells["code"] == "a", "state"].tolist() == ["said"]
    assert "Only families of Coach 9." in material.sentence()
    assert seen.total == 1


def test_coded_and_not_said(small: SmallPilot, db: Database) -> None:
    """A finished document in which the code was not used."""
    assert cell(small, db, Told(docs=[Doc(0, EARLY)], done=[Done(0, 0)])) == ("coded_not_said", 0, 0, 1, 1)


def test_partly_coded_is_not_yet_known(small: SmallPilot, db: Database) -> None:
    """A document coded with other codes but not finished says nothing about this code."""
    assert cell(small, db, Told(docs=[Doc(0, EARLY)], marks=[Mark(0, "b", 0, 0, 5)])) == ("told_not_coded", 0, 0, 0, 1)


def test_finished_under_a_version_without_the_code(small: SmallPilot, db: Database) -> None:
    """Finished before the code existed is not coded for that code, and is for the codes that were there."""
    told = Told(docs=[Doc(0, EARLY)], done=[Done(0, 0, version=1)], marks=[Mark(0, "later", 0, 0, 5, version=2)])
    assert cell(small, db, told, "later") == ("told_not_coded", 0, 0, 0, 1)
    told = replace(told, marks=[])
    assert cell(small, db, replace(told, done=[Done(0, 0, version=2)]), "later") == ("coded_not_said", 0, 0, 1, 1)


def test_a_judgement_counts_once_in_all_versions(small: SmallPilot, db: Database) -> None:
    """A coding with a place in two versions of its text is one passage: the one in the version that is read."""
    with telling(db, Told(docs=[Doc(0, EARLY)], marks=[Mark(0, "a", 0, 0, 5), Mark(0, "a", 0, 20, 25)],
                          done=[Done(0, 0)])):
        db.conn.execute(
            "INSERT INTO document_version(version_id, guid, document_id, number, kind, text, sha256, engine,"
            " created_at) SELECT 99, 'newer', 1, 2, 'deidentified', 'Nu ' || text, sha256, 'test', created_at"
            " FROM document_version WHERE version_id = 1")
        one, two = (row[0] for row in db.conn.execute("SELECT coding_id FROM coding ORDER BY coding_id").fetchall())
        text = db.conn.execute("SELECT text FROM document_version WHERE version_id = 99").fetchone()[0]
        places.put(db, one, 99, (3, 8), places.How.CARRIED, text=text)
        places.put(db, two, 99, None, places.How.UNDECIDED)
        marks = present(frames.load(db, small.viewers["evaluator"], Scope())).marks
        assert sorted(marks[["version_id", "start", "end"]].to_numpy().tolist()) == [[1, 20, 25], [99, 3, 8]]
        seen = present(quotes(db, small.viewers["evaluator"], Scope(), "a", "family-0"))
        assert ([quote.start for quote in seen.quotes], seen.withheld) == ([3], 1)
        both = present(quotes(db, replace(small.viewers["evaluator"], prepares=True), Scope(), "a", "family-0"))
        assert sorted(quote.start is None for quote in both.quotes) == [False, True]
        places.put(db, two, 99, None, places.How.GONE)
        assert len(present(frames.load(db, small.viewers["evaluator"], Scope())).marks) == 1


def test_coders_who_differ_make_a_place_go_both_ways(small: SmallPilot, db: Database) -> None:
    """Overlapping passages of which one says it helped and one that it failed are one passage with both signs."""
    marks = [Mark(0, "a", 0, 0, 10, sign="+"), Mark(0, "a", 1, 5, 12, sign="-"), Mark(0, "a", 0, 20, 25, sign="+"),
             Mark(0, "a", 0, 30, 35)]
    with telling(db, Told(docs=[Doc(0, EARLY)], marks=marks, done=[Done(0, 0), Done(0, 1)])):
        cells = matrix.matrix(present(frames.load(db, small.viewers["evaluator"], Scope())))
        row = cells[cells["code"] == "a"].iloc[0]
        assert row[["passages", "plus", "minus", "both"]].tolist() == [3, 1, 0, 1]
        found = {}
        for sign in ("+", "-", "±"):
            only = present(frames.load(db, small.viewers["evaluator"], Scope(sign=sign)))
            assert [code.key for code in only.codes] == ["a"]
            assert "1 coding states no direction and is left out." in only.sentence()
            row = matrix.matrix(only).iloc[0]
            found[sign] = (row["passages"], row["plus"], row["minus"], row["both"], row["state"])
            seen = present(quotes(db, small.viewers["evaluator"], Scope(sign=sign), "a"))
            assert [quote.sign for quote in seen.quotes] == [sign] * row["passages"]
        assert found == {"+": (1, 1, 0, 0, "said"), "-": (0, 0, 0, 0, "told_not_coded"), "±": (1, 0, 0, 1, "said")}


def test_what_states_no_direction_says_nothing_about_one(small: SmallPilot, db: Database) -> None:
    """A story coded the other way is coded and does not say it; one that states none is left out of the count."""
    marks = [Mark(0, "a", 0, 0, 10, sign="-"), Mark(1, "a", 0, 0, 10)]
    told = Told(docs=[Doc(0, EARLY)] * 2, marks=marks, done=[Done(0, 0), Done(1, 0)])
    assert cell(small, db, told, scope=Scope(sign="+")) == ("told_not_coded", 0, 0, 1, 2)
    assert cell(small, db, told, scope=Scope(sign="-")) == ("said", 1, 1, 1, 2)


def test_two_of_three_coded(small: SmallPilot, db: Database) -> None:
    """While one story is not yet coded, nobody can say that it was not said."""
    told = Told(docs=[Doc(0, EARLY)] * 3, done=[Done(0, 0), Done(1, 1)])
    assert cell(small, db, told) == ("told_not_coded", 0, 0, 2, 3)


def test_no_story(small: SmallPilot, db: Database) -> None:
    """A family without material in the period has no story, not a zero."""
    told = Told(docs=[Doc(0, EARLY)], done=[Done(0, 0)])
    assert cell(small, db, told, scope=Scope(from_on="2021-01-01")) == ("no_story", 0, 0, 0, 0)


def test_withdrawn_and_retracted_do_not_count(small: SmallPilot, db: Database) -> None:
    """A withdrawn document is no material; a removed coding is no coding."""
    assert cell(small, db, Told(docs=[Doc(0, EARLY, withdrawn=True)], marks=[Mark(0, "a", 0, 0, 5)]))[0] == "no_story"
    told = Told(docs=[Doc(0, EARLY)], marks=[Mark(0, "a", 0, 0, 5, retracted=True)])
    assert cell(small, db, told)[0] == "told_not_coded"


def test_overlapping_passages_of_two_coders_are_one(small: SmallPilot, db: Database) -> None:
    """The same words seen by two coders count once; words that only touch are two passages."""
    marks = [Mark(0, "a", 0, 0, 10), Mark(0, "a", 1, 5, 12), Mark(0, "a", 0, 12, 20)]
    told = Told(docs=[Doc(0, EARLY)], marks=marks, done=[Done(0, 0), Done(0, 1)])
    assert cell(small, db, told) == ("said", 2, 1, 1, 1)
    assert cell(small, db, replace(told, done=[Done(0, 1)])) == ("said", 1, 1, 1, 1)


def test_all_coders_must_agree_where_that_is_chosen(small: SmallPilot, db: Database) -> None:
    """Two have to be done: one alone agrees with nobody. One who finished without the code takes it away."""
    told = Told(docs=[Doc(0, EARLY), Doc(0, EARLY)], marks=[Mark(0, "a", 0, 0, 5)], done=[Done(0, 0)])
    assert cell(small, db, told, scope=Scope(coder="all")) == ("told_not_coded", 0, 0, 0, 2)
    told.done = [Done(0, 0), Done(0, 1)]
    assert cell(small, db, told, scope=Scope(coder="all")) == ("told_not_coded", 0, 0, 1, 2)
    assert cell(small, db, told, "b", scope=Scope(coder="coder-1"))[2:] == (0, 1, 2)
    told.marks.append(Mark(0, "a", 1, 2, 7))
    assert cell(small, db, told, scope=Scope(coder="all")) == ("said", 1, 1, 1, 2)
    with telling(db, told):
        material = present(frames.load(db, small.viewers["evaluator"], Scope(coder="all")))
    assert "Two coders or more are done with 1 of them." in material.sentence()


def test_codings_under_retired_codes_are_counted_apart(small: SmallPilot, db: Database) -> None:
    """A code that the newest codebook no longer has gets no row, and its codings are not lost from sight."""
    told = Told(docs=[Doc(0, EARLY)], marks=[Mark(0, "gone", 0, 0, 5)], done=[Done(0, 0)])
    with telling(db, told):
        material = present(frames.load(db, small.viewers["evaluator"], Scope()))
        seen = present(quotes(db, small.viewers["evaluator"], Scope(), "gone"))
        usual = present(quotes(db, small.viewers["evaluator"], Scope(), "a"))
    assert [code.key for code in material.codes] == ["a", "b", "later"]
    assert [(code.key, n) for code, n in material.retired] == [("gone", 1)]
    assert "<s>gone (en)</s>" in retired_codes(material, False)
    assert (seen.is_retired, [quote.text for quote in seen.quotes]) == (True, ["Zin 0"])
    assert "dashed" in quote_list(seen, False)
    assert (usual.is_retired, usual.total) == (False, 0)


def test_no_codebook_is_no_material(small: SmallPilot, db: Database) -> None:
    """Before a codebook is loaded there is nothing to count, and no fault."""
    with telling(db, Told(versions=0, docs=[Doc(0, EARLY)])):
        assert frames.load(db, small.viewers["evaluator"], Scope()) is None
        assert filters.choices(db, small.viewers["evaluator"]) is None


@pytest.mark.parametrize("who", ["steering", "coach", "admin"])
def test_only_evaluators_see_rows(small: SmallPilot, db: Database, who: str) -> None:
    """Steering members, coaches and admins get no row, no filter and no quote."""
    viewer = small.viewers[who]
    with telling(db, Told(docs=[Doc(0, EARLY)])):
        for ask in (lambda: frames.load(db, viewer, Scope()), lambda: filters.choices(db, viewer),
                    lambda: filters.has_consensus(db, viewer), lambda: quotes(db, viewer, Scope(), "a", "family-0")):
            with pytest.raises(NotAllowed):
                ask()


@pytest.mark.parametrize("scope", [
    Scope(site="nowhere"), Scope(coach="nobody"), Scope(coder="nobody"), Scope(group="nothing")])
def test_a_scope_that_is_not_there(small: SmallPilot, db: Database, scope: Scope) -> None:
    """An address with another pilot's key gets one sentence, not an empty matrix that looks like a finding."""
    with telling(db, Told(docs=[Doc(0, EARLY)])), pytest.raises(BadInput, match="asks for something"):
        frames.load(db, small.viewers["evaluator"], scope)


def _ordered(event: tuple[str, str | None]) -> tuple[str, str | None]:
    """A period that does not end before it begins."""
    start, end = event
    return (start, None) if end is None else (min(start, end), max(start, end))


@st.composite
def pilots(draw: st.DrawFn) -> Told:
    """Small pilots of every shape."""
    families = draw(st.integers(1, 3))
    docs = draw(st.lists(st.builds(
        Doc, st.integers(0, families - 1), DAYS,
        st.none() | st.tuples(DAYS, st.none() | DAYS).map(_ordered),
        st.sampled_from(["family", "coach"]), withdrawn=st.sampled_from([False, False, False, True])), max_size=6))
    numbers = st.integers(0, max(0, len(docs) - 1))
    span = st.tuples(st.integers(0, TEXT_CHARS - 2), st.integers(1, 12))
    marks = st.builds(
        lambda d, c, b, s, r, sign: Mark(
            d, c, b, s[0], min(TEXT_CHARS, s[0] + s[1]), 2 if c == "later" else 1, r, sign if c in SIGNED else None),
        numbers, st.sampled_from(["a", "b", "later", "gone"]), st.integers(0, 1), span,
        st.sampled_from([False, False, True]), st.sampled_from([None, "+", "-", "±"]))
    # Often both: without them nothing counts, and where all must agree nothing is agreed.
    done = st.builds(Done, numbers, st.sampled_from([0, 0, 1]), st.integers(1, 2))
    unique = {(m.doc, m.code, m.by, m.start, m.end): m for m in draw(st.lists(marks, max_size=14))} if docs else {}
    return Told(families, docs, list(unique.values()), draw(st.lists(done, max_size=14)) if docs else [],
                draw(st.lists(st.sampled_from(["north", "south", ""]), min_size=families, max_size=families)),
                draw(st.lists(st.none() | DAYS, min_size=families, max_size=families)))


SCOPES = st.builds(
    Scope, st.sampled_from(["telling", "event"]), st.sampled_from(["", EARLY]), st.sampled_from(["", LATE]),
    st.sampled_from(["", "north"]), st.just(""), st.sampled_from(["", "family", "coach"]),
    st.sampled_from(["", "group"]), st.sampled_from(["any", "all", "coder-0", "coder-1"]),
    st.sampled_from(["", "", "+", "-", "±"]))


def known(told: Told, scope: Scope) -> Scope:
    """The scope without a coder whom this pilot does not know, as nobody could have chosen it."""
    coded = {m.by for m in told.marks} | {d.by for d in told.done}
    return scope if scope.coder in ("any", "all") or int(scope.coder[-1]) in coded else replace(scope, coder="any")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=pilots(), scope=SCOPES)
@pytest.mark.slow
def test_the_matrix_is_what_counting_slowly_gives(small: SmallPilot, db: Database, told: Told, scope: Scope) -> None:
    """States, directions and all four counts of every cell equal a plain count; every figure agrees with the matrix."""
    scope = known(told, scope)
    with telling(db, told):
        material = present(frames.load(db, small.viewers["evaluator"], scope))
        cells = matrix.matrix(material)
        found = {(code, family): tuple(rest) for code, family, *rest in cells.to_numpy().tolist()}
        assert found == slow.matrix(told, scope)
        _denominators_hold(cells)
        _totals_are_the_union(cells, matrix.lines(cells))
        for by in ("calendar", "support"):
            times = over_time(material, periods(material, by))
            assert (times["families_said"] <= times["families_coded"]).all()
            if not periods(material, by).placeless:
                for name in ("said", "coded", "passages"):
                    assert times[name].sum() == cells[name].sum()
        assert matrix_table(material, cells, False).count("data-state=") == len(cells)
        for code, family, _state, passages, *_ in cells[cells["state"] == "said"].head(2).to_numpy().tolist():
            shown = present(quotes(db, small.viewers["evaluator"], scope, code, family))
            assert len(shown.quotes) == shown.total == passages


def _denominators_hold(cells: pd.DataFrame) -> None:
    assert (cells["said"] <= cells["coded"]).all()
    assert (cells["coded"] <= cells["told"]).all()
    assert (cells["said"] <= cells["passages"]).all()


def _totals_are_the_union(cells: pd.DataFrame, ends: pd.DataFrame) -> None:
    """Each line is its cells put together."""
    for line in ends.to_dict("records"):
        own = cells[cells["code"] == line["code"]]
        assert line["families_said"] == len(set(own.loc[own["state"] == "said", "family"]))
        assert line["families_coded"] == len(set(own.loc[own["coded"] > 0, "family"]))
        assert line["families_said"] <= line["families_coded"] <= line["families_told"]
        for name in ("passages", "said", "coded", "told"):
            assert line[name] == own[name].sum()
