"""Deciding about passages: each action once, refused where somebody decided or changed something that was not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from coding.consensus.align import Kind
from coding.consensus.reading import Row, Together, gathered, require_shown, stamp
from coding.marks import agreed, asked
from coding.marks.batch import newest_book
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.visible import visible
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.consensus.decided import Said
    from pilot.access import ReadableVersion

MOST_ACTS, MOST_CODINGS, LONGEST_REASON = 200, 50, 2_000
_UNREAD = N_("Say what is decided about which passage.")
SEEN_OTHERS = N_("Somebody else decided about this passage meanwhile. Look at what was decided, and decide again if you"
                 " see it otherwise.")
SEEN_CODERS = N_("A coder changed something in this passage meanwhile. Look at it again.")


class Result(TypedDict):
    """What became of an action: state 'confirmed' or 'rejected', with a sentence and why: 'others' (somebody else
    decided), 'coders' (a coder changed something) or 'bad'."""

    id: object
    state: str
    why: NotRequired[str]
    sentence: NotRequired[str]


class Decided(TypedDict):
    """What became of actions; was, stamp: `Together.stamp` before and after; left: passages to decide about."""

    was: str
    stamp: str
    left: int
    is_done: bool
    results: list[Result]


class _Refused(BadInput):
    """An action that was made of something else than there is now."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


@dataclass(frozen=True)
class _Meant:
    """A coding as somebody decided it; span None for the whole document."""

    code_id: int
    sign: str
    span: tuple[int, int] | None
    weight: int

    @property
    def place(self) -> tuple[int, int, int, str]:
        """What makes it the same as another."""
        return (self.code_id, *(self.span or places.BEHIND), self.sign)


@use_case(Right.SEE_OTHER_CODERS, event=("decided document", "decided again document"))
def decide(
    db: Database, viewer: Viewer, guid: str, acts: Sequence[Mapping[str, Any]], *, version: str,
) -> Decided:
    """Apply decisions in order, in one transaction; one that was applied before changes nothing.

    Args:
        acts: one of these each, with `id`, a uuid:
            {row, content, over, codings, reason?}: `row` and `content` of the passage as `reading.Row` has them, `over`
            the acts of the decisions that were seen there; codings: what counts from now on, each
            {code, start, end, sign?, weight?} or {code, whole: true, sign?, weight?}, or none.
            {row, content, over, reopen: true}: what was decided there is taken back.
            {agree: true}: every passage in which all coders agree, and about which nothing was decided yet; but what
            has a code that is not in use any more, of which its coders say first what it is.
        version: guid of the text that was read.

    Raises: NotFound, NotAllowed, Conflict (another text, no codebook), BadInput (no list).
    """
    if len(acts) > MOST_ACTS:
        raise BadInput(N_("More than {limit} actions at once. Send them in smaller parts."), limit=MOST_ACTS)
    with write(db):
        readable = require_shown(db, viewer, guid)
        if version != readable.version_guid:
            raise Conflict(N_("The text was changed meanwhile. Reload the page to decide about the text of now."))
        was = stamp(db, readable)
        deciding = _Deciding(db, viewer, readable)
        results = [deciding.apply(act) for act in acts]
        found = gathered(db, readable)
        if deciding.did or not found.left:
            agreed.set_done(db, readable.document_id, deciding.book.codebook_version_id, done=not found.left)
        for verb in sorted(deciding.did):
            events.record(db, viewer, verb, "document", guid)
        return {"was": was, "stamp": stamp(db, readable), "left": found.left, "is_done": not found.left,
                "results": results}


