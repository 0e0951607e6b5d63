"""Commands that change the codebook in use, and that say how it changed; those of its file are in coding/book."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coding.book.commands import codebook_group
from pilot.command_line import at_pilot, pilot_option
from pilot.errors import BadInput
from pilot.words import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from coding.book.comparing import Field
    from coding.book.model import Code
    from pilot.access import Viewer

only_wording_option = click.option(
    "--only-wording", is_flag=True, help="It means the same in other words: nobody looks at passages again.")
reason_option = click.option("--reason", default="", help="Why; it stands in the list of versions.")


@contextmanager
def _at(pilot_path: Path) -> Iterator[tuple[Database, Viewer, int]]:
    """The pilot, the operator and the number of the version in use; then prints which is in use."""
    from coding.book import codebook

    with at_pilot(pilot_path) as (_pilot, db, viewer):
        newest = codebook.newest(db)
        yield db, viewer, newest.number if newest else 0
        after = codebook.newest(db)
        if after and after != newest:
            click.echo(after.number)


@codebook_group.command("versions")
@pilot_option
def versions(pilot_path: Path) -> None:
    """List the versions of a pilot's codebook, the last first: number, when, what was done, who, why."""
    from coding.book import codebook

    with _at(pilot_path) as (db, viewer, _seen):
        for one in codebook.versions(db, viewer):
            click.echo("\t".join((str(one.number), one.adopted_at[:16], one.did, one.by, one.reason or one.label)))


@codebook_group.command("compare")
@click.argument("before", type=int)
@click.argument("after", type=int)
@pilot_option
def compare(before: int, after: int, pilot_path: Path) -> None:
    """Print what differs from version BEFORE to version AFTER, a line per code and field."""
    from coding.book import comparing

    with _at(pilot_path) as (db, viewer, _seen):
        for one in comparing.between(db, viewer, before, after):
            if not one.fields:
                click.echo(f"{one.key}\t{one.kind}")
            for field in one.fields:
                click.echo("\t".join((one.key, one.kind, _field(field), str(field.before), str(field.after))))


def _field(field: Field) -> str:
    return f"{field.name}.{field.language}".strip(".")


@codebook_group.command("history")
@click.argument("key")
@pilot_option
def history(key: str, pilot_path: Path) -> None:
    """Print what became of the code KEY, the last version first."""
    from coding.book import comparing

    with _at(pilot_path) as (db, viewer, _seen):
        for one in comparing.history(db, viewer, key):
            what = " ".join(filter(None, (one.kind, one.turned, ", ".join(one.others))))
            version = one.version
            click.echo("\t".join((str(version.number), version.adopted_at[:16], version.by, what,
                                  ", ".join(map(_field, one.fields)), version.reason)))


@codebook_group.command("add")
@click.argument("name")
@click.option("--under", default="", metavar="KEY", help="The group or code it lies under; default at the top.")
@click.option("--definition", default="", help="What it means.")
@reason_option
@pilot_option
def add(name: str, under: str, definition: str, reason: str, pilot_path: Path) -> None:
    """Add a code called NAME; prints its key and the number of the new version."""
    from coding.book import changing
    from coding.book.model import Code

    code = Code("", dict.fromkeys(LANGUAGES, name), dict.fromkeys(LANGUAGES, definition), "", "")
    with _at(pilot_path) as (db, viewer, _seen):
        click.echo(changing.add(db, viewer, code, under, reason=reason))


@codebook_group.command("change")
@click.argument("key")
@click.option("--set", "told", multiple=True, required=True, metavar="FIELD=TEXT",
              help="Such as name.nl=..., definition.en=..., example=..., signals=a|b, color=#334A7D, sign=true.")
@only_wording_option
@reason_option
@pilot_option
def change(key: str, told: tuple[str, ...], only_wording: bool, reason: str, pilot_path: Path) -> None:
    """Let the code KEY say something else; prints the number of the new version."""
    from coding.book import changing, edits

    with _at(pilot_path) as (db, viewer, seen):
        code, _parent = edits.find(changing.in_use(db), key)
        for one in told:
            code = _said(code, *one.partition("=")[::2])
        changing.change(db, viewer, code, seen=seen, reason=reason, only_wording=only_wording)


