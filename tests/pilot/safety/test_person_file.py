"""All that is held on one person, as a file for her."""

from __future__ import annotations

import io
import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from click.testing import CliRunner

from cli import cli
from pilot.access import Right
from pilot.errors import BadInput, ConfirmFirst, NotAllowed, NotFound
from pilot.families import consent, register
from pilot.files.export import Asked
from pilot.safety import person_formats
from pilot.safety.person_file import PersonFile, gathered
from pilot.store.files import write
from pilot.words import speaking
from stories.contacts import noting
from stories.contacts.noting import Noted
from texts.documents import withdraw

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot
    from tests.rights.scene import Scene


def admin(small: SmallPilot, db: Database, *, prepares: bool = False) -> Viewer:
    """An administrator who showed who she is; `prepares`: she may read texts."""
    viewer = small.prepares(db, "admin") if prepares else small.viewers["admin"]
    return replace(viewer, confirmed=True)


def of(file: PersonFile, title: str) -> list[tuple[str, ...]]:
    """Rows of the part with this title; none where there is no such part."""
    return next((part.rows for part in file.parts if part.title == title), [])


def held(small: SmallPilot, db: Database, viewer: Viewer, name: str = "Berk moeder") -> PersonFile:
    """The file of somebody."""
    return gathered(small.pilot, db, viewer, small.persons[name])


@pytest.mark.slow
def test_it_holds_what_is_held(small: SmallPilot, db: Database) -> None:
    """Pseudonym, real name, support, consents, conversations and contacts stand in it, each with its room."""
    viewer = admin(small, db)
    small.interview(db, title="Gesprek een")
    register.set_person_name(small.pilot, db, viewer, small.persons["Berk moeder"], "Ilona Voorbeeld")
    noting.note(small.pilot, db, small.viewers["coach"], Noted(
        small.families["Berk"], "2021-03-04", "visit", 45, ("parent",)))
    file = held(small, db, viewer)
    assert ("Real name", "Ilona Voorbeeld") in of(file, "Who this is")
    assert len(of(file, "Consent")) == 3
    (document,) = of(file, "Conversations and stories in which this person is heard")
    assert document[:3] == ("2021-03-04", "Conversation", "Gesprek een")
    assert of(file, "Contacts") == [("2021-03-04", "Visit", "45", "Coach", "parent")]
    rooms = {part.room for part in file.parts}
    assert {"pilot/families", "texts", "stories"} <= rooms


@pytest.mark.slow
def test_what_was_written_elsewhere_of_the_family_is_in_it(scene: Scene) -> None:
    """Change of coach, what it said to set right, signals, grounds of claims, values of another program: the rows of
    the family, or their number where the words are for others."""
    with closing(scene.small.open()) as db:
        family, = db.conn.execute("SELECT family_id FROM family WHERE pseudonym = 'Berk'").fetchone()
        with write(db):
            db.conn.execute("INSERT INTO refi_variable(guid, name, kind) VALUES ('v', 'Regio', 'Text')")
            db.conn.execute("INSERT INTO refi_value(variable_id, family_id, value) SELECT variable_id, ?, 'Noord'"
                            " FROM refi_variable WHERE guid = 'v'", (family,))
            db.conn.execute("INSERT OR IGNORE INTO signal_family(signal_id, family_id, noted_by)"
                            " SELECT signal_id, ?, noted_by FROM signal LIMIT 1", (family,))
        file = held(scene.small, db, replace(scene.small.viewers["admin"], confirmed=True))
        parts = {part.title: len(part.rows) + sum(part.kept_back.values()) for part in file.parts}
        for title, sql in (
                ("Change of coach", "handover WHERE taken_back_at IS NULL AND family_id = ?"),
                ("Told to the next coach", "handover JOIN handover_item i USING (handover_id) WHERE i.text <> ''"
                                           " AND taken_back_at IS NULL AND family_id = ?"),
                ("What the family said to set right", "family_correction JOIN document USING (document_id)"
                                                      " WHERE family_id = ?"),
                ("Signals", "signal_family WHERE family_id = ?"),
                ("What claims about the pilot rest on", "(SELECT DISTINCT kind, side FROM claim_ground"
                                                        " WHERE family_id = ?)"),
                ("From another program", "refi_value WHERE family_id = ?")):
            (n,) = db.conn.execute(f"SELECT count(*) FROM {sql}", (family,)).fetchone()
            assert n, title
            assert parts.get(title) == n, title
        assert "Noord" not in str(file) or scene.small.viewers["admin"].may(Right.KEEP_FILE)


def test_words_are_for_who_may_read_them(small: SmallPilot, db: Database) -> None:
    """An administrator is told that there are words; one who prepares texts gives them too, the person's only."""
    small.interview(db)
    file = held(small, db, admin(small, db))
    assert of(file, "Words of this person") == []
    assert [part.kept_back for part in file.parts if part.title == "Words of this person"] == [{"otherwise": 1}]
    rows = of(held(small, db, admin(small, db, prepares=True)), "Words of this person")
    assert [row[2][:9] for row in rows] == ["Zij belde", "Toen ging"]


