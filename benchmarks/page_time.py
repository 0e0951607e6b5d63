"""How long a page's own thread works from an input to the frame that shows it: neighbours hardly change that."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

_CATEGORIES = ["devtools.timeline", "toplevel"]
_TASK, _FRAME = "ThreadControllerImpl::RunTask", "FireAnimationFrame"


@dataclass
class Traced:
    """What the browser wrote down while it was watched."""

    events: list[dict[str, Any]] = field(default_factory=list)

    def to_frame(self, kind: str) -> list[float]:
        """Milliseconds of processor from each input to the end of the task with the first frame after it.

        Args:
            kind: of the input's event: "keydown", "click".
        """
        inputs = sorted((one for one in self.events if one.get("name") == "EventDispatch"
                         and one["args"]["data"]["type"] == kind), key=_at)
        if not inputs:
            return []
        thread = inputs[0]["pid"], inputs[0]["tid"]
        own = sorted((one for one in self.events if (one["pid"], one["tid"]) == thread and "tdur" in one), key=_at)
        tasks = [one for one in own if one["name"] == _TASK]
        frames = [one for one in own if one["name"] == _FRAME]
        found = []
        for one in inputs:
            frame = next((each["ts"] for each in frames if each["ts"] >= one["ts"] + one["dur"]), None)
            if frame is not None:
                between = (each for each in tasks if each["ts"] + each["dur"] > one["ts"] and each["ts"] <= frame)
                found.append(sum(each["tdur"] for each in between) / 1000)
        return found


def _at(event: dict[str, Any]) -> float:
    return float(event["ts"])


@contextmanager
def traced(context: BrowserContext, page: Page) -> Iterator[Traced]:
    """Watch a page; what it did is there when the block has ended."""
    found = Traced()
    ended: list[object] = []
    session = context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda told: found.events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: ended.append(told))  # a method of a list takes no mark of theirs
    session.send("Tracing.start", {
        "transferMode": "ReportEvents", "traceConfig": {"includedCategories": _CATEGORIES}})
    yield found
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
