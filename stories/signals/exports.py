"""Signals as files: the list of the team, and the one a council gets, without families."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.families import register
from pilot.files import typeset
from pilot.files.export import NOTHING, Export, Format, leaves, list_of, tabular, version
from pilot.files.table import Table
from pilot.paging import EVERYTHING, Wanted
from pilot.setup import pilot_name
from pilot.vocabulary import days
from pilot.vocabulary.palette import LIGHT
from pilot.words import N_, _, current, ngettext
from stories.signals import levels, listing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.files.export import Asked
    from stories.signals.listing import Signal

_LAYOUT = Path(__file__).with_name("council.typ")


@use_case(Right.SEE_SIGNALS, event="exported signals", reads="signals")
def signal_table(db: Database, viewer: Viewer, wanted: Wanted, state: str = "") -> Table:
    """A row for each signal that the list shows, no family in it. Raises: NotFound when there is none."""
    rows = listing.listed(db, viewer, wanted, state)
    return list_of(db, viewer, "signals", _("Signals"), _columns(rows, [families(one.families) for one in rows]),
                   (_("State"), _(levels.STATES[state]) if state in levels.STATES else ""),
                   (_("Searched"), wanted.search), coded=None)


@use_case(Right.LEAD_SIGNALS, event="exported council", reads="signals")
def council_table(pilot: Pilot, db: Database, viewer: Viewer, level: str = "") -> Table:
    """What a council gets: the signals by level, with what was answered, and a number of families from five on.

    What somebody let go is not in it, nor is one in which a word of the register stands by now.

    Raises: NotFound when there is none.
    """
    import pandas as pd

    found = [one for one in listing.listed(db, viewer, Wanted(order="level", size=EVERYTHING))
             if one.state != "let_go" and level in ("", one.level)]
    rows = [one for one in found if not register.names_in(pilot, "", "\n".join((one.words, one.sent_to, one.answer)))]
    if not rows:
        raise NotFound(NOTHING)
    leaves(db, viewer, "council")
    counts = [families(one.families if (one.families or 0) >= levels.FEWEST else None) for one in rows]
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in _columns(rows, counts).items()})
    held = len(found) - len(rows)
    return Table(_("What stands in the way of families"), frame, tuple(line for line in (
        (_("What this is"), _("Thresholds of services and rules that families and their coaches cannot take away.")),
        (_("Families"), _("A number under {n} is not told. Nothing in this list says which families these are.").format(
            n=levels.FEWEST)),
        (_("Level"), _(levels.LEVELS[level]) if level in levels.LEVELS else _("all levels")),
        (_("Left out"), ngettext("{n} signal in which a word of the real names stands",
                                 "{n} signals in which a word of the real names stands", held).format(n=held)
         if held else ""),
        (_("Made on"), days.long(today(db))), (_("Made with"), f"Rode Draad {version()}")) if line[1]))


@use_case(Right.LEAD_SIGNALS, event="exported unanswered", reads="signals")
def unanswered_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each signal that waits too long for an answer. Raises: NotFound when there is none."""
    rows = listing.unanswered(db, viewer, wanted)
    return list_of(db, viewer, "unanswered", _("Signals without an answer"),
                   _columns(rows, [families(one.families) for one in rows]), (_("Searched"), wanted.search), coded=None)


def council_pdf(table: Table, pilot_name: str, on: str) -> bytes:
    """The same to print, a heading for each level; table: as `council_table` gives it, on: the day (ISO)."""
    first, words, *heads = table.frame.columns
    levels_of: dict[str, list[dict[str, object]]] = {}
    for row in table.frame.to_dict("records"):
        lines = [(str(head), str(row[head])) for head in heads if row[head]]
        levels_of.setdefault(str(row[first]), []).append({"words": row[words], "lines": lines})
    return typeset.pdf(_LAYOUT, {
        "title": table.title, "pilot": pilot_name, "language": current(), "palette": asdict(LIGHT),
        "about": table.about, "levels": list(levels_of.items())}, on)


def _as_pdf(asked: Asked) -> bytes:
    table = council_table(asked.pilot, asked.db, asked.viewer, asked.query.get("level", ""))
    return council_pdf(table, pilot_name(asked.db), today(asked.db))


def families(count: int | None) -> str:
    """In how many families, in words; where it is not told that it is too few."""
    return _("fewer than {n}, or not to be told").format(n=levels.FEWEST) if count is None else str(count)


def _columns(rows: list[Signal], counts: list[str]) -> dict[str, list[str]]:
    return {
        _("Who could take it away"): [_(levels.LEVELS[one.level]) for one in rows],
        _("Signal"): [one.words for one in rows], _("State"): [_(levels.STATES[one.state]) for one in rows],
        _("Families"): counts, _("Noticed on"): [one.noticed_on for one in rows],
        _("Sent to"): [one.sent_to for one in rows], _("Sent on"): [one.sent_on or "" for one in rows],
        _("Answer"): [one.answer for one in rows], _("Answered on"): [one.answered_on or "" for one in rows]}


SIGNALS = Export("signals", N_("Signals"), ("state", "search", "order"), tabular(
    lambda asked: signal_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("state", ""))))
COUNCIL = Export("council", N_("Signals for the council"), ("level",), {
    "pdf": Format(typeset.MIME, _as_pdf),
    **tabular(lambda asked: council_table(asked.pilot, asked.db, asked.viewer, asked.query.get("level", "")))})
UNANSWERED = Export("unanswered", N_("Signals without an answer"), ("search", "order"), tabular(
    lambda asked: unanswered_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (SIGNALS, COUNCIL, UNANSWERED)
