"""The page of stories in moments: beginning one, saying something, making it ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.store.files import write
from tests.themes import coded
from themes.release.arcs import seeing, writing
from themes.release.arcs.writing import Saying
from themes.release.content import MUNICIPALITY

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.mark.slow
def test_from_the_first_sentence_to_ready(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Who writes sees the words beside each sentence, and what is missing before it is ready."""
    assert "No family consents" in open_page("arcs", "evaluator").info[0].value
    coded.code(small, db)
    with write(db):
        db.conn.execute(
            "INSERT INTO consent(guid, person_id, use, given_on) SELECT hex(randomblob(16)), p.person_id, 'quote',"
            " '2020-01-01' FROM person p JOIN family f USING (family_id) WHERE f.guid = ?", (small.families["Berk"],))
    me = small.viewers["evaluator"]
    arc = writing.begin(db, me, small.families["Berk"], MUNICIPALITY, "Weer naar school", "gezinslid", sure=True)
    one = seeing.choices(db, me, arc)[0]
    writing.say(db, me, arc, Saying(one.months, "work", "Gaat weer naar school.", one.passage), sure=True)
    page = open_page("arcs", "evaluator", arc=arc)
    assert not page.exception
    shown = " ".join(element.proto.body for element in page.get("html"))
    assert "Gaat weer naar school." in shown
    assert f'href="/desk?document={one.passage.document}&amp;at={one.passage.start}"' in shown
    next(button for button in page.button if button.label == "Ready for the next release").click().run()
    assert "two moments" in page.error[0].value
    assert "You may not do this" in open_page("arcs", "steering").error[0].value
