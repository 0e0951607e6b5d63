"""Commands that keep a home safe: a backup, bringing one back, looking whether all is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pilot.command_line import at_pilot, home_at, home_option, pilot_option
from pilot.errors import BadInput
from pilot.words import N_, _


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@home_option
def backup(target: Path, home_dir: Path | None) -> None:
    """Write one backup file with every store, recording and hash to TARGET (a new .zip).

    Prints, after its path and tab-separated, of each store: its place, how many events it has, the hash of the last.
    """
    from pilot.safety import making, manifest

    home = home_at(home_dir)
    click.echo(making.by_hand(home, target))
    for name, (number, last) in manifest.of(target).events.items():
        click.echo(f"{name}\t{number}\t{last}")


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--as-it-was", is_flag=True,
              help="Leave files of an earlier version as they are, to go back to that version of the program.")
def restore(source: Path, target: Path, as_it_was: bool) -> None:
    """Unpack a backup into the new folder TARGET and check it; what was erased since, here or by a list in a backup
    beside it, is erased from it before it is there."""
    from pilot.safety import deletions
    from pilot.safety.restore import restore as bring_back

    erased = deletions.noted(home_at(None))
    click.echo(bring_back(source, target, as_it_was=as_it_was, erased=erased).folder)


@click.command()
@click.option("--from", "source", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="The backup to take it from; without it the newest that is whole.")
@home_option
def recover(source: Path | None, home_dir: Path | None) -> None:
    """Bring back what is damaged or missing from the newest whole backup; stop app and worker first.

    Prints what was wrong, and a tab-separated line for each file that came back: its place, and when the backup was
    made. What was there is put aside in the home.
    """
    from pilot.safety import recovering

    found = recovering.recover(home_at(home_dir), source)
    if not found.faults:
        click.echo(_("Nothing is damaged."))
        return
    for fault in found.faults:
        click.echo(fault, err=True)
    for place in found.back:
        click.echo(f"{place}\t{found.made_at:%Y-%m-%dT%H:%M:%SZ}")
    if found.aside is not None:
        click.echo(_("What was there is in {path}. Look at it, then erase it.").format(path=found.aside), err=True)


@click.group()
def backups() -> None:
    """Backups that are made by themselves: when, where, and whether they come back."""


@backups.command("list")
@home_option
def backups_list(home_dir: Path | None) -> None:
    """List the backups there are, newest first, tab-separated: file, when, bytes."""
    from pilot.safety import places, plan

    home = home_at(home_dir)
    wanted = plan.plan(home)
    for folder in (wanted.in_home(home), wanted.elsewhere()):
        for one in places.lying(folder) if folder else ():
            click.echo(f"{one.path}\t{one.at:%Y-%m-%dT%H:%M:%SZ}\t{one.path.stat().st_size}")


@backups.command("now")
@home_option
def backups_now(home_dir: Path | None) -> None:
    """Make one by the plan: written, opened again, copied to the second place, old ones taken away; prints its path."""
    from pilot.safety import made, making

    click.echo(making.make(home_at(home_dir), made.ASKED))


@backups.command("set")
@click.option("--on/--off", "is_on", default=None, help="Whether one is made each day.")
@click.option("--at", help="Clock time HH:MM, in the time zone that was chosen on the page.")
@click.option("--days", type=int, help="Of how many days one is kept.")
@click.option("--weeks", type=int, help="Of how many weeks.")
@click.option("--months", type=int, help="Of how many months.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where they lie; without it in the home.")
@click.option("--second", type=click.Path(path_type=Path), help="Where a copy of each goes, on another disk.")
@home_option
def backups_set(
    is_on: bool | None, at: str | None, days: int | None, weeks: int | None, months: int | None, folder: Path | None,
    second: Path | None, home_dir: Path | None,
) -> None:
    """Say when backups are made, how many are kept and where; what is not given stays. Prints the plan."""
    from pilot.safety import plan

    home = home_at(home_dir)
    plan.change(home, is_on=is_on, at=at, days=days, weeks=weeks, months=months)
    now = plan.set_places(home, folder, second)
    click.echo("\t".join((
        "on" if now.is_on else "off", now.at, now.zone, *map(str, now.rotation), str(now.in_home(home)), now.second)))


@backups.command("drill")
@click.argument("source", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@home_option
def backups_drill(source: Path | None, home_dir: Path | None) -> None:
    """Bring the newest backup (or SOURCE) back in a temporary place, check all of it, and erase it again.

    Prints tab-separated: its name, stores, texts, recordings that came back, milliseconds; exit 1 when it does not.
    """
    from pilot.safety import making

    tried = making.drill(home_at(home_dir), source)
    if not tried.whole:
        click.echo(tried.fault, err=True)
        sys.exit(1)
    click.echo(f"{tried.name}\t{tried.stores}\t{tried.texts}\t{tried.sounds}\t{tried.ms}")


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


@click.command("person-file")
@click.argument("person")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@pilot_option
def person_file(person: str, out: Path, pilot_path: Path) -> None:
    """Write all that is held on PERSON (a pseudonym or guid) to OUT: html, docx or json by its ending."""
    from pilot.families import directory
    from pilot.files.export import Asked, format_of
    from pilot.files.saving import save
    from pilot.safety.person_formats import PERSON_FILE

    made = format_of(PERSON_FILE, out.suffix.lstrip(".").lower())
    if out.exists():
        raise BadInput(N_("{path} is there already. Choose another name."), path=out)
    with at_pilot(pilot_path) as (where, db, viewer):
        guid = next((one.guid for one in directory.everybody(db, viewer) if one.pseudonym == person), person)
        save(made.write(Asked(where, db, viewer, {"person": guid})), out)
    click.echo(out)


@click.command()
@click.argument("places", nargs=-1, type=click.Path(path_type=Path, exists=True))
@home_option
def traces(places: tuple[Path, ...], home_dir: Path | None) -> None:
    """Look whether phrases, one a line from standard input, stand in clear in the home, its temporary files, or PLACES.

    Prints of each file in which one does its path and, tab-separated, which line it was; then ends with 1. In the parts
    of a zip too. A demo is not encrypted, so there they are found.
    """
    import tempfile

    from pilot.safety.traces import SHORTEST, looked_for

    phrases = [line.strip() for line in sys.stdin if line.strip()]
    if not phrases or any(len(one) < SHORTEST for one in phrases):
        raise BadInput(N_("Give phrases of at least {least} characters, one a line, from standard input."),
                       least=SHORTEST)
    found = False
    for path, number in looked_for([home_at(home_dir).folder, Path(tempfile.gettempdir()), *places], phrases):
        found = True
        click.echo(f"{path}\t{number + 1}")
    sys.exit(int(found))


COMMANDS = (backup, restore, check, person_file, recover, backups, traces)
