"""What the form of scores needs to know of a family; see stories/outcomes/scoring.js."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.clock import today
from pilot.vocabulary import days, domains, voices
from pilot.words import N_, _
from stories.file.known import decimal
from stories.outcomes import grounds, rubrics

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.sheets import Given, Sheet, Slot

# Whose score it is, as the form offers it; what other voices gave is shown beside.
OFFERED = {
    voices.COACH: (N_("The professional"), N_("What you judge, from what you read, heard and saw.")),
    voices.FAMILY: (N_("The family itself"), N_("What the family says when you ask it.")),
}
SOURCES = {"dossier": N_("dossier"), "interview": N_("conversation"), "family": N_("the family itself")}


def data(visit: Visit, found: Sheet) -> dict[str, Any]:
    """The rubric in the language of the page, the texts to choose from, and what was given."""
    rubric = rubrics.newest(visit.db)
    return {
        "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}", "family": found.family_guid,
        "wave": found.wave.guid, "on": found.on, "today": today(visit.db), "rubric": rubric.number,
        "voices": [(key, _(name), _(about)) for key, (name, about) in OFFERED.items()],
        "sources": [(key, _(name)) for key, name in SOURCES.items()],
        "levels": [(value, decimal(value)) for value in rubrics.LEVELS],
        "domains": [{"key": key, "name": domains.name(key), "about": rubric.ladders[key].about.to(),
                     "levels": [said.to() for said in rubric.ladders[key].levels]} for key in domains.DOMAINS],
        "texts": [(one.guid, " · ".join((one.title, voices.name(one.voice), days.short(one.told_on))))
                  for one in grounds.texts_of(visit.db, visit.viewer, found.family_guid)],
        "slots": {voice: {key: _slot(found.slot(key, voice)) for key in domains.DOMAINS} for voice in OFFERED}}


def _slot(one: Slot) -> dict[str, Any]:
    mine = one.mine
    return {
        "mine": {"state": mine.state, "value": mine.value, "source": mine.source, "on": mine.on} if mine else None,
        "others": [_other(given) for given in one.given if given is not mine],
        "ground": [{"guid": each.guid, "quote": each.quote, "document": each.document, "title": each.title,
                    "address": f"/desk?document={each.document}&at={each.start}", "mine": each.mine, "by": each.by}
                   for each in one.ground]}


def _other(given: Given) -> dict[str, Any]:
    by = _("settled together") if given.layer == "settled" else given.by or _("entered before")
    return {"by": by, "state": given.state, "value": given.value, "reason": given.reason}
