"""The commands that take a document out of counting, and bring it back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from pilot import access
from pilot.command_line import pilot_option
from pilot.config import Pilot


@click.command("withdraw")
@click.argument("guid")
@click.option("--reason", required=True, help="Why; it is kept with the document. Never a name.")
@pilot_option
def withdraw_document(guid: str, reason: str, pilot_path: Path) -> None:
    """Withdraw the document GUID: it is not read, counted or quoted any more; its codings are kept."""
    from pilot.store.files import open_pilot
    from texts.documents import withdraw

    where = Pilot.beside(pilot_path)
    with closing(open_pilot(where.db_path)) as db:
        withdraw(db, access.operator(db, where.slug), guid, reason)


@click.command("bring-back")
@click.argument("guid")
@pilot_option
def bring_back_document(guid: str, pilot_path: Path) -> None:
    """Bring the withdrawn document GUID back, with its codings."""
    from pilot.store.files import open_pilot
    from texts.documents import bring_back

    where = Pilot.beside(pilot_path)
    with closing(open_pilot(where.db_path)) as db:
        bring_back(db, access.operator(db, where.slug), guid)


COMMANDS = (withdraw_document, bring_back_document)
