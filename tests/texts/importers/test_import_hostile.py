"""Files that are empty, locked, damaged, wrongly named or hostile get one sentence and leave nothing behind."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput
from pilot.words import speaking
from tests.texts.importers.import_files import docx, odt, paragraph, pdf, zipped
from texts.importers import TEXT_EXTENSIONS, TEXT_LIMIT_BYTES, read_text

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NESTED = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
Made = Callable[[Path], object]


def raw(content: str | bytes) -> Made:
    """A maker of a file with this content."""
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content)


def cut(make: Made, share: float) -> Made:
    """A maker of the first part of a file."""

    def made(path: Path) -> None:
        make(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return made


def locked_zip(path: Path) -> None:
    """A Word file whose entries say they are encrypted."""
    docx(path, paragraph("geheim"))
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(mark, found + 4)
    path.write_bytes(data)


def many_entries(path: Path) -> None:
    """A Word file with more entries than any document has."""
    docx(path, paragraph("woord"))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}", "")


def false_size(path: Path) -> None:
    """A Word file that says its text is short while it unpacks to much more."""
    docx(path, paragraph("x" * 3_000_000))
    data = bytearray(path.read_bytes())
    entry = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4) + 4)
    data[entry + 24 : entry + 28] = (500).to_bytes(4, "little")
    path.write_bytes(data)


def segment(**changed: object) -> str:
    """A Whisper file of one segment."""
    return json.dumps({"segments": [{"start": 1.0, "end": 2.0, "text": "ja"} | changed]})


REFUSED: dict[str, tuple[str, Made, str]] = {
    "empty": ("a.txt", raw(b""), "is empty"),
    "only blanks": ("a.txt", raw("\ufeff \r\n\t\n"), "no text"),
    "label without text": ("a.txt", raw("Moeder:"), "no text"),
    "too large": ("a.txt", raw(bytes(TEXT_LIMIT_BYTES + 1)), "20 MB"),
    "unknown ending": ("a.pages", lambda path: zipped(path, {"Index/Document.iwa": "x"}), "a zip file"),
    "markup": ("gesprek.exb", raw('<?xml version="1.0"?><basic-transcription/>'), "a file of markup"),
    "no ending and no text": ("gesprek", raw(PNG), "a picture"),
    "recording": ("a.mp3", raw(b"ID3" + bytes(99)), "is a recording"),
    "recording without an ending": ("opname", raw(b"OggS" + bytes(99)), "is a recording"),
    "old Word": ("a.doc", raw(OLE), "old Word"),
    "old Word called docx": ("a.docx", raw(OLE), "old Word"),
    "locked Word": ("a.docx", raw(OLE + "EncryptedPackage".encode("utf-16-le")), "password"),
    "picture called docx": ("a.docx", raw(PNG), "a picture"),
    "picture called txt": ("a.txt", raw(PNG), "a picture"),
    "jpeg called pdf": ("a.pdf", raw(b"\xff\xd8\xff\xe0" + bytes(50)), "a picture"),
    "program called txt": ("a.txt", raw(b"MZ\x90\0\3" + bytes(90)), "a program"),
    "sheet called docx": ("a.docx", lambda p: zipped(p, {"[Content_Types].xml": "", "xl/a.xml": ""}), "an Excel"),
    "zip called docx": ("a.docx", lambda path: zipped(path, {"a.txt": "x"}), "a zip"),
    "markup called txt": ("a.txt", raw('<?xml version="1.0"?><a>ja</a>'), "a file of markup"),
    "cut json called docx": ("a.docx", raw('{"segments": [{"start": 1'), "damaged"),
    "sound called txt": ("a.txt", raw(b"RIFF\0\0\0\0WAVEfmt "), "a WAV"),
    "binary text": ("a.txt", raw(bytes(range(256)) * 20), "not known here"),
    "control characters": ("a.txt", raw(b"\x01\x02\x03\x04\x05\x06 woorden"), "not text"),
    "unclear characters": ("a.txt", raw(b"caf\x82 na\x8bef \x81\x8d"), "character set"),
    "broken utf-8": (
        "a.txt",
        raw("één".encode() + b"\xe9"),
        "character set",
    ),
    "half UTF-16": ("a.txt", raw("woorden".encode("utf-16") + b"x"), "character set"),
    "bomb by ratio": ("a.docx", lambda path: docx(path, paragraph("x" * 20_000_000)), "unpacks"),
    "bomb by size": ("a.docx", lambda path: docx(path, "", media=os.urandom(1000) * 210_000), "unpacks"),
    "bomb by entries": ("a.docx", many_entries, "unpacks"),
    "bomb by depth": ("a.docx", lambda path: docx(path, NESTED), "unpacks"),
    "false size": ("a.docx", false_size, "damaged"),
    "entities in docx": ("a.docx", lambda path: docx(path, paragraph("&b;"), LAUGHS), "entities"),
    "file entity in docx": ("a.docx", lambda path: docx(path, paragraph("&a;"), FILE_ENTITY), "entities"),
    "entities in odt": ("a.odt", lambda path: odt(path, "<text:p>&b;</text:p>", LAUGHS), "entities"),
    "dtd in UTF-16": (
        "a.odt",
        lambda path: zipped(
            path,
            {"content.xml": f'<?xml version="1.0" encoding="utf-16"?>{LAUGHS}<x>&b;</x>'.encode("utf-16")},
            "application/vnd.oasis.opendocument.text",
        ),
        "entities",
    ),
    "entities in html": ("a.html", raw(f"{LAUGHS}<p>&b;"), "entities"),
    "locked entries": ("a.docx", locked_zip, "password"),
    "locked odt": (
        "a.odt",
        lambda path: odt(path, "", **{"META-INF/manifest.xml": "<x><encryption-data/></x>"}),
        "password",
    ),
    "cut docx": ("a.docx", cut(lambda path: docx(path, paragraph("x" * 99)), 0.6), "damaged"),
    "docx without text part": ("a.docx", lambda p: zipped(p, {"[Content_Types].xml": "", "word/a.xml": ""}), "damaged"),
    "docx with broken xml": ("a.docx", lambda path: docx(path, "<w:p>"), "damaged"),
    "empty docx": ("a.docx", lambda path: docx(path, ""), "no text"),
    "cut rtf": ("a.rtf", raw(r"{\rtf1 {\b woorden} en "), "damaged"),
    "nested rtf": ("a.rtf", raw(r"{\rtf1 " + "{" * 600 + "x" + "}" * 601), "damaged"),
    "rtf of only an object": ("a.rtf", raw(r"{\rtf1{\object{\*\objdata 4d5a9000}}}"), "no text"),
    "rtf with an impossible letter": ("a.rtf", raw(r"{\rtf1 \u99999999 ?}"), "damaged"),
    "locked pdf": ("a.pdf", raw(pdf([["x"]], "geheim")), "password"),
    "cut pdf": ("a.pdf", raw(pdf([["x"]])[:200]), "damaged"),
    "scan": ("a.pdf", raw(pdf([[], []])), "a scan"),
    "no times in srt": ("a.srt", raw("1\nzomaar\n\n2\nwat\n"), "not a subtitle file"),
    "vtt without cues": ("a.vtt", raw("WEBVTT\n\nNOTE niets\n"), "no text"),
    "not json": ("a.json", raw("{"), "damaged"),
    "deep json": ("a.json", raw("[" * 100_000), "damaged"),
    "other json": ("a.json", raw('{"segments": 3}'), "Whisper"),
    "list of other things": ("a.json", raw('[{"a": 1}]'), "Whisper"),
    "json without words": ("a.json", raw(segment(text="  ")), "Whisper"),
}


def outcome(path: Path, name: str) -> str:
    """The words that were read, or the sentence of the refusal."""
    try:
        return "\n".join(turn.text for turn in read_text(path, name).turns)
    except BadInput as refused:
        return refused.sentence()


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.slow
def test_refusal(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what is wrong, names the file, is one line in both languages; no file is left."""
    name, make, expected = REFUSED[case]
    temporary, uploads = tmp_path / "tmp", tmp_path / "uploads"
    temporary.mkdir()
    uploads.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = uploads / "x.part"
    make(path)
    before = path.read_bytes()
    with pytest.raises(BadInput, match=expected) as refused:
        read_text(path, f"map/{name}")
    for language in ("nl", "en"):
        sentence = refused.value.sentence(language)
        assert name in sentence
        assert "map/" not in sentence
        assert "\n" not in sentence
    assert refused.value.sentence("nl") != refused.value.sentence("en")
    assert path.read_bytes() == before
    assert list(uploads.iterdir()) == [path]
    assert list(temporary.iterdir()) == []


