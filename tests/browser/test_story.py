"""A coach on a phone writes a story: it is saved while she types, whatever the connection does, and kept once."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from pilot import access
from pilot.families import register
from pilot.store.files import new_guid, write
from stories.entry import drafts
from stories.stories import NewStory, add_story
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import at_rest, choose, drawn, looks, sticks_out
from tests.waiting import comes_to, eventually
from texts.documents import documents, transcript
from texts.known import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browser.conftest import Site

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DESKTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], site: Site) -> BrowserContext:
    """A coach's phone; nobody signed in yet."""
    return new_context(base_url=site.url, **PHONE)


@pytest.fixture(autouse=True)
def _no_drafts(site: Site) -> Iterator[None]:
    """Each test starts with none of the coach's drafts open."""
    yield
    with closing(site.small.open()) as db:
        for draft in drafts.open_drafts(db, site.small.viewers["coach"]):
            drafts.throw_away(db, site.small.viewers["coach"], draft.guid)


def open_form(context: BrowserContext, path: str = "/story", name: str = "coach") -> Page:
    """The entry form, signed in."""
    page = context.new_page()
    sign_in(page, name, path)
    ready(page)
    return page


def ready(page: Page) -> None:
    """The form is there and the address names the draft."""
    expect(page.locator("form.rd-entry")).to_be_visible()
    page.wait_for_url(re.compile(r"draft="))


def area(page: Page, name: str = "happened") -> Any:
    """One of the text areas."""
    return page.locator(f"textarea[name={name}]")


def saved(page: Page) -> None:
    """Everything typed has been confirmed."""
    expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "yes")
    expect(page.locator("[data-saved]")).to_contain_text("Concept bewaard om")


def left_behind(page: Page) -> list[str]:
    """What this browser holds of stories."""
    return list(page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('rd-draft')).map(([, v]) => v)"))


def fill_rest(page: Page, title: str) -> None:
    """Everything but the text."""
    page.get_by_role("button", name="Gisteren").click()
    page.get_by_role("radio", name="Terugval").check()
    page.get_by_role("button", name="huisvesting").click()
    page.get_by_role("button", name="sociaal netwerk").click()
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Er staan geen echte namen in dit verhaal").check()


def stories_of(site: Site, title: str) -> list[Known]:
    """Documents with this title, as an evaluator sees them."""
    with closing(site.small.open()) as db:
        return [d for d in documents(db, site.small.viewers["evaluator"]) if d.title == title]


def test_a_story_survives_reload_and_lost_connection_and_is_coded(
    site: Site, phone: BrowserContext, new_context: Callable[..., BrowserContext]
) -> None:
    """Write, reload half-way, go on without a connection, come back, keep: an evaluator opens it to code."""
    page = open_form(phone)
    area(page).fill("Moeder belde zelf de woningbouw.")
    saved(page)
    comes_to(lambda: left_behind(page), [])
    page.reload()
    ready(page)
    expect(page.locator(".rd-note")).to_contain_text("Concept van")
    expect(area(page)).to_have_value("Moeder belde zelf de woningbouw.")
    phone.set_offline(True)
    area(page).press("Control+End")
    area(page).press_sequentially(" Daarna werd het stil.")
    expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "no")
    expect(page.locator(".rd-trouble")).to_contain_text("Geen verbinding")
    eventually(lambda: any("Daarna werd het stil." in text for text in left_behind(page)))
    phone.set_offline(False)
    saved(page)
    comes_to(lambda: left_behind(page), [])
    fill_rest(page, "De woningbouw")
    page.get_by_role("button", name="Bewaar verhaal").dblclick()
    expect(page.get_by_role("heading", name="Je verhaal is bewaard")).to_be_focused()
    found = stories_of(site, "De woningbouw")
    assert len(found) == 1
    with closing(site.small.open()) as db:
        read = transcript(db, site.small.viewers["evaluator"], str(found[0].guid))
    assert [turn["text"] for turn in read["turns"]] == ["Moeder belde zelf de woningbouw. Daarna werd het stil."]
    page.get_by_role("link", name="Naar de verhalen").click()
    expect(page.get_by_role("link", name="De woningbouw")).to_be_visible()
    evaluator = new_context(base_url=site.url, **DESKTOP).new_page()
    sign_in(evaluator, "evaluator", f"/desk?document={found[0].guid}")
    expect(evaluator.locator("[data-turn='0'] [data-text]")).to_contain_text("Moeder belde zelf")


