"""All positions of a project become offsets of ours, by the convention that fits its texts best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.refi import offsets, ours
from exchange.refi.model import Sync

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exchange.refi.model import Project, Selection

# The end of a selection of which only the beginning is known.
TO_THE_END = 1 << 40


def measure(project: Project, raw: Mapping[str, str]) -> None:
    """Find the convention, and count in it; what lies outside its text is left out.

    Args:
        raw: texts by the guid of their source, as they lay in the file.
    """
    if project.origin.startswith(ours.ORIGIN):
        project.convention = offsets.CODEPOINT
    else:
        project.convention = offsets.convention(
            ((raw[source.guid], [offsets.Told(one.start, one.end, one.name) for one in source.selections])
             for source in project.sources), project.origin)
    for source in project.sources:
        ruler = offsets.Ruler(raw[source.guid], project.convention)
        source.selections = [one for one in source.selections if _lies_in(one, ruler, project)]
        source.syncs = sorted(
            (Sync(ruler.offset(one.at), one.ms) for one in source.syncs
             if 0 <= ruler.offset(one.at) <= ruler.length and one.ms >= 0), key=lambda one: (one.at, one.ms))


def _lies_in(one: Selection, ruler: offsets.Ruler, project: Project) -> bool:
    one.start = ruler.offset(one.start)
    one.end = ruler.length if one.end == TO_THE_END else ruler.offset(one.end)
    if 0 <= one.start < one.end <= ruler.length:
        return True
    project.leave("selection_outside_text")
    project.leave("coding", len(one.codings))
    return False
