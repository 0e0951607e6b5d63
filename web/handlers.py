"""The kinds of job this room does: making files, for which it knows all that can be taken out."""

from jobs.kinds import MAKE

HANDLERS = {MAKE: "web.making:run"}
SHORT = (MAKE,)
