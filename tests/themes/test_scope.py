"""The scope: in an address and back, and in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import words
from pilot.errors import BadInput
from pilot.vocabulary import days
from themes.scope import Names, Scope
from themes.shares import share

NAMES = Names({"emmen": "Emmen"}, {"c1": "Coach 1"}, {"e1": "evaluator 1"}, {"mech": "Mechanismen"}, 3)
ISO = st.sampled_from(["", "2020-01-01", "2020-12-31"])


@given(st.builds(
    Scope, st.sampled_from(["telling", "event"]), st.just(""), ISO, st.sampled_from(["", "emmen"]),
    st.sampled_from(["", "c1"]), st.sampled_from(["", "family", "coach", "other"]), st.sampled_from(["", "mech"]),
    st.sampled_from(["any", "all", "e1", "consensus"])))
def test_an_address_keeps_the_scope(scope: Scope) -> None:
    """Whatever was chosen comes back from the address, and a whole pilot leaves it empty."""
    assert Scope.from_query(scope.query()) == scope
    assert Scope().query() == {}


@pytest.mark.parametrize("query", [
    {"axis": "sideways"}, {"voice": "x"}, {"sign": "x"}, {"from_on": "yesterday"},
    {"from_on": "2021-02-01", "until_on": "2021-01-01"}])
def test_nonsense_in_an_address(query: dict[str, str]) -> None:
    """One sentence instead of a view that means something else."""
    with pytest.raises(BadInput):
        Scope.from_query(query)


def test_the_sentence_says_what_counts() -> None:
    """Axis, period, coders, codebook version, limits and how much material; in Dutch too."""
    scope = Scope("event", "2021-01-01", "2021-06-30", "emmen", "c1", "family", "mech", "e1")
    assert scope.sentence(NAMES, 6, 31, undated=4) == (
        "Happened from 1 January 2021 to 30 June 2021. Only codings of evaluator 1 count, codebook"
        " version 3. Codings made under an earlier version count too. Only Emmen. Only families of Coach 1."
        " Only turns of this voice: family. Only the group"
        " Mechanismen. 6 families, 31 stories and conversations. 4 have no event date and are left out.")
    with words.speaking("nl"):
        said = scope.sentence(NAMES, 6, 31, undated=4)
    for part in ("Gebeurd", "1 januari 2021", "evaluator 1", "codeboek versie 3", "Emmen", "6 gezinnen", "31 verhalen"):
        assert part in said


def test_the_sentence_of_each_choice_of_coders() -> None:
    """Any coder, all coders, one and what they came to together are said differently; for the last also which texts
    have no consensus."""
    said = {Scope(coder=one).sentence(NAMES, 1, 1, undated=0, unsettled=2) for one in ("any", "all", "e1", "consensus")}
    assert len(said) == 4
    assert sum("2 have no consensus and do not count." in one for one in said) == 1
    assert all("version 3" in sentence and "1 family, 1 story or conversation." in sentence for sentence in said)


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_percentage_only_from_twenty(n: int, of: int) -> None:
    """Below twenty a share is a count out of a count; it is never more than the whole."""
    if n > of:
        with pytest.raises(ValueError, match="not a share"):
            share(n, of)
    else:
        assert ("%" in share(n, of)) == (of >= 20)
        assert share(n, of).startswith(f"{n} of {of}")


def test_days_in_words() -> None:
    """A date as people write it."""
    with words.speaking("nl"):
        assert days.long("2021-03-03") == "3 maart 2021"
    assert days.long("") == ""