def test_looks_are_said_in_the_readers_language(tmp_path: Path) -> None:
    """What a file really is, is said in Dutch to a Dutch reader."""
    path = tmp_path / "x"
    path.write_bytes(PNG)
    with speaking("nl"), pytest.raises(BadInput, match="het is een plaatje"):
        read_text(path, "a.docx")


def test_name_in_the_sentence_is_tame(tmp_path: Path) -> None:
    """A name with folders, control characters and braces is shown short and as it is."""
    path = tmp_path / "x"
    path.write_bytes(b"")
    with pytest.raises(BadInput) as refused:
        read_text(path, "C:\\map\\{name}\x07\u202e" + "x" * 300 + ".txt")
    assert refused.value.sentence().startswith("{name}xxx")
    assert len(refused.value.sentence()) < 130


def test_links_in_rtf_are_not_slow(tmp_path: Path) -> None:
    """Thousands of links on one line keep their words and do not make reading quadratic."""
    link = r'{\field{\*\fldinst{HYPERLINK "http://x.nl"}}{\fldrslt{woord}}} '
    path = tmp_path / "x"
    path.write_text(r"{\rtf1 " + link * 3000 + "}")
    assert read_text(path, "a.rtf").turns[0].text.split() == ["woord"] * 3000


@pytest.mark.parametrize(("depth", "expected"), [(1500, "woord"), (10_000, "damaged")])
def test_deep_page(tmp_path: Path, depth: int, expected: str) -> None:
    """Sloppy pages nest hundreds of elements and are read whole; what nests without end is refused."""
    path = tmp_path / "x"
    path.write_text("<font>" * depth + "woord")
    assert expected in outcome(path, "a.html")


