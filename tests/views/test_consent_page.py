"""Ask for consent: who is asked for what, with which letter; what was signed; what an administrator fills in."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from pilot import words
from pilot.families import people
from pilot.families.papers import answering, facts, kept, letters
from pilot.store.files import new_guid
from pilot.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def opened(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page as somebody, with a query."""
    def open_(name: str, page: str = "consent", **query: str) -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use("en")
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr(f"views.{page}.page.here", here)
        made = AppTest.from_string(f"from views.{page} import page\npage.page()", default_timeout=240)
        for key, value in query.items():
            made.query_params[key] = value
        made.run()
        assert not made.exception
        return made

    return open_


def said(page: AppTest) -> str:
    """The html and the captions of a page."""
    return " ".join([*(one.proto.body for one in page.get("html")), *(one.value for one in page.caption)])


def test_a_form_is_printed_for_what_is_asked(small: SmallPilot, opened: Callable[..., AppTest]) -> None:
    """Person and uses come from the address, the letter from the age; the link asks for just these uses."""
    page = opened("coach", family=small.families["Berk"], person=small.persons["Berk moeder"], uses="record,analyse")
    assert [one.value for one in page.checkbox] == [True, False, True, False, False]
    assert page.info  # nobody filled in whom to call
    page.radio[-1].set_value("print").run()
    assert "/export/consent-form.pdf?audience=adult&amp;language=en&amp;uses=record%2Canalyse" in said(page)
    assert "Berk" not in said(page).split("consent-form")[1].split('"')[0]


def test_a_child_needs_somebody_who_answers(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """Before a parent or guardian is chosen there is nothing to sign."""
    child = people.add_person(db, small.viewers["admin"], kind="child", pseudonym="Zoon Berk",
                              family_guid=small.families["Berk"])
    page = opened("coach", family=small.families["Berk"], person=child)
    assert page.radio[0].value == "young"
    assert "Choose the parent or guardian" in said(page)


def test_only_ones_own_families(small: SmallPilot, opened: Callable[..., AppTest]) -> None:
    """Of another family nobody is in the list, and the way back leads to no other machine."""
    page = opened("coach2", family=small.families["Berk"], back="https://evil.example")
    assert not page.selectbox
    assert "evil" not in said(page)


def test_what_was_signed_is_listed_and_mended(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """An evaluator sees that it was signed and no picture; an administrator takes a wrong one away, with a reason."""
    answering.sign(small.pilot, db, small.viewers["coach"], answering.Asked(
        new_guid(), small.persons["Berk moeder"], {"record": True, "share": False}),
        letters.to_read(small.pilot, db, small.viewers["coach"], "adult", "nl").number,
        answering.Signed([[[0, 0], [400, 300]]]))
    for name, sees in (("evaluator", False), ("admin", True)):
        page = opened(name, family=small.families["Berk"])
        assert "signed on the screen" in said(page)
        assert "no to sharing with others" in said(page)
        assert ("/api/consent/pictures/" in said(page)) is sees
    page.selectbox[-1].select_index(0)
    page.text_input[-1].input("Een ander tekende.")
    page.button[-1].click().run()
    (paper,) = kept.papers(db, small.viewers["admin"], small.families["Berk"])
    assert paper.pictures[0].removed == "Een ander tekende."


def test_an_administrator_fills_the_letters_in(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """What is filled in under Settings is what letters tell from then on."""
    page = opened("admin", "settings")
    next(one for one in page.text_input if one.label.startswith("Organisation")).input("Gemeente Voorbeeld")
    next(one for one in page.button if one.label == "Keep for the letters").click().run()
    assert facts.known(small.pilot).organisation == "Gemeente Voorbeeld"
    made = letters.to_read(small.pilot, db, small.viewers["coach"], "adult", "en").letter
    assert "This is done by Gemeente Voorbeeld." in made.before[0].lines
