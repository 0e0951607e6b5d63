"""Every file that can be taken out, opened again by another program: it holds rows and says what they are."""

from __future__ import annotations

import csv
import io
import re
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
from pypdf import PdfReader

from pilot.errors import NotFound
from pilot.families.papers import printing
from pilot.files.export import Asked
from pilot.safety import person_formats
from pilot.words import speaking
from stories.back.exports import RETURN
from stories.outcomes.from_sheets.exports import TEMPLATE
from stories.signals.exports import COUNCIL
from tests.conftest import ROOT
from themes.reports import files as reports
from web.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.rights.scene import Scene

# Reports say which release they are of, and of nobody who took them: tests/themes/reports opens those. A letter about
# consent is for a family, and says what was chosen by what is in it: tests/pilot/families/papers.
# All that is held on one person is for her: tests/pilot/safety.
# The list for a council leaves the team and names nobody of it: tests/stories/signals. What a family takes home is for
# that family: tests/stories/back. A sheet to fill in holds nothing yet: tests/stories/outcomes/from_sheets.
REPORTS = {one.key for one in (*reports.EXPORTS, *printing.EXPORTS, *person_formats.EXPORTS, COUNCIL, RETURN, TEMPLATE)}
PAIRS = [(key, ending) for key, export in EXPORTS.items() if key not in REPORTS for ending in export.formats]
WHO = {"log": "admin", "hidden": "admin", "people": "admin", "waiting": "evaluator", "directions": "evaluator2",
       "ages": "admin", "alone": "admin", "unasked": "admin", "decisions": "admin",
       "ending": "admin", "undecided": "evaluator2", "left": "evaluator2",
       "again": "evaluator2"}
# What has to be asked before there is a file; and what a file says of what was asked.
ASKED = {"passages": {"code": "klik"}, "places": {"search": "de"}, "history": {"key": "klik"},
         "quoted": {"code": "klik"}, "difference": {"before": "1", "after": "2"}, "recoded": {"version": "6"},
         "codebook": {"version": "2"}, "rubric": {"version": "1"}, "suggest-audit": {"code": "klik"},
         "outcome-groups": {"by": "site"}, "short": {"state": "new", "family": "Iep"},
         "pilot": {"without_sound": "yes"}}
SAID = {"klik": "Klik", "de": "de", "1": "versie 1", "2": "versie 2", "6": "versie 6", "new": "te coderen",
        "yes": "de geluidsopnamen", "Iep": "Iep", "site": "gemeente"}
# What has nothing to do with codings; all others say the codebook and the coders.
UNCODED = {
    "families", "stories", "quiet", "timeline", "milestones", "scores", "expenses", "log", "hidden", "waiting",
    "unasked", "recordings", "tasks", "consents", "decisions", "ending", "ages", "alone", "people", "places",
    "generations", "organisations", "goals", "dossier",
    "money", "money-kinds", "money-costs",
    "aims", "aim-report", "reach", "referrals", "closings", "hours", "questions",
    "uptake", "trial-flow", "trial-start", "trial-services", "trial-domains",
    "rubric", "minutes", "choosing", "contacts", "undertakings", "silent", "signals", "unanswered",
    "meaning", "shared-events", "outcomes", "outcome-change", "outcome-groups"}
# The codebook alone, or memos; and what always says what counts.
NO_CODER = {"claims", "suggest-audit", "suggest-methods", "codebook", "versions", "difference", "history", "codes"}
SCOPED = {"matrix", "themes", "time", "over-time", "quoted", "counted", "quiet", "to-code", "agreement",
          "outcomes", "outcome-change", "outcome-groups", "agreement-pairs", "agreement-documents", "tables",
          "new-codes", "theme-in-time", "first-mention", "family-in-time", "side-by-side", "summaries", "joint"}
WITHOUT = "Codeboek en coders: geen"


