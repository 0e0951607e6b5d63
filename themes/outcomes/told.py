"""What is counted of life domains as plain values, as JSON has it: `cli.py outcomes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from themes.outcomes import counting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from themes.outcomes.counting import AtWave, Cube, Domains


def told(of: Cube, groups: Sequence[str | None] | None = None) -> dict[str, Any]:
    """Everything that is counted, unrounded; what cannot be said is None.

    Change is from the first wave to the last. While there is one wave there is no change: nobody is counted in it.

    Args:
        groups: of every family the group it is in, None for none; for the same per group, each over all waves and
            domains of the whole.
    """
    found = {"waves": list(of.waves), "domains": {domain: _domain(of, domain) for domain in of.domains},
             "overall": _overall(of)}
    if groups is not None:
        found["groups"] = {group: told(of.of(np.array([one == group for one in groups], dtype=bool)))
                           for group in dict.fromkeys(groups) if group is not None}
    return found


def _domain(of: Cube, domain: str) -> dict[str, Any]:
    first, last = of.waves[0], of.waves[-1] if len(of.waves) > 1 else None
    moved = counting.change(of.at(first, domain), of.at(last, domain)) if last else counting.Change(0, 0, 0)
    return {
        "waves": {wave: _at_wave(counting.at_wave(of.at(wave, domain))) for wave in of.waves},
        "change": {"from": first, "to": last, "improved": moved.improved, "stable": moved.stable,
                   "worsened": moved.worsened, "n": moved.n}}


def _at_wave(found: AtWave) -> dict[str, Any]:
    percent = found.percent
    return {"n": found.n, "missing": found.missing, "mean": found.mean, "counts": _by_score(found.counts),
            "percent": None if percent is None else _by_score(percent)}


def _overall(of: Cube) -> dict[str, Any]:
    first, last = of.waves[0], of.waves[-1]
    nobody = of.of(np.zeros(len(of.families), dtype=bool))
    moving = of if len(of.waves) > 1 else nobody
    totals = {wave: counting.total(of, wave) for wave in of.waves}
    return {
        "problem_domains": {wave: _domains(counting.problem_domains(of, wave)) for wave in of.waves},
        "improved_domains": _domains(counting.moved_domains(moving, first, last, improved=True)),
        "worsened_domains": _domains(counting.moved_domains(moving, first, last, improved=False)),
        "mean_total": {wave: {"n": one.n, "mean": one.mean} for wave, one in totals.items()},
        "relative_fall": counting.fall(moving, first, last).relative}


def _domains(found: Domains) -> dict[str, Any]:
    return {"n": found.n, "mean": found.mean,
            "distribution": {str(number): families for number, families in found.distribution.items()}}


def _by_score(values: Mapping[float, float]) -> dict[str, float]:
    """Scores as JSON's keys: '10', '7.5'."""
    return {repr(score).removesuffix(".0"): value for score, value in values.items()}
