"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.safety.record_sets import ACCOUNT, Besides, FreeWords, Gone, RecordSet, guids_of, keys, says
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from pilot.safety.record_sets import Row

_WORDING = "how the pilot asks and measures, which is about no family"
_MEETING = "what was said of several stories or of the pilot"

RECORDS = (
    RecordSet("story", N_("stories")),
    RecordSet("story_domain"),
    RecordSet("draft", N_("stories that are being written")),
    RecordSet("form_version", kept=_WORDING),
    RecordSet("meaning", N_("what tellers say a story means")),
    RecordSet("turn_question"),
    RecordSet("spoken", N_("recordings being made"), takes=("recording_id",)),
    RecordSet("spoken_person", takes=("spoken_id",)),
    RecordSet("spoken_piece"),
    RecordSet("handover", N_("handovers")),
    RecordSet("handover_item"),
    RecordSet("handover_agreement"),
    RecordSet("giving_back", N_("what goes back to a family")),
    RecordSet("giving_back_document"),
    RecordSet("giving_back_passage"),
    RecordSet("giving_back_person"),
    RecordSet("family_answer", N_("answers of a family about its words")),
    RecordSet("family_correction", N_("corrections by a family")),
    RecordSet("shared_event", N_("events that several voices tell of")),
    RecordSet("shared_event_voice"),
    RecordSet("shared_event_differs"),
    RecordSet("wave", kept=_WORDING),
    RecordSet("rubric_version", kept=_WORDING),
    RecordSet("score", N_("scores")),
    RecordSet("score_ground"),
    RecordSet("score_round", kept="that scorers scored apart; its families go from it"),
    RecordSet("score_task"),
    RecordSet("milestone", N_("milestones")),
    RecordSet("allocation_plan", kept=_WORDING),
    RecordSet("allocation", N_("places in a trial")),
    RecordSet("departure"),
    RecordSet("screened", kept="a count over all families"),
    RecordSet("uptake", N_("use of services")),
    RecordSet("referral", N_("referrals")),
    RecordSet("referral_help"),
    RecordSet("closing"),
    RecordSet("working_time", N_("working hours of coaches")),
    RecordSet("month_count", kept="a count over all families"),
    RecordSet("expense", N_("expenses"), blank=("story_id",)),
    RecordSet("ceiling", kept="a setting of the pilot"),
    RecordSet("programme_cost", kept="a cost of the pilot"),
    RecordSet("sheet", kept="that a sheet was taken in, and how many rows it had"),
    RecordSet("sheet_thing"),
    RecordSet("household", N_("households")),
    RecordSet("kin", N_("people in a drawing of generations")),
    RecordSet("kin_tie"),
    RecordSet("kin_pattern"),
    RecordSet("organisation", N_("organisations round a family")),
    RecordSet("goal", N_("goals of a family")),
    RecordSet("goal_step"),
    RecordSet("goal_wording"),
    RecordSet("goal_story"),
    RecordSet("dossier_text", N_("texts of a dossier")),
    RecordSet("contact", N_("contacts"), blank=("story_id",)),
    RecordSet("contact_with"),
    RecordSet("undertaking", N_("what was undertaken"), blank=("story_id",)),
    RecordSet("signal", kept="a threshold of a service, in words free of families", looks=True, blank=("in_signal",)),
    RecordSet("signal_family", blank=("story_id",)),
    RecordSet("choice_round", kept=_MEETING, looks=True),
    RecordSet("choice_story"),
    RecordSet("choice_panel", kept="who takes part in a round of choosing"),
    RecordSet("choice_pick", N_("what somebody picked, and why")),
    RecordSet("story_check", N_("verifications of stories")),
    RecordSet("meeting", kept=_MEETING, looks=True),
    RecordSet("meeting_story"),
    RecordSet("meeting_release", kept="which release lay on a table"),
    RecordSet("agreement", kept=_MEETING),
    RecordSet("agreement_answer", kept=_MEETING, blank=("meeting_id",)),
)

FREE_WORDS = (
    FreeWords("dossier_text", ("text",), N_("a dossier"), "/families", Right.SEE_FAMILIES,
              family="dossier_text.family_id"),
    FreeWords("signal", ("words", "answer"), N_("a signal"), "/signals?signal={guid}",
              Right.SEE_SIGNALS),
    FreeWords("form_version", ("body",), N_("the form of a story"), "/templates", Right.EDIT_TEMPLATES, is_json=True),
    FreeWords("rubric_version", ("body",), N_("the rubrics"), "/rubric", Right.EDIT_TEMPLATES, is_json=True),
    FreeWords("choice_round", ("name", "question", "reasons", "disagreement"), N_("a round of choosing"),
              "/choose?round={guid}", Right.CHOOSE_STORIES),
    FreeWords("meeting", ("title", "topic", "learnt"), N_("a learning meeting"), "/meeting?meeting={guid}",
              Right.CHOOSE_STORIES),
    FreeWords("agreement", ("what",), N_("an agreement of a learning meeting"), "/meeting", Right.CHOOSE_STORIES),
    FreeWords("agreement_answer", ("why",), N_("an agreement of a learning meeting"), "/meeting", Right.CHOOSE_STORIES),
)


def _finds(db: Database, gone: Gone) -> Mapping[str, Iterable[Row]]:
    """Drafts about a family or told by a person, with what was said for them; of an account its own."""
    if gone.subject.kind == ACCOUNT:
        drafts = keys(db, "SELECT draft_id FROM draft JOIN user USING (user_id) WHERE user.guid = ?", gone.subject.guid)
        spoken = keys(db, "SELECT spoken_id FROM spoken JOIN user USING (user_id) WHERE user.guid = ? AND recording_id"
                          " IS NULL", gone.subject.guid)
        return {"draft": drafts, "spoken": spoken}
    whose = guids_of(db, gone, "family", "person")
    told = guids_of(db, gone, "draft", "story", "milestone", "contact", "undertaking", "expense", "score", "uptake",
                    "referral")
    return {
        "draft": [(draft_id,) for draft_id, body in db.conn.execute("SELECT draft_id, body FROM draft")
                  if whose and says(body, whose)],
        "spoken": keys(db, "SELECT spoken_id FROM spoken JOIN draft d ON d.guid = draft_guid WHERE d.draft_id IN"
                           " (SELECT value FROM json_each(?))", gone.ids("draft")),
        "sheet_thing": [row for row in keys(db, "SELECT sheet_id, guid FROM sheet_thing") if row[1] in told]}


BESIDES = (Besides(finds=_finds),)