@pytest.mark.parametrize("shut", ["withdrawn", "consent"])
def test_what_is_out_of_reach_is_a_number(small: SmallPilot, db: Database, shut: str) -> None:
    """What was withdrawn, or lost its consent, is named with its state, and its words are not given."""
    viewer = admin(small, db, prepares=True)
    guid = small.interview(db)
    if shut == "withdrawn":
        withdraw(db, small.operator(db), guid, "dubbel")
    else:
        consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-04-01")
    file = held(small, db, viewer)
    assert of(file, "Words of this person") == []
    (row,) = of(file, "Conversations and stories in which this person is heard")
    assert row[5] == {"withdrawn": "Withdrawn", "consent": "Out of reach"}[shut]
    with speaking("nl"):
        told = json.loads(person_formats.as_json(file))
    assert {"withdrawn": "is teruggetrokken", "consent": "is buiten bereik"}[shut] in "".join(
        part["why"] for part in told["parts"])
    assert "belde" not in str(file)


def test_somebody_else_is_not_in_it(small: SmallPilot, db: Database) -> None:
    """Nothing of another family, nor the name of another person, is in it."""
    viewer = admin(small, db)
    for name, real in (("Berk moeder", "Ilona Voorbeeld"), ("Es moeder", "Petra Anders"), ("coach", "Karin Derde")):
        register.set_person_name(small.pilot, db, viewer, small.persons[name], real)
    small.interview(db, "Es", title="Van Es")
    said = str(held(small, db, viewer))
    assert "Ilona" in said
    assert not any(one in said for one in ("Petra", "Karin", "Van Es", "Es moeder"))


def test_a_coach_asks_what_is_held_on_her(small: SmallPilot, db: Database) -> None:
    """Of a coach it tells her account, her families and her stories."""
    small.interview(db, voice="coach", title="Mijn verhaal")
    file = held(small, db, admin(small, db), "coach")
    assert ("Name to sign in with", "coach") in of(file, "Account")
    assert [row[0] for row in of(file, "Coach of")] == ["Berk"]
    assert of(file, "Conversations and stories in which this person is heard")[0][2] == "Mijn verhaal"


def test_it_asks_who_asks(small: SmallPilot, db: Database) -> None:
    """A screen that was left open gives nothing; nor does another role; what is not there is said."""
    with pytest.raises(ConfirmFirst):
        held(small, db, replace(small.viewers["admin"], confirmed=False))
    with pytest.raises(NotAllowed):
        held(small, db, small.viewers["evaluator"])
    with pytest.raises(NotFound):
        gathered(small.pilot, db, admin(small, db), "nobody")
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'exported'").fetchone()[0] == 0


@pytest.fixture(scope="module")
def scene(everything: Scene, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A pilot with one of everything."""
    return everything.copy(tmp_path_factory.mktemp("held") / "home")


@pytest.mark.slow
def test_every_kind_of_file_holds_the_same(scene: Scene) -> None:
    """The page, Word and JSON of a person of whom there is one of everything hold every part, markup as words."""
    count = "SELECT count(*) FROM event WHERE verb = 'exported' AND subject = 'person'"
    with closing(scene.small.open()) as db:
        (before,) = db.conn.execute(count).fetchone()
        viewer = replace(scene.small.viewers["both"], confirmed=True)
        asked = Asked(scene.small.pilot, db, viewer, {"person": scene.person("Berk moeder")})
        made = {ending: form.write(asked) for ending, form in person_formats.PERSON_FILE.formats.items()}
        titles = [part.title for part in gathered(scene.small.pilot, db, viewer, scene.person("Berk moeder")).parts]
        assert db.conn.execute(count).fetchone()[0] == before + 4
    assert len(titles) > 12
    words = [one.text for one in docx.Document(io.BytesIO(made["docx"])).paragraphs]
    assert [part["title"] for part in json.loads(made["json"])["parts"]] == titles
    assert all(title in words and f"<h2>{title}</h2>" in made["html"].decode() for title in titles)
    assert b"<script" not in made["html"]


def test_the_command(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """`cli.py person-file` finds somebody by pseudonym, and writes over nothing."""
    small.interview(db)
    out = tmp_path / "berk.json"
    asked = ["person-file", "Moeder Berk", str(out), "--pilot", str(small.pilot.db_path)]
    assert CliRunner().invoke(cli, asked).exit_code == 0
    assert any("Zij belde" in str(part["rows"]) for part in json.loads(out.read_text())["parts"])
    again = CliRunner().invoke(cli, asked)
    assert again.exit_code == 2
    assert "there already" in again.output
    wrong = CliRunner().invoke(cli, [*asked[:2], str(tmp_path / "x.exe"), *asked[3:]])
    assert wrong.exit_code == 2
    assert BadInput.__name__ not in wrong.output
