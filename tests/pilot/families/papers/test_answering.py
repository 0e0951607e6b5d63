"""Forms that were signed on the screen or photographed: one write, or nothing; pictures for who may see names."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlcipher3 import dbapi2 as sqlite3

from pilot.access.reach import Standing, standing
from pilot.errors import AskFirst, BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, people
from pilot.families.exports import consent_table
from pilot.families.papers import answering, kept, letters, photo, pictures, signature
from pilot.families.papers.answering import Asked, Signed
from pilot.store import large_files
from pilot.store.files import new_guid
from tests.pictures import photo as taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

DRAWN = Signed([[[0, 0], [400, 300]]])
ANSWERS = {"record": True, "share": False}
DAY = "2021-02-01"


@pytest.fixture
def mother(small: SmallPilot) -> str:
    """The guid of the mother of family Berk."""
    return small.persons["Berk moeder"]


@pytest.fixture
def daughter(small: SmallPilot, db: Database) -> str:
    """A child of family Berk who is 13 in February 2021."""
    return people.add_person(db, small.viewers["admin"], kind="child", pseudonym="Dochter Berk",
                             family_guid=small.families["Berk"], turns_16_on="2024-01-01")


def letter(small: SmallPilot, db: Database, audience: str = "adult") -> int:
    """The number of a Dutch letter."""
    return letters.to_read(small.pilot, db, small.viewers["coach"], audience, "nl").number


def stored(small: SmallPilot, db: Database) -> tuple[int, list[str]]:
    """How many forms there are, and the pictures that lie there."""
    (n,) = db.conn.execute("SELECT count(*) FROM consent_paper").fetchone()
    return n, [path.name for path in large_files.papers(small.pilot)]


def test_what_was_signed_is_the_consent(small: SmallPilot, db: Database, mother: str) -> None:
    """Yes and no hold at once; the form says how and with which letter; sent again it changes nothing."""
    coach, number = small.viewers["coach"], letter(small, db)
    asked = Asked(new_guid(), mother, ANSWERS)
    for _again in range(2):
        answering.sign(small.pilot, db, coach, asked, number, DRAWN, on=DAY)
    who = people.person(db, mother).person_id
    assert [standing(db, who, use).how for use in ANSWERS] == [Standing.LIVE, Standing.REFUSED]
    (paper,) = kept.papers(db, coach, small.families["Berk"])
    assert (paper.manner, paper.on, paper.letter, paper.answers) == ("screen", DAY, number, ANSWERS)
    assert stored(small, db) == (1, [f"{paper.pictures[0].guid}.png"])
    with pytest.raises(Conflict):
        answering.sign(small.pilot, db, small.viewers["evaluator"], asked, number, DRAWN, on=DAY)
    table = consent_table(db, coach, small.families["Berk"]).frame
    asked_last = dict(zip(table["Person"], table["Last asked"], strict=True))
    assert asked_last[people.person(db, mother).pseudonym] == f"signed on the screen, letter {number}"
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("UPDATE consent_paper SET answers = '{}'")


@pytest.mark.parametrize(("change", "told"), [
    ({"answers": {}}, "what the person consents"), ({"answers": {"x": True}}, "what the person consents"),
    ({"guid": "Jan"}, "Begin again"), ({"ends_on": "2020-01-01"}, "cannot end before"),
    ({"given_by": "person"}, "16 or older"), ({"person": "nobody"}, "person")])
@pytest.mark.slow
def test_what_cannot_be_recorded_leaves_nothing(
    small: SmallPilot, db: Database, mother: str, change: dict[str, Any], told: str
) -> None:
    """One sentence, no form, no picture, no answer."""
    before = db.conn.execute("SELECT count(*) FROM consent").fetchone()
    change = {name: mother if value == "person" else value for name, value in change.items()}
    with pytest.raises(BadInput, match=told):
        answering.sign(small.pilot, db, small.viewers["coach"], Asked(new_guid(), mother, ANSWERS)._replace(**change),
                       letter(small, db), DRAWN, on=DAY)
    assert stored(small, db) == (0, [])
    assert db.conn.execute("SELECT count(*) FROM consent").fetchone() == before


def test_who_answers_for_which_family(
    small: SmallPilot, db: Database, mother: str, clock_at: Callable[[str], None]
) -> None:
    """Another coach asks nobody of this family; no day of tomorrow; no letter that is not there."""
    asked = Asked(new_guid(), mother, ANSWERS)
    with pytest.raises(NotFound):
        answering.sign(small.pilot, db, small.viewers["coach2"], asked, letter(small, db), DRAWN)
    with pytest.raises(NotAllowed):
        answering.sign(small.pilot, db, small.viewers["steering"], asked, 1, DRAWN)
    clock_at("2021-03-01T12:00:00Z")
    with pytest.raises(BadInput, match="future"):
        answering.keep_photo(small.pilot, db, small.viewers["coach"], asked, taken(), "2021-03-02")
    with pytest.raises(AskFirst):
        answering.keep_photo(small.pilot, db, small.viewers["coach"], asked, taken(), "2001-03-02")
    with pytest.raises(NotFound):
        answering.sign(small.pilot, db, small.viewers["coach"], asked, 99, DRAWN)
    assert stored(small, db) == (0, [])


def test_a_child_and_its_parent_both_sign(small: SmallPilot, db: Database, mother: str, daughter: str) -> None:
    """With an adult's letter, without the parent, or without the child's own mark it is not recorded."""
    coach, own, adult = small.viewers["coach"], letter(small, db, "child"), letter(small, db)
    asked = Asked(new_guid(), daughter, ANSWERS, mother)
    for number, person, parent, told in (
            (adult, DRAWN, DRAWN, "not for somebody of this age"), (own, DRAWN, None, "has not signed"),
            (own, Signed(), DRAWN, "empty")):
        with pytest.raises(BadInput, match=told):
            answering.sign(small.pilot, db, coach, asked, number, person, parent, on=DAY)
    answering.sign(small.pilot, db, coach, asked, own, Signed(agreed=True), DRAWN, on=DAY)
    (paper,) = kept.papers(db, coach, small.families["Berk"])
    assert (paper.marked, [one.kind for one in paper.pictures]) == (("person",), ["guardian"])
    assert stored(small, db)[0] == 1


def test_a_no_to_recording_stops_recording(small: SmallPilot, db: Database, mother: str) -> None:
    """What is asked before something is recorded says so by pseudonym and use."""
    answering.sign(small.pilot, db, small.viewers["coach"], Asked(new_guid(), mother, {"record": False}),
                   letter(small, db), DRAWN)
    with pytest.raises(BadInput, match="has given no consent for: recording"):
        consent.require(db, [people.person(db, mother)], ["record"])


def test_pictures_are_names(small: SmallPilot, db: Database, mother: str) -> None:
    """Its own coach and the administrator see one, each look is recorded; wrong, it goes with a reason and no name."""
    coach = small.viewers["coach"]
    answering.sign(small.pilot, db, coach, Asked(new_guid(), mother, ANSWERS), letter(small, db), DRAWN)
    (paper,) = kept.papers(db, coach, small.families["Berk"])
    guid, admin = paper.pictures[0].guid, small.viewers["admin"]
    for name in ("coach", "admin"):
        with pictures.see(small.pilot, db, small.viewers[name], guid).file as file:
            assert Image.open(file).size == (signature.WIDTH + 1, signature.HEIGHT + 1)
    with pytest.raises(NotFound):
        pictures.see(small.pilot, db, small.viewers["coach2"], guid)
    with pytest.raises(NotAllowed):
        pictures.see(small.pilot, db, small.viewers["evaluator"], guid)
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'read' AND subject_guid = ?", (guid,)).fetchone()[0]
    for reason in ("", "Bel 06 12345678"):
        with pytest.raises(BadInput):
            pictures.remove(small.pilot, db, admin, guid, reason)
    pictures.remove(small.pilot, db, admin, guid, "Een ander tekende.")
    assert stored(small, db) == (1, [])
    with pytest.raises(NotFound):
        pictures.see(small.pilot, db, admin, guid)
    (paper,) = kept.papers(db, admin, small.families["Berk"])
    assert paper.pictures[0].removed == "Een ander tekende."


@pytest.mark.slow
def test_a_photo_is_made_anew(small: SmallPilot, db: Database, mother: str) -> None:
    """Upright, small, and without the place and the telephone that cameras write into it."""
    answering.keep_photo(small.pilot, db, small.viewers["coach"], Asked(new_guid(), mother, ANSWERS),
                         taken((3000, 1500), where=True), DAY)
    (path,) = large_files.papers(small.pilot)
    with Image.open(path) as found:
        assert found.size == (1200, 2400)
        assert not found.getexif()
        assert "exif" not in found.info
    assert b"Telefoon" not in path.read_bytes()


def huge() -> bytes:
    """A few kilobytes that are 90 million pixels."""
    held = BytesIO()
    Image.new("1", (9000, 10_000)).save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(("made", "told"), [
    (lambda: b"", "no photo"), (lambda: b"hello", "no photo"), (lambda: b"%PDF-1.7 x", "pdf"),
    (lambda: b"\0\0\0\x18ftypheic" + b"x" * 99, "HEIC"), (lambda: taken()[:900], "no photo"),
    (lambda: taken((100, 90)), "too small"), (huge, "too large"), (lambda: taken(kind="GIF"), "no photo")])
@pytest.mark.slow
def test_what_is_no_photo_is_one_sentence(made: Callable[[], bytes], told: str) -> None:
    """Each kind of wrong file says what to do."""
    with pytest.raises(BadInput, match=told):
        photo.clean(made())


POINTS = st.lists(st.integers(-2, 1001), min_size=2, max_size=2)
ANYTHING = st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda one: st.lists(one, max_size=4),
                        max_leaves=20)


@given(ANYTHING | st.lists(st.lists(POINTS, max_size=5), max_size=4))
@pytest.mark.slow
def test_a_signature_is_lines_or_a_sentence(raw: object) -> None:
    """Whatever a browser sends, it is lines on the pad of some length, or refused."""
    try:
        lines = signature.lines_of(raw)
    except BadInput:
        return
    assert Image.open(BytesIO(signature.drawn(lines))).getextrema() != (255, 255)
