"""What the page for names shows beside them, words said otherwise, and how far every text is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import pseudonyms, register
from pilot.store.files import write
from texts.documents import NewTurn, add_version, transcript
from texts.names_out import deciding, making, opened, proposing, reviewing, rewording, unmarking
from texts.timings import WORD, Timing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

pytestmark = pytest.mark.slow  # each looks for names in a process of its own

FIRST = "Zij 🙂 is valkenier, zei Chayenna."
TURNS = (
    NewTurn(FIRST, "Coach", "coach", start_ms=1000, end_ms=4000, timings=(
        Timing(FIRST.index("valkenier"), FIRST.index("valkenier") + 10, 1500, 2000, WORD),
        Timing(FIRST.index("Chayenna"), FIRST.index("Chayenna") + 9, 3000, 3600, WORD))),
    NewTurn("Ja, Chayenna belde.", "Moeder", "family", start_ms=4000, end_ms=5000))
START = FIRST.index("valkenier")


@pytest.fixture
def preparer(small: SmallPilot) -> Viewer:
    """Who prepares texts."""
    return replace(small.viewers["evaluator"], prepares=True)


@pytest.fixture
def raw(small: SmallPilot, db: Database) -> str:
    """A raw interview in which nobody looked yet."""
    return small.interview(db, kind="raw", turns=TURNS)


def far(db: Database, viewer: Viewer) -> dict[str, list[str]]:
    """By how far, the titles of the texts."""
    return {one: [text.title for text in reviewing.progress(db, viewer, far=one)] for one in reviewing.FAR}


def test_words_are_said_otherwise(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """They stand in one place alone, decided at once, and the version without names has the new ones."""
    proposing.propose(small.pilot, db, preparer, raw)
    place = rewording.reword(small.pilot, db, preparer, raw, 1, START, START + 10, "iemand met een hobby")
    group = next(one for one in reviewing.groups(small.pilot, db, preparer, raw) if one.kind == rewording.KIND)
    assert [(one.guid, one.word, one.replacement, one.decision) for one in group.places] == [
        (place, "valkenier", "iemand met een hobby", "replace")]
    deciding.rename(small.pilot, db, preparer, [place], "iemand die veel buiten is")
    names = [one.guid for group in reviewing.groups(small.pilot, db, preparer, raw) for one in group.places
             if one.decision is None]
    deciding.accept(small.pilot, db, preparer, names)
    making.make(small.pilot, db, preparer, raw, 1)
    said = transcript(db, replace(preparer, prepares=False), raw)["turns"][0]["text"]
    assert said == "Zij 🙂 is iemand die veel buiten is, zei [naam 1]."


def test_words_said_otherwise_stay_so_when_the_text_is_mended(
    small: SmallPilot, db: Database, preparer: Viewer, raw: str
) -> None:
    """In the next version they are decided; where words of them were mended the first of them waits for a person."""
    proposing.propose(small.pilot, db, preparer, raw)
    rewording.reword(small.pilot, db, preparer, raw, 1, START, START + 9, "iemand met een hobby")
    second = len(FIRST) + 1 + TURNS[1].text.index("belde")
    rewording.reword(small.pilot, db, preparer, raw, 1, second - 9, second + 5, "gaf een teken")
    version = access.require_document(db, preparer, raw, 1)
    with write(db):
        add_version(db, preparer, version.document_id, [
            replace(TURNS[0], text="Ja hoor. " + FIRST, timings=()),
            replace(TURNS[1], text=TURNS[1].text.replace("belde", "schreef"))],
            kind="corrected", engine="by hand", based_on=version.version_id)
    proposing.propose(small.pilot, db, preparer, raw)
    found = {place.replacement: (place.word, place.number, place.decision)
             for group in reviewing.groups(small.pilot, db, preparer, raw) if group.kind == rewording.KIND
             for place in group.places}
    assert found == {"iemand met een hobby": ("valkenier", 2, "replace"), "gaf een teken": ("Chayenna", 2, None)}


def test_a_mark_that_is_taken_back_leaves_what_stood_there(
    small: SmallPilot, db: Database, preparer: Viewer, raw: str
) -> None:
    """What the program had found is undecided again, and no word of it is looked for; twice is once."""
    proposing.propose(small.pilot, db, preparer, raw)

    def stand() -> list[tuple[str, str | None]]:
        return sorted((place.word, place.decision) for group in reviewing.groups(small.pilot, db, preparer, raw)
                      for place in group.places)

    before = stand()
    at = FIRST.index("zei")
    marked = deciding.add(small.pilot, db, preparer, raw, 1, at, len(FIRST) - 1, "name")
    assert stand() != before
    unmarking.unmark(small.pilot, db, preparer, raw, marked)
    assert stand() == before
    assert [one for one in pseudonyms.sought(small.pilot, small.families["Berk"]) if "zei" in one.text] == []
    with pytest.raises(NotFound):
        unmarking.unmark(small.pilot, db, preparer, raw, marked)


@pytest.mark.parametrize("wording", ["", " ", "x" * 201, "net als Vermeulen"])
def test_what_is_no_wording(small: SmallPilot, db: Database, preparer: Viewer, raw: str, wording: str) -> None:
    """Nothing, too much or a real name is refused, and nothing is stored."""
    register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Vermeulen")
    with pytest.raises(BadInput):
        rewording.reword(small.pilot, db, preparer, raw, 1, START, START + 9, wording)
    assert reviewing.left(db, preparer, raw) == (None, 0)


def test_a_place_has_the_time_of_its_words(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """Where words have times; elsewhere none."""
    proposing.propose(small.pilot, db, preparer, raw)
    found = opened.spoken(db, preparer, raw)
    places = [one for group in reviewing.groups(small.pilot, db, preparer, raw) for one in group.places]
    assert [(one.word, found.get(one.guid)) for one in places] == [("Chayenna", (3000, 3600)), ("Chayenna", None)]


def test_the_words_of_a_text(db: Database, preparer: Viewer, raw: str) -> None:
    """Each turn with where it begins; of a text that does not wait any more, nothing."""
    found = opened.text(db, preparer, raw)
    assert [(one.start, one.speaker, one.text, one.start_ms) for one in found.turns] == [
        (0, "Coach", FIRST, 1000), (len(FIRST) + 1, "Moeder", "Ja, Chayenna belde.", 4000)]


def test_how_far_each_text_is(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """To be looked through, decided about, made, and then read: in one list at a time."""
    nowhere: dict[str, list[str]] = {one: [] for one in reviewing.FAR}
    assert far(db, preparer) == nowhere | {"look": ["Gesprek"]}
    assert not opened.waiting(db, preparer)[0].looked
    proposing.propose(small.pilot, db, preparer, raw)
    assert far(db, preparer) == nowhere | {"decide": ["Gesprek"]}
    (waits,) = opened.waiting(db, preparer, raw)
    assert (waits.looked, waits.places, waits.undecided, waits.number) == (True, 2, 2, 1)
    (group,) = reviewing.groups(small.pilot, db, preparer, raw)
    deciding.accept(small.pilot, db, preparer, [one.guid for one in group.places])
    assert far(db, preparer) == nowhere | {"make": ["Gesprek"]}
    old = [waits.outdated]
    register.add_word(
        small.pilot, db, small.viewers["admin"], "Zwaluwnest", "organisation", "[school]", small.families["Berk"])
    old.append(opened.waiting(db, preparer, raw)[0].outdated)
    proposing.propose(small.pilot, db, preparer, raw)
    old.append(opened.waiting(db, preparer, raw)[0].outdated)
    assert old == [False, True, False], "somebody else put a word in the register, until it is looked for"
    assert far(db, preparer) == nowhere | {"make": ["Gesprek"]}
    making.make(small.pilot, db, preparer, raw, 1)
    assert far(db, preparer) == nowhere | {"readable": ["Gesprek"]}
    assert opened.waiting(db, preparer) == []
    with pytest.raises(Conflict):
        opened.text(db, preparer, raw)
