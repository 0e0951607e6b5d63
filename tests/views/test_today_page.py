"""Today: what each role finds, that it is all there is to do, and what an empty pilot says."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.marks import actions, codings
from pilot import words
from pilot.access import Role
from pilot.errors import NotAllowed
from pilot.families import consent, directory, people, support
from pilot.paging import Paged
from pilot.safety import retention
from pilot.store.files import new_guid, write
from pilot.visit import Visit
from stories.back import preparing
from stories.entry import drafts
from tests import released
from tests.release_example import content as example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = (Path(__file__).parents[2] / "codebook.yaml").read_text(encoding="utf-8")
DAY = "2021-05-20"


@pytest.fixture
def today(
    small: SmallPilot, monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[str], None]
) -> Callable[..., AppTest]:
    """Opens Today as one of the small pilot's accounts, on a day in May 2021, half an hour after midnight there."""
    clock_at("2021-05-19T22:30:00Z")

    def opened(name: str, language: str = "en") -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use(language)
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr("views.today.page.here", here)
        page = AppTest.from_string("from views.today import page\npage.page()", default_timeout=240).run()
        assert not page.exception
        return page

    return opened


def html(page: AppTest) -> str:
    """The links and cards on the page."""
    return " ".join(element.proto.body for element in page.get("html"))


def heads(page: AppTest) -> list[str]:
    """The headings of the lists."""
    return [str(head.value) for head in page.subheader]


def test_the_day_is_said_in_full(today: Callable[..., AppTest]) -> None:
    """The page says which day it is about, in the reader's language."""
    assert today("admin").caption[0].value == "Thursday 20 May 2021"
    assert today("admin", "nl").caption[0].value == "donderdag 20 mei 2021"


@pytest.mark.slow
def test_an_evaluator_finds_what_she_began_first(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """Texts begun come before new ones; a finished one is gone; without any left she is told so."""
    codebook.adopt(db, small.operator(db), OURS)
    new, begun, done = (small.interview(db, title=title) for title in ("Nieuw", "Begonnen", "Klaar"))
    viewer = small.viewers["evaluator"]
    op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 0, "end": 5}
    actions.apply_ops(db, viewer, begun, [op])
    codings.set_status(db, viewer, done, "done")
    page = today("evaluator")
    assert heads(page)[0] == "2 conversations and stories to code"
    shown = html(page)
    assert shown.index(begun) < shown.index(new)
    assert done not in shown
    assert "1 coding" in shown
    for guid in (new, begun):
        codings.set_status(db, viewer, guid, "done")
    assert heads(today("evaluator"))[0] == "Nothing left to code"
    assert "under an earlier codebook" not in html(today("evaluator"))
    codebook.adopt(db, small.operator(db), OURS.replace("Vast gezicht", "Eén vast gezicht"))
    assert "under an earlier codebook" not in html(today("evaluator"))
    codebook.adopt(db, small.operator(db), OURS.replace("key: klik", "key: nieuw"))
    page = today("evaluator")
    assert heads(page)[0] == "Nothing left to code"
    assert 'href="/documents?state=before"' in html(page)
    assert "3 done under an earlier codebook" in html(page)


def test_a_recording_without_a_text_waits_for_who_transcribes(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """An evaluator sees it with the way to transcribe it; a coach does not."""
    guid = new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
            " created_at) SELECT ?, family_id, 'family', 'mp3', 'audio/mpeg', 1, ?, 1000, '2021-03-04', '2021-03-04'"
            " FROM family WHERE pseudonym = 'Berk'", (guid, "a" * 64))
    assert f'href="/work?recording={guid}"' in html(today("evaluator"))
    assert "Recordings without a text" not in heads(today("coach"))


