"""Managing members from the browser."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import setup
from pilot.access import Role
from pilot.accounts import accounts, members, sittings
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.store.files import open_pilot, open_server
from pilot.visit import sitting_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_an_admin_adds_a_member_who_can_sign_in(small: SmallPilot, db: Database) -> None:
    """The new account opens the pilot with the role it was given."""
    members.add_member(small.home, db, small.viewers["admin"], "nieuw", "een lang wachtwoord", Role.COACH)
    with closing(open_server(small.home.server_path)) as server:
        token = sittings.sign_in(server, "nieuw", "een lang wachtwoord", "127.0.0.1")
        sitting = sittings.sitting(server, token)
    assert sitting is not None
    assert sitting.role is Role.COACH
    assert "nieuw" in {m["name"] for m in members.members(small.home, db, small.viewers["admin"])}


@pytest.mark.parametrize("who", ["coach", "evaluator", "steering"])
def test_others_manage_nobody(small: SmallPilot, db: Database, who: str) -> None:
    """No list of names, no change, for any other role."""
    viewer = small.viewers[who]
    with pytest.raises(NotAllowed):
        members.members(small.home, db, viewer)
    for action in (
        lambda: members.add_member(small.home, db, viewer, "x", "een lang wachtwoord", Role.ADMIN),
        lambda: members.change_role(small.home, db, viewer, viewer.account_guid, Role.ADMIN),
        lambda: members.reset_password(small.home, db, viewer, small.accounts["admin"], "een lang wachtwoord"),
        lambda: members.shut_out(small.home, db, viewer, small.accounts["admin"], True),
    ):
        with pytest.raises(NotAllowed):
            action()


def test_shutting_out_ends_the_sitting(small: SmallPilot, db: Database) -> None:
    """Whoever is shut out is out at once, and in again when let in."""
    with closing(open_server(small.home.server_path)) as server:
        token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
        members.shut_out(small.home, db, small.viewers["admin"], small.accounts["coach"], True)
        assert sitting_of(token, small.home) is None
        members.shut_out(small.home, db, small.viewers["admin"], small.accounts["coach"], False)
        assert sittings.sign_in(server, "coach", "demo", "127.0.0.1")


def test_an_account_of_another_pilot_is_out_of_reach(small: SmallPilot, db: Database) -> None:
    """Setting a password would hand over the other pilot, so it is refused."""
    other = setup.create_pilot(small.home, "ander", "Ander")
    with closing(open_server(small.home.server_path)) as server, closing(open_pilot(other.db_path)) as other_db:
        accounts.set_role(server, other_db, "ander", "coach", Role.COACH)
    with pytest.raises(NotAllowed, match="another|administer"):
        members.reset_password(
            small.home, db, small.viewers["admin"], small.accounts["coach"], "een lang wachtwoord")


def test_nobody_changes_herself(small: SmallPilot, db: Database) -> None:
    """The last administrator cannot lock herself out by accident."""
    with pytest.raises(NotAllowed, match="your own"):
        members.change_role(small.home, db, small.viewers["admin"], small.accounts["admin"], None)


def test_a_bad_account_leaves_nothing(small: SmallPilot, db: Database) -> None:
    """A short password or a taken name: a sentence, and the list is as it was."""
    admin = small.viewers["admin"]
    before = members.members(small.home, db, admin)
    with pytest.raises(BadInput):
        members.add_member(small.home, db, admin, "nieuw", "kort", Role.COACH)
    with pytest.raises(Conflict):
        members.add_member(small.home, db, admin, "Coach", "een lang wachtwoord", Role.COACH)
    assert members.members(small.home, db, admin) == before
