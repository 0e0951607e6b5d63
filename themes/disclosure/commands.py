"""The commands that draft a release of tables, and that attack one, of a file and without a pilot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.words import ngettext

if TYPE_CHECKING:
    from themes.disclosure.reading import Asked
    from themes.disclosure.tables import Drafted

FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@click.group("release")
def release() -> None:
    """Say what of tables may be shown outside the team."""


@release.command("draft")
@FILE
def draft(file: Path) -> None:
    """Say as JSON what may be shown of the tables in the JSON FILE, without ids; null is held back.

    FILE has an audience, a threshold, a base, and releases, oldest first: tables of rows and columns, in each cell the
    ids of families. Every release is drafted knowing the earlier ones. Why all of one is held back is its reason.
    """
    from themes.disclosure.reading import read, told

    click.echo(json.dumps(told(_drafted(read(file))), ensure_ascii=False, indent=1))


@release.command("check")
@FILE
def check(file: Path) -> None:
    """Draft the releases of the JSON FILE and attack them together; exits 1 where something is pinned, and says what.

    The attacker is any one family: she knows the rules, the number of families, who came, stayed and left, her own
    answers and all releases. Cells she knows for certain though they are held back are printed, without ids.
    """
    from themes.disclosure.attacker import attacked
    from themes.disclosure.reading import pinned_in, read

    releases = _drafted(read(file))
    found = attacked(releases)
    for line in pinned_in(releases, found):
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo(ngettext("No cell that is held back can be found out from {n} release.",
                        "No cell that is held back can be found out from {n} releases together.",
                        len(releases)).format(n=len(releases)), err=True)


def _drafted(asked: Asked) -> list[Drafted]:
    """All releases of a file, each knowing the earlier."""
    from themes.disclosure.protect import drafted

    found: list[Drafted] = []
    for tables in asked.releases:
        found.append(drafted(tables, audience=asked.audience, threshold=asked.threshold, base=asked.base,
                             earlier=found))
    return found


COMMANDS = (release,)