def test_a_crashed_browser_loses_nothing(site: Site, phone: BrowserContext) -> None:
    """Text that never reached the server is taken up again by the next page, and then leaves the phone."""
    page = open_form(phone)
    area(page).fill("Eerst dit.")
    saved(page)
    address = page.url
    phone.set_offline(True)
    area(page).fill("Eerst dit. En toen viel de telefoon.")
    expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "no")
    page.close()
    phone.set_offline(False)
    again = phone.new_page()
    again.goto(address)
    ready(again)
    expect(area(again)).to_have_value("Eerst dit. En toen viel de telefoon.")
    saved(again)
    comes_to(lambda: left_behind(again), [])
    with closing(site.small.open()) as db:
        assert len(drafts.open_drafts(db, site.small.viewers["coach"])) == 1


def test_what_was_left_on_the_phone_is_found_from_any_story_page(site: Site, phone: BrowserContext) -> None:
    """Who opens a new story or the list after a crash finds the old one among her drafts; the list takes up itself what
    a closed page could not send, and shows it at one touch."""
    def left(page: Page, words: str) -> None:
        phone.set_offline(True)
        area(page).fill(words)
        expect(page.locator(".rd-trouble")).to_contain_text("Geen verbinding")
        page.close()
        phone.set_offline(False)

    left(open_form(phone), "Nooit aangekomen.")
    other = phone.new_page()
    other.goto("/story")
    ready(other)
    expect(area(other)).to_have_value("")
    other.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('rd-draft'))")
    left(other, "Bijna kwijt.")
    listed = phone.new_page()
    listed.goto("/stories")
    expect(listed.get_by_role("link", name="Nooit aangekomen.")).to_be_visible()
    listed.get_by_role("link", name="Laat zien").click()
    expect(listed.get_by_role("link", name="Bijna kwijt.")).to_be_visible()
    comes_to(lambda: left_behind(listed), [])


def test_signed_out_while_typing_loses_nothing(site: Site, phone: BrowserContext) -> None:
    """The words typed last wait on the phone for the same account, and no other account saves or sees them."""
    page = open_form(phone)
    area(page).fill("Begin.")
    saved(page)
    address = page.url.removeprefix(site.url)
    phone.clear_cookies()
    area(page).fill("Begin. En het slot.")
    expect(page.locator("[data-saved]").or_(page.locator("#password")).first).not_to_have_attribute("data-saved", "yes")
    page.goto("/sign-in")
    other = phone.new_page()
    sign_in(other, "coach2", address)
    ready(other)
    expect(area(other)).to_have_value("")
    eventually(lambda: any("En het slot" in text for text in left_behind(other)))
    phone.clear_cookies()
    sign_in(page, "coach", address)
    ready(page)
    expect(area(page)).to_have_value("Begin. En het slot.")
    saved(page)
    with closing(site.small.open()) as db:
        assert drafts.open_drafts(db, site.small.viewers["coach2"]) == []


def test_two_pages_on_one_draft_are_both_kept(site: Site, phone: BrowserContext) -> None:
    """The page that had not seen the other one's words goes on in a draft of its own, and says so."""
    page = open_form(phone)
    area(page).fill("Samen.")
    saved(page)
    second = phone.new_page()
    second.goto(page.url)
    ready(second)
    area(second).fill("Samen. Op de laptop.")
    saved(second)
    area(page).fill("Samen. Op de telefoon.")
    expect(page.locator(".rd-note")).to_contain_text("Beide zijn bewaard")
    saved(page)
    eventually(lambda: page.url != second.url, page)
    with closing(site.small.open()) as db:
        texts = {d.body["answers"]["happened"] for d in drafts.open_drafts(db, site.small.viewers["coach"])}
    assert texts == {"Samen. Op de laptop.", "Samen. Op de telefoon."}


