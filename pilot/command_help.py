"""What --help says of a command, in the language of messages: click's layout, our words.

The English stands in the docstring of the command and in `help=` of its options, where `locales/update.py` finds it;
it is translated a paragraph at a time, and only when somebody asks.
"""

from __future__ import annotations

import copy
import inspect
import re
from typing import TYPE_CHECKING, TypeVar

import click

from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADS = (N_("Options"), N_("Commands"), N_("Show this message and exit."), N_("required"), N_("default"))
# What stands in capitals in a usage line or behind an option, for which something else is filled in.
FILLED_IN = frozenset({
    N_("ADDRESS"), N_("AFTER"), N_("ARGS"), N_("AUDIO"), N_("BEFORE"), N_("CODE"), N_("CODER"), N_("COMMAND"),
    N_("DIRECTORY"), N_("FIELD"), N_("FILE"), N_("FILES"), N_("FLOAT"), N_("FOLDER"), N_("GUID"), N_("HOST"),
    N_("INTEGER"), N_("INTO"), N_("KEY"), N_("KEYS"), N_("KIND"), N_("LABEL"), N_("NAME"), N_("NAMES"), N_("NEW"),
    N_("NUMBER"), N_("OPTIONS"), N_("OUT"), N_("PATH"), N_("PERSON"), N_("PILOT"), N_("PLACES"), N_("PSEUDONYM"),
    N_("RECORDINGS"), N_("ROLES"), N_("SLUG"), N_("SOURCE"), N_("STATE"), N_("TARGET"), N_("TEXT"),
    N_("TEXTS"), N_("VALUE"), N_("WHAT"), N_("WHO"), N_("ZONE"),
})

_LONGEST = 300  # characters of the line that a command has in a list: all of its first sentence
_Command = TypeVar("_Command", bound=click.Command)


class Asked(click.Context):
    """What is known while a command is read; its help is in the language of messages."""

    def get_help(self) -> str:
        """The help of the command."""
        return translated(self.command).get_help(self)


class Formatter(click.HelpFormatter):
    """Writes what click itself has English words for."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how a command is written."""
        super().write_usage(prog, filled_in(args), prefix or f"{_('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        """What stands over a list."""
        super().write_heading(_(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list: options with what they take, or commands."""
        super().write_dl([(filled_in(name), _extras(text)) for name, text in rows], col_max, col_spacing)


Asked.formatter_class = Formatter


def translated(command: _Command) -> _Command:
    """A copy of a command, with those below it, that speaks the language of now."""
    said = copy.copy(command)
    said.help = "\n\n".join(_(paragraph) for paragraph in paragraphs(command.help or ""))
    said.short_help = short(said)
    said.params = [_option(one) for one in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: translated(one) for name, one in said.commands.items()}
    return said


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line: what stands in the catalogue."""
    return [" ".join(one.split()) for one in inspect.cleandoc(text).split("\n\n") if one.strip()]


def short(command: click.Command) -> str:
    """What a command does, in a line."""
    bare = copy.copy(command)
    bare.short_help = None
    return bare.get_short_help_str(_LONGEST)


def filled_in(text: str) -> str:
    """`text` with its words in capitals in the language of now."""
    bare = text.replace(" RANGE", "")  # which one stands behind it, as 0<=x<=9
    return re.sub("[A-Z]+", lambda word: _(word[0]) if word[0] in FILLED_IN else word[0], bare)


def _option(param: click.Parameter) -> click.Parameter:
    said = copy.copy(param)
    if isinstance(said, click.Option) and said.help:
        said.help = _(said.help)
    return said


def _extras(text: str) -> str:
    """What click puts behind the words of an option: [default: 5; required]."""
    said, bracket, extra = text.rpartition("  [")
    if not bracket:
        return _(text) if text in HEADS else text
    parts = (re.sub(r"^(default|required)\b", lambda word: _(word[0]), one) for one in extra.split("; "))
    return f"{said}{bracket}{'; '.join(parts)}"
