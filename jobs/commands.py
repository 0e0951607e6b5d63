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
        from jobs import regular, worker
        from pilot.safety import upgrade

        upgrade.back_up_first(home_at(home_dir))
        if not worker.work(home_at(home_dir), handlers, short=short, idle_s=idle, clock=regular.ask_when_due):
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


@click.command()
@click.argument("kind", type=click.Choice(("person", "document", "family", "recording", "account")))
@click.argument("guid")
@click.option("--reason", default="asked", show_default=True, help="Why.",
              type=click.Choice(("asked", "withdrawn", "retention", "mistake", "other")))
@click.option("--yes", is_flag=True, help="Erase it; without this, nothing is changed.")
@pilot_option
def erase(kind: str, guid: str, reason: str, yes: bool, pilot_path: Path) -> None:
    """Erase for good what is held on KIND GUID, names and files too; what goes is printed, tab-separated: table, rows.

    Without --yes it says what would go. One that was broken off goes on where it stopped.
    """
    from jobs import erasing
    from pilot.config import Home
    from pilot.safety.erasing import at_once
    from pilot.safety.record_sets import Subject

    with at_pilot(pilot_path) as (pilot, db, viewer):
        subject = Subject(kind, guid)
        if yes:
            counts = dict(at_once(Home(pilot.folder.parent.parent), pilot, db, viewer, subject, reason).counts)
        else:
            found = erasing.preview(db, viewer, subject)
            counts = {one.table: one.rows for one in found.held}
            if found.is_blind:
                click.echo(_("How many codings and memos go is not told as long as a text of it is coded blind."),
                           err=True)
            click.echo(_("Nothing was changed. Memos that would go: {n}. What stays and may speak of it: {m}. Give"
                         " --yes to erase it for good.").format(n=len(found.first), m=len(found.beside)), err=True)
        for table, rows in counts.items():
            click.echo(f"{table}\t{rows}")


COMMANDS = (tasks, erase)
