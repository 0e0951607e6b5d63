"""The page Transcribe: recordings that wait, what runs, what ended and where to listen."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from jobs import lease, queue, worker
from pilot import words
from pilot.families import consent
from pilot.store.files import write
from pilot.visit import Visit
from tests import recordings
from transcribe import doubts, handlers, job, models
from transcribe.checks import Listen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.builder import SmallPilot


@pytest.fixture
def open_page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Opens the page as one of the small pilot's accounts, in Dutch; no worker is started."""

    def opened(name: str = "evaluator") -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use("nl")
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr("views.work.page.here", here)
        monkeypatch.setattr(worker, "ensure_running", lambda home: False)
        return AppTest.from_string("from views.work import page\npage.page()", default_timeout=240).run()

    return opened


def html(page: AppTest) -> str:
    """All of our own html on the page."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def only_job(small: SmallPilot) -> Any:
    """The one job there is."""
    with closing(small.open()) as db:
        (found,) = queue.jobs(db, small.viewers["evaluator"])
    return found


def test_an_empty_page_invites(open_page: Callable[..., AppTest]) -> None:
    """Without recordings the page says what will be here and leads to adding one."""
    page = open_page()
    assert "Er wacht geen opname" in html(page)
    assert 'href="/add"' in html(page)


@pytest.mark.slow
def test_asking_and_stopping_on_the_page(
    open_page: Callable[..., AppTest], small: SmallPilot, tiny_model: Path, jfk: Path
) -> None:
    """An English-only model is not offered for Dutch; for English it is, shows as waiting, and can be stopped."""
    recordings.lend_model(small, tiny_model)
    guid = recordings.store(small, jfk)
    page = open_page()
    assert page.selectbox[1].options == ["base"]
    page.selectbox[0].select("en").run()
    page.selectbox[1].select_index(page.selectbox[1].options.index("tiny.en")).run()
    page.button(f"ask-{guid}").click().run()
    made = only_job(small)
    assert made.input == {"recording": guid, "model": "tiny.en", "language": "en"}
    assert "Wacht op zijn beurt" in str(page.get("progress")[0].proto)
    assert "Berk · moeder" in html(page)
    page.button(f"stop-{made.guid}").click().run()
    assert only_job(small).state == "cancelled"


@pytest.mark.slow
def test_one_click_without_choosing_anything(open_page: Callable[..., AppTest], small: SmallPilot, dutch: Path) -> None:
    """Dutch and the program's own model stand there already, with what to expect of it; larger ones are offered."""
    guid = recordings.store(small, dutch)
    page = open_page()
    said = " ".join(caption.value for caption in page.caption)
    assert "één op de zes tot acht woorden verkeerd" in said
    assert "Een uur opname duurt hier ongeveer" in said
    assert "Turks" in page.selectbox[0].options
    offered = " ".join(text.value for text in page.text)
    assert all(f"{name} · {models.SIZES_MB[name]} MB · een uur opname duurt hier" in offered for name in models.LARGER)
    page.button(f"ask-{guid}").click().run()
    assert only_job(small).input == {"recording": guid, "model": "base", "language": "nl"}


@pytest.mark.slow
def test_a_larger_model_is_asked_for(open_page: Callable[..., AppTest], small: SmallPilot) -> None:
    """Its button asks for it to be fetched."""
    open_page().button("fetch-small").click().run()
    assert (only_job(small).kind, only_job(small).input) == (handlers.FETCH, {"model": "small"})


def test_a_missing_consent_is_said(open_page: Callable[..., AppTest], small: SmallPilot, jfk: Path) -> None:
    """A recording that may not be transcribed says why, and its button is off."""
    guid = recordings.store(small, jfk)
    with closing(small.open()) as db:
        consent.withdraw(db, small.viewers["evaluator"], small.persons["Berk moeder"], "transcribe")
    page = open_page()
    assert page.button(f"ask-{guid}").disabled
    assert any("Moeder Berk" in said.value for said in page.text)


@pytest.mark.slow
def test_what_is_done_opens_and_says_where_to_listen(
    open_page: Callable[..., AppTest], small: SmallPilot, jfk: Path
) -> None:
    """A finished job leads to its text only for who may read it; the list of places leads into it."""
    recordings.store(small, jfk)
    with closing(small.open()) as db:
        document = small.interview(db, kind="raw")
        with write(db):
            guid = queue.enqueue(db, small.viewers["evaluator"], handlers.TRANSCRIBE, {"recording": "x"}, "x")
        claimed = lease.claim(db, [handlers.TRANSCRIBE])
        assert claimed is not None
        with lease.holding(db, guid, claimed.token):
            doubts.keep(db, document, [Listen(9500, 9900, "unsure")])
            lease.note(db, guid, {"document": document})
            lease.finish(db, guid)
    closed = open_page()
    assert document not in html(closed)
    assert any("echte namen" in caption.value for caption in closed.caption)
    assert "0:09 <span>de woorden zijn onzeker" in html(closed)
    with closing(small.open()) as db:
        small.prepares(db)
        third = db.conn.execute("SELECT start_char FROM turn WHERE seq = 2").fetchone()[0]
    page = open_page()
    assert f'href="/desk?document={document}"' in html(page)
    assert f'href="/desk?document={document}&amp;at={third}"' in html(page)


def test_a_failure_is_a_sentence(open_page: Callable[..., AppTest], small: SmallPilot) -> None:
    """What failed says so in Dutch, until it is asked for again."""
    with closing(small.open()) as db:
        with write(db):
            guid = queue.enqueue(db, small.viewers["evaluator"], handlers.FETCH, {"model": "tiny"}, "tiny")
        claimed = lease.claim(db, [handlers.FETCH])
        assert claimed is not None
        from pilot.errors import BadInput

        lease.fail(db, guid, claimed.token, BadInput(job.NOBODY))
    page = open_page()
    assert "Model tiny ophalen" in html(page)
    assert any("niemand te horen" in element.value for element in page.text)
    with closing(small.open()) as db, write(db):
        queue.enqueue(db, small.viewers["evaluator"], handlers.FETCH, {"model": "tiny"}, "tiny")
    page = open_page()
    assert html(page).count("Model tiny ophalen") == 1
    assert not any("niemand te horen" in element.value for element in page.text)


@pytest.mark.slow
def test_what_waits_says_when_and_can_be_put_first(
    open_page: Callable[..., AppTest], small: SmallPilot, tiny_model: Path, jfk: Path, dutch: Path
) -> None:
    """The second in the queue says when it begins, after the first; it can go before it, wait, and go on."""
    model = recordings.lend_model(small, tiny_model)
    with closing(small.open()) as db:
        first, second = (job.request_transcription(db, small.viewers["evaluator"], recordings.store(small, path), model,
                                                   "en") for path in (jfk, dutch))
    page = open_page()
    said = [str(bar.proto) for bar in page.get("progress")]
    assert all("begint rond" in one for one in said)
    assert f"first-{first}" not in {button.key for button in page.button}
    page.button(f"first-{second}").click().run()
    with closing(small.open()) as db:
        assert [one.guid for one in queue.jobs(db, small.viewers["evaluator"])] == [second, first]
    page.button(f"pause-{second}").click().run()
    assert "Gepauzeerd" in str(page.get("progress")[0].proto)
    page.button(f"resume-{second}").click().run()
    assert not any("Gepauzeerd" in str(bar.proto) for bar in page.get("progress"))
