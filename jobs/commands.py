"""The commands that do waiting jobs and that change what waits; who gathers the rooms says what does each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.command_line import at_pilot, home_at, home_option, pilot_option
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def work(handlers: Mapping[str, str], short: Collection[str]) -> click.Command:
    """The command `work`.

    Args:
        handlers: kind of job to 'module:function', of all rooms. short: kinds that are done beside the others.
    """

    @click.command("work")
    @click.option(
        "--idle", default=600.0, show_default=True, type=click.FloatRange(0), help="Idle seconds before it ends.")
    @home_option
    def command(idle: float, home_dir: Path | None) -> None:
        """Do waiting jobs (transcribing and the like) until there are none; the app starts this by itself."""
        from jobs import worker

        if not worker.work(home_at(home_dir), handlers, short=short, idle_s=idle):
            click.echo(_("Another worker is doing this already."), err=True)

    return command


@click.group()
def tasks() -> None:
    """Long work of a pilot: what runs, what waits, and in which order."""


@tasks.command("list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="How many at most.")
@pilot_option
def tasks_list(limit: int, pilot_path: Path) -> None:
    """List tasks as they will be done, then those that ended, tab-separated: guid, kind, state, how it stands."""
    from jobs import queue, shown

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        for one in queue.jobs(db, viewer, limit):
            click.echo(f"{one.guid}\t{one.kind}\t{'paused' if one.paused else one.state}\t{shown.state(one)}")


@tasks.command("pause")
@click.argument("guid")
@pilot_option
def tasks_pause(guid: str, pilot_path: Path) -> None:
    """Let the task GUID wait until `resume`; what it did is kept."""
    from jobs import queue

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        queue.pause(db, viewer, guid)


@tasks.command("resume")
@click.argument("guid")
@pilot_option
def tasks_resume(guid: str, pilot_path: Path) -> None:
    """Let the task GUID go on."""
    from jobs import queue

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        queue.resume(db, viewer, guid)


@tasks.command("stop")
@click.argument("guid")
@pilot_option
def tasks_stop(guid: str, pilot_path: Path) -> None:
    """Stop the task GUID; asked for again, it goes on from what it did."""
    from jobs import queue

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        queue.cancel(db, viewer, guid)


@tasks.command("first")
@click.argument("guid")
@pilot_option
def tasks_first(guid: str, pilot_path: Path) -> None:
    """Let the task GUID have its turn before all others that wait."""
    from jobs import queue

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        queue.move(db, viewer, guid, None)


COMMANDS = (tasks,)
