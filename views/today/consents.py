"""Of Today: consents that were taken back, are missing, or end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.families import consent, decisions, guardians, work_files
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import hidden
from texts.exports import UNASKED
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.families.consent import Ending
    from pilot.families.decisions import Decision
    from pilot.families.guardians import Child
    from pilot.visit import Visit
    from texts.hidden import Unasked


def to_decide(visit: Visit) -> Section[Decision]:
    """Consent that was withdrawn, while nobody has said yet what becomes of what hung on it; nothing when none was."""
    return Section(
        "decide", lambda _n: _("Consent taken back, to decide about"),
        lambda wanted: decisions.open_decisions(visit.db, visit.viewer, wanted=wanted),
        lambda one: (_to_family(one.family_guid), f"{one.person} · {_(consent.USE_NAMES[one.use])}",
                     (_("refused on {date}") if one.refused else _("withdrawn on {date}")).format(
                         date=days.short(one.withdrawn_on))),
        _("Person or family"), decisions.ORDERS, export=work_files.DECISIONS)


def unasked(visit: Visit) -> Section[Unasked]:
    """People of whom there is material and no consent on record; nothing when there are none."""
    return Section(
        "unasked", lambda _n: _("No consent recorded"), partial(hidden.unasked, visit.db, visit.viewer),
        lambda one: (_to_ask(one.family_guid), one.person or _("Family {family}").format(family=one.family),
                     ngettext("{n} conversation or story", "{n} conversations and stories", one.documents)
                     .format(n=one.documents)),
        _("Person or family"), hidden.UNASKED_ORDERS,
        _("What they tell can be read and coded, and never leaves the team. Ask for consent and record it."),
        export=UNASKED)


def of_unknown_age(visit: Visit) -> Section[Child]:
    """Children for whom consent is on record and of whom the day they turn 16 is not; nothing when there are none."""
    return Section(
        "ages", lambda _n: _("When do these children turn 16?"),
        partial(guardians.of_unknown_age, visit.db, visit.viewer),
        lambda one: (_to_family(one.family_guid), one.pseudonym, ""), _("Person or family"), guardians.ORDERS,
        _("On that day the consent of a parent ends, and the child is asked itself."),
        export=work_files.AGES)


def ending(visit: Visit) -> Section[Ending]:
    """Consents that end within two months, or have ended and were not renewed."""
    day = today(visit.db)
    return Section(
        "ending", lambda _n: _("Consents that end or have ended"),
        lambda wanted: consent.ending(visit.db, visit.viewer, wanted=wanted),
        lambda one: (_to_ask(one.family_guid), f"{one.person} · {_(consent.USE_NAMES[one.use])}", _ends(one, day)),
        _("Person or family"), consent.ORDERS, empty=_("No consent ends in the next two months."),
        export=work_files.ENDING)


def _ends(one: Ending, day: str) -> str:
    if one.turns_16_on:
        return _("turns 16 on {date}: ask again").format(date=days.short(one.turns_16_on))
    return (_("ended on {date}") if one.ends_on < day else _("until {date}")).format(date=days.short(one.ends_on))


def _to_family(guid: str) -> str:
    return f"/families?family={guid}#consent"


def _to_ask(guid: str) -> str:
    """Where consent is asked; of who is in no family, the list of families."""
    return f"/consent?family={guid}" if guid else _to_family(guid)
