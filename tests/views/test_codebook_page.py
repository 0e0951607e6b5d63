"""The codebook page: reading, searching, loading, and who may load."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.book.codebook import CodeRow
from pilot import words
from pilot.visit import Visit
from tests.coding.book.test_file import SMALL
from views.codebook import code_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = (Path(__file__).parents[2] / "codebook.yaml").read_text(encoding="utf-8")


@pytest.fixture
def open_page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Opens the page as one of the small pilot's accounts, in English."""

    def opened(name: str) -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use("en")
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr("views.codebook.page.here", here)
        return AppTest.from_string("from views.codebook import page\npage.page()", default_timeout=240).run()

    return opened


def shown(page: AppTest) -> str:
    """The codes on the page, as HTML."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def rows(small: SmallPilot, db: Database) -> list[CodeRow]:
    """The Drenthe codes in Dutch."""
    return codebook.codes(db, codebook.adopt(db, small.viewers["evaluator"], OURS), "nl")


@pytest.mark.slow
def test_without_a_codebook_the_page_invites(open_page: Callable[[str], AppTest]) -> None:
    """An empty page says what will be here and who loads it."""
    assert "No codebook yet" in shown(open_page("coach"))


@pytest.mark.slow
def test_every_code_is_on_the_page(small: SmallPilot, db: Database, open_page: Callable[[str], AppTest]) -> None:
    """Groups and codes stand there with what they mean, and which version it is."""
    codebook.adopt(db, small.viewers["evaluator"], OURS, "eerste")
    page = open_page("steering")
    body = shown(page)
    for row in codebook.codes(db, 1, "en"):
        assert row.name.replace("'", "&#x27;") in body
    assert "version 1 · eerste · since" in page.caption[0].value
    assert "26 codes" in page.caption[0].value


@pytest.mark.slow
def test_searching_on_the_page(small: SmallPilot, db: Database, open_page: Callable[[str], AppTest]) -> None:
    """A word leaves the codes that have it; an unknown word gets a hint."""
    codebook.adopt(db, small.viewers["evaluator"], OURS)
    page = open_page("coach")
    page.text_input[0].set_value("wasmachine").run()
    assert "Family budget" in shown(page)
    assert "Cooperation" not in shown(page)
    page.text_input[0].set_value("xyzzy").run()
    assert "No code has this" in page.markdown[0].value


@pytest.mark.parametrize(("name", "may"), [("coach", False), ("steering", False), ("evaluator", True), ("admin", True)])
def test_who_sees_the_loading(open_page: Callable[[str], AppTest], name: str, may: bool) -> None:
    """Only evaluators and administrators get the form."""
    assert bool(open_page(name).text_area) is may


def test_a_wrong_file_is_told_by_line(db: Database, open_page: Callable[[str], AppTest]) -> None:
    """Pasting a wrong file shows its faults with lines, loads nothing and offers nothing to press."""
    page = open_page("evaluator")
    page.text_area[0].set_value(SMALL.replace("key: twee", "key: Twee").replace("nl: Een,", "nl: ,")).run()
    assert "2 faults" in page.error[0].value
    assert [line.split(":")[0] for line in page.text[0].value.splitlines()] == ["Line 9", "Line 16"]
    assert [button.label for button in page.button] == ["Check"]
    assert codebook.newest(db) is None


def test_hundreds_of_faults_stay_a_short_list(db: Database, open_page: Callable[[str], AppTest]) -> None:
    """Of 300 faults the first hundred are shown by line, and how many there are in all; nothing is loaded."""
    codes = "".join(f"  - key: C{n}\n    name: {{nl: Naam {n}, en: Name {n}}}\n    color: \"#106DE0\"\n"
                    for n in range(300))
    page = open_page("evaluator")
    page.text_area[0].set_value(f"name: {{nl: Boek, en: Book}}\ncodes:\n{codes}").run()
    assert not page.exception
    assert page.error[0].value == "This codebook has 300 faults and was not loaded. Mend the first 100 and try again."
    assert len(page.text[0].value.splitlines()) == 10
    assert "The other faults" in [one.label for one in page.expander]
    *told, more = "\n".join(one.value for one in page.text).splitlines()
    assert [line.split(":")[0] for line in told] == [f"Line {3 + 3 * n}" for n in range(100)]
    assert more == "... and 200 more."
    assert [button.label for button in page.button] == ["Check"]
    assert codebook.newest(db) is None


def test_loading_after_seeing_what_changes(
    small: SmallPilot, db: Database, open_page: Callable[[str], AppTest],
) -> None:
    """What changes is shown first; only after yes there is a new version, and older ones can still be read."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL, "eerste")
    page = open_page("evaluator")
    changed = SMALL.replace("en: One", "en: Only one").replace("key: twee", "key: drie").replace("en: Two", "en: Three")
    page.text_area[0].set_value(changed).run()
    changes = [element.proto.body for element in page.get("html") if element.proto.body.startswith("<p><b>")]
    assert changes == ["<p><b>Added</b> · 1: Three</p>", "<p><b>Changed</b> · 1: Only one</p>",
                       "<p><b>Gone</b> · 1: Two</p>"]
    assert len(codebook.versions(db, small.viewers["evaluator"])) == 1
    next(button for button in page.button if button.label == "Use this version from now on").click().run()
    assert not page.exception
    assert [version.number for version in codebook.versions(db, small.viewers["evaluator"])] == [2, 1]
    assert "These are the codes of version 2" in page.info[0].value
    page.selectbox[0].select_index(1).run()
    assert "older version" in page.info[0].value
    menus = "".join(element.proto.body for element in page.get("html") if "/export/" in element.proto.body)
    assert 'href="/export/codebook.yaml?version=1"' in menus
    assert 'href="/export/codes.qdc"' in menus


