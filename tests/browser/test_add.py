"""Adding material in a real browser: choose, watch, say who is who, store; resumed after a reload and a lost line."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from jobs.worker import only_one
from pilot.families import consent, people, register
from pilot.store.files import open_pilot
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import at_rest, sticks_out
from tests.texts.intake.test_intake import INTERVIEW, tone
from tests.texts.intake.test_uploads import send
from tests.waiting import eventually
from texts.intake import uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

READY = ".rd-file:not(:has(progress)) select"


def rows(site: Site, sql: str) -> list[Any]:
    """What the pilot file says."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        return list(db.conn.execute(sql))


def unique(text: str) -> str:
    """A text that is in no other test."""
    unique.count = getattr(unique, "count", 0) + 1  # type: ignore[attr-defined]
    return text + f"\nI: Dit is proef nummer {unique.count}.\n"  # type: ignore[attr-defined]


@pytest.fixture
def ready(site: Site) -> Iterator[None]:
    """The evaluator prepares texts, and no upload is left from before."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        site.small.prepares(db)
        evaluator = site.small.viewers["evaluator"]
        for one in uploads.mine(db, evaluator):
            uploads.discard(site.small.pilot, db, evaluator, one.guid)
    yield
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        site.small.prepares(db, allowed=False)


def opened(page: Page) -> Page:
    """The page for adding, as an evaluator, in Dutch."""
    sign_in(page, "evaluator", "/add")
    page.wait_for_selector(".rd-drop")
    return page


@pytest.fixture
def adding(browser_page: Page, ready: None) -> Page:
    """The page for adding, with nothing on it."""
    return opened(browser_page)


def test_from_files_to_the_desk(adding: Page, site: Site, tmp_path: Path) -> None:
    """A text and a recording are recognised by their names, one is corrected in place, both are stored together.

    A word of the register in what is said to have no names is shown, and whoever prepares texts says it is none here.
    """
    page = adding
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        family = site.small.families["Berk"]
        register.set_family_name(site.small.pilot, db, site.small.operator(db), family, "Vlinderman")
    text, sound = tmp_path / "Berk_moeder_2021-05-06.txt", tmp_path / "Berk moeder 2021-05-06.wav"
    text.write_text(unique(INTERVIEW + "\nI: Zo heet die vlinderman.\n"))
    sound.write_bytes(tone(61))
    page.set_input_files("#rd-files", [str(text), str(sound)])
    card = page.get_by_role("article", name=text.name)
    card.get_by_label("Titel").wait_for()
    page.get_by_role("article", name=sound.name).get_by_label("Moeder Berk (moeder)").wait_for()
    expect(card.get_by_label("Gezin").locator("option:checked")).to_have_text("Berk")
    expect(card.get_by_label("Verteld op")).to_have_value("06-05-2021")
    expect(card.get_by_label("Wie is Moeder?").locator("option:checked")).to_have_text("Moeder Berk (moeder)")
    card.get_by_label("Verteld op").fill("")
    card.get_by_label("Is de tekst van").select_option(label=sound.name)
    # Its text is there already: it is said once, at the recording.
    written = page.get_by_role("article", name=sound.name).get_by_label("Meteen uitschrijven")
    written.select_option(label="Nederlands")
    page.get_by_role("button", name="Bewaar 2 bestanden").click()
    expect(written).to_be_focused()
    expect(page.get_by_role("article").get_by_text("De tekst van deze opname zit al bij")).to_have_count(1)
    written.select_option(label="Nu niet")
    page.get_by_role("button", name="Bewaar 2 bestanden").click()
    card.get_by_text("Vul in op welke datum dit is verteld.").wait_for()
    expect(card.get_by_label("Verteld op")).to_be_focused()
    assert rows(site, "SELECT count(*) FROM recording") == [(0,)]
    card.get_by_label("Verteld op").fill("2021-05-06")
    # With the key, not with the next press: what goes then would move what is pressed.
    expect(card.get_by_text("Vul in op welke datum dit is verteld.")).to_have_count(0)
    card.get_by_label("Namen zijn al vervangen").check()
    page.get_by_role("button", name="Bewaar 2 bestanden").click()
    expect(card.locator("mark")).to_have_text("vlinderman")
    card.get_by_label("Ik heb de tekst gelezen, en deze woorden laten hier niets zien").check()
    assert axe(page) == []
    page.get_by_role("button", name="Bewaar 2 bestanden").click()
    page.get_by_role("heading", name="2 bestanden zijn bewaard").wait_for()
    assert rows(site, "SELECT d.title, r.duration_ms FROM document d JOIN recording r USING (recording_id)") == [
        ("Gesprek met moeder", 61000)]
    expect(page.get_by_role("link", name="Schrijf uit")).to_have_attribute("href", re.compile("^/work.recording="))
    page.get_by_role("link", name="Codeer").click()
    page.wait_for_url("**/desk?document=*")
    assert rows(site, "SELECT count(*) FROM upload") == [(0,)]


def test_a_recording_that_was_stored_before_its_text(adding: Page, site: Site, tmp_path: Path) -> None:
    """Of more files than are stored at a time pairs stay together; and what was stored before is proposed."""
    page = adding
    batch = page.evaluate("""async () => {
      const { together } = await import("/assets/add/pairs.js");
      const file = (guid, kind, recording = "") => ({ guid, card: { kind }, said: { recording } });
      const all = [file("t1", "text", "r2"), file("t2", "text"), file("t3", "text", "r1"), file("r1", "recording"),
                   file("r2", "recording"), file("t4", "text", "stored")];
      return [1, 2, 3, 4, 6].map((most) => together(all, most).map((one) => one.guid).join(" "));
    }""")
    assert batch == ["t2", "r2 t1", "r2 t1 t2", "r2 t1 t2 r1", "r2 t1 t2 r1 t3 t4"]
    text, sound = tmp_path / "Berk_moeder_2021-06-07.txt", tmp_path / "Berk_moeder_2021-06-07.wav"
    text.write_text(unique(INTERVIEW))
    sound.write_bytes(tone(62))
    page.set_input_files("#rd-files", str(sound))
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()
    page.reload()
    page.set_input_files("#rd-files", str(text))
    card = page.get_by_role("article", name=text.name)
    expect(card.get_by_label("Is de tekst van").locator("option:checked")).to_have_text(
        "Opname van 7 jun 2021, 00:01:02")
    card.get_by_label("Namen zijn al vervangen").check()
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("link", name="Codeer").wait_for()
    assert rows(site, "SELECT r.duration_ms FROM document d JOIN recording r USING (recording_id)"
                      " WHERE d.told_on = '2021-06-07'") == [(62000,)]


def test_a_lost_connection_and_a_reload(
    adding: Page, site: Site, tmp_path: Path, new_context: Callable[..., BrowserContext]
) -> None:
    """Pieces that fail are sent again; after a reload the same file goes on where it was and is then the same file."""
    page = adding
    data = tone(900)  # 14.4 MB: four pieces
    path = tmp_path / "Es moeder 2021-07-08.wav"
    path.write_bytes(data)
    sent: list[str] = []
    offsets_after: list[str] = []

    def lose(route: Any) -> None:
        sent.append(route.request.url)
        # The second try fails and is done again; after the third the line is dead until the page has been reloaded.
        if len(sent) == 2 or (len(sent) > 3 and not offsets_after):
            route.abort()
        else:
            route.continue_()

    page.route("**/api/uploads/*offset=*", lose)
    page.set_input_files("#rd-files", str(path))
    eventually(lambda: rows(site, "SELECT received FROM upload WHERE received >= 8000000"), page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_text("Kies hetzelfde bestand opnieuw om verder te gaan").wait_for()
    page.on("request", lambda request: offsets_after.append(request.url) if "offset=" in request.url else None)
    page.set_input_files("#rd-files", str(path))
    card = page.get_by_role("article", name=path.name)
    card.get_by_label("Moeder Es (moeder)").wait_for()
    expect(page.get_by_role("article")).to_have_count(1)
    assert int(offsets_after[0].rsplit("=", 1)[1]) >= 8_000_000
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()
    ((guid,),) = rows(site, "SELECT guid FROM recording ORDER BY recording_id DESC LIMIT 1")
    assert (site.small.pilot.recordings / f"{guid}.wav").read_bytes() == data


def test_a_refused_file_says_why_and_stays_out(adding: Page, site: Site, tmp_path: Path) -> None:
    """A picture called .docx, an empty file and a kind that is not taken: a sentence each, nothing on the server."""
    page = adding
    none = b"\0" * 300
    for name, data in (("plaatje.docx", b"\x89PNG\r\n\x1a\n" + none), ("leeg.txt", b""), ("a.exe", b"MZ\x90" + none)):
        (tmp_path / name).write_bytes(data)
    page.set_input_files("#rd-files", [str(tmp_path / name) for name in ("plaatje.docx", "leeg.txt", "a.exe")])
    page.get_by_text("plaatje.docx is niet wat de naam zegt").wait_for()
    page.get_by_text("leeg.txt is leeg").wait_for()
    page.get_by_role("article", name="a.exe").get_by_text("Dit soort bestanden").wait_for()
    eventually(lambda: rows(site, "SELECT count(*) FROM upload") == [(0,)])


def test_missing_consent_is_recorded_on_the_spot(browser_page: Page, ready: None, site: Site, tmp_path: Path) -> None:
    """Consent that was withdrawn is named; recording it there lets the file in.

    Who prepares no texts cannot say that the names in it have been replaced.
    """
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        site.small.prepares(db, allowed=False)
        consent.withdraw(db, site.small.viewers["evaluator"], site.small.persons["Es moeder"], "analyse", "2020-06-01")
    page = opened(browser_page)
    path = tmp_path / "Es_moeder_2021-03-04.txt"
    path.write_text(unique(INTERVIEW))
    page.set_input_files("#rd-files", str(path))
    summary = page.get_by_text("Moeder Es heeft geen toestemming gegeven voor: gebruiken voor de evaluatie")
    summary = summary.and_(page.locator("summary"))
    page.get_by_text("heeft gezegd dat de namen eruit zijn").wait_for()
    expect(page.get_by_label("Namen zijn al vervangen")).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 844})
    at_rest(page)
    keep = page.get_by_role("button", name="Bewaar 1 bestand")
    stood = keep.bounding_box()
    keep.click()
    page.locator(".rd-bar").get_by_text("Moeder Es").wait_for()
    assert keep.bounding_box() == stood, "on a phone what is wrong comes above the button"
    page.set_viewport_size({"width": 1366, "height": 768})
    at_rest(page)
    keep.click()
    given, record = page.get_by_label("Gegeven op"), page.get_by_role("button", name="Toestemming vastleggen")
    expect(given).to_be_focused()
    expect(given).to_be_in_viewport(ratio=1)
    expect(record).to_be_in_viewport(ratio=1)
    place = page.get_by_label("Waar het formulier ligt")
    expect(place).to_have_accessible_description("Bijvoorbeeld: map 3, nummer 12. Geen namen.")
    at_rest(page)
    feet = [one.evaluate("(e) => e.getBoundingClientRect().bottom")
            for one in (given, page.get_by_label("Loopt af op"), place, record)]
    assert max(feet) - min(feet) < 1.5, feet
    given.fill("2021-01-02")
    record.click()
    summary.wait_for(state="detached")
    told = page.get_by_role("status").filter(has_text="De toestemming van Moeder Es is vastgelegd.")
    expect(told).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Bewaar 1 bestand")).to_be_focused()
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()
    page.get_by_text("als de namen zijn vervangen").wait_for()


def test_a_recording_is_written_out_at_once(browser_page: Page, ready: None, site: Site, tmp_path: Path) -> None:
    """Chosen on its card, with the consent it needs recorded there, it is stored and waits on the page Transcribe."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        evaluator, mother = site.small.viewers["evaluator"], site.small.persons["Es moeder"]
        consent.withdraw(db, evaluator, mother, "transcribe", "2020-06-01")
    page = opened(browser_page)
    path = tmp_path / "Es_moeder_2021-03-09.wav"
    path.write_bytes(tone(7))
    page.set_input_files("#rd-files", str(path))
    card = page.get_by_role("article", name=path.name)
    card.get_by_label("Meteen uitschrijven").select_option(label="Nederlands")
    card.get_by_text("Moeder Es heeft geen toestemming gegeven voor: uitschrijven").click()
    card.get_by_label("Gegeven op").fill("2021-01-02")
    card.get_by_role("button", name="Toestemming vastleggen").click()
    expect(card.get_by_label("Meteen uitschrijven")).to_have_value("nl")
    # No worker starts while this process holds its lock.
    with only_one(site.small.home):
        page.get_by_role("button", name="Bewaar 1 bestand").click()
        page.get_by_role("link", name="Wordt uitgeschreven: kijk hoe ver het is").click()
        expect(page.get_by_text("Wacht op zijn beurt")).to_be_visible()
        page.get_by_role("button", name="Stoppen").click()
        expect(page.get_by_text("Wacht op zijn beurt")).to_be_hidden()


