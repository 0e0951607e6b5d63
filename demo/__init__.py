"""The demo pilot: fictitious families, interviews, stories and codings of data/demo, put in through the use cases."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from demo import coded, out, people, reached, source, told
from demo.made import PASSWORD, Made
from pilot import setup
from pilot.config import Home, Pilot
from pilot.errors import Conflict
from pilot.store.files import open_pilot, open_server, repeatable_guids
from pilot.words import N_
from stories.learning import from_words
from themes.release import seeing

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PASSWORD", "make"]


def make(folder: Path) -> Pilot:
    """Make the demo pilot with its accounts in the home `folder`.

    Raises: Conflict when there are stores in it already.
    """
    home = Home(folder.resolve())
    if home.server_path.exists():
        raise Conflict(N_("{path} holds a pilot already. Choose a new folder for the demo."), path=folder)
    facts = source.read("families.yaml")
    with repeatable_guids("rode draad"):
        return _build(home, facts)


def _build(home: Home, facts: dict[str, Any]) -> Pilot:
    head = facts["pilot"]
    pilot = setup.create_pilot(home, head["slug"], head["name"], str(head["started_on"]))
    with closing(open_server(home.server_path)) as server, closing(open_pilot(pilot.db_path)) as db:
        made = Made(home, pilot, server, db)
        people.add_accounts(made)
        people.add_people(made, facts)
        people.fill_register(made)
        told.add_documents(made)
        coded.code(made)
        told.note_contacts(made)
        told.note_money(made)
        reached.put_in(made)
        told.add_recordings(made)
        people.withdraw(made)
        told.hand_over(made)
        coded.write_cells(made)
        out.let_quotes_out(made)
        out.give_back(made)
        told.share_events(made)
        out.tell_in_moments(made)
        people.fill_files(made)
        out.release(made)
        people.sign_papers(made)
        known = from_words.Known(made.viewers, made.guids, made.account_guids)
        releases = [one.guid for one in seeing.seen(db, made.viewers["evaluator"])]
        from_words.together(db, known, source.read("choosing.yaml"), releases)
        told.tell_as_families(made)
    return pilot

