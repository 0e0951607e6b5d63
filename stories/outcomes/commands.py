"""The commands for sites, referrers and groups that are there twice: a list, another name, one instead of two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.command_line import at_pilot, pilot_option
from pilot.errors import BadInput
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

_kind = click.argument("kind", type=click.Choice(["site", "referrer", "arm"]))


@click.group("names")
def names_group() -> None:
    """Names of sites, of who referred, and of groups of a comparison (arm)."""


@names_group.command("list")
@_kind
@pilot_option
def names_list(kind: str, pilot_path: Path) -> None:
    """List them, tab-separated: name, families, and another name it may be the same as."""
    from pilot.families import joining

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        found = joining.names(db, viewer, kind)
        pairs = joining.likely(found)
        for one in found:
            other = next((b.name if a == one else a.name for a, b in pairs if one in (a, b)), "")
            click.echo(f"{one.name}\t{one.families}\t{other}")


@names_group.command("rename")
@_kind
@click.argument("name")
@click.argument("new")
@pilot_option
def names_rename(kind: str, name: str, new: str, pilot_path: Path) -> None:
    """Call the one with NAME NEW; a sheet that says NAME goes on meaning it."""
    from pilot.families import joining

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        joining.rename(db, viewer, kind, _called(db, viewer, kind, name), new)


@names_group.command("join")
@_kind
@click.argument("name")
@click.argument("into")
@click.option("--yes", is_flag=True, help="Join them; without this, nothing is changed.")
@pilot_option
def names_join(kind: str, name: str, into: str, yes: bool, pilot_path: Path) -> None:
    """Put all that stands under NAME under INTO; NAME goes away, and a sheet that says it means INTO.

    Without --yes it says what would happen; `part` undoes it.
    """
    from stories.outcomes.joining import join

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        goes, stays = _called(db, viewer, kind, name), _called(db, viewer, kind, into)
        if yes:
            join(db, viewer, kind, goes, stays)
            return
        click.echo(_("Families, referrals, hours and ceilings of “{old}” go to “{new}”, and who types the old name"
                     " means the new one. It can be undone: names part.").format(old=name, new=into), err=True)
        click.echo(_("Nothing was changed. Give --yes to join them."), err=True)


@names_group.command("part")
@_kind
@click.argument("name")
@pilot_option
def names_part(kind: str, name: str, pilot_path: Path) -> None:
    """Undo that the one with NAME was joined to another: both are there again, each with what was its own."""
    from pilot.families import parting
    from stories.outcomes.joining import part

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        found = [one.guid for one in parting.joined_before(db, viewer, kind) if one.name == name]
        if not found:
            raise BadInput(N_("Nothing that is called “{name}” was joined to another."), name=name)
        part(db, viewer, found[0])


def _called(db: Database, viewer: Viewer, kind: str, name: str) -> str:
    """The guid of the one with exactly this name, which two may differ in by a capital only. Raises: BadInput."""
    from pilot.families import joining

    found = [one.guid for one in joining.names(db, viewer, kind) if one.name == name]
    if len(found) != 1:
        raise BadInput(N_("Nothing, or more than one, is called “{name}”. Copy the name from the list: names list."),
                       name=name)
    return found[0]


COMMANDS = (names_group,)
