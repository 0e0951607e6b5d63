"""The command line brings files in: previewed, all or none, with a sentence per fault and guids on stdout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from cli import cli
from pilot.families import consent, people
from tests.texts.intake.test_intake import INTERVIEW, tone
from texts import documents

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


class Shell:
    """Runs `cli.py import` over the small pilot."""

    def __init__(self, small: SmallPilot, folder: Path) -> None:
        self.small, self.folder = small, folder

    def file(self, name: str, data: bytes | str) -> str:
        """A file to bring in; returns its path."""
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    def run(self, *args: str) -> Result:
        """The command's result."""
        return CliRunner().invoke(cli, ["import", "--pilot", str(self.small.pilot.db_path), *args])

    def left(self, db: Database) -> tuple[int, ...]:
        """Documents, recordings, upload rows, upload files."""
        tables = tuple(db[t].count for t in ("document", "recording", "upload"))
        return (*tables, len(list(self.small.pilot.uploads.iterdir())))


@pytest.fixture
def shell(small: SmallPilot, tmp_path: Path) -> Shell:
    """A command line and a folder of files."""
    return Shell(small, tmp_path)


@pytest.mark.slow
def test_names_say_it_all(shell: Shell, db: Database) -> None:
    """Files whose names say family, voice and date need no options; the files stay where they are."""
    one = shell.file("Berk_moeder_2021-03-04.txt", INTERVIEW)
    two = shell.file("Es moeder 5-6-2020.wav", tone())
    done = shell.run(one, two, "--deidentified")
    assert done.exit_code == 0, done.output
    text, sound = done.stdout.split()
    script = documents.transcript(db, shell.small.viewers["evaluator"], text)
    assert (script["family"], script["told_on"], script["voice"]) == ("Berk", "2021-03-04", "family")
    assert [p.stem for p in shell.small.pilot.recordings.iterdir()] == [sound]
    assert shell.left(db) == (1, 1, 0, 0)
    assert Path(one).exists()
    assert "I=other; Moeder=Moeder Berk" in done.stderr


def test_missing_pieces_are_told_per_file_and_nothing_is_stored(shell: Shell, db: Database) -> None:
    """One file without a family and a date keeps the good one out too: exit 2, sentences on stderr."""
    good = shell.file("Berk_moeder_2021-03-04.txt", INTERVIEW)
    bad = shell.file("gesprek.txt", INTERVIEW + "I: Dank.\n")
    done = shell.run(good, bad)
    assert done.exit_code == 2
    assert "gesprek.txt: Choose the family this is about." in done.stderr
    assert "gesprek.txt: Fill in the date on which this was told." in done.stderr
    assert done.stdout == ""
    assert shell.left(db) == (0, 0, 0, 0)


def test_an_early_date_waits_until_it_is_sure(shell: Shell, db: Database) -> None:
    """A year that is a slip is asked about on stderr and nothing is stored; with --sure it is."""
    path = shell.file("Berk_moeder_1921-03-04.txt", INTERVIEW)
    asked = shell.run(path, "--deidentified")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "4 maart 1921 is vóór het begin van de pilot" in CliRunner().invoke(
        cli, ["--lang", "nl", "import", "--pilot", str(shell.small.pilot.db_path), path]).stderr
    assert "--sure" in asked.stderr
    assert shell.left(db) == (0, 0, 0, 0)
    assert shell.run(path, "--deidentified", "--sure").exit_code == 0
    assert db.conn.execute("SELECT told_on FROM document").fetchall() == [("1921-03-04",)]


