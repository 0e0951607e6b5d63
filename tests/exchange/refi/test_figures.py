"""Pictures and PDF files of other programs: kept as they came with their rectangles, and out again, for who may see."""

from __future__ import annotations

import zipfile
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exchange import report
from exchange.refi import gather
from exchange.refi.arriving import import_project
from pilot import access
from pilot.access import Role
from pilot.accounts import accounts
from pilot.config import Pilot
from pilot.errors import BadInput
from pilot.families import consent, people
from pilot.safety import backup
from pilot.store import large_files
from pilot.store.files import new_guid, open_pilot, write
from tests.exchange.refi.projects import (
    CODE,
    CODER,
    OTHER,
    SECOND,
    check_valid,
    content,
    exported,
    packed,
    project,
    qde,
    selection,
    sources,
    stored,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

JPG, PDF = b"\xff\xd8\xff" + bytes(range(256)) * 9, b"%PDF-1.4\n" + b"x" * 3000
PICTURE, PAPER, FAMILY, NOTE, SET = (new_guid() for _ in range(5))
AT = "2021-03-04T10:00:00Z"


def coded(code: str, user: str, guid: str) -> str:
    """A coding as programs write it."""
    return (f'<Coding guid="{guid}" creatingUser="{user}" creationDateTime="{AT}"><CodeRef targetGUID="{code}"/>'
            "</Coding>")


AREAS = [new_guid() for _ in range(2)]
CODINGS = [new_guid() for _ in range(3)]
INNER = f"""<Cases><Case guid="{FAMILY}" name="Gezin Eik"><SourceRef targetGUID="{PICTURE}"/><SourceRef
    targetGUID="{PAPER}"/></Case></Cases>""" + sources(
    f'<PictureSource guid="{PICTURE}" name="Tekening" path="internal://foto.JPG" creatingUser="{CODER}">'
    f"<Description>Door het kind</Description>"
    f'<PictureSelection guid="{AREAS[0]}" name="huis" firstX="1" firstY="2" secondX="30" secondY="-4">'
    f'{coded(CODE, OTHER, CODINGS[0])}<NoteRef targetGUID="{NOTE}"/></PictureSelection>'
    f"{coded(SECOND, CODER, CODINGS[1])}</PictureSource>",
    f'<PDFSource guid="{PAPER}" name="Brief" path="internal://brief.pdf">'
    f'<PDFSelection guid="{AREAS[1]}" page="3" firstX="10" firstY="20" secondX="30" secondY="40">'
    f"{coded(CODE, CODER, CODINGS[2])}</PDFSelection>"
    f'<Representation guid="{new_guid()}" plainTextPath="internal://brief.txt">{selection(0, 4)}</Representation>'
    "</PDFSource>") + f"""
    <Notes><Note guid="{NOTE}" name="Idee"><PlainTextContent>Kijk</PlainTextContent></Note></Notes>
    <Sets><Set guid="{SET}" name="Beeld"><MemberSource targetGUID="{PICTURE}"/></Set></Sets>"""
FILES = (("sources/foto.jpg", JPG), ("sources/brief.pdf", PDF), ("sources/brief.txt", b"Warm was het"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A pilot made of a project with a coded picture and a coded PDF file."""
    came = import_project(packed(tmp_path / "p.qdpx", project(INNER), FILES), tmp_path / "new.db", free_of_names=True)
    assert came.discarded == {}
    assert came.counts | {"memos": 1} == {
        "documents": 1, "codes": 2, "codings": 1, "memos": 1, "cases": 1, "kept_figures": 2, "kept_areas": 2}
    return tmp_path / "new.db"


def test_what_is_kept_leaves_as_it_came(new: Path, tmp_path: Path) -> None:
    """Bytes, places, codings with coder and time, memos, cases and sets; and again the same after another import."""
    left = exported(new, tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    assert (left.counts["kept_figures"], left.counts["kept_areas"]) == (2, 2)
    root = qde(tmp_path / "a.qdpx")
    (picture,) = root.iter("{*}PictureSource")
    (area,) = picture.iter("{*}PictureSelection")
    assert [area.get(side) for side in ("firstX", "firstY", "secondX", "secondY")] == ["1", "2", "30", "-4"]
    assert (area.get("guid"), area.get("name"), picture.get("name")) == (AREAS[0], "huis", "Tekening")
    (paper,) = root.iter("{*}PDFSelection")
    assert [paper.get(side) for side in ("page", "firstX", "secondY")] == ["3", "10", "40"]
    told = {one.get("guid"): (one.get("creatingUser"), one.get("creationDateTime"), one[0].get("targetGUID"))
            for one in root.iter("{*}Coding")}
    for guid, user, code in zip(CODINGS, (OTHER, CODER, CODER), (CODE, SECOND, CODE), strict=True):
        assert told[guid][0::2] == (user, code)
        assert told[guid][1].startswith("2021-03-04T10:00:00")
    assert [one.get("targetGUID") for one in area.iter("{*}NoteRef")] == [NOTE]
    assert [one.get("targetGUID") for one in root.iter("{*}SourceRef")] == [PAPER, PICTURE]
    assert [one.get("targetGUID") for one in root.iter("{*}MemberSource")] == [PICTURE]
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert archive.read(f"sources/{PICTURE}.jpg") == JPG
        assert archive.read(f"sources/{PAPER}.pdf") == PDF
    (tmp_path / "elsewhere").mkdir()
    again = import_project(tmp_path / "a.qdpx", tmp_path / "elsewhere" / "again.db")
    assert again.discarded == {}
    assert stored(tmp_path / "elsewhere" / "again.db") == stored(new)
    exported(tmp_path / "elsewhere" / "again.db", tmp_path / "b.qdpx")
    assert content(tmp_path / "a.qdpx") == content(tmp_path / "b.qdpx")


def test_the_report_names_what_is_kept(new: Path) -> None:
    """On the pages with what came along, in words."""
    with closing(open_pilot(new)) as db:
        told = report.came_from(db, access.operator(db, "x"))
    assert told is not None
    assert ("pictures and PDF files, kept to leave again", 2) in report.named(told.counts)


def test_only_who_may_hear_and_see_takes_them_out(new: Path) -> None:
    """They are as they came, with names and faces: for who may hear recordings of all; and none of a family that
    withdrew its consent."""
    with closing(open_pilot(new)) as db:
        guid = new_guid()
        with write(db):
            accounts.enrol_former(db, guid, "c")

        def leaves(viewer: access.Viewer) -> tuple[int, int]:
            found = gather.project_of(db, viewer, lambda _guid, _ext: False)
            return len(found.figures), found.left_out.get("figure_out_of_reach", 0)

        evaluator = access.viewer_for(db, guid, [Role.EVALUATOR], "x")
        assert leaves(evaluator) == (0, 2)
        assert leaves(access.viewer_for(db, guid, [Role.EVALUATOR, Role.COACH], "x")) == (0, 2)
        assert leaves(replace(evaluator, prepares=True)) == (2, 0)
        operator = access.operator(db, "x")
        person = members_of(db, operator)
        consent.give(db, operator, person, ["analyse"], "2021-01-15")
        assert leaves(replace(evaluator, prepares=True)) == (2, 0)
        consent.withdraw(db, operator, person, "analyse", "2021-03-05")
        assert leaves(replace(evaluator, prepares=True)) == (0, 2)


def members_of(db: Database, operator: access.Viewer) -> str:
    """guid of somebody of the family that came."""
    return people.add_person(db, operator, kind="parent", role="moeder", pseudonym="Moeder Eik", family_guid=FAMILY)


def test_a_file_that_is_too_large_or_other_than_it_says_is_refused(tmp_path: Path) -> None:
    """Nothing is left behind; a picture without a file is kept with its rectangles, and its file is counted."""
    path = packed(tmp_path / "p.qdpx", project(INNER), FILES)
    data = path.read_bytes()
    path.write_bytes(data.replace(JPG[:40], bytes(40)))
    if path.read_bytes() != data:
        with pytest.raises(BadInput):
            import_project(path, tmp_path / "new.db")
        assert not (tmp_path / "new.db").exists()
    came = import_project(packed(tmp_path / "q.qdpx", project(INNER), FILES[1:]), tmp_path / "other.db")
    assert (came.discarded, came.counts["kept_areas"]) == ({"picture": 1}, 2)
    exported(tmp_path / "other.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    (picture,) = qde(tmp_path / "a.qdpx").iter("{*}PictureSource")
    assert picture.get("path") is None


def test_a_check_looks_at_them(new: Path) -> None:
    """A file that changed on the disk is named."""
    pilot = Pilot("new", new.parent)
    at = large_files.recording(pilot, PICTURE, "jpg")
    assert at.read_bytes() == JPG
    new.rename(pilot.db_path)
    assert backup.lost_files(pilot) == []
    at.write_bytes(b"other")
    assert [one.fault for one in backup.lost_files(pilot)] == [f"recording {PICTURE} has changed"]


@pytest.mark.slow
def test_the_text_of_a_picture_is_a_text_here(tmp_path: Path) -> None:
    """What somebody wrote of a picture is read and coded as any text, and leaves in its picture again."""
    inner = sources(
        f'<PictureSource guid="{PICTURE}" name="Tekening" path="internal://foto.jpg"><Description>Door het kind'
        f'</Description><TextDescription guid="{new_guid()}"><PlainTextContent>Warm \U0001f600 huis</PlainTextContent>'
        f'{selection(7, 11)}</TextDescription><PictureSelection guid="{AREAS[0]}" firstX="1" firstY="2" secondX="3"'
        f' secondY="4">{coded(CODE, CODER, CODINGS[0])}</PictureSelection>{coded(SECOND, CODER, CODINGS[1])}'
        "</PictureSource>")
    came = import_project(packed(tmp_path / "p.qdpx", project(inner), FILES[:1]), tmp_path / "n.db", free_of_names=True)
    assert came.discarded == {}
    assert [came.counts[kind] for kind in ("documents", "codings", "kept_figures", "kept_areas")] == [1, 2, 1, 1]
    with closing(open_pilot(tmp_path / "n.db")) as db:
        assert db.execute("SELECT title FROM document").fetchone() == ("Tekening",)
        assert db.execute("SELECT quote FROM passage WHERE start_char > 0").fetchone() == ("huis",)
    exported(tmp_path / "n.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    (picture,) = qde(tmp_path / "a.qdpx").iter("{*}PictureSource")
    assert [one.tag.partition("}")[2] for one in picture][:4] == [  # what described the picture is a memo on its text
        "TextDescription", "PictureSelection", "Coding", "NoteRef"]
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert archive.read(f"sources/{PICTURE}.txt").decode() == "Warm \U0001f600 huis"
        assert archive.read(f"sources/{PICTURE}.jpg") == JPG
    import_project(tmp_path / "a.qdpx", tmp_path / "m.db", free_of_names=True)
    exported(tmp_path / "m.db", tmp_path / "b.qdpx")
    assert content(tmp_path / "a.qdpx") == content(tmp_path / "b.qdpx")
