"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.safety.record_sets import ACCOUNT, Besides, FreeWords, Gone, RecordSet, guids_of, keys, says
from pilot.words import N_
from themes.release import erased

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from pilot.safety.record_sets import Row

_RELEASED = "figures as they were published, which hold no person; quotes of what goes are taken out of it"
_TEAM = "what the team thinks of several families, in words free of people"

RECORDS = (
    RecordSet("release", kept=_RELEASED),
    RecordSet("release_step", kept=_RELEASED),
    RecordSet("quote_out", N_("quotes that were to leave")),
    RecordSet("quote_out_step"),
    RecordSet("story_arc", N_("stories of families in a few moments")),
    RecordSet("arc_statement"),
    RecordSet("saved_view", N_("saved views")),
    RecordSet("summary_cell"),
    RecordSet("summary_version", N_("summaries of a theme in a family")),
    RecordSet("summary_ground", takes=("summary_version_id",)),
    RecordSet("claim", kept=_TEAM, looks=True),
    RecordSet("claim_version", kept=_TEAM),
    RecordSet("claim_rival", kept=_TEAM),
    RecordSet("claim_rival_weighed", kept=_TEAM),
    RecordSet("claim_ground", N_("what a claim rests on")),
    RecordSet("aim", kept=_TEAM, looks=True),
    RecordSet("aim_version", kept=_TEAM),
    RecordSet("aim_evidence", N_("what shows that a goal of the pilot was reached")),
)

FREE_WORDS = (
    FreeWords("summary_version", ("text",), N_("a summary"), "/cells", Right.SEE_THEMES, family=(
        "(SELECT c.family_id FROM summary_cell c WHERE c.cell_id = summary_version.cell_id)")),
    FreeWords("saved_view", ("name", "note"), N_("a saved view"), "/explore", Right.SEE_THEMES,
              "CASE WHEN NOT shared THEN saved_by END"),
    FreeWords("story_arc", ("title", "who"), N_("the story of a family in moments"), "/arcs", Right.DRAFT_RELEASES,
              family="story_arc.family_id"),
    FreeWords("arc_statement", ("text",), N_("the story of a family in moments"), "/arcs", Right.DRAFT_RELEASES,
              family="(SELECT a.family_id FROM story_arc a WHERE a.arc_id = arc_statement.arc_id)"),
    FreeWords("claim_version", ("context", "mechanism", "outcome", "why"), N_("a claim"), "/claims", Right.SEE_THEMES),
    FreeWords("claim_rival", ("words",), N_("a claim"), "/claims", Right.SEE_THEMES),
    FreeWords("claim_rival_weighed", ("why",), N_("a claim"), "/claims", Right.SEE_THEMES),
    FreeWords("claim_ground", ("note",), N_("a claim"), "/claims", Right.SEE_THEMES, family="claim_ground.family_id"),
    FreeWords("aim", ("words", "shown_by", "judged"), N_("a goal of the pilot"), "/aims?aim={guid}", Right.SEE_THEMES),
    FreeWords("aim_version", ("words", "shown_by", "judged"), N_("a goal of the pilot"), "/aims", Right.SEE_THEMES),
    FreeWords("aim_evidence", ("words",), N_("a goal of the pilot"), "/aims", Right.SEE_THEMES),
)


def _finds(db: Database, gone: Gone) -> Mapping[str, Iterable[Row]]:
    """Views that show a family or what a person said; of an account those that it shared with nobody."""
    if gone.subject.kind == ACCOUNT:
        return {"saved_view": keys(db, "SELECT view_id FROM saved_view JOIN user ON user_id = saved_by"
                                       " WHERE NOT shared AND user.guid = ?", gone.subject.guid)}
    called = {row[0] for row in db.conn.execute(
        "SELECT pseudonym FROM family WHERE family_id IN (SELECT value FROM json_each(?))", (gone.ids("family"),))}
    whose = guids_of(db, gone, "family", "person", "document") | called
    return {"saved_view": [(view_id,) for view_id, query in db.conn.execute("SELECT view_id, query FROM saved_view")
                           if whose and says(query, whose)]}


def _cleans(db: Database, gone: Gone) -> None:
    erased.take_out(db, guids_of(db, gone, "quote_out") | frozenset(
        row[0] for table, key in (("story_arc", "arc_id"), ("arc_statement", "statement_id"))
        for row in db.conn.execute(
            f"SELECT guid FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))", (gone.ids(table),))))


BESIDES = (Besides(finds=_finds, cleans=_cleans),)
