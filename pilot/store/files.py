"""SQLite files: opening, migrating, writing.

Three kinds (server, pilot, register), each a list of migrations. Where its home has keys (`pilot.store.keys`) a store
is encrypted by SQLCipher, with all that lies beside it on disk; what was plain before stays so until it is encrypted.
A connection belongs to one thread at a time: requests and page runs borrow theirs from `pilot.store.pool`. All writing
goes through `write()`.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlite3
from sqlite_utils import Database

from pilot import clock
from pilot.errors import BadInput, Busy, NoRoom, NotFound, TooNew
from pilot.makers import maker
from pilot.paging import folded
from pilot.store import chain, keys, migrations
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Migrations

BUSY_TIMEOUT_MS = 10_000
# What reading or writing a damaged store raises, for who has to say which one it is.
StoreFault = sqlite3.DatabaseError
DiskFault = sqlite3.OperationalError
# How SQLite says that it is the disk, or the right to write on it.
_NOT_WRITABLE = ("readonly", "disk I/O error", "unable to open database file")


_guids: ContextVar[Iterator[str] | None] = ContextVar("guids", default=None)


def new_guid() -> str:
    """A random identifier that says nothing about what it names."""
    fixed = _guids.get()
    return next(fixed) if fixed is not None else str(uuid.uuid4())


@contextmanager
def repeatable_guids(seed: str) -> Iterator[None]:
    """Inside the block guids follow from `seed`: for made-up material that must come out the same every time."""
    source = random.Random(seed)
    token = _guids.set(iter(lambda: str(uuid.UUID(int=source.getrandbits(128), version=4)), ""))
    try:
        yield
    finally:
        _guids.reset(token)


@contextmanager
def write(db: Database, *, wait_ms: int = BUSY_TIMEOUT_MS) -> Iterator[Database]:
    """One transaction that takes the write lock at once; commits at the end, rolls back on any error.

    BEGIN IMMEDIATE, because a deferred transaction that reads first fails at once beside another writer,
    whatever the busy timeout. Not nestable: inside, use `db.atomic()` for a savepoint.

    Args:
        wait_ms: how long another writer may hold the file before this one gives up.

    Raises:
        Busy: another writer held the file for longer than that.
        NoRoom: the disk is full or takes nothing; nothing was changed.
    """
    try:
        _begin(db, wait_ms)
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
            raise
    except sqlite3.OperationalError as error:
        raise told_of(error) from error


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """What is read inside is all of one moment, whoever writes meanwhile; nothing is written inside."""
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.execute("COMMIT")


def _begin(db: Database, wait_ms: int) -> None:
    if wait_ms == BUSY_TIMEOUT_MS:
        db.conn.execute("BEGIN IMMEDIATE")
        return
    db.conn.execute(f"PRAGMA busy_timeout = {wait_ms}")
    try:
        db.conn.execute("BEGIN IMMEDIATE")
    finally:
        db.conn.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def told_of(error: Exception) -> Exception:
    """The sentence for a fault of the disk or a lock; other faults are bugs and stay as they are."""
    said = str(error)
    if "locked" in said:
        return Busy(N_("Somebody else is saving something large. Nothing was changed; try again in a moment."))
    if "disk is full" in said:
        return NoRoom(N_("The disk is full. Nothing was changed; make room and try again."))
    if any(each in said for each in _NOT_WRITABLE):
        return NoRoom(N_(
            "The disk cannot be written to. Nothing was changed; let whoever looks after the machine see to it."))
    return error


PLAIN = b"SQLite format 3\0"  # what a file begins with that is not encrypted


def is_plain(path: Path) -> bool:
    """Whether a file is a store that everybody can read; an empty one, or none, is not."""
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN)) == PLAIN
    except FileNotFoundError:
        return False


def key_of(path: Path) -> bytes | None:
    """What the store at `path` is opened with: the key of its home, or None for one that is plain, as all are in a
    home without keys and some in one that is half encrypted. Raises: keys.Locked; BadInput also for a plain one in a
    home that is wholly encrypted."""
    ring = keys.of_store(path)
    if ring is None:
        return None
    if is_plain(path):
        if ring.whole:
            keys.refuse_plain(path)
        return None
    return ring.stores


def unlocked(path: Path, key: bytes | None) -> sqlite3.Connection:
    """The one place where a store is opened, by whatever reads or writes such a file."""
    # Not tied to the thread that opened it: the pool lends it to another one later, never to two at once.
    conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False)
    if key is not None:
        conn.execute("PRAGMA cipher_log_level = NONE")  # a damaged file is told in a sentence, not on stderr
        # The key itself: nothing has to be derived from a passphrase at each opening.
        conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return conn


def connect(path: Path) -> Database:
    """A connection with our settings; explicit transactions only.

    synchronous=FULL: people's work must survive a power cut the moment it is confirmed.
    """
    conn = unlocked(path, key_of(path))
    conn.create_function("folded", 1, folded, deterministic=True)  # what lists are searched by, see pilot.paging
    conn.create_function("maker", 2, maker)  # in the language of the page
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        conn.execute(f"PRAGMA {pragma}")
    return Database(conn, execute_plugins=False)


def open_server(path: Path, *, create: bool = False) -> Database:
    """The file with accounts and sessions, brought up to date."""
    return _open(path, migrations.SERVER, create=create)


def open_pilot(path: Path, *, create: bool = False) -> Database:
    """One pilot's file, brought up to date."""
    return _open(path, migrations.PILOT, create=create)


