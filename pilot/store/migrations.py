"""The migrations of the three kinds of file; the first of each is its schema as plain SQL.

A later change adds a function here and never edits an earlier one once it has been released. `table.transform()`
drops triggers: recreate them in the same migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from pilot.store import chain
from pilot.store.scripts import edit_tables, run_script

if TYPE_CHECKING:
    from sqlite_utils import Database

SERVER = Migrations("server")
PILOT = Migrations("pilot")
REGISTER = Migrations("register")


@SERVER(name="0001_schema")
def _server_schema(db: Database) -> None:
    run_script(db, "server.sql")


@SERVER(name="0002_roles")
def _server_roles(db: Database) -> None:
    run_script(db, "0002_roles.sql")


@SERVER(name="0003_events")
def _server_events(db: Database) -> None:
    _chained(db, "SELECT at, actor_guid, verb, subject, subject_guid FROM event ORDER BY event_id")


@SERVER(name="0004_event_head")
def _server_event_head(db: Database) -> None:
    run_script(db, "event_head.sql")


@SERVER(name="0005_known_browsers")
def _server_known_browsers(db: Database) -> None:
    run_script(db, "0005_known_browsers.sql")


@SERVER(name="0092_handed_over")
def _server_handed_over(db: Database) -> None:
    run_script(db, "0092_handed_over.sql")


@SERVER(name="0120_confirmed")
def _server_confirmed(db: Database) -> None:
    run_script(db, "0120_confirmed.sql")


@SERVER(name="0121_signing_in")
def _server_signing_in(db: Database) -> None:
    run_script(db, "0121_signing_in.sql")


@SERVER(name="0122_elsewhere")
def _server_elsewhere(db: Database) -> None:
    run_script(db, "0122_elsewhere.sql")


@SERVER(name="0127_backups")
def _server_backups(db: Database) -> None:
    run_script(db, "0127_backups.sql")


@PILOT(name="0001_schema")
def _pilot_schema(db: Database) -> None:
    run_script(db, "pilot.sql")


@PILOT(name="0002_places")
def _places(db: Database) -> None:
    run_script(db, "0002_places.sql")


@PILOT(name="0003_prepare")
def _pilot_prepare(db: Database) -> None:
    run_script(db, "0003_prepare.sql")


@PILOT(name="0004_reach")
def _pilot_reach(db: Database) -> None:
    run_script(db, "0004_reach.sql")


@PILOT(name="0005_zone")
def _pilot_zone(db: Database) -> None:
    """Which day it is depends on where the pilot is; until now it was UTC's, which nobody had chosen."""
    db.conn.execute("ALTER TABLE pilot ADD COLUMN zone TEXT NOT NULL DEFAULT 'Europe/Amsterdam'")


@PILOT(name="0006_voices")
def _voices(db: Database) -> None:
    """Partners and coordinators have a voice of their own."""
    edit_tables(
        db, "voice IN ('family','coach','other')", "voice IN ('family','coach','partner','coordinator','other')")


@PILOT(name="0007_events")
def _pilot_events(db: Database) -> None:
    _chained(db, "SELECT e.at, u.guid, e.verb, e.subject, e.subject_guid FROM event e"
                 " LEFT JOIN user u ON u.user_id = e.actor_id ORDER BY e.event_id")


@PILOT(name="0008_coders")
def _coders(db: Database) -> None:
    """Who codes no more, by leaving or by another role: others then say where her undecided codings stand."""
    db.conn.execute("ALTER TABLE user ADD COLUMN stopped_coding_at TEXT")
    db.conn.execute("UPDATE user SET stopped_coding_at = disabled_at")


@PILOT(name="0009_event_head")
def _pilot_event_head(db: Database) -> None:
    run_script(db, "event_head.sql")


@PILOT(name="0010_recordings")
def _pilot_recordings(db: Database) -> None:
    run_script(db, "0010_recordings.sql")


@PILOT(name="0011_timings")
def _timings(db: Database) -> None:
    run_script(db, "0011_timings.sql")


@PILOT(name="0012_upload_drafts")
def _upload_drafts(db: Database) -> None:
    """What was said of a file that waits to be stored outlives the tab in which it was said."""
    db.conn.execute("ALTER TABLE upload ADD COLUMN draft TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(draft))")
    db.conn.execute("ALTER TABLE upload ADD COLUMN draft_revision INTEGER NOT NULL DEFAULT 0")


@PILOT(name="0013_came_as")
def _came_as(db: Database) -> None:
    """Under which label words came in: two that were said to be one person can be parted again."""
    db.conn.execute("ALTER TABLE turn ADD COLUMN came_as TEXT NOT NULL DEFAULT ''")
    db.conn.execute("UPDATE turn SET came_as = speaker")


@PILOT(name="0014_memos")
def _memos(db: Database) -> None:
    run_script(db, "0014_memos.sql")


@PILOT(name="0015_refi")
def _refi(db: Database) -> None:
    run_script(db, "0015_refi.sql")


@PILOT(name="0016_living_book")
def _living_book(db: Database) -> None:
    run_script(db, "0016_living_book.sql")
    edit_tables(db, "kind IN ('add','remove',", "kind IN ('recode','add','remove',")


@PILOT(name="0017_sentences")
def _sentences(db: Database) -> None:
    run_script(db, "0017_sentences.sql")


