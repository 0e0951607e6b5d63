"""What goes back as it is read, prepared and gone through: its texts and passages, each with what the family said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.config import Pilot
from pilot.door import inner, use_case
from stories import retelling
from stories.back import stored, texts
from texts import notes, silenced

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.back.stored import Answer, Kept
    from stories.back.texts import Stands


@dataclass(frozen=True)
class Asked:
    """A passage that is asked about.

    Attributes:
        guid: of the passage as it was chosen; document: guid of its text, title: of it.
        gone: why they can't be read, of `access.three_states`; '' where they can.
        stands: its words and where they stand now; None where they can't be read.
        answer: the last one about it, None for none; corrections: what should stand otherwise, in the family's words.
    """

    guid: str
    document: str
    title: str
    gone: str
    stands: Stands | None
    answer: Answer | None
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class ToRead:
    """A text in it.

    Attributes:
        title: '' where it can't be read. gone: why, of `access.three_states`.
        paragraphs: of a story; of a conversation only passages are read.
        own: a story of this viewer's, which she corrects herself; sounds: of a story, where what was spoken for it is
            heard now, below /recordings/, for who may hear it and as consent to recording allows.
        answer: the last one about it as a whole.
    """

    guid: str
    title: str
    gone: str
    kind: str
    told_on: str
    paragraphs: tuple[str, ...]
    own: bool
    answer: Answer | None
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class One:
    """One going back, whole; `who`: guids of the persons who were there, `pseudonym`: of the family."""

    kept: Kept
    pseudonym: str
    who: tuple[str, ...]
    texts: tuple[ToRead, ...]
    passages: tuple[Asked, ...]

    @property
    def unanswered(self) -> int:
        """How many passages that can be read wait for an answer."""
        return sum(one.stands is not None and (one.answer is None or bool(one.answer.withdrawn_on))
                   for one in self.passages)


@use_case(Right.KEEP_FILE, event="opened return", reads="texts")
def one(db: Database, viewer: Viewer, guid: str) -> One:
    """One going back with its texts and passages. Raises: NotFound, NotAllowed.

    What was withdrawn or is out of reach is said to be gone, without its words.
    """
    found = read(db, viewer, guid)
    events.read(db, viewer, "opened", "return", guid)
    return found


@inner("a part of use cases that write their own event")
def read(db: Database, viewer: Viewer, guid: str) -> One:
    """`one` without its event, for those who asked the right."""
    kept = stored.kept(db, viewer, guid)
    rows = db.conn.execute(
        "SELECT d.document_id, d.guid, d.title, d.kind, d.told_on, d.read_version_id FROM giving_back_document g"
        " JOIN document d USING (document_id) WHERE g.giving_back_id = ? ORDER BY d.told_on, d.document_id",
        (kept.giving_back_id,)).fetchall()
    documents = {row[0] for row in rows}
    readable = texts.open_now(db, viewer, documents)
    gone = access.three_states.of_documents(db, documents - readable)
    answers = {(found.document_id, found.passage_id): found for found in stored.last_answers(db, documents)}
    chosen = db.conn.execute(
        "SELECT p.passage_id, p.guid, g.document_id FROM giving_back_passage g JOIN passage p USING (passage_id)"
        " JOIN document d USING (document_id)"
        " WHERE g.giving_back_id = ? ORDER BY d.told_on, d.document_id, p.start_char",
        (kept.giving_back_id,)).fetchall()
    stands = texts.standing(db, [row[0] for row in chosen if row[2] in readable])
    said: dict[int, list[str]] = {}
    for passage_id, words in db.conn.execute(
            "SELECT passage_id, words FROM family_correction WHERE giving_back_id = ? AND passage_id IS NOT NULL"
            " ORDER BY correction_id", (kept.giving_back_id,)):
        said.setdefault(passage_id, []).append(words)
    names = {row[0]: (row[1], row[2]) for row in rows}
    asked = tuple(Asked(
        its_guid, names[document_id][0], names[document_id][1] if document_id in readable else "",
        gone.get(document_id, ""), stands.get(passage_id), answers.get((document_id, passage_id)),
        tuple(said.get(passage_id, ())) if document_id in readable else ())
        for passage_id, its_guid, document_id in chosen)
    who = tuple(row[0] for row in db.conn.execute(
        "SELECT p.guid FROM giving_back_person g JOIN person p USING (person_id) WHERE g.giving_back_id = ?"
        " ORDER BY p.person_id", (kept.giving_back_id,)))
    (pseudonym,) = db.conn.execute("SELECT pseudonym FROM family WHERE family_id = ?", (kept.family_id,)).fetchone()
    return One(kept, pseudonym, who, tuple(
        _to_read(db, viewer, row, gone.get(row[0], ""), answers.get((row[0], None))) for row in rows), asked)


def _to_read(
    db: Database, viewer: Viewer, row: tuple[int, str, str, str, str, int], gone: str, answer: Answer | None,
) -> ToRead:
    document_id, guid, title, kind, told_on, version_id = row
    paragraphs: tuple[str, ...] = ()
    readable = not gone
    if readable and kind == "story":
        (text,) = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
        paragraphs = tuple(text.split("\n"))
    return ToRead(guid, title if readable else "", gone, kind, told_on, paragraphs,
                  readable and retelling.is_mine(db, viewer, guid), answer,
                  _sounds(db, viewer, document_id, guid) if readable and kind == "story" else ())


def _sounds(db: Database, viewer: Viewer, document_id: int, guid: str) -> tuple[str, ...]:
    """The sound of a story and the voice notes behind it, each where this viewer hears it now."""
    own = [row[0] for row in db.conn.execute(
        "SELECT r.guid FROM document d JOIN recording r USING (recording_id) WHERE d.document_id = ?", (document_id,))]
    pilot = Pilot.of(db)
    found = (silenced.address(pilot, db, viewer, one) for one in (*own, *(one.guid for one in notes.behind(
        db, viewer, guid))))
    return tuple(filter(None, found))
