"""The command `export`: the same files as the pages give, as the operator sees them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from pilot.command_line import at_pilot, pilot_option
from pilot.errors import BadInput
from pilot.words import N_


@click.command("export")
@click.argument("what")
@pilot_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="File to write; its ending says how: xlsx, csv, docx, html, yaml, svg, png, qdpx, qdc.")
@click.option("--choose", "chosen", multiple=True, metavar="NAME=VALUE",
              help="What to take: code=KEY, family=GUID, document=GUID, coder=GUID, tellers=family, version=3 ...")
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
def export(what: str, pilot_path: Path, out: Path, chosen: tuple[str, ...], replace: bool) -> None:
    """Take WHAT out of a pilot, as the pages do: segments, quotes, memos, transcript, codebook, matrix, over-time,
    timeline, documents, families, consents, stories, scores and more; an unknown name prints all of them."""
    from pilot.files.export import Asked, chosen_of, format_of
    from web.exports import ALSO, EXPORTS

    found = EXPORTS.get(what)
    if found is None:
        raise BadInput(N_("{what} cannot be taken out. Choose from {names}."), what=what, names=", ".join(EXPORTS))
    other, ending = EXPORTS.get(ALSO.get(what, "")), out.suffix.lstrip(".").lower()
    made = format_of(dataclasses.replace(found, formats={**found.formats, **other.formats}) if other else found, ending)
    if other and ending in other.formats:
        found = other
    query = chosen_of(found, dict(pair.partition("=")[::2] for pair in chosen))
    if out.exists() and not replace:
        raise BadInput(N_("{path} is there already. Choose another name, or give --replace."), path=out)
    with at_pilot(pilot_path) as (where, db, viewer):
        asked = Asked(where, db, viewer, query)
        if made.save:
            if replace:
                out.unlink(missing_ok=True)
            made.save(asked, out)
        else:
            out.write_bytes(made.write(asked))
        left_out = found.left_out(asked)
    if left_out:
        click.echo(left_out, err=True)
    click.echo(out)
