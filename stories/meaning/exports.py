"""What tellers say of the meaning as a table that leaves: a row for each story and question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files import links
from pilot.files.export import Export, list_of, tabular
from pilot.words import N_, _
from stories.entry.templates import FAMILY
from stories.meaning.overview import Asked, Told, overview
from stories.meaning.values import said

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table


@use_case(Right.SEE_THEMES, event="exported meaning", reads="what tellers say of the meaning, and titles")
def meaning_table(db: Database, viewer: Viewer, teller: str = "") -> Table:
    """A row for each story in which something was asked. Raises: NotFound when there is none.

    Args:
        teller: 'coach' or 'family', '' for both.
    """
    rows = [(asked, one) for asked in overview(db, viewer) for one in asked.by(teller).told]
    return list_of(db, viewer, "meaning", _("What tellers say of the meaning"), {
        _("Question"): [asked.signifier.question(one.teller) for asked, one in rows],
        _("Kind"): [kind_name(asked.signifier.kind) for asked, _one in rows],
        _("Family"): [one.family for _asked, one in rows], _("Title"): [one.title for _asked, one in rows],
        _("Told on"): [one.told_on for _asked, one in rows],
        _("Told by"): [teller_name(one.teller) for _asked, one in rows],
        _("Answer"): [answer_of(asked, one) for asked, one in rows],
        **{_("Corner {n}").format(n=n + 1): [_corner(asked, n) for asked, _one in rows] for n in range(3)},
        **{_("Corner {n} (of 1000)").format(n=n + 1): [_part(one, n) for _asked, one in rows] for n in range(3)},
        _("Place (0 to 100)"): [one.value.place if one.value and one.value.place is not None else ""
                                for _asked, one in rows],
        _("Address"): [links.to_words(one.document) for _asked, one in rows]},
        (_("Told by"), teller_name(teller) if teller else ""), coded=None)


def kind_name(kind: str) -> str:
    """What a kind of question is called."""
    return {"triad": _("triangle"), "scale": _("scale"), "choice": _("choice")}[kind]


def teller_name(teller: str) -> str:
    """Who tells, in a word."""
    return _("family") if teller == FAMILY else _("coach")


def answer_of(asked: Asked, one: Told) -> str:
    """An answer in words."""
    return _("left open") if one.value is None else said(asked.signifier, one.value)


def _corner(asked: Asked, n: int) -> str:
    return asked.signifier.labels[n].name.to() if asked.signifier.kind == "triad" else ""


def _part(one: Told, n: int) -> object:
    return one.value.parts[n] if one.value and one.value.parts else ""


EXPORTS = (Export("meaning", N_("What tellers say of the meaning"), ("teller",), tabular(
    lambda asked: meaning_table(asked.db, asked.viewer, asked.query.get("teller", "")))),)
