"""Backups: what became of the last ones, and of each time one was brought back to see that it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import clock
from pilot.paging import of_rows
from pilot.safety import places
from pilot.safety.made import ASKED, PLANNED, UPGRADE
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from views.parts import pages
from views.parts.blocks import table

if TYPE_CHECKING:
    from pilot.safety.made import Drill, Made
    from pilot.safety.standing import Standing
    from pilot.visit import Visit

MEGABYTE = 1_000_000
_WHY = {PLANNED: N_("by the plan"), ASKED: N_("asked for"), UPGRADE: N_("before an update of the program")}
_SECOND = {"copied": N_("copied"), "failed": N_("not copied"), "none": "–"}


def made(visit: Visit, now: Standing) -> None:
    """The last backups, whole or not."""
    st.subheader(_("The last backups"))
    heads = (_("When"), _("Why"), _("Size"), _("Second place"), _("How it is"))
    if not pages.listed("backups_made", lambda wanted: of_rows((_row(visit, now, one) for one in now.made), " ".join,
                                                               wanted),
                        lambda rows: table(heads, rows, "rd-stack"), search=_("Day, or how it is"), alone=False):
        st.text(_("None has been made yet."))


def _row(visit: Visit, now: Standing, one: Made) -> tuple[str, ...]:
    size = _("{n} MB").format(n=f"{max(1, round(one.bytes / MEGABYTE))}") if one.whole else "–"
    if not one.whole:
        state = one.fault
    elif not places.is_ours(one.name):
        state = _("whole; written by hand, to a place of its own")
    elif one.name not in now.here | now.there:
        state = _("whole; taken away since")
    else:
        state = _("whole, encrypted") if one.sealed else _("whole, not encrypted")
    return _when(visit, one.at), _(_WHY[one.why]), size, _(_SECOND[one.second]), state


def drills(visit: Visit, now: Standing) -> None:
    """Each time a backup was brought back in a temporary place."""
    st.subheader(_("Tried whether it comes back"))
    st.caption(_("The newest backup is unpacked in a temporary place, every file is checked, and it is erased again."))
    heads = (_("When"), _("Backup of"), _("Seconds"), _("What came back"))
    if not pages.listed("backups_tried", lambda wanted: of_rows((_tried(visit, one) for one in now.drills), " ".join,
                                                                wanted),
                        lambda rows: table(heads, rows, "rd-stack"), search=_("Day, or what came back"), alone=False):
        st.text(_("This has not been tried yet. Do it once a quarter."))


def _tried(visit: Visit, one: Drill) -> tuple[str, ...]:
    back = one.fault if not one.whole else ", ".join((
        ngettext("{n} store", "{n} stores", one.stores).format(n=one.stores),
        ngettext("{n} text", "{n} texts", one.texts).format(n=one.texts),
        ngettext("{n} recording", "{n} recordings", one.sounds).format(n=one.sounds)))
    return _when(visit, one.at), _when(visit, one.made_at), str(max(1, round(one.ms / 1000))), back


def _when(visit: Visit, at: str) -> str:
    local = clock.local(visit.db, at)
    return f"{days.short(local.date().isoformat())}, {local:%H:%M}"
