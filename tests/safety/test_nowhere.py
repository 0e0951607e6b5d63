"""A sentence and a name that were planted in an encrypted home are found nowhere, whoever works in it.

Not in its files and their logs, temporary files, what programs keep in an account, processes, backups, nor in a browser
that signed out. The same look finds them while the home is plain, so it can find them.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from pilot.config import ROOT
from pilot.families import register
from pilot.safety import encrypting, traces
from pilot.store import keys
from tests.browser.conftest import address_of, serve_home, sign_in, stop
from tests.texts.intake.test_intake import Desk, tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.builder import SmallPilot

SAID = "De brug over de Zwarte Wetering zong die nacht"
TOLD = "Toen floot de ketel van tante dwars door het huis"
SOUND = "zo klinkt een opname die niemand mag horen"
NAME = "Ilona Hazeveldt"
PLANTED = [SAID, TOLD, SOUND, NAME]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files and what programs keep of their own go, in this process and those it starts."""
    folder = tmp_path / "elsewhere"
    for variable, name in (("TMPDIR", "temp"), ("HOME", "account"), ("XDG_CACHE_HOME", "cache"),
                           ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "kept")):
        (folder / name).mkdir(parents=True)
        monkeypatch.setenv(variable, str(folder / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    monkeypatch.undo()


def found(*places: Path) -> set[str]:
    """The phrases that stand in clear in these places."""
    return {PLANTED[one.phrase] for one in traces.looked_for(places, PLANTED)}


def processes(pid: int) -> Iterator[int]:
    """A process and all that it started, on from there."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from processes(int(child))


def plant(small: SmallPilot, folder: Path) -> tuple[str, str]:
    """A text and a recording brought in as people do, one on its way in, a name in the register; guids of the first
    two."""
    folder.mkdir()
    with closing(small.open()) as db:
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], NAME)
        desk = Desk(small, db, folder)
        text = desk.bring("a.txt", f"I: Hoe was het?\n\nMoeder: {SAID}. En toen werd het stil.\n")
        (stored,) = desk.store(desk.text(text))
        sound = desk.bring("b.wav", tone() + b"LIST" + len(SOUND).to_bytes(4, "little") + SOUND.encode())
        desk.store(desk.sound(sound, voice="coach", persons=(small.persons["coach"],)))
        desk.bring("c.txt", f"Moeder: {SAID}.")
    for path in folder.iterdir():
        path.unlink()
    return stored.guid, sound


def work(page: Page, text: str, sound: str) -> None:
    """Somebody reads and takes files along; somebody else listens and writes a story. Both sign out."""
    sign_in(page, "evaluator", f"/desk?document={text}")
    expect(page.locator(".dk-text")).to_contain_text(SAID)
    ask = page.context.request
    for path in (f"/export/transcript.docx?document={text}", "/export/places.docx?search=Wetering"):
        assert ask.get(path).ok
    sign_out(page)
    sign_in(page, "coach", "/story")
    assert SOUND.encode() in ask.get(f"/recordings/{sound}").body()
    page.locator("textarea[name=happened]").fill(TOLD)
    expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "yes")
    sign_out(page)


def sign_out(page: Page) -> None:
    """As the button does."""
    page.evaluate("""() => { fetch("/sign-out", {method: "POST", keepalive: true, headers: {
        "X-CSRF-Token": document.querySelector('meta[name="csrf-token"]').content}}); }""")
    page.wait_for_url("**/sign-in**")


def test_what_was_said_is_found_nowhere(
    small: SmallPilot, elsewhere: Path, tmp_path: Path, new_context: Callable[..., BrowserContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While people work and after: in no file, no process, no browser; before the home was encrypted it was."""
    text, sound = plant(small, tmp_path / "came")
    home = small.home.folder
    assert found(home) == {SAID, SOUND, NAME}
    secret = keys.new_secret()
    monkeypatch.setenv(keys.SECRET_VARIABLE, secret)
    keys.begin(home)
    list(encrypting.encrypt(small.home))
    assert found(home, elsewhere) == set()

    server = serve_home(home)
    try:
        context = new_context(base_url=address_of(server).rstrip("/"))
        page = context.new_page()
        work(page, text, sound)
        kept = json.dumps(context.storage_state(indexed_db=True), ensure_ascii=False)
        kept += page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert not any(one in kept for one in PLANTED)
        # With what is still in the logs that SQLite keeps beside a store.
        assert list(small.pilot.folder.glob("*-wal"))
        assert found(home, elsewhere) == set()
        for pid in processes(server.pid):
            told = b"".join(Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "comm"))
            assert secret.encode() not in told
    finally:
        said = stop(server)
    assert not any(one in said for one in PLANTED)
    assert found(home, elsewhere) == set()
