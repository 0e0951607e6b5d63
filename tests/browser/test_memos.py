"""Memos in a real browser: written over a page, kept when nobody stores them, linked, found, read by a colleague."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from coding.book import codebook
from pilot.config import ROOT
from tests.browser.conftest import Site, axe, sign_in
from tests.browser.waiting import drawn, sticks_out, walk
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext


def test_a_memo_from_its_first_word_to_a_colleague(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """Words survive a reload and a server that does not answer; stored once, linked from the keyboard, filtered; a
    colleague reads what is shared and answers, and sees nothing that is private."""
    with closing(site.small.open()) as db:
        codebook.adopt(db, site.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        site.small.interview(db, title="Eerste gesprek")
    page = new_context(base_url=site.url, locale="nl-NL", timezone_id="Pacific/Kiritimati").new_page()
    sign_in(page, "evaluator", "/documents")
    drawn(page)
    page.get_by_role("button", name="Memo: Eerste gesprek").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Memo", exact=True).press("Control+Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("nog niets in")
    dialog.get_by_label("Titel (hoeft niet)").press_sequentially("x")
    expect(dialog.get_by_role("alert")).to_contain_text("nog niets in")
    dialog.get_by_label("Titel (hoeft niet)").press("Backspace")
    dialog.get_by_label("Memo", exact=True).press("Z")
    expect(dialog.get_by_role("alert")).to_have_count(0)  # it goes with the key that mends it, and with no other
    dialog.get_by_label("Memo", exact=True).fill("Zij noemt de school drie keer.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.goto("/memos")
    notice = page.get_by_label("Nog niet opgeslagen")
    expect(notice.get_by_text("Memo: Zij noemt de school drie keer.")).to_be_visible()
    assert axe(page) == []
    notice.get_by_role("button", name="Openen").click()
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("Eerste gesprek")
    page.keyboard.press("Escape")
    notice.get_by_role("button", name="Weggooien").press("Enter")
    expect(notice.get_by_role("button", name="Echt weggooien?")).to_be_focused()
    page.goto("/documents")
    drawn(page)
    page.get_by_role("button", name="Memo: Eerste gesprek").click()
    expect(dialog.get_by_text("zoals je ze achterliet")).to_be_visible()
    assert axe(page) == []
    dialog.get_by_label("Titel (hoeft niet)").fill("School")
    page.route("**/api/memos", lambda route: route.abort())
    dialog.get_by_role("button", name="Opslaan").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Geen verbinding")
    expect(dialog.get_by_label("Memo", exact=True)).to_have_value("Zij noemt de school drie keer.")
    page.unroute("**/api/memos")
    dialog.get_by_label("Memo", exact=True).press("Control+Enter")
    expect(dialog.locator("article h3")).to_have_text("School")
    comes_to(lambda: page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('rd-draft-memo'))"), [])
    with closing(site.small.open()) as db:
        (written,) = db.conn.execute("SELECT created_at FROM memo").fetchone()
    there = datetime.fromisoformat(written).astimezone(ZoneInfo("Europe/Amsterdam"))  # and not where the browser is
    expect(dialog.locator(".mm-about")).to_contain_text(f"{there:%H:%M}")
    dialog.get_by_role("button", name="Sluiten").click()

    walk(page, "/codebook")
    page.get_by_role("button", name="Memo: Klik", exact=True).click()
    dialog.get_by_label("Memo", exact=True).fill("Waar houdt een klik op?")
    dialog.get_by_label("Alleen voor mijzelf").check()
    page.goto("/")
    notice.get_by_role("button", name="Versturen").click()
    expect(notice).to_have_count(0)
    walk(page, "/codebook")
    page.get_by_role("button", name="Memo: Klik", exact=True).click()
    dialog.get_by_role("button", name="Verbind met een andere memo").press("Enter")
    dialog.get_by_role("searchbox").fill("school")
    dialog.get_by_role("listitem").get_by_role("button", name="School").press("Enter")
    dialog.locator("article .mm-link").click()  # not the one to choose, which may still stand there
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("Eerste gesprek")
    expect(dialog.locator("article .mm-link")).to_have_text("Waar houdt een klik op?")
    dialog.get_by_role("button", name="Sluiten").click()

    walk(page, "/memos")
    expect(page.locator(".rd-memos article")).to_have_count(2)
    page.get_by_role("button", name="een code", exact=True).click()
    expect(page.locator(".rd-memos article")).to_have_count(1)
    page.locator(".rd-memos").get_by_role("button", name="School", exact=True).click()
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("Eerste gesprek")
    dialog.get_by_role("button", name="Sluiten").click()
    with page.expect_download() as taken:
        page.locator("details.rd-take summary").click()
        page.get_by_role("link", name="Word (docx)").click()
    assert taken.value.suggested_filename.startswith("rode-draad-memos-")
    assert axe(page) == []

    other = new_context(base_url=site.url, locale="nl-NL", viewport={"width": 390, "height": 800}).new_page()
    sign_in(other, "evaluator2", "/memos")
    drawn(other)
    expect(other.locator(".rd-memos article")).to_have_count(1)
    assert not sticks_out(other)
    other.locator(".rd-memos").get_by_role("button", name="Openen").click()
    answer = other.get_by_role("dialog")
    expect(answer.get_by_role("button", name="Wijzigen")).to_have_count(0)
    expect(answer.locator(".mm-link")).to_have_count(0)
    answer.get_by_role("button", name="Schrijf een memo").click()
    answer.get_by_label("Memo", exact=True).fill("Dat zag ik ook.")
    answer.get_by_role("button", name="Opslaan").click()
    expect(answer.locator("article")).to_have_count(2)
    expect(answer.get_by_role("button", name="Schrijf een memo")).to_be_focused()  # not lost behind the dialog
    answer.locator("article").last.get_by_role("button", name="Weghalen").click()
    expect(answer.locator("article")).to_have_count(1)
    answer.get_by_role("button", name="Terughalen").click()
    expect(answer.locator("article")).to_have_count(2)
    answer.get_by_role("button", name="Sluiten").click()
    expect(other.locator(".rd-memos article")).to_have_count(2)


def test_memos_on_words_and_on_the_text_at_the_desk(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """M opens those on what is selected, else on the text; words with one are marked, also after a reload, and open
    again from their turn."""
    with closing(site.small.open()) as db:
        codebook.adopt(db, site.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "desk")
        guid = site.small.interview(db, title="Aan de codeertafel")
    page = new_context(base_url=site.url, locale="nl-NL").new_page()
    sign_in(page, "evaluator", f"/desk?document={guid}")
    expect(page.locator("[data-turn='0']")).to_be_focused()
    marked = ("[...(CSS.highlights.get('dk-noted') ?? [])].map((range) =>"
              " range.startContainer.data.slice(range.startOffset, range.endOffset))")
    dialog = page.locator("dialog.mm-dialog")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("m")
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("Zij belde zelf.")
    dialog.get_by_label("Memo", exact=True).fill("Zij nam zelf contact op.")
    dialog.get_by_role("button", name="Opslaan").click()
    expect(dialog.locator("article")).to_have_count(1)
    dialog.get_by_role("button", name="Sluiten").click()
    comes_to(lambda: page.evaluate(marked), ["Zij belde zelf."])
    page.reload()
    expect(page.locator("[data-turn='0']")).to_be_focused()
    page.wait_for_function("() => CSS.highlights.get('dk-noted')?.size")
    comes_to(lambda: page.evaluate(marked), ["Zij belde zelf."])
    page.keyboard.press("m")
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("Aan de codeertafel")
    expect(dialog.locator("article")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Memo", exact=True).click()
    expect(dialog.locator("article")).to_contain_text("Zij nam zelf contact op.")