def test_what_is_missing_is_said_and_goes_as_it_is_mended(site: Site, phone: BrowserContext) -> None:
    """Keeping too early names every empty field, and the first one gets the focus; each sentence goes when its own
    field is filled in, and the others stay. The family of the address counts although nobody touched it."""
    page = open_form(phone, f"/story?family={site.small.families['Berk']}")
    page.get_by_role("button", name="Bewaar verhaal").click()
    expect(page.get_by_label("Datum")).to_be_focused()
    expect(page.get_by_label("Datum")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Kies het gezin waar dit verhaal over gaat.")).to_have_count(0)
    faults = page.locator(".rd-fault:visible")
    title = page.get_by_text("Geef het verhaal een titel, dan vind je het terug.")
    course = page.get_by_text("Kies hoe het ging: succes, terugval of stabiel.")
    expect(title).to_be_visible()
    expect(course).to_be_visible()
    at_rest(page)
    before = faults.count()
    page.get_by_label("Titel").fill("Een titel")
    expect(title).to_be_hidden()
    expect(page.get_by_label("Titel")).to_have_attribute("aria-invalid", "false")
    expect(faults).to_have_count(before - 1)
    page.get_by_label("Succes").check(force=True)
    expect(course).to_be_hidden()
    area(page, "did").fill("Ik ging mee.")
    page.get_by_role("button", name="Vandaag").click()
    expect(faults).to_have_count(before - 4)
    saved(page)


def test_the_line_being_typed_stays_in_view(site: Site, phone: BrowserContext) -> None:
    """On a phone with its keyboard up the caret's line is never under our bar, wherever in the text it is."""
    page = open_form(phone)
    page.set_viewport_size({"width": 390, "height": 430})
    words = area(page)
    words.click()
    seen = """async () => {
      const m = await import("/assets/kit/in_view.js");
      const { top, bottom } = m.lineOf(document.activeElement);
      const head = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom;
      return top >= head && bottom <= document.querySelector(".rd-bar").getBoundingClientRect().top;
    }"""
    for n in range(14):
        page.keyboard.insert_text(f"Regel {n} van wat er gebeurde die dag.")
        words.press("Enter")
        if n % 4 == 3:
            eventually(lambda: page.evaluate(seen), page)
    page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, e.scrollHeight)")
    words.press("Control+Home")
    words.press_sequentially("Eerst")
    eventually(lambda: page.evaluate(seen), page)
    page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 0)")
    words.press("Control+End")
    words.press_sequentially("Slot")
    eventually(lambda: page.evaluate(seen), page)
    saved(page)


def test_a_kept_story_is_corrected_by_its_writer(site: Site, phone: BrowserContext) -> None:
    """From reading it back to other words, which are what is read then."""
    with closing(site.small.open()) as db, write(db):
        guid = add_story(db, site.small.viewers["coach"], NewStory(
            site.small.families["Berk"], site.small.persons["coach"], "Bezoek", ("Het ging goed.",), "2021-05-01",
            "steady", deidentified=True))
    page = phone.new_page()
    sign_in(page, "coach", f"/desk?document={guid}")
    page.get_by_role("link", name="Wijzigen: Bezoek").click()
    words = page.get_by_role("textbox", name="Je verhaal")
    words.fill("Het ging goed.\nEn toen beter.")
    page.get_by_text("Er staan geen echte namen in dit verhaal").click()
    page.get_by_role("button", name="Bewaar het verbeterde verhaal").click()
    expect(page.get_by_text("Verbeterd")).to_be_visible()
    page.get_by_role("link", name="Lees het terug").click()
    expect(page.locator("[data-turn='1'] [data-text]")).to_have_text("En toen beter.")
    assert axe(page) == []


def test_a_page_left_open_past_midnight_hears_of_the_new_day(site: Site, phone: BrowserContext) -> None:
    """The answer to what is typed says which day it is: "today" is that day from then on, and it can be chosen.

    Answers to questions of another template stay in sight and in the story."""
    page = open_form(phone)

    def next_day(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"today": "2099-01-02"})

    page.route("**/api/drafts/*", next_day)
    area(page).fill("Om vijf voor twaalf begonnen.")
    saved(page)
    day = page.get_by_label("Datum", exact=True)
    expect(page.locator(".rd-day", has=day).locator(".rd-day-picker")).to_have_attribute("max", "2099-01-02")
    page.get_by_role("button", name="Vandaag").click()
    expect(day).to_have_value("02-01-2099")
    page.unroute("**/api/drafts/*")
    area(page, "happened").fill("Het gebeurde.")
    area(page, "did").fill("Ik deed iets.")
    page.get_by_role("radio", name="Een bezoek").check()
    expect(area(page, "did")).to_have_value("Ik deed iets.")
    expect(area(page, "happened")).to_be_visible()
    expect(area(page, "agreed")).to_be_visible()
    expect(area(page, "difference")).to_have_count(0)


