"""The kinds of job this room does: coding very many places in one go."""

from jobs.kinds import CODE

HANDLERS = {CODE: "coding.find.queued:run"}
SHORT = (CODE,)