def test_a_partner_has_a_voice_of_her_own(browser_page: Page, ready: None, site: Site, tmp_path: Path) -> None:
    """A conversation with a school is recognised by its name; who speaks can be a professional of the pilot."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        people.add_person(db, site.small.viewers["admin"], kind="professional", role="leerkracht", pseudonym="Juf Els")
    page = opened(browser_page)
    path = tmp_path / "Es_school_2021-03-04.txt"
    path.write_text(unique("I: Hoe gaat het?\n\nJuf: Beter dan vorig jaar.\n\nI: En thuis?\n\nJuf: Rustiger.\n"))
    page.set_input_files("#rd-files", str(path))
    expect(page.get_by_label("Wie vertelt").locator("option:checked")).to_have_text("Samenwerkingspartner")
    title = page.get_by_label("Titel", exact=True)
    expect(title).to_have_value("Gesprek met samenwerkingspartner")
    for voice, told in (("family", "Gesprek met het gezin"), ("coach", "Gesprek met coach"),
                        ("partner", "Gesprek met samenwerkingspartner")):
        page.get_by_label("Wie vertelt").select_option(voice)
        expect(title).to_have_value(told)
    page.get_by_label("Wie is Juf?").select_option(label="Juf Els (leerkracht)")
    page.get_by_label("Namen zijn al vervangen").check()
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()
    assert rows(site, "SELECT d.voice, p.pseudonym FROM document d JOIN document_person USING (document_id)"
                      " JOIN person p USING (person_id) ORDER BY document_id DESC LIMIT 1") == [("partner", "Juf Els")]


def test_early_dates_are_asked_about(browser_page: Page, ready: None, site: Site, tmp_path: Path) -> None:
    """A file of 1921 and a consent of before the pilot: each is taken once somebody says that the date is right."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        db.conn.execute("DELETE FROM consent WHERE use = 'analyse' AND person_id ="
                        " (SELECT person_id FROM person WHERE guid = ?)", (site.small.persons["Berk moeder"],))
        db.conn.commit()
    page = opened(browser_page)
    path = tmp_path / "Berk_moeder_1921-03-04.txt"
    path.write_text(unique(INTERVIEW))
    page.set_input_files("#rd-files", str(path))
    page.locator("summary", has_text="heeft geen toestemming gegeven").click()
    page.get_by_label("Gegeven op").fill("2019-10-01")
    page.get_by_role("button", name="Toestemming vastleggen").click()
    block = page.locator(".rd-consent")
    expect(block).to_contain_text("1 oktober 2019 is vóór het begin van de pilot")
    block.get_by_role("button", name="Ja, dat klopt").click()
    expect(block).to_have_count(0)
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    card = page.get_by_role("article", name=path.name)
    expect(card).to_contain_text("4 maart 1921 is vóór het begin van de pilot")
    expect(page.get_by_label("Verteld op")).to_be_focused()
    assert axe(page) == []
    card.get_by_role("button", name="Ja, dat klopt").click()
    expect(card).not_to_contain_text("is vóór het begin")
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()
    assert rows(site, "SELECT count(*) FROM document WHERE told_on = '1921-03-04'") == [(1,)]


