"""The kinds of job this room does itself: erasing for good, and what is done for a whole home."""

from jobs.kinds import BACK_UP, DRILL, ERASE

HANDLERS = {ERASE: "jobs.erasing:run", BACK_UP: "jobs.regular:back_up", DRILL: "jobs.regular:drill"}
SHORT = (ERASE, BACK_UP, DRILL)  # a night of transcribing must not keep a backup waiting
