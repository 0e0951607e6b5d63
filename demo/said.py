"""What was said rather than typed in the demo pilot: a voice note whose sound belongs to a story, one that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo import source
from demo.made import ACCOUNTS
from pilot import access
from pilot.families import people
from pilot.store import large_files
from pilot.store.files import new_guid, write
from stories.spoken import beginning, closing, taking
from texts import notes
from texts.intake import recorded

if TYPE_CHECKING:
    from demo.made import Made

_DEVICE = "the-demo"


def add_notes(made: Made) -> None:
    """The voice notes of `spoken.yaml`: of what stands in a story the sound, of what waits its words too."""
    said = source.read("spoken.yaml")
    for one in said["kept"]:
        _of_a_story(made, one)
    for one in said["waiting"]:
        _waits(made, one)


def _of_a_story(made: Made, one: dict[str, Any]) -> None:
    """The recording is of the day on which its story was told, which may be long ago: so not begun today."""
    guid, document = new_guid(), made.guids[one["story"]]
    path = large_files.spoken(made.pilot, guid)
    with large_files.written(path) as file:
        file.write((source.SOURCE / one["file"]).read_bytes())
    looked = recorded.look(path)
    with recorded.placed(made.pilot, guid, looked, path), write(made.db):
        family_id, told_on = made.db.conn.execute(
            "SELECT family_id, told_on FROM document WHERE guid = ?", (document,)).fetchone()
        coach = people.person(made.db, made.persons[one["coach"]])
        recording = recorded.insert(made.db, made.boss, recorded.Recorded(
            guid, family_id, "coach", told_on, (coach.person_id,), is_note=True), looked)
        notes.hang(made.db, made.boss, document, recording)
    path.unlink()


def _waits(made: Made, one: dict[str, Any]) -> None:
    name = one["account"]
    # Anew: she is a coach of families since.
    viewer = access.viewer_for(made.db, made.account_guids[name], [ACCOUNTS[name]], made.pilot.slug)
    new = beginning.NewSpoken(new_guid(), "note", made.families[one["family"]], _DEVICE, draft=new_guid())
    beginning.begin(made.pilot, made.db, viewer, new)
    piece = taking.Piece(0, one["ms"], (source.SOURCE / one["file"]).read_bytes())
    taking.take(made.pilot, made.db, viewer, new.guid, _DEVICE, piece)
    spoken = closing.close(made.pilot, made.db, viewer, new.guid, total=1)
    with write(made.db):
        notes.put(made.db, closing.recording_of(made.db, spoken), one["paragraphs"], "whisper base")
