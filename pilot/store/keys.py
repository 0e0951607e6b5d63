"""Keys of a home: one random key of its own, locked with a secret that is kept elsewhere.

In `keys.json` in the home lies that key, locked (AES-GCM) with what is made of the secret. From it come by HKDF the
keys that are used: `Ring`. So another secret only locks the same key anew, and a home without its secret is noise.
A home without `keys.json` is plain: a demo, a home of tests, or one that is still to be encrypted. Once all of it is,
keys.json says so, in a way that who has no secret cannot take back: a plain file is refused from then on, for somebody
put it there.

A secret is a passphrase (made dear to guess by argon2id) or one that `new_secret` made, which nobody guesses. It comes
from the environment, from a file outside the home, or from who starts a command in a terminal (`ask_with`).
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pilot.errors import BadInput, Conflict
from pilot.store.locked_key import KEY_BYTES, RANDOM, Cost, Locked, derived, locked, parsed
from pilot.store.locked_key import unwrapped as unwrapped_key
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "NAME", "SECRET_VARIABLE", "FILE_VARIABLE", "VARIABLES", "COST", "Cost", "Locked", "Ring", "ask_with", "begin",
    "change", "forget", "given", "home_of", "kept", "mark_whole", "new_secret", "of_store", "opened_with",
    "read_secret", "refuse_plain", "require_strong", "unlocked"]
NAME = "keys.json"
SECRET_VARIABLE = "RODE_DRAAD_SECRET"
FILE_VARIABLE = "RODE_DRAAD_SECRET_FILE"
VARIABLES = (SECRET_VARIABLE, FILE_VARIABLE)
MIN_SECRET = 12  # characters of a passphrase
_MOST_BYTES = 10_000  # of a keys.json
# 0.15 s and 64 MB, once per process. Tests make it cheap; what was made with other costs says so itself.
COST = Cost(3, 64 * 1024, 4)


@dataclass(frozen=True)
class Ring:
    """The keys of one home, 32 bytes each; no key shows in a log or a traceback.

    Attributes:
        stores: of every SQLite file. large: of recordings, uploads, papers. backups: of what leaves as a backup.
        name: says which home's keys these are without telling them; the same after the secret was changed.
        whole: all that lies there was encrypted once: what is plain was put there by somebody else.
    """

    stores: bytes = field(repr=False)
    large: bytes = field(repr=False)
    backups: bytes = field(repr=False)
    name: str
    whole: bool = False


_known: dict[Path, tuple[tuple[int, ...], Ring]] = {}
_lock = Lock()
_ask: list[Callable[[bool], str | None]] = []


def ask_with(asking: Callable[[bool], str | None] | None) -> None:
    """Who is asked for a passphrase when none is in the environment; None: nobody.

    Args:
        asking: gets whether it is a new one, to be typed twice; gives None where nobody can be asked.
    """
    _ask[:] = [asking] if asking else []


def home_of(store: Path) -> Path:
    """The folder of the home in which a store lies, or would lie: `server.db`, what is in the folder of a pilot, or
    one folder deeper there."""
    parents = store.parents
    for at in (1, 2):
        if len(parents) > at + 1 and parents[at].name == "pilots":
            return parents[at + 1]
    return parents[0]


def of_store(store: Path) -> Ring | None:
    """The keys that a store at this place is opened with; None: its home is plain. Raises: as `opened_with`."""
    return opened_with(home_of(store))


def opened_with(folder: Path) -> Ring | None:
    """The keys of the home `folder`; None: it is plain.

    Raises:
        Locked: no secret was given, or it is not that of this home.
        BadInput: its keys.json is damaged, or the file of the secret lies in the home or cannot be read.
    """
    path = folder / NAME
    try:
        seen = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    state = (seen.st_ino, seen.st_mtime_ns, seen.st_size)
    known = _known.get(path)
    if known and known[0] == state:
        return known[1]
    with _lock:
        known = _known.get(path)
        raw = _read(path)
        found = parsed(raw, path)
        if known and known[1].name == found["name"]:  # only locked anew: who has been let in goes on
            ring = replace(known[1], whole=known[1].whole or found["whole"])
        else:
            ring = unlocked(raw, folder)
        _known[path] = (state, ring)
    return ring


def forget() -> None:
    """Let go of all keys; the next one who opens a home needs its secret."""
    with _lock:
        _known.clear()


def kept(folder: Path) -> bytes | None:
    """What keys.json of a home holds, for a backup: of no use without the secret. None: the home is plain."""
    path = folder / NAME
    return _read(path) if path.is_file() else None


def unlocked(raw: bytes, folder: Path, secret: str | None = None) -> Ring:
    """The keys that `kept` gave, opened with the secret of this process.

    Args:
        folder: the home they are of, for the sentence; a secret whose file lies in it is refused.
        secret: another one than is given by environment, file or who is asked.

    Raises: Locked, BadInput as `opened_with`.
    """
    found = parsed(raw, folder / NAME)
    secret = secret or given(folder) or _asked(is_new=False)
    if secret is None:
        raise Locked(N_(
            "{path} is encrypted. Give its secret in RODE_DRAAD_SECRET, or in a file that RODE_DRAAD_SECRET_FILE"
            " names."), path=folder)
    return replace(_ring(unwrapped_key(found, secret, folder)), whole=found["whole"])


def given(folder: Path) -> str | None:
    """The secret that environment or file give; None for none.

    Raises: BadInput for a file that lies in the home, cannot be read or is empty.
    """
    if secret := os.environ.get(SECRET_VARIABLE):
        return secret
    named = os.environ.get(FILE_VARIABLE)
    if not named:
        return None
    path = Path(named).absolute()
    os.environ[FILE_VARIABLE] = str(path)  # a process that this one starts begins in another folder
    return read_secret(path, folder)


def read_secret(path: Path, folder: Path) -> str:
    """The secret in a file, which may not lie in the home `folder`. Raises: BadInput."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise BadInput(N_(
            "The file of the secret lies in {path} itself: who takes the one has the other. Put it elsewhere."),
            path=folder)
    try:
        secret = path.read_bytes()[:_MOST_BYTES].decode().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(N_("The file of the secret, {path}, cannot be read."), path=path) from error
    if not secret:
        raise BadInput(N_("The file of the secret, {path}, is empty."), path=path)
    return secret