def test_an_early_date_is_asked_about(site: Site, phone: BrowserContext) -> None:
    """A slip in the year is a question above the bar: no leads to its field, yes keeps the story."""
    page = open_form(phone)
    area(page).fill("Dat was al zo voor we begonnen.")
    fill_rest(page, "Van vroeger")
    question = page.get_by_role("region", name="Klopt deze datum?")
    page.get_by_label("Datum", exact=True).fill("1921-03-04")
    page.get_by_role("button", name="Bewaar verhaal").click()
    expect(question).to_contain_text("4 maart 1921 is vóór het begin van de pilot")
    assert axe(page) == []
    question.get_by_role("button", name="Nee, veranderen").click()
    expect(page.get_by_label("Datum", exact=True)).to_be_focused()
    expect(question).to_be_hidden()
    page.get_by_label("Datum", exact=True).fill("2019-12-24")
    page.get_by_role("button", name="Bewaar verhaal").click()
    expect(question).to_contain_text("24 december 2019 is vóór het begin van de begeleiding")
    assert stories_of(site, "Van vroeger") == []
    question.get_by_role("button", name="Ja, dat klopt").click()
    expect(page.get_by_role("heading", name="Je verhaal is bewaard")).to_be_focused()
    assert [one.event_from for one in stories_of(site, "Van vroeger")] == ["2019-12-24"]


def test_real_names_are_shown_before_keeping(site: Site, phone: BrowserContext) -> None:
    """A name of the register is replaced with one touch, in the title and in the text."""
    with closing(site.small.open()) as db:
        boss = site.small.operator(db)
        register.set_person_name(site.small.pilot, db, boss, site.small.persons["Berk moeder"], "Ilona Hazeveld")
    page = open_form(phone)
    area(page).fill("Ilona belde. Ilona's zoon ook, zei Ilona.\nIlona: “Ilona zegt ja.” (Ilona lacht.)")
    fill_rest(page, "Ilona belt op")
    page.get_by_role("button", name="Bewaar verhaal").click()
    heading = page.get_by_role("heading", name="Is hieraan te zien wie het is?")
    replace = page.get_by_role("button", name="Vervang door “Moeder Berk”")
    bar = page.locator(".rd-bar")
    expect(heading).to_be_focused()
    expect(bar).to_contain_text("Nog niet bewaard: kijk naar de namen")
    for shown in (heading, replace, page.get_by_role("button", name="Laat hier niets zien")):
        expect(shown).to_be_in_viewport(ratio=1)
        shown.click(trial=True)  # would be refused if the bar or the menu lay over it
    assert axe(page) == []
    replace.click()
    expect(area(page)).to_have_value("Moeder Berk belde. Moeder Berk's zoon ook, zei moeder Berk.\n"
                                     "Moeder Berk: “Moeder Berk zegt ja.” (Moeder Berk lacht.)")
    expect(bar).not_to_contain_text("Nog niet bewaard: kijk naar de namen")
    page.get_by_role("button", name="Bewaar verhaal").click()
    expect(page.get_by_role("heading", name="Je verhaal is bewaard")).to_be_visible()
    assert len(stories_of(site, "Moeder Berk belt op")) == 1


def test_a_draft_is_thrown_away_after_asking(site: Site, phone: BrowserContext) -> None:
    """One touch asks, the second throws away for good."""
    page = open_form(phone)
    area(page).fill("Toch niet.")
    saved(page)
    page.get_by_role("button", name="Gooi concept weg").click()
    expect(page.get_by_role("button", name="Nee, schrijf verder")).to_be_focused()
    page.get_by_role("button", name="Ja, gooi weg").click()
    page.wait_for_url("**/stories")
    expect(page.get_by_role("heading", name="Verhalen")).to_be_visible()
    expect(page.get_by_text("Toch niet.")).to_have_count(0)
    comes_to(lambda: left_behind(page), [])


