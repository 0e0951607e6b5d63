"""A sheet of accounts: each row becomes an invitation, so that nobody types a password for another.

Names to sign in with go to the store of accounts alone; the pilot file gets a label such as "coach 3", as always. The
links are given once to who takes the sheet in, and lie nowhere: of each the store keeps a hash.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from pilot.access import ROLE_NAMES, Right, Role
from pilot.accounts import invitations, members
from pilot.errors import BadInput
from pilot.store.files import open_server, write
from pilot.words import N_
from stories.outcomes.from_sheets.cells import ManyWordsCell, TextCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.from_sheets.written import compared

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from sqlite_utils import Database

LONGEST = 60
LINKS = "links"  # in `Asked.looked`: pairs of a name and the secret of its link
_ABOUT = N_("A row for {about}. Bold heads are needed, those in italics are not. You get a link for each, to pass on.")
_NO_HOME = N_("Accounts cannot be taken in here.")
_ROLES = {role.value: name for role, name in ROLE_NAMES.items()}


@contextmanager
def _beside(asked: Asked) -> Iterator[None]:
    """The store of accounts, to write in until the sheet is stored, or undone with it."""
    if asked.home is None:
        raise BadInput(_NO_HOME)
    # One for all, made before anybody is kept waiting: nobody knows the password.
    asked.looked["password"], asked.looked[LINKS] = invitations.nobodys(), []
    asked.looked["roles"] = {one.name: {role.value for role in one.roles}
                             for one in members.members(asked.home, asked.db, asked.viewer)}
    with closing(open_server(asked.home.server_path)) as server, write(server):
        asked.looked["server"] = server
        yield


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    server: Database = asked.looked["server"]
    with server.atomic():
        guid, token = members.put_invited(
            server, asked.db, asked.viewer, given["name"], map(Role, given["roles"]),
            asked.looked["password"])
    asked.looked[LINKS].append((given["name"], token))
    return (guid,)


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    return int(asked.looked["roles"].get(given["name"]) == set(given["roles"]))


KIND = Kind(
    "accounts", N_("Accounts, to invite"), N_("somebody who is to sign in"), (
        Column("name", N_("Name to sign in with"), TextCell(LONGEST), called=(
            "naam", "name", "inlognaam", "gebruikersnaam", "account", "user name")),
        Column("roles", N_("Roles"), ManyWordsCell(_ROLES), called=("rol", "role", "rollen"))),
    _store, lambda given: compared(given["name"]), _here, right=Right.MANAGE_PEOPLE, told=_ABOUT, beside=_beside)
