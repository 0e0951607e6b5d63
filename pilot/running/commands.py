"""The command that shows what the program is set to."""

from __future__ import annotations

import click

from pilot.words import _


@click.command()
def settings() -> None:
    """List what can be set in the environment, tab-separated: name, value now, what it says; a secret is not shown."""
    from pilot.running.settings import held

    for one in held():
        click.echo(f"{one.setting.name}\t{one.shown}\t{_(one.setting.about)}")


COMMANDS = (settings,)
