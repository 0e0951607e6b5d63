"""The command that brings files in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pilot.command_line import at_pilot, pilot_option
from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_, _

# From so many files on it pays to have the parsers in memory once, rather than anew for each.
WARM_FROM = 2


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@pilot_option
@click.option("--family", help="Pseudonym of the family, for files whose name or list does not say it.")
@click.option("--voice", type=click.Choice(voices.VOICES), help="Who tells.")
@click.option("--date", "told_on", help="Date on which it was told, such as 2021-03-04.")
@click.option("--csv", "csv_path", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="List (csv or xlsx) with the columns bestand, gezin, stem, datum (or file, family, voice, date).")
@click.option("--title", help="Title; default such as Interview with moeder.")
@click.option("--speaker", "speakers", multiple=True, metavar="LABEL=WHO",
              help="Whose words stand under a label: a voice, such as family, or a person's pseudonym.")
@click.option("--person", "persons", multiple=True, metavar="PSEUDONYM", help="Who is heard in a recording.")
@click.option("--deidentified", is_flag=True, help="Names have been replaced in these texts already.")
@click.option("--no-names", is_flag=True,
              help="With --deidentified: words of the register that stand in these texts are no names there.")
@click.option("--sure", is_flag=True, help="Dates before the pilot or the family's support are right.")
@click.option("--dry-run", is_flag=True, help="Only show what would be stored.")
def import_files(
    files: tuple[Path, ...], pilot_path: Path, family: str | None, voice: str | None, told_on: str | None,
    csv_path: Path | None, title: str | None, speakers: tuple[str, ...], persons: tuple[str, ...],
    deidentified: bool, no_names: bool, sure: bool, dry_run: bool,
) -> None:
    """Bring texts and recordings in, all or none; prints the guid of each, in the order given."""
    from pilot import fence
    from texts.intake import reading
    from texts.intake.files import Given, bring_in

    said = dict(pair.split("=", 1) for pair in speakers if "=" in pair)
    if len(said) != len(speakers):
        raise BadInput(N_("Write --speaker as LABEL=WHO, such as --speaker Moeder=family, each label once."))
    csv = _list_in(csv_path) if csv_path else None
    given = Given(family, voice, told_on, title, csv, deidentified, sure, said, persons, no_names)
    if len(files) > WARM_FROM:
        fence.warm(reading.MODULES)
    with at_pilot(pilot_path) as (where, db, viewer):
        found = bring_in(where, db, viewer, files, given, dry_run=dry_run)
    for line in (*found.lines, *found.faults):
        click.echo(line, err=True)
    if found.faults:
        click.echo(_("Nothing was stored. What is missing can be given with --family, --voice, --date and"
                     " --speaker LABEL=WHO; --sure says that early dates are right; --help tells more."), err=True)
        sys.exit(2)
    for guid in found.guids:
        click.echo(guid)


def _list_in(path: Path) -> str:
    from texts.intake.reading import list_at

    return list_at(path, path.name)


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def read_file(file: Path) -> None:
    """Print what would be read from FILE, as JSON: turns, warnings, and what is left out. Nothing is stored."""
    from texts.intake.reading import text_of

    text = text_of(file.resolve(), file.name)
    turns = [{"speaker": turn.speaker or None, "start_ms": turn.start_ms, "end_ms": turn.end_ms, "text": turn.text}
             for turn in text.turns]
    read = {"turns": turns, "warnings": list(text.warnings), "left_out": list(text.left_out)}
    click.echo(json.dumps(read, ensure_ascii=False, indent=1))


COMMANDS = (import_files, read_file)
