"""How long is looked: in processor time, so that what else a machine does changes nothing about what is held back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from scipy.optimize import milp

if TYPE_CHECKING:
    from scipy.optimize import Bounds, LinearConstraint

    from themes.disclosure.worlds import Numbers

OUT_OF_TIME = 1  # as scipy's milp calls it
BUSIEST = 64  # so many times longer than its processor time a program may take on the clock


def spent() -> float:
    """Seconds of processor time that this thread used until now; HiGHS works in the thread that calls it."""
    return time.thread_time()


def within(seconds: float, weights: Numbers, bounds: Bounds, rows: LinearConstraint, *, presolve: bool, whole: Numbers
           ) -> Any:
    """scipy's milp, for so many seconds of processor time; HiGHS itself looks at the clock alone.

    Where others kept the processor busy, it is given longer and begins anew: what it finds is the same.
    """
    limit = seconds
    while True:
        begun = spent()
        found = milp(weights, integrality=whole, bounds=bounds, constraints=rows,
                     options={"time_limit": limit, "presolve": presolve})
        if found.status != OUT_OF_TIME or spent() - begun > 0.8 * seconds or limit >= BUSIEST * seconds:
            return found
        limit *= 4