def test_hostile_files_leave_nothing(shell: Shell, db: Database) -> None:
    """Kinds that are not taken, empty files and a picture called .docx: a sentence each."""
    files = [
        shell.file("a.exe", b"MZ\x90\0" + bytes(60)),
        shell.file("b.txt", b""),
        shell.file("c.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
    ]
    done = shell.run(*files, "--family", "Berk", "--voice", "family", "--date", "2021-03-04")
    assert done.exit_code == 2
    assert all(name in done.stderr for name in ("a.exe: ", "b.txt: ", "c.docx "))
    assert "Traceback" not in done.output
    assert shell.left(db) == (0, 0, 0, 0)


def test_a_damaged_recording_is_brought_in_and_said_to_be(shell: Shell, db: Database) -> None:
    """What is there goes in; how much that is stands on stderr, stdout holds the guid alone."""
    sound = tone(10)
    done = shell.run(shell.file("Es moeder 5-6-2020.wav", sound[: len(sound) // 2]))
    assert done.exit_code == 0, done.output
    assert "Es moeder 5-6-2020.wav: " in done.stderr
    assert "00:00:10" in done.stderr
    assert len(done.stdout.split()) == 1
    assert shell.left(db) == (0, 1, 0, 0)


def test_a_dry_run_stores_nothing(shell: Shell, db: Database) -> None:
    """The preview is shown, faults count, and nothing stays."""
    path = shell.file("Berk_moeder_2021-03-04.txt", INTERVIEW)
    done = shell.run(path, "--dry-run")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Berk" in done.stderr
    assert shell.run(shell.file("x.txt", "Moeder: Ja.\n"), "--dry-run").exit_code == 2
    assert shell.left(db) == (0, 0, 0, 0)


def test_who_is_who_can_be_said(shell: Shell, db: Database) -> None:
    """A label that nobody can guess is said with --speaker, by voice or by pseudonym; an unknown one is refused."""
    path = shell.file("a.txt", INTERVIEW.replace("Moeder:", "Wilma:").replace("I:", "Petra:"))
    facts = (
        "--family",
        "berk",
        "--voice",
        "family",
        "--date",
        "2021-03-04",
        "--title",
        "Eerste gesprek",
        "--deidentified",
    )
    refused = shell.run(path, *facts, "--speaker", "Wilma=Moeder Berk")
    assert refused.exit_code == 2
    assert "Say who “Petra” is." in refused.stderr
    assert shell.run(path, *facts, "--speaker", "Wilma=Moeder Eik", "--speaker", "Petra=other").exit_code == 2
    assert shell.run(path, *facts, "--speaker", "Wilma").exit_code == 2
    done = shell.run(path, *facts, "--speaker", "Wilma=Moeder Berk", "--speaker", "Petra=other")
    assert done.exit_code == 0, done.stderr
    script = documents.transcript(db, shell.small.viewers["evaluator"], done.stdout.strip())
    assert script["title"] == "Eerste gesprek"


def test_a_speaker_of_the_family_is_somebody(shell: Shell, db: Database) -> None:
    """A label that could be two fathers, or that is only said to be of the family, waits until it is said who it is."""
    for n in (1, 2):
        guid = people.add_person(
            db, shell.small.operator(db), kind="parent", role="vader", pseudonym=f"Vader {n} Berk",
            family_guid=shell.small.families["Berk"])
        consent.refuse(db, shell.small.operator(db), guid, ["analyse"], "2020-02-01")
    path = shell.file("Berk_moeder_2021-03-04.txt", INTERVIEW + "\nVader: Ik wil dit niet.\n")
    listed = shell.file("lijst.csv", "bestand;gezin;stem;datum\nBerk_moeder_2021-03-04.txt;Berk;gezin;2021-03-04\n")
    for more in ((), ("--speaker", "Vader=family"), ("--csv", listed)):
        done = shell.run(path, "--deidentified", *more)
        assert done.exit_code == 2, done.output
        assert "Say who “Vader” is." in done.stderr
    done = shell.run(path, "--deidentified", "--speaker", "Vader=Vader 1 Berk")
    assert "Vader 1 Berk has given no consent for" in done.stderr
    assert shell.left(db) == (0, 0, 0, 0)


def test_a_list_and_a_recording_of_one_parent(shell: Shell, db: Database) -> None:
    """A csv says family, voice and date; --person says who of two parents is heard."""
    people.add_person(
        db,
        shell.small.operator(db),
        kind="parent",
        role="vader",
        pseudonym="Vader Berk",
        family_guid=shell.small.families["Berk"],
    )
    sound = shell.file("REC001.wav", tone())
    csv = shell.file("lijst.csv", "bestand;gezin;stem;datum\nREC001.wav;Berk;gezin;4-3-2021\n".encode("cp1252"))
    assert shell.run(sound, "--csv", csv).exit_code == 2
    done = shell.run(sound, "--csv", csv, "--person", "Moeder Berk")
    assert done.exit_code == 0, done.stderr
    assert shell.left(db) == (0, 1, 0, 0)
