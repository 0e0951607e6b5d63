"""Drafts when the program is killed while somebody types: what was confirmed is there, the rest comes after it."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from sqlcipher3 import dbapi2 as sqlite3

from pilot.store.files import new_guid, open_pilot
from stories.entry import drafts, keeping
from tests.browser.conftest import address_of, free_port, sign_in, stop
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext
    from sqlite_utils import Database

    from tests.browser.forge import Forge
    from tests.builder import SmallPilot

PAGE = "page0000"


def words_of(draft: drafts.Draft) -> list[str]:
    """The words under the first question."""
    return str(draft.body.get("answers", {}).get("happened", "")).split()


def test_killed_while_typing(
    small: SmallPilot, forge: Forge, new_context: Callable[..., BrowserContext]
) -> None:
    """The program is killed at a moment of its own choosing: every confirmed word is in the file, and after a restart
    the page, which was never reloaded, brings the others."""
    port = free_port()
    process = forge.serve(small.home.folder, "--port", port)
    try:
        context = new_context(base_url=address_of(process).rstrip("/"), viewport={"width": 390, "height": 844},
                              has_touch=True)
        page = context.new_page()
        sign_in(page, "coach", "/story")
        box = page.locator("textarea[name=happened]")
        confirmed: list[int] = []
        page.on("requestfinished", lambda request: _confirmed(request, confirmed))
        typed = [f"w{n}" for n in range(18)]
        for some in (typed[:5], typed[5:10]):  # saved in between, however fast or slow
            for word in some:
                box.press_sequentially(f"{word} ", delay=15)
            expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "yes")
        for word in typed[10:12]:
            box.press_sequentially(f"{word} ", delay=random.choice((5, 40)))
        process.kill()
        process.communicate()
        for word in typed[12:]:
            box.press_sequentially(f"{word} ")
        comes_to(lambda: box.input_value().split(), typed)  # no letter went to anything that came over the page
        expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "no")
        coach = small.viewers["coach"]
        with closing(open_pilot(small.pilot.db_path)) as db:
            assert db.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            found = drafts.open_drafts(db, coach)
        assert len(confirmed) >= 2
        assert found[0].revision >= max(confirmed)
        assert words_of(found[0])[:10] == typed[:10]
        process = forge.serve(small.home.folder, "--port", port)
        address_of(process)
        expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "yes", timeout=60_000)
        with closing(open_pilot(small.pilot.db_path)) as db:
            assert [words_of(draft) for draft in drafts.open_drafts(db, coach)] == [typed]
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('rd-draft'))") == []
    finally:
        stop(process)


def _confirmed(request: Any, into: list[int]) -> None:
    """Note the revision that a confirmed save had."""
    if request.method == "PUT":
        answer = request.response()
        if answer is not None and answer.status == 200:
            into.append(sum(request.post_data_json["versions"].values()))


@pytest.mark.parametrize("breaks_at", [
    "INSERT ON main.story", "INSERT ON main.story_domain", "INSERT ON main.document_version", "INSERT ON main.turn",
    "UPDATE ON main.draft WHEN new.finished_at IS NOT NULL", "INSERT ON main.event WHEN new.verb = 'kept'",
])
def test_keeping_is_all_or_nothing(small: SmallPilot, db: Database, breaks_at: str) -> None:
    """Whichever statement the disk fails at, there is either a draft with its words or one story, and trying again
    gives one story."""
    coach, guid = small.viewers["coach"], new_guid()
    body = {
        "family": small.families["Berk"], "title": "De telefoon", "told_on": "2021-03-05", "from": "2021-03-04",
        "course": "success", "domains": ["health"],
        "answers": {"happened": "Moeder belde zelf."}}
    db.conn.execute(
        f"CREATE TEMP TRIGGER broken BEFORE {breaks_at} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")
    with pytest.raises(sqlite3.IntegrityError, match="disk I/O"):
        keeping.keep(small.pilot, db, coach, guid, {PAGE: 1}, body)
    assert [words_of(draft) for draft in drafts.open_drafts(db, coach)] == [["Moeder", "belde", "zelf."]]
    assert [db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("story", "document")] == [0, 0]
    db.conn.execute("DROP TRIGGER broken")
    assert keeping.keep(small.pilot, db, coach, guid, {PAGE: 1}, body).document
    assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 1

