"""Life domains in a release: which families have which score, as linked tables for the rules of disclosure, and panels.

Counted are the scores that count (settled, or the only one), of a voice at a time, never averaged over voices. Lower is
better: 10 is worst, 0 no problem. Change is from the first wave to the last, of families known at both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from pilot.vocabulary import domains, voices
from pilot.vocabulary.domains import DOMAINS
from pilot.words import _, ngettext
from themes.disclosure.amounts import shown_amount
from themes.disclosure.rules import MEAN_FROM
from themes.disclosure.tables import Table
from themes.disclosure.words import MOST
from themes.figures.decimals import one_or_dash
from themes.release.content import NOTHING as NO_FAMILIES
from themes.release.content import Panel, PanelRow, ShownTable
from themes.release.saying import NOTHING, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from themes.release.content import Both
    from themes.release.protecting import Protected

LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)
IMPROVED, STABLE, WORSENED = CHANGES = ("improved", "stable", "worsened")
Guids = frozenset[str]


@dataclass(frozen=True)
class Measured:
    """Scores by (voice, wave, domain) and family (guid).

    Attributes:
        families: guids of all families that could have a score; waves: in order, those with a score.
        unsettled: how many scores there are on which scorers differ, so that they count as not known.
    """

    families: Guids
    waves: tuple[str, ...]
    scores: Mapping[tuple[str, str, str], Mapping[str, float]]
    unsettled: int

    @property
    def voices(self) -> tuple[str, ...]:
        """Whose scores there are."""
        return tuple(one for one in voices.VOICES if any(voice == one for voice, _wave, _domain in self.scores))

    def at(self, voice: str, wave: str, domain: str) -> Mapping[str, float]:
        """Family to score; only who is known."""
        return self.scores.get((voice, wave, domain), {})

    def changed(self, voice: str, domain: str) -> dict[str, Guids]:
        """Families by how the last wave compares with the first; empty sets without two waves."""
        first, last = ((self.at(voice, wave, domain)) for wave in (self.waves[0], self.waves[-1]))
        both_known = first.keys() & last.keys() if len(self.waves) > 1 else set()
        return {
            IMPROVED: frozenset(one for one in both_known if last[one] < first[one]),
            STABLE: frozenset(one for one in both_known if last[one] == first[one]),
            WORSENED: frozenset(one for one in both_known if last[one] > first[one])}


def measured(scores: pd.DataFrame, families: pd.DataFrame, waves: Sequence[str]) -> Measured:
    """What a release may tell of, from `outcomes.frames`: scores of these families, by guid."""
    guids = dict(zip(families["family_id"], families["guid"], strict=True))
    found: dict[tuple[str, str, str], dict[str, float]] = {}
    ours = scores[scores["family_id"].isin(list(guids))]
    known = ours[ours["state"] == "scored"]
    for family_id, *slot, value in zip(*(known[name] for name in ("family_id", "voice", "wave", "domain", "value")),
                                       strict=True):
        voice, wave, domain = map(str, slot)
        found.setdefault((voice, wave, domain), {})[guids[family_id]] = float(value)
    used = {wave for _voice, wave, _domain in found}
    return Measured(frozenset(guids.values()), tuple(one for one in waves if one in used), found,
                    int((ours["state"] == "unsettled").sum()))


def level(wave: str, voice: str, domain: str) -> str:
    """The name of the table of scores of a domain."""
    return f"domain/{voice}/{domain}/{wave}"


def change(voice: str, domain: str, how: str = "") -> str:
    """The name of the table of what changed in a domain; with `how`, one of CHANGES, of who did and who did not."""
    return f"change/{voice}/{domain}/{how}" if how else f"change/{voice}/{domain}"


def tables(of: Measured, *, in_words: bool) -> Iterator[Table]:
    """Its linked tables: who has which score at each wave, and what changed; for words only who improved and worsened.

    A table of words has who did in its first column and who did not in its second.
    """
    for voice in of.voices:
        for domain in DOMAINS:
            changed = of.changed(voice, domain)
            known = frozenset().union(*changed.values())
            if in_words:
                yield from (Table(change(voice, domain, how), ("all",), ("yes", "no"),
                                  ((changed[how], known - changed[how]),), lone=True)
                            for how in (IMPROVED, WORSENED) if known)
                continue
            for wave in of.waves:
                if found := of.at(voice, wave, domain):
                    yield _levels(level(wave, voice, domain), found)
            if known:
                yield Table(change(voice, domain), CHANGES, ("families",), tuple((one,) for one in changed.values()),
                            lone=True)


def _levels(name: str, found: Mapping[str, float]) -> Table:
    """A row for each level; a score between two levels, from before there was a rubric, has a row of its own."""
    steps = tuple(sorted({*LEVELS, *found.values()}, reverse=True))
    return Table(name, tuple(f"{one:g}" for one in steps), ("families",), tuple(
        (frozenset(guid for guid, value in found.items() if value == one),) for one in steps), lone=True, scores=steps)


def panels(of: Measured, protected: Protected) -> tuple[Panel, ...]:
    """What may be told, a panel per voice: in counts means and what changed, in a small pilot words of what changed."""
    return tuple(_panel(of, protected, voice) for voice in of.voices)


def _panel(of: Measured, protected: Protected, voice: str) -> Panel:
    waves = () if protected.in_words else of.waves
    heads = tuple(both(lambda wave=wave: _("{wave}: mean").format(wave=wave)) for wave in waves)  # type: ignore[misc]
    hows = (IMPROVED, WORSENED) if protected.in_words else CHANGES
    names = {IMPROVED: both(lambda: _("improved")), STABLE: both(lambda: _("stable")),
             WORSENED: both(lambda: _("worsened"))}
    with_change = len(of.waves) > 1
    return _filled(Panel(
        f"domains-{voice}",
        both(lambda: _("Life domains, scores given by: {voice}").format(voice=voices.name(voice))),
        both(lambda: _note(of, in_words=protected.in_words)), both(lambda: _("Life domain")),
        (*heads, *((names[one] for one in hows) if with_change else ())),
        tuple(PanelRow(both(lambda domain=domain: domains.name(domain)), (  # type: ignore[misc]
            *(_mean(protected, level(wave, voice, domain)) for wave in waves),
            *((_how_many(protected, voice, domain, how) for how in hows) if with_change else ())))
            for domain in DOMAINS)))


def news(of: Measured, protected: Protected) -> tuple[Both, ...]:
    """In which domains most families improved and in which most got worse, of what may be told: three lines at most.

    Of the first voice of which anything may be told; in a small pilot in words.
    """
    for voice in of.voices if len(of.waves) > 1 else ():
        better, worse = (_most(of, protected, voice, how) for how in (IMPROVED, WORSENED))
        if better:
            return (*(_changed(of, voice, *one, better=True) for one in better[:2]),
                    *(_changed(of, voice, *one, better=False) for one in worse[:1]))
    return ()


def _most(of: Measured, protected: Protected, voice: str, how: str) -> list[tuple[str, Both]]:
    """Domains in which something changed so, most first, with in how many families."""
    if protected.in_words:
        amounts = {domain: protected.amount(change(voice, domain, how)) for domain in DOMAINS}
        return [(domain, one.told) for domain, one in amounts.items() if one.word == MOST]
    found: list[tuple[int, str, Both]] = []
    for domain in DOMAINS:
        shown = protected.shown(change(voice, domain))
        counts = [row[0] for row in shown.cells] if shown else [None]
        n = counts[CHANGES.index(how)] if None not in counts else None
        if n:
            found.append((n, domain, shown_amount(n, sum(one or 0 for one in counts)).told))
    return [(domain, told) for _n, domain, told in sorted(found, key=lambda one: -one[0])]


def _changed(of: Measured, voice: str, domain: str, told: Both, *, better: bool) -> Both:
    def said() -> str:
        line = (_("{domain}: improved {told}, from {first} to {last} (scores given by: {voice}).") if better else
                _("{domain}: worsened {told}, from {first} to {last} (scores given by: {voice})."))
        name = domains.name(domain)
        return line.format(domain=name[:1].upper() + name[1:], told=told.here, first=of.waves[0], last=of.waves[-1],
                           voice=voices.name(voice))
    return both(said)


def _filled(panel: Panel) -> Panel:
    """Without the columns of which nobody is known in any row, such as a wave in which this voice was not asked."""
    kept = [at for at in range(len(panel.columns)) if any(row.cells[at] != NOTHING for row in panel.rows)]
    return replace(panel, columns=tuple(panel.columns[at] for at in kept),
                   rows=tuple(PanelRow(row.name, tuple(row.cells[at] for at in kept)) for row in panel.rows))


def _mean(protected: Protected, name: str) -> Both:
    """The mean and of how many families; a sentence where it is held back; nothing where nobody is known."""
    found = protected.mean(name)
    if found is None:
        return NOTHING
    value, known = found
    if value is None:
        return both(lambda: _("held back"))
    return both(lambda: ngettext("{mean} ({n} family)", "{mean} ({n} families)", known).format(
        mean=one_or_dash(value), n=known))


def _how_many(protected: Protected, voice: str, domain: str, how: str) -> Both:
    if protected.in_words:
        amount = protected.amount(change(voice, domain, how))
        return NOTHING if amount.kind == NO_FAMILIES else amount.told
    shown = protected.shown(change(voice, domain))
    if shown is None:
        return NOTHING
    n = shown.cells[CHANGES.index(how)][0]
    return both(lambda: _("held back")) if n is None else both(
        lambda: ngettext("{n} family", "{n} families", n).format(n=n))


def _note(of: Measured, *, in_words: bool) -> str:
    said = [] if in_words else [_("Scores run from 10 (worst) to 0 (no problem), so lower is better; a mean is of the"
                                  " families known in that round.")]
    if len(of.waves) > 1:
        said.append(_("What changed is from {first} to {last}, of the families known at both.").format(
            first=of.waves[0], last=of.waves[-1]))
    said.append(_("It is a measurement of results, not of effect."))
    return " ".join(said)


def shown_tables(of: Measured, protected: Protected) -> tuple[ShownTable, ...]:
    """How scores were spread, of each domain and wave; none while words stand in place of counts."""
    found = []
    for voice in of.voices:
        for domain in DOMAINS:
            for wave in of.waves:
                shown = protected.shown(level(wave, voice, domain))
                if shown is None or shown.total is None:
                    continue
                found.append(ShownTable(
                    level(wave, voice, domain),
                    both(lambda: _("{domain}, {wave}, scores given by: {voice}").format(  # noqa: B023
                        domain=domains.name(domain), wave=wave, voice=voices.name(voice))),  # noqa: B023
                    both(lambda: _("families")), tuple(both(lambda one=one: _("score {n}").format(  # type: ignore[misc]
                        n=one_or_dash(float(one)))) for one in shown.rows),
                    (both(lambda: _("families")),), shown.cells, shown.row_totals, shown.column_totals, shown.total))
    return tuple(found)


def digests(of: Measured, told: Mapping[str, str]) -> dict[str, str]:
    """By family (guid) one number (hex) of its scores and of what `told` has of it, to see whether either changed."""
    found: dict[str, list[str]] = {guid: [digest] for guid, digest in told.items()}
    for slot, values in sorted(of.scores.items()):
        for guid, value in values.items():
            found.setdefault(guid, []).append(f"{'/'.join(slot)}={value:g}")
    return {guid: sha256("\n".join(parts).encode()).hexdigest()[:16] for guid, parts in found.items()}


def annex(of: Measured) -> list[str]:
    """What the methods annex says of it, in the language of the page; no number, which may have to be held back."""
    said = [
        _("What counts is the score that scorers settled, else the only one. What a family says of itself and what a"
          " professional says are never averaged."),
        _("Not known is not the same as no problem: families without a score are in no mean and in no change."),
        _("Means are of {n} families or more, and only where they tell of no family together with the other"
          " figures.").format(n=MEAN_FROM)]
    if of.unsettled:
        said.append(_("Where scorers differ and have not settled it yet, a family counts as not known."))
    return said
