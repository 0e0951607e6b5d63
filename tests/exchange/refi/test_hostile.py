"""Archives that mean harm: each is one sentence, nothing of it stays, and nothing beside it is touched."""

from __future__ import annotations

import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from exchange.refi import sounds
from exchange.refi.arriving import import_project
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid
from tests.exchange.refi.projects import HEAD, NAMESPACE, packed, project, selection, source, sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = project(sources(source(selection(0, 4), text="Warm was het")))
ENTITIES = ('<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 9))
            + f']><Project {NAMESPACE} name="&a8;"/>')


def _bomb(path: Path) -> None:
    packed(path, GOOD, [("sources/a.txt", b"0" * 60_000_000)])


def _xml_bomb(path: Path) -> None:
    packed(path, project(f"<Description>{'a' * 60_000_000}</Description>"))


def _outside(path: Path) -> None:
    packed(path, GOOD, [("sources/../../weg.txt", b"x")])


def _absolute(path: Path) -> None:
    packed(path, GOOD, [("/tmp/weg.txt", b"x")])


def _windows(path: Path) -> None:
    packed(path, GOOD, [("sources\\..\\..\\weg.txt", b"x"), ("C:\\weg.txt", b"x")])


def _named_outside(path: Path) -> None:
    packed(path, project(sources(source("", "internal://../../../etc/hostname"))))


def _link(path: Path) -> None:
    packed(path, GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("sources/a.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/hostname")


def _wrong_size(path: Path) -> None:
    """The list at the end says that a text is shorter than it is."""
    packed(path, project(sources(source(selection(0, 4)))), [("sources/a.txt", b"Warm was het" * 1000)])
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24:entry + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)


def _locked(path: Path) -> None:
    packed(path, GOOD)
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def _cut(path: Path) -> None:
    packed(path, GOOD)
    path.write_bytes(path.read_bytes()[:-40])


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text that unpacks to far more": (_bomb, "unpacks to far more"),
    "a project that unpacks to far more": (_xml_bomb, "unpacks to far more"),
    "a path that leads out": (_outside, "outside itself"),
    "a path from the root": (_absolute, "outside itself"),
    "a path of Windows": (_windows, "outside itself"),
    "a source that leads out": (_named_outside, "outside itself"),
    "a link": (_link, "outside itself"),
    "a wrong size": (_wrong_size, "damaged"),
    "a lock": (_locked, "password"),
    "cut off": (_cut, "damaged"),
    "no archive": (lambda path: path.write_bytes(b"PK\x03\x04 nothing"), "damaged"),
    "entities that grow": (lambda path: packed(path, ENTITIES), "hidden instructions"),
    "an entity that reads a file": (lambda path: packed(
        path, f'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project {NAMESPACE} name="&x;"/>'),
        "hidden instructions"),
    "elements without end": (lambda path: packed(path, "<Project>" + "<a>" * 5000 + "</a>" * 5000 + "</Project>"),
                             "unpacks to far more"),
    "no XML": (lambda path: packed(path, "Project"), "damaged"),
    "another XML": (lambda path: packed(path, "<html/>"), "begins with “html”"),
    "no project": (lambda path: packed(path, "", name="x.txt"), "no .qde file"),
    "two projects": (lambda path: packed(path, GOOD, [("Other.QDE", GOOD.encode())]), "more than one project"),
    "a part twice": (lambda path: packed(path, GOOD, [("sources/A.txt", b""), ("sources/a.TXT", b"")]), "damaged"),
    "a number twice": (lambda path: packed(path, project("", head=HEAD.replace("</Codes>", HEAD[
        HEAD.index("<Code guid"):HEAD.index("</Codes>")] + "</Codes>"))), "same number"),
    "codes that say more than a book": (lambda path: packed(path, project("", head=HEAD.replace("</Codes>", "".join(
        f'<Code guid="{new_guid()}" name="{n}" isCodable="true"><Description>{"warm " * 9000}</Description></Code>'
        for n in range(15)) + "</Codes>"))), "do not fit"),
    "a number that is none": (lambda path: packed(path, GOOD.replace('<TextSource guid="', '<TextSource guid="x')),
                              "damaged"),
    "a text in another set": (lambda path: packed(path, project(sources(source(""))), [("sources/a.txt", b"caf\xe9")]),
                              "UTF-8"),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.slow
