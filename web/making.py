"""The worker's part of a file that takes long: made in the pilot's folder, ready when the task is done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from jobs import files
from jobs.shown import SHARE
from pilot import words
from pilot.files import links, outgoing
from pilot.files.export import WHOLE, Asked, format_of
from pilot.store import large_files
from web.exports import EXPORTS

if TYPE_CHECKING:
    from jobs.work import Work

TELL_EVERY_S = 0.5


def run(work: Work) -> None:
    """Make the file as who asked for it may read now; a fault is the sentence that the task ends with."""
    given, told, best = work.input, 0.0, work.done or -1

    def report(done: int, total: int) -> None:
        """In thousandths, whatever it is counted in. Never back: a file that is begun anew has not come further, and
        what ends an attempt at the same place each time must count as one more attempt."""
        nonlocal told, best
        done, total = WHOLE * done // max(total, 1), WHOLE
        if done > best and time.monotonic() - told >= TELL_EVERY_S:
            told, best = time.monotonic(), done
            with work.holding():
                work.report(done, total, SHARE)

    outgoing.forget_old(work.pilot)
    ending = str(given["ending"])
    made = format_of(EXPORTS[given["export"]], ending)
    target = outgoing.path(work.pilot, work.guid, ending)
    target.unlink(missing_ok=True)  # of an attempt that was ended
    noted = files.noted(work.db)
    try:
        with words.speaking(str(given["language"])), links.served_at(str(given.get("server", ""))):
            asked = Asked(work.pilot, work.db, work.viewer(), dict(given["query"]), report)
            if made.save:
                saved = made.save(asked, target)
                noted |= {"counts": saved["counts"], "left_out": saved["left_out"]}
            else:
                content = made.write(asked)
                with large_files.written(target) as file:
                    file.write(content)
        with work.finishing():
            work.note(**noted)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