def test_matching_ignores_case_and_accents(small: SmallPilot, db: Database) -> None:
    """Every word counts, case and accents do not, and a found code brings its group."""
    found = code_cards.matching(rows(small, db), "KLIK VRIENDIN")
    assert [row.key for row in found] == ["mechanismen", "klik"]
    assert [row.key for row in code_cards.matching(rows(small, db), "een vaste persoon")][:2] == [
        "mechanismen", "vast_gezicht"]
    assert len(code_cards.matching(rows(small, db), "  ")) == 31


def test_cards_escape_what_a_codebook_says(small: SmallPilot, db: Database) -> None:
    """Texts of a codebook never become HTML of the page."""
    wrong = SMALL.replace("De eerste.", "<script>alert(1)</script>")
    version_id = codebook.adopt(db, small.viewers["evaluator"], wrong)
    body = code_cards.html(codebook.codes(db, version_id, "nl"))
    assert "<script>" not in body
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize(("text", "told"), [
    (" \n", "This file is empty."),
    ("- een\n- twee\n", "here fields such as “name: ...” are expected"),
    ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><CodeBook>&b;</CodeBook>', "hidden instructions"),
])
@pytest.mark.slow
def test_a_file_that_is_no_codebook_is_refused_after_a_good_one(
    small: SmallPilot, db: Database, open_page: Callable[[str], AppTest], monkeypatch: pytest.MonkeyPatch,
    text: str, told: str,
) -> None:
    """Each is told what it is, and nothing is said of the codebook in use or of the file before it."""
    rows(small, db)
    files = [{"name": "goed.yaml", "text": SMALL}, {"name": "fout.yaml", "text": text}]
    monkeypatch.setattr("views.codebook.load._file", lambda **_told: SimpleNamespace(picked=files.pop(0)))
    page = open_page("evaluator")
    assert (len(files), len(page.error)) == (1, 0)
    page.run()
    assert told in " ".join([*(one.value for one in page.error), *(one.value for one in page.text)]), page.error
    assert not any("which is in use" in one.value for one in page.info)
    assert "Use this version from now on" not in [button.label for button in page.button]
