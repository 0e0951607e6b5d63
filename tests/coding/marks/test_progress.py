"""How far coding is, as lists show it: by the viewer herself and by all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions, codings, listing
from coding.marks.progress import progress
from pilot.errors import NotAllowed
from pilot.families import consent
from pilot.store.files import new_guid
from tests.coding.book.test_file import SMALL

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

Far = tuple[str, int, int]


def far(small: SmallPilot, db: Database, who: str, *documents: str) -> list[Far]:
    """mine, codings and coders of documents, as `who` sees them."""
    found = progress(db, small.viewers[who], documents)
    return [(one.mine, one.codings, one.coders) for one in (found[guid] for guid in documents)]


def add(small: SmallPilot, db: Database, who: str, document: str, start: int = 0) -> str:
    """Code a passage; returns the coding's guid."""
    op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "een", "start": start, "end": start + 5}
    done = actions.apply_ops(db, small.viewers[who], document, [op])
    assert done["results"][0]["state"] == "confirmed"
    return str(op["coding"])


def test_by_two_coders(small: SmallPilot, db: Database) -> None:
    """Each sees her own state and number, and of the others only how many; a document nobody touched has nothing, and
    nothing is told of one that somebody may not know of, or that is out of reach.
    """
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    first, second = small.interview(db), small.interview(db, title="Tweede")
    add(small, db, "evaluator", first)
    add(small, db, "evaluator", first, 8)
    add(small, db, "evaluator2", first)
    codings.set_status(db, small.viewers["evaluator"], first, "done")
    codings.set_status(db, small.viewers["evaluator2"], first, "open")
    assert far(small, db, "evaluator", first, second) == [("done", 2, 1), ("", 0, 0)], "half done is not coded"
    assert far(small, db, "evaluator2", first) == [("open", 1, 1)]
    assert [progress(db, small.viewers["coach"], [first]), far(small, db, "evaluator", second)] == [
        {}, [("", 0, 0)]]
    consent.withdraw(db, small.viewers["admin"], small.persons["Berk moeder"], "analyse")
    assert progress(db, small.viewers["evaluator"], [first]) == {}


def test_done_under_an_earlier_codebook_says_so(small: SmallPilot, db: Database) -> None:
    """A codebook in other words leaves what was done as it is; of one with a new code that is not done; desk and list
    say the same."""
    viewer = small.viewers["evaluator"]
    codebook.adopt(db, viewer, SMALL)
    document = small.interview(db)
    codings.set_status(db, viewer, document, "done")
    codebook.adopt(db, viewer, SMALL.replace("De tweede.", "De andere."))
    assert (far(small, db, "evaluator", document)[0][0], codings.status(db, viewer, document)) == ("done", "done")
    codebook.adopt(db, viewer, SMALL.replace("key: twee", "key: drie"))
    assert (far(small, db, "evaluator", document)[0][0], codings.status(db, viewer, document)) == ("before", "before")
    codings.set_status(db, viewer, document, "open")
    assert (far(small, db, "evaluator", document)[0][0], codings.status(db, viewer, document)) == ("open", "open")
    codings.set_status(db, viewer, document, "done")
    assert (far(small, db, "evaluator", document)[0][0], codings.status(db, viewer, document)) == ("done", "done")


def test_who_goes_through_new_codes_stays_with_them(small: SmallPilot, db: Database) -> None:
    """The next document is one with codes that came since she was done with it; for others it is one that waits."""
    viewer = small.viewers["evaluator"]
    codebook.adopt(db, viewer, SMALL)
    done, other, fresh = (small.interview(db, title=title, told_on=f"2021-03-0{n}")
                          for n, title in enumerate(("Klaar", "Ook klaar", "Nieuw"), start=1))
    for document in (done, other):
        codings.set_status(db, viewer, document, "done")
    assert listing.next_after(db, viewer, done) == (fresh, False)
    codebook.adopt(db, viewer, SMALL.replace("key: twee", "key: drie"))
    assert listing.next_after(db, viewer, done) == (fresh, False)
    assert listing.next_after(db, viewer, done, new_codes=True) == (other, True)
    for document in (done, other):
        codings.set_status(db, viewer, document, "done")
    assert listing.next_after(db, viewer, done, new_codes=True) == (fresh, False)


def test_what_was_taken_back_does_not_count(small: SmallPilot, db: Database) -> None:
    """A coding that was removed is no work that is there."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    document = small.interview(db)
    coding = add(small, db, "evaluator", document)
    actions.apply_ops(
        db, small.viewers["evaluator"], document, [{"op": new_guid(), "kind": "remove", "coding": coding}])
    assert far(small, db, "evaluator", document) == [("", 0, 0)]


@pytest.mark.parametrize("who", ["steering", "admin"])
def test_not_for_who_reads_nothing(small: SmallPilot, db: Database, who: str) -> None:
    """Who reads no documents learns nothing of their coding."""
    with pytest.raises(NotAllowed):
        progress(db, small.viewers[who], [])
