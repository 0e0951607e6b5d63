"""The commands that print what the machine would code in texts, and that audit what it proposed in a pilot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pilot.command_line import at_pilot, bytes_of, pilot_option
from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from coding.book.model import Codebook
    from coding.suggest.model import Model
    from coding.suggest.proposing import Signals

MOST_TEXTS, LONGEST_TEXT = 20_000, 2_000_000


class Given(NamedTuple):
    """A text of the file, and what it is called there."""

    id: str | int
    text: str


@click.command("suggest")
@click.argument("texts", type=click.Path(path_type=Path))
@click.option("--codebook", "book_path", type=click.Path(path_type=Path), required=True,
              help="The codebook file with the signal phrases.")
@click.option("--pilot", "pilot_path", type=click.Path(path_type=Path),
              help="Path of a pilot.db whose codings are learnt from too; nothing is kept there.")
@click.option("--abstain", is_flag=True, help="Say only what is rather sure, and nothing of the other texts.")
def suggest(texts: Path, book_path: Path, pilot_path: Path | None, abstain: bool) -> None:
    """Print as JSON which codes the machine would give in TEXTS, a JSON list of {id, text}, and by which words."""
    from coding.book import codebook
    from coding.suggest import proposing, speaking

    given = _read(texts)
    book = codebook.load(codebook.file_text(bytes_of(book_path)))
    signals = proposing.of_book(book)
    if not signals:
        raise BadInput(N_("No code of this codebook has words that point to it, so there is nothing to go by."))
    model = _learnt(pilot_path, book, signals) if pilot_path else None
    found = speaking.together(model, signals, [one.text for one in given], careful=abstain)
    click.echo(json.dumps(
        [{"id": one.id, "codings": [proposal._asdict() for proposal in told]}
         for one, told in zip(given, found, strict=True)], ensure_ascii=False, indent=1))


def _learnt(path: Path, book: Codebook, signals: Signals) -> Model:
    """What the codings of a pilot teach about the codes of a codebook."""
    from coding.suggest import model

    with at_pilot(path) as (_pilot, db, _viewer):
        return model.made(db, [code.key for code, _parent, _depth in book.walk() if code.codable], signals, 0)


def _read(path: Path) -> list[Given]:
    """The texts of a file. Raises: BadInput with what is wrong, and in which entry, from 1."""
    try:
        raw = json.loads(bytes_of(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput(N_("{path} is no JSON in UTF-8."), path=path) from error
    if not isinstance(raw, list):
        raise BadInput(N_("{path} has to hold a list: [{{\"id\": ..., \"text\": ...}}, ...]."), path=path)
    if len(raw) > MOST_TEXTS:
        raise BadInput(N_("{path} holds more than {n} texts. Split it."), path=path, n=MOST_TEXTS)
    given = [_one(entry, number) for number, entry in enumerate(raw, 1)]
    if len({one.id for one in given}) < len(given):
        raise BadInput(N_("Two texts have the same id. Give each one of its own."))
    return given


def _one(entry: Any, number: int) -> Given:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise BadInput(N_("Entry {n} has no “text”."), n=number)
    if isinstance(entry.get("id"), bool) or not isinstance(entry.get("id"), str | int):
        raise BadInput(N_("Entry {n} has no “id”, which is a text or a number."), n=number)
    text = entry["text"]
    if len(text) > LONGEST_TEXT:
        raise BadInput(N_("The text of entry {n} is longer than {most} characters."), n=number, most=LONGEST_TEXT)
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise BadInput(N_("The text of entry {n} has half a character in it."), n=number)
    return Given(entry["id"], text)


@click.group("suggest-audit")
def audit_group() -> None:
    """Have a person judge what the machine proposed in a pilot, and what it did not."""


@audit_group.command("draw")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--marked", type=int, default=50, show_default=True, help="Sentences of those the machine marked.")
@click.option("--others", type=int, default=200, show_default=True, help="Of all else in the texts it looked at.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same sentences.")
@pilot_option
def audit_draw(code: str, file: Path, marked: int, others: int, seed: int, pilot_path: Path) -> None:
    """Write the sheet for CODE (a key) to FILE (xlsx); prints how many sentences are on it."""
    from coding.suggest import auditing
    from pilot.files import as_xlsx

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        table = auditing.sheet(db, viewer, code, marked, others, seed)
        file.write_bytes(as_xlsx.write(table))
        click.echo(len(table.frame))


@audit_group.command("read")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pilot_option
def audit_read(file: Path, pilot_path: Path) -> None:
    """Print as JSON what a filled-in sheet says: precision, recall and a sentence for the annex on methods."""
    from coding.suggest import auditing

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        told = auditing.read(db, viewer, bytes_of(file), file.name)
        found = told._asdict() | {name: share._asdict() for name, share in told.figures._asdict().items()}
        del found["figures"]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))


COMMANDS = (suggest, audit_group)
