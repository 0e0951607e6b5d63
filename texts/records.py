"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.families.forgetting import HOTWORDS
from pilot.safety.record_sets import (
    ACCOUNT,
    DOCUMENT,
    PERSON,
    RECORDING,
    Besides,
    Gone,
    RecordSet,
    guids_of,
    keys,
    says,
    the_subject,
)
from pilot.words import N_
from texts import keeping_back
from texts.index import forgetting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlite_utils import Database

    from pilot.safety.record_sets import Row

RECORDS = (
    # Words go with what they were heard in; sound alone may go before its text (RECORDING).
    RecordSet("document", N_("texts"), blank=("read_version_id", "recording_id"), takes=("recording_id", "story_id"),
              called="title"),
    RecordSet("document_person", takes=("document_id",)),
    RecordSet("document_version", N_("versions of texts"), blank=("based_on",)),
    RecordSet("turn", N_("turns of texts"), blank=("person_id",)),
    RecordSet("passage", N_("passages")),
    RecordSet("passage_place"),
    RecordSet("coding_place"),
    RecordSet("timing"),
    RecordSet("sentences"),
    RecordSet("recording", N_("recordings"), called="recorded_on"),
    RecordSet("recording_person", takes=("recording_id",)),
    RecordSet("note_text", N_("texts of voice notes")),
    RecordSet("document_note", takes=("recording_id",)),
    RecordSet("upload", N_("files on their way in")),
    RecordSet("edit_draft", N_("mended texts not saved yet")),
    RecordSet("lemma", kept="words that stand in texts, whoever's; those that stand in no other go with a text"),
    RecordSet("lemmatised"),
    RecordSet("name_search"),
    RecordSet("name_place", N_("names found in texts")),
    RecordSet("kept_back", N_("words taken out elsewhere")),
)


def _finds(db: Database, gone: Gone) -> Mapping[str, Iterable[Row]]:
    found = {"document": the_subject(db, gone, DOCUMENT), "recording": the_subject(db, gone, RECORDING)}
    if gone.subject.kind == PERSON:
        # What a coach told herself, in a conversation; she is heard in all conversations she had with families.
        found["document"] = keys(
            db, "SELECT document_id FROM document JOIN document_person USING (document_id) JOIN person p USING"
            " (person_id) WHERE p.guid = ? AND p.kind = 'coach' AND tells AND document.kind = 'interview'"
            " AND voice = 'coach'", gone.subject.guid)
    if gone.subject.kind != RECORDING:
        found["document"] = [*found["document"], *keys(
            db, "SELECT document_id FROM document WHERE recording_id IN (SELECT value FROM json_each(?))",
            gone.ids("recording"))]
    if gone.subject.kind == ACCOUNT:
        found["edit_draft"] = keys(
            db, "SELECT document_id, e.user_id FROM edit_draft e JOIN user USING (user_id) WHERE guid = ?",
            gone.subject.guid)
        found["upload"] = keys(
            db, "SELECT upload_id FROM upload JOIN user USING (user_id) WHERE user.guid = ?", gone.subject.guid)
    else:
        whose = guids_of(db, gone, "family", "person")
        found["upload"] = [(upload_id,) for upload_id, draft in db.conn.execute("SELECT upload_id, draft FROM upload")
                           if whose and says(draft, whose)]
    return found


def _cleans(db: Database, gone: Gone) -> None:
    forgetting.forget(db, gone.ids("document_version"))
    keeping_back.take_out(db, (int(key[0]) for key in gone.of("document")))


def _notes(db: Database, gone: Gone) -> Iterator[tuple[str, str]]:
    """Things that are named in no text that stays, and the families whose words were put right in what goes."""
    versions = gone.ids("document_version")
    for (thing,) in db.conn.execute(
            "SELECT DISTINCT thing FROM name_place WHERE version_id IN (SELECT value FROM json_each(?1))"
            " AND thing NOT IN (SELECT thing FROM name_place WHERE version_id NOT IN"
            " (SELECT value FROM json_each(?1)))", (versions,)):
        yield "name_place", thing
    for (family,) in db.conn.execute(
            "SELECT DISTINCT f.guid FROM document d JOIN family f USING (family_id) WHERE d.document_id IN"
            " (SELECT value FROM json_each(?))", (gone.ids("document"),)):
        yield "hotword", HOTWORDS + family


BESIDES = (Besides(finds=_finds, cleans=_cleans, notes=_notes),)
ENDS = (keeping_back.keep_back,)
RESUMES = (keeping_back.put_back,)
