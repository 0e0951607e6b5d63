"""The whole path in a real browser, real Dutch and a real speech model: recording, mended text, names out, code, theme.

At its end somebody who prepares no texts reads, hears, finds and takes along what she may, and no name is in any of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect

from coding.book import codebook
from pilot import sound
from pilot.paging import Wanted
from tests.browser.conftest import Site, axe, serving, sign_in
from tests.browser.test_edit import click_at, press, save
from tests.browser.waiting import at_rest, choose, walk
from tests.builder import build
from tests.conftest import ROOT
from tests.waiting import eventually
from texts.index import matching, search
from transcribe import audio
from web.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browser.forge import Forge

pytestmark = pytest.mark.model
# A few seconds on a quiet machine; CI's cores are shared.
PATIENT_MS = 240_000
# What a person heard that the model did not: names nobody has, and one who is known by what she is.
NAMES = ("Zwaantien", "Wubbo", "Klazienaveen")
RARE = "valkenier"
PLANTED = (*NAMES, RARE)
# The index of all turns: who searches finds in it what she may read.
_INDEX = {"turn_fts", "turn_fts_data"}
# Above what an mp3 leaves of silence.
_LOUD = 0.02


@pytest.fixture(scope="module")
def own_site(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with the codebook loaded, an evaluator who prepares texts, and silent sound for who does not."""
    home = tmp_path_factory.mktemp("path") / "home"
    small = build(home)
    with closing(small.open()) as db:
        boss = small.operator(db)
        codebook.adopt(db, boss, (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
        sound.choose(db, small.viewers["admin"], sound.SILENCED)
        small.prepares(db)
    with serving(forge, small) as site:
        yield site


def upload(page: Page, audio: Path, tmp_path: Path) -> None:
    """Bring the recording in: told by the mother of Berk on 4 March 2021."""
    named = tmp_path / "Berk_moeder_2021-03-04.ogg"
    named.write_bytes(audio.read_bytes())
    page.set_input_files("#rd-files", str(named))
    card = page.get_by_role("article", name=named.name)
    card.get_by_label("Moeder Berk (moeder)").wait_for(timeout=60_000)
    expect(card.get_by_label("Gezin").locator("option:checked")).to_have_text("Berk")
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()


def transcribe(page: Page) -> str:
    """Have the recording written out in Dutch by the program's own model, and open the text; its guid."""
    page.get_by_role("link", name="Schrijf uit").click()
    page.wait_for_url("**/work*")
    choose(page, "Gesproken taal", "Nederlands")
    page.get_by_role("button", name="Uitschrijven", exact=True).click()
    page.get_by_role("link", name="Tekst openen").click(timeout=PATIENT_MS)
    page.wait_for_url("**/desk?document=*")
    page.locator("[data-turn='0'] [data-text]").wait_for()
    return page.url.partition("document=")[2].partition("&")[0]


def put_right(page: Page, turn: int, word: str, name: str) -> None:
    """A word of a turn becomes a name."""
    click_at(page, turn, word)
    press(page, *["Backspace"] * len(word))
    page.keyboard.type(name)


def mend(page: Page, guid: str) -> str:
    """Names where the model heard something else, a turn split, both its speakers named; what stays, to be coded."""
    page.goto(f"/edit?document={guid}")
    expect(page.locator(".ed-page")).to_have_attribute("data-saved", "true")
    said: list[list[str]] = [re.findall(r"\w+", text) for text in page.locator(".ed-text").all_inner_texts()]
    every = [word for words in said for word in words]
    # Words that stand there once, where a turn does not begin: the model may hear a little otherwise elsewhere.
    long = [(turn, word) for turn, words in enumerate(said) for word in words[1:]
            if len(word) > 4 and every.count(word) == 1]
    first, second, split, third = long[0], long[1], long[len(long) // 2], long[-1]
    put_right(page, *first, NAMES[0])
    put_right(page, *second, f"{NAMES[1]} de {RARE}")
    put_right(page, *third, NAMES[2])
    click_at(page, *split, end=False)
    press(page, "Enter")
    expect(page.locator(".ed-turn")).to_have_count(len(said) + 1)
    for turn, name in ((0, "Coach"), (1, "Moeder")):
        page.locator(".ed-name").nth(turn).click()
        page.get_by_role("textbox", name="Andere naam").fill(name)
        page.get_by_role("button", name="Gebruik deze naam").click()
    save(page)
    expect(page.locator(".ed-name").nth(1)).to_contain_text("Moeder")
    return split[1]


def mark(page: Page, word: str, kind: str, said: str) -> None:
    """A word of the text that the program did not find."""
    page.locator(".nm-text p", has_text=word).first.evaluate("""(words, word) => {
        const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const at = node.data.indexOf(word);
          if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + word.length);
        } }""", word)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.locator("select").select_option(kind)
    dialog.get_by_role("textbox").fill(said)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator(".nm-page")).to_have_attribute("data-saved", "true")


def names_out(page: Page, guid: str) -> None:
    """Found by the program, decided by keys, what it cannot know marked in the text, and the version made."""
    page.goto(f"/names?document={guid}")
    page.get_by_role("button", name="Zoek de namen").click()
    expect(page.locator(".nm-card")).to_be_visible(timeout=60_000)
    page.locator(".nm-names button", has_text=NAMES[1]).first.click()
    expect(page.locator(".nm-card h2")).to_contain_text(NAMES[1])
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("s")
    page.get_by_role("dialog").get_by_role("textbox").fill("[buurman]")
    page.keyboard.press("Enter")
    left = page.locator(".nm-left")
    for _ in range(20):
        if "Alle" in left.inner_text() and "beslist" in left.inner_text():
            break
        page.keyboard.press("Enter")
    expect(page.locator(".nm-page")).to_have_attribute("data-saved", "true")
    found = page.locator(".nm-names").inner_text()
    page.keyboard.press("t")
    expect(page.locator(".nm-text")).to_be_visible()
    if NAMES[0] not in found:
        mark(page, NAMES[0], "name", "[buurvrouw]")
    mark(page, RARE, "other", "man met een hobby")
    make = page.get_by_role("button", name="Maak de versie zonder namen")

    def late(route: Route) -> None:
        """The page has asked what waits before it hears that the version was made."""
        answer = route.fetch()
        expect(make).to_have_count(0)
        route.fulfill(response=answer)

    page.route("**/names/make", late)
    make.click()
    expect(page.get_by_role("link", name="Lees de tekst")).to_be_visible(timeout=60_000)
    page.unroute_all()


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


def everything_she_gets(page: Page, guid: str) -> dict[str, str]:
    """By address, what an evaluator gets of the text and of all that is beside it: pages, routes, files."""
    paths = [f"/api/documents/{guid}", f"/api/documents/{guid}/codes", f"/api/documents/{guid}/times",
             f"/api/documents/{guid}/codings", f"/api/documents/{guid}/unsure", f"/api/documents/{guid}/doubts",
             f"/api/documents/{guid}/edit", f"/api/documents/{guid}/again", f"/api/documents/{guid}/speakers",
             f"/api/documents/{guid}/names", "/api/names", "/api/jobs", "/api/drafts", "/api/memos", "/api/uploads",
             "/api/short", "/assets/words",
             *(f"/export/{key}.{next(iter(one.formats))}?document={guid}" for key, one in EXPORTS.items()),
             *(f"/export/transcript.{ending}?document={guid}" for ending in EXPORTS["transcript"].formats)]
    told: dict[str, list[Any]] = page.evaluate("""async (paths) => Object.fromEntries(await Promise.all(paths.map(
        async (path) => { const answer = await fetch(path); const data = new Uint8Array(await answer.arrayBuffer());
          return [path, [answer.status, Array.from(data, (one) => String.fromCharCode(one)).join("")]]; })))""", paths)
    hers = [f"/api/documents/{guid}", *(path for path in paths if "transcript" in path)]
    assert {told[path][0] for path in hers} == {200}
    assert {path: told[path][0] for path in paths if path.endswith(("/edit", "/again", "names"))} == dict.fromkeys(
        (path for path in paths if path.endswith(("/edit", "/again", "names"))), 403)
    return {path: readable(data.encode("latin-1")) for path, (_status, data) in told.items()}


def readable(data: bytes) -> str:
    """The words of an answer; of a file that is a zip those of all its parts."""
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def tables_with(site: Site, words: tuple[str, ...]) -> set[str]:
    """Tables of pilot.db that hold any of these words, those of texts as they were said left out."""
    found: set[str] = set()
    with closing(site.small.open()) as db:
        raw = {row[0] for row in db.conn.execute(
            "SELECT version_id FROM document_version WHERE kind <> 'deidentified'")}
        for table in db.table_names():
            columns = [row[1] for row in db.conn.execute(f"PRAGMA table_info([{table}])")]
            at = columns.index("version_id") if "version_id" in columns else None
            for row in db.conn.execute(f"SELECT * FROM [{table}]"):
                if at is not None and row[at] in raw:
                    continue
                if any(word.casefold() in str(row).casefold() for word in words):
                    found.add(table)
    return found


def is_silent_where_names_were(site: Site, page: Page, guid: str) -> None:
    """She hears the copy that a job made, in which each word that was taken out is silent and others are not."""
    with closing(site.small.open()) as db:
        (recording,) = db.conn.execute(
            "SELECT r.guid FROM document d JOIN recording r USING (recording_id) WHERE d.guid = ?", (guid,)).fetchone()
        out = db.conn.execute(
            "SELECT min(t.start_ms), max(t.end_ms) FROM name_place p JOIN timing t USING (version_id)"
            " WHERE decision = 'replace' AND t.kind = 'word' AND t.start_char < p.end_char"
            " AND t.end_char > p.start_char GROUP BY place_id").fetchall()
    get = page.context.request.get
    assert get(f"/recordings/{recording}").status == 403
    eventually(lambda: get(f"/recordings/{recording}/silenced").ok, page)
    samples = np.concatenate(list(audio.blocks(io.BytesIO(get(f"/recordings/{recording}/silenced").body()))))
    assert out
    assert np.abs(samples).max() > _LOUD
    for start, end in out:
        assert np.abs(samples[audio.samples(start):audio.samples(end)]).max(initial=0) < _LOUD, (start, end)


def test_from_a_recording_to_a_theme_without_a_name(
    own_site: Site, new_context: Callable[..., BrowserContext], dutch: Path, tmp_path: Path
) -> None:
    """One brings it in, has it written out, mends it, splits a speaker, takes the names out; another, who prepares no
    texts, codes it by mouse and keys, opens the quote behind a cell, hears silence for names, and meets none."""
    page = new_context(base_url=own_site.url).new_page()
    sign_in(page, "evaluator", "/add")
    upload(page, dutch, tmp_path)
    guid = transcribe(page)
    said = mend(page, guid)
    names_out(page, guid)
    page.close()

    reader = new_context(base_url=own_site.url).new_page()
    sign_in(reader, "evaluator2", f"/desk?document={guid}")
    expect(reader.get_by_text("man met een hobby")).to_be_visible()
    expect(reader.locator("[data-turn='0']")).to_contain_text("Coach")
    shown = [reader.content()]
    select_words(reader, said)
    reader.locator("[data-code='klik']").click()
    saved(reader, 1)
    reader.keyboard.press("1")  # the selection stays: a second code for the same passage, by key
    saved(reader, 2)
    reader.reload()
    reader.locator("[data-turn='0'] [data-text]").wait_for()
    saved(reader, 2)
    with closing(own_site.small.open()) as db:
        rows = list(db.conn.execute(
            "SELECT code.key, quote FROM coding JOIN coding_place USING (coding_id) JOIN passage USING (passage_id)"
            " JOIN code USING (code_id)"
            " WHERE retracted_at IS NULL ORDER BY coding_id"))
    assert rows == [("klik", said), ("vast_gezicht", said)]
    reader.get_by_label("Klaar met dit document").check()  # from here on it counts
    reader.locator("[data-outbox][data-unsaved='0']").wait_for(state="attached")
    reader.goto("/themes")
    cell = reader.locator(f"td:has(> a[href^='quotes?code=vast_gezicht&family={own_site.small.families['Berk']}'])")
    cell.wait_for()
    expect(cell).to_have_attribute("data-state", "said")
    assert axe(reader) == []
    cell.get_by_role("link").click()
    reader.wait_for_url("**/quotes?*")
    reader.get_by_text(said).first.wait_for()
    shown.append(reader.content())
    for path in ("/work", "/documents", "/", "/find", "/files", "/log", f"/details?document={guid}"):
        walk(reader, path)
        shown.append(reader.content())
    told = everything_she_gets(reader, guid)
    for word in PLANTED:
        assert not any(word in one for one in shown), word
        assert [path for path, one in told.items() if word in one] == [], word
        with closing(own_site.small.open()) as db:
            assert not search.search(db, own_site.small.viewers["evaluator2"], matching.Query(word), Wanted()).hits
    assert tables_with(own_site, PLANTED) <= _INDEX
    is_silent_where_names_were(own_site, reader, guid)
