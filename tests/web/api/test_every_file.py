"""Every file that can be taken out, opened again by another program: it holds rows and says what they are."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
import yaml
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from pilot.errors import NotFound
from pilot.files.export import Asked
from pilot.words import speaking
from tests.conftest import ROOT
from tests.rights.scene import set_scene
from web.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.rights.scene import Scene

PAIRS = [(key, ending) for key, export in EXPORTS.items() for ending in export.formats]
WHO = {"log": "admin", "hidden": "admin", "people": "admin", "waiting": "evaluator", "directions": "evaluator2",
       "summary": "steering"}
ASKED = {"passages": {"code": "klik"}, "places": {"search": "de"}}  # what has to be asked before there is a file
NO_TEAM = {"yaml", "qdpx", "qdc"}  # what other programs read says it in their way, or not at all


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A pilot with one of everything."""
    return set_scene(tmp_path_factory.mktemp("files") / "home")


def _xlsx(content: bytes) -> tuple[list[list[str]], str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [[[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]
    return sheets[0], str(sheets[1])


def _csv(content: bytes) -> tuple[list[list[str]], str]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    ends = rows.index([])
    return rows[:ends], str(rows[ends:])


def _docx(content: bytes) -> tuple[list[list[str]], str]:
    made = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    lines = [[one.text] for one in made.paragraphs if one.text]
    return rows or lines, str(lines)


def _svg(content: bytes) -> tuple[list[list[str]], str]:
    tree: Any = etree.fromstring(content)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert not tree.xpath("//*[local-name()='script' or local-name()='image' or @href]")
    words = [[text] for text in tree.xpath("//*[local-name()='text']/text()")]
    return words, " ".join(word for (word,) in words)


def _png(content: bytes) -> tuple[list[list[str]], str]:
    made = Image.open(io.BytesIO(content))
    made.load()
    assert made.width > 1400
    colours = made.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 20
    return [[made.info["Description"]], ["x"]], ""


def _html(content: bytes) -> tuple[list[list[str]], str]:
    tree: Any = lxml_html.fromstring(content.decode())
    text = tree.text_content()
    return [[text], [text]], text


def _qdpx(content: bytes) -> tuple[list[list[str]], str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _valid(archive.read("project.qde"), "Project.xsd"), ""


def _qdc(content: bytes) -> tuple[list[list[str]], str]:
    return _valid(content, "Codebook.xsd"), ""


def _valid(content: bytes, schema: str) -> list[list[str]]:
    tree: Any = etree.fromstring(content)
    etree.XMLSchema(etree.parse(ROOT / "tests/exchange/schemas" / schema)).assertValid(tree)
    return [[str(one.get("name"))] for one in tree.iter("{*}Code")]


def _yaml(content: bytes) -> tuple[list[list[str]], str]:
    return [[str(one)] for one in yaml.safe_load(content).items()], ""


OPENED: dict[str, Callable[[bytes], tuple[list[list[str]], str]]] = {
    "xlsx": _xlsx, "csv": _csv, "docx": _docx, "svg": _svg, "png": _png, "html": _html, "yaml": _yaml,
    "qdpx": _qdpx, "qdc": _qdc}


@pytest.mark.parametrize(("key", "ending"), PAIRS, ids=lambda one: str(one))
def test_a_file_opens_and_says_what_it_is(scene: Scene, key: str, ending: str) -> None:
    """Rows under a head; by whom and for whom, when, with which version; the pilot's real name is in none."""
    export, who = EXPORTS[key], WHO.get(key, "evaluator")
    query = {"family": scene.family("Berk"), "document": scene.guids["interview"]}
    chosen = {name: query[name] for name in export.options if name in query} | ASKED.get(key, {})
    with closing(scene.small.open()) as db, speaking("nl"):
        content = export.formats[ending].write(Asked(scene.small.pilot, db, scene.small.viewers[who], chosen))
    rows, told = OPENED[ending](content)
    assert len(rows) > 1
    if ending not in NO_TEAM | {"png"}:
        label = scene.small.viewers[who].label
        for said in (f"Gemaakt door: {label}" if ending in ("svg", "docx") else label, "voor het team", "Rode Draad 0"):
            assert said in told
    assert "Ilona" not in str(rows)
    if key == "passages" and ending in ("xlsx", "csv"):
        assert "versie" in told
        assert rows[1][-1].startswith(f"/desk?document={rows[1][9]}&at=")


@pytest.mark.parametrize("key", [key for key, one in EXPORTS.items() if "search" in one.options])
def test_nothing_is_a_sentence(scene: Scene, key: str) -> None:
    """What is searched and not found makes no file, and leaves no event."""
    viewer = scene.small.viewers[WHO.get(key, "evaluator")]
    for form in EXPORTS[key].formats.values():
        with closing(scene.small.open()) as db:
            before = db.conn.execute("SELECT count(*) FROM event").fetchone()
            with pytest.raises(NotFound):
                form.write(Asked(scene.small.pilot, db, viewer, {"search": "onvindbaar"}))
            assert db.conn.execute("SELECT count(*) FROM event").fetchone() == before


def test_a_list_in_a_file_follows_its_search(scene: Scene) -> None:
    """Only rows that the page would show are in it."""
    with closing(scene.small.open()) as db, speaking("nl"):
        asked = Asked(scene.small.pilot, db, scene.small.viewers["evaluator"], {"search": "verhaal"})
        rows, told = _csv(EXPORTS["documents"].formats["csv"].write(asked))
    assert [row[0] for row in rows[1:]] == ["Verhaal"]
    assert "'verhaal'" in told
