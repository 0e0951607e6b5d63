"""What waits to be done about families, as files: consent to decide about, that ends or is asked anew, and coaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.families import consent, decisions, guardians, support
from pilot.files.export import Export, list_of, tabular
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.WITHDRAW, event="exported decisions", reads="consents")
def decision_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each consent that was taken back or refused and about which nobody decided. Raises: NotFound."""
    rows = decisions.open_decisions(db, viewer, wanted=wanted)
    return list_of(db, viewer, "decisions", _("Consent taken back, to decide about"), {
        _("Family"): [one.family for one in rows], _("Person"): [one.person for one in rows],
        _("Consent to"): [_(consent.USE_NAMES[one.use]) for one in rows],
        _("State"): [_("refused") if one.refused else _("withdrawn") for one in rows],
        _("On"): [one.withdrawn_on for one in rows],
        _("Address"): [_to_consent(one.family_guid) for one in rows]}, (_("Searched"), wanted.search), coded=None)


@use_case(Right.SEE_FAMILIES, event="exported ending", reads="consents")
def ending_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each consent that ends within two months, or has ended and was not renewed. Raises: NotFound."""
    rows = consent.ending(db, viewer, wanted=wanted)
    return list_of(db, viewer, "ending", _("Consents that end or have ended"), {
        _("Family"): [one.family for one in rows], _("Person"): [one.person for one in rows],
        _("Role"): [one.role for one in rows], _("Consent to"): [_(consent.USE_NAMES[one.use]) for one in rows],
        _("Last day"): [one.ends_on for one in rows], _("Turns 16 on"): [one.turns_16_on for one in rows],
        _("Address"): [_to_consent(one.family_guid) for one in rows]}, (_("Searched"), wanted.search), coded=None)


@use_case(Right.MANAGE_FAMILIES, event="exported ages", reads="people by pseudonym")
def age_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each child with consent on record of whom the day it turns 16 is not. Raises: NotFound."""
    rows = guardians.of_unknown_age(db, viewer, wanted)
    return list_of(db, viewer, "ages", _("When do these children turn 16?"), {
        _("Person"): [one.pseudonym for one in rows],
        _("Address"): [_to_consent(one.family_guid) for one in rows]}, (_("Searched"), wanted.search), coded=None)


@use_case(Right.MANAGE_FAMILIES, event="exported alone", reads="families")
def alone_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each family that is supported and has no coach. Raises: NotFound."""
    rows = support.without_coach(db, viewer, wanted)
    return list_of(db, viewer, "alone", _("Families without a coach"), {
        _("Family"): [one.pseudonym for one in rows], _("Support since"): [one.starts_on for one in rows],
        _("Address"): [f"/families?family={one.guid}" for one in rows]}, (_("Searched"), wanted.search), coded=None)


def _to_consent(family: str) -> str:
    return f"/families?family={family}#consent"


_OPTIONS = ("search", "order")
DECISIONS = Export("decisions", N_("Consent taken back, to decide about"), _OPTIONS, tabular(
    lambda asked: decision_table(asked.db, asked.viewer, asked.wanted())))
ENDING = Export("ending", N_("Consents that end or have ended"), _OPTIONS, tabular(
    lambda asked: ending_table(asked.db, asked.viewer, asked.wanted())))
AGES = Export("ages", N_("Children of unknown age"), _OPTIONS, tabular(
    lambda asked: age_table(asked.db, asked.viewer, asked.wanted())))
ALONE = Export("alone", N_("Families without a coach"), _OPTIONS, tabular(
    lambda asked: alone_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (DECISIONS, ENDING, AGES, ALONE)
