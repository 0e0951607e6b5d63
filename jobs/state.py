"""What is wrong with long work: what failed, what waits for somebody, what nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import worker
from pilot import clock
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.running.state import Finding
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home

WAITED_S = 900.0
LOOKED_BACK_S = 7 * 86_400.0


@use_case(Right.MANAGE_SETTINGS, reads="how long work stands")
def found(home: Home, db: Database, viewer: Viewer) -> list[Finding]:
    """What is wrong with the tasks of this pilot; tasks that failed longer than a week ago are not told again."""
    rows = db.conn.execute(
        "SELECT state, created_at, finished_at FROM job WHERE state = 'failed' OR (state = 'queued'"
        " AND paused_at IS NULL)").fetchall()
    now = clock.now()
    failed = sum(state == "failed" and clock.seconds_between(ended or made, now) < LOOKED_BACK_S
                 for state, made, ended in rows)
    waiting = sum(state == "queued" and clock.seconds_between(made, now) > WAITED_S for state, made, _ended in rows)
    findings = []
    if failed:
        findings.append(Finding(
            N_("Tasks of the last week that failed: {n}."),
            N_("Evaluators find on the page Transcribe why. What was done is kept, and they can ask again."),
            {"n": failed}))
    if waiting and not worker.is_running(home):
        findings.append(Finding(
            N_("Tasks wait for a quarter of an hour and nothing does them: {n}."),
            N_("Ask who looks after the machine to start the program anew."), {"n": waiting}))
    return findings
