"""Commands about the codebook: checking a file, and making it the newest version of a pilot."""

from __future__ import annotations

from pathlib import Path

import click

from pilot.command_line import at_pilot, bytes_of, pilot_option
from pilot.errors import BadInput
from pilot.words import N_, _, ngettext


@click.group("codebook")
def codebook_group() -> None:
    """The codebook: a YAML file, and its versions in a pilot."""


def _text(path: Path) -> str:
    from coding.book.codebook import file_text

    text = file_text(bytes_of(path))
    if text.lstrip().startswith("<"):
        raise BadInput(N_("{path} is a codebook of another program (.qdc). Bring it in with “codebook import”."),
                       path=path)
    return text


@codebook_group.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def codebook_check(file: Path) -> None:
    """Check the codebook in FILE; every fault is told with its line."""
    from coding.book import codebook

    codes = [code for code, _parent, _depth in codebook.load(_text(file)).walk() if code.codable]
    click.echo(ngettext("{n} code, no faults", "{n} codes, no faults", len(codes)).format(n=len(codes)))


@codebook_group.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--label", default="", help="What this version is called; default the codebook's own name.")
@click.option("--only-wording", is_flag=True,
              help="Codes mean the same in other words: nobody looks at passages again.")
@pilot_option
def codebook_load(file: Path, label: str, only_wording: bool, pilot_path: Path) -> None:
    """Make the codebook in FILE the newest version of a pilot; prints the number of the version in use."""
    from coding.book import codebook
    with at_pilot(pilot_path) as (_pilot, db, viewer):
        there = codebook.newest(db)
        made = codebook.adopt(db, viewer, _text(file), label, only_wording=only_wording)
        if there and made == there.codebook_version_id:
            click.echo(_("This codebook is in use already."), err=True)
        click.echo(codebook.versions(db, viewer)[0].number)


COMMANDS = (codebook_group,)
