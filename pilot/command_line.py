"""What the commands of all rooms share: a group that ends with one sentence, and the options that say where.

A room's `commands.py` makes its commands with these and hands them in as COMMANDS; `cli.py` gathers them. It is read
at every start of the command line, also for --help: what is heavy is imported by the command that needs it.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pilot import config, words
from pilot.command_faults import NO_TEXT, of_what_was_typed, usage_fault
from pilot.command_help import Asked
from pilot.errors import BadInput, RodeDraadError, first_line, of_disk
from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer


class Words(click.types.StringParamType):
    """Words, of which no letter is lost: bytes that are no text in UTF-8 are refused. Paths may have them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The words as they were typed. Raises: BadInput."""
        if re.search("[\ud800-\udfff]", str(value)):
            raise BadInput(NO_TEXT)
        return super().convert(value, param, ctx)


class Sentences(click.Group):
    """A group whose commands end with one sentence instead of a traceback."""

    context_class = Asked

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any,
    ) -> click.Context:
        """Read the options before the name of the command, which are told in the language that is among them."""
        words.use(_language_of(args))
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _tell(error)
            raise click.exceptions.Exit(2) from error

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command in; it and those below it speak the language of messages when they are asked for help."""
        for one in (cmd, *getattr(cmd, "commands", {}).values()):
            one.context_class = Asked
            for param in one.params:
                if param.type is click.STRING:
                    param.type = Words()
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our own faults exit 2, anything else 1 (RODE_DRAAD_DEBUG=1 shows where)."""
        try:
            return super().invoke(ctx)
        except RodeDraadError as error:
            click.echo(error.sentence(), err=True)
            ctx.exit(2)
        except click.UsageError as error:
            _tell(error)
            ctx.exit(2)
        except (click.Abort, KeyboardInterrupt, EOFError):  # of which click says "Aborted!"
            click.echo(f"\n{_('Stopped.')}", err=True)
            ctx.exit(1)
        # Whoever reads what is printed may stop, as `head` does: click ends without a word then.
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if told := of_what_was_typed(error):
                click.echo(told.sentence(), err=True)
                ctx.exit(2)
            if os.environ.get("RODE_DRAAD_DEBUG"):
                raise
            said = words.translate("Something went wrong that should not have.")
            click.echo(f"{said} ({first_line(error)})", err=True)
            ctx.exit(1)


def _language_of(args: list[str]) -> str:
    """The language that is asked for before the name of the command, else the usual one."""
    said = re.match(r"--lang[= ](\w+)", " ".join(args))
    return said[1] if said and said[1] in words.LANGUAGES else usual_language(os.environ)


def _tell(error: click.UsageError) -> None:
    fault = usage_fault(error)
    click.echo(f"{fault}{'' if fault.endswith(chr(10)) else ' '}{_('--help says what can be given.')}", err=True)


def usual_language(environment: Mapping[str, str]) -> str:
    """The language of messages where nobody says which: that of the machine where it is one of ours, else English."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    language = re.split("[_.@]", said)[0].lower()
    return language if language in words.LANGUAGES else "en"


home_option = click.option(
    "--home", "home_dir", type=click.Path(path_type=Path, file_okay=False), default=None,
    help="Folder with everything; default data/ or $RODE_DRAAD_HOME.",
)
pilot_option = click.option(
    "--pilot", "pilot_path", type=click.Path(path_type=Path), required=True, help="Path of the pilot.db file."
)


def home_at(home_dir: Path | None) -> config.Home:
    """The home given, else the usual one; told to child processes through the environment.

    Raises: keys.Locked when it is encrypted and its secret is not given, before anything is done.
    """
    from pilot.store import keys

    if home_dir is not None:
        os.environ[config.HOME_VARIABLE] = str(home_dir.resolve())
    home = config.home()
    keys.opened_with(home.folder)
    return home


def bytes_of(path: Path) -> bytes:
    """What stands in a file that was named. Raises: BadInput with the reason why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(N_("{path} cannot be read: {reason}."), path=path, reason=of_disk(error)) from error


def ask_passphrase(is_new: bool) -> str | None:
    """A passphrase typed in a terminal without being shown, a new one twice; None where there is no terminal.

    Processes that this one starts have it through the environment, as they have one that was given so.
    """
    from pilot.store import keys

    if not sys.stdin.isatty():
        return None
    asked = _("New passphrase of this folder") if is_new else _("Passphrase of this folder")
    again = _("Once more") if is_new else False
    typed = str(click.prompt(asked, hide_input=True, err=True, confirmation_prompt=again))
    os.environ[keys.SECRET_VARIABLE] = typed
    return typed


class AtPilot(NamedTuple):
    """A pilot as who runs the command line on the machine itself has it."""

    pilot: config.Pilot
    db: Database
    viewer: Viewer


@contextmanager
def at_pilot(path: Path) -> Iterator[AtPilot]:
    """The pilot whose file is at `path`, open until the end of the command. Raises: NotFound when there is none."""
    from pilot import access
    from pilot.store.files import open_pilot

    where = config.Pilot.beside(path)
    with closing(open_pilot(where.db_path)) as db:
        yield AtPilot(where, db, access.operator(db, where.slug))
