"""The pages: who may open each, who has it in the menu, and where it lies when it is not there."""

from __future__ import annotations

from pilot.access import Right, Role
from pilot.words import N_
from views.parts.entry import Entry

# The menu has the order of this list. At most seven for one role; what comes later finds its place under these.
ENTRIES = (
    Entry("", N_("Today"), Right.SEE_CODEBOOK, (Right.SEE_CODEBOOK,), alone=(Role.STEERING, N_("New"))),
    Entry("documents", N_("Conversations"), Right.READ_DOCUMENTS, (Right.CODE, Right.PREPARE), ("families",)),
    Entry("add", N_("Add"), Right.ADD_MATERIAL, (), ("documents",)),
    Entry("details", N_("Change a conversation"), Right.ADD_MATERIAL, (), ("documents",)),
    Entry("work", N_("Transcribe"), Right.TRANSCRIBE, (), ("documents",)),
    Entry("prepare", N_("Prepare"), Right.PREPARE, (), ("documents",), True),
    Entry("edit", N_("Mend the words"), Right.PREPARE, (), ("documents",)),
    Entry("names", N_("Names out"), Right.PREPARE, (), ("prepare", "documents")),
    Entry("speakers", N_("Who speaks"), Right.PREPARE, (), ("documents",)),
    Entry("files", N_("Files"), Right.CODE, (), ("documents",), True),
    Entry("desk", N_("Coding desk"), Right.READ_DOCUMENTS, (), ("documents", "families")),
    Entry("together", N_("Side by side"), Right.SEE_OTHER_CODERS, (), ("documents",), True),
    Entry("short", N_("Code short texts"), Right.CODE, (), ("documents",), True),
    Entry("directions", N_("Codings without a direction"), Right.CODE, (), ("",)),
    Entry("story", N_("Tell"), Right.WRITE_STORY, (Right.WRITE_STORY,)),
    Entry("retell", N_("Correct a story"), Right.WRITE_STORY, (), ("families",)),
    Entry("families", N_("Families"), Right.SEE_FAMILIES, (Right.SEE_FAMILIES,), alone=(Role.COACH, N_("My families"))),
    Entry("consent", N_("Ask for consent"), Right.RECORD_CONSENT, (), ("families",)),
    Entry("stories", N_("Stories"), Right.SEE_TIMELINE, (), ("families",), True),
    Entry("timeline", N_("Timeline"), Right.SEE_TIMELINE, (), ("families",)),
    Entry("register", N_("Real names"), Right.SEE_REGISTER, (), ("families",), True),
    Entry("search", N_("Search"), Right.CODE, (Right.CODE,)),
    Entry("find", N_("Passages by code"), Right.CODE, (), ("search",), True),
    Entry("memos", N_("Memos"), Right.CODE, (), ("search",), True),
    Entry("codebook", N_("Codebook"), Right.SEE_CODEBOOK, (Right.CODE,), ("themes", "settings"), True),
    Entry("agreement", N_("Agreement"), Right.SEE_OTHER_CODERS, (), ("codebook",), True),
    Entry("suggestions", N_("Suggestions"), Right.CODE, (), ("codebook",), True),
    Entry("code", N_("Change a code"), Right.LOAD_CODEBOOK, (), ("codebook", "settings")),
    Entry("versions", N_("Versions of the codebook"), Right.LOAD_CODEBOOK, (), ("codebook", "settings")),
    Entry("rounds", N_("Rounds"), Right.CODE, (), ("",)),
    Entry("decide", N_("Codings to decide about"), Right.CODE, (), ("",)),
    Entry("again", N_("Codings to look at again"), Right.CODE, (), ("",)),
    Entry("learn", N_("What we learn"), Right.SEE_RELEASES, (Right.SEE_RELEASES,), roles=(Role.COACH,)),
    Entry("themes", N_("Themes"), Right.SEE_RELEASES, (Right.SEE_RELEASES,), roles=(Role.EVALUATOR, Role.STEERING)),
    Entry("explore", N_("Explore"), Right.SEE_THEMES, (), ("themes",), True),
    Entry("tables", N_("Tables"), Right.SEE_THEMES, (), ("themes",), True),
    Entry("quotes", N_("Quotes"), Right.SEE_THEMES, (), ("themes",)),
    Entry("releases", N_("Releases"), Right.SIGN_RELEASES, (Right.DRAFT_RELEASES,), ("",)),
    Entry("release", N_("A release"), Right.SIGN_RELEASES, (), ("releases", "")),
    Entry("quotes_out", N_("Quotes to let out"), Right.SIGN_RELEASES, (), ("releases", ""), True),
    Entry("reports", N_("Reports"), Right.SEE_RELEASES, (Right.SEE_RELEASES,), ("releases", "themes"), True,
          roles=(Role.EVALUATOR, Role.STEERING), menu_of=(Role.STEERING,)),
    Entry("arcs", N_("Stories in moments"), Right.DRAFT_RELEASES, (), ("releases",), True),
    Entry("people", N_("People"), Right.MANAGE_PEOPLE, (Right.MANAGE_PEOPLE,)),
    Entry("keep", N_("Keep and erase"), Right.BRING_BACK, (Right.BRING_BACK,)),
    Entry("log", N_("Log"), Right.SEE_EVENTS, (Right.SEE_EVENTS,)),
    Entry("settings", N_("Settings"), Right.MANAGE_SETTINGS, (Right.MANAGE_SETTINGS,)),
    Entry("guide", N_("Guide"), Right.SEE_CODEBOOK),
)
