"""Use cases about erasing for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import erasing
from pilot.safety.record_sets import Subject
from tests.rights.scene import ADMINS, Sample, Scene

if TYPE_CHECKING:
    from collections.abc import Callable


def _asked(kind: str, guid: Callable[[Scene], str]) -> Sample:
    return Sample("jobs.erasing.ask", ADMINS, lambda s, db, v: erasing.ask(db, v, Subject(kind, guid(s)), "asked"))


SAMPLES = (
    Sample("jobs.erasing.preview", ADMINS, lambda s, db, v: [
        erasing.preview(db, v, Subject("document", s.guids[one])) for one in ("raw", "interview")]),
    _asked("document", lambda s: s.guids["raw"]), _asked("family", lambda s: s.family("Berk")),
    _asked("person", lambda s: s.person("Berk moeder")), _asked("account", lambda s: s.account("evaluator2")),
    _asked("recording", lambda s: s.guids["family_recording"]),
    Sample("jobs.erasing.reports", ADMINS, lambda s, db, v: erasing.reports(db, v)),
    Sample("jobs.erasing.report", ADMINS, lambda s, db, v: erasing.report(db, v, s.guids["erasure"])),
    Sample("jobs.erasing.remove_family", ADMINS,
           lambda s, db, v: erasing.remove_family(s.small.pilot, db, v, s.family("mistake"))),
)
