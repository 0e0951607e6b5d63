"""The recording in step with the text."""

from __future__ import annotations

import base64
import json
import re
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect

from jobs.worker import Worker
from pilot.clock import now
from pilot.families import consent
from pilot.store import large_files
from pilot.store.files import new_guid, write
from tests.browser.conftest import axe, sign_in
from tests.browser.desk_page import Desk, add_document, open_desk
from tests.media import encoded, ordinary, saved, tones
from tests.waiting import comes_to, eventually
from texts.intake import pieces
from texts.intake.checks import Item
from transcribe import adding, doubts, handlers
from transcribe.checks import Listen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Route

    from tests.browser.conftest import Site



@pytest.fixture
def desk(site: Site, new_context: Callable[..., BrowserContext], jfk: Path) -> Iterator[Desk]:
    """The desk on an interview with eleven seconds of speech, opened by an evaluator who prepares texts."""
    with opened(site, new_context, jfk) as one:
        yield one


@pytest.fixture
def raw_desk(site: Site, new_context: Callable[..., BrowserContext], jfk: Path) -> Iterator[Desk]:
    """The same with a text that nobody has declared free of names."""
    with opened(site, new_context, jfk, "raw") as one:
        yield one


@contextmanager
def opened(
    site: Site, new_context: Callable[..., BrowserContext], jfk: Path, kind: str = "deidentified"
) -> Iterator[Desk]:
    """A desk on a text of that kind."""
    guid, text = add_document(site, kind=kind)
    recording, sound = new_guid(), jfk.read_bytes()
    (site.small.pilot.recordings / f"{recording}.ogg").write_bytes(sound)
    with closing(site.small.open()) as db:
        with write(db):
            cursor = db.conn.execute(
                "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms,"
                " recorded_on, created_at) SELECT ?, family_id, 'family', 'ogg', 'audio/ogg', ?, ?, 11000,"
                " '2021-03-04', ? FROM document WHERE guid = ?",
                (recording, len(sound), recording.replace("-", "") * 2, now(), guid))
            db.conn.execute("UPDATE document SET recording_id = ? WHERE guid = ?", (cursor.lastrowid, guid))
        site.small.prepares(db)
    desk = open_desk(new_context(base_url=site.url), site, guid, text)
    # Ten times as slow: a busy machine then still looks while the same words are spoken.
    desk.page.locator(".dk-audio audio").evaluate("one => { one.playbackRate = 0.1; }")
    yield desk
    with closing(site.small.open()) as db:
        site.small.prepares(db, allowed=False)


def at_s(desk: Desk) -> float:
    """Where the recording is, in seconds."""
    return float(desk.page.evaluate("document.querySelector('.dk-audio audio').currentTime"))


def playing(desk: Desk) -> bool:
    """Whether it sounds."""
    return bool(desk.page.evaluate("!document.querySelector('.dk-audio audio').paused"))


def test_a_turns_time_plays_it_and_lights_it(desk: Desk) -> None:
    """A click on a time plays from there; the spoken turn is lit and the next one after it. P plays and pauses,
    B goes three seconds back, A plays from the turn one is at. Selecting and coding neither stop the recording nor move
    the text."""
    desk.page.locator('[data-turn="1"] .dk-time').click()
    expect(desk.page.locator('[data-turn="1"]')).to_have_class(re.compile("dk-spoken"))
    eventually(lambda: at_s(desk) > 2.02 and playing(desk))
    desk.page.locator('[data-turn="4"] .dk-time').click()
    expect(desk.page.locator(".dk-spoken")).to_have_attribute("data-turn", "4")
    eventually(lambda: 8 <= at_s(desk) < 10)
    assert not axe(desk.page)
    keys = desk.page.keyboard
    desk.page.locator('[data-turn="3"]').focus()
    keys.press("a")
    eventually(lambda: 6.02 < at_s(desk) < 8)
    keys.press("p")
    eventually(lambda: not playing(desk))
    before = at_s(desk)
    keys.press("b")
    eventually(lambda: abs(at_s(desk) - (before - 3)) < 0.05)
    expect(desk.page.locator(".dk-spoken")).to_have_attribute("data-turn", "1")
    keys.press("p")
    eventually(lambda: playing(desk))
    desk.select(0, 0, 3)
    desk.page.keyboard.press("1")
    desk.saved(1)
    assert playing(desk)
    desk.page.get_by_label("Snelheid").select_option("1.5")
    comes_to(lambda: desk.page.evaluate("document.querySelector('.dk-audio audio').playbackRate"), 1.5)


