"""The joint display as a file: a row per family, as the page has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Coded, Export, list_of, tabular
from pilot.vocabulary import days, domains, voices
from pilot.words import N_, _
from themes.explore.states import MEANINGS, SAID
from themes.figures import signs
from themes.outcomes import beside
from themes.outcomes.joint import MEANS, joint
from themes.outcomes.joint_choice import OPTIONS, Asked
from themes.outcomes.joint_quotes import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.outcomes.joint import Joint, Row
    from themes.outcomes.joint_quotes import InWords

UNIT = N_("A row per family. Scores from 10 (worst) to 0 (no problem); means over the domains known at both moments."
          " Of each code the passages in each direction, by voice.")


@use_case(Right.SEE_THEMES, event="exported joint", reads="scores, numbers by family and passages")
def joint_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """The display of an address. Raises: NotFound where there is nothing; BadInput; NotAllowed."""
    found = joint(db, viewer, Asked.from_query(query))
    if found is None or not found.rows:
        raise NotFound(NOTHING)
    told, rows = in_words(db, viewer, found, found.rows), found.rows
    change = [row.change for row in rows]
    columns: dict[str, list[object]] = {
        _("Family"): [row.pseudonym for row in rows], _("Site"): [row.site for row in rows],
        _("How it went"): [_(beside.NAMES[one.how]) for one in change],
        _("Domains known at both"): [one.known for one in change], _("Better"): [one.better for one in change],
        _("The same"): [one.same for one in change], _("Worse"): [one.worse for one in change],
        _("Mean at {moment}").format(moment=found.first): [one.first for one in change],
        _("Mean at {moment}").format(moment=f"{found.last} "): [one.last for one in change]}
    for voice in (voices.COACH, voices.FAMILY):
        for domain in found.asked.domains:
            for wave in found.waves:
                values: list[object] = [found.course.get((row.family_id, domain, voice), {}).get(wave) for row in rows]
                if any(one is not None for one in values):
                    columns[f"{domains.name(domain)}, {wave}, {voices.name(voice)}"] = values
    for code in found.codes:
        for voice in found.by_voice:
            columns[f"{code.name}, {voices.name(voice)}"] = [_told(found, code.key, voice, row) for row in rows]
    for voice in (voices.FAMILY, voices.COACH):
        columns[_("Words, {voice}").format(voice=voices.name(voice))] = [
            _words(told.get(row.guid, []), voice) for row in rows]
    material = found.whole
    return list_of(
        db, viewer, "joint", _("Mechanisms beside outcomes"), columns,
        (_("Codes"), material.names.groups.get(material.scope.group, "")),
        (_("Moments"), " – ".join(filter(None, (found.first, found.last)))),
        (_("Change by the scores of"), _("the professional") if found.asked.voice == voices.COACH else _("the family")),
        coded=Coded(material.version.told, ", ".join(sorted(material.names.coders.values())) or _("none")),
        facts=((_("Unit"), _(UNIT)), (_("What it means"), _(MEANS)), (_("What counts"), material.sentence())))


def _told(found: Joint, code: str, voice: str, row: Row) -> str:
    """'+2 −1', or what is known without a passage."""
    state, counts = found.seen(voice, code, row.guid), found.cells.get((voice, code, row.guid))
    if counts is None or state not in SAID:
        return _(MEANINGS[state])
    return signs.short(counts.plus, counts.minus, counts.both) or str(counts.passages)


def _words(told: list[InWords], voice: str) -> str:
    """The quote with what it is from; which may not leave the team says so."""
    return "\n".join(
        f"“{one.quote.shown}” ({one.code.name}; {one.quote.title}, {days.long(one.quote.on_date)})" + (
            "" if one.quote.may_leave else " " + _("For the team only: not everybody consents to quoting."))
        for one in told if one.voice == voice)


JOINT = Export("joint", N_("Mechanisms beside outcomes"), OPTIONS, tabular(
    lambda asked: joint_table(asked.db, asked.viewer, asked.query)))
EXPORTS = (JOINT,)
