"""Every table has one room that owns it: only that room writes it, and only it and higher floors read it."""

from __future__ import annotations

import ast
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.store.files import open_pilot, open_register, open_server
from tests.conftest import ROOT
from tests.test_house import FILES, FLOOR, room_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Table -> the room or sub-room that alone writes it. A new table gets its line here.
OWNERS = {
    # server.db
    "account": "pilot/accounts", "membership": "pilot/accounts", "session": "pilot/accounts",
    "sign_in_failure": "pilot/accounts",
    "known_browser": "pilot/accounts", "account_elsewhere": "pilot/accounts",
    "backup_plan": "pilot/safety", "backup_made": "pilot/safety", "backup_drill": "pilot/safety",
    "second_step": "pilot/accounts", "recovery_code": "pilot/accounts",
    "invitation": "pilot/accounts", "second_step_role": "pilot/accounts", "sitting_rule": "pilot/accounts",
    # register.db
    "family_name": "pilot/families", "person_name": "pilot/families", "lexicon": "pilot/families",
    "pseudonym": "pilot/families",
    "hotword": "pilot/families",
    "letter": "pilot/families/papers", "letter_fact": "pilot/families/papers",
    # pilot.db
    "erasure": "pilot/safety", "erased": "pilot/safety",
    "pilot": "pilot", "prepare_grant": "pilot/accounts", "user": "pilot", "event": "pilot",
    "event_head": "pilot",
    "site": "pilot/families", "referrer": "pilot/families", "arm": "pilot/families", "former_name": "pilot/families",
    "joined_name": "pilot/families",
    "family": "pilot/families",
    "support_period": "pilot/families", "person": "pilot/families", "coaching": "pilot/families",
    "consent": "pilot/families", "consent_decision": "pilot/families", "reach_stamp": "pilot/access",
    "consent_paper": "pilot/families/papers", "consent_picture": "pilot/families/papers",
    "recording": "texts", "recording_person": "texts", "upload": "texts/intake",
    "document": "texts", "document_person": "texts", "document_version": "texts", "turn": "texts",
    "turn_text": "texts", "turn_fts": "texts", "passage": "texts", "coding_place": "texts",
    "name_search": "texts/names_out", "name_place": "texts/names_out",
    "timing": "texts", "passage_place": "texts", "sentences": "texts", "lemma": "texts/index",
    "lemmatised": "texts/index", "edit_draft": "texts/editing",
    "kept_back": "texts",
    "codebook_version": "coding/book", "code": "coding/book", "code_definition": "coding/book",
    "coding": "coding/marks", "coding_op": "coding/marks", "coding_status": "coding/marks", "favourite": "coding/marks",
    "coding_packed": "coding/marks",
    "memo": "coding/memos",
    "code_turned": "coding/book", "code_cover": "coding/book", "coding_recoded": "coding/marks",
    "consensus": "coding/consensus", "consensus_source": "coding/consensus", "consensus_coding": "coding/consensus",
    "code_meaning": "coding/book", "coding_looked": "coding/marks",
    "saved_question": "coding/find", "coding_batch": "coding/find", "coding_in_batch": "coding/find",
    "memo_on": "coding/memos", "refi_variable": "exchange", "refi_value": "exchange", "refi_set": "exchange",
    "refi_report": "exchange", "refi_figure": "exchange",
    "refi_member": "exchange",
    "handover": "stories/handover", "handover_item": "stories/handover", "handover_agreement": "stories/handover",
    "handover_open": "stories/handover",
    "spoken": "stories/spoken", "spoken_person": "stories/spoken", "spoken_piece": "stories/spoken",
    "note_text": "texts", "document_note": "texts",
    "giving_back": "stories/back", "giving_back_document": "stories/back", "giving_back_passage": "stories/back",
    "giving_back_person": "stories/back", "family_answer": "stories/back", "family_correction": "stories/back",
    "shared_event": "stories/events", "shared_event_voice": "stories/events",
    "shared_event_differs": "stories/events",
    "story": "stories", "story_domain": "stories", "draft": "stories/entry",
    "form_version": "stories/entry", "meaning": "stories/meaning", "turn_question": "stories/meaning",
    "wave": "stories/outcomes", "score": "stories/outcomes", "rubric_version": "stories/outcomes",
    "score_ground": "stories/outcomes", "score_round": "stories/outcomes", "score_task": "stories/outcomes",
    "referral": "stories/outcomes/reach", "referral_help": "stories/outcomes/reach",
    "closing": "stories/outcomes/reach", "working_time": "stories/outcomes/reach",
    "month_count": "stories/outcomes/reach", "aim": "themes/aims", "aim_evidence": "themes/aims",
    "aim_version": "themes/aims",
    "expense": "stories/outcomes/spending", "ceiling": "stories/outcomes/spending",
    "programme_cost": "stories/outcomes/spending", "milestone": "stories/outcomes",
    "sheet": "stories/outcomes/from_sheets", "sheet_thing": "stories/outcomes/from_sheets",
    "allocation_plan": "stories/outcomes", "allocation": "stories/outcomes", "departure": "stories/outcomes",
    "screened": "stories/outcomes", "uptake": "stories/outcomes",
    "household": "stories/file", "kin": "stories/file", "kin_tie": "stories/file", "kin_pattern": "stories/file",
    "organisation": "stories/file", "goal": "stories/file", "goal_step": "stories/file", "goal_story": "stories/file",
    "goal_wording": "stories/file",
    "dossier_text": "stories/file",
    "job": "jobs", "sound_window": "transcribe", "doubt": "transcribe", "said_again": "transcribe",
    "double_round": "coding/double", "double_document": "coding/double", "double_task": "coding/double",
    "double_guest": "coding/double", "double_sheet": "coding/double", "double_sheet_text": "coding/double",
    "suggest_model": "coding/suggest", "suggest_code": "coding/suggest", "suggest_coder": "coding/suggest",
    "proposal": "coding/suggest", "proposal_looked": "coding/suggest", "proposal_shown": "coding/suggest",
    "proposal_answer": "coding/suggest", "suggest_audit": "coding/suggest", "suggest_audit_answer": "coding/suggest",
    "said_by": "transcribe", "release": "themes/release", "release_step": "themes/release",
    "quote_out": "themes/release/quotes_out", "quote_out_step": "themes/release/quotes_out",
    "contact": "stories/contacts", "contact_with": "stories/contacts", "undertaking": "stories/contacts",
    "signal": "stories/signals", "signal_family": "stories/signals",
    "choice_round": "stories/choose", "choice_story": "stories/choose", "choice_panel": "stories/choose",
    "choice_pick": "stories/choose", "story_check": "stories/choose",
    "meeting": "stories/learning", "meeting_story": "stories/learning", "meeting_release": "stories/learning",
    "agreement": "stories/learning", "agreement_answer": "stories/learning",
    "saved_view": "themes/explore", "summary_cell": "themes/framework", "summary_version": "themes/framework",
    "summary_ground": "themes/framework",
    "claim": "themes/claims", "claim_version": "themes/claims", "claim_rival": "themes/claims",
    "claim_rival_weighed": "themes/claims", "claim_ground": "themes/claims",
    "retention": "pilot/safety",
    "story_arc": "themes/release/arcs", "arc_statement": "themes/release/arcs",
}

