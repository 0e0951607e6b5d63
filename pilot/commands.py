"""Commands about pilots: making one, which there are, where each is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from pilot.command_line import home_at, home_option


@click.group()
def pilot() -> None:
    """Pilots of this installation."""


@pilot.command("create")
@click.argument("slug")
@click.argument("name")
@click.option("--started-on", help="Date on which the pilot started, such as 2019-11-01.")
@click.option("--sure", is_flag=True, help="That date is right although it lies far from today.")
@click.option("--plain", is_flag=True, help="Not encrypted: for trying out, with made-up families.")
@home_option
def pilot_create(
    slug: str, name: str, started_on: str | None, sure: bool, plain: bool, home_dir: Path | None
) -> None:
    """Make a pilot with its register, encrypted with the secret of the home; SLUG is its name in addresses."""
    from pilot import setup
    from pilot.families import early

    right = early.EVERY_DAY if sure else ()
    made = setup.create_pilot(home_at(home_dir), slug, name, started_on, sure=right, plain=plain)
    click.echo(made.db_path)


@pilot.command("list")
@home_option
def pilot_list(home_dir: Path | None) -> None:
    """List the pilots, tab-separated: short name, path."""
    for found in home_at(home_dir).pilots():
        click.echo(f"{found.slug}\t{found.db_path}")


@pilot.command("zone")
@click.argument("slug")
@click.argument("zone", required=False)
@home_option
def pilot_zone(slug: str, zone: str | None, home_dir: Path | None) -> None:
    """Set the time zone of pilot SLUG, such as Europe/Amsterdam; without ZONE only show it."""
    from pilot import access, clock, setup
    from pilot.store.files import open_pilot

    with closing(open_pilot(home_at(home_dir).pilot_there(slug).db_path)) as db:
        if zone is not None:
            setup.set_zone(db, access.operator(db, slug), zone)
        click.echo(clock.zone(db))


COMMANDS = (pilot,)
