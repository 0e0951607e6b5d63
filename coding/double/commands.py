"""Commands about rounds: which there are, how many documents one needs, and sheets out and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.command_line import at_pilot, bytes_of, pilot_option
from pilot.errors import NotFound
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer


@click.group("rounds")
def rounds_group() -> None:
    """Rounds in which several coders code the same documents blind."""


@rounds_group.command("list")
@pilot_option
def rounds_list(pilot_path: Path) -> None:
    """List the rounds, tab-separated: name, state, parts to go, seed, codebook version, when begun."""
    from coding.double import rounds

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        for one in rounds.rounds(db, viewer):
            left = rounds.waiting(db, one.round_id) if one.state == rounds.BLIND else 0
            click.echo("\t".join(map(str, (one.name, one.state, left, one.seed, one.book, one.begun_at))))


@rounds_group.command("plan")
@click.option("--width", type=float, required=True, help="Of the interval of kappa, such as 0.2.")
@click.option("--kappa", type=float, default=0.7, show_default=True, help="What is expected.")
@click.option("--share", type=float, default=0.1, show_default=True, help="Of the sentences that have the code.")
@click.option("--per-document", type=float, default=60, show_default=True, help="Sentences in a document.")
def rounds_plan(width: float, kappa: float, share: float, per_document: float) -> None:
    """Say how many documents and sentences give an interval of that width, tab-separated."""
    from coding.double import planning

    found = planning.plan(width, kappa=kappa, share=share, per_document=per_document)
    click.echo(f"{found.documents}\t{found.units}")


@rounds_group.command("sheet")
@click.argument("name")
@click.argument("coder")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--turns", is_flag=True, help="A row for each turn instead of each sentence.")
@pilot_option
def rounds_sheet(name: str, coder: str, file: Path, turns: bool, pilot_path: Path) -> None:
    """Write the sheet that CODER (a label) has to code in the round NAME to FILE (xlsx)."""
    from coding.double import coders, sheets

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        who = next((one.guid for one in coders.coders(db, viewer) if one.label == coder), "")
        made = sheets.sheet(db, viewer, _guid(db, viewer, name), who, "turn" if turns else "sentence")
        file.write_bytes(made)


@rounds_group.command("read")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pilot_option
def rounds_read(name: str, file: Path, pilot_path: Path) -> None:
    """Read a coded sheet back into the round NAME; prints how many documents and rows, tab-separated."""
    from coding.double import reading_back

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        found = reading_back.read(db, viewer, _guid(db, viewer, name), bytes_of(file), file.name)
        click.echo(f"{found.documents}\t{found.rows}")
        if found.left_out:
            click.echo(_("{n} documents are out of reach now and were left out.").format(n=found.left_out), err=True)


def _guid(db: Database, viewer: Viewer, name: str) -> str:
    from coding.double import rounds

    found = next((one.guid for one in rounds.rounds(db, viewer) if one.name == name), None)
    if found is None:
        raise NotFound(N_("This round is not there."))
    return found


COMMANDS = (rounds_group,)
