"""Word error rate, and how a model did on the pilot's own texts."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.families import consent
from pilot.store.files import write
from texts.documents import NewTurn, add_version
from transcribe import quality
from transcribe.errors import Errors, compared, words

if TYPE_CHECKING:
    from tests.builder import SmallPilot


@pytest.mark.parametrize(("heard", "right", "wrong", "of"), [
    ("Ik heb twee kinderen.", "ik heb twee kinderen", 0, 4), ("ik heb kinderen", "ik heb twee kinderen", 1, 4),
    ("ik heb er twee katten", "ik heb twee kinderen", 2, 4), ("", "ja", 1, 1), ("ja ja", "", 2, 0),
    ("oma’s kind", "oma's kind", 0, 2), ("een half broer", "een half-broer", 2, 2), ("cafe\u0301", "café", 0, 1),
])
def test_what_counts_as_wrong(heard: str, right: str, wrong: int, of: int) -> None:
    """Words left out, put in or taken for another; neither capitals nor punctuation nor the form of accents."""
    assert compared(heard, right) == Errors(wrong, of)


def distance(a: list[str], b: list[str]) -> int:
    """The distance of Levenshtein, as it is defined."""
    row = list(range(len(b) + 1))
    for n, one in enumerate(a, start=1):
        last, row[0] = row[0], n
        for m, other in enumerate(b, start=1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (one != other))
    return row[-1]


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_the_distance_is_levenshteins(heard: list[str], right: list[str]) -> None:
    """The fewest words changed, left out and put in."""
    assert compared(" ".join(heard), " ".join(right)) == Errors(distance(heard, right), len(right))
    assert words(" ".join(heard)) == heard


def test_a_model_is_judged_by_what_people_corrected(small: SmallPilot) -> None:
    """By the last correction of each text it wrote, while somebody may read it; nothing is said of a few words."""
    said = ["woord"] * 190 + ["kind"] * 60
    viewer = small.viewers["evaluator"]
    with closing(small.open()) as db:
        assert quality.by_model(db, viewer) == {}
        guid = small.interview(db, turns=(NewTurn(" ".join(said), "", "family"),), kind="raw",
                               engine="faster-whisper base")
        document, raw = db.conn.execute(
            "SELECT d.document_id, v.version_id FROM document d JOIN document_version v USING (document_id)"
            " WHERE d.guid = ?", (guid,)).fetchone()
        for kind, right in (("corrected", ["half"] * 250), ("corrected", ["woord"] * 190 + ["kinderen"] * 60),
                            ("deidentified", ["[zoon]"] * 250)):
            with write(db):
                add_version(db, viewer, document, [NewTurn(" ".join(right), "", "family")], kind=kind,
                            engine="corrected by hand", based_on=raw)
        assert quality.by_model(db, viewer) == {"base": quality.Quality(1, Errors(60, 250))}
        assert quality.told(quality.by_model(db, viewer)["base"]) == (
            "in 1 text corrected here it got 24 of 100 words wrong")
        consent.withdraw(db, viewer, small.persons["Berk moeder"], "analyse")
        assert quality.by_model(db, viewer) == {}
