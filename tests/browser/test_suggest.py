"""Suggestions of the machine at the desk: dashed lines of another coder, accepted, changed and rejected by key."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.suggest import auditing, audits, made_of_it, switching
from coding.suggest.made_of_it import Made
from pilot import suggesting
from pilot.files import as_xlsx
from pilot.store.files import new_guid, write
from tests.browser.conftest import axe
from tests.browser.desk_page import Desk, add_document, open_desk
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
ACCEPTED, CHANGED, REJECTED = "Zij belde zelf.", "dat scheelt", "ik kon haar altijd bellen"


def propose(site: Site, desk: Desk) -> None:
    """The machine looked through the text, and the evaluator asked for what it found."""
    with closing(site.small.open()) as db:
        suggesting.switch(db, site.small.viewers["admin"], True)
        switching.ask(db, site.small.viewers["evaluator"], True)
        with write(db):
            db.conn.execute(
                "INSERT OR IGNORE INTO suggest_code SELECT code_id, 1, '2021-01-01' FROM code WHERE key = 'klik'")
            db.conn.execute(
                "INSERT INTO proposal_looked SELECT d.read_version_id, k.code_id, 'x', d.created_at FROM document d,"
                " code k WHERE d.guid = ? AND k.key = 'klik'", (desk.guid,))
            for words in (ACCEPTED, CHANGED, REJECTED):
                at = desk.text.index(words)
                db.conn.execute(
                    "INSERT INTO proposal(guid, version_id, code_id, codebook_version_id, start_char, end_char, score,"
                    " words, made_at) SELECT ?, d.read_version_id, k.code_id, 1, ?, ?, 0.9, ?, d.created_at"
                    " FROM document d, code k WHERE d.guid = ? AND k.key = 'klik'",
                    (new_guid(), at, at + len(words), f"[[{at}, {at + 3}]]", desk.guid))


@pytest.fixture
def desk(site: Site, new_context: Callable[..., BrowserContext]) -> Desk:
    """The desk of an evaluator on a fresh document."""
    return open_desk(new_context(base_url=site.url), site, *add_document(site))


def dashed(desk: Desk, *words: str) -> None:
    """Wait until these words have the line of the machine, and no others."""
    eventually(lambda: set(desk.page.evaluate("""() => [...CSS.highlights.get("dk-suggested") ?? []].map((range) =>
      range.startContainer.data.slice(range.startOffset, range.endOffset))""")) == set(words))


def counted(desk: Desk) -> Made:
    """What people made of what was proposed, as it is stored."""
    with closing(desk.site.small.open()) as db:
        return made_of_it.made(db, desk.site.small.viewers["evaluator"])


def test_suggestions_by_key(desk: Desk) -> None:
    """One is accepted, one rejected, one changed to other words; undone it is open again; only codings are codings."""
    page, bar = desk.page, desk.page.locator(".dk-suggested")
    expect(bar).to_have_count(0)  # nobody asked
    propose(desk.site, desk)
    desk.reload()
    expect(bar).to_contain_text("De machine stelt 3 passages voor")
    dashed(desk, ACCEPTED, CHANGED, REJECTED)
    desk.saved(0)
    page.keyboard.press("i")
    expect(bar).to_contain_text("De machine: Klik · Zij · nog 3")
    assert axe(page) == []
    page.keyboard.press("q")
    desk.saved(1)
    expect(bar).to_contain_text("nog 2")
    dashed(desk, CHANGED, REJECTED)
    page.keyboard.press("z")
    assert desk.picked() == CHANGED
    desk.select(1, 15, 20)  # not its words: that is a coding as any other
    page.keyboard.press("3")
    desk.saved(2)
    expect(bar).to_contain_text("nog 2")
    at = desk.text.index(CHANGED) - desk.text.index(ACCEPTED) - 1 + len("🙂")
    desk.select(1, at + 1, at + 6)
    page.keyboard.press("2")
    desk.saved(3)
    expect(bar).to_contain_text("nog 1")
    dashed(desk, REJECTED)
    page.keyboard.press("Shift+Q")
    expect(bar).to_contain_text("Je hebt alles gezien wat de machine voorstelt.")
    eventually(lambda: counted(desk) == Made(3, 1, 1, 1, 0, 1, 1))
    page.keyboard.press("Control+z")
    desk.saved(2)
    dashed(desk, CHANGED)
    eventually(lambda: counted(desk) == Made(3, 1, 0, 1, 0, 1, 1))
    desk.reload()
    dashed(desk, CHANGED)
    desk.saved(2)


def test_a_sheet_of_an_audit_is_read_back(desk: Desk) -> None:
    """The browser hands a filled in xlsx to the page whole: what it says stands there and is kept; another file not."""
    page, site = desk.page, desk.site
    propose(site, desk)
    with closing(site.small.open()) as db:
        table = auditing.sheet(db, site.small.viewers["evaluator"], "klik")
    table.frame.iloc[:, 3] = ["ja" if ACCEPTED in words else "nee" for words in table.frame.iloc[:, 2]]
    page.goto("/suggestions")
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "blad.xlsx", "mimeType": as_xlsx.MIME, "buffer": b"PK geen blad"})
    expect(page.get_by_role("alert")).to_have_count(1)
    field.set_input_files({"name": "blad.xlsx", "mimeType": as_xlsx.MIME, "buffer": as_xlsx.write(table)})
    expect(page.get_by_text("Voor Klik beoordeelde iemand")).to_be_visible()
    with closing(site.small.open()) as db:
        (kept,) = audits.audits(db, site.small.viewers["evaluator"])
    assert kept.figures.precision.k * 3 == kept.figures.precision.n > 0  # one of the three words that were marked
    for share in (kept.figures.precision, kept.figures.recall):
        expect(page.get_by_role("cell", name=f"{share.k} van {share.n}", exact=True).first).to_be_visible()
