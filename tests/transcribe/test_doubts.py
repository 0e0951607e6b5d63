"""Where to listen in a transcript: its words, and who listened."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.errors import NotAllowed, NotFound
from pilot.store.files import write
from texts.documents import NewTurn
from texts.timings import Timing
from transcribe import doubts
from transcribe.checks import Listen
from transcribe.doubts import Turn, spoken

if TYPE_CHECKING:
    from tests.builder import SmallPilot

WORDS = [Timing(0, 3, 1000, 1400, "word"), Timing(4, 9, 1500, 2000, "word"), Timing(20, 24, 8000, None, "word")]
TURNS = [Turn(1000, 0), Turn(8000, 20)]


@pytest.mark.parametrize(("start_ms", "end_ms", "found"), [
    (900, 1100, (0, 3)), (1399, 1600, (0, 9)), (1400, 1500, (3, 3)), (3000, 5000, (9, 9)), (0, 500, (0, 0)),
    (7999, 8001, (20, 24)), (0, 9000, (0, 24)),
])
def test_the_words_of_a_stretch(start_ms: int, end_ms: int, found: tuple[int, int]) -> None:
    """All words that were said in it; where none was, the place behind what was said before."""
    assert spoken(WORDS, TURNS, start_ms, end_ms) == found


def test_without_times_of_words_the_turn_is_the_place() -> None:
    """A text written out before words had times; one without any time."""
    assert spoken([], TURNS, 8500, 9000) == (20, 20)
    assert spoken([], [], 8500, 9000) == (0, 0)


def test_who_listened_is_kept(small: SmallPilot) -> None:
    """A place is settled by whoever prepares texts, and nobody else; it can be taken back; each is an event."""
    with closing(small.open()) as db:
        turns = (NewTurn("Ja hoor.", "", "family", None, 1000, 2000, None, (Timing(0, 2, 1000, 1300, "word"),)),)
        guid = small.interview(db, turns=turns)
        with write(db):
            doubts.keep(db, guid, [Listen(5000, 5000, "damaged"), Listen(900, 1200, "unsure")])
        with pytest.raises(NotAllowed):
            doubts.doubts(db, small.viewers["evaluator"], guid)
        viewer = small.prepares(db)
        first, second = doubts.doubts(db, viewer, guid)
        assert (first.why, first.start, first.end, first.resolved_by) == ("the words are unsure", 0, 2, "")
        assert second.start == second.end
        doubts.settle(db, viewer, guid, first.guid)
        first = doubts.doubts(db, viewer, guid)[0]
        assert (first.resolved_by, bool(first.resolved_at)) == ("evaluator 1", True)
        doubts.settle(db, viewer, guid, first.guid, settled=False)
        assert doubts.doubts(db, viewer, guid)[0].resolved_at == ""
        with pytest.raises(NotFound, match="not there any more"):
            doubts.settle(db, viewer, small.interview(db), first.guid)
        verbs = db.conn.execute(
            "SELECT verb FROM event WHERE subject_guid = ? ORDER BY event_id", (first.guid,)).fetchall()
        assert verbs == [("settled",), ("reopened",)]
