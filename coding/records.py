"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.safety.record_sets import ACCOUNT, Besides, FreeWords, Gone, RecordSet, guids_of, keys, says
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.safety.record_sets import Row

_BOOK = "the codebook, which is about no family"
_SETTING = "a setting of a coder or of the pilot"

RECORDS = (
    RecordSet("codebook_version", kept=_BOOK),
    RecordSet("code", kept=_BOOK),
    RecordSet("code_definition", kept=_BOOK),
    RecordSet("code_turned", kept=_BOOK),
    RecordSet("code_cover", kept=_BOOK),
    RecordSet("code_meaning", kept=_BOOK),
    RecordSet("coding", N_("codings")),
    RecordSet("coding_op"),
    RecordSet("coding_status"),
    RecordSet("coding_packed"),
    RecordSet("coding_recoded"),
    RecordSet("coding_looked"),
    RecordSet("coding_batch", kept="that many places were coded in one go, and by whom; not which"),
    RecordSet("coding_in_batch"),
    RecordSet("favourite", N_("favourite codes")),
    RecordSet("saved_question", N_("saved questions")),
    RecordSet("memo", N_("memos"), first=True),
    RecordSet("memo_on"),
    RecordSet("consensus", N_("decisions of coders together")),
    RecordSet("consensus_source"),
    RecordSet("consensus_coding"),
    RecordSet("double_round", kept="that coders coded apart, by which codebook; its texts go from it"),
    RecordSet("double_document"),
    RecordSet("double_task"),
    RecordSet("double_guest", kept="that a coder has no account"),
    RecordSet("double_sheet", kept="that a sheet was made for a coder; its texts go from it"),
    RecordSet("double_sheet_text"),
    RecordSet("suggest_model", kept="one row that is forgotten whole as soon as anything goes"),
    RecordSet("suggest_code", kept=_SETTING),
    RecordSet("suggest_coder"),
    RecordSet("proposal", N_("suggestions of the machine")),
    RecordSet("proposal_looked"),
    RecordSet("proposal_shown"),
    RecordSet("proposal_answer"),
    RecordSet("suggest_audit", kept="that suggestions for a code were judged by hand; the answers go with their texts"),
    RecordSet("suggest_audit_answer"),
)

FREE_WORDS = (
    FreeWords("memo", ("title", "body"), N_("a memo"), "/memos", Right.CODE,
              "CASE WHEN is_private THEN author_id END"),
    FreeWords("code_definition", (
        "name_nl", "name_en", "definition_nl", "definition_en", "use_when_nl", "use_when_en", "not_when_nl",
        "not_when_en", "example",
    ), N_("a code in the codebook"), "/codebook", Right.SEE_CODEBOOK, within="codebook"),
    FreeWords("code_definition", ("signals",), N_("a code in the codebook"), "/codebook", Right.SEE_CODEBOOK,
              within="codebook", is_json=True),
    FreeWords("codebook_version", ("yaml", "label", "reason"), N_("a version of the codebook"), "/versions",
              Right.LOAD_CODEBOOK, within="codebook"),
    FreeWords("saved_question", ("name",), N_("a saved question"), "/find", Right.CODE,
              "CASE WHEN NOT shared THEN saved_by END"),
)


def _finds(db: Database, gone: Gone) -> Mapping[str, Iterable[Row]]:
    """Memos on what goes, whatever else they are on: nobody can tell which of their words are about what.

    Of an account what was for nobody else. A question that asks for a family goes with it.
    """
    if gone.subject.kind == ACCOUNT:
        mine = "(SELECT user_id FROM user WHERE guid = ?)"
        return {
            "memo": keys(db, f"SELECT memo_id FROM memo WHERE is_private AND author_id = {mine}", gone.subject.guid),
            "saved_question": keys(db, "SELECT question_id FROM saved_question WHERE NOT shared"
                                       f" AND saved_by = {mine}", gone.subject.guid),
            "favourite": keys(db, f"SELECT user_id, position FROM favourite WHERE user_id = {mine}", gone.subject.guid),
            "suggest_coder": keys(db, f"SELECT user_id FROM suggest_coder WHERE user_id = {mine}", gone.subject.guid)}
    whose = guids_of(db, gone, "family", "person", "document")
    return {
        "memo": keys(
            db, "SELECT memo_id FROM memo_on WHERE family_id IN (SELECT value FROM json_each(?))"
            " OR document_id IN (SELECT value FROM json_each(?)) OR passage_id IN (SELECT value FROM json_each(?))"
            " OR coding_id IN (SELECT value FROM json_each(?))",
            *(gone.ids(table) for table in ("family", "document", "passage", "coding"))),
        "saved_question": [(question_id,) for question_id, query in db.conn.execute(
            "SELECT question_id, query FROM saved_question") if whose and says(query, whose)]}


def _files(pilot: Pilot, guids: frozenset[str]) -> None:
    """What coders practised whose account goes."""
    for path in (pilot.folder / "practice").glob("*.db*"):
        if path.name.partition(".")[0] in guids:
            path.unlink(missing_ok=True)


BESIDES = (Besides(finds=_finds, files=_files),)
