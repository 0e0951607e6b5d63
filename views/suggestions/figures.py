"""How good proposals are, code by code, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import codebook
from coding.suggest import judging
from pilot.words import _, current
from views.parts.blocks import table

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.suggest.judging import Judged, Share
    from coding.suggest.switching import Known


def names(db: Database) -> dict[str, str]:
    """What codes are called in the language in use, by key."""
    newest = codebook.newest(db)
    return {row.key: row.name for row in codebook.codes(db, newest.codebook_version_id, current())} if newest else {}


def show(db: Database, known: Known) -> None:
    """A row for each code; nothing before anything was learnt."""
    if not known.figures:
        return
    called = names(db)
    st.subheader(_("How good they are"), anchor=False)
    st.caption(_("Judged by sentence, each family by what was learnt without it; with the interval in which the share"
                 " lies nineteen times of twenty. Right: of what it marks, what people coded. Found: of what people"
                 " coded, what it marks. Marked: of all sentences; of the others it says nothing. A code can be on from"
                 " fifteen examples in two families, when 85 % of what it marks is right. Where the signal phrases of"
                 " the codebook alone are right so often and find more, they speak instead of what was learnt."))
    table((_("Code"), _("Examples"), _("Right"), _("Found"), _("Marked"), ""),
          [(called.get(one.code, one.code), str(one.examples), *map(_share, (one.precision, one.recall, one.coverage)),
            _state(one, known)) for one in known.figures], "rd-stack")


def _share(one: Share) -> str:
    if one.value is None or one.low is None or one.high is None:
        return "–"
    return _("{k} of {n} ({low}–{high} %)").format(
        k=one.k, n=one.n, low=round(100 * one.low), high=round(100 * one.high))


def _state(one: Judged, known: Known) -> str:
    if one.too_few:
        return _("too few examples")
    if one.threshold is None:
        return _("wrong too often: silent")
    state = _("on") if one.code in known.codes else _("off")
    return " · ".join([state, *([_("by signal phrases")] if one.by == judging.PHRASES else [])])
