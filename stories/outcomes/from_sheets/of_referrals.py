"""A sheet of referrals; one that was refused or wrong is a number and nothing more, so two rows may say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.families import support
from pilot.vocabulary import partners
from pilot.words import N_
from stories.outcomes.from_sheets.asked_new import ask_new
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, KnownCell, ManyWordsCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.reach import kinds, referring
from stories.outcomes.reach.referring import Referral

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_STATES = {"wacht": kinds.WAITING, "wachtlijst": kinds.WAITING, "gevraagd": kinds.ASKED, "gestart": kinds.ACCEPTED,
           "akkoord": kinds.ACCEPTED, "geaccepteerd": kinds.ACCEPTED, "geweigerd": kinds.REFUSED,
           "wil niet": kinds.REFUSED, "verkeerd": kinds.WRONG}
_NONE = {"none": N_("none")}
_BY = N_("The organisation that referred, never somebody's name; a new one is asked about.")
_SITE = N_("The municipality or site; a new one is asked about.")
_NEW = N_("“{name}” did not refer any family yet. Is it meant to be a new one?")
_NEW_SITE = N_("There is no site “{name}” yet. Is it meant to be a new one?")
_NONE_ALONE = N_("Say “none”, or which help there was; not both.")


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    ask_new(support.referrers(asked.db, asked.viewer), given.get("referrer", ""), sure, _NEW)
    ask_new(support.sites(asked.db, asked.viewer), given.get("site", ""), sure, _NEW_SITE)
    helped: tuple[str, ...] | None = given.get("helped")
    if helped and "none" in helped:
        if len(helped) > 1:
            raise BadInput(_NONE_ALONE)
        helped = ()
    return (referring.keep_within(asked.pilot, asked.db, asked.viewer, Referral(
        given["on"], given["state"], given.get("referrer", ""), given.get("site", ""), given.get("asked_on"),
        given.get("decided_on"), given.get("family", ""), given.get("known", ""), helped), sure=sure),)


def _same(given: Mapping[str, Any]) -> tuple[str, ...]:
    return (given["on"], given["state"], given.get("referrer", ""), given.get("site", ""), given.get("asked_on") or "",
            given.get("decided_on") or "", given.get("family", ""))


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    theirs, params = referring.where(asked.viewer)
    (n,) = asked.db.conn.execute(
        "SELECT count(*) FROM referral r LEFT JOIN referrer b USING (referrer_id) LEFT JOIN site s USING (site_id)"
        " LEFT JOIN family f ON f.family_id = r.family_id WHERE r.referred_on = ? AND r.state = ?"
        " AND coalesce(b.name, '') = ? AND coalesce(s.name, '') = ? AND coalesce(r.asked_on, '') = ?"
        " AND coalesce(r.decided_on, '') = ? AND coalesce(f.guid, '') = ? AND r.removed_at IS NULL"
        f" AND {theirs}", (*_same(given), *params)).fetchone()
    return int(n)


KIND = Kind(
    "referrals", N_("Referrals"), N_("a referral"), (
        Column("on", N_("Referred on"), DayCell(), called=(
            "datum", "date", "aangemeld", "aanmelding", "referred", "datum aanmelding"), fill="day"),
        Column("state", N_("How it stands"), WordCell(kinds.STATES, _STATES), called=("stand", "state", "uitkomst")),
        Column("referrer", N_("By whom"), KnownCell(
            lambda asked: tuple(support.referrers(asked.db, asked.viewer)), referring.LONGEST_NAME, _BY), needed=False,
            called=("aanmelder", "aangemeld door", "verwijzer", "referrer", "referred by")),
        Column("site", N_("Site"), KnownCell(
            lambda asked: tuple(support.sites(asked.db, asked.viewer)), referring.LONGEST_NAME, _SITE), needed=False,
            called=("gemeente", "plaats", "locatie", "municipality")),
        Column("asked_on", N_("Family asked on"), DayCell(), needed=False, called=(
            "gevraagd", "gevraagd op", "asked", "asked on"), fill="day"),
        Column("decided_on", N_("Decided on"), DayCell(), needed=False, called=("besloten", "beslist op", "decided"),
               fill="day"),
        Column("family", N_("Family"), FamilyCell(), needed=False, called=("pseudoniem", "pseudonym")),
        Column("known", N_("Known before"), WordCell(kinds.KNOWN, {
            "nieuw": "new", "onbekend": "new", "bekend": "contact"}), needed=False, called=("bekend", "eerder bekend")),
        Column("helped", N_("Earlier help"), ManyWordsCell(partners.NAMES | _NONE), needed=False, called=(
            "eerdere hulp", "hulp"))),
    _store, _same, _here, twice="ordinary",
    together=(frozenset({"state", "family", "known", "helped", "asked_on", "decided_on"}),),
    take_back=lambda asked, guid: referring.take_away_within(asked.db, asked.viewer, guid))