def test_on_a_phone_in_the_dark_with_the_keyboard(
    new_context: Callable[..., BrowserContext], site: Site, tmp_path: Path
) -> None:
    """At 390 px nothing sticks out sideways, dark has contrast, and the file field is reached with Tab."""
    page = new_context(base_url=site.url, viewport={"width": 390, "height": 844}, color_scheme="dark").new_page()
    sign_in(page, "evaluator2", "/add")
    page.wait_for_selector(".rd-drop")
    page.locator("#rd-files").focus()
    expect(page.locator(".rd-drop")).to_have_css("outline-style", "solid")
    path = tmp_path / "Berk_moeder_2021-03-04.txt"
    path.write_text(unique(INTERVIEW))
    page.set_input_files("#rd-files", str(path))
    page.get_by_label("Titel").wait_for()
    calendars = page.get_by_role("button", name="Kies in een kalender")
    expect(calendars.nth(0)).to_have_accessible_description("Verteld op")
    expect(calendars.nth(1)).to_have_accessible_description("Wat is verteld begon op")
    assert not sticks_out(page)
    assert axe(page) == []
    other = tmp_path / "Es_moeder_2021-03-05.txt"
    other.write_text(unique(INTERVIEW))
    page.set_input_files("#rd-files", str(other))
    card = page.get_by_role("article", name=other.name)
    card.get_by_label("Gezin", exact=True).select_option(label="Berk")
    expect(card.get_by_label("Wie is Moeder?").locator("option:checked")).to_have_text("Moeder Berk (moeder)")
    told = card.get_by_text("Door het andere gezin is hier iemand anders ingevuld: Moeder. Kijk het na.")
    expect(told).to_be_visible()
    card.get_by_label("Wie is Moeder?").select_option(label="De interviewer of iemand anders")
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Weghalen: Berk_moeder_2021-03-04.txt").press("Enter")
    expect(card).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Berk_moeder_2021-03-04.txt is weggehaald.")).to_be_visible()
    page.get_by_role("button", name=f"Weghalen: {other.name}").press("Enter")
    page.get_by_role("article").wait_for(state="detached")
    expect(page.locator("#rd-files")).to_be_focused()


