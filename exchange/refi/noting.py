"""Notes of a project become memos: each on what points to it, on what a link says, or on the project."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coding.memos import memos
from exchange.refi import ours
from exchange.refi.model import Note
from pilot.makers import CONSENSUS_GUID
from pilot.visible import visible, visible_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlite_utils import Database

    from exchange.refi.model import Project


class Noting:
    """The notes of one project; `memos`: guid to memo_id, once `all` has stored them."""

    def __init__(self, db: Database, project: Project) -> None:
        self._db, self._project = db, project
        self.memos: dict[str, int] = {}
        self._stated = {note.guid: told for note in project.notes if (told := ours.what_is_stated(note))}
        # Without what coders came to together it is a memo like another.
        self._reasons = {note.guid: note for note in project.notes if ours.is_reason(note) and any(
            user.guid == CONSENSUS_GUID for user in project.users)}
        self.reasons: dict[int, Note] = {}  # coding_id to why it was decided so
        self._on: dict[str, list[tuple[str, int]]] = {}  # guid of a note to what it is on
        self._things: dict[str, tuple[str, int]] = {}  # guid of what a memo can be on
        self._described: list[Note] = []

    def stated(self, notes: Iterable[str]) -> tuple[dict[str, str], list[str]]:
        """What the notes of a coding say of it in our own way, and the other notes."""
        notes = list(notes)
        return (dict(self._stated[guid] for guid in notes if guid in self._stated),
                [guid for guid in notes if guid not in self._stated])

    def put(self, notes: Iterable[str], guid: str, column: str, found: int) -> None:
        """Say that notes are on something, and that memos can be.

        Args:
            guid: of the thing in the project; column, found: which row it is here, as `coding.memos` has it.
        """
        for note in notes:
            if column == "coding_id" and note in self._reasons:
                self.reasons[found] = self._reasons[note]
            else:
                self._on.setdefault(note, []).append((column, found))
        self._things.setdefault(guid, (column, found))

    def describe(self, text: str, of: str, column: str, found: int, user: str = "", at: str = "") -> None:
        """A description of something that has none here: a memo on it."""
        if text:
            note = Note(ours.number(f"description {of}"), "", text, user=user, at=at)
            self._described.append(note)
            self._on.setdefault(note.guid, []).append((column, found))

    def all(self, user: Callable[[str], int], at: str) -> None:
        """Store all of them, inside `write(db)`.

        Args:
            user: user_id of a coder's guid.
            at: UTC ISO, for those that do not say when.
        """
        if self._project.description and not self._project.origin.startswith(ours.ORIGIN):
            self._described.append(Note(ours.number("description"), "", self._project.description))
        decided = {note.guid for note in self.reasons.values()}
        wanted = [note for note in (*self._project.notes, *self._described)
                  if note.guid not in self._stated and note.guid not in decided]
        for note in wanted:
            self._store(note, user(note.user), note.at or at)
        for note in wanted:
            for guid in note.notes:
                self._link(guid, note.guid)
        for origin, target in self._project.links:
            if not (self._link(origin, target) or self._link(target, origin)):
                self._project.leave("link")

    def _store(self, note: Note, author_id: int, at: str) -> None:
        is_private, journal_on, described = ours.memo_said(note.description)
        body = "\n\n".join(filter(None, (described, note.text)))
        self.memos[note.guid] = memos.add(
            self._db, note.guid, author_id, visible_name(note.title), visible(body).strip(), created_at=at,
            changed_at=note.changed_at if note.changed_at not in ("", at) else None, is_private=is_private,
            journal_on=day(journal_on), on=self._on.pop(note.guid, ()))
        self._things[note.guid] = ("other_id", self.memos[note.guid])

    def _link(self, memo: str, thing: str) -> bool:
        """Put a memo on another thing too; whether both are here."""
        if memo not in self.memos or thing not in self._things or memo == thing:
            return False
        memos.put_on(self._db, self.memos[memo], [self._things[thing]])
        return True


def day(text: str | None) -> str | None:
    """A date (ISO), or None for what is none."""
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None
