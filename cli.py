"""The command line: gathers the commands of all rooms, and what they need of one another.

Results on stdout, messages on stderr; exit 0 done, 2 bad input, 1 anything else.
"""

from __future__ import annotations

import os
import resource
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coding import handlers as of_coding
from coding.agreement import commands as agreement
from coding.double import commands as double
from coding.marks import commands as codebook
from coding.suggest import commands as suggest
from exchange import commands as exchange
from jobs import commands as jobs
from jobs import handlers as of_jobs
from pilot import commands as pilots
from pilot import words
from pilot.access import commands as access
from pilot.accounts import commands as accounts
from pilot.command_line import Sentences, ask_passphrase
from pilot.running import commands as running
from pilot.safety import commands as safety
from pilot.store import commands as stores
from pilot.store import keys
from stories.outcomes import commands as names
from stories.outcomes.from_sheets import commands as sheets
from texts import commands as texts
from texts.deidentify import commands as deidentify
from texts.intake import commands as intake
from themes.disclosure import commands as disclosure
from themes.outcomes import commands as outcomes
from transcribe import commands as transcribe
from transcribe import handlers as of_transcribe
from web import commands as web
from web import handlers as of_web
from web.export_command import export

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HANDLERS = {**of_transcribe.HANDLERS, **of_web.HANDLERS, **of_coding.HANDLERS, **of_jobs.HANDLERS}
SHORT = (*of_transcribe.SHORT, *of_web.SHORT, *of_coding.SHORT, *of_jobs.SHORT)
ROOMS = ("pilot", "texts", "jobs", "coding", "stories", "transcribe", "themes", "exchange")  # where use cases are

DEMOS = ("drenthe", "mechelen", "kortrijk")


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(words.LANGUAGES), help="Language of messages; else that of LANG.")
def cli(lang: str | None) -> None:  # read by Sentences
    """Rode Draad: code the stories of family-support pilots and see what works."""
    # What is written here holds names or what families said: for this account alone, backups too.
    os.umask(0o077)
    # What is in memory is never written down by a crash, keys least of all; processes that are started inherit it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    keys.ask_with(ask_passphrase)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--pilot", "name", type=click.Choice(DEMOS), default=DEMOS[0], help="Which one; more fit in one folder.")
def demo(folder: Path, name: str) -> None:
    """Make a fictitious demo pilot, with demo accounts, in FOLDER."""
    from demo import make

    click.echo(make(folder, name).db_path)


def load_app() -> ASGIApp:
    """The app, imported late: it brings Streamlit."""
    from app import app

    return app


for command in (*pilots.COMMANDS, *accounts.COMMANDS, *safety.COMMANDS, *stores.COMMANDS, *intake.COMMANDS,
                *texts.COMMANDS, *deidentify.COMMANDS, *codebook.COMMANDS, *agreement.COMMANDS, *double.COMMANDS,
                *suggest.COMMANDS, *exchange.COMMANDS, *transcribe.COMMANDS, *disclosure.COMMANDS, *outcomes.COMMANDS,
                *names.COMMANDS, *sheets.COMMANDS,
                *jobs.COMMANDS, *running.COMMANDS, jobs.work(HANDLERS, SHORT), web.serve(load_app),
                access.rights(ROOMS), export):
    cli.add_command(command)


if __name__ == "__main__":
    cli()