def test_a_guess_outlives_the_tab(adding: Page, tmp_path: Path) -> None:
    """What the name of a file said of it is kept with it, untouched as it is: the name itself goes with the tab."""
    path = tmp_path / "Es moeder 2021-09-10.wav"
    path.write_bytes(tone(7))
    adding.set_input_files("#rd-files", str(path))
    expect(adding.get_by_text("Wat je hebt ingevuld, is bewaard.")).to_be_visible()
    adding.close()
    other = adding.context.new_page()
    other.goto(adding.url)
    card = other.get_by_role("article", name="Opname van 00:00:07")
    expect(card.get_by_label("Gezin", exact=True).locator("option:checked")).to_have_text("Es")
    expect(card.get_by_label("Wie vertelt").locator("option:checked")).to_have_text("Gezin")
    expect(card.get_by_label("Verteld op")).to_have_value("10-09-2021")
    expect(card).not_to_contain_text(path.name)


def test_a_preview_is_mended(adding: Page, site: Site, tmp_path: Path) -> None:
    """By keyboard: who speaks, a turn that is two, two that are one, a line left out, and a new person of the family;
    it stands in the text as it was set right, after a reload as well."""
    page = adding
    path = tmp_path / "Berk_moeder_2021-03-04.txt"
    path.write_text("Achterin de kantine\n\n" + unique(INTERVIEW).replace("belde zelf.", "belde zelf. En opa?"))
    page.set_input_files("#rd-files", str(path))
    page.locator("summary", has_text="Alle beurten").press("Enter")
    shown = page.locator(".rd-row")
    expect(shown).to_have_count(6)
    shown.nth(0).get_by_role("button", name="Weglaten").press("Enter")
    expect(shown.nth(0)).to_contain_text("weggelaten")
    expect(page.locator(":focus")).to_have_text("Terugzetten")
    shown.nth(2).get_by_role("button", name="Splitsen").press("Enter")
    page.get_by_role("button", name="Een nieuwe beurt begint bij: En opa?").press("Enter")
    expect(shown).to_have_count(7)
    page.get_by_label("Wie spreekt in beurt 4?").select_option(label="Iemand anders")
    who = page.get_by_label("Wie is Spreker 3?")
    who.select_option(label="Iemand van het gezin die hier nog niet staat...")
    page.get_by_label("Wie het is").select_option(label="ander familielid")
    page.get_by_label("Rol, zoals moeder of oom").fill("grootvader")
    page.get_by_label("Schuilnaam, geen echte naam").fill("Opa Berk")
    page.get_by_role("button", name="Voeg toe aan het gezin").press("Enter")
    expect(who.locator("option:checked")).to_have_text("Opa Berk (grootvader)")
    expect(who).to_be_focused()
    assert axe(page) == []
    expect(page.get_by_text("Wat je hebt ingevuld, is bewaard.")).to_be_visible()
    other = page.context.new_page()  # its own sessionStorage, as after closing the tab
    other.goto(page.url)
    other.locator("summary", has_text="Alle beurten").press("Enter")
    expect(other.locator(".rd-row")).to_have_count(7)
    expect(other.get_by_label("Wie is Spreker 3?").locator("option:checked")).to_have_text("Opa Berk (grootvader)")
    other.get_by_role("textbox", name="Titel").fill("Over de school")
    expect(other.get_by_text("Wat je hebt ingevuld, is bewaard.")).to_be_visible()
    other.close()
    page.get_by_role("textbox", name="Titel").fill("Over het huis")
    expect(page.get_by_text("Dit bestand is in een ander tabblad")).to_be_visible()
    page.reload()
    fold = page.locator("summary", has_text="Alle beurten")
    fold.press("Enter")
    expect(shown).to_have_count(7)
    expect(fold).to_be_focused()  # though the card was drawn anew once its turns were there
    expect(page.get_by_role("textbox", name="Titel")).to_have_value("Over de school")
    shown.nth(6).get_by_role("button", name="Bij de vorige voegen").press("Enter")
    expect(shown).to_have_count(6)
    page.set_viewport_size({"width": 390, "height": 844})
    assert sticks_out(page) == 0
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        opa = db.conn.execute("SELECT guid FROM person WHERE pseudonym = 'Opa Berk'").fetchone()[0]
        consent.give(db, site.small.viewers["evaluator"], opa, ["analyse"], "2021-01-02")
    page.get_by_label("Namen zijn al vervangen").check()
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    page.get_by_role("heading", name="1 bestand is bewaard").wait_for()
    said = rows(site, "SELECT t.speaker, substr(v.text, t.start_char + 1, t.end_char - t.start_char) FROM turn t"
                      " JOIN document_version v USING (version_id) WHERE version_id ="
                      " (SELECT max(version_id) FROM document_version) ORDER BY t.seq")
    assert [speaker for speaker, _ in said] == ["I", "Moeder", "Grootvader", "I", "Moeder"]
    assert said[1][1] == "Zij belde zelf."
    assert said[2][1].startswith("En opa? Ze wist")
    assert "Dit is proef nummer" in said[4][1]


