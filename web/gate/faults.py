"""Faults of our own making: one sentence to the user, the place in the code to the log, content to neither."""

from __future__ import annotations

from pilot.running.log_lines import LOG, placed
from pilot.words import N_

WENT_WRONG = N_("Something went wrong here. Nothing was lost; try again, and tell an administrator if it stays.")


_in_full = False


def show_in_full() -> None:
    """From now on faults are logged with message and traceback; for the dev mode, over demo data."""
    global _in_full
    _in_full = True


def log_fault(error: BaseException) -> None:
    """Write down the kind of an error and where it arose; its message may hold what people said, so that stays out."""
    if _in_full:
        LOG.error("%s", type(error).__name__, exc_info=error)
        return
    LOG.error("%s", placed(error))
