"""The command that counts what changed on life domains, of a file and without a pilot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.words import _, ngettext

if TYPE_CHECKING:
    from pilot.errors import BadInput

MOST_FAULTS = 20  # sentences; more would scroll the first away


@click.command("outcomes")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def outcomes(file: Path) -> None:
    """Say as JSON how families do on life domains, of a csv FILE: family, wave, domain, score and maybe group.

    A score is 0 (no problem) to 10 (worst), empty where it is not known. Change is from the first wave of the file to
    the last; over domains only families count whose domains are all known. Nothing is rounded; percentages are null
    under 20 families, and so is what cannot be said. relative_fall is a fraction.
    """
    from themes.outcomes.reading import read
    from themes.outcomes.told import told

    found = read(file)
    if found.faults:
        _say(found.faults)
        raise SystemExit(2)
    laid = found.cube()
    groups = [found.group_of.get(str(family)) for family in laid.families] if found.grouped else None
    click.echo(json.dumps(told(laid, groups), ensure_ascii=False, indent=1, allow_nan=False))
    for column in found.unused:
        click.echo(_("The column {column} is not used.").format(column=column), err=True)
    alone = groups.count(None) if groups else 0
    if alone:
        click.echo(ngettext("{n} family has no group and counts in the whole alone.",
                            "{n} families have no group and count in the whole alone.", alone).format(n=alone),
                   err=True)


def _say(faults: list[BadInput]) -> None:
    """A sentence for each row in which something is wrong."""
    for fault in faults[:MOST_FAULTS]:
        click.echo(fault.sentence(), err=True)
    more = len(faults) - MOST_FAULTS
    if more > 0:
        click.echo(ngettext("Something is wrong with {n} more line.", "Something is wrong with {n} more lines.",
                            more).format(n=more), err=True)


COMMANDS = (outcomes,)