def _said(code: Code, field: str, text: str) -> Code:
    name, _, language = field.partition(".")
    if name in ("name", "definition", "use_when", "not_when") and language in LANGUAGES:
        return replace(code, **{name: getattr(code, name) | {language: text}})
    if field == "signals":
        return replace(code, signals=tuple(part.strip() for part in text.split("|")))
    if field in ("sign", "codable") and text in ("true", "false"):
        return replace(code, **{field: text == "true"})  # type: ignore[arg-type]
    if field in ("example", "color", "color_dark"):
        return replace(code, **{field: text})  # type: ignore[arg-type]
    raise BadInput(N_("A code has no field {name} that can say this. Choose name.nl, definition.en, example or so."),
                   name=field)


@codebook_group.command("move")
@click.argument("key")
@click.option("--under", default="", metavar="KEY", help="The group or code it comes under; default at the top.")
@click.option("--before", default="", metavar="KEY", help="The code it comes before; default last.")
@reason_option
@pilot_option
def move(key: str, under: str, before: str, reason: str, pilot_path: Path) -> None:
    """Put the code KEY elsewhere, with what it holds; prints the number of the new version."""
    from coding.book import changing

    with _at(pilot_path) as (db, viewer, seen):
        changing.move(db, viewer, key, under, before, seen=seen, reason=reason)


@codebook_group.command("merge")
@click.argument("keys", nargs=-1, required=True)
@click.option("--into", required=True, metavar="KEY", help="The code they go up in.")
@click.option("--wider", is_flag=True, help="They did not mean the same: who looked for one of them looks again.")
@reason_option
@pilot_option
def merge(keys: tuple[str, ...], into: str, wider: bool, reason: str, pilot_path: Path) -> None:
    """Let the codes KEYS go up in another, with all their codings; prints the number of the new version."""
    from coding.marks import merging, reached

    with _at(pilot_path) as (db, viewer, seen):
        number = merging.merge(db, viewer, keys, into, seen=seen, is_same=not wider, reason=reason)
        _reached(reached.by_version(db, viewer, number).coders)


def _reached(coders: tuple[tuple[str, int], ...]) -> None:
    for label, n in coders:
        click.echo(f"{label}\t{n}", err=True)


@codebook_group.command("split")
@click.argument("key")
@click.argument("names", nargs=-1, required=True)
@reason_option
@pilot_option
def split(key: str, names: tuple[str, ...], reason: str, pilot_path: Path) -> None:
    """Part the code KEY into codes called NAMES; prints their keys and the number of the new version."""
    from coding.book.model import Code
    from coding.marks import merging

    parts = [Code("", dict.fromkeys(LANGUAGES, name), {}, "", "") for name in names]
    with _at(pilot_path) as (db, viewer, seen):
        for part in merging.split(db, viewer, key, parts, seen=seen, reason=reason):
            click.echo(part)


@codebook_group.command("retire")
@click.argument("key")
@reason_option
@pilot_option
def retire(key: str, reason: str, pilot_path: Path) -> None:
    """Take the code KEY out of use; its codings stay, to be decided about. Prints the number of the new version."""
    from coding.book import changing

    with _at(pilot_path) as (db, viewer, seen):
        changing.retire(db, viewer, key, seen=seen, reason=reason)


@codebook_group.command("bring-back")
@click.argument("key")
@reason_option
@pilot_option
def bring_back(key: str, reason: str, pilot_path: Path) -> None:
    """Take the code KEY of an older version into use again; prints the number of the new version."""
    from coding.book import changing

    with _at(pilot_path) as (db, viewer, _seen):
        changing.bring_back(db, viewer, key, reason=reason)


@codebook_group.command("undo")
@click.argument("number", type=int)
@reason_option
@pilot_option
def undo(number: int, reason: str, pilot_path: Path) -> None:
    """Undo the merge or split of version NUMBER and keep what changed since; prints the number of the new version."""
    from coding.marks import merging, reached

    with _at(pilot_path) as (db, viewer, _seen):
        _reached(reached.by_version(db, viewer, merging.undo(db, viewer, number, reason)).coders)


@codebook_group.command("take-back")
@click.argument("number", type=int)
@reason_option
@pilot_option
def take_back(number: int, reason: str, pilot_path: Path) -> None:
    """Use version NUMBER again, as a new version with what was merged since undone; prints the number of that one."""
    from coding.marks import merging, reached

    with _at(pilot_path) as (db, viewer, _seen):
        _reached(reached.by_version(db, viewer, merging.take_back(db, viewer, number, reason)).coders)


COMMANDS = (codebook_group,)
