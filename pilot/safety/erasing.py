"""Erasing for good, in steps that each end whole: rows, names in the register, files, and what a disk keeps of them.

Rows go in one transaction, with what guards them against change lifted inside it and put back as it was; so a crash
leaves all of them or none. What went is noted by guid in that same transaction, and beside the pilot (`deletions`):
files and names go by those guids, again after a crash and again in a backup that is restored.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.accounts import accounts
from pilot.clock import now
from pilot.door import inner
from pilot.errors import BadInput, NotFound
from pilot.safety import closure, deletions, guards
from pilot.safety.record_sets import ACCOUNT, KINDS, Gone, Subject, besides
from pilot.store.files import new_guid, open_register, open_server, tidied, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home, Pilot
    from pilot.safety.record_sets import Row

REASONS = {
    "asked": N_("Somebody whom it is about asked for it"), "withdrawn": N_("Consent was withdrawn"),
    "retention": N_("It was kept long enough"), "mistake": N_("It was put in by mistake"),
    "other": N_("Another reason"),
}
ASKED, ROWS, NAMES, FILES, DONE = STEPS = ("asked", "rows", "register", "files", "done")
# What keeps rows from being changed or taken away; whatever else a trigger does is done for rows that go, too.
_AT_ONCE = 5_000
_PAGES = 500  # of the index, merged in one step
_WHOSE = {"person": "person", "document": "document", "family": "family", "recording": "recording", "account": "user"}


class Erasure(NamedTuple):
    """What was asked to be erased: how far it is (one of STEPS), rows that went by table. Times UTC ISO."""

    guid: str
    subject: Subject
    reason: str
    asked_by: str
    asked_at: str
    step: str
    counts: Mapping[str, int]
    finished_at: str | None


_COLUMNS = ("e.guid, e.kind, e.subject_guid, e.reason, coalesce(maker(u.guid, u.label), ''), e.asked_at, e.step,"
            " e.counts, e.finished_at FROM erasure e LEFT JOIN user u ON u.user_id = e.asked_by")


def _erasure(row: tuple[str, ...]) -> Erasure:
    guid, kind, subject, reason, by, at, step, counts, finished = row
    return Erasure(guid, Subject(kind, subject), reason, by, at, step, json.loads(counts), finished)


def erasures(db: Database) -> list[Erasure]:
    """All that was asked to be erased in a pilot, the last first; for use cases that checked rights."""
    return [_erasure(row) for row in db.conn.execute(f"SELECT {_COLUMNS} ORDER BY e.erasure_id DESC")]


def erasure(db: Database, guid: str) -> Erasure:
    """One of them. Raises: NotFound."""
    row = db.conn.execute(f"SELECT {_COLUMNS} WHERE e.guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This erasure is not there."))
    return _erasure(row)


def require_there(db: Database, subject: Subject) -> None:
    """Whether a subject is in the pilot. Raises: NotFound; BadInput for a kind there is none of."""
    if subject.kind not in KINDS:
        raise BadInput(N_("Choose what is to be erased: a person, a text, a family, a recording or an account."))
    if not db.conn.execute(f"SELECT 1 FROM {_WHOSE[subject.kind]} WHERE guid = ?", (subject.guid,)).fetchone():
        raise NotFound(N_("This is not there (any more), so there is nothing to erase."))


def require_others(home: Home, slug: str, subject: Subject) -> None:
    """Somebody else administers the pilot than the account that is to go. Raises: Conflict."""
    if home.server_path.is_file():
        with closing(open_server(home.server_path)) as server:
            accounts.require_another_admin(server, slug, subject.guid)


@inner("a part of use cases that ask for it")
def begin(db: Database, viewer: Viewer, subject: Subject, reason: str) -> str:
    """Note that a subject is to be erased; inside a write. Returns: the guid of the erasure, of the one that goes on
    where there is one. Raises: NotFound, BadInput."""
    if reason not in REASONS:
        raise BadInput(N_("Say why it is erased."))
    row = db.conn.execute(
        "SELECT guid FROM erasure WHERE subject_guid = ? AND finished_at IS NULL", (subject.guid,)).fetchone()
    if row:
        return str(row[0])
    require_there(db, subject)
    guid = new_guid()
    db.conn.execute(
        "INSERT INTO erasure(guid, kind, subject_guid, reason, asked_by, asked_at) VALUES (?,?,?,?,?,?)",
        (guid, subject.kind, subject.guid, reason, viewer.user_id, now()))
    events.record(db, viewer, "asked to erase", subject.kind, subject.guid)
    return guid


def go_on(
    home: Home, pilot: Pilot, db: Database, guid: str, *, holding: Callable[[], object] | None = None,
    tell: Callable[[int], None] = lambda _n: None,
) -> Erasure:
    """Do what is left of an erasure, step by step.

    Args:
        holding: a transaction of the pilot file, as a context; `write(db)` where there is none.
        tell: told how many of the steps are done, inside such a transaction.
    """
    hold = holding or (lambda: write(db))
    db.conn.execute("PRAGMA secure_delete = ON")
    doing: dict[str, Callable[[Erasure], object]] = {
        ASKED: lambda one: _rows(home, pilot, db, one), ROWS: lambda one: _names(home, pilot, db, one),
        NAMES: lambda one: _files(home, pilot, db, one), FILES: lambda _one: _tidy(pilot, db)}
    while (now_at := erasure(db, guid)).step != DONE:
        following = STEPS[STEPS.index(now_at.step) + 1]
        if now_at.step == ASKED:
            with hold():  # type: ignore[attr-defined]
                doing[ASKED](now_at)
                _step(db, guid, following)
                tell(STEPS.index(following))
            continue
        doing[now_at.step](now_at)
        with hold():  # type: ignore[attr-defined]
            _step(db, guid, following)
            tell(STEPS.index(following))
    return now_at


def _step(db: Database, guid: str, step: str) -> None:
    db.conn.execute("UPDATE erasure SET step = ?, finished_at = ? WHERE guid = ?",
                    (step, now() if step == DONE else None, guid))


def _rows(home: Home, pilot: Pilot, db: Database, one: Erasure) -> None:
    """Let all rows go that belong to it; inside a transaction."""
    gone = closure.find(db, pilot, one.subject)
    noted = {*closure.guids(db, gone), (_WHOSE[one.subject.kind], one.subject.guid)}
    (erasure_id, actor), = db.conn.execute(
        "SELECT erasure_id, u.guid FROM erasure e LEFT JOIN user u ON u.user_id = e.asked_by WHERE e.guid = ?",
        (one.guid,))
    db.conn.executemany("INSERT OR IGNORE INTO erased(erasure_id, thing, guid) VALUES (?, ?, ?)",
                        [(erasure_id, thing, guid) for thing, guid in sorted(noted)])
    deletions.note(home, pilot.slug, one.subject, noted)
    counts = take_rows(db, gone)
    db.conn.execute("UPDATE erasure SET counts = ? WHERE guid = ?", (json.dumps(counts), one.guid))
    events.append(db, actor, "erased", one.subject.kind, one.subject.guid)


def take_rows(db: Database, gone: Gone) -> dict[str, int]:
    """Empty what is emptied, change what stays, and let rows go; inside a transaction. Returns: rows by table."""
    shape = closure.shape_of(db)
    with guards.lifted(db):
        for one in besides():
            if one.cleans:
                one.cleans(db, gone)
        for link in shape.links:
            if closure.is_blank(link) and gone.of(link.parent):
                for some in _portions(gone.of(link.parent)):
                    db.conn.execute(
                        f"UPDATE {link.table} SET {link.columns[0]} = NULL WHERE {closure.keys_in(link.columns)}",
                        (closure.listed(some),))
        return _take(db, gone)


def _take(db: Database, gone: Gone) -> dict[str, int]:
    shape, counts = closure.shape_of(db), Counter[str]()
    for table in shape.order():
        for some in _portions(gone.of(table)):
            counts[table] += db.conn.execute(
                f"DELETE FROM {table} WHERE {closure.keys_in(shape.keys[table])}", (closure.listed(some),)).rowcount
    return dict(sorted((+counts).items()))


def _portions(keys: set[Row]) -> Iterator[list[Row]]:
    ordered = sorted(keys)
    for begin_at in range(0, len(ordered), _AT_ONCE):
        yield ordered[begin_at:begin_at + _AT_ONCE]


def noted(db: Database, guid: str) -> frozenset[str]:
    """Guids of all that went by an erasure."""
    return frozenset(row[0] for row in db.conn.execute(
        "SELECT d.guid FROM erased d JOIN erasure e USING (erasure_id) WHERE e.guid = ?", (guid,)))


def _names(home: Home, pilot: Pilot, db: Database, one: Erasure) -> None:
    def told(counts: Mapping[str, int]) -> None:
        with write(db):
            db.conn.execute("UPDATE erasure SET counts = json_patch(counts, ?) WHERE guid = ?",
                            (json.dumps(counts), one.guid))

    take_names(pilot, noted(db, one.guid), told)
    if one.subject.kind == ACCOUNT:
        told(take_account(home, pilot, db, one.subject))


def take_names(
    pilot: Pilot, guids: frozenset[str], told: Callable[[Mapping[str, int]], object] = lambda _counts: None,
) -> None:
    """Take out of the register what belongs to these guids.

    Args:
        told: is told how many rows go, by table, before they are gone for good: what went before a crash is not
            counted by who goes on after it.
    """
    if not pilot.register_path.is_file():
        return
    with closing(open_register(pilot.register_path)) as register:
        register.conn.execute("PRAGMA secure_delete = ON")
        with write(register):
            counts: Counter[str] = Counter()
            for one in besides():
                if one.registers:
                    counts.update(one.registers(register, guids))
            if +counts:
                told(dict(+counts))
        tidied(register)


def take_account(home: Home, pilot: Pilot, db: Database, subject: Subject) -> dict[str, int]:
    """Let an account leave the pilot and, where it was in no other, go from the installation: its name, how it signs
    in, where it is signed in. Returns: rows by table of that.

    Raises: Conflict when nobody would be left to administer the pilot.
    """
    if not home.server_path.is_file():
        return {}
    with closing(open_server(home.server_path)) as server:
        row = server.conn.execute("SELECT account_id, name FROM account WHERE guid = ?", (subject.guid,)).fetchone()
        if row is None:
            return {}
        server.conn.execute("PRAGMA secure_delete = ON")
        accounts.set_roles(server, db, pilot.slug, row[1], [])
        if accounts.memberships(server, row[0]):
            return {}
        gone = Gone(subject, pilot, {"account": {(row[0],)}})
        with write(server):
            closure.follow(server, gone)
            counts = _take(server, gone)
            events.append(server, None, "erased", "account", subject.guid)
        tidied(server)
    return counts


def _files(home: Home, pilot: Pilot, db: Database, one: Erasure) -> None:
    take_files(pilot, noted(db, one.guid))
    for aside in home.folder.glob(f"damaged-*/pilots/{pilot.slug}"):  # put there when a backup was brought back
        shutil.rmtree(aside, ignore_errors=True)
    if one.subject.kind == ACCOUNT:
        _unlinked(home.folder, f"{home.server_path.stem}.before-*.db*", f"damaged-*/{home.server_path.name}*")


def take_files(pilot: Pilot, guids: frozenset[str]) -> None:
    """Take away the files of these guids, and copies of the stores as they were before: they hold it all."""
    for one in besides():
        if one.files:
            one.files(pilot, guids)
    _unlinked(pilot.folder, "*.before-*.db*")


def _unlinked(folder: Path, *patterns: str) -> None:
    for pattern in patterns:
        for path in folder.glob(pattern):
            with suppress(FileNotFoundError):
                path.unlink()


def _tidy(_pilot: Pilot, db: Database) -> None:
    """The index keeps words of what went, marked as gone, until its parts are merged; free pages of the file keep all.

    Merged in small steps, for whoever writes waits for each.
    """
    pages, before = -_PAGES, -2
    while db.conn.total_changes - before >= 2:  # SQLite's own way to say that there was something to merge
        before = db.conn.total_changes
        db.conn.execute("INSERT INTO turn_fts(turn_fts, rank) VALUES ('merge', ?)", (pages,))
        pages = _PAGES
    tidied(db)


@inner("a part of a use case and of commands, which checked rights")
def at_once(home: Home, pilot: Pilot, db: Database, viewer: Viewer, subject: Subject, reason: str) -> Erasure:
    """Erase a subject while somebody waits. Raises: NotFound, BadInput."""
    with write(db):
        guid = begin(db, viewer, subject, reason)
    return go_on(home, pilot, db, guid)


def again(home: Home, pilot: Pilot, db: Database, subjects: list[Subject]) -> int:
    """Erase in a restored pilot what was erased before; returns how many of them were still in it."""
    boss, count = access.operator(db, pilot.slug), 0
    for one in subjects:
        if _is_there(home, db, one):
            at_once(home, pilot, db, boss, one, "asked")
            count += 1
    return count


def _is_there(home: Home, db: Database, subject: Subject) -> bool:
    """Whether there is anything to erase once more; a coder's row stays when her account goes."""
    if subject.kind == ACCOUNT:
        if not home.server_path.is_file():
            return False
        with closing(open_server(home.server_path)) as server:
            return server.conn.execute("SELECT 1 FROM account WHERE guid = ?", (subject.guid,)).fetchone() is not None
    return db.conn.execute(
        f"SELECT 1 FROM {_WHOSE[subject.kind]} WHERE guid = ?", (subject.guid,)).fetchone() is not None