def open_register(path: Path, *, create: bool = False) -> Database:
    """The register beside a pilot, brought up to date."""
    return _open(path, migrations.REGISTER, create=create)


# Files found up to date, as (inode, time of its last change, migrations known): looking costs as much as a query.
_up_to_date: dict[Path, tuple[int, int, tuple[str, ...]]] = {}


def forget(path: Path) -> None:
    """The next opening looks at this file as if it had never been seen."""
    _up_to_date.pop(path, None)


def checked_inode(path: Path) -> int | None:
    """The inode of the file that lies there, if it was found up to date and has not been changed by others since."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    known = _up_to_date.get(path)
    return seen.st_ino if known and known[:2] == (seen.st_ino, seen.st_ctime_ns) else None


def _open(path: Path, migrations_: Migrations, *, create: bool) -> Database:
    """Open, check and migrate.

    Raises:
        NotFound: no such file and not `create`.
        BadInput: not one of our files.
        TooNew: written by a newer version; refused untouched.
    """
    if not path.is_file():
        if not create:
            raise NotFound(N_("There is no file {path}."), path=path)
        keys.of_store(path)  # who has no secret makes no folder either
        path.parent.mkdir(parents=True, exist_ok=True)
    db = connect_checked(path)
    names = tuple(migration.name for migration in migrations_._migrations)
    try:
        seen = path.stat()
        state = (seen.st_ino, seen.st_ctime_ns, names)
        if _up_to_date.get(path) != state:
            _bring_up_to_date(db, path, migrations_)
            _up_to_date[path] = state
    except BaseException:
        db.close()
        raise
    return db


def connect_checked(path: Path) -> Database:
    """`connect`, with one sentence for a file that is no database at all."""
    try:
        return connect(path)
    except sqlite3.DatabaseError as error:
        told = told_of(error)
        if isinstance(told, NoRoom | Busy):
            raise told from error
        message = N_("{path} is not a file of Rode Draad, or it is damaged. Restore a backup.")
        raise BadInput(message, path=path) from error


def _bring_up_to_date(db: Database, path: Path, migrations_: Migrations) -> None:
    known = [m.name for m in migrations_._migrations]
    applied = {m.name for m in migrations_.applied(db)}
    if applied - set(known):
        raise TooNew(N_("{path} was made by a newer Rode Draad. Update the program; the file is untouched."), path=path)
    others = db["_sqlite_migrations"].exists() and not applied
    foreign = not db["_sqlite_migrations"].exists() and bool(db.table_names())
    if others or foreign:
        raise BadInput(N_("{path} is another kind of file than was expected here."), path=path)
    pending = [name for name in known if name not in applied]
    if not pending:
        return
    if applied:
        back_up_before(path, pending[0])
    # A table that is made anew is dropped first, which nothing that points to it would allow; all is checked after.
    db.conn.execute("PRAGMA foreign_keys=OFF")
    try:
        # Two programs may open the same new file at once: the lock makes the second wait and then find nothing to do.
        with write(db):
            migrations_.apply(db)
            if db.conn.execute("PRAGMA foreign_key_check").fetchone():
                message = N_("{path} is damaged and could not be brought up to date. Restore a backup.")
                raise BadInput(message, path=path)
    finally:
        db.conn.execute("PRAGMA foreign_keys=ON")


def tidied(db: Database) -> None:
    """Write a store anew without what was taken out of it, in its log and its free pages too; outside a transaction.

    What others read of it meanwhile keeps a part of the log until they are done: then the next one tidies it away.
    """
    db.conn.execute("VACUUM")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def back_up_before(path: Path, migration: str) -> Path:
    """A copy beside the file, taken before `migration` changes it; an earlier copy for the same step is kept."""
    target = path.with_name(f"{path.stem}.before-{migration}.{clock.moment():%Y%m%dT%H%M%S%f}.db")
    copy_store(path, target)
    return target


def copy_store(path: Path, target: Path) -> tuple[int, str] | None:
    """Make `target` one whole file with all that the store at `path` holds now, locked with the same key where that is;
    people can go on working in it.

    Returns: how many events the copy has and the hash of the last one; None for a store that has no chain of them.
    """
    key = key_of(path)
    with closing(unlocked(path, key)) as source, closing(unlocked(target, key)) as copy:
        source.backup(copy)
        # The copy says of itself that it has a log beside it, as its original does; it is to be one file.
        copy.execute("PRAGMA journal_mode=DELETE")
        chained = copy.execute("SELECT 1 FROM pragma_table_info('event') WHERE name = 'hash'").fetchone()
        return chain.last(Database(copy)) if chained else None
