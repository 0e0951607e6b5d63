"""The page of memos, and the buttons that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.memos import writing
from coding.memos.writing import Said
from pilot.store.files import new_guid

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def shown(page: object) -> str:
    """All HTML of a page, joined."""
    return "".join(str(one.proto.body) for one in page.main if one.type == "html")  # type: ignore[attr-defined]


def test_an_empty_page_invites(
    small: SmallPilot, db: Database, open_page: Opener
) -> None:
    """It says what will stand there and offers the two memos that need nothing else."""
    page = open_page("memos", "evaluator")
    assert not page.exception
    text = shown(page)
    assert 'data-memo-on="project"' in text
    assert 'data-memo-on="journal"' in text


def test_what_is_listed_is_filtered(
    small: SmallPilot, db: Database, open_page: Opener
) -> None:
    """Each with what it is on and by whom, safely, and narrowed down by kind; others' private ones are not there."""
    document = small.interview(db)
    for name, kind, about, body, private in (
            ("evaluator", "document", document, "Over <b>het</b> gesprek", False),
            ("evaluator2", "project", "", "Het plan", False), ("evaluator2", "project", "", "Geheim", True)):
        writing.save(db, small.viewers[name], Said(new_guid(), kind, about, "", body, private))
    page = open_page("memos", "evaluator")
    assert not page.exception
    text = shown(page)
    assert "Over &lt;b&gt;het&lt;/b&gt; gesprek" in text
    assert f'data-memo-guid="{document}"' in text
    assert "Het plan" in text
    assert "Geheim" not in text
    narrowed = shown(open_page("memos", "evaluator", kind="project", whose="shared"))
    assert "gesprek" not in narrowed
    assert "Het plan" in narrowed


def test_documents_families_and_codes_have_a_way_to_their_memos(
    small: SmallPilot, db: Database, open_page: Opener
) -> None:
    """For who codes, and for nobody else."""
    document = small.interview(db)
    for name, there in (("evaluator", True), ("coach", False)):
        text = shown(open_page("documents", name))
        assert (f'data-memo-guid="{document}"' in text) is there
