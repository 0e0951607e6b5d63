"""The command that does waiting jobs; who gathers the rooms says what does each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.command_line import home_at, home_option
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def work(handlers: Mapping[str, str]) -> click.Command:
    """The command `work`.

    Args:
        handlers: kind of job to 'module:function', of all rooms.
    """

    @click.command("work")
    @click.option(
        "--idle", default=600.0, show_default=True, type=click.FloatRange(0), help="Idle seconds before it ends.")
    @home_option
    def command(idle: float, home_dir: Path | None) -> None:
        """Do waiting jobs (transcribing and the like) until there are none; the app starts this by itself."""
        from jobs import worker

        if not worker.work(home_at(home_dir), handlers, idle_s=idle):
            click.echo(_("Another worker is doing this already."), err=True)

    return command
