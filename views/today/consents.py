"""Of Today: consent that has to be decided about, asked for, or asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.families import consent, decisions, guardians
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import hidden
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def to_decide(visit: Visit) -> None:
    """Consent that was withdrawn, while nobody has said yet what becomes of what hung on it; nothing when none was."""
    found = decisions.open_decisions(visit.db, visit.viewer)
    if found:
        st.subheader(_("Consent taken back, to decide about"))
        list_of([(_to_family(one.family_guid), f"{one.person} · {_(consent.USE_NAMES[one.use])}",
                  (_("refused on {date}") if one.refused else _("withdrawn on {date}")).format(
                      date=days.short(one.withdrawn_on))) for one in found], "")


def unasked(visit: Visit) -> None:
    """People of whom there is material and no consent on record; nothing when there are none."""
    found = hidden.unasked(visit.db, visit.viewer)
    if found:
        st.subheader(_("No consent recorded"))
        st.caption(_("What they tell can be read and coded, and never leaves the team. Ask for consent and record it."))
        list_of([(_to_family(row["family_guid"]), row["person"] or _("Family {family}").format(family=row["family"]),
                  ngettext("{n} conversation or story", "{n} conversations and stories", row["documents"])
                  .format(n=row["documents"])) for row in found], "")


def of_unknown_age(visit: Visit) -> None:
    """Children for whom consent is on record and of whom the day they turn 16 is not; nothing when there are none."""
    found = guardians.of_unknown_age(visit.db, visit.viewer)
    if found:
        st.subheader(_("When do these children turn 16?"))
        st.caption(_("On that day the consent of a parent ends, and the child is asked itself."))
        list_of([(_to_family(family), child, "") for family, child in found], "")


def ending(visit: Visit) -> None:
    """Consents that end within two months, or have ended and were not renewed."""
    day = today(visit.db)
    rows = consent.ending(visit.db, visit.viewer)
    st.subheader(_("Consents that end or have ended"))
    list_of([(_to_family(str(r["family_guid"])), f"{r['person']} · {_(consent.USE_NAMES[str(r['use'])])}",
              _ends(r, day)) for r in rows], _("No consent ends in the next two months."))


def _ends(row: dict[str, object], day: str) -> str:
    if row["turns_16_on"]:
        return _("turns 16 on {date}: ask again").format(date=days.short(str(row["turns_16_on"])))
    over = str(row["ends_on"]) < day
    return (_("ended on {date}") if over else _("until {date}")).format(date=days.short(str(row["ends_on"])))


def _to_family(guid: str) -> str:
    return f"/families?family={guid}#consent"
