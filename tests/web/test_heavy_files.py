"""While one person's files ask for all there is, another's requests are answered, and each file is read or refused.

Bounds are generous here, as cores are shared; `benchmarks/hostile.py` has the figures.
"""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from pilot import fence
from pilot.errors import BadInput
from tests.hostile_files import LARGE, SMALL
from texts.importers import read_text
from texts.intake import pieces, reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import Caller
    from texts.importers import ParsedText

pytestmark = pytest.mark.slow

QUICK_S = 1.0  # in less than this nobody can be seen to wait
# Of each kind one or two, for every run; `slow` brings the others.
OFTEN = ("forms that draw forms", "laughs", "cells by number", "an rtf of braces", "a lying count", "tables in tables")
TEXTS = {what: made for what, made in SMALL.items() if not made[0].startswith("list.")}
LISTS = [what for what, (name, _make) in {**SMALL, **LARGE}.items() if name.startswith("list.")]
OTHERS = ("m60000000.m4a", "x1.pdf", "x9.pdf", "samepage.pdf", "tblnest.docx", "olstart.html")


def previewed(call: Caller, folder: Path, name: str, make: Callable[[Path], object]) -> tuple[dict[str, Any], bool]:
    """The card of an evaluator's file in the preview, and whether a coach was answered meanwhile."""
    path = folder / name
    make(path)
    with closing(call.small.open()) as db:
        upload = pieces.take_file(call.small.pilot, db, call.small.viewers["evaluator"], path).guid
    found: list[Any] = []
    evaluator, coach = call.headers("evaluator"), call.headers("coach")

    def preview() -> None:
        asked = {"items": [{"upload": upload, "name": name}]}
        found.append(call.client.post("/api/intake/preview", headers=evaluator, json=asked))

    thread = threading.Thread(target=preview)
    thread.start()
    began, answered = time.monotonic(), 0
    while thread.is_alive():
        assert call.client.get("/api/reach", headers=coach).status_code == 200
        answered += 1
        thread.join(0.02)
    took = time.monotonic() - began
    assert found[0].status_code == 200
    return found[0].json()["items"][0], answered > 2 or took < QUICK_S


def check(call: Caller, folder: Path, name: str, make: Callable[[Path], object]) -> None:
    """Read with at least a turn or a length, or refused in one sentence; the other did not wait."""
    card, meanwhile = previewed(call, folder, name, make)
    if card["kind"] is None:
        assert len(card["faults"]) == 1
        assert card["faults"][0].endswith(".")
    else:
        assert card["turns"] or card["duration_ms"]
    assert meanwhile, "somebody else waited for the file to be read"


@pytest.mark.parametrize("what", OFTEN)
def test_hostile_files(call: Caller, tmp_path: Path, what: str) -> None:
    """One of each kind of bomb."""
    check(call, tmp_path, *SMALL[what])


@pytest.mark.parametrize("what", sorted(set(TEXTS) - set(OFTEN)))
def test_more_hostile_files(call: Caller, tmp_path: Path, what: str) -> None:
    """Bombs of every format."""
    check(call, tmp_path, *TEXTS[what])


@pytest.mark.parametrize("what", [what for what, (name, _make) in LARGE.items() if not name.startswith("list.")])
def test_large_hostile_files(call: Caller, tmp_path: Path, what: str) -> None:
    """Megabytes of what costs most to look at."""
    check(call, tmp_path, *LARGE[what])


@pytest.mark.parametrize("name", OTHERS)
def test_hostile_files_of_others(call: Caller, tmp_path: Path, shared: Path, name: str) -> None:
    """Files that held a thread for minutes, or took gigabytes."""
    source = shared / "cases" / "hostile" / name
    if not source.is_file():
        pytest.skip("no cases beside the project")
    check(call, tmp_path, name, lambda path: path.write_bytes(source.read_bytes()))


@pytest.mark.parametrize("what", LISTS)
def test_hostile_lists(tmp_path: Path, what: str) -> None:
    """Lists of files, as csv and from Excel, from the command line."""
    name, make = {**SMALL, **LARGE}[what]
    path = tmp_path / name
    make(path)
    found: dict[str, Any] = {}
    with suppress(BadInput):
        found = reading.plan_of(reading.list_of(path.read_bytes(), name))
    assert len(found) < 200_000


def test_a_person_who_asks_for_much_keeps_nobody_waiting(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty-five previews of one evaluator wait for what does not come; a coach is answered all the same."""
    go_on = tmp_path / "go on"

    def held(path: Path, name: str) -> ParsedText:
        fence.run("tests.pilot.fence.behind:until", str(go_on))
        return read_text(path, name)

    monkeypatch.setattr(reading, "text_of", held)
    evaluator, coach = call.headers("evaluator"), call.headers("coach")
    (tmp_path / "a.txt").write_text("Moeder: dag")
    with closing(call.small.open()) as db:
        upload = pieces.take_file(call.small.pilot, db, call.small.viewers["evaluator"], tmp_path / "a.txt").guid
    asked = {"items": [{"upload": upload, "name": "a.txt"}]}
    done: list[int] = []

    def preview() -> None:
        done.append(call.client.post("/api/intake/preview", headers=evaluator, json=asked).status_code)

    threads = [threading.Thread(target=preview) for _ in range(45)]
    for thread in threads:
        thread.start()
    let_go = threading.Timer(20, go_on.touch)  # else a program that makes the coach wait would never end
    let_go.start()
    for _ in range(10):
        assert call.client.get("/api/reach", headers=coach).status_code == 200
    assert not done
    go_on.touch()
    let_go.cancel()
    for thread in threads:
        thread.join()
    assert done == [200] * 45
