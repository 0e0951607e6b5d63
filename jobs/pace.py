"""How long a job will still take, from the pace it has kept so far."""

from __future__ import annotations

from pilot.words import _, ngettext

ENOUGH_S = 10.0
ENOUGH_SHARE = 0.01
LONG_S = 60.0


def seconds_left(
    done: int, total: int | None, paced_from: int, elapsed_s: float, then_s: float = 0.0,
) -> float | None:
    """Seconds a job still needs at the pace measured in this attempt.

    Args:
        done, total: units done and to do in all (total None: not known).
        paced_from: units that were done when this attempt began; they say nothing about the pace.
        elapsed_s: seconds since this attempt began to count.
        then_s: what comes after the last unit, seconds.

    Returns: None until there is enough to say: ten seconds and one percent, or a minute and anything at all.
    """
    if then_s and total is not None and done >= total:
        return then_s
    made = done - paced_from
    if total is None or made <= 0 or elapsed_s < ENOUGH_S:
        return None
    if made < total * ENOUGH_SHARE and elapsed_s < LONG_S:
        return None
    return max(0, total - done) * elapsed_s / made + then_s


def left_in_words(seconds: float | None) -> str:
    """“about 4 minutes left” in the current language; empty when nothing can be said yet."""
    if seconds is None:
        return ""
    if seconds < 45:
        return _("less than a minute left")
    minutes = round(seconds / 60) or 1
    if minutes < 60:
        return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)
    # Past an hour, minutes would be a promise nobody can keep: quarters are enough.
    quarters = round(seconds / 900)
    hours, rest = divmod(quarters * 15, 60)
    if not rest:
        return ngettext("about {n} hour left", "about {n} hours left", hours).format(n=hours)
    return _("about {hours} h {minutes} min left").format(hours=hours, minutes=rest)
