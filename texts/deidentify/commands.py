"""The command that takes names out of a text, without a pilot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from pilot.errors import BadInput
from pilot.words import N_, _, ngettext

# Said here too: asking the engine for them would read it for every command.
AGES = ("exact", "ten-years")
DATES = ("exact", "month", "season", "year")
_SAME = N_("--out, --spans and the files that are read must be different files.")


@click.command("deidentify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--lexicon", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Names that are known: UTF-8, a csv of text,kind,pseudonym, or a name a line.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write: the text.")
@click.option("--spans", "spans_path", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="File to write: what was replaced, as JSON, each with start, end, kind and replacement.")
@click.option("--ages", type=click.Choice(AGES), default="ten-years", show_default=True, help="How coarse ages become.")
@click.option("--dates", type=click.Choice(DATES), default="year", show_default=True, help="How coarse dates become.")
def deidentify(file: Path, lexicon: Path | None, out: Path, spans_path: Path, ages: str, dates: str) -> None:
    """Take names and numbers of people out of the text FILE, without a pilot.

    A program misses one name in fifty with a lexicon of them, one in eight without: read the text before others do.
    Offsets count code points, from 0, the end not included, in the text of FILE with \\n as line ends and in NFC.
    Kinds: name, place, address, org, phone, email, iban, bsn, nrn, postcode, plate, date, age.
    """
    from pilot.files.saving import save_all
    from texts.deidentify import reading
    from texts.deidentify.labels import with_ending

    read = [path.resolve() for path in (file, lexicon) if path]
    written = [path.resolve() for path in (out, spans_path)]
    if len({*read, *written}) < len(read) + len(written):
        raise BadInput(_SAME)
    text = reading.text_of(file, file.name)
    entries = reading.lexicon_of(lexicon, lexicon.name) if lexicon else []
    spans = reading.spans_of(text, entries, ages=ages.replace("-", " "), dates=dates, name=file.name)
    spans = [replace(one, replacement=with_ending(text[one.start:one.end], one.replacement)) for one in spans]
    told = [{"start": one.start, "end": one.end, "kind": one.kind, "replacement": one.replacement} for one in spans]
    listed = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    save_all({out: reading.put(text, spans).encode(), spans_path: listed.encode()})
    said = ngettext("{n} place was replaced.", "{n} places were replaced.", len(spans)).format(n=len(spans))
    missed = _("A program misses one name in fifty with a lexicon of them, one in eight without. Read the text before"
               " others do.")
    click.echo(f"{said}\n{missed}", err=True)


COMMANDS = (deidentify,)
