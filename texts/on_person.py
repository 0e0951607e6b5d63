"""What is held on one person among texts and recordings: where she is heard, and her own words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import reach, three_states
from pilot.errors import OutOfReach, RodeDraadError, Withdrawn
from pilot.safety.person_file import Part, cells, yes_no
from pilot.vocabulary import voices
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose


def _documents(whose: Whose) -> Iterable[Part]:
    state, params = three_states.state_where(whose.db)
    rows = whose.db.conn.execute(
        f"SELECT d.told_on, d.kind, d.title, d.voice, h.tells, {state},"
        " (SELECT count(*) FROM document_version v WHERE v.document_id = d.document_id) FROM document_person h"
        " JOIN document d USING (document_id) WHERE h.person_id = ? ORDER BY d.told_on, d.document_id",
        (*params, whose.person.person_id))
    yield Part(
        _("Conversations and stories in which this person is heard"),
        (_("Told on"), _("Kind"), _("Title"), _("Voice"), _("Tells"), _("State"), _("Versions that are kept")), cells(
            (on, _("Story") if kind == "story" else _("Conversation"), title, voices.title(voice), yes_no(tells),
             _(three_states.NAMES[state]) if state else "", n)
            for on, kind, title, voice, tells, state, n in rows))


def _about(whose: Whose) -> Iterable[Part]:
    """What others told about the family: that it is there."""
    rows = whose.db.conn.execute(
        "SELECT d.told_on, d.kind, d.voice FROM document d WHERE d.family_id = ? AND NOT EXISTS (SELECT 1"
        " FROM document_person h WHERE h.document_id = d.document_id AND h.person_id = ?) ORDER BY d.told_on",
        (whose.person.family_id, whose.person.person_id))
    yield Part(
        _("Told about the family by others (their words are theirs)"), (_("Told on"), _("Kind"), _("Voice")), cells(
            (on, _("Story") if kind == "story" else _("Conversation"), voices.title(voice))
            for on, kind, voice in rows))


def _words(whose: Whose) -> Iterable[Part]:
    """Her own words, from the version that the viewer reads of each text."""
    db, viewer, person = whose.db, whose.viewer, whose.person
    rows: list[tuple[str, ...]] = []
    kept_back: Counter[str] = Counter()
    for guid, on, title, alone in db.conn.execute(
            "SELECT d.guid, d.told_on, d.title, NOT EXISTS (SELECT 1 FROM document_person o JOIN person q"
            " USING (person_id) WHERE o.document_id = d.document_id AND o.person_id <> h.person_id"
            " AND (q.family_id IS NULL) = (p.family_id IS NULL)) FROM document_person h JOIN person p USING (person_id)"
            " JOIN document d USING (document_id) WHERE h.person_id = ? ORDER BY d.told_on, d.document_id",
            (person.person_id,)).fetchall():
        try:
            version = access.require_document(db, viewer, guid)
        except RodeDraadError as error:
            kept_back[_why(error)] += 1
            continue
        events.read(db, viewer, "opened", "document", guid)
        rows += _turns(whose, version.version_id, (on, title), alone)
    yield Part(_("Words of this person"), (_("Told on"), _("Title"), _("Words")), rows, kept_back)


def _why(error: RodeDraadError) -> str:
    if isinstance(error, Withdrawn):
        return three_states.WITHDRAWN
    return three_states.OUT_OF_REACH if isinstance(error, OutOfReach) else three_states.OTHERWISE


def _state(withdrawn: object, in_reach: object) -> str:
    state = three_states.WITHDRAWN if withdrawn else "" if in_reach else three_states.OUT_OF_REACH
    return _(three_states.NAMES[state]) if state else ""


def _turns(whose: Whose, version_id: int, of: tuple[str, str], alone: bool) -> list[tuple[str, ...]]:
    """What she says in a version; where it is not kept whose a turn is, those with her voice if nobody shares it."""
    found = whose.db.conn.execute(
        "SELECT substr(v.text, t.start_char + 1, t.end_char - t.start_char) FROM turn t JOIN document_version v"
        " USING (version_id) WHERE t.version_id = ? AND (t.person_id = ? OR (t.person_id IS NULL AND ?"
        " AND t.voice = ?)) ORDER BY t.seq",
        (version_id, whose.person.person_id, alone, voices.of_person(whose.person.kind, whose.person.role)))
    return [(*of, text) for (text,) in found]


def _recordings(whose: Whose) -> Iterable[Part]:
    reached, params = reach.recordings_where(whose.db)
    rows = whose.db.conn.execute(
        f"SELECT r.recorded_on, r.duration_ms / 1000, r.ext, NOT ({reach.NOT_WITHDRAWN.format(r='r')}), {reached}"
        " FROM recording r"
        f" WHERE ? IN {reach.HEARD_IN_RECORDING.format(r='r')} ORDER BY 1, r.recording_id",
        (*params, whose.person.person_id))
    yield Part(
        _("Recordings in which this person is heard"), (_("Recorded on"), _("Seconds"), _("Kind of file"), _("State")),
        cells((on, seconds, ext, _state(gone, in_reach)) for on, seconds, ext, gone, in_reach in rows))


HELD = (_documents, _about, _words, _recordings)
