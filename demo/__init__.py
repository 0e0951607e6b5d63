"""The demo pilots: fictitious families, interviews, stories, codings and figures of data/demo, put in through the use
cases."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from demo import claimed, coded, kept, kortrijk, mechelen, out, people, reached, said, scored, source, thought, told
from demo.made import PASSWORD, Made
from pilot import setup
from pilot.accounts import accounts
from pilot.config import Home, Pilot
from pilot.errors import Conflict
from pilot.store.files import open_pilot, open_server, repeatable_guids
from pilot.words import N_
from stories.learning import from_words
from themes.release import seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["DRENTHE", "PASSWORD", "PILOTS", "make"]

DRENTHE = "drenthe"


def make(folder: Path, name: str = DRENTHE) -> Pilot:
    """Make a demo pilot, one of PILOTS, with its accounts in the home `folder`, where other demo pilots may be.

    Raises: Conflict when this pilot is in it already, or accounts that are no demo's.
    """
    home = Home(folder.resolve())
    file, build = PILOTS[name]
    head = source.read(file)["pilot"]
    if home.server_path.exists() and (home.pilot(head["slug"]).db_path.exists() or not _is_demo(home)):
        raise Conflict(N_("{path} holds a pilot already. Choose a new folder for the demo."), path=folder)
    with repeatable_guids("rode draad" if name == DRENTHE else f"rode draad {name}"):
        pilot = setup.create_pilot(home, head["slug"], head["name"], str(head["started_on"]), plain=True)
        with closing(open_server(home.server_path)) as server, closing(open_pilot(pilot.db_path)) as db:
            build(Made(home, pilot, server, db))
    return pilot


def _is_demo(home: Home) -> bool:
    """Whether all accounts of a home are a demo's: nobody else's home gets accounts whose password everybody knows."""
    with closing(open_server(home.server_path)) as server:
        return all(one.is_demo for one in accounts.all_accounts(server))


def _drenthe(made: Made) -> None:
    people.add_accounts(made)
    thought.adopt(made, source.read("codebook.yaml"))
    people.add_people(made, source.read("families.yaml"))
    people.fill_register(made)
    told.add_documents(made)
    coded.code(made)
    told.note_contacts(made)
    told.note_money(made)
    reached.put_in(made)
    reached.set_aims(made, source.read("aims.yaml"))
    told.add_recordings(made)
    said.add_notes(made)
    people.withdraw(made)
    told.hand_over(made)
    coded.write_cells(made)
    claimed.write_claims(made)
    out.let_quotes_out(made)
    out.give_back(made)
    told.share_events(made)
    out.tell_in_moments(made)
    people.fill_files(made)
    out.release(made)
    people.sign_papers(made)
    known = from_words.Known(made.viewers, made.guids, made.account_guids)
    releases = [one.guid for one in seeing.seen(made.db, made.viewers["evaluator"])]
    from_words.together(made.db, known, source.read("choosing.yaml"), releases)
    told.tell_as_families(made)
    scored.put_in(made)
    kept.set_periods(made)
    thought.write_memos(made)


# By name: the file of data/demo that says what the pilot is called, and what makes the rest.
PILOTS: dict[str, tuple[str, Callable[[Made], None]]] = {
    DRENTHE: ("families.yaml", _drenthe), "mechelen": (mechelen.FILE, mechelen.build),
    "kortrijk": (kortrijk.FILE, kortrijk.build),
}