# Where a table's name is filled in: the tables that are meant.
FILLED_IN = {
    "pilot/families/same_name.py": {"site", "referrer", "arm"},
    "pilot/families/joining.py": {"site", "referrer", "arm"},
    "pilot/families/parting.py": {"site", "referrer", "arm"},
    "pilot/families/renaming.py": {"family_name", "person_name"},
}

# (file or room, table) -> why it may know of a table of a higher or the same floor.
_ONE_PLACE = "one place answers who may use what, and every room asks it; it only reads"
_FOR_GOOD = "what is erased goes by the record sets that every room hands in, whatever room a table belongs to"
_WHOLE = "a backup is checked as a whole, whatever room a table belongs to"
EXCEPTIONS = {
    ("texts/keeping_back.py", "{}"): "takes copied words out of what every room hands in as FREE_WORDS",
    ("pilot/access", "document"): _ONE_PLACE,
    ("pilot/access", "document_person"): _ONE_PLACE,
    ("pilot/access", "document_version"): _ONE_PLACE,
    ("pilot/access", "recording"): _ONE_PLACE,
    ("pilot/access", "recording_person"): _ONE_PLACE,
    ("pilot/access", "document_note"): _ONE_PLACE,
    ("pilot/access", "handover_open"): _ONE_PLACE,
    ("pilot/access", "double_document"): _ONE_PLACE,
    ("pilot/access", "double_round"): _ONE_PLACE,
    ("pilot/access", "double_task"): _ONE_PLACE,
    ("pilot/access", "score_round"): _ONE_PLACE,
    ("pilot/access", "score_task"): _ONE_PLACE,
    ("pilot/access", "choice_round"): _ONE_PLACE,
    ("pilot/access", "choice_story"): _ONE_PLACE,
    ("pilot/access", "choice_panel"): _ONE_PLACE,
    ("pilot/safety", "{}"): _FOR_GOOD,
    ("pilot/safety", "document_version"): _WHOLE,
    ("pilot/safety", "recording"): _WHOLE,
    ("pilot/safety", "refi_figure"): _WHOLE,
    ("pilot/safety", "consent_picture"): _WHOLE,
    ("pilot/safety", "turn_fts"): _WHOLE + "; the index checks itself by an INSERT that stores nothing",
}

_HOLE = "{}"  # where an f-string has a value
_WRITE = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+([\w{}]+)")
# One table or a list of them, each with or without a short name (lower case, as SQL's own words never are here).
_NAMED = r"\w+(?:\s+(?:AS\s+)?[a-z]\w*)?"
_READ = re.compile(rf"\b(?:FROM|JOIN)\s+({_NAMED}(?:\s*,\s*{_NAMED})*)")