@PILOT(name="0018_whole_documents")
def _whole_documents(db: Database) -> None:
    """A code may be on a whole document, a coding may change, and a coder has favourite codes."""
    edit_tables(db, "'undecided','gone','waiting'", "'undecided','gone','waiting','whole'")
    edit_tables(db, "'remove','sign','place')", "'remove','sign','place','change')")
    run_script(db, "0018_whole_documents.sql")


@PILOT(name="0019_covering")
def _covering(db: Database) -> None:
    run_script(db, "0019_covering.sql")


@PILOT(name="0020_memos_on_screen")
def _memos_on_screen(db: Database) -> None:
    run_script(db, "0020_memos_on_screen.sql")


@PILOT(name="0022_came_from")
def _came_from(db: Database) -> None:
    run_script(db, "0022_came_from.sql")


@PILOT(name="0023_finding")
def _finding(db: Database) -> None:
    run_script(db, "0023_finding.sql")


@PILOT(name="0024_meanings")
def _meanings(db: Database) -> None:
    run_script(db, "0024_meanings.sql")


@PILOT(name="0025_copies")
def _copies(db: Database) -> None:
    run_script(db, "0025_copies.sql")


@PILOT(name="0030_queue")
def _queue(db: Database) -> None:
    run_script(db, "0030_queue.sql")


@PILOT(name="0031_windows")
def _windows(db: Database) -> None:
    run_script(db, "0031_windows.sql")


@PILOT(name="0035_left_out_of")
def _left_out_of(db: Database) -> None:
    run_script(db, "0035_left_out_of.sql")


@PILOT(name="0036_doubts")
def _doubts(db: Database) -> None:
    run_script(db, "0036_doubts.sql")


@PILOT(name="0040_edit_drafts")
def _edit_drafts(db: Database) -> None:
    run_script(db, "0040_edit_drafts.sql")


@PILOT(name="0041_said_again")
def _said_again(db: Database) -> None:
    run_script(db, "0041_said_again.sql")


@PILOT(name="0042_plays")
def _plays(db: Database) -> None:
    run_script(db, "0042_plays.sql")


@PILOT(name="0045_before_asking")
def _before_asking(db: Database) -> None:
    run_script(db, "0045_before_asking.sql")


@PILOT(name="0050_names_out")
def _names_out(db: Database) -> None:
    run_script(db, "0050_names_out.sql")


@PILOT(name="0046_figures")
def _figures(db: Database) -> None:
    run_script(db, "0046_figures.sql")


@PILOT(name="0055_silenced")
def _silenced(db: Database) -> None:
    run_script(db, "0055_silenced.sql")


@PILOT(name="0056_said_by")
def _said_by(db: Database) -> None:
    run_script(db, "0056_said_by.sql")


@PILOT(name="0057_said_otherwise")
def _said_otherwise(db: Database) -> None:
    """Words that show who somebody is without naming anybody, which a person says otherwise."""
    edit_tables(db, "'plate','date','age'))", "'plate','date','age','other'))")


# What is a script and nothing more.
_SCRIPTS = (
    "0060_double_rounds", "0061_double_sheets", "0064_consensus", "0068_suggestions", "0072_releases",
    "0073_quotes_out", "0074_story_arcs", "0075_saved_views", "0076_packed_codings",
    "0080_spoken", "0090_notes",
    "0081_papers",
    "0082_meaning",
    "0086_handover", "0087_summary_cells",
    "0088_contacts", "0098_signals",
    "0085_family_file", "0095_dossier",
    "0084_choosing", "0094_learning",
    "0083_giving_back", "0093_shared_events",
    "0100_scores", "0101_scoring", "0111_shown_scores",
    "0104_reach", "0114_aims",
    "0105_money",
    "0107_sheets",
    "0106_claims",
    "0103_allocation", "0113_uptake",
    "0125_retention",
    "0123_erasures",
    "0136_aim_versions",
    "0130_audits",
    "0137_near_places",
    "0138_former_names",
    "0139_goal_wordings", "0141_kept_back", "0142_support_reach", "0151_joined_names",
)


def _scripted(name: str) -> None:
    """Register a migration that runs the script of its name."""

    @PILOT(name=name)
    def _run(db: Database) -> None:
        run_script(db, f"{name}.sql")


for _script in _SCRIPTS:
    _scripted(_script)


@PILOT(name="0132_taken_back")
def _taken_back(db: Database) -> None:
    """A release that was proposed may be taken back by who drafted it."""
    edit_tables(db, "'proposed','signed','sent back','withdrawn')",
                "'proposed','signed','sent back','taken back','withdrawn')")
    run_script(db, "0132_taken_back.sql")


def _chained(db: Database, old: str) -> None:
    """Give the record of events the shape it has in every store, and chain what `old` selects of it."""
    rows = db.conn.execute(old).fetchall()
    db.conn.execute("DROP TABLE event")
    run_script(db, "events.sql")
    chain.carry_over(db, rows)


@REGISTER(name="0001_schema")
def _register_schema(db: Database) -> None:
    run_script(db, "register.sql")


@REGISTER(name="0002_named")
def _register_named(db: Database) -> None:
    """More kinds of word in the lexicon, who may be named, and pseudonyms of what was found in texts."""
    run_script(db, "0002_named.sql")
    edit_tables(db, "'person','place','organisation',",
                "'person','nickname','place','street','school','employer','organisation',")


@REGISTER(name="0003_hotwords")
def _hotwords(db: Database) -> None:
    run_script(db, "0003_hotwords.sql")


@REGISTER(name="0004_papers")
def _papers(db: Database) -> None:
    run_script(db, "0004_papers.sql")
