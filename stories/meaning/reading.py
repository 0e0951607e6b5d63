"""One story with what its teller says of it: its text under the questions it was told under, and answers in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from stories.entry.wording import forms_of
from stories.meaning.keeping import of_document, questions_of
from texts.documents import transcript

if TYPE_CHECKING:
    from sqlite_utils import Database


class Meant(NamedTuple):
    """A story as its teller means it.

    Attributes:
        title, family: family by pseudonym. told_on: ISO date.
        answers: what was asked about the meaning and what was answered, in words.
        parts: the text in order, as (question, its lines); '' where it was told under none.
    """

    title: str
    family: str
    told_on: str
    answers: list[tuple[str, str]]
    parts: list[tuple[str, list[str]]]


@use_case(Right.READ_DOCUMENTS, event="opened document", reads="texts")
def of_story(db: Database, viewer: Viewer, guid: str) -> Meant:
    """The story `guid` (of its document), in the version this viewer reads. Raises: NotFound, Withdrawn, OutOfReach."""
    read = transcript(db, viewer, guid)
    version = access.require_document(db, viewer, guid)
    (form,) = db.conn.execute(
        "SELECT coalesce(s.form, 0) FROM document d LEFT JOIN story s USING (story_id) WHERE d.document_id = ?",
        (version.document_id,)).fetchone()
    forms = forms_of(db, form)
    lines = [turn["text"] for turn in read["turns"]]
    keys = questions_of(db, version.version_id) or [""] * len(lines)
    parts = [(prompt.question.to() if (prompt := forms.prompt(key)) else "", [line for _key, line in some])
             for key, some in groupby(zip(keys, lines, strict=True), key=lambda one: one[0])]
    return Meant(read["title"], read["family"], read["told_on"], of_document(db, guid), parts)
