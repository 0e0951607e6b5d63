"""The pages, who sees them in the menu, and where each lies. Rights are checked again in every use case."""

from __future__ import annotations

from dataclasses import dataclass

from pilot.access import Right, Viewer
from pilot.words import N_


@dataclass(frozen=True)
class Entry:
    """One page: `module` in views/ has `page()`; `hidden` pages are reached by a link only."""

    path: str
    module: str
    title: str
    rights: tuple[Right, ...]
    hidden: bool = False


ENTRIES = (
    Entry("", "today", N_("Today"), (Right.SEE_CODEBOOK,)),
    Entry("documents", "documents", N_("Conversations"), (Right.READ_DOCUMENTS,)),
    Entry("add", "add", N_("Add"), (Right.ADD_MATERIAL,)),
    Entry("work", "work", N_("Transcribe"), (Right.TRANSCRIBE,)),
    Entry("desk", "desk", N_("Coding desk"), (Right.READ_DOCUMENTS,), hidden=True),
    Entry("stories", "stories", N_("Stories"), (Right.SEE_TIMELINE,)),
    Entry("story", "story", N_("New story"), (Right.WRITE_STORY,), hidden=True),
    Entry("timeline", "timeline", N_("Timeline"), (Right.SEE_TIMELINE,), hidden=True),
    Entry("themes", "themes", N_("Themes"), (Right.SEE_SUMMARY, Right.SEE_THEMES)),
    Entry("quotes", "quotes", N_("Quotes"), (Right.SEE_THEMES,), hidden=True),
    Entry("codebook", "codebook", N_("Codebook"), (Right.SEE_CODEBOOK,)),
    Entry("families", "families", N_("Families"), (Right.SEE_FAMILIES,)),
    Entry("register", "register", N_("Real names"), (Right.SEE_REGISTER,)),
    Entry("people", "people", N_("People"), (Right.MANAGE_PEOPLE,)),
    Entry("settings", "settings", N_("Settings"), (Right.MANAGE_SETTINGS,)),
    Entry("guide", "guide", N_("Guide"), (Right.SEE_CODEBOOK,)),
)


def for_viewer(viewer: Viewer) -> list[Entry]:
    """The pages this viewer may open at all, in menu order."""
    return [entry for entry in ENTRIES if any(viewer.may(right) for right in entry.rights)]
