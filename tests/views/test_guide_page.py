"""The guide: one for each role and language, with practice for those who code."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.desk import practice
from coding.marks import actions, codings
from pilot import words
from pilot.access import ROLES, Role
from pilot.config import ROOT
from pilot.store.files import new_guid
from pilot.visit import Visit
from tests.coding.book.test_file import SMALL
from views.guide.page import GUIDES, LABEL, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def open_page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens the page as one of the small pilot's accounts."""

    def opened(name: str, language: str = "en") -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use(language)
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr("views.guide.page.here", here)
        return AppTest.from_string(
            "from views.guide import page\nfrom views.parts import first\npage.page()\nfirst.ask_if_wanted()",
            default_timeout=240).run()

    return opened


def told(page: AppTest) -> str:
    """All sections of the guide that is shown."""
    return "\n\n".join(section.value for section in page.markdown)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("name", ["coach", "evaluator", "steering", "admin"])
@pytest.mark.slow
def test_each_role_has_its_guide(open_page: Callable[..., AppTest], name: str, language: str) -> None:
    """The page shows the guide of the role, in the language; practice to evaluators, the codebook to coaches only."""
    page = open_page(name, language)
    assert not page.exception
    assert told(page) == text(Role(name), language).strip()
    cards = " ".join(element.proto.body for element in page.get("html"))
    assert (practice.DOCUMENT in cards) is (name == "evaluator")
    assert ('href="/codebook"' in cards) is (name == "coach")


def test_several_roles_choose_a_guide(small: SmallPilot, db: Database, open_page: Callable[..., AppTest]) -> None:
    """Somebody with two roles reads the guide of either, the first at once."""
    small.with_roles(db, "evaluator", Role.ADMIN, Role.EVALUATOR)
    page = open_page("evaluator")
    assert told(page) == text(Role.EVALUATOR, "en").strip()
    chosen: Any = page.get("button_group")[0]
    chosen.set_value("administrator").run()
    assert not page.exception
    assert told(page) == text(Role.ADMIN, "en").strip()


@pytest.mark.slow
def test_starting_practice_afresh(small: SmallPilot, db: Database, open_page: Callable[..., AppTest]) -> None:
    """The button is there once somebody has practised, and throws those codings away."""
    evaluator = small.viewers["evaluator"]
    assert not open_page("evaluator").button
    codebook.adopt(db, evaluator, SMALL)
    with practice.place(small.pilot, db, evaluator, practice.DOCUMENT) as (sheet, viewer):
        actions.apply_ops(sheet, viewer, practice.DOCUMENT, [
            {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "een", "start": 0, "end": 5}])
    page = open_page("evaluator")
    page.button[0].click().run()
    page.button(key="yes").click().run()
    assert not page.exception
    assert not page.button
    with practice.place(small.pilot, db, evaluator, practice.DOCUMENT) as (sheet, viewer):
        assert codings.codings(sheet, viewer, practice.DOCUMENT)["codings"] == []


@pytest.mark.parametrize("role", ROLES)
def test_both_languages_have_the_same_parts(role: Role) -> None:
    """Dutch and English have as many headings, steps and table rows."""
    shapes = [[re.match(r"#+|\d+\.|- |\||", line)[0] for line in text(role, language).splitlines()]  # type: ignore[index]
              for language in words.LANGUAGES]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_guide_has_every_key_of_the_desk(language: str) -> None:
    """Each key on the desk's own card of keys stands in the evaluator's guide, and the other way round."""
    source = (ROOT / "coding" / "desk" / "help.js").read_text(encoding="utf-8")
    rows = re.findall(r"^\s+\[\[(.*?)\], ", source, re.MULTILINE)
    desk = {key for row in rows for key in re.findall(r'"([^"]+)"', row)}
    assert {"Enter", "P", "Delete"} <= desk
    told = text(Role.EVALUATOR, language)
    cells = " ".join(line.split("|")[1] for line in told.splitlines() if line.startswith("| "))
    for key in desk:
        assert all(part in cells for part in words.translate(key, language).split()), key


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_guides_say_what_a_figure_is_not(language: str) -> None:
    """Each guide that speaks of figures says they are results, not effect."""
    wanted = ("result", "effect") if language == "en" else ("resulta", "effect")
    for role in (Role.EVALUATOR, Role.STEERING, Role.ADMIN):
        assert all(word in text(role, language).lower() for word in wanted), role


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.slow
def test_pages_and_buttons_in_the_guide_exist(role: Role, language: str) -> None:
    """Whatever the guide says to press is a sentence of the program, and no mark of it is left in the text."""
    rooms = ("views", "coding", "stories", "texts", "themes", "transcribe", "web", "pilot")
    source = "".join(path.read_text(encoding="utf-8") for room in rooms
                     for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".js"))
    labels = LABEL.findall((GUIDES / language / f"{role.value}.md").read_text(encoding="utf-8"))
    assert labels
    assert [label for label in labels if f'("{label}")' not in source] == []
    assert "{" not in text(role, language)
