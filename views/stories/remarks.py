"""What stands beside a story in the list: how it went, when it was told, how far it is coded, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coding.marks.progress import FINISHED, Progress
from pilot.access import Right
from pilot.vocabulary import courses, days, domains
from pilot.words import _, ngettext
from views.parts import came_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.listing import Story
    from themes.came_of import CameOf


def of_story(visit: Visit, story: Story, far: Progress, came: CameOf | None) -> str:
    """The remark; below it, for a story of one's own, what came of it."""
    remark = _remark(visit, story, far)
    if came is None:
        return remark
    return Markup("{}<br>{}").format(remark, _("What came of it: {what}.").format(what=came_of.line(came)))


def _remark(visit: Visit, story: Story, far: Progress) -> str:
    """Course by shape and word, life domains, when it was told, and how far the coding is for who codes."""
    parts = [f"{courses.SHAPES[story.course]} {courses.name(story.course)}"]
    if story.domains:
        parts.append(", ".join(map(domains.name, story.domains)))
    parts.append(days.short(story.told_on))
    if story.unasked:
        parts.append(_("no consent recorded"))
    if visit.viewer.may(Right.CODE):
        if not story.readable:
            parts.append(_("real names still have to be taken out"))
        elif far.mine in FINISHED:
            parts.append(_("done by you") if far.mine == "done" else _("done by you under an earlier codebook"))
        elif far.codings:
            parts.append(_("begun by you"))
        else:
            parts.append(ngettext("coded by {n} coder", "coded by {n} coders", far.coders).format(n=far.coders)
                         if far.coders else _("not coded yet"))
    return " · ".join(parts)