@pytest.fixture(scope="module")
def scene(everything: Scene, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A pilot with one of everything."""
    return everything.copy(tmp_path_factory.mktemp("files") / "home")


def _xlsx(content: bytes) -> tuple[list[list[str]], list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [[[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]
    return sheets[0], [": ".join(row[:2]) for row in sheets[1]]


def _csv(content: bytes) -> tuple[list[list[str]], list[str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    ends = rows.index([])
    return rows[:ends], [": ".join(row) for row in rows[ends:]]


def _docx(content: bytes) -> tuple[list[list[str]], list[str]]:
    made = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    lines = [one.text for one in made.paragraphs if one.text]
    return rows or [[one] for one in lines], lines


def _svg(content: bytes) -> tuple[list[list[str]], list[str]]:
    tree: Any = etree.fromstring(content)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert not tree.xpath("//*[local-name()='script' or local-name()='image' or @href]")
    words = tree.xpath("//*[local-name()='text']/text()")
    told = str(tree.findtext("{*}desc")).splitlines()
    assert all(line[:30] in " ".join(words) for line in told)  # seen, too
    return [[word] for word in words], told


def _png(content: bytes) -> tuple[list[list[str]], list[str]]:
    made = Image.open(io.BytesIO(content))
    made.load()
    assert made.width > 1400
    colours = made.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 20
    told = made.info["Description"].splitlines()
    return [[one] for one in told], told


def _html(content: bytes) -> tuple[list[list[str]], list[str]]:
    tree: Any = lxml_html.fromstring(content.decode())
    return [[tree.text_content()], ["x"]], [
        f"{one.findtext('dt')}: {one.findtext('dd')}" for one in tree.xpath("//dl/div")]


def _qdpx(content: bytes) -> tuple[list[list[str]], list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tree = _valid(archive.read("project.qde"), "Project.xsd")
    return _code_names(tree), str(tree.getprevious().text).splitlines()


def _qdc(content: bytes) -> tuple[list[list[str]], list[str]]:
    tree = _valid(content, "Codebook.xsd")
    return _code_names(tree), str(tree.getprevious().text).splitlines()


def _valid(content: bytes, schema: str) -> Any:
    tree: Any = etree.fromstring(content)
    etree.XMLSchema(etree.parse(ROOT / "tests/exchange/schemas" / schema)).assertValid(tree)
    return tree


def _code_names(tree: Any) -> list[list[str]]:
    return [[str(one.get("name"))] for one in tree.iter("{*}Code")]


def _yaml(content: bytes) -> tuple[list[list[str]], list[str]]:
    told = [line[3:] for line in content.decode().splitlines() if line.startswith("#: ")]
    return [[str(one)] for one in yaml.safe_load(content).items()], told


def _pdf(content: bytes) -> tuple[list[list[str]], list[str]]:
    lines = [line.strip() for page in PdfReader(io.BytesIO(content)).pages for line in page.extract_text().splitlines()]
    return [[line] for line in lines], lines


OPENED: dict[str, Callable[[bytes], tuple[list[list[str]], list[str]]]] = {
    "xlsx": _xlsx, "csv": _csv, "docx": _docx, "svg": _svg, "png": _png, "html": _html, "yaml": _yaml,
    "qdpx": _qdpx, "qdc": _qdc, "pdf": _pdf}


@pytest.mark.parametrize(("key", "ending"), PAIRS, ids=lambda one: str(one))
@pytest.mark.slow
def test_a_file_opens_and_says_what_it_is(scene: Scene, key: str, ending: str) -> None:
    """Rows under a head; codebook, coders, what was chosen, by whom, for whom, when, which version."""
    export, who = EXPORTS[key], WHO.get(key, "evaluator")
    query = {"family": scene.family("Berk"), "document": scene.guids["interview"],
             "meeting": scene.guids["meeting"], "aim": scene.guids["aim"]}
    if key == "sheet":
        query = {"round": scene.guids["round"], "coder": scene.guids["guest"]}
    if key == "choosing":
        query["round"] = scene.guids["choice"]
    chosen = {name: query[name] for name in export.options if name in query} | ASKED.get(key, {})
    with closing(scene.small.open()) as db, speaking("nl"):
        content = export.formats[ending].write(Asked(scene.small.pilot, db, scene.small.viewers[who], chosen))
    rows, told = OPENED[ending](content)
    assert len(rows) > 1
    lines = dict(line.partition(": ")[::2] for line in told)
    assert lines["Gemaakt door"].startswith(scene.small.viewers[who].label)
    assert lines["Voor wie"].startswith("voor het team")
    assert re.fullmatch(r"\d{1,2} [a-z]+ 20\d\d", lines["Gemaakt op"])
    assert lines["Gemaakt met"].startswith("Rode Draad 0")
    if key in UNCODED:
        assert any(line.startswith(WITHOUT) for line in told)
    else:
        assert "versie " in lines["Codeboek"]
        assert lines["Coders"]
        assert (lines["Coders"] == "geen") == (key in NO_CODER), lines["Codeurs"]
    what, said = " ".join(told), {scene.family("Berk"): "Berk", scene.guids["interview"]: "Gesprek",
                  scene.guids["round"]: "Ronde", scene.guids["guest"]: "Student 9",
                  scene.guids["meeting"]: "Zomer", scene.guids["choice"]: "Ronde",
                  scene.guids["aim"]: "Een werkwijze", **SAID}
    for value in chosen.values():
        assert said[value] in what
    assert chosen or lines.get("Gekozen") == "alles" or key in SCOPED
    assert "Ilona" not in str(rows)
    if key == "passages" and ending in ("xlsx", "csv"):
        assert rows[1][-1].startswith(f"/desk?document={rows[1][9]}&at=")


def test_what_is_said_of_files_is_about_files() -> None:
    """The lists above name files that there are, and each kind of file can be opened here."""
    assert UNCODED | NO_CODER | SCOPED | set(WHO) | set(ASKED) <= set(EXPORTS)
    assert {ending for _key, ending in PAIRS} == set(OPENED)


@pytest.mark.parametrize("key", [key for key, one in EXPORTS.items() if "search" in one.options])
@pytest.mark.slow
def test_nothing_is_a_sentence(scene: Scene, key: str) -> None:
    """What is searched and not found makes no file, and leaves no event."""
    viewer = scene.small.viewers[WHO.get(key, "evaluator")]
    for form in EXPORTS[key].formats.values():
        with closing(scene.small.open()) as db:
            before = db.conn.execute("SELECT count(*) FROM event").fetchone()
            with pytest.raises(NotFound):
                form.write(Asked(scene.small.pilot, db, viewer, {**ASKED.get(key, {}), "search": "onvindbaar"}))
            assert db.conn.execute("SELECT count(*) FROM event").fetchone() == before


@pytest.mark.slow
def test_a_list_in_a_file_follows_its_search(scene: Scene) -> None:
    """Only rows that the page would show are in it."""
    with closing(scene.small.open()) as db, speaking("nl"):
        asked = Asked(scene.small.pilot, db, scene.small.viewers["evaluator"], {"search": "verhaal"})
        rows, told = _csv(EXPORTS["documents"].formats["csv"].write(asked))
    assert [row[0] for row in rows[1:]] == ["Verhaal"]
    assert "Gezocht in titel en gezin: verhaal" in told
