"""The kinds of job this room does itself: erasing for good."""

from jobs.kinds import ERASE

HANDLERS = {ERASE: "jobs.erasing:run"}
SHORT = (ERASE,)
