"""What is read behind the fence is what is read here: nothing is lost or of another type on its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from pilot.words import speaking
from tests.media import ORDINARY, encoded
from texts.importers import read_text
from texts.intake import file_list, media_kind, reading

if TYPE_CHECKING:
    from pathlib import Path

TIMED = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Moeder><00:01.500>Goed<00:02.000> zo</v>\n\nNOTE x\n\nSTYLE\n"


@pytest.mark.parametrize(("name", "content"), [
    ("a.txt", "Moeder: dag 🧵".encode("utf-16")), ("b.vtt", TIMED.encode()), ("c.html", b"<p>Coach: ja<p>nee")])
def test_a_text_is_the_same(tmp_path: Path, name: str, content: bytes) -> None:
    """Turns with the times of words, warnings in the reader's language, what was left out."""
    path = tmp_path / "x"
    path.write_bytes(content)
    with speaking("nl"):
        assert reading.text_of(path, name) == read_text(path, name)


def test_a_refusal_is_the_same(tmp_path: Path) -> None:
    """A file that cannot be used is refused in the same words."""
    path = tmp_path / "x"
    path.write_bytes(b"%PDF-1.4\n")
    with pytest.raises(BadInput) as here:
        read_text(path, "a.pdf")
    with pytest.raises(BadInput) as behind:
        reading.text_of(path, "a.pdf")
    assert behind.value.sentence("nl") == here.value.sentence("nl")


def test_a_recording_is_the_same(tmp_path: Path) -> None:
    """Kind, length and warnings of a recording."""
    path = tmp_path / "x"
    path.write_bytes(encoded(*ORDINARY[".mp3"]))
    with path.open("rb") as file:
        assert reading.media_of(path, "a.mp3") == media_kind.check_media(file, "a.mp3")


def test_lists_are_the_same() -> None:
    """A list as bytes, its rows, and every fault of it."""
    csv = "bestand;gezin;stem;datum\na.txt;Berk;gezin;4-3-2021\n"
    assert reading.plan_of(reading.list_of(csv.encode("cp1252"), "a.csv")) == file_list.read_csv_plan(csv)
    with pytest.raises(file_list.PlanFaults) as here:
        file_list.read_csv_plan(csv + "b.txt;Berk;tante;gisteren\n")
    with pytest.raises(file_list.PlanFaults) as behind:
        reading.plan_of(csv + "b.txt;Berk;tante;gisteren\n")
    assert behind.value.sentence("nl") == here.value.sentence("nl")


@pytest.mark.slow
def test_rows_of_a_long_list_are_found_at_once() -> None:
    """By name without folders and case, then without its ending; of equal names the first."""
    plan = {f"map/{n}.txt": file_list.Guess(str(n)) for n in range(10_000)} | {"gesprek": file_list.Guess("x")}
    plan["0.TXT"] = file_list.Guess("later")
    assert [file_list.row_of(f"C:\\{n}.TXT", plan).family for n in range(10_000)] == [str(n) for n in range(10_000)]
    assert file_list.row_of("gesprek.docx", plan).family == "x"
    assert file_list.row_of("ander.docx", plan) == file_list.Guess()


def test_a_list_of_megabytes_is_not_read(tmp_path: Path) -> None:
    """A list names files: one larger than any is refused by its size, an empty one as well."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"bestand\n" + b"a" * reading.LIST_LIMIT_BYTES)
    with pytest.raises(BadInput, match="larger than 5 MB"):
        reading.list_at(path, path.name)
    path.write_bytes(b"")
    with pytest.raises(BadInput, match="is empty"):
        reading.list_at(path, path.name)