def test_one_sentence_and_nothing_left(kind: str, tmp_path: Path) -> None:
    """It is refused, and beside the archive there is what was there."""
    make, said = HOSTILE[kind]
    (tmp_path / "in").mkdir()
    folder = tmp_path / "pilots"
    folder.mkdir()
    make(tmp_path / "in" / "p.qdpx")
    with pytest.raises(BadInput, match=said) as refused:
        import_project(tmp_path / "in" / "p.qdpx", folder / "new.db")
    assert "\n" not in str(refused.value)
    assert not list(folder.iterdir())
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["p.qdpx"]


def test_a_codebook_that_means_harm(tmp_path: Path) -> None:
    """A .qdc is read with the same care, and a .qdpx that is called so is no codebook."""
    for n, (text, said) in enumerate(((ENTITIES.encode(), "hidden instructions"), (b"<CodeBook>" * 500, "far more"),
                                      (b"PK\x03\x04", "damaged"), (GOOD.encode(), "begins with"))):
        (tmp_path / f"{n}.qdc").write_bytes(text)
        with pytest.raises(BadInput, match=said):
            import_project(tmp_path / f"{n}.qdc", tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_sound_that_says_less_than_it_is(tmp_path: Path) -> None:
    """A recording is taken out as far as it says it is, and not a byte further; then nothing comes in at all."""
    audio = f'<AudioSource guid="{new_guid()}" path="internal://r.wav"/>'
    path = packed(tmp_path / "p.qdpx", project(sources(audio)), [("sources/r.wav", b"\0" * 1_500_000)])
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24:entry + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(BadInput, match="damaged"):
        import_project(path, tmp_path / "new.db")
    assert [one.name for one in tmp_path.iterdir()] == ["p.qdpx"]


def test_sound_that_fills_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recordings that would be many times the archive are no recordings."""
    monkeypatch.setattr(sounds, "_FREE_BYTES", 1000)
    audio = f'<AudioSource guid="{new_guid()}" path="internal://r.wav"/>'
    path = packed(tmp_path / "p.qdpx", project(sources(audio)), [("sources/r.wav", b"\0" * 1_500_000)])
    with pytest.raises(BadInput, match="unpacks to far more"):
        import_project(path, tmp_path / "new.db")
    assert [one.name for one in tmp_path.iterdir()] == ["p.qdpx"]


def test_what_fails_late_leaves_nothing(tmp_path: Path, jfk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot get its name at the very end, the recordings go too."""
    from exchange.refi import arriving

    link = arriving._link

    def fails(path: Path, target: Path) -> None:
        if target.name == "new.db":
            raise OSError("no room")
        link(path, target)

    monkeypatch.setattr(arriving, "_link", fails)
    audio = f'<AudioSource guid="{new_guid()}" path="internal://r.ogg"/>'
    path = packed(tmp_path / "p.qdpx", project(sources(audio)), [("sources/r.ogg", jfk.read_bytes())])
    with pytest.raises(OSError, match="no room"):
        import_project(path, tmp_path / "new.db")
    assert [one.name for one in tmp_path.iterdir()] == ["p.qdpx"]


def test_a_file_or_folder_that_is_not_there(tmp_path: Path) -> None:
    """Each is one sentence."""
    with pytest.raises(NotFound, match="no file"):
        import_project(tmp_path / "p.qdpx", tmp_path / "new.db")
    with pytest.raises(BadInput, match="no folder"):
        import_project(packed(tmp_path / "p.qdpx", GOOD), tmp_path / "weg" / "new.db")
