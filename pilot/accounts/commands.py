"""Commands about accounts and their roles."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.access import ROLES, Role
from pilot.command_line import home_at, home_option
from pilot.errors import BadInput, NotFound
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home

_MOST_GIVEN = 10_000  # characters of a line handed in
ROLE = click.Choice([*(role.value for role in ROLES), "none"])


@click.group()
def user() -> None:
    """Accounts and their roles."""


def _server(home: Home) -> Database:
    from pilot.setup import encrypted
    from pilot.store.files import open_server

    if not home.server_path.exists():
        encrypted(home)
    return open_server(home.server_path, create=True)


def _set_roles(db: Database, home: Home, name: str, slug: str, roles: tuple[str, ...]) -> None:
    from pilot.accounts import accounts
    from pilot.store.files import open_pilot

    if "none" in roles and len(roles) > 1:
        raise BadInput(N_("Give roles, or none by itself."))
    with closing(open_pilot(home.pilot_there(slug).db_path)) as pilot_db:
        accounts.set_roles(db, pilot_db, slug, name, [Role(role) for role in roles if role != "none"])


def _asked() -> str:
    """A password, typed twice without being shown, or the one line that another program hands in: what stands behind a
    command can be read by everybody on the machine.

    Raises: BadInput when nothing is handed in.
    """
    if not sys.stdin.isatty():
        if given := sys.stdin.readline(_MOST_GIVEN).rstrip("\r\n"):
            return given
        raise BadInput(N_("Type the password in a terminal, or hand it in as one line on standard input."))
    return str(click.prompt(_("Password"), hide_input=True, err=True, confirmation_prompt=_("Once more")))


@user.command("add")
@click.argument("name")
@click.option("--pilot", "slug", help="Short name of the pilot to make it a member of.")
@click.option("--role", "roles", type=ROLE, multiple=True, help="Role in that pilot; may be given more than once.")
@home_option
def user_add(name: str, slug: str | None, roles: tuple[str, ...], home_dir: Path | None) -> None:
    """Add an account, with roles in a pilot when --pilot and --role are given; its password is asked for.

    People choose their own password by the link of: cli.py invite NAME.
    """
    from pilot.accounts import accounts

    home = home_at(home_dir)
    if bool(slug) != bool(roles):
        raise BadInput(N_("Give --pilot and --role together."))
    if slug:
        home.pilot_there(slug)
    password = _asked()
    with closing(_server(home)) as db:
        account = accounts.add(db, name, password)
        if slug and roles:
            _set_roles(db, home, name, slug, roles)
    click.echo(account.guid)


@user.command("role")
@click.argument("name")
@click.argument("slug")
@click.argument("roles", nargs=-1, required=True, type=ROLE)
@home_option
def user_role(name: str, slug: str, roles: tuple[str, ...], home_dir: Path | None) -> None:
    """Set the ROLES of account NAME in pilot SLUG, one or more; none ends the membership."""
    home = home_at(home_dir)
    with closing(_server(home)) as db:
        _set_roles(db, home, name, slug, roles)


@user.command("prepare")
@click.argument("name")
@click.argument("slug")
@click.argument("state", type=click.Choice(["on", "off"]))
@home_option
def user_prepare(name: str, slug: str, state: str, home_dir: Path | None) -> None:
    """Let evaluator or admin NAME prepare texts in pilot SLUG: raw texts, sound, taking names out."""
    from pilot.access import operator
    from pilot.accounts import accounts, members
    from pilot.store.files import open_pilot

    home = home_at(home_dir)
    with closing(_server(home)) as server, closing(open_pilot(home.pilot(slug).db_path)) as db:
        members.let_prepare(home, db, operator(db, slug), accounts.by_name(server, name).guid, state == "on")


@user.command("passwd")
@click.argument("name")
@home_option
def user_passwd(name: str, home_dir: Path | None) -> None:
    """Set a new password, which is asked for; every sitting of the account ends."""
    from pilot.accounts import accounts

    with closing(_server(home_at(home_dir))) as db:
        accounts.by_name(db, name)
        accounts.set_password(db, name, _asked())


@user.command("list")
@home_option
def user_list(home_dir: Path | None) -> None:
    """List accounts with their roles, tab-separated: name, roles, state."""
    from pilot.accounts import accounts

    with closing(_server(home_at(home_dir))) as db:
        for row in accounts.all_accounts(db):
            state = "disabled" if row.is_disabled else "demo" if row.is_demo else "active"
            click.echo(f"{row.name}\t{row.roles}\t{state}")


@user.command("second-off")
@click.argument("name")
@home_option
def user_second_off(name: str, home_dir: Path | None) -> None:
    """Take the second step off NAME, who lost her phone and her recovery codes; her sittings end."""
    from pilot.accounts import accounts, second
    from pilot.store.files import write

    with closing(_server(home_at(home_dir))) as db:
        account = accounts.by_name(db, name)
        second.switch_off(db, account)
        with write(db):
            accounts.end_all(db, account.account_id)


@click.command("invite")
@click.argument("name", required=False)
@click.option("--pilot", "slug", help="Short name of the pilot to make it a member of.")
@click.option("--role", "roles", type=ROLE, multiple=True, help="Role in that pilot; may be given more than once.")
@click.option("--address", default="http://127.0.0.1:8501", show_default=True, help="Where people find Rode Draad.")
@home_option
def invite(name: str | None, slug: str | None, roles: tuple[str, ...], address: str, home_dir: Path | None) -> None:
    """Print a link by which NAME chooses a password, once and within seven days; NAME is added where it is new.

    Without NAME, on a home without accounts: a link for the first administrator.
    """
    from pilot.accounts import accounts, invitations

    home = home_at(home_dir)
    if bool(slug) != bool(roles):
        raise BadInput(N_("Give --pilot and --role together."))
    if slug:
        home.pilot_there(slug)
    if name is None:
        token = invitations.first(home)
        if token is None:
            raise BadInput(N_("There are accounts here already. Say whom to invite."))
    else:
        with closing(_server(home)) as db:
            try:
                token = invitations.invite(db, accounts.by_name(db, name))
            except NotFound:
                _account, token = invitations.add(db, name)
            if slug:
                _set_roles(db, home, name, slug, roles)
    click.echo(f"{address.rstrip('/')}{invitations.PATH}/{token}")


COMMANDS = (user, invite)