def test_every_table_has_an_owner(tmp_path: Path) -> None:
    """A table, view or index of words that nobody owns is nobody's to keep right."""
    found: set[str] = set()
    for open_ in (open_server, open_register, open_pilot):
        with closing(open_(tmp_path / f"{open_.__name__}.db", create=True)) as db:
            found |= {str(row[0]) for row in db.conn.execute(
                "SELECT name FROM pragma_table_list WHERE type <> 'shadow' AND name NOT GLOB '*sqlite_*'")}
    assert found == set(OWNERS)
    assert {owner.split("/")[0] for owner in OWNERS.values()} <= set(FLOOR)
    assert all((ROOT / owner).is_dir() for owner in OWNERS.values())


def strings(source: str) -> Iterator[str]:
    """Every string of a program, with `{}` where an f-string has a value and joined where two are added."""
    inside: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        text = _text(node)
        if text and id(node) not in inside:
            inside.update(id(child) for child in ast.walk(node))
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or _HOLE for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left) + _text(node.right)
    return ""


def written(source: str, filled_in: Iterable[str] = (_HOLE,)) -> set[str]:
    """The tables that a program's SQL writes.

    Args:
        filled_in: the tables that are meant where the name is a value.
    """
    names = {name for text in strings(source) for name in _WRITE.findall(text)}
    filled = set(filled_in) if any(_HOLE in name for name in names) else set()
    return names & set(OWNERS) | filled


def read(source: str) -> set[str]:
    """The tables that a program's SQL reads."""
    texts = (re.sub(r"DELETE\s+FROM", "DELETE", text) for text in strings(source))
    lists = (found for text in texts for found in _READ.findall(text))
    return {part.split()[0] for found in lists for part in found.split(",")} & set(OWNERS)


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _within(where: str, place: str) -> bool:
    return where == place or where.startswith(f"{place}/")


def excused(where: str, table: str) -> bool:
    """Whether the list of exceptions allows a file to know a table."""
    return any(table == name and _within(where, place) for place, name in EXCEPTIONS)


# The store makes and migrates every table.
LOOKED_AT = {_where(path): path for path in FILES if not _within(_where(path), "pilot/store")}
WRITTEN = {where: written(path.read_text(encoding="utf-8"), FILLED_IN.get(where, (_HOLE,)))
           for where, path in LOOKED_AT.items()}
READ = {where: read(path.read_text(encoding="utf-8")) for where, path in LOOKED_AT.items()}


@pytest.mark.parametrize("room", FLOOR)
def test_only_its_owner_writes_a_table(room: str) -> None:
    """Whoever wants something changed in a table asks the room that owns it."""
    for where in (one for one, path in LOOKED_AT.items() if room_of(path) == room):
        others = {table for table in WRITTEN[where] if table == _HOLE or not _within(where, OWNERS[table])}
        assert not {table for table in others if not excused(where, table)}, where


@pytest.mark.parametrize("room", FLOOR)
def test_tables_are_read_downwards(room: str) -> None:
    """A room reads its own tables and those of lower floors; it does not know those above it and beside it."""
    for where in (one for one, path in LOOKED_AT.items() if room_of(path) == room):
        owners = {table: OWNERS[table].split("/")[0] for table in READ[where]}
        beyond = {table for table, owner in owners.items() if owner != room and FLOOR[owner] >= FLOOR[room]}
        assert not {table for table in beyond if not excused(where, table)}, where


def test_no_exception_outlives_its_reason() -> None:
    """A line of EXCEPTIONS or FILLED_IN that nothing needs any more goes."""
    known = {(where, table) for found in (WRITTEN, READ) for where, tables in found.items() for table in tables}
    for place, table in EXCEPTIONS:
        assert any(table == name and _within(where, place) for where, name in known), (place, table)
    for where, tables in FILLED_IN.items():
        assert tables <= WRITTEN[where]


@pytest.mark.parametrize(("source", "writes", "reads"), [
    ('db.execute("INSERT OR IGNORE INTO wave(label) VALUES (?)")', {"wave"}, set()),
    ('db.execute("UPDATE job SET x = 1 FROM job e")', {"job"}, {"job"}),
    ('db.execute("DELETE FROM code WHERE x")', {"code"}, set()),
    ('db.execute(f"DELETE FROM {table}")', {_HOLE}, set()),
    ('db.execute("SELECT 1 FROM wave w, score JOIN turn t USING (x)" f" WHERE {x} IN (SELECT 1 FROM code)")',
     set(), {"wave", "score", "turn", "code"}),
    ('"a document from the family, that one may update"', set(), set()),
])
def test_the_test_can_read(source: str, writes: set[str], reads: set[str]) -> None:
    """SQL is found in strings of every make, and prose is not SQL."""
    assert (written(source), read(source)) == (writes, reads)
