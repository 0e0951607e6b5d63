"""Every report, opened again by another program: no number in it differs from the release, and no name gets in."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html
from pptx import Presentation
from pptx.util import Cm
from pypdf import PdfReader

from pilot import words
from pilot.errors import Conflict
from pilot.files import links
from tests.release_example import NOBODY, content
from themes.release.content import Arc, Both, Moment, Statement
from themes.reports import as_pdf, as_pptx
from themes.reports.facts import Paneled, Source, facts
from themes.reports.files import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.release.content import Content

ARC = Arc("arc", "Weer naar school", "moeder, twee kinderen", tuple(
    Moment(months, Both(f"na {months} maanden", f"after {months} months"), (
        Statement(f"s{months}", Both("werk", "work"), f"Zij werkt {months} uur."),)) for months in (0, 3, 9, 12)))
SIGNED = Source("Gezinscoaches", 4, "2022-06-09")
TODAY = "2022-06-09"
# "n van of", "n van de of": every count of families out of families that a file may have.
COUNTED = re.compile(r"\b(\d+) (?:van|of) (\d+)\b")


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with words.speaking("nl"):
        yield


def _texts(ending: str, made: bytes) -> str:
    """All words of a file."""
    if ending == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    if ending == "html":
        tree: Any = lxml_html.fromstring(made.decode())
        return str(tree.text_content())
    if ending == "docx":
        opened: Any = docx.Document(io.BytesIO(made))
        return " ".join("".join(one.itertext()) for one in opened.element.body.iter("{*}p"))
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made))
        return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    return " ".join("".join(one.itertext()) for slide in Presentation(io.BytesIO(made)).slides
                    for one in slide._element.iter("{*}p"))


def _made(key: str, ending: str, says: Content, source: Source = SIGNED) -> bytes:
    from themes.reports import files

    write = next(one for one in files.EXPORTS if one.key == key).formats[ending].write
    asked = write.__closure__[0].cell_contents if write.__closure__ else None  # what it writes of the facts
    assert callable(asked)
    return bytes(asked(facts(says, source), TODAY))


PAIRS = [(one.key, ending) for one in EXPORTS for ending in one.formats]


def _counts(says: Content) -> set[tuple[int, int]]:
    """The counts that the release itself has."""
    amounts = [says.families, *(amount for one in says.themes for amount in (
        one.families, one.plus, one.minus, *(voice.families for voice in one.voices),
        *(site.families for site in one.sites)))]
    told = {(int(n), int(of)) for one in says.themes for n, of in COUNTED.findall(
        f"{one.sure.told.nl} {one.drafted.nl} {one.sentence}")}
    return {(one.n, one.of) for one in amounts if one.n is not None and one.of is not None} | told


@pytest.mark.parametrize(("key", "ending"), PAIRS)
@pytest.mark.parametrize("in_words", [True, False])
@pytest.mark.slow
def test_no_number_of_its_own(key: str, ending: str, in_words: bool) -> None:
    """A file counts nothing anew: each "n van of" in it is one of the release."""
    says = replace(content(in_words=in_words), arcs=(ARC,))
    text = _texts(ending, _made(key, ending, says))
    assert says.title in text or key == "story-arcs"
    assert "vrijgave 4" in text
    found = {(int(n), int(of)) for n, of in COUNTED.findall(text)}
    assert found <= _counts(says)
    assert in_words or key in ("story-arcs", "life-domains") or found
    assert not in_words or not found


@pytest.mark.parametrize(("key", "ending"), [pair for pair in PAIRS if pair[0] in ("factsheet", "poster")])
@pytest.mark.slow
def test_each_share_comes_with_its_own_figure(key: str, ending: str) -> None:
    """Beside "n van of gezinnen" stands the name of the figure that has this n and of: the release says so once."""
    says = content(in_words=False)
    own = {one.figure: (one.n, one.of) for one in (facts(says, SIGNED).families, *(
        theme.said for theme in facts(says, SIGNED).themes)) if one.n is not None}
    text = _texts(ending, _made(key, ending, says))
    beside = re.findall(r"(\d+)\s+van\s+(\d+)(?:\s+gezinnen)?[\s(]*(4\.\d+)(?!\d)", text)
    assert {figure: (int(n), int(of)) for n, of, figure in beside} == own
    assert len({(n, of, figure) for n, of, figure in beside}) == len(own)  # no figure stands beside two numbers


@pytest.mark.parametrize("ending", ["docx", "pdf", "html"])
def test_columns_add_up(ending: str) -> None:
    """The table of the annex: each row and column of what is shown makes its total, in every kind of file."""
    says = content(in_words=False)
    made = _made("methods", ending, says)
    rows = _rows(ending, made)
    numbers = [[None if cell == "·" else int(cell) for cell in row[1:]] for row in rows[1:]]
    for line in (*numbers, *zip(*numbers, strict=True)):
        assert sum(one for one in line[:-1] if one is not None) == line[-1]
    shown = [[*row, total] for row, total in zip(says.tables[0].cells, says.tables[0].row_totals, strict=True)]
    assert numbers[:-1] == shown


def _rows(ending: str, made: bytes) -> list[list[str]]:
    """The first table of a file, with its head."""
    if ending == "docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(made)).tables[0].rows]
    if ending == "html":
        tree: Any = lxml_html.fromstring(made.decode())
        table = tree.xpath("//table")[0]
        return [[str(cell.text_content()) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
    lines = _texts("pdf", made).splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("Emmen"))
    body = [re.fullmatch(r"(.*?) ((?:\d+|·)(?: (?:\d+|·))*)", line) for line in lines[first + 1:first + 4]]
    return [["", *lines[first].split()], *([one[1], *one[2].split()] for one in body if one)]


@pytest.mark.parametrize(("key", "ending"), [("factsheet", "docx"), ("poster", "pptx")])
@pytest.mark.slow
def test_the_sheet_in_a_chart_says_the_same(key: str, ending: str) -> None:
    """What a chart is drawn from: the same families, and no name in it is a formula."""
    says = content(in_words=False)
    first = replace(says.themes[0], name=Both("=1+1", "=1+1"))
    says = replace(says, themes=(first, *says.themes[1:]))
    with zipfile.ZipFile(io.BytesIO(_made(key, ending, says))) as archive:
        sheets = [openpyxl.load_workbook(io.BytesIO(archive.read(one))).worksheets[0]
                  for one in archive.namelist() if one.endswith(".xlsx")]
        charts: list[Any] = [etree.fromstring(archive.read(one)) for one in archive.namelist()
                             if re.search(r"chart\d+\.xml$", one)]
    rows = [[cell.value for cell in row] for sheet in sheets for row in list(sheet.iter_rows())[1:]]
    assert sorted(rows) == [["'=1+1", 45, 25], ["Klik", 45, 15]]
    assert all(cell.data_type != "f" for sheet in sheets for row in sheet.iter_rows() for cell in row)
    drawn = [tuple(float(one) for one in series.xpath(".//*[local-name()='val']//*[local-name()='v']/text()"))
             for chart in charts for series in chart.xpath("//*[local-name()='ser']")]
    assert sorted(drawn) == ([(25, 15), (45, 45)] if key == "factsheet" else [(15,), (25,), (45,), (45,)])


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.slow
def test_slides_have_the_cards_of_the_printed_poster(many: bool) -> None:
    """Few themes have a card each: its figure, its sentence, a quote, a bar to the scale of all. Many share a chart."""
    says = replace(content(in_words=False), arcs=(ARC,))
    if many:
        says = replace(says, themes=tuple(replace(says.themes[n % 3], key=f"k{n}") for n in range(15)))
    shapes = list(Presentation(io.BytesIO(_made("poster", "pptx", says))).slides[0].shapes)
    said = " ".join(one.text_frame.text for one in shapes if one.has_text_frame)
    drawn: list[Any] = [one.chart for one in shapes if one.has_chart]
    assert [len(list(chart.plots[0].categories)) for chart in drawn] == ([10] if many else [1, 1])
    assert ("Hoe het met één gezin ging" in said, "Weer naar school" in said) == (not many, not many)
    if not many:
        assert "Een vast gezicht maakt het verschil, ook waar het ontbrak." in said
        assert said.count("Zij kwam altijd.") == 2  # on the cards of two themes, and nowhere else
        assert {chart.value_axis.maximum_scale for chart in drawn} == {45}
        for told, figure in (("in 25 van 45 gezinnen", "4.1"), ("in 15 van 45 gezinnen", "4.2"),
                             ("te weinig gezinnen om te tonen", "4.3")):
            assert f"{told}\N{NO-BREAK SPACE}{figure}" in said
        boxes = [one for one in shapes if one.has_text_frame and one.text_frame.text]
        for at, one in enumerate(boxes):  # no words over other words, no bar over words
            for other in [*boxes[at + 1:], *(shape for shape in shapes if shape.has_chart)]:
                assert (one.left + one.width <= other.left or other.left + other.width <= one.left
                        or one.top + one.height <= other.top + 2 or other.top + other.height <= one.top + 2)


@pytest.mark.slow
def test_no_story_no_empty_column() -> None:
    """Where the story of a family would stand on the poster, figures that are no themes do."""
    panel = Paneled("4.d1", "Leefdomeinen", "", ("Domein", "verbeterd"), (("werk", "in de meeste gezinnen"),))
    poster = replace(facts(content(), SIGNED), panels=(panel,))
    (page,) = PdfReader(io.BytesIO(as_pdf.poster_pdf(poster, TODAY))).pages
    found: list[float] = []
    page.extract_text(visitor_text=lambda text, around, at, *_: (
        found.append(around[0] * at[4] + around[4]) if "Leefdomeinen" in text else None))
    assert [one / float(page.mediabox.width) > 0.6 for one in found] == [True]
    bare = replace(poster, panels=(), themes=tuple(replace(one, done="") for one in poster.themes))
    for shown in (bare, replace(bare, panels=(panel,))):
        (slide,) = Presentation(io.BytesIO(as_pptx.poster_pptx(shown))).slides
        found = [(one.left + one.width) / Cm(1) for one in slide.shapes if Cm(5) < one.top < Cm(26)
                 and (one.has_table or one.has_text_frame and one.text_frame.text)]
        assert sum(one.has_table for one in slide.shapes) == len(shown.panels)
        assert 38 < max(found) <= 40.01  # of 42 cm


@pytest.mark.slow
def test_pages() -> None:
    """A factsheet has two pages at most and a poster one, however much a release says; and the pdf says what it is."""
    says = content(in_words=False)
    many = tuple(replace(says.themes[0], key=f"k{n}", name=Both(f"Thema {n}", f"Theme {n}"),
                         group=Both(f"Groep {n // 8}", f"Group {n // 8}"), sentence="Een lange zin. " * 12)
                 for n in range(60))
    says = replace(says, themes=many, about="Wat het is. " * 30)
    for key, most in (("factsheet", 2), ("poster", 1)):
        made = PdfReader(io.BytesIO(_made(key, "pdf", says)))
        assert len(made.pages) <= most
        assert made.metadata is not None
        assert says.title in str(made.metadata.title)
        assert made.trailer["/Root"]["/Lang"] == "nl"  # type: ignore[index]
        assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
        text = _texts("pdf", _made(key, "pdf", says))
        assert "Thema 59" in text  # by its name at least


@pytest.mark.slow
def test_slides_hold_what_is_on_them() -> None:
    """No box of the slides lies outside, and each slide has a title."""
    for key in ("poster", "story-arcs"):
        shown = Presentation(io.BytesIO(_made(key, "pptx", replace(content(in_words=False), arcs=(ARC,)))))
        assert shown.core_properties.language == "nl-NL"
        for slide in shown.slides:
            assert slide.shapes.title is not None
            assert slide.shapes.title.text_frame.text
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= (shown.slide_width or 0) + 1
                assert shape.top + shape.height <= (shown.slide_height or 0) + 1
    assert len(shown.slides) == 2  # three moments, and the fourth


@pytest.mark.slow
def test_links_for_who_may() -> None:
    """An evaluator's file leads to where a number comes from; anybody else's has no address at all."""
    says = replace(content(in_words=False), arcs=(ARC,))
    with links.served_at("https://rode.example"):
        for key, ending in PAIRS:
            made = _made(key, ending, says)
            assert b"rode.example" not in _unpacked(ending, made), (key, ending)
            mine = _made(key, ending, says, replace(SIGNED, page="/release?release=r1"))
            assert ending == "xlsx" or b"rode.example" in _unpacked(ending, mine), (key, ending)
        mine = _made("factsheet", "docx", says, replace(SIGNED, page="/release?release=r1"))
        assert b"https://rode.example/release?release=r1&amp;theme=vast_gezicht" in _unpacked("docx", mine)


def _unpacked(ending: str, made: bytes) -> bytes:
    if ending == "html":
        return made
    if ending == "pdf":
        return b" ".join(str(one.get_object()).encode() for page in PdfReader(io.BytesIO(made)).pages
                         for one in page.get("/Annots", []))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return b" ".join(archive.read(one) for one in archive.namelist())


@pytest.mark.parametrize(("key", "ending"), PAIRS)
@pytest.mark.slow
def test_marks_stand_on_the_first_page(key: str, ending: str) -> None:
    """A draft says so, and so does one whose ground has changed."""
    text = _texts(ending, _made(key, ending, content(), Source("Pilot", None, "", is_stale=True)))
    assert "CONCEPT" in text
    assert "is veranderd sinds" in text


@pytest.mark.parametrize("says", [
    replace(content(), themes=(), news=(), tables=()),
    replace(content(), themes=tuple(replace(
        one, families=NOBODY, plus=NOBODY, minus=NOBODY, voices=(), sites=(), quotes=()) for one in content().themes))])
@pytest.mark.parametrize(("key", "ending"), PAIRS)
@pytest.mark.slow
def test_nothing_to_tell_is_a_sentence(says: Content, key: str, ending: str) -> None:
    """Nothing coded, or nothing read for any theme: every report still says so."""
    text = _texts(ending, _made(key, ending, says))
    assert re.search({"factsheet": "Er is nog niets gecodeerd|geen enkel thema", "poster": "nog niets van de thema",
                      "story-arcs": "geen verhaal van een gezin", "life-domains": "geen cijfers over leefdomeinen",
                      "methods": "Elk cijfer"}[key], text)


def test_nothing_outside() -> None:
    """A page that stands alone asks for nothing, and runs nothing."""
    for key in (one.key for one in EXPORTS):
        text = _made(key, "html", replace(content(in_words=False), arcs=(ARC,))).decode()
        assert "default-src 'none'" in text
        assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|https?://", text)


def test_a_release_that_contradicts_itself_makes_no_file() -> None:
    """A total that is not that of what is shown, or more families than there are, is a sentence."""
    says = content(in_words=False)
    wrong = replace(says, tables=(replace(says.tables[0], total=36),))
    with pytest.raises(Conflict, match="spreken elkaar tegen"):
        facts(wrong, SIGNED)
    many = replace(says, families=replace(says.families, n=60))
    with pytest.raises(Conflict):
        facts(many, SIGNED)


@pytest.mark.parametrize(("key", "ending"), [pair for pair in PAIRS if pair[1] in ("docx", "pptx")])
@pytest.mark.slow
def test_no_person_is_behind_a_file(key: str, ending: str) -> None:
    """What a file says of itself names the pilot and nobody, whatever the template it is begun with says."""
    with zipfile.ZipFile(io.BytesIO(_made(key, ending, replace(content(), arcs=(ARC,))))) as parts:
        about = etree.fromstring(parts.read("docProps/core.xml"))
    said = {etree.QName(part).localname: part.text or "" for part in about}
    assert said["creator"] == "Gezinscoaches"
    assert (said.get("lastModifiedBy", ""), said.get("description", "")) == ("", "")
