"""Managing members from the browser."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import setup
from pilot.access import Right, Role
from pilot.accounts import accounts, invitations, members, sittings
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.store.files import open_pilot, open_server
from pilot.visit import sitting_of, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_an_admin_adds_a_member_who_can_sign_in(small: SmallPilot, db: Database) -> None:
    """The new account opens the pilot with the role it was given."""
    link = members.invite(small.home, db, small.viewers["admin"], "nieuw", [Role.COACH])
    with closing(open_server(small.home.server_path)) as server:
        invitations.accept(server, link, "een lang wachtwoord")
        token = sittings.sign_in(server, "nieuw", "een lang wachtwoord", "127.0.0.1")
        sitting = sittings.sitting(server, token)
    assert sitting is not None
    assert sitting.roles == {Role.COACH}
    assert "nieuw" in {one.name for one in members.members(small.home, db, small.viewers["admin"])}


def test_several_roles_at_once(small: SmallPilot, db: Database) -> None:
    """A member can have several roles; who has coded keeps her label, others are called by the first of theirs."""
    admin = small.viewers["admin"]
    members.change_roles(small.home, db, admin, small.accounts["evaluator2"], [Role.ADMIN, Role.EVALUATOR])
    members.change_roles(small.home, db, admin, small.accounts["steering"], [Role.STEERING, Role.ADMIN])
    found = {one.name: one for one in members.members(small.home, db, admin)}
    assert (found["evaluator2"].roles, found["evaluator2"].label) == ((Role.EVALUATOR, Role.ADMIN), "evaluator 2")
    assert (found["steering"].roles, found["steering"].label) == ((Role.STEERING, Role.ADMIN), "admin 2")
    with closing(open_server(small.home.server_path)) as server:
        token = sittings.sign_in(server, "evaluator2", "demo", "127.0.0.1")
    with visit(token, small.home) as found_visit:
        assert found_visit.viewer.may(Right.CODE)
        assert found_visit.viewer.may(Right.MANAGE_PEOPLE)
    with pytest.raises(BadInput, match="at least one role"):
        members.invite(small.home, db, admin, "nieuw", [])


def test_other_roles_are_another_identity(small: SmallPilot, db: Database) -> None:
    """A role more or less makes the sitting another one for open sockets; the order of roles does not."""
    with closing(open_server(small.home.server_path)) as server:
        token = sittings.sign_in(server, "evaluator", "demo", "127.0.0.1")
        seen = []
        for roles in ([Role.EVALUATOR], [Role.EVALUATOR, Role.ADMIN], [Role.ADMIN, Role.EVALUATOR]):
            small.with_roles(db, "evaluator", *roles)
            sitting = sittings.sitting(server, token)
            assert sitting is not None
            seen.append(sittings.identity_for(token, sitting))
    assert seen[0] != seen[1] == seen[2]


def test_preparing_is_given_to_one_account(small: SmallPilot, db: Database) -> None:
    """Only who evaluates or administers can be given it, oneself too; it ends with those roles, for good."""
    admin, guids = small.viewers["admin"], small.accounts
    for name in ("coach", "steering"):
        with pytest.raises(BadInput, match="Only evaluators"):
            members.let_prepare(small.home, db, admin, guids[name], True)
    for name in ("evaluator", "admin"):
        members.let_prepare(small.home, db, admin, guids[name], True)

    def preparing() -> set[str]:
        return {one.name for one in members.members(small.home, db, admin) if one.prepares}

    assert preparing() == {"evaluator", "admin"}
    members.change_roles(small.home, db, admin, guids["evaluator"], [Role.EVALUATOR, Role.COACH])
    assert preparing() == {"evaluator", "admin"}
    members.change_roles(small.home, db, admin, guids["evaluator"], [Role.COACH])
    members.change_roles(small.home, db, admin, guids["evaluator"], [Role.EVALUATOR])
    assert preparing() == {"admin"}
    members.let_prepare(small.home, db, admin, guids["admin"], False)
    assert preparing() == set()
    told = db.conn.execute("SELECT verb FROM event WHERE verb LIKE '%prepar%' ORDER BY event_id").fetchall()
    assert [row[0] for row in told] == ["let prepare", "let prepare", "stopped preparing"]


def test_a_pilot_keeps_an_administrator(small: SmallPilot, db: Database) -> None:
    """Not even the command line takes the role from the last one who can sign in."""
    with closing(open_server(small.home.server_path)) as server:
        for roles in ([], [Role.EVALUATOR]):
            with pytest.raises(Conflict, match="Nobody else"):
                accounts.set_roles(server, db, "proef", "admin", roles)
        accounts.set_roles(server, db, "proef", "evaluator", [Role.ADMIN])
        accounts.set_disabled(server, small.home, "evaluator", True)
        with pytest.raises(Conflict):
            accounts.set_roles(server, db, "proef", "admin", [])
        accounts.set_disabled(server, small.home, "evaluator", False)
        accounts.set_roles(server, db, "proef", "admin", [])
        assert accounts.roles_in(server, small.accounts["admin"], "proef") == set()


@pytest.mark.parametrize("who", ["coach", "evaluator", "steering"])
def test_others_manage_nobody(small: SmallPilot, db: Database, who: str) -> None:
    """No list of names, no change, for any other role."""
    viewer = small.viewers[who]
    with pytest.raises(NotAllowed):
        members.members(small.home, db, viewer)
    actions: tuple[Callable[[], object], ...] = (
        lambda: members.invite(small.home, db, viewer, "x", [Role.ADMIN]),
        lambda: members.change_roles(small.home, db, viewer, viewer.account_guid, [Role.ADMIN]),
        lambda: members.let_prepare(small.home, db, viewer, viewer.account_guid, True),
        lambda: members.invite_again(small.home, db, viewer, small.accounts["admin"]),
        lambda: members.forget_second(small.home, db, viewer, small.accounts["admin"]),
        lambda: members.shut_out(small.home, db, viewer, small.accounts["admin"], True),
    )
    for action in actions:
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


@pytest.mark.slow
def test_who_is_shut_out_codes_no_more(small: SmallPilot, db: Database) -> None:
    """In every pilot, so that others say where her undecided codings stand; a new role does not undo it, letting in
    does, where she codes.
    """
    other, guid = setup.create_pilot(small.home, "ander", "Ander", plain=True), small.accounts["evaluator2"]
    with closing(open_server(small.home.server_path)) as server, closing(open_pilot(other.db_path)) as elsewhere:
        def stopped() -> list[bool]:
            return [store.conn.execute("SELECT stopped_coding_at IS NOT NULL FROM user WHERE guid = ?", (guid,)
                                       ).fetchone()[0] == 1 for store in (db, elsewhere)]

        accounts.set_roles(server, elsewhere, "ander", "evaluator2", [Role.EVALUATOR])
        accounts.set_roles(server, elsewhere, "ander", "admin", [Role.ADMIN])
        members.shut_out(small.home, db, small.viewers["admin"], guid, True)
        assert stopped() == [True, True]
        accounts.set_roles(server, db, "proef", "evaluator2", [Role.EVALUATOR, Role.ADMIN])
        accounts.set_roles(server, elsewhere, "ander", "evaluator2", [Role.COACH])
        assert stopped() == [True, True]
        members.shut_out(small.home, db, small.viewers["admin"], guid, False)
        assert stopped() == [False, True]


@pytest.mark.slow
def test_an_account_of_another_pilot_is_out_of_reach(small: SmallPilot, db: Database) -> None:
    """A new link would hand over the other pilot, so it is refused."""
    other = setup.create_pilot(small.home, "ander", "Ander", plain=True)
    with closing(open_server(small.home.server_path)) as server, closing(open_pilot(other.db_path)) as other_db:
        accounts.set_roles(server, other_db, "ander", "coach", [Role.COACH])
    with pytest.raises(NotAllowed, match="another|administer"):
        members.invite_again(small.home, db, small.viewers["admin"], small.accounts["coach"])


def test_nobody_changes_herself(small: SmallPilot, db: Database) -> None:
    """The last administrator cannot lock herself out by accident."""
    with pytest.raises(NotAllowed, match="your own"):
        members.change_roles(small.home, db, small.viewers["admin"], small.accounts["admin"], [])


def test_a_bad_account_leaves_nothing(small: SmallPilot, db: Database) -> None:
    """No name or a taken one: a sentence, and the list is as it was."""
    admin = small.viewers["admin"]
    before = members.members(small.home, db, admin)
    with pytest.raises(BadInput):
        members.invite(small.home, db, admin, " ", [Role.COACH])
    with pytest.raises(Conflict):
        members.invite(small.home, db, admin, "Coach", [Role.COACH])
    assert members.members(small.home, db, admin) == before