def test_one_setting_for_many_files(adding: Page, tmp_path: Path) -> None:
    """What is said once is filled in for every file; two of them that are one conversation become one text."""
    page = adding
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(unique(INTERVIEW))
    page.set_input_files("#rd-files", [str(path) for path in paths])
    expect(page.get_by_role("button", name="Bewaar 3 bestanden")).to_be_visible()
    page.locator("summary", has_text="Eén instelling voor alle bestanden").press("Enter")
    everywhere = page.locator(".rd-together").first
    everywhere.get_by_label("Gezin", exact=True).select_option(label="Es")
    everywhere.get_by_label("Verteld op").fill("4 maart 2021")
    everywhere.get_by_label("Verteld op").press("Tab")
    everywhere.get_by_label("Namen zijn al vervangen").select_option(label="ja")
    everywhere.get_by_label("Wie vertelt").select_option("coach")
    cards = page.get_by_role("article")
    expect(cards).to_have_count(3)
    for card in (cards.nth(n) for n in range(3)):
        expect(card.get_by_label("Gezin", exact=True).locator("option:checked")).to_have_text("Es")
        expect(card.get_by_label("Verteld op")).to_have_value("04-03-2021")
        expect(card.get_by_label("Namen zijn al vervangen")).to_be_checked()
        expect(card.get_by_label("Titel", exact=True)).to_have_value("Gesprek met coach")
    page.set_input_files("#rd-files", str(paths[2]))
    twice = page.get_by_role("status").filter(has_text="2.txt is twee keer gekozen. Het staat hier één keer")
    expect(twice).to_be_visible()
    expect(cards).to_have_count(3)
    page.locator("summary", has_text="Twee bestanden zijn één gesprek").press("Enter")
    page.get_by_label("Het eerste deel").select_option(label="2.txt")
    make = page.get_by_role("button", name="Maak er één tekst van")
    page.get_by_label("Wat erna komt").select_option(label="2.txt")
    expect(make).to_be_disabled()
    page.get_by_label("Wat erna komt").select_option(label="0.txt")
    make.press("Enter")
    expect(page.get_by_text("2.txt en 0.txt zijn nu één tekst")).to_be_visible()
    expect(cards).to_have_count(2)
    joined = page.get_by_role("article", name="2.txt")
    expect(joined).to_be_focused()
    expect(joined).to_contain_text("9 beurten")  # the last and the first are of one speaker
    expect(joined.get_by_label("Verteld op")).to_have_value("04-03-2021")
    names = tmp_path / "lijst.csv"
    names.write_text("bestand;gezin\n1.txt;Berk\nweg.txt;Es\nin het lezen.txt;Es\n")
    behind = tmp_path / "na de lijst.txt"
    behind.write_text(unique(INTERVIEW))
    reading = tmp_path / "in het lezen.txt"
    reading.write_text(unique(INTERVIEW))
    held: list[Any] = []
    page.route("**/api/intake/preview", lambda route: route.continue_() if held else held.append(route))
    page.set_input_files("#rd-files", str(reading))
    eventually(lambda: held, page)
    page.set_input_files("#rd-files", [str(names), str(behind)])
    expect(page.get_by_role("article", name=behind.name)).to_be_visible()  # what is chosen behind a list comes in too
    held[0].continue_()
    expect(page.get_by_text("weg.txt", exact=False)).to_be_visible()
    while_read = page.get_by_role("article", name=reading.name).get_by_label("Gezin", exact=True)
    expect(while_read.locator("option:checked")).to_have_text("Es")  # and a list that comes while a file is read


