"""What is wrong with a command as it was typed, in one sentence; click itself has several lines, in English."""

from __future__ import annotations

import errno
import re
from typing import Any

import click

from pilot.command_help import filled_in, short, translated
from pilot.errors import BadInput, of_disk
from pilot.words import N_, _

NO_TEXT = N_("A word of this command is no text in UTF-8. Type it again.")


def usage_fault(error: click.UsageError) -> str:
    """What is wrong, in the language of messages."""
    param = getattr(error, "param", None)
    what = filled_in(param.get_error_hint(error.ctx)) if param is not None and error.ctx is not None else ""
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
            return _path_fault(error.message).format(path=named[1])
        if isinstance(param.type, click.Choice):
            what = filled_in((param.name or "").upper()) if isinstance(param, click.Argument) else what
            return _("{what} is one of: {choices}.").format(what=what, choices=", ".join(map(str, param.type.choices)))
        if isinstance(param.type, click.types.IntParamType | click.types.FloatParamType):
            return _number_fault(param.type).format(what=what)
        return _("What was given for {what} cannot be used.").format(what=what)
    if named and error.message.startswith("No such command"):
        return _("There is no command {name}.").format(name=named[1])
    return _("This command was not understood.")


def _path_fault(said: str) -> str:
    """What is wrong with a path, by click's own words for it."""
    if said.endswith("is a directory."):
        return _("{path} is a folder. Give a file.")
    if said.endswith("is a file."):
        return _("{path} is a file. Give a folder.")
    return _("{path} is not there, or cannot be read.")


def _number_fault(kind: click.ParamType[Any]) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is None:
        whole = isinstance(kind, click.types.IntParamType)
        said = _("{what} is a whole number.") if whole else _("{what} is a number.")
    elif high is None:
        said = _("{what} is a number, {low} or more.")
    else:
        said = _("{what} is a number from {low} to {high}.")
    return said.replace("{low}", str(low)).replace("{high}", str(high))


def _commands_of(ctx: click.Context) -> str:
    """The commands of a group, each on a line of its own with what it does."""
    group = ctx.command
    if not isinstance(group, click.Group):
        return ""
    named = {name: group.commands[name] for name in group.list_commands(ctx) if not group.commands[name].hidden}
    wide = max(map(len, named), default=0)
    return "".join(f"\n  {name:<{wide}}  {short(translated(one))}" for name, one in named.items()) + "\n"


def of_what_was_typed(error: Exception) -> BadInput | None:
    """What is wrong with a word of the command that no place can take: too long for a path, or bytes and no text."""
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        path = str(error.filename)
        return BadInput(N_("{path} cannot be read: {reason}."), path=f"{path[:40]}…", reason=of_disk(error))
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        return BadInput(NO_TEXT)
    return None
