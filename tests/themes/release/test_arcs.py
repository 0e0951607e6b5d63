"""Story arcs: what may be said in one, by whom, and what is out of the next release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import words
from pilot.errors import BadInput, Conflict, NotFound, OutOfReach
from pilot.store.files import write
from stories.back import asking, preparing, reading
from stories.back.asking import Says
from tests.themes import coded
from themes.release.arcs import leaving, seeing, stored, writing
from themes.release.arcs.writing import Saying
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM, Arc, Both

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def me(small: SmallPilot, db: Database) -> Viewer:
    """An evaluator of a pilot whose Berk consents to all, with a coded story."""
    coded.code(small, db)
    with write(db):
        for use in ("quote", "share", "analyse"):
            _consent(db, small.families["Berk"], use)
    return small.viewers["evaluator"]


def _consent(db: Database, family: str, use: str) -> None:
    db.conn.execute(
        "INSERT OR REPLACE INTO consent(guid, person_id, use, given_on) SELECT hex(randomblob(16)), p.person_id, ?,"
        " '2020-01-01' FROM person p"
        " JOIN family f USING (family_id) WHERE f.guid = ?", (use, family))


def _told(
    db: Database, me: Viewer, arc: str, months: int, text: str = "Gaat weer naar school.", *, sure: bool = True,
) -> str:
    passage = seeing.choices(db, me, arc)[0].passage
    return writing.say(db, me, arc, Saying(months, "work", text, passage), sure=sure)


@pytest.mark.slow
def test_from_a_passage_to_a_release(small: SmallPilot, db: Database, me: Viewer) -> None:
    """Two moments that rest on passages, made ready: the next release has them in both languages, and no guid of a
    family or a document."""
    arc = writing.begin(db, me, small.families["Berk"], MUNICIPALITY, "Weer naar school", "gezinslid", sure=True)
    with pytest.raises(BadInput, match="twee momenten|two moments"):
        writing.set_state(db, me, arc, stored.READY)
    first = _told(db, me, arc, 0)
    _told(db, me, arc, 3, "Het gaat beter.")
    assert leaving.let_out(db, MUNICIPALITY) == ()
    writing.set_state(db, me, arc, stored.READY)
    (out,) = leaving.let_out(db, MUNICIPALITY)
    assert isinstance(out, Arc)
    assert [moment.told for moment in out.moments] == [Both("bij het begin", "at the start"),
                                                      Both("na 3 maanden", "after 3 months")]
    assert out.moments[0].statements[0].domain == Both("werk", "work")
    assert small.families["Berk"] not in str(out)
    assert seeing.where(db, me, first).startswith("/desk?document=")
    assert leaving.let_out(db, TEAM) == (out,)
    assert leaving.let_out(db, PUBLIC) == ()
    with pytest.raises(Conflict):
        _told(db, me, arc, 5)
    writing.set_state(db, me, arc, stored.PUT_AWAY)
    assert leaving.let_out(db, MUNICIPALITY) == ()


@pytest.mark.slow
def test_what_gives_away_does_not_stay(small: SmallPilot, db: Database, me: Viewer) -> None:
    """A name must go; what may be recognised has to be looked at; too much of who it is, too."""
    arc = writing.begin(db, me, small.families["Berk"], MUNICIPALITY, "Weer naar school", "gezinslid", sure=True)
    before = db.conn.execute("SELECT count(*) FROM event").fetchone()
    for text in ("Berk gaat weer naar school.", "Belde op 12 maart 2021 zelf.", ""):
        with pytest.raises(BadInput):
            _told(db, me, arc, 0, text)
    with pytest.raises(BadInput, match="(?i)gezondheid|health"):
        _told(db, me, arc, 0, "Was drie weken depressief.", sure=False)
    assert db.conn.execute("SELECT count(*) FROM event").fetchone() == before
    assert seeing.arc(db, me, arc).lines == ()
    _told(db, me, arc, 0, "Was drie weken depressief.")


@pytest.mark.slow
def test_without_consent_nothing_leaves(small: SmallPilot, db: Database, me: Viewer) -> None:
    """A family that does not consent has no story; one that takes it back is out of reports that were signed."""
    with pytest.raises((OutOfReach, NotFound)):
        writing.begin(db, me, small.families["Es"], MUNICIPALITY, "Een verhaal", "gezinslid", sure=True)
    arc = writing.begin(db, me, small.families["Berk"], MUNICIPALITY, "Weer naar school", "gezinslid", sure=True)
    _told(db, me, arc, 0)
    _told(db, me, arc, 3, "Het gaat beter.")
    writing.set_state(db, me, arc, stored.READY)
    from dataclasses import replace

    from tests.release_example import content

    signed = replace(content(), arcs=leaving.let_out(db, MUNICIPALITY))
    assert leaving.only_showable(db, signed) == signed
    with write(db):
        db.conn.execute("UPDATE consent SET withdrawn_on = '2020-02-01' WHERE use = 'quote'")
    assert leaving.only_showable(db, signed).arcs == ()
    assert leaving.let_out(db, MUNICIPALITY) == ()
    assert not seeing.arc(db, me, arc).may_leave


@pytest.mark.slow
def test_the_family_says_no(small: SmallPilot, db: Database, me: Viewer) -> None:
    """What it does not want quoted is no ground for a statement any more, and a story that rests on it stays behind;
    what was written before is kept."""
    arc = writing.begin(db, me, small.families["Berk"], MUNICIPALITY, "Weer naar school", "gezinslid", sure=True)
    passage = seeing.choices(db, me, arc)[0].passage
    _told(db, me, arc, 0)
    _told(db, me, arc, 3, "Het gaat beter.")
    back = preparing.begin(db, me, small.families["Berk"])
    preparing.choose(db, me, back, passage.document, [(passage.start, passage.end)])
    asking.sit(db, me, back, "2021-06-01", "together")
    asked = reading.one(db, me, back).passages[0]
    asking.answer(db, me, back, asked.guid, Says(frozenset({"team"}), "household"))
    assert passage not in [one.passage for one in seeing.choices(db, me, arc)]
    with pytest.raises(BadInput, match="2021"):
        writing.say(db, me, arc, Saying(5, "work", "Nog iets.", passage), sure=True)
    with pytest.raises(BadInput, match="2021"):
        writing.set_state(db, me, arc, stored.READY)
    assert not seeing.arc(db, me, arc).may_leave
    for may in ({"team", "municipality"}, {"team", "municipality", "public"}):
        asking.answer(db, me, back, asked.guid, Says(frozenset(may), "household"))
        assert seeing.arc(db, me, arc).may_leave
    writing.set_state(db, me, arc, stored.READY)
    assert leaving.let_out(db, MUNICIPALITY)
    asking.nothing(db, me, back)
    assert leaving.let_out(db, MUNICIPALITY) == ()


def test_a_sentence_is_taken_out(small: SmallPilot, db: Database, me: Viewer) -> None:
    """It is gone from the story; the passage stays."""
    arc = writing.begin(db, me, small.families["Berk"], MUNICIPALITY, "Weer naar school", "gezinslid", sure=True)
    one = _told(db, me, arc, 0)
    writing.take_away(db, me, one)
    assert seeing.arc(db, me, arc).lines == ()
    with pytest.raises(NotFound):
        writing.take_away(db, me, one)


def test_a_moment_is_said_in_words() -> None:
    """Months since the support began."""
    with words.speaking("nl"):
        assert [leaving.told(n) for n in (0, 1, 9)] == ["bij het begin", "na 1 maand", "na 9 maanden"]
