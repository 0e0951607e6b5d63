"""The commands that take a document out of counting, bring it back, and declare it free of names."""

from __future__ import annotations

from pathlib import Path

import click

from pilot.command_line import at_pilot, pilot_option


@click.command("withdraw")
@click.argument("guid")
@click.option("--reason", required=True, help="Why; it is kept with the document. Never a name.")
@pilot_option
def withdraw_document(guid: str, reason: str, pilot_path: Path) -> None:
    """Withdraw the document GUID: it is not read, counted or quoted any more; its codings are kept."""
    from texts.documents import withdraw

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        withdraw(db, viewer, guid, reason)


@click.command("bring-back")
@click.argument("guid")
@pilot_option
def bring_back_document(guid: str, pilot_path: Path) -> None:
    """Bring the withdrawn document GUID back, with its codings."""
    from texts.documents import bring_back

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        bring_back(db, viewer, guid)


@click.command("declare")
@click.argument("guid")
@click.option("--version", "number", type=int, help="Number of the version that was read; the one that waits.")
@click.option("--no-names", is_flag=True, help="Words of the register that stand in it are no names here.")
@pilot_option
def declare_document(guid: str, number: int | None, no_names: bool, pilot_path: Path) -> None:
    """Declare the text of document GUID free of names: evaluators read it from then on."""
    from texts.preparing import declare_free_of_names, names_in, number_of

    with at_pilot(pilot_path) as (where, db, viewer):
        number = number or number_of(db, viewer, guid)
        for found in () if no_names else names_in(where, db, viewer, guid, number):
            click.echo(f"{found.before}[{found.word}]{found.after}", err=True)
        declare_free_of_names(where, db, viewer, guid, number, no_names=no_names)


COMMANDS = (withdraw_document, bring_back_document, declare_document)
