"""The commands that say how far coders agree, of a table in a file, without a pilot."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pilot.words import _, ngettext

# Said here too: asking the coefficients for them would read numpy for every command.
LEVELS = ("nominal", "ordinal", "interval", "ratio")


@click.command("agreement")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--level", type=click.Choice(LEVELS), default="nominal", show_default=True,
              help="What the values are for Krippendorff's alpha; all but nominal are numbers.")
def agreement(file: Path, level: str) -> None:
    """Say as JSON how far coders agree: the csv FILE has a column per coder, a row per unit, empty for missing.

    All numbers are fractions; what is undefined is null, with a sentence that says why. Categories are the values
    present; units are those with two values or more, and percent is the mean over them of the pairs that agree. All
    but Krippendorff's alpha take values for names at every level.
    """
    from coding.agreement import coefficients, reading
    from coding.agreement.ratings import from_cells

    table = reading.rows_of(file)
    found = from_cells([cells for _line, cells in table.rows], len(table.columns), level)
    told = {
        "percent": coefficients.percent(found), "cohen_kappa": coefficients.cohen_kappa(found),
        "fleiss_kappa": coefficients.fleiss_kappa(found),
        "krippendorff_alpha": coefficients.krippendorff_alpha(found, level),
        "gwet_ac1": coefficients.gwet_ac1(found), "brennan_prediger": coefficients.brennan_prediger(found),
        "units": found.paired.total, "coders": found.coders}
    click.echo(json.dumps(told, indent=1, allow_nan=False))
    if table.empty:
        click.echo(ngettext("{n} row has no value and was left out.", "{n} rows have no value and were left out.",
                            table.empty).format(n=table.empty), err=True)
    if found.coders < 2:
        click.echo(_("There is one coder. To agree takes two, so nothing can be said."), err=True)
    elif not found.paired.total:
        click.echo(_("No unit has values of two coders, so nothing can be said about their agreement."), err=True)
    elif (found.paired.counts > 0).sum() < 2:
        click.echo(_("All coders gave the same value everywhere. Whether that is more than chance cannot be known."),
                   err=True)


@click.command("unitizing")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--start", required=True, type=int, help="Where the continuum begins.")
@click.option("--length", required=True, type=int, help="How long it is, in the steps in which units are counted.")
def unitizing(file: Path, start: int, length: int) -> None:
    """Say as JSON how far coders agree where something begins and ends: alpha_u of Krippendorff 2004.

    The csv FILE has the columns coder, code, start and end, which is not included. alpha_u is over all codes, 1 less
    the sum of what differs (do) over the sum of what chance would make differ (de); by_code has them for each code.
    """
    from coding.agreement import reading
    from coding.agreement.unitizing import alpha_u, pooled

    units = reading.units_in(reading.rows_of(file))
    found = alpha_u(units, start, length)
    by_code = {code: {"do": one.do, "de": one.de, "alpha": one.alpha} for code, one in sorted(found.items())}
    click.echo(json.dumps({"alpha_u": pooled(found), "by_code": by_code}, indent=1, ensure_ascii=False,
                          allow_nan=False))
    if not units:
        click.echo(_("Nobody marked anything, so nothing can be said about their agreement."), err=True)
    elif not found:
        click.echo(_("There is one coder. To agree takes two, so nothing can be said."), err=True)


COMMANDS = (agreement, unitizing)
