"""What Today holds for somebody: lists and cards, what there is to do before what there is to know."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coding.marks import listing
from pilot.access import Right, Role
from pilot.families import directory
from pilot.paging import Wanted
from views.today import (
    backups,
    cards,
    choosing,
    coding,
    consents,
    copied,
    families,
    handovers,
    keeping,
    names,
    news,
    own_codings,
    quotes_out,
    returns,
    rounds,
    scoring,
    signals,
    signing,
    spoken,
    telling,
    together,
)
from views.today.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit

    Part = Section[Any] | Callable[[Visit], None]


def parts(visit: Visit) -> list[Part]:
    """What this viewer finds, in order; beside each other where there is room."""
    viewer = visit.viewer
    found: list[Part] = [news.beside] if Role.STEERING in viewer.roles and not viewer.may(Right.SEE_THEMES) else []
    found += backups.warnings(visit)
    found += _allowed(visit, (Right.WITHDRAW, consents.to_decide), (Right.WITHDRAW, copied.to_decide),
                      (Right.SIGN_RELEASES, signing.to_sign), (Right.DRAFT_RELEASES, signing.came_back))
    if viewer.may(Right.CODE):
        counts = listing.counted(visit.db, viewer)
        mine: list[Part] = [
            coding.to_code(visit), own_codings.earlier(counts.get("before", 0)),
            *(part(visit) for part in own_codings.LISTS)]
        mine.insert(0 if rounds.waits(visit) else len(mine), rounds.due)
        found += mine if set(counts) - {"waiting", "writing"} else [coding.none_yet]
    found += _allowed(visit, (Right.SIGN_RELEASES, quotes_out.to_look_at), (Right.SEE_OTHER_CODERS, together.to_settle),
                      (Right.PREPARE, names.to_prepare), (Right.TRANSCRIBE, telling.to_transcribe))
    if viewer.may(Right.WRITE_STORY) or viewer.may(Right.ADD_MATERIAL):
        found += [spoken.waiting(visit)]
    if viewer.may(Right.WRITE_STORY):
        found += [handovers.to_read(visit), handovers.missing(visit), returns.promised(visit), telling.to_write,
                  telling.to_note, telling.drafts(visit)]
    found += _allowed(visit, (Right.KEEP_FILE, scoring.to_score), (Right.KEEP_FILE, scoring.to_measure), (
        Right.CHOOSE_STORIES, choosing.to_pick), (Right.CHOOSE_STORIES, choosing.agreed), (
        Right.ERASE, keeping.reminders))
    if not viewer.may(Right.SEE_FAMILIES):
        return found
    if not directory.listed(visit.db, viewer, Wanted(size=1)):
        return [*found, cards.no_families]
    # The most urgent first: what shuts material, who has nobody, who was not seen, of whom nothing was told.
    return found + _allowed(visit, (Right.SEE_FAMILIES, consents.ending),
                            (Right.MANAGE_FAMILIES, families.without_coach),
                            (Right.KEEP_FILE, families.without_contact), (Right.SEE_TIMELINE, families.without_story),
                            (Right.LEAD_SIGNALS, signals.unanswered), (Right.WITHDRAW, consents.unasked), (
                                Right.MANAGE_FAMILIES, consents.of_unknown_age))


def _allowed(visit: Visit, *each: tuple[Right, Callable[[Visit], Section[Any]]]) -> list[Part]:
    return [make(visit) for right, make in each if visit.viewer.may(right)]
