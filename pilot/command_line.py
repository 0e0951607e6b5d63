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
from pilot.errors import RodeDraadError, first_line
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer


class Sentences(click.Group):
    """A group whose commands end with one sentence instead of a traceback."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any,
    ) -> click.Context:
        """Read the options before the name of the command; click says what is wrong with them in English only."""
        language = re.search(r"(?:^|\s)--lang[= ](\w+)", " ".join(args))
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            said = language[1] if language else usual_language(os.environ)
            if said not in words.LANGUAGES or said == "en":
                raise
            words.use(said)
            _tell(error)
            raise click.exceptions.Exit(2) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our own faults exit 2, anything else 1 (RODE_DRAAD_DEBUG=1 shows where)."""
        if "lang" in ctx.params:  # before the name of the command is looked up, which may be wrong
            words.use(ctx.params["lang"] or usual_language(os.environ))
        try:
            return super().invoke(ctx)
        except RodeDraadError as error:
            click.echo(error.sentence(), err=True)
            ctx.exit(2)
        except click.UsageError as error:
            if words.current() == "en":
                raise
            _tell(error)
            ctx.exit(2)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("RODE_DRAAD_DEBUG"):
                raise
            said = words.translate("Something went wrong that should not have.")
            click.echo(f"{said} ({first_line(error)})", err=True)
            ctx.exit(1)


def _tell(error: click.UsageError) -> None:
    fault = usage_fault(error)
    click.echo(f"{fault}{'' if fault.endswith(chr(10)) else ' '}{_('--help says what can be given.')}", err=True)


def usage_fault(error: click.UsageError) -> str:
    """What is wrong with a command as it was typed, in the language of messages; click itself has English only."""
    param = getattr(error, "param", None)
    what = param.get_error_hint(error.ctx) if param is not None and error.ctx is not None else ""
    # Options before it and no command is another fault to click than nothing at all.
    nothing = isinstance(error, click.exceptions.NoArgsIsHelpError) or error.message == "Missing command."
    if nothing and error.ctx is not None:
        return _("Say what to do:{commands}").format(commands=_commands_of(error.ctx))
    if isinstance(error, click.NoSuchOption):
        return _("There is no option {name}.").format(name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return _("Something is missing: {what}.").format(what=f"{error.option_name} …")
    if isinstance(error, click.MissingParameter):
        return _("Something is missing: {what}.").format(what=what)
    named = re.search(r"'(.+?)'", error.message)
    if isinstance(error, click.BadParameter) and param is not None:
        if isinstance(param.type, click.Path) and named:
            return _("{path} is not there, or cannot be read.").format(path=named[1])
        if isinstance(param.type, click.Choice):
            return _("{what} is one of: {choices}.").format(what=what, choices=", ".join(map(str, param.type.choices)))
        return _("What was given for {what} cannot be used.").format(what=what)
    if named and error.message.startswith("No such command"):
        return _("There is no command {name}.").format(name=named[1])
    return _("This command was not understood.")


def _commands_of(ctx: click.Context) -> str:
    """The commands of a group, each on a line of its own with what it does."""
    group = ctx.command
    if not isinstance(group, click.Group):
        return ""
    named = {name: group.commands[name] for name in group.list_commands(ctx) if not group.commands[name].hidden}
    wide = max(map(len, named), default=0)
    return "".join(f"\n  {name:<{wide}}  {one.get_short_help_str(100)}" for name, one in named.items()) + "\n"


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
