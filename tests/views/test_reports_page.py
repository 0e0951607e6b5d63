"""The page of reports: what somebody may take, and of which release."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot.errors import Conflict, NotFound
from pilot.files.export import Asked
from tests import released
from tests.release_example import content
from themes.release import deciding
from themes.release.content import TEAM
from themes.reports.files import FACTSHEET, METHODS

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def html(page: AppTest) -> str:
    """All our own HTML on the page."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def test_no_release(open_page: Opener) -> None:
    """Without a release there is a sentence, for who takes and for who drafts."""
    assert "There is no release yet" in html(open_page("reports", "steering"))
    assert "Go to the releases" in html(open_page("reports", "evaluator"))


@pytest.mark.slow
def test_the_newest(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A steering group takes what was signed for it, the newest first, and nothing else: no draft, nothing of the team,
    nothing that was withdrawn."""
    one, other = small.viewers["evaluator"], small.viewers["admin"]
    first = released.signed(db, one, other)
    draft = released.drafted(db, one, replace(released.without_quotes(content()), title="Nog niet af"))
    inside = released.signed(db, one, other, replace(released.without_quotes(content()), audience=TEAM))
    gone = released.signed(db, one, other)
    deciding.withdraw(db, other, gone, "een fout")
    shown = html(open_page("reports", "steering"))
    assert f'href="/export/factsheet.pdf?release={first}&amp;language=en"' in shown
    assert not any(guid in shown for guid in (draft, inside, gone))
    assert "There is no story of a family in this release." in shown
    mine = open_page("reports", "evaluator")
    assert len(mine.selectbox[0].options) == 3
    mine.selectbox[0].select_index(2).run()
    assert "say DRAFT" in mine.warning[0].value
    assert draft in html(mine)
    steering = small.viewers["steering"]
    for guid in (draft, inside, gone):
        with pytest.raises(NotFound):
            METHODS.formats["html"].write(Asked(small.pilot, db, steering, {"release": guid}))
    with pytest.raises(Conflict, match="withdrawn|ingetrokken"):
        METHODS.formats["html"].write(Asked(small.pilot, db, one, {"release": gone}))


@pytest.mark.slow
def test_in_both_languages(small: SmallPilot, db: Database) -> None:
    """The language of a file is chosen, whatever the page speaks; the newest is taken where none is named."""
    released.signed(db, small.viewers["evaluator"], small.viewers["admin"])
    made = {language: FACTSHEET.formats["html"].write(Asked(
        small.pilot, db, small.viewers["steering"], {"language": language})).decode() for language in ("nl", "en")}
    assert '<html lang="nl">' in made["nl"]
    assert "Een vast gezicht wordt in de meeste gezinnen genoemd" in made["nl"]
    assert "A fixed face is named in most families" in made["en"]
