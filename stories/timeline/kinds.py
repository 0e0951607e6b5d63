"""The kinds of things on a family's line: in which lane each stands, how it is drawn and what it is called.

Something new gets a line in `KINDS` here, and a function that finds it in `sources`; everything else (the drawing, the
list, the filters, the files) follows from these two.
"""

from __future__ import annotations

from typing import NamedTuple

from pilot.vocabulary import courses, voices
from pilot.words import N_, _

BAR, STATE, MARK, END = "bar", "state", "mark", "end"


class Kind(NamedTuple):
    """A kind.

    Attributes:
        lane: the name of the lane in which it stands, an English sentence; kinds may share one.
        form: a bar as long as it lasted, a state the family was in (a band on the thread), a mark on its day, or the
            end of a bar, which is in the list only.
        sign: the shape of a mark; one of those of `timeline.css`.
        said: what it is called, an English sentence with {who} or {title}; '' for its title.
        rank: of things of one day, the lower comes first.
    """

    lane: str
    form: str
    sign: str = ""
    said: str = ""
    rank: int = 5


_SUPPORT, _COACH, _GOALS = N_("Support"), N_("Coach"), N_("Goals")
COURSE = N_("Course")
KINDS: dict[str, Kind] = {
    "support_start": Kind(_SUPPORT, BAR, "┬", N_("Support begins"), 0),
    "support_end": Kind(_SUPPORT, END, "┴", N_("Support ends"), 9),
    "coach_start": Kind(_COACH, BAR, "→", N_("{who} becomes the coach"), 1),
    "coach_end": Kind(_COACH, END, "←", N_("{who} stops as the coach"), 8),
    "wave": Kind(N_("Rounds of measuring"), BAR, "↔", N_("Round of measuring: {title}")),
    "relapse": Kind(COURSE, STATE, "▨", N_("A time of relapse"), 4),
    "story": Kind(N_("Stories"), MARK, "□"),
    "interview": Kind(N_("Conversations"), MARK),
    "goal": Kind(_GOALS, MARK, "⬟", N_("Goal: {title}")),
    "goal_reached": Kind(_GOALS, MARK, "⬢", N_("Goal reached: {title}"), 6),
    "goal_let_go": Kind(_GOALS, MARK, "◇", N_("Goal let go: {title}"), 6),
    "milestone": Kind(N_("Milestones"), MARK, "✦"),
}


def sign(kind: str, course: str = "", voice: str = "") -> str:
    """The shape that stands for something wherever it is drawn."""
    if kind == "interview":
        return voices.SHAPES[voice]
    return courses.SHAPES.get(course) or KINDS[kind].sign


def lane(kind: str) -> str:
    """In which lane a kind stands, in the language of the reader."""
    return _(KINDS[kind].lane)