def new_secret() -> str:
    """A secret that nobody guesses, to be kept in a file or a safe of passwords."""
    return f"rds1-{secrets.token_urlsafe(KEY_BYTES)}"


def begin(folder: Path, secret: str | None = None, *, whole: bool = False) -> Ring:
    """Give a home keys; what is made in it from now on is encrypted, what lies there stays as it is.

    Args:
        secret: another one than is given by environment, file or who is asked.
        whole: nothing lies there yet.

    Raises: Conflict when it has keys; BadInput when no secret is given, or a weak one.
    """
    if (folder / NAME).exists():
        raise Conflict(N_("{path} is encrypted already."), path=folder)
    secret = secret or given(folder) or _asked(is_new=True)
    if secret is None:
        raise BadInput(N_(
            "What families say is kept encrypted, and for that a secret is needed. Make one with cli.py key new, keep"
            " it safe, and give it in RODE_DRAAD_SECRET or in a file that RODE_DRAAD_SECRET_FILE names."))
    require_strong(secret)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _lock_up(folder, secrets.token_bytes(KEY_BYTES), secret, whole=whole)
    ring = unlocked(_read(folder / NAME), folder, secret)
    state = (folder / NAME).stat()
    with _lock:
        _known[folder / NAME] = ((state.st_ino, state.st_mtime_ns, state.st_size), ring)
    return ring


def change(folder: Path, new: str, old: str | None = None) -> None:
    """Lock the key of a home with another secret; nothing that is encrypted changes, and who works goes on.

    Args:
        old: the secret until now; None: as environment, file or who is asked give it.

    Raises: Locked, BadInput: nothing was changed.
    """
    raw = kept(folder)
    if raw is None:
        raise BadInput(N_("{path} is not encrypted."), path=folder)
    found = parsed(raw, folder / NAME)
    old = old or given(folder) or _asked(is_new=False)
    if old is None:
        unlocked(raw, folder)
    key = unwrapped_key(found, str(old), folder)
    require_strong(new)
    _lock_up(folder, key, new, whole=found["whole"])


def mark_whole(folder: Path, secret: str | None = None) -> None:
    """Say of a home that all of it is encrypted; once is enough.

    Args:
        secret: another one than is given by environment, file or who is asked.

    Raises: as `opened_with`.
    """
    raw = _read(folder / NAME)
    found = parsed(raw, folder / NAME)
    if found["whole"]:
        return
    secret = secret or given(folder) or _asked(is_new=False)
    if secret is None:
        unlocked(raw, folder)
    _lock_up(folder, unwrapped_key(found, str(secret), folder), str(secret), whole=True)


def refuse_plain(path: Path) -> None:
    """What is said of a plain file in a home that is wholly encrypted. Raises: BadInput, always."""
    raise BadInput(N_(
        "{path} is not encrypted, and all else here is: somebody put it there, so it is not opened. Bring back the one"
        " of a backup with cli.py recover. Only if you put it there yourself: cli.py encrypt."), path=path)


def require_strong(secret: str) -> None:
    """A new secret is one of ours, or long enough and hard to guess. Raises: BadInput."""
    if RANDOM.fullmatch(secret):
        return
    from zxcvbn import zxcvbn

    if len(secret) < MIN_SECRET or zxcvbn(secret[:40])["score"] < 4:
        raise BadInput(N_(
            "This passphrase is too easy to guess. Take four words or more that do not belong together, or let"
            " cli.py key new make a secret."))


def _asked(*, is_new: bool) -> str | None:
    return _ask[0](is_new) if _ask else None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _lock_up(folder: Path, key: bytes, secret: str, *, whole: bool) -> None:
    """Write keys.json whole or not at all, so that it survives a power cut."""
    said = locked(key, _ring(key).name, secret, COST, whole=whole)
    coming = folder / f".{NAME}.{os.getpid()}.part"
    try:
        with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(said, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        coming.replace(folder / NAME)
    finally:
        coming.unlink(missing_ok=True)
    at = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)


def _ring(key: bytes) -> Ring:
    return Ring(derived(key, b"stores"), derived(key, b"large"), derived(key, b"backups"),
                derived(key, b"name")[:8].hex())