def test_a_click_on_words_goes_to_them(desk: Desk) -> None:
    """The recording goes to the time of the words that are clicked, not of their turn; A plays from selected words."""
    site = desk.site
    with closing(site.small.open()) as db, write(db):
        version, start = db.conn.execute(
            "SELECT version_id, start_char FROM turn WHERE seq = 1 ORDER BY version_id DESC").fetchone()
        turn = desk.page.locator('[data-turn="1"] [data-text]')
        db.conn.execute("INSERT INTO timing VALUES (?, ?, ?, 2600, 2900, 'word')", (version, start, start + 3))
        db.conn.execute("INSERT INTO timing VALUES (?, ?, ?, 3100, 3400, 'word')", (version, start + 4, start + 9))
    with desk.page.expect_response("**/times?version=*"):
        desk.reload()
    turn.click(position={"x": 1, "y": 6})
    eventually(lambda: abs(at_s(desk) - 2.6) < 0.05)
    desk.select(1, 4, 9)
    desk.page.keyboard.press("a")
    eventually(lambda: playing(desk) and 3.09 < at_s(desk) < 3.3)
    desk.page.keyboard.press("p")
    eventually(lambda: not playing(desk))
    before = at_s(desk)
    turn.click(position={"x": 1, "y": 6})
    desk.picks("")
    assert at_s(desk) == before, "this click took the selection away"
    turn.click(position={"x": 1, "y": 6})
    eventually(lambda: abs(at_s(desk) - 2.6) < 0.05)