STARTS = [b"", b"%PDF-1.4\n", b"{\\rtf1 ", b"PK\x03\x04", b"WEBVTT\n\n", b"<html>", b'{"segments": [', b"\xff\xfe"]


@settings(max_examples=150)
@given(st.sampled_from(sorted(TEXT_EXTENSIONS)), st.sampled_from(STARTS), st.binary(max_size=300))
@pytest.mark.slow
def test_any_bytes_are_read_or_refused(extension: str, start: bytes, rest: bytes) -> None:
    """Whatever a file holds, it gives turns or a sentence, never another error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x")
        path.write_bytes(start + rest)
        assert outcome(path, f"a{extension}").strip()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "expected"), [
    ("x1.pdf", "unpacks to far more"), ("x9.pdf", "unpacks to far more"), ("samepage.pdf", "unpacks to far more"),
    ("tblnest.docx", "more than 25000 lines"), ("olstart.html", "1. a")])
def test_hostile_files_of_others(shared: Path, name: str, expected: str) -> None:
    """A form drawn again and again, nested tables, an endless number: given up before they are done, or read as they
    are; how long that takes is in `benchmarks hostile`."""
    path = shared / "cases" / "hostile" / name
    if not path.is_file():
        pytest.skip("no cases beside the project")
    assert expected in outcome(path, name)


def test_more_characters_than_a_conversation_has(tmp_path: Path) -> None:
    """A text of one endless line, or a cue of endless voices, is refused before it is looked through."""
    path = tmp_path / "x"
    path.write_text("a.a'a-a&a/a" * 460_000)
    assert "5000000 characters" in outcome(path, "a.txt") == outcome(path, "a.md")
    path.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v A>b" * 30_000)
    assert "lines" in outcome(path, "a.vtt")
