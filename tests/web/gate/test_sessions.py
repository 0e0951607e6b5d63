"""Sessions whose browser has gone: kept for a moment, then let go for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from web.gate import sessions
from web.gate.sessions import Kept


@dataclass
class Session:
    """As much of a session of Streamlit's as is needed: that it was shut down."""

    id: str
    gone: bool = False

    def shutdown(self) -> None:
        """Let go of it."""
        self.gone = True


@dataclass
class Info:
    """What Streamlit hands over with it."""

    session: Session


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        """The seconds it shows."""
        return self.now


def saved(kept: Kept, *names: str) -> list[Session]:
    """Sessions that were kept one after the other."""
    made = [Session(name) for name in names]
    for one in made:
        info: Any = Info(one)
        kept.save(info)
    return made


def test_a_browser_that_comes_back_finds_its_session() -> None:
    """Within the time; once it went on it is here no more, and lives."""
    clock = Clock()
    kept = Kept(clock)
    (one,) = saved(kept, "a")
    clock.now = sessions.KEPT_S - 1
    found: Any = kept.get("a")
    assert found.session is one
    kept.delete("a")
    assert kept.get("a") is None
    assert not one.gone


def test_after_a_while_it_is_gone() -> None:
    """Nobody has to come for it to be let go: the sweep does so, of the old only."""
    clock = Clock()
    kept = Kept(clock)
    (old,) = saved(kept, "old")
    clock.now = sessions.KEPT_S / 2
    (new,) = saved(kept, "new")
    clock.now = sessions.KEPT_S
    assert kept.get("old") is None
    kept.sweep()
    assert (old.gone, new.gone, len(kept.list())) == (True, False, 1)


def test_only_so_many() -> None:
    """Of many at once the oldest go at once."""
    kept = Kept(Clock())
    made = saved(kept, *(str(n) for n in range(sessions.MOST + 3)))
    assert [one.gone for one in made] == [True] * 3 + [False] * sessions.MOST
    assert len(kept.list()) == sessions.MOST
