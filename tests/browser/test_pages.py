"""Every page of every role over the demo pilot: no English on a Dutch page, accessible, no wider than a phone."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode
from zoneinfo import available_timezones

import pytest
from babel.dates import get_day_names, get_month_names
from playwright.sync_api import Error, ViewportSize, expect
from sqlcipher3 import dbapi2 as sqlite3

import demo
from coding.book import codebook
from pilot import words
from pilot.access import ROLES, ROLES_WITH, Role
from pilot.config import ROOT
from pilot.store.files import open_pilot
from pilot.words import translate
from stories.outcomes import rubrics
from tests.browser.conftest import at_an_address, axe, sign_in
from tests.browser.waiting import at_rest, drawn, looks, sticks_out, walk
from tests.waiting import eventually
from texts import accepted
from themes.release.content import from_json
from transcribe import languages
from views.entries import ENTRIES
from views.parts.entry import Entry
from views.parts.module import BROKEN
from web.gate.faults import WENT_WRONG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.forge import Forge
    from themes.release.content import Content

Scheme = Literal["light", "dark"]
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
MOST_FIRST = (Role.EVALUATOR, Role.COACH, Role.ADMIN, Role.STEERING)  # who sees most pages comes first
# Names of keys, files and programs, and what the browser's own tongue is called; no sentence is made of these.
NAMES = frozenset((
    "rode", "draad", "english", "python", "cli", "py", "backup", "zip", "check", "yaml", "ctrl", "shift", "enter",
    "esc", "delete", "home", "end", "dd", "mm", "venv", "bin", "medium", "turbo"))
CALENDAR = {"eerste", "laatste", "beschikbare", "geselecteerd", "geselecteerde"}  # the calendar's own Dutch
REAL_NAMES = ("SELECT name, name FROM person_name UNION SELECT name, name FROM family_name"
              " UNION SELECT word, replacement FROM lexicon UNION SELECT value, value FROM letter_fact")
CODE_PARTS = ("key", "name", "definition", "use_when", "not_when", "example", "signals")
# What is on a page about one thing: the name in its address, and how it is found.
ONE = {"back": ("return", "SELECT guid FROM giving_back WHERE closed IS NULL"),
       "events": ("event", "SELECT guid FROM shared_event")}
# What people wrote in tables whose other columns are words of the program.
WRITTEN = {
    "kin": "role", "organisation": "name, contact", "goal": "words", "goal_step": "why", "goal_wording": "words",
    "dossier_text": "text",
    "choice_round": "name, question, present, reasons, disagreement", "choice_pick": "reason",
    "story_check": "differs", "meeting": "title, topic, present, learnt", "agreement": "what, who",
    "agreement_answer": "why", "contact": "note", "undertaking": "what",
    "expense": "note", "signal": "words, sent_to, answer",
    "family_correction": "words", "shared_event": "name", "shared_event_voice": "words, who",
    "shared_event_differs": "about, says", "handover_item": "text", "summary_version": "text",
    "claim_version": "context, mechanism, outcome, why", "claim_rival": "words", "claim_rival_weighed": "why",
    "claim_ground": "note",
    "aim": "words, shown_by, judged", "aim_version": "words, shown_by, judged", "aim_evidence": "words, who",
    "form_version": "body", "note_text": "paragraphs", "saved_view": "name, note",
    "story_arc": "title, who", "arc_statement": "text", "memo": "title, body",
}
# What stands in the place of what a page could not show.
FAILED = {translate(WENT_WRONG, "nl"), translate(BROKEN, "nl")}
FOLDED = "[data-testid=stExpander] details:not([open]) > summary"
# Where Streamlit writes around somebody's words; many of its own, "help", "for" and "more" too, are Dutch in some text.
STREAMLITS = re.compile(
    r"(Help for|Remove|Clear|Choose|Select|Selected|View|Show|Hide|Link to|Press|Scroll|Upload|Search|Page"
    r"|Copy|Add|Previous|Next|Navigate to) \w.*|.* (start date|end date|options? available\.)|.+, selected"
    r"|\d+ more", re.DOTALL)
SWITCHES = (("nl", "Naar de inhoud", "English"), ("en", "Skip to main content", "Nederlands"))
COLLECT = """() => {
  const skip = "script, style, noscript, [lang=en], [data-testid=stIconMaterial], [data-testid^=stIcon], svg";
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data, parentElement: parent } = walk.currentNode;
    if (data.trim() && !parent.closest(skip)) found.add(data.trim());
  }
  for (const one of document.querySelectorAll("body *:not(script)")) {
    for (const name of ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt"]) {
      const said = one.getAttribute(name)?.trim();
      if (said && !one.closest("[lang=en]")) found.add(said);
    }
  }
  return [...found];
}"""


# What the content policy held back; `test_every_page` asks on each page.
HELD_BACK = """window.heldBack = [];
document.addEventListener("securitypolicyviolation", (e) => heldBack.push(`${e.violatedDirective} ${e.blockedURI}`));"""
# Streamlit's number library tries WebAssembly and, refused, does without.
DOES_WITHOUT = {"script-src wasm-eval"}


@dataclass
class Demo:
    """The demo pilot behind a running server."""

    url: str
    db_path: Path

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the pilot file holds."""
        with closing(sqlite3.connect(self.db_path)) as db:
            rows: list[tuple[Any, ...]] = db.execute(sql).fetchall()
            return rows

    def address(self, entry: Entry, role: Role) -> str:
        """A page with something on it for this role."""
        if entry.path in {"desk", "details", "retell"}:
            own = ("d.voice = 'coach' AND d.kind = 'story' AND f.pseudonym = 'Berk'" if role is Role.COACH
                   else "d.voice = 'family'")
            found = self.rows(f"SELECT d.guid FROM document d JOIN family f USING (family_id) WHERE {own}")
            query = {"document": found[0][0]}
        elif entry.path in {"timeline", "household", "goals", "organisations", "dossier"}:
            query = {"family": self.rows("SELECT guid FROM family WHERE pseudonym = 'Berk'")[0][0]}
        elif entry.path in ONE:
            name, sql = ONE[entry.path]
            query = {name: self.rows(sql)[0][0]}
        else:
            query = {"code": "klik"} if entry.path == "quotes" else {}
        return f"/{entry.path}" + (f"?{urlencode(query)}" if query else "")


