"""Files from outside, read behind the fence (`pilot.fence`): every door through which one comes in asks here.

The functions with `_behind` in their names run in the child, and take and give plain values.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any, TypedDict

from pilot import fence
from pilot.errors import Told, as_plain, from_plain
from pilot.store import large_files
from texts.importers import TEXT_LIMIT_BYTES, ParsedText, ParsedTurn, check_size, columns, read_text
from texts.importers.faults import shown_name
from texts.importers.source import InMemory
from texts.intake import file_list, sheet
from texts.intake.media_kind import Media, check_media
from texts.timings import Timing

if TYPE_CHECKING:
    from pathlib import Path

    from texts.intake.file_list import Guess

# What a nursery has in memory, so that nobody waits for it.
MODULES = (
    "texts.intake.reading", "texts.importers.cues", "texts.importers.json_text", "texts.importers.office",
    "texts.importers.plain", "texts.importers.pdf", "texts.importers.rtf", "texts.importers.webpage",
    "av", "chardet", "lxml.html", "markdown_it", "pypdf",
)
LIST_LIMIT_BYTES = 5_000_000
# All packets of a recording are looked at: an hour of a telephone's 7 MB is 180,000 of them, and takes a second.
_SECONDS_A_MB, _MOST_SECONDS = 0.4, 60.0


def text_of(path: Path, name: str) -> ParsedText:
    """The file at `path` as turns, as `importers.read_text`. Raises: BadInput, also for one that asks too much."""
    found = fence.run(f"{__name__}:text_behind", large_files.lent(path), name, name=shown_name(name))
    turns = tuple(ParsedTurn(**turn | {"timings": tuple(Timing(*one) for one in turn["timings"])})
                  for turn in found.pop("turns"))
    return ParsedText(turns, **{key: _hard(value) for key, value in found.items()})


def text_behind(lent: str, name: str) -> fence.Plain:
    """In the child: what `text_of` is made of."""
    with large_files.borrowed(lent) as file:
        text = read_text(InMemory(file.read(TEXT_LIMIT_BYTES + 1)), name)
    return {**vars(text), "turns": [vars(turn) for turn in text.turns]}


def media_of(path: Path, name: str) -> Media:
    """The recording at `path`, as `media_kind.check_media`. Raises: BadInput, also for one that asks too much."""
    with large_files.opened(path) as file:
        limits = media_limits(large_files.size(file))
    found = fence.run(f"{__name__}:media_behind", large_files.lent(path), name, limits=limits, name=shown_name(name))
    return Media(**{key: _hard(value) for key, value in found.items()})


def media_limits(size: int) -> fence.Limits:
    """What looking through a recording of so many bytes may take."""
    return fence.Limits(min(fence.SMALL.seconds + _SECONDS_A_MB * size / 1e6, _MOST_SECONDS))


def media_behind(lent: str, name: str) -> fence.Plain:
    """In the child: what `media_of` is made of."""
    with large_files.borrowed(lent) as file:
        return dict(vars(check_media(file, name)))


def list_at(path: Path, name: str) -> str:
    """The text of a list of files that lies at `path`, as `list_of`."""
    with path.open("rb") as file:
        return list_of(file.read(LIST_LIMIT_BYTES + 1), name)


def list_of(data: bytes, name: str) -> str:
    """The text of a list of files, as `sheet.list_text`. Raises: BadInput, also for one that asks too much."""
    check_size(len(data), name, LIST_LIMIT_BYTES)
    packed = base64.b64encode(data).decode("ascii")
    return str(fence.run(f"{__name__}:list_behind", packed, name, name=shown_name(name)))


def list_behind(packed: str, name: str) -> str:
    """In the child: what `list_of` gives."""
    return sheet.list_text(io.BytesIO(base64.b64decode(packed)), name)


def is_talk(csv: str) -> bool:
    """Whether a table is no list of files but a transcript, as programs write one with times in columns."""
    return bool(fence.run(f"{__name__}:talk_behind", csv))


def talk_behind(csv: str) -> bool:
    """In the child: what `is_talk` gives."""
    return columns.rows_in(csv) is not None


class _Planned(TypedDict, total=False):
    """A list of files, read: family, voice, date and title by file; or what is wrong with it."""

    plan: list[tuple[str, tuple[str | None, str | None, str | None, str | None]]]
    faults: list[Told]


def listed_behind(path: str, name: str) -> _Planned:
    """In the child: a list of files that lies on this machine, read to its rows."""
    with open(path, "rb") as file:
        return plan_behind(sheet.list_text(file, name))


def plan_of(csv: str) -> dict[str, Guess]:
    """A list of files by name, as `read_csv_plan`. Raises: PlanFaults, BadInput for one that asks too much."""
    found = fence.run(f"{__name__}:plan_behind", csv)
    if "faults" in found:
        raise file_list.PlanFaults([from_plain(fault) for fault in found["faults"]])
    return {file: file_list.Guess(*guess) for file, guess in found["plan"]}


def plan_behind(csv: str) -> _Planned:
    """In the child: what `plan_of` is made of."""
    try:
        plan = file_list.read_csv_plan(csv)
    except file_list.PlanFaults as error:
        return {"faults": [as_plain(fault) for fault in error.faults]}
    return {"plan": [(file, (guess.family, guess.voice, guess.told_on, guess.title)) for file, guess in plan.items()]}


def _hard(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