def test_many_files_come_in_pages(browser_page: Page, ready: None, site: Site) -> None:
    """Fifty are shown; one setting, the count and storing are of all, and what is to be mended is found on its page."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        for _ in range(52):
            data = unique(INTERVIEW).encode()
            begun = uploads.start(site.small.pilot, db, site.small.viewers["evaluator"], "txt", len(data))
            send(site.small, db, begun.guid, 0, data)
        before = db["document"].count
    page = opened(browser_page)
    cards, pages = page.get_by_role("article"), page.get_by_role("navigation", name="Bladzijden").first
    page.get_by_role("button", name="Bewaar 52 bestanden").wait_for()
    expect(pages).to_contain_text("1 tot en met 50 van 52")
    expect(cards).to_have_count(50)
    page.locator("summary", has_text="Eén instelling voor alle bestanden").press("Enter")
    everywhere = page.locator(".rd-together")
    everywhere.get_by_label("Gezin", exact=True).select_option(label="Es")
    everywhere.get_by_label("Wie vertelt").select_option(label="Gezin")
    everywhere.get_by_label("Verteld op").fill("4 maart 2021")
    everywhere.get_by_label("Verteld op").press("Tab")
    pages.get_by_role("button", name="Volgende bladzijde").press("Enter")
    expect(pages).to_contain_text("51 tot en met 52 van 52")
    expect(cards).to_have_count(2)
    expect(cards.first).to_be_focused()
    date = cards.last.get_by_label("Verteld op")
    expect(date).to_have_value("04-03-2021")
    date.fill("")
    date.press("Tab")
    pages.get_by_role("button", name="Vorige bladzijde").click()
    expect(cards).to_have_count(50)
    store = page.get_by_role("button", name="Bewaar 52 bestanden")
    store.click()
    expect(date).to_be_focused()
    expect(cards).to_have_count(2)
    pages.get_by_role("button", name="Vorige bladzijde").click()
    pages.get_by_role("button", name="Op een andere bladzijde").click()
    date.fill("5 maart 2021")
    date.press("Tab")
    store.click()
    page.get_by_role("heading", name="52 bestanden zijn bewaard").wait_for()
    expect(pages).to_be_hidden()
    expect(cards).to_have_count(0)
    assert rows(site, "SELECT count(*) FROM document")[0][0] == before + 52
