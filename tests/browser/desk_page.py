"""The coding desk in a real browser, as tests handle it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from coding.book import codebook
from pilot.config import ROOT
from pilot.visit import COOKIE
from tests.browser.conftest import Site, sign_in
from tests.browser.waiting import at_rest
from tests.waiting import comes_to
from texts.documents import NewTurn

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

TURNS = (
    NewTurn("Hoe ging het toen met de school?", "Coach", "coach", start_ms=0, end_ms=2000),
    NewTurn("Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt. Dat had ik nooit gehad.",
            "Moeder", "family", start_ms=2000, end_ms=5000),
    NewTurn("En daarna?", "Coach", "coach", start_ms=5000, end_ms=6000),
    NewTurn("Familie 👨‍👩‍👧‍👦 en cafe\u0301 en 🇳🇱 daarna.", "Moeder", "family", start_ms=6000, end_ms=8000),
    NewTurn("שלום עולם, מה שלומך היום?", "Vader", "family", start_ms=8000, end_ms=10000),
    NewTurn("Toen ging het een tijd minder, maar ik kon haar altijd bellen.", "Moeder", "family",
            start_ms=10000, end_ms=11000),
)


@dataclass
class Desk:
    """An open desk: the page, the document on it, and the pilot behind it."""

    page: Page
    site: Site
    guid: str
    text: str

    def turn(self, n: int) -> Locator:
        """The words of turn n."""
        return self.page.locator(f'[data-turn="{n}"] [data-text]')

    def select(self, turn: int, start: int, end: int, to_turn: int | None = None) -> None:
        """Select by script, in UTF-16 units as the DOM counts."""
        self.page.evaluate(
            """async ([turn, start, end, last]) => {
              const node = (n) => document.querySelector(`[data-turn="${n}"] [data-text]`).firstChild;
              const told = new Promise((done) => document.addEventListener("selectionchange", done, { once: true }));
              const drawn = new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              getSelection().setBaseAndExtent(node(turn), start, node(last), end);
              await Promise.race([told, drawn]);
            }""", [turn, start, end, turn if to_turn is None else to_turn])

    def point(self, turn: int, unit: int) -> tuple[float, float]:
        """Where on the screen a character of a turn begins."""
        found = self.page.evaluate(
            """([turn, unit]) => {
              const node = document.querySelector(`[data-turn="${turn}"] [data-text]`).firstChild;
              node.parentElement.scrollIntoView({ block: "nearest" });
              const range = document.createRange();
              range.setStart(node, unit);
              range.setEnd(node, unit + 1);
              const box = range.getBoundingClientRect();
              return [box.left + 0.5, box.top + box.height / 2];
            }""", [turn, unit])
        return found[0], found[1]

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag the mouse from one character to another, each (turn, unit)."""
        self.page.mouse.move(*self.point(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.point(*end), steps=6)
        self.page.mouse.up()

    def picked(self) -> str:
        """The selected words, without what lies between turns."""
        return str(self.page.evaluate("getSelection().toString()"))

    def picks(self, words: str) -> None:
        """Wait until these words are selected, to the letter."""
        comes_to(self.picked, words)

    def stores(self, wanted: list[tuple[str, str]], who: str = "evaluator") -> None:
        """Wait until these are the codings in the file, as `stored` tells them."""
        comes_to(lambda: self.stored(who), wanted)

    def saved(self, count: int) -> None:
        """Wait until everything is stored and `count` own codings are shown."""
        expect(self.page.locator("[data-outbox]")).to_have_attribute("data-unsaved", "0")
        expect(self.page.locator("[data-codings]")).to_have_attribute("data-count", str(count))

    def unsaved(self, count: int) -> None:
        """Wait until `count` actions are not confirmed."""
        expect(self.page.locator("[data-outbox]")).to_have_attribute("data-unsaved", str(count))

    def stored(self, who: str = "evaluator") -> list[tuple[str, str]]:
        """Code and quote of each live coding in the file, in the order of the text."""
        with closing(self.site.small.open()) as db:
            return db.conn.execute(
                "SELECT k.key, p.quote FROM coding c JOIN code k USING (code_id) JOIN document d USING (document_id)"
                " JOIN coding_place a ON a.coding_id = c.coding_id AND a.version_id = d.read_version_id"
                " JOIN passage p USING (passage_id) WHERE d.guid = ? AND c.coder_id = ? AND retracted_at IS NULL"
                " ORDER BY a.start_char, a.end_char, k.key",
                (self.guid, self.site.small.viewers[who].user_id)).fetchall()

    def painted(self, key: str, *words: str) -> None:
        """Wait until these words are tinted for a code, and no others; a turn is tinted once it is near the screen."""
        comes_to(lambda: tuple(self.page.evaluate(
            """(key) => [...CSS.highlights.get(`dk-code-${key}`) ?? []].map((range) =>
              range.startContainer.data.slice(range.startOffset, range.endOffset))""", key)), words)

    def shown(self) -> None:
        """Wait until the text stands where it will stay: letters that come later move the words."""
        expect(self.turn(0)).to_be_visible()
        at_rest(self.page)

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        self.shown()


def add_document(site: Site, turns: tuple[NewTurn, ...] = TURNS, kind: str = "deidentified") -> tuple[str, str]:
    """A fresh interview in the site's pilot, which gets the codebook; returns its guid and text."""
    with closing(site.small.open()) as db:
        codebook.adopt(db, site.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        guid = site.small.interview(db, turns=turns, kind=kind)
        row = db.conn.execute(
            "SELECT text FROM document_version JOIN document USING (document_id) WHERE document.guid = ?", (guid,))
        return guid, str(row.fetchone()[0])


def open_desk(context: BrowserContext, site: Site, guid: str, text: str = "", who: str = "evaluator") -> Desk:
    """Open the desk on a document; signs in when the context's first window is opened."""
    page = context.new_page()
    if any(cookie.get("name") == COOKIE for cookie in context.cookies()):
        page.goto(f"/desk?document={guid}")
    else:
        sign_in(page, who, f"/desk?document={guid}")
    desk = Desk(page, site, guid, text)
    desk.shown()
    return desk