def test_a_stretch_written_out_again(raw_desk: Desk) -> None:
    """O asks for the words that are selected, once more for it to be done; Y takes what is offered, in a new version;
    T underlines what the model was not sure of."""
    desk, page, keys = raw_desk, raw_desk.page, raw_desk.page.keyboard
    asked: list[Any] = []

    def answer(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        asked.append(route.request.post_data_json)
        route.fulfill(json={"job": "x"})

    page.route("**/again", answer)
    with closing(desk.site.small.open()) as db, write(db):
        version, start, text = db.conn.execute(
            "SELECT version_id, start_char, text FROM turn JOIN document_version USING (version_id) JOIN document"
            " USING (document_id) WHERE seq = 1 AND document.guid = ?", (desk.guid,)).fetchone()
        end = text.index(" ", start)
        db.conn.execute("INSERT INTO timing VALUES (?, ?, ?, 2600, 2900, 'word')", (version, start, end))
        db.conn.execute("INSERT INTO timing VALUES (?, ?, ?, 3100, 3400, 'word')", (version, end + 1, end + 3))
    row = page.get_by_role("group", name="Opnieuw uitschrijven")
    with page.expect_response("**/again"):
        desk.reload()
    desk.select(1, 0, end - start)
    keys.press("o")
    expect(row).to_contain_text("00:00:02")
    row.get_by_label("Model").select_option("base")
    row.get_by_role("button", name="Opnieuw uitschrijven").press("Enter")
    eventually(lambda: bool(asked), page)
    assert asked[0] == {"start_ms": 2600, "end_ms": 3100, "doubt": "", "model": "base", "language": "nl"}
    with closing(desk.site.small.open()) as db, write(db):
        db.conn.execute(
            "INSERT INTO said_again(guid, document_id, start_ms, end_ms, engine, language, words, created_by,"
            " created_at) SELECT ?, document_id, 2600, 3100, 'faster-whisper base', 'nl', ?, created_by, created_at"
            " FROM document WHERE guid = ?", (new_guid(), json.dumps([[" Allereerst", 2600, 3000, 0.3]]), desk.guid))
    desk.reload()
    expect(row.locator("del")).to_have_text(text[start:end])
    expect(row.locator("ins")).to_have_text("Allereerst")
    assert not axe(page)
    keys.press("y")
    expect(page.locator('[data-turn="1"] [data-text]')).to_contain_text("Allereerst")
    expect(row).to_be_hidden()
    keys.press("t")
    eventually(lambda: page.evaluate("CSS.highlights.get('dk-unsure')?.size") == 1)
    keys.press("t")
    eventually(lambda: page.evaluate("CSS.highlights.get('dk-unsure')?.size") == 0)


def test_sound_that_goes_out_of_reach(desk: Desk) -> None:
    """Consent to recording is withdrawn while it plays: it stops and goes, with a sentence; the text stays.

    For an evaluator who prepares no texts the desk has no player, and times are only shown."""
    desk.page.locator(".dk-play").click()
    eventually(lambda: playing(desk))
    small = desk.site.small
    with closing(small.open()) as db:
        consent.withdraw(db, small.viewers["admin"], small.persons["Berk moeder"], "record")
    expect(desk.page.locator(".dk-audio")).to_have_count(0)
    expect(desk.page.get_by_text("De opname is nu buiten bereik")).to_be_visible()
    expect(desk.turn(1)).to_be_visible()
    with closing(small.open()) as db:
        with write(db):
            db.conn.execute("UPDATE consent SET withdrawn_on = NULL WHERE use = 'record'")
        small.prepares(db, allowed=False)
    desk.reload()
    expect(desk.page.locator(".dk-audio")).to_have_count(0)
    expect(desk.page.locator("button.dk-time")).to_have_count(0)
    expect(desk.page.locator('[data-turn="1"] .dk-time')).to_have_text("00:00:02")


def test_from_one_doubtful_place_to_the_next(desk: Desk) -> None:
    """J plays the next place that may be wrong, from a second before it to its end; H settles it for everybody."""
    site = desk.site
    with closing(site.small.open()) as db, write(db):
        doubts.keep(db, desk.guid, [Listen(9000, 9300, "unsure"), Listen(2500, 2600, "voice without text")])
    desk.reload()
    row = desk.page.locator(".dk-doubts")
    expect(row).to_contain_text("Luister hier: 2 plekken die misschien niet kloppen")
    desk.page.keyboard.press("j")
    expect(row).to_contain_text("1 van 2 · 00:00:02 · er spreekt iemand, en er staat geen tekst")
    eventually(lambda: 1.4 < at_s(desk) < 2.5)
    desk.page.locator(".dk-audio audio").evaluate("one => { one.playbackRate = 1; }")
    eventually(lambda: not playing(desk))
    assert 2.9 < at_s(desk) < 9
    desk.page.keyboard.press("h")
    expect(row).to_contain_text("Jij hebt dit beluisterd")
    desk.page.keyboard.press("j")
    expect(row).to_contain_text("2 van 2 · 00:00:09")
    row.get_by_role("button", name="Beluisterd").click()
    expect(row).to_contain_text("Jij hebt dit beluisterd")
    assert not axe(desk.page)
    desk.reload()
    expect(row).to_be_hidden()
    desk.page.keyboard.press("j")
    expect(row).to_contain_text("heeft dit beluisterd")


def free_mp3() -> bytes:
    """A quarter silence, then noise: the first frames are small, and a player takes all of them to be."""
    sound = tones(8.0)
    sound[len(sound) // 4:] = np.random.default_rng(7).normal(0, 0.3, len(sound) - len(sound) // 4)
    return encoded("libmp3lame", "mp3", sound, options={"write_xing": "0"},
                   codec_options={"b": "0", "global_quality": "472", "flags": "+qscale"})


def test_recordings_that_a_player_misjudges(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """An mp3 of free bit rate without a header, and two recordings in one file: the player says eight seconds."""
    small = site.small
    made = {"mp3": free_mp3(), "ogg": ordinary(".ogg") * 2}
    with closing(small.open()) as db:
        viewer = small.prepares(db)
        uploads = [pieces.take_file(small.pilot, db, viewer, saved(site.home / f"a.{kind}", data)).guid
                   for kind, data in made.items()]
        adding.store(small.home, small.pilot, db, viewer, [
            Item(guid, small.families["Berk"], "family", "2021-03-04", persons=(small.persons["Berk moeder"],))
            for guid in uploads])
    Worker(small.home, handlers.HANDLERS, idle_s=0).run()  # or the worker of the server does it, where one is awake
    eventually(lambda: all(large_files.playable(small.pilot, guid).is_file() for guid in uploads))
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator")
    length = """source => new Promise((done) => {
      const sound = window.heard = new Audio(source);
      sound.onloadedmetadata = () => done(sound.duration);
      sound.onerror = () => done(-1);
    })"""
    for guid, (kind, data) in zip(uploads, made.items(), strict=True):
        alone = f"data:audio/{kind};base64,{base64.b64encode(data).decode()}"
        assert abs(page.evaluate(length, alone) - 8) > 1, "this is not one that a player misjudges"
        assert page.evaluate(length, f"/recordings/{guid}") == pytest.approx(8, abs=0.12)