def test_a_coach_is_led_to_writing(today: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """Her drafts and her own silent families lead to the form; other coaches' families are not there."""
    draft = new_guid()
    drafts.save(db, small.viewers["coach"], draft, {"0" * 16: 1}, {})
    shown = html(today("coach"))
    assert f'href="/story?draft={draft}"' in shown
    assert f'href="/story?family={small.families["Berk"]}"' in shown
    assert small.families["Es"] not in shown
    assert f'href="/timeline?family={small.families["Es"]}"' in html(today("evaluator"))


def test_a_promise_to_a_family_waits_for_its_coach(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """What is late stands first and says so; another coach does not see it, and what was let go is gone."""
    coach, berk = small.viewers["coach"], small.families["Berk"]
    later, late = (preparing.begin(db, coach, berk, due) for due in ("2021-06-01", "2021-05-25"))
    with write(db):
        db.conn.execute("UPDATE giving_back SET due_on = '2021-05-03' WHERE guid = ?", (late,))
    page = today("coach")
    assert "2 promises to give words back" in heads(page)
    shown = html(page)
    assert shown.index(late) < shown.index("should have been on 3 May 2021") < shown.index(later)
    assert "promised for 1 Jun 2021" in shown
    assert late not in html(today("coach2"))
    preparing.drop(db, coach, late)
    assert late not in html(today("coach"))


def test_consents_that_end_are_told_from_those_that_ended(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """One that ends next month and one that is over read differently; one without an end is not there."""
    mother = small.persons["Berk moeder"]
    for use, ends_on in (("quote", "2021-06-20"), ("share", "2021-05-01")):
        consent.give(db, small.operator(db), mother, [use], "2020-02-01", ends_on)
    shown = html(today("admin"))
    assert "until 20 Jun 2021" in shown
    assert "ended on 1 May 2021" in shown
    assert shown.count("Moeder Berk") == 2


@pytest.mark.slow
def test_withdrawn_consent_waits_for_a_decision(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """Evaluator and administrator find who withdrew what and when, with the way to decide; a coach does not."""
    head = "Consent taken back, to decide about"
    small.interview(db)
    assert head not in heads(today("admin"))
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-05-18")
    for name in ("evaluator", "admin"):
        page = today(name)
        assert head in heads(page)
        assert "Moeder Berk · analysing what was said</a> <span>withdrawn on 18 May 2021" in html(page)
        assert f'href="/families?family={small.families["Berk"]}#consent"' in html(page)
    assert head not in heads(today("coach"))


def test_people_without_any_consent_are_told(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """Whose words are there without a record is listed; a coach sees that nothing may be told about her family."""
    small.interview(db)
    db.conn.execute("DELETE FROM consent")
    for name in ("evaluator", "admin"):
        page = today(name)
        assert "No consent recorded" in heads(page)
        assert "Moeder Berk</a> <span>1 conversation or story" in html(page)
    shown = html(today("coach"))
    assert "consent to analysing is missing" in shown
    assert f'href="/story?family={small.families["Berk"]}"' not in shown


def test_an_admin_finds_families_without_a_coach(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """A family is there from the day its coach has stopped, and only for who can link another one."""
    assert "Families without a coach" not in heads(today("admin"))
    support.end_coaching(db, small.viewers["admin"], small.persons["coach"], small.families["Berk"], "2021-05-19")
    page = today("admin")
    assert "Families without a coach" in heads(page)
    assert f'href="/families?family={small.families["Berk"]}"' in html(page)
    assert small.families["Es"] not in html(page)
    assert "Families without a coach" not in heads(today("evaluator"))
    with pytest.raises(NotAllowed):
        support.without_coach(db, small.viewers["evaluator"])


def test_a_steering_group_waits_for_a_release(today: Callable[..., AppTest]) -> None:
    """What will come here, one way on, and no family, person or title."""
    page = today("steering")
    assert "Nothing has been released yet" in html(page)
    assert heads(page) == []
    assert 'href="/guide"' in html(page)
    assert "Berk" not in html(page)


@pytest.mark.slow
def test_a_steering_group_reads_what_is_new(
    today: Callable[..., AppTest], small: SmallPilot, db: Database, clock_at: Callable[[str], None]
) -> None:
    """Which release, since when, a line for each thing that is new, and the releases before it."""
    clock_at("2021-03-01T10:00:00Z")
    first = released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"])
    clock_at("2021-05-19T22:30:00Z")
    released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"])
    page = today("steering")
    assert page.title[0].value == "New since 1 March 2021"
    assert "release 2 · 20 May 2021 · for the municipality" in html(page)
    assert 'href="/themes?theme=vast_gezicht"' in html(page)
    assert f'href="/themes?release={first}"' in html(page)
    words.use("en")
    says = released.without_quotes(example(in_words=False))
    released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"], replace(says, news=()))
    assert "This release changes nothing you read before" in html(today("steering"))


@pytest.mark.slow
def test_several_roles_find_all_of_theirs_once(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """Who evaluates and administers has both lists; a coach who steers has hers and the themes."""
    support.end_coaching(db, small.viewers["admin"], small.persons["coach"], small.families["Berk"], "2021-05-19")
    codebook.adopt(db, small.operator(db), OURS)
    small.interview(db)
    small.with_roles(db, "evaluator", Role.EVALUATOR, Role.ADMIN, Role.STEERING)
    found = heads(today("evaluator"))
    assert {"1 conversation or story to code", "Families without a coach"} <= set(found)
    assert len(found) == len(set(found))
    assert 'href="/themes"' not in html(today("evaluator"))
    small.with_roles(db, "coach2", Role.COACH, Role.STEERING)
    assert "Nothing has been released yet" in html(today("coach2"))
    released.signed(db, small.viewers["evaluator2"], small.viewers["evaluator"])
    page = today("coach2")
    assert 'href="/themes"' in html(page)
    assert "A fixed face is named in most families" in html(page)
    assert "Families without a story this quarter" in heads(page)


@pytest.mark.slow
def test_an_empty_pilot_says_where_to_begin(
    today: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without families an administrator is led to them, and nobody reads that all is well."""
    monkeypatch.setattr(directory, "listed", lambda db, viewer, wanted: Paged())
    assert 'href="/families"' in html(today("admin"))
    assert "No families yet" in html(today("coach"))
    assert 'href="/add"' in html(today("evaluator"))
    assert heads(today("admin")) == []


def test_an_administrator_is_reminded_of_periods(
    today: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """What is past the period of its kind is counted, with the way to it; without a period nothing is said."""
    admin, title = small.viewers["admin"], "Kept longer than was agreed"
    small.interview(db)
    people.end_support(db, admin, small.families["Berk"], "2020-03-31")
    assert title not in heads(today("admin"))
    retention.set_period(db, admin, "texts", 12)
    page = today("admin")
    assert title in heads(page)
    assert '<a href="/retention#texts" target="_self">Conversations and stories</a> <span>1 past its' in html(page)
