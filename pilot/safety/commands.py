"""Commands that keep a home safe: a backup, bringing one back, looking whether all is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pilot.command_line import home_at, home_option


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@home_option
def backup(target: Path, home_dir: Path | None) -> None:
    """Write one backup file with every store, recording and hash to TARGET (a new .zip).

    Prints, after its path and tab-separated, of each store: its place, how many events it has, the hash of the last.
    """
    from pilot.safety import backup as backups
    from pilot.safety import manifest

    home = home_at(home_dir)
    click.echo(backups.back_up(home, target))
    for name, (number, last) in manifest.of(target).events.items():
        click.echo(f"{name}\t{number}\t{last}")
    backups.record(home)


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def restore(source: Path, target: Path) -> None:
    """Unpack a backup into the new folder TARGET and check it."""
    from pilot.safety.restore import restore as bring_back

    click.echo(bring_back(source, target).folder)


@click.command()
@click.option("--against", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="An earlier backup of this home: its events must still be there, as they were.")
@home_option
def check(against: Path | None, home_dir: Path | None) -> None:
    """Check every store: integrity, foreign keys, search index, events, hashes of texts and recordings."""
    from pilot.safety import backup as backups

    faults = backups.check(home_at(home_dir), against)
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("ok")


COMMANDS = (backup, restore, check)
