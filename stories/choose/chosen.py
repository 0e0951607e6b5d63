"""Stories that were chosen, as pages for coaches show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from stories.choose import rounds
from stories.choose.rounds import CHOSEN, STORIES, STORY, Candidate, Round, candidate

if TYPE_CHECKING:
    from sqlite_utils import Database


class Chosen(NamedTuple):
    """A round in which was chosen, with the stories chosen in it."""

    round: Round
    stories: tuple[Candidate, ...]


@use_case(Right.CHOOSE_STORIES, reads="titles")
def chosen(db: Database, viewer: Viewer) -> list[Chosen]:
    """Every round in which was chosen, the newest first, with its chosen stories; those that are gone say so."""
    return [Chosen(one, tuple(each for each in rounds.candidates(db, viewer, one) if each.chosen))
            for one in rounds.rounds(db, viewer) if one.state == CHOSEN]


@use_case(Right.CHOOSE_STORIES, reads="titles")
def stories(db: Database, viewer: Viewer) -> list[Candidate]:
    """Every chosen story that is there today, each once, by title: what can be put on a table."""
    where, params = access.choosing.offered_where(db)
    del viewer
    return [candidate(row, chosen=True) for row in db.conn.execute(
        f"SELECT {STORY} FROM {STORIES} WHERE EXISTS (SELECT 1 FROM choice_story s JOIN choice_round r USING (round_id)"
        f" WHERE s.document_id = d.document_id AND s.chosen AND r.state = 'chosen') AND {where} ORDER BY d.title",
        params)]