@pytest.fixture(scope="module")
def shown(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo pilot, served."""
    home = tmp_path_factory.mktemp("demo") / "home"
    pilot = demo.make(home)
    with at_an_address(forge, home) as (_process, address):
        yield Demo(address, pilot.db_path)


@cache
def dutch_words(db_path: Path) -> frozenset[str]:
    """Every word that may stand on a Dutch page: the catalogues', the pilot's own, days and months."""
    known = [form for forms in words.catalogue("nl").values() for form in forms]
    known += [path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "guide" / "nl").glob("*.md")]
    known.append(str(db_path))  # the settings name the folder where the files lie
    known += available_timezones()  # and places by their names in the world's list of time zones
    known += languages.names("nl").values()
    known += (*accepted.TEXTS, *accepted.RECORDINGS)
    for width in ("wide", "abbreviated"):
        known += [*get_month_names(width, locale="nl").values(), *get_day_names(width, locale="nl").values()]
    with closing(open_pilot(db_path)) as db:
        newest = codebook.newest(db)
        assert newest
        for code in codebook.codes(db, newest.codebook_version_id, "nl"):
            known += [str(getattr(code, part)) for part in CODE_PARTS]
        for table in ("document", "document_version", "turn", "family", "person", "site", "user", "milestone",
                      "codebook_version", "quote_out"):
            known += [cell for row in db[table].rows for cell in row.values() if isinstance(cell, str)]
        for table, columns in WRITTEN.items():
            known += [str(cell) for row in db.execute(f"SELECT {columns} FROM {table}") for cell in row]
        for (kept,) in db.conn.execute("SELECT content FROM release"):
            known += by_people(from_json(kept))
    with closing(sqlite3.connect(db_path.with_name("register.db"))) as db:
        known += [cell for cells in db.execute(REAL_NAMES) for cell in cells]
    return frozenset(word for text in known for word in tokens(text)) | NAMES | CALENDAR


def by_people(says: Content) -> Iterator[str]:
    """What people wrote in a release, or said."""
    yield from (says.title, says.about, says.exception)
    for theme in says.themes:
        yield from (theme.sentence, theme.done)
        for quote in theme.quotes:
            yield from (quote.text, quote.said_by)
    for arc in says.arcs:
        yield from (arc.title, arc.who, *(one.text for moment in arc.moments for one in moment.statements))


def tokens(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}


def opened(page: Page) -> set[str]:
    """All that is said on a page, its folded parts and the menus of its widgets included."""
    page.locator(FOLDED).evaluate_all("all => all.forEach((one) => one.click())")
    expect(page.locator(FOLDED)).to_have_count(0)
    at_rest(page)
    found = set(page.evaluate(COLLECT))
    for kind in ("stSelectbox", "stMultiSelect"):
        for box in page.get_by_test_id(kind).get_by_role("combobox").all()[:1]:
            box.scroll_into_view_if_needed()
            at_rest(page)  # a list closes again when the page still scrolls
            box.press("ArrowDown")
            choices = page.locator("[role=listbox]:visible")
            choices.first.wait_for()
            found |= set(page.evaluate(COLLECT))
            page.keyboard.press("Escape")
            expect(choices).to_have_count(0)
    for button in page.get_by_test_id("stDateInputCalendarButton").all()[:1]:
        button.click()
        calendar = page.get_by_test_id("stDateInputCalendar")
        calendar.wait_for()
        found |= set(page.evaluate(COLLECT))
        page.keyboard.press("Escape")
        calendar.wait_for(state="hidden")
    for box in page.locator("[data-testid=stTextInput] input:visible").all()[:1]:
        box.focus()
        page.keyboard.type("x")
        page.get_by_test_id("InputInstructions").first.wait_for()
        found |= set(page.evaluate(COLLECT))
    return found


@cache
def rubric_texts(language: str) -> frozenset[str]:
    """What life domains and their levels mean in a new pilot; one page has it in both languages, to be worded there."""
    return frozenset(getattr(said, language) for ladder in rubrics.starting().ladders.values()
                     for said in (ladder.about, *ladder.levels))


def foreign(all_said: Iterable[str], known: frozenset[str]) -> set[str]:
    """What of it is said in words that are neither Dutch nor anybody's own, or in a phrase of Streamlit's."""
    return {said for said in all_said if tokens(said) - known or STREAMLITS.fullmatch(said)}


@dataclass
class Faults:
    """What is wrong, by page; empty when nothing is."""

    found: dict[str, object] = field(default_factory=dict)

    def add(self, where: str, what: object) -> None:
        """Note it when there is anything."""
        if what:
            self.found[where] = what


def may_see(role: Role, entry: Entry) -> bool:
    """Whether a page is in this role's menu, or one link away from it."""
    return role in ROLES_WITH[entry.right] and role in (entry.roles or ROLES)


def in_each_look(begins: Scheme, *, is_new: bool) -> tuple[tuple[Scheme, ViewportSize, bool], ...]:
    """Scheme, width and whether only colours are asked, for a page that comes in a scheme and as wide as a desk; it
    ends in the other scheme. One thing changes at a time, for each has the whole page drawn anew.

    The second of a width is asked about colours only: nothing else hangs on the scheme. Of a page that was looked at
    for another role each scheme once: what else it shows has the same colours.
    """
    other: Scheme = "dark" if begins == "light" else "light"
    if not is_new:
        return (begins, DESKTOP, False), (other, PHONE, False)
    return (begins, DESKTOP, False), (begins, PHONE, False), (other, PHONE, True), (other, DESKTOP, True)


# Buttons of forms and rows, what unfolds and the numbers of pages, as they are on a phone: 44 px high, as thumbs need.
TOO_SMALL = """() => [...document.querySelectorAll(
    "[data-testid=stMain] :is(.stButton, .stFormSubmitButton, .stDownloadButton, .stPopover) button,"
    + " [data-testid=stMain] summary, [data-testid=stMain] [data-testid^=stPagination]:not(div), .rd-memo")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5
    && getComputedStyle(one).position !== "absolute")
  .map((one) => `${one.textContent} ${one.getBoundingClientRect().height}`)"""


def each_page(shown: Demo, role: Role, page: Page) -> Iterator[tuple[str, bool]]:
    """Walk from page to page through all that this role may see; yields its name once it has been drawn, and whether no
    role before sees it.
    """
    before = MOST_FIRST[:MOST_FIRST.index(role)]
    first, *others = (entry for entry in ENTRIES if may_see(role, entry))
    sign_in(page, role.value, shown.address(first, role), password=demo.PASSWORD)
    for entry in (first, *others):
        if entry is first:
            drawn(page)
        else:
            walk(page, shown.address(entry, role))
        page.locator("h1").first.wait_for()  # the desk draws its own
        yield entry.path or "today", not any(may_see(other, entry) for other in before)


@pytest.mark.parametrize("role", MOST_FIRST)
def test_every_page(role: Role, shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """All pages of a role: none fails, axe finds nothing in any look, no word is English, nothing is wider than a
    phone, and none needs more than the content policy allows.
    """
    page = new_context(base_url=shown.url, color_scheme="light").new_page()
    page.add_init_script(HELD_BACK)
    crashes: list[Error] = []
    page.on("pageerror", lambda error: crashes.append(error))
    known, faults = dutch_words(shown.db_path), Faults()
    comes_in: Scheme = "light"
    for name, is_new in each_page(shown, role, page):
        expect(page.locator("html")).to_have_attribute("lang", "nl")
        for look, size, only_colours in in_each_look(comes_in, is_new=is_new):
            page.set_viewport_size(size)
            looks(page, look)
            faults.add(f"{name}, {look}, {size['width']}: axe", axe(page, only_colours=only_colours))
            if size is PHONE and not only_colours:
                faults.add(f"{name}: too wide by", sticks_out(page))
                faults.add(f"{name}: too small for a thumb", page.evaluate(TOO_SMALL))
            comes_in = look
        page.set_viewport_size(DESKTOP)
        own = rubric_texts("nl") | (rubric_texts("en") if name == "rubric" else frozenset())
        said = opened(page)
        faults.add(f"{name}: English", {one for one in foreign(said, known) if one.split(" · ")[-1] not in own})
        faults.add(f"{name}: went wrong", said & FAILED)
        faults.add(f"{name}: held back", set(page.evaluate("heldBack.splice(0)")) - DOES_WITHOUT)
    assert not faults.found
    assert not crashes


def test_every_role_is_gone_through() -> None:
    """None is forgotten."""
    assert set(MOST_FIRST) == set(ROLES)


def test_what_the_policy_holds_back_is_seen(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """A picture from elsewhere does not come, and the test of every page would tell."""
    page = new_context(base_url=shown.url).new_page()
    page.add_init_script(HELD_BACK)
    page.goto("/sign-in")
    page.evaluate("new Image().src = 'https://elsewhere.example/x.png'")
    page.wait_for_function("() => heldBack.length")
    assert page.evaluate("heldBack") == ["img-src https://elsewhere.example/x.png"]


def test_axe_tells_what_is_wrong(new_context: Callable[..., BrowserContext]) -> None:
    """What nobody can read is found, on a page that was looked at before too, and where it stands."""
    page = new_context().new_page()
    page.set_content('<html lang="nl"><title>Een</title><main><p id="one" style="color: black">Een zin</p></main>')
    assert axe(page) == []
    page.locator("#one").evaluate("one => { one.style.color = '#eee'; }")
    (found,) = axe(page)
    assert axe(page, only_colours=True) == [found]
    assert (found["id"], found["impact"]) == ("color-contrast", "serious")
    assert 'id="one"' in found["nodes"][0]


def test_the_words_of_the_phone_menu(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """On a phone the pages and the account are both reached, in Dutch, and neither lies over the other."""
    page = new_context(base_url=shown.url, viewport=PHONE).new_page()
    sign_in(page, "coach", password=demo.PASSWORD)
    drawn(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    link = page.get_by_role("link", name="Mijn gezinnen")
    link.first.wait_for()
    assert not foreign(page.evaluate(COLLECT), dutch_words(shown.db_path))
    link.first.click()  # would be refused if anything lay over it
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn gezinnen")
    page.locator(".rd-account summary").click()
    page.get_by_role("button", name="Uitloggen").click(trial=True)


def test_the_language_follows(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """The page's language is that of its words, on both sides of the switch, whatever the browser prefers."""
    page = new_context(base_url=shown.url, locale="en-US").new_page()
    sign_in(page, "admin", "/families", password=demo.PASSWORD)
    html, skip = page.locator("html"), page.locator(".rd-skip")
    for lang, words_of_skip, other in SWITCHES:
        drawn(page)
        expect(html).to_have_attribute("lang", lang)
        expect(skip).to_have_text(words_of_skip)
        assert page.evaluate("navigator.language").startswith(lang)
        page.locator(".rd-account summary").click()
        with page.expect_navigation():
            page.get_by_role("button", name=other).click()
    drawn(page)
    expect(html).to_have_attribute("lang", "nl")


def test_the_first_tab_leads_to_the_content(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """The first Tab offers a visible way past the menu, and Enter takes it."""
    page = new_context(base_url=shown.url).new_page()
    sign_in(page, "evaluator", "/documents", password=demo.PASSWORD)
    drawn(page)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Naar de inhoud")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.wait_for_function("() => document.activeElement.closest('[data-testid=stMain]') !== null")
    page.goto(page.locator("[data-testid=stMain] a[href*='/desk?']").first.get_attribute("href") or "")
    here = page.locator(".dk-turn.dk-here")
    expect(here).to_be_focused()
    drawn(page)
    page.locator(".rd-skip").press("Enter")
    expect(here).to_be_focused()


def stops(page: Page, most: int = 60) -> list[str]:
    """What the Tab key leads to, from the start of a page until it leaves it or comes back."""
    found: list[str] = []
    while len(found) < most:
        page.keyboard.press("Tab")
        at = page.evaluate("""() => {
          const one = document.activeElement;
          return one === document.body ? "" : one.outerHTML.slice(0, 300);
        }""")
        if not at or at in found:
            break
        found.append(at)
    return found


def test_the_tab_key_stops_only_on_what_can_be_used(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """Neither the page as a whole nor the link to each heading is a stop; a page of words only can be scrolled."""
    page = new_context(base_url=shown.url).new_page()
    sign_in(page, "admin", "/settings", password=demo.PASSWORD)
    drawn(page)
    expect(page.get_by_test_id("stMain")).to_have_attribute("tabindex", "-1")
    expect(page.locator("[data-testid=stHeaderActionElements] a").first).to_be_attached()
    found = stops(page)
    assert len(found) > 5
    assert not [one for one in found if "id=\"stMain\"" in one or "Link naar deze kop" in one]
    page.goto("/guide")
    drawn(page)
    main = page.get_by_test_id("stMain")
    main.locator("p").first.wait_for()
    assert axe(page) == []
    page.locator(".rd-skip").press("Enter")
    expect(main).to_be_focused()
    page.keyboard.press("End")
    expect(main.locator("h2").last).to_be_in_viewport()
    eventually(lambda: main.evaluate("one => one.scrollTop") > 0)


def test_the_demo_tells_a_story_in_moments(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:
    """Its release has the story of a family, and nothing in what families of the demo said keeps that in the team."""
    page = new_context(base_url=shown.url).new_page()
    sign_in(page, "steering", "/api/me", password=demo.PASSWORD)
    told = page.context.request.get("/export/story-arcs.html").text()
    assert "Van overleven naar een vaste baan" in told
    assert "na 29 maanden" in told


def test_a_lost_connection_is_told_in_dutch(
    shown: Demo, new_context: Callable[..., BrowserContext]
) -> None:
    """Without the program the page says so in the reader's words, and does not speak of Streamlit."""
    page = new_context(base_url=shown.url).new_page()
    sign_in(page, "steering", password=demo.PASSWORD)
    drawn(page)
    # As if the program had stopped: nothing answers any more, and the open line breaks.
    page.route("**/*", lambda route: route.abort())
    page.evaluate("WebSocket.prototype.send = function () { this.close(); }")
    page.get_by_role("link", name="Thema's").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Er is geen verbinding")
    assert not foreign(page.evaluate(COLLECT), dutch_words(shown.db_path))
