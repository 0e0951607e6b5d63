"""Two files that are one conversation: their words in order, with the times that still hold, in one file that waits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pilot.errors import BadInput, NotFound
from tests.texts.intake.test_intake import Desk, tone
from texts.importers import ParsedText, ParsedTurn, joined, read_text
from texts.importers.source import InMemory
from texts.intake import joining, uploads
from texts.intake.contents import read_contents
from texts.intake.joining import JoinedPart
from texts.intake.mending import Mended, MendedTurn, Part
from texts.timings import Timing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

FIRST = ParsedText((ParsedTurn("I", "Hoe gaat het?", 1000, 2000), ParsedTurn("Moeder", "Goed hoor.", 2000, 4000)),
                   "vtt", ("I", "Moeder"), ("Een zin.",), ("NOTE",))
WORD = (Timing(0, 4, 5000, 5400, "word"),)
LATER = ParsedText((ParsedTurn("Moeder", "Toen kwam zij.", 5000, 7000, WORD),), "docx", ("Moeder",))


@pytest.fixture
def desk(small: SmallPilot, db: Database, tmp_path: Path) -> Desk:
    """An evaluator's desk."""
    return Desk(small, db, tmp_path)


def test_times_that_go_on_are_kept() -> None:
    """Parts of one recording: one speaker's words across the joint are one turn, with the times of both."""
    made = joined.join([FIRST, LATER])
    assert made.turns == (
        ParsedTurn("I", "Hoe gaat het?", 1000, 2000),
        ParsedTurn("Moeder", "Goed hoor.\nToen kwam zij.", 2000, 7000,
                   (Timing(0, 10, 2000, 4000, "cue"), Timing(11, 15, 5000, 5400, "word"))))
    assert (made.format, made.warnings, made.left_out) == ("vtt+docx", ("Een zin.",), ("NOTE",))


def test_times_that_begin_anew_are_left_out() -> None:
    """A later part that has a recording of its own keeps its words, and its times are said to be left out."""
    made = joined.join([LATER, FIRST])
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in made.turns] == [
        ("Moeder", "Toen kwam zij.", 5000), ("I", "Hoe gaat het?", None), ("Moeder", "Goed hoor.", None)]
    assert "begin anew" in made.warnings[-1]


def test_what_waits_is_read_as_it_was() -> None:
    """The file in which joined texts wait says nothing else, and nothing of how it is called."""
    made = joined.join([FIRST, LATER])
    assert read_text(InMemory(joined.as_file(made)), "deel") == made


@pytest.mark.parametrize("change", [
    {"turns": 1}, {"turns": [["A", "b", 1]]}, {"turns": [["A", "b", 1.5, None, []]]}, {"turns": [["A", 1, 1, 2, []]]},
    {"turns": [["A", "b", 0, 1, [[0, 9, 0, 1, "word"]]]]}, {"turns": [["A", "b", -1, 1, []]]},
    {"turns": [["A", "b", "0", 1, []]]}, {"turns": [["A", "b", 0, 1, [[0]]]]}, {"warnings": None}])
def test_one_that_was_changed_is_damaged(change: dict[str, Any]) -> None:
    """Somebody's own file of that kind, odd in any way: the sentence for a damaged file."""
    data = json.loads(joined.as_file(FIRST)) | change
    with pytest.raises(BadInput, match="damaged"):
        read_text(InMemory(json.dumps(data).encode()), "x.json")


def test_two_uploads_become_one(desk: Desk) -> None:
    """What was set right in one of them holds; the two are gone, and nothing of them is left on disk."""
    first = desk.bring("deel 1.txt", b"I: Hoe gaat het?\n\nMoeder: Goed.\n\nEinde van deel 1\n")
    then = desk.bring("deel 2.txt", b"I: Waar waren we?\n\nMoeder: Bij school.\n")
    held = read_contents(desk.small.pilot, desk.db, desk.viewer, first)
    assert held.text
    mended = Mended(held.text_sha256 or "", (
        MendedTurn("I", (Part(0, 0, 13),)), MendedTurn("Oma", (Part(1, 0, 5),))))
    made = joining.join(desk.small.pilot, desk.db, desk.viewer, [JoinedPart(first, mended), JoinedPart(then)])
    text = read_contents(desk.small.pilot, desk.db, desk.viewer, made).text
    assert text
    assert [(turn.speaker, turn.text) for turn in text.turns] == [
        ("I", "Hoe gaat het?"), ("Oma", "Goed."), ("I", "Waar waren we?"), ("Moeder", "Bij school.")]
    assert (text.format, text.warnings) == ("txt", ())
    assert [one.guid for one in uploads.mine(desk.db, desk.viewer)] == [made]
    assert [path.stem for path in desk.small.pilot.uploads.glob("*.part")] == [made]


def test_what_cannot_be_joined_stays(desk: Desk) -> None:
    """A recording, the same file twice, one file, and a file that is not one's own: a sentence, and both are there."""
    text, sound = desk.bring("a.txt", b"I: Hoe gaat het?\n\nMoeder: Goed.\n"), desk.bring("a.wav", tone())
    for parts, sentence in (([text, sound], "Only texts"), ([text, text], "two files"), ([text], "two files")):
        with pytest.raises(BadInput, match=sentence):
            joining.join(desk.small.pilot, desk.db, desk.viewer, [JoinedPart(one) for one in parts])
    with pytest.raises(NotFound):
        joining.join(desk.small.pilot, desk.db, desk.small.viewers["evaluator2"], [JoinedPart(text), JoinedPart(sound)])
    assert [one.guid for one in uploads.mine(desk.db, desk.viewer)] == [text, sound]
