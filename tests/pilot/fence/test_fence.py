"""Behind the fence a call gets its own process, little time and little room, and one sentence is all that is left."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from pilot import fence, words
from pilot.errors import BadInput
from pilot.fence import calls
from pilot.fence.limits import Limits
from pilot.fence.turns import Turns
from pilot.fence.wishes import Wish
from tests.waiting import LIMIT_S, eventually

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
SHORT = Limits(seconds=0.3, memory_mb=40, answer_mb=1)


def behind(function: str, *given: Any, limits: Limits = SHORT) -> Any:
    """The answer of one of `behind.py`."""
    return fence.run(f"tests.pilot.fence.behind:{function}", *given, limits=limits, name="a.pdf")


@pytest.mark.parametrize("value", [None, 1, "één \ud800 \0 🧵", [1, [2.5, None]], {"a": [True, {}]}])
def test_values_come_back_as_they_went(value: object) -> None:
    """What JSON can say goes both ways, half surrogates too."""
    assert behind("echo", value) == value


@pytest.mark.parametrize(("function", "given"), [
    ("spin", ()), ("hog", (400,)), ("talk", (2 << 20,)), ("crash", ()), ("stumble", ())])
def test_what_goes_too_far_is_one_sentence(function: str, given: tuple[int, ...], capfd: Any) -> None:
    """Endless work, much memory, a huge answer, a crash, a fault: one sentence with the file's name, then as before."""
    with pytest.raises(BadInput, match="^a.pdf asks for far more work or memory") as caught:
        behind(function, *given)
    assert "GEHEIM" not in str(caught.value)
    assert behind("echo", 1) == 1
    assert "GEHEIM" not in capfd.readouterr().err


def test_what_stays_within_its_limits_is_done() -> None:
    """The room is that beside the warm process, so what is allowed is there."""
    assert behind("hog", 20) == 20
    assert len(behind("talk", 1_000_000)) == 1_000_000


def test_a_path_begins_where_the_caller_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that is given a file beside it reads that one, from any folder; also when the folder is gone."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here/a.txt").write_text("gezien", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert behind("read", "a.txt") == "gezien"
    monkeypatch.chdir(tmp_path)
    assert behind("read", "here/a.txt") == "gezien"
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert behind("read", str(tmp_path / "here/a.txt")) == "gezien"


def test_nothing_is_written(tmp_path: Path) -> None:
    """A parser that was taken over can write no file."""
    with pytest.raises(BadInput):
        behind("write", str(tmp_path / "a"))
    assert not (tmp_path / "a").exists() or not (tmp_path / "a").read_bytes()


def test_sentences_and_language_pass() -> None:
    """A refusal comes through whole, in the language of who asks, and warnings are said in it."""
    with words.speaking("nl"):
        assert behind("language") == "nl"
    with pytest.raises(BadInput) as caught:
        behind("refuse")
    assert "het is een zip-bestand" in caught.value.sentence("nl")


def test_who_goes_leaves_no_work_behind() -> None:
    """A wish that is taken back ends its child at once, and one that was taken back before begins none."""
    wish = Wish()
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            with fence.wished(wish):
                behind("spin", limits=Limits(seconds=60))
        except BaseException as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    eventually(lambda: _children() > 0)
    wish.take_back()
    thread.join(LIMIT_S)
    assert [type(error) for error in caught] == [fence.Gone]
    eventually(lambda: _children() == 0)
    with pytest.raises(fence.Gone), fence.wished(wish):
        behind("echo", 1)


def _children() -> int:
    """How many children the nursery has."""
    pid = calls.running().pid
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return len(file.read().split())


@pytest.mark.slow
def test_a_nursery_that_died_is_replaced() -> None:
    """What the machine ended is no fault of the file."""
    behind("echo", 1)
    os.kill(calls.running().pid, signal.SIGKILL)
    assert behind("echo", 2) == 2


def test_what_holds_much_has_a_nursery_of_its_own() -> None:
    """A call for a module that was set apart goes to its nursery, all others to the first; both end."""
    groups = list(calls._groups)
    fence.set_apart("json.tool", "colorsys")
    fence.warm([])
    apart, first = calls.running("colorsys:rgb_to_hls").pid, calls.running("math:hypot").pid
    assert apart != first
    assert calls.running().pid == first
    assert fence.run("colorsys:rgb_to_hls", 0, 0, 0) == [0.0, 0.0, 0.0]
    assert fence.run("math:hypot", 3, 4) == 5.0
    loaded = set()
    for pid in (apart, first):
        with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
            loaded.add("colorsys" in file.read())
    assert loaded == {True, False}
    fence.stop()
    calls._groups[:] = groups


def test_turns_come_in_order_and_the_gone_leave_the_row() -> None:
    """One at a time: who waits longest is next, and who went away is passed over."""
    turns, had = Turns(1), []
    wishes = [Wish() for _ in range(3)]

    def take(n: int) -> None:
        try:
            with turns.turn(wishes[n]):
                had.append(n)
        except fence.Gone:
            had.append(-n)

    with turns.turn(Wish()):
        threads = []
        for n in range(3):
            threads.append(threading.Thread(target=take, args=(n,)))
            threads[-1].start()
            eventually(lambda n=n: len(turns._waiting) == n + 1)  # type: ignore[misc]
        wishes[1].take_back()
        eventually(lambda: had == [-1])
    for thread in threads:
        thread.join(LIMIT_S)
    assert had == [-1, 0, 2]


def test_a_child_costs_little() -> None:
    """A call costs a fork, not a start of Python: many of them in the time of one."""
    behind("echo", 1)
    started = time.process_time()
    for n in range(20):
        behind("echo", n)
    assert time.process_time() - started < 1  # the server's own share; the cores are shared
