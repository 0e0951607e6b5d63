"""The kinds of job this room does: coding very many places in one go, and learning from what was coded."""

from jobs.kinds import CODE, LEARN

HANDLERS = {CODE: "coding.find.queued:run", LEARN: "coding.suggest.switching:run"}
SHORT = (CODE, LEARN)
