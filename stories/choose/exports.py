"""A round of choosing as a table that leaves: a row for each story, who picked it and why; never its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.access.three_states import A_STORY
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Export, list_of, tabular
from pilot.vocabulary import courses, days, domains, voices
from pilot.words import N_, _
from stories.choose import rounds
from stories.choose.rounds import CHOSEN, ENDED

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from stories.choose.rounds import Candidate, Pick, Round


@use_case(Right.CHOOSE_STORIES, event="exported choice_round", reads="rounds of choosing, and titles")
def round_table(db: Database, viewer: Viewer, guid: str) -> Table:
    """The stories of a round as the page shows them to this viewer: while they pick, her own pick only.

    Raises: NotFound, also for a round that was broken off.
    """
    found = rounds.one(db, viewer, guid)
    if found.state == ENDED:
        raise NotFound(NOTHING)
    picked: dict[str, list[Pick]] = {}
    for pick in rounds.picks(db, viewer, found):
        picked.setdefault(pick.story, []).append(pick)
    stories = [one for one in rounds.candidates(db, viewer, found) if one.chosen or one.guid in picked or not one.gone]
    return list_of(db, viewer, "choice_round", found.name, {
        _("Title"): [_title(one, picked.get(one.guid, [])) for one in stories],
        _("Told by"): [voices.title(one.voice) for one in stories],
        _("Municipality"): [one.site for one in stories],
        _("Told on"): [one.told_on for one in stories],
        _("Course"): ["" if one.gone else courses.name(one.course) for one in stories],
        _("Life domains"): [", ".join(map(domains.name, one.domains)) for one in stories],
        _("Chosen"): [_("yes") if one.chosen else "" for one in stories],
        _("Picked by"): ["; ".join(pick.label for pick in picked.get(one.guid, [])) for one in stories],
        _("Why"): ["\n".join(f"{pick.label}: {_reason(pick)}" for pick in picked.get(one.guid, []))
                   for one in stories]},
        (_("Round"), found.name), (_("Question"), found.question), (_("Period"), period(found)), coded=None,
        facts=_choice(found), guid=guid)


def _title(one: Candidate, picked: list[Pick]) -> str:
    """What a story is called; of what was not chosen a coach who does not read it knows it by who picked it."""
    return one.title or next((pick.title for pick in picked if pick.title), _(A_STORY[one.gone]))


def _reason(pick: Pick) -> str:
    return _("This reason repeated words of the story, and is not shown.") if pick.held_back else pick.reason


def _choice(found: Round) -> tuple[tuple[str, str], ...]:
    """What the panel chose together, beside the stories themselves; nothing before it did."""
    if found.state != CHOSEN:
        return ()
    gone = _("This reason repeated words of the story, and is not shown.")
    return ((_("Chosen on"), days.long(found.held_on or "")), (_("Who was there"), found.present),
            (_("Why"), found.reasons or gone),
            (_("Who saw it otherwise"), found.disagreement or _("Nobody, or it was not written down.")))


def period(found: Round) -> str:
    """Of which period a round is, such as "1 jan 2021 tot 31 dec 2021"; '' for all time."""
    if found.from_on and found.until_on:
        return _("{start} to {end}").format(start=days.short(found.from_on), end=days.short(found.until_on))
    if found.from_on:
        return _("from {day}").format(day=days.short(found.from_on))
    return _("until {day}").format(day=days.short(found.until_on)) if found.until_on else ""


ROUND = Export("choosing", N_("Round of choosing"), ("round",), tabular(
    lambda asked: round_table(asked.db, asked.viewer, asked.query.get("round", ""))),
    file=N_("round-of-choosing"))
EXPORTS = (ROUND,)
