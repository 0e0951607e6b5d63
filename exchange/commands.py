"""Commands that bring a project of another program in, and a pilot out."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click

from coding.book.commands import codebook_group
from pilot.command_line import at_pilot, bytes_of, pilot_option
from pilot.config import Pilot
from pilot.words import _


@click.command("refi-import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--pilot", "target", type=click.Path(path_type=Path), required=True, help="The new pilot file to make.")
@click.option("--free-of-names", is_flag=True, help="No text in it holds a real name: evaluators may read all of them.")
def refi_import(file: Path, target: Path, free_of_names: bool) -> None:
    """Make a new pilot of a REFI-QDA project (.qdpx) or codebook (.qdc), and print as JSON what came in.

    In an encrypted home it is encrypted; anywhere else it is not, and that is said.
    """
    from exchange.refi.arriving import import_project
    from pilot.store import keys

    came = import_project(file, target, free_of_names=free_of_names)
    if not keys.kept(keys.home_of(target.absolute())):
        click.echo(_("{path} is not encrypted, for it lies in no encrypted home.").format(path=target), err=True)
    click.echo(json.dumps(came.told(), ensure_ascii=False))


@click.command("refi-export")
@click.argument("pilot_path", metavar="PILOT", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--without-sound", is_flag=True, help="Leave the recordings out.")
def refi_export(pilot_path: Path, file: Path, without_sound: bool) -> None:
    """Write a pilot to FILE as a REFI-QDA project (.qdpx), or its codebook (.qdc), and print as JSON what left."""
    from exchange.refi.export import export_project
    from pilot import access
    from pilot.store.files import open_pilot

    pilot = Pilot.beside(pilot_path)
    path = pilot_path / "pilot.db" if pilot_path.is_dir() else pilot_path
    with closing(open_pilot(path)) as db:
        made = export_project(pilot, db, access.operator(db, pilot.slug), file, with_sound=not without_sound)
    click.echo(json.dumps(made.told(), ensure_ascii=False))


@codebook_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--label", default="", help="What this version is called; default the name of the file.")
@click.option("--reason", default="", help="Why; it stands in the list of versions.")
@pilot_option
def codebook_import(file: Path, label: str, reason: str, pilot_path: Path) -> None:
    """Make a codebook, of another program (.qdc) or ours, the newest version; prints the number of the one in use."""
    from coding.book import codebook
    from exchange.refi import books

    content = bytes_of(file)
    with at_pilot(pilot_path) as (_pilot, db, viewer):
        if books.looks_like(content.decode("utf-8", "replace")):
            found = books.read(db, content, file.name)
            codebook.adopt(db, viewer, codebook.dump(found.book), label, reason, guids=found.guids)
        else:
            codebook.adopt(db, viewer, codebook.file_text(content), label, reason)
        click.echo(codebook.versions(db, viewer)[0].number)


COMMANDS = (refi_import, refi_export)