class _Deciding:
    """One transaction's decisions in one document."""

    def __init__(self, db: Database, viewer: Viewer, readable: ReadableVersion) -> None:
        self.db, self.viewer, self.readable = db, viewer, readable
        self.book: CodebookVersion = newest_book(db)
        self.at = now()
        self.did: set[str] = set()
        self.text = str(db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (readable.version_id,)).fetchone()[0])
        self.codes = {key: (int(code_id), bool(takes_sign)) for key, code_id, takes_sign in db.conn.execute(
            "SELECT key, code_id, takes_sign FROM code_definition JOIN code USING (code_id) WHERE is_codable"
            " AND codebook_version_id = ?", (self.book.codebook_version_id,))}
        self._look()

    def _look(self) -> None:
        self.found: Together = gathered(self.db, self.readable)
        self.rows = {row.key: row for row in self.found.rows}
        self.stale: set[str] = set()  # rows that an action of this transaction decided about

    def apply(self, act: Mapping[str, Any]) -> Result:
        """Apply one; a bad one is told, and leaves the others as they are."""
        number = act.get("id") if isinstance(act, dict) else None
        try:
            if not asked.is_uuid(number):
                raise BadInput(N_("This action has no valid number of its own."))
            if not self._repeated(str(number)):
                self._apply(str(number), act)
        except _Refused as error:
            return {"id": number, "state": "rejected", "why": error.why, "sentence": error.sentence()}
        except BadInput as error:
            return {"id": number, "state": "rejected", "why": "bad", "sentence": error.sentence()}
        return {"id": number, "state": "confirmed"}

    def _repeated(self, number: str) -> bool:
        row = self.db.conn.execute(
            "SELECT document_id, by_user FROM consensus WHERE act = ?", (number,)).fetchone()
        if row and row != (self.readable.document_id, self.viewer.user_id):
            raise BadInput(N_("Another action has this number already."))
        return bool(row)

    def _apply(self, number: str, act: Mapping[str, Any]) -> None:
        if act.get("agree") is True:
            in_use = {code_id for code_id, _takes_sign in self.codes.values()}
            for row in self.found.rows:
                if row.kind is Kind.SAME and row.asks and not row.decisions and row.marks[0].code_id in in_use:
                    self._store(number, row, [_meant(row.marks[0])], "agreed", "")
            return
        row = self._row(act)
        reason = act.get("reason", "")
        if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
            raise BadInput(N_("A reason is at most {limit} characters long."), limit=LONGEST_REASON)
        if act.get("reopen") is True:
            self._store(number, row, [], "reopened", "")
            return
        codings = act.get("codings")
        if not isinstance(codings, list) or len(codings) > MOST_CODINGS:
            raise BadInput(_UNREAD)
        meant = {one.place: one for one in map(self._asked, codings)}
        self._store(number, row, list(meant.values()), did(row, meant.keys()), visible(reason).strip())

    def _row(self, act: Mapping[str, Any]) -> Row:
        """The passage that is meant, as it was seen. Raises: BadInput."""
        key, over = act.get("row"), act.get("over")
        if not isinstance(key, str) or not isinstance(over, list):
            raise BadInput(_UNREAD)
        if key in self.stale:
            self._look()
        row = self.rows.get(key)
        if row is None or row.content != act.get("content"):
            raise _Refused("coders", SEEN_CODERS)
        if not {one.act for one in row.decisions} <= {one for one in over if isinstance(one, str)}:
            raise _Refused("others", SEEN_OTHERS)
        return row

    def _asked(self, said: object) -> _Meant:
        if not isinstance(said, dict) or not isinstance(said.get("code"), str):
            raise BadInput(_UNREAD)
        code = self.codes.get(said["code"])
        if code is None:
            raise BadInput(N_("This code is not in the newest codebook. Reload the page to see the codes there are."))
        span = None if asked.is_whole(said) else asked.span(said, self.text)
        return _Meant(code[0], asked.sign(said, code[1]) or "", span, asked.weight(said))

    def _store(self, number: str, row: Row, meant: Sequence[_Meant], did: str, reason: str) -> None:
        run, document_id = self.db.conn.execute, self.readable.document_id
        agreed.remove(self.db, self.viewer, document_id, (
            coding_id for decision in row.decisions for coding_id in self._codings_of(decision.consensus_id)))
        rev, = run("SELECT coalesce(max(op_id), 0) FROM coding_op WHERE document_id = ?", (document_id,)).fetchone()
        consensus_id = run(
            "INSERT INTO consensus(act, document_id, version_id, rev, did, reason, by_user, at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (number, document_id, self.readable.version_id, rev, did, reason, self.viewer.user_id, self.at)).lastrowid
        self.db.conn.executemany(
            "INSERT INTO consensus_source(consensus_id, coding_id, code_id, sign, start_char, end_char)"
            " VALUES (?,?,?,?,?,?)", [(consensus_id, *source) for source in sources_of(self.db, row)])
        for one in meant:
            coding_id = agreed.add(
                self.db, self.viewer, document_id, self.readable.version_id, one.span, text=self.text,
                code=(one.code_id, self.book.codebook_version_id), sign=one.sign or None, weight=one.weight)
            run("INSERT INTO consensus_coding(coding_id, consensus_id) VALUES (?, ?)", (coding_id, consensus_id))
        self.did.add("decided again" if row.decisions else "decided")
        self.stale.add(row.key)

    def _codings_of(self, consensus_id: int) -> list[int]:
        return [row[0] for row in self.db.conn.execute(
            "SELECT coding_id FROM consensus_coding JOIN coding USING (coding_id) WHERE consensus_id = ?"
            " AND retracted_at IS NULL", (consensus_id,))]


def sources_of(db: Database, row: Row) -> Iterable[tuple[int, int, str, int | None, int | None]]:
    """What a decision about a passage is about: coding_id, code_id, sign, start and end of each coding as it is
    now; without words what its coder removed.
    """
    known = {one.coding_id: one for one in row.marks}
    for coding_id in sorted(row.sources):
        if one := known.get(coding_id):
            yield coding_id, one.code_id, one.sign, one.start, one.end
        else:
            code_id, sign = db.conn.execute(
                "SELECT code_id, coalesce(sign, '') FROM coding WHERE coding_id = ?", (coding_id,)).fetchone()
            yield coding_id, code_id, sign, None, None


def _meant(one: Said) -> _Meant:
    return _Meant(one.code_id, one.sign, None if one.span == places.BEHIND else one.span, one.weight)


def did(row: Row, meant: Iterable[tuple[int, int, int, str]]) -> str:
    """What a decision comes to (`consensus.did`), by what it says and what the coders say.

    Args:
        meant: of each coding that it stands for code_id, start, end, sign.
    """
    wanted = set(meant)
    by: dict[int, set[tuple[int, int, int, str]]] = {}
    for one in row.marks:
        by.setdefault(one.coder_id, set()).add(_meant(one).place)
    if not wanted:
        return "none"
    if row.kind is Kind.SAME and wanted in by.values():
        return "agreed"
    if wanted in by.values():
        return "one"
    return "all" if len(by) > 1 and wanted == set().union(*by.values()) else "other"
