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
    """Write one backup file with every store, recording and hash to TARGET (a new .zip)."""
    from pilot.safety import backup as backups

    click.echo(backups.back_up(home_at(home_dir), target))


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def restore(source: Path, target: Path) -> None:
    """Unpack a backup into the new folder TARGET and check it."""
    from pilot.safety import backup as backups

    click.echo(backups.restore(source, target).folder)


@click.command()
@home_option
def check(home_dir: Path | None) -> None:
    """Check every store: integrity, foreign keys, search index, hashes of texts and recordings."""
    from pilot.safety import backup as backups

    faults = backups.check(home_at(home_dir))
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("ok")


COMMANDS = (backup, restore, check)