def test_a_draft_is_thrown_away_from_the_list(site: Site, phone: BrowserContext) -> None:
    """The list throws away the chosen draft and keeps the others."""
    coach = site.small.viewers["coach"]
    with closing(site.small.open()) as db:
        for title in ("Mag weg", "Moet blijven"):
            drafts.save(db, coach, new_guid(), {"page0000": 1}, {"title": title})
    page = phone.new_page()
    sign_in(page, "coach", "/stories")
    drawn(page)
    page.get_by_text("Een concept weggooien").click()
    choose(page, "Welk concept?", re.compile("^Mag weg · "))
    page.get_by_role("button", name="Voorgoed weggooien").click()  # which comes with the choice
    expect(page.get_by_role("link", name="Mag weg")).to_have_count(0)
    expect(page.get_by_role("link", name="Moet blijven")).to_be_visible()
    with closing(site.small.open()) as db:
        assert [d.body["title"] for d in drafts.open_drafts(db, coach)] == ["Moet blijven"]


def test_another_coach_does_not_open_a_draft(site: Site, phone: BrowserContext) -> None:
    """With its address she gets an empty form."""
    page = open_form(phone)
    area(page).fill("Van mij.")
    saved(page)
    phone.clear_cookies()
    other = open_form(phone, page.url.removeprefix(site.url), "coach2")
    expect(area(other)).to_have_value("")
    expect(other.get_by_text("Van mij.")).to_have_count(0)


def test_the_timeline_is_a_list_with_links(site: Site, phone: BrowserContext) -> None:
    """A coach sees her story with its course in words, and of the conversation only that it took place."""
    small = site.small
    with closing(small.open()) as db:
        title = "Gesprek dat een coach niet ziet"
        small.interview(db, title=title)
        with write(db):
            boss = access.operator(db, small.pilot.slug)
            add_story(db, boss, NewStory(
                small.families["Berk"], small.persons["coach"], "Op de lijn", ("Tekst.",), "2021-05-02", "steady",
                event_from="2021-04-01", event_until="2021-05-01", deidentified=True))
    page = phone.new_page()
    sign_in(page, "coach", f"/timeline?family={small.families['Berk']}")
    item = page.get_by_role("listitem").filter(has_text="Op de lijn")
    expect(item).to_contain_text("1 april 2021 – 1 mei 2021")
    expect(item).to_contain_text("Stabiel")
    expect(page.get_by_role("listitem").filter(has_text="Er was een gesprek").first).to_contain_text("door: gezin")
    expect(page.get_by_text(title)).to_have_count(0)
    assert axe(page) == []
    item.get_by_role("link").click()
    page.wait_for_url("**/desk?document=**")


def test_pages_are_accessible(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """axe finds nothing serious, and nothing sticks out sideways, on the form in each look, and on a phone in the list
    with a draft and the timeline."""
    page = open_form(new_context(base_url=site.url, **PHONE))
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size["viewport"])
        for scheme in SCHEMES:
            looks(page, scheme)
            assert axe(page, only_colours=scheme == "dark") == []
        assert not sticks_out(page)
    looks(page, "light")
    area(page).fill("Voor de lijst.")
    saved(page)
    for path, heading in (("/stories", "Verhalen"), (f"/timeline?family={site.small.families['Berk']}", "Tijdlijn")):
        page.goto(path)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        expect(page.locator(".rd-list a, .rd-thread li").last).to_be_visible()
        assert axe(page) == []
        assert not sticks_out(page)


def test_ones_own_story_stands_without_a_name_above_each_paragraph(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """Reading it back on a wide screen: the words alone, in the middle of the window and not in its left half."""
    with closing(site.small.open()) as db, write(db):
        guid = add_story(db, site.small.viewers["coach"], NewStory(
            site.small.families["Berk"], site.small.persons["coach"], "Alleen woorden", ("Een. " * 60, "Twee. " * 60),
            "2021-05-02", "steady", deidentified=True))
    page = new_context(base_url=site.url, viewport={"width": 1920, "height": 1080}).new_page()
    sign_in(page, "coach", f"/desk?document={guid}")
    words = page.locator("[data-turn='1'] [data-text]")
    expect(words).to_be_visible()
    expect(page.locator(".dk-speaker:visible")).to_have_count(0)
    at_rest(page)
    box = words.bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - 960) < 60
