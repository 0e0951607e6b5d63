"""The commands that take in sheets as the page does: what is wrong first, and all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.command_line import AtPilot, at_pilot, pilot_option
from pilot.errors import BadInput
from pilot.words import N_, _

if TYPE_CHECKING:
    from stories.outcomes.from_sheets.model import Looked

_NO_KIND_OF_FILE = N_("Call the file of faults something.csv or something.xlsx.")
_SHOWN = 200  # lines; more would scroll the first away

_kind = click.argument("kind")
_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_faults = click.option("--faults", "faults_path", type=click.Path(path_type=Path, dir_okay=False), default=None,
                       help="Write what is wrong to this csv or xlsx file, too.")


@click.group("sheet")
def sheet_group() -> None:
    """Sheets of scores, contacts, expenses, referrals and the like."""


@sheet_group.command("kinds")
def sheet_kinds() -> None:
    """List the kinds, tab-separated: key, name, and the heads of its columns (needed ones with *)."""
    from stories.outcomes.from_sheets.kinds import KINDS

    for one in KINDS.values():
        heads = ", ".join(_(column.name) + "*" * column.needed for column in one.columns)
        click.echo(f"{one.key}\t{_(one.name)}\t{heads}")


@sheet_group.command("check")
@_kind
@_file
@_faults
@pilot_option
def sheet_check(kind: str, file: Path, faults_path: Path | None, pilot_path: Path) -> None:
    """Say everything that is wrong in FILE (xlsx or csv) by its row, and what is asked; nothing is stored."""
    with at_pilot(pilot_path) as at:
        _looked(at, kind, file, faults_path)


@sheet_group.command("import")
@_kind
@_file
@_faults
@click.option("--yes", is_flag=True, help="What is asked about is right: odd dates, new names, other scores.")
@pilot_option
def sheet_import(kind: str, file: Path, faults_path: Path | None, yes: bool, pilot_path: Path) -> None:
    """Store everything in FILE (xlsx or csv), or nothing; prints how many rows, and the guid by which it is known."""
    from stories.outcomes.from_sheets import taking

    with at_pilot(pilot_path) as at:
        looked = _looked(at, kind, file, faults_path)
        if looked.questions and not yes:
            click.echo(_("Is this right? Then say --yes; otherwise mend the sheet. Nothing was stored."), err=True)
            raise SystemExit(2)
        stored = taking.take_in(*at, kind, file.read_bytes(), file.name,
                                sure={one.about for one in looked.questions})
        click.echo(f"{stored.rows}\t{stored.guid}")


def _looked(at: AtPilot, kind: str, file: Path, faults_path: Path | None) -> Looked:
    """What is in a sheet, told; ends the command where something is wrong."""
    from stories.outcomes.from_sheets import faults, taking

    if faults_path and faults_path.suffix[1:] not in faults.WRITERS:
        raise BadInput(_NO_KIND_OF_FILE)
    looked = taking.look(*at, kind, file.read_bytes(), file.name)
    click.echo(faults.counted(looked), err=True)
    told = list(faults.lines(looked))
    for line in told[:_SHOWN]:
        click.echo(line, err=True)
    if len(told) > _SHOWN:
        click.echo(_("… and {n} more; --faults writes all of them to a file.").format(n=len(told) - _SHOWN), err=True)
    if looked.faults:
        if faults_path:
            faults_path.write_bytes(faults.WRITERS[faults_path.suffix[1:]][1](faults.table(looked.faults, file.name)))
        raise SystemExit(2)
    return looked


COMMANDS = (sheet_group,)
