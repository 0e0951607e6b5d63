"""What is in a document and not said: hidden, deleted, notes; and what programs put in by themselves: numbers,
parts.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.texts.importers.import_files import OPEN, WORD, docx, odt, pdf
from texts.importers import TEXT_EXTENSIONS, ParsedText, read_text

STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ook"><w:basedOn w:val="Weg"/></w:style>'
    '<w:style w:type="character" w:styleId="Stil"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Dicht"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop2"><w:basedOn w:val="Kop1"/><w:pPr><w:numPr><w:numId w:val="2"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Lijst"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    "</w:styles>"
)
NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Reeks"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Kop1"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="Kop2"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Reeks"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def run(text: str, properties: str = "") -> str:
    """A Word run with these properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def par(content: str, properties: str = "") -> str:
    """A Word paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def words(text: ParsedText) -> list[str]:
    """The words of each turn."""
    return [" ".join(turn.text.split()) for turn in text.turns]


@pytest.mark.parametrize(
    ("body", "left_out"),
    [
        (par(run("zichtbaar ") + run("geheim", "<w:vanish/>")), ["geheim"]),
        (par(run("zichtbaar", '<w:vanish w:val="0"/>')), []),
        (par(run("zichtbaar ") + run("geheim", '<w:rStyle w:val="Stil"/>')), ["geheim"]),
        (par(run("zichtbaar")) + par(run("geheim"), '<w:pStyle w:val="Weg"/>'), ["geheim"]),
        (par(run("zichtbaar")) + par(run("geheim"), '<w:pStyle w:val="Ook"/>'), ["geheim"]),
        (par(run("zichtbaar", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="Ook"/>'), []),
        (par(run("zichtbaar ") + "<w:del><w:r><w:delText>geheim</w:delText></w:r></w:del>"), ["geheim"]),
        (par(run("zichtbaar ") + f"<w:moveFrom>{run('geheim')}</w:moveFrom>"), ["geheim"]),
        (par(run("zichtbaar"), "<w:rPr><w:vanish/></w:rPr>"), []),
        (par(run("zichtbaar")) + '<w:tbl><w:tblPr><w:tblStyle w:val="Dicht"/></w:tblPr><w:tr><w:tc>'
         + par(run("geheim")) + "</w:tc></w:tr></w:tbl>", ["geheim"]),
        (par(run("zichtbaar")) + '<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>'
         + par(run("geheim")) + "</w:tc></w:tr></w:tbl>", ["geheim"]),
        (par(run("zichtbaar", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), []),
        (par(run("zicht"), "<w:rPr><w:vanish/></w:rPr>") + par(run("baar")), []),
        (par(run("zicht"), "<w:rPr><w:specVanish/></w:rPr>") + par(run("baar")), []),
        (par(run("zichtbaar ") + run("geheim", "<w:specVanish/>")), ["geheim"]),
        (par(run("zicht"), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
         + par(run("geheim", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>") + par(run("baar")), ["geheim"]),
        (par(run("zicht", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Ook"/>') + par(run("baar")), []),
    ],
)
def test_hidden_in_word(tmp_path: Path, body: str, left_out: list[str]) -> None:
    """Hidden by itself, by its style, or by one that style is based on; deleted or moved away."""
    text = read_text(docx(tmp_path / "x", body, styles=STYLES), "a.docx")
    assert words(text) == ["zichtbaar"]
    assert list(text.left_out) == left_out
    assert bool(text.warnings) == bool(left_out)


HEADS = {
    "otter": ("Gesprek zes\nMon, Mar 8, 2021 10:02AM • 32:11\n\nSUMMARY KEYWORDS\ngezin, school\n\nSPEAKERS\n"
              "Fatma, Bo\n\nFatma  00:00\nDag.\n\nBo  00:12\nJa.", 6),
    "meet": ("Gesprek (2021-03-08 10:00 GMT+1) - Transcript\nAttendees\nFatma Yılmaz, Bo Berg\nTranscript\n"
             "This editable transcript was computer generated and might contain errors. People can also change it.\n"
             "00:00:00\nFatma: Dag.\nBo: Ja.\n00:05:00\nFatma: Goed.\nMeeting ended after 00:06:12 👋", 6),
    "pages": ("Moeder: Dag.\n\nPagina 1 van 3\n\nCoach: Ja.\n\nPage 2 of 3", 2),
    "program": ("Interview gemaakt met Amberscript\n\nMoeder: Dat is gemaakt met Amberscript\nCoach: Ja.", 1),
    "noscribe": ("Transcribed with noScribe vers. 0.4. Audio source: /Users/els/geheim.mp3\n"
                 "(Start: 00:00:00 | Language: nl | Speakers: 2)\nS00: Dag.\nS01: Ja.", 2),
}


@pytest.mark.parametrize("kind", HEADS)
def test_what_programs_write_above_and_between(tmp_path: Path, kind: str) -> None:
    """Titles, lists of speakers and pages are in no turn but are told, without the path of a recording."""
    content, outside = HEADS[kind]
    (tmp_path / "x").write_text(content, encoding="utf-8")
    text = read_text(tmp_path / "x", "a.txt")
    assert len(text.left_out) == outside
    assert all(turn.speaker for turn in text.turns)
    assert text.turns[0].text == ("Dat is gemaakt met Amberscript" if kind == "program" else "Dag.")
    assert text.turns[1].text == "Ja."
    assert not any("geheim" in line for line in (*text.left_out, *text.warnings))


@pytest.mark.parametrize(("row", "shown"), [
    ('<w:trPr><w:cantSplit/><w:del w:id="4"/></w:trPr>', False), ("<w:trPr><w:hidden/></w:trPr>", False),
    ('<w:trPr><w:hidden w:val="0"/></w:trPr>', True),
    ("<w:trPr><w:trPrChange><w:hidden/></w:trPrChange></w:trPr>", True),
])
def test_rows_of_word_that_are_gone(tmp_path: Path, row: str, shown: bool) -> None:
    """A row that was deleted with tracked changes or is hidden is in no turn, and its words are told."""
    body = (f"<w:tbl><w:tr>{row}<w:tc>{par(run('geheim'))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{par(run('zichtbaar'))}</w:tc></w:tr></w:tbl>{par(run('onder'))}")
    text = read_text(docx(tmp_path / "x", body), "a.docx")
    assert words(text) == [*(["geheim"] if shown else []), "zichtbaar", "onder"]
    assert list(text.left_out) == ([] if shown else ["geheim"])
    assert len(text.warnings) == (1 if shown else 2)


MARK = "<w:rPr><w:vanish/></w:rPr>"
ROW = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'


@pytest.mark.parametrize(("part", "look", "gone"), [
    ("firstRow", '<w:tblLook w:val="0620"/>', "abc"), ("firstRow", ROW, "abc"), ("firstRow", "", ""),
    ("lastRow", '<w:tblLook w:val="0640"/>', "ghi"), ("firstCol", '<w:tblLook w:val="0680"/>', "adg"),
    ("lastCol", '<w:tblLook w:val="0700"/>', "cfi"), ("band2Horz", '<w:tblLook w:val="0400"/>', "def"),
    ("band1Horz", '<w:tblLook w:val="0420"/>', "def"), ("band2Vert", '<w:tblLook w:val="0200"/>', "beh"),
    ("band1Vert", '<w:tblLook w:val="0600"/>', ""), ("nwCell", '<w:tblLook w:val="06A0"/>', "a"),
])
def test_parts_of_a_table_that_its_style_hides(tmp_path: Path, part: str, look: str, gone: str) -> None:
    """Rows, columns and corners, where the table takes them from its style, which may be based on another; a hidden
    end of a paragraph joins nothing across cells.
    """
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="table" w:styleId="T"><w:basedOn w:val="B"/></w:style>'
        f'<w:style w:type="table" w:styleId="B"><w:tblStylePr w:type="{part}"><w:rPr><w:vanish/></w:rPr>'
        "</w:tblStylePr></w:style></w:styles>")
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{par(run(c * 3), MARK)}</w:tc>' for c in row)}</w:tr>"
                   for row in ("abc", "def", "ghi"))
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/>{look}</w:tblPr>{rows}</w:tbl>{par(run("onder"))}'
    text = read_text(docx(tmp_path / "x", body, styles=styles), "a.docx")
    shown = "".join(c for c in "abcdefghi" if c * 3 in " ".join(words(text)))
    assert (shown, sorted(text.left_out)) == ("".join(c for c in "abcdefghi" if c not in gone), [c * 3 for c in gone])
    assert words(text)[-1] == "onder"


def test_rows_of_opendocument_that_are_hidden(tmp_path: Path) -> None:
    """A row that is folded away is in no turn, and its words are told; one inside another table's cell too."""
    def row(text: str, attribute: str = "") -> str:
        return f"<table:table-row{attribute}><table:table-cell>{text}</table:table-cell></table:table-row>"

    hidden = ' table:visibility="collapse"'
    inner = f"<table:table>{row('<text:p>ook geheim</text:p>', hidden)}{row('<text:p>binnen</text:p>')}</table:table>"
    body = f"<table:table>{row('<text:p>geheim</text:p>', hidden)}{row(inner)}</table:table><text:p>onder</text:p>"
    text = read_text(odt(tmp_path / "x", body), "a.odt")
    assert words(text) == ["binnen", "onder"]
    assert text.left_out == ("geheim", "ook geheim")


def test_notes_and_remarks_of_word(tmp_path: Path) -> None:
    """Footnotes and remarks are in no turn, and in what is left out."""
    parts = {
        "footnotes": f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{par(run("bron"))}</w:footnote></w:footnotes>',
        "comments": f'<w:comments xmlns:w="{WORD}"><w:comment>{par(run("nakijken"))}</w:comment></w:comments>',
    }
    body = par(run("gezegd") + "<w:r><w:footnoteReference/></w:r><w:r><w:commentReference/></w:r>")
    text = read_text(docx(tmp_path / "x", body, **parts), "a.docx")
    assert words(text) == ["gezegd"]
    assert set(text.left_out) == {"bron", "nakijken"}


def test_numbers_of_word(tmp_path: Path) -> None:
    """Numbers of lists by their own settings or by a style, at two levels, from where the list begins."""
    def listed(text: str, level: int) -> str:
        return par(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = par(run("een"), '<w:pStyle w:val="Lijst"/>') + listed("twee", 0) + listed("drie", 1) + listed("vier", 1)
    body += listed("vijf", 0) + listed("zes", 1)
    text = read_text(docx(tmp_path / "x", body, styles=STYLES, numbering=NUMBERING), "a.docx")
    assert words(text) == ["3. een", "4. twee", "4.a) drie", "4.b) vier", "5. vijf", "5.a) zes"]


def test_numbers_of_headings_in_word(tmp_path: Path) -> None:
    """A style stands at the level that names it, though it gives none; a list can show its numbers as another does."""
    body = "".join(par(run(text), f'<w:pStyle w:val="{style}"/>')
                   for text, style in (("begin", "Kop1"), ("eerst", "Kop2"), ("dan", "Kop2"), ("slot", "Kop1")))
    body += par(run("los"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    text = read_text(docx(tmp_path / "x", body, styles=STYLES, numbering=NUMBERING), "a.docx")
    assert words(text) == ["I. begin", "1.1 eerst", "1.2 dan", "II. slot", "I. los"]


def test_what_was_chosen_in_a_form(tmp_path: Path) -> None:
    """The choice of a list and a tick are read, though they stand in no run; a sign of a font by the run's font."""
    def asked(data: str) -> str:
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return (f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
                f"<w:r><w:instrText> FORM </w:instrText></w:r>{end}")

    list_ = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="ja"/><w:listEntry w:val="nee"/></w:ddList>'
    body = par(run("keuze ") + asked(list_) + run(" ") + asked("<w:checkBox><w:default w:val='0'/></w:checkBox>")
               + asked("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>")
               + asked("<w:textInput><w:default w:val='vul in'/></w:textInput>")
               + run(" 10\uf0b0", '<w:rFonts w:ascii="Symbol"/>'))
    assert words(read_text(docx(tmp_path / "x", body), "a.docx")) == ["keuze nee ☐☒ 10°"]


ODT_STYLES = (
    "<office:automatic-styles><style:style style:name='T1' style:family='text'>"
    "<style:text-properties text:display='none'/></style:style>"
    "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Weg'/>"
    "<text:list-style style:name='L1'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
    "<text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style>"
    "</office:automatic-styles>"
)
ODT_NAMES = (
    OPEN + ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def open_text(path: Path, body: str, **parts: str) -> ParsedText:
    """An OpenDocument text with styles, read."""
    content = (f"<office:document-content {ODT_NAMES}>{ODT_STYLES}<office:body><office:text>{body}</office:text>"
               "</office:body></office:document-content>")
    styles = (f"<office:document-styles {ODT_NAMES}><office:styles>"
              "<style:style style:name='Weg' style:family='paragraph'>"
              "<style:text-properties text:display='none'/>"
              "</style:style></office:styles></office:document-styles>")
    return read_text(odt(path, "", **{"content.xml": content, "styles.xml": styles, **parts}), "a.odt")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "hidden",
    [
        "<text:p>zichtbaar <text:span text:style-name='T1'>geheim</text:span></text:p>",
        "<text:p>zichtbaar</text:p><text:p text:style-name='P1'>geheim</text:p>",
        "<text:p>zichtbaar</text:p><text:section text:display='none'><text:p>geheim</text:p></text:section>",
        "<text:p>zichtbaar <text:hidden-text text:is-hidden='true'>geheim</text:hidden-text></text:p>",
        "<text:p>zichtbaar</text:p><text:p>geheim<text:hidden-paragraph text:is-hidden='true'/></text:p>",
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Jan</dc:creator>"
        "<dc:date>2021-03-04</dc:date></office:change-info><text:p>geheim</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>zichtbaar</text:p>",
    ],
)
def test_hidden_in_open_document(tmp_path: Path, hidden: str) -> None:
    """Hidden by a span, a style of the document, a section or a field; deleted with tracked changes."""
    text = open_text(tmp_path / "x", hidden)
    assert words(text) == ["zichtbaar"]
    assert text.left_out == ("geheim",)
    assert len(text.warnings) == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_numbers_and_formulas_of_open_document(tmp_path: Path) -> None:
    """Lists number on where they say so; a formula is read on one line, with a warning."""
    item = "<text:list-item><text:p>{}</text:p></text:list-item>".format
    inner = f"<text:list>{item('b')}{item('c')}</text:list>"
    body = (
        f"<text:list text:style-name='L1'>{item('a')}<text:list-item><text:p>d</text:p>{inner}"
        "</text:list-item></text:list>"
        f"<text:p>tussen</text:p><text:list text:style-name='L1' text:continue-numbering='true'>{item('e')}</text:list>"
        f"<text:list text:style-name='L1'>{item('f')}</text:list>"
        "<text:p>het was <draw:frame><draw:object xlink:href='./Object 1'/></draw:frame> weken</text:p>"
    )
    formula = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mn>7</mn><annotation>7 over</annotation></math>"
    text = open_text(tmp_path / "x", body, **{"Object 1/content.xml": formula})
    assert words(text) == ["1. a", "2. d", "a) b", "b) c", "tussen", "3. e", "1. f", "het was 7 weken"]
    assert len(text.warnings) == 1


@pytest.mark.parametrize(
    ("body", "expected", "left_out"),
    [
        (r"zichtbaar {\v geheim}", "zichtbaar", ["geheim"]),
        (r"zichtbaar {\webhidden geheim}", "zichtbaar", ["geheim"]),
        (r"zichtbaar \v geheim\v0 weer", "zichtbaar weer", ["geheim"]),
        (r"zichtbaar {\deleted Emmen}{\revised [plaats]}", "zichtbaar [plaats]", ["Emmen"]),
        (r"{\mvf geheim}{\mvt zichtbaar} {\v ook}", "zichtbaar", ["geheim", "ook"]),
        (r"\pard\s1 geheim\par\pard\plain zichtbaar", "zichtbaar", ["geheim"]),
        (r"\pard\s3 geheim\par\pard\plain zichtbaar", "zichtbaar", ["geheim"]),
        (r"zichtbaar {\cs2 geheim}", "zichtbaar", ["geheim"]),
        (r"zichtbaar{\footnote geheim}", "zichtbaar", ["geheim"]),
        (r"{\header geheim}zichtbaar", "zichtbaar", ["geheim"]),
        (r"{\pntext\f1\'b7\tab}punt{\listtext 3.\tab}derde", "punt3. derde", []),
        (r"{\upr{fout}{\*\ud{goed}}} \u8364\'80 \u233?\uc2\u233??\uc0\u233 x", "goed € ééx"[:-1] + "éx", []),
        (r"\f1 \'b0\f0 C{\f2 \'e9}", "°Cй", []),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt kader\par}}{\shprslt kader}}", "kader", []),
        (r"{\*\onbekend geheim}zicht\-baar\~n\_a", "zichtbaar n\u2011a", []),
    ],
)
def test_what_rtf_holds(tmp_path: Path, body: str, expected: str, left_out: list[str]) -> None:
    """Hidden, deleted, by style; notes; numbers of lists; characters of each set and what stands in for them."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial Cyr;}}"
        r"{\stylesheet{\s0 Normal;}{\s1\v Weg;}{\*\cs2\v Stil;}{\s3\sbasedon1 Ook;}}"
    )
    path = tmp_path / "x"
    path.write_bytes((head + body + "}").encode("ascii"))
    text = read_text(path, "a.rtf")
    assert " ".join(words(text)) == " ".join(expected.split(" "))
    assert list(text.left_out) == left_out


def test_rtf_in_other_sets(tmp_path: Path) -> None:
    """A document of a Mac or of Poland is read in its own set."""
    path = tmp_path / "x"
    for head, byte in ((r"\mac", "8e"), (r"\ansi\ansicpg1250", "e9"), (r"\pc", "82"), (r"\ansi\ansicpg850", "82")):
        path.write_text(rf"{{\rtf1{head} \'{byte}\'{byte}n}}")
        assert words(read_text(path, "a.rtf")) == ["één"]


def test_content_says_what_a_file_is(tmp_path: Path) -> None:
    """A document under another name is read as what it is, with a warning; text needs no ending."""
    cases: list[tuple[str, object]] = [
        ("a.txt", lambda p: docx(p, par(run("woord")))), ("a.docx", lambda p: odt(p, "<text:p>woord</text:p>")),
        ("a.doc", lambda p: p.write_bytes(rb"{\rtf1 woord}")), ("a.docx", lambda p: p.write_bytes(pdf([["woord"]]))),
        ("a.txt", lambda p: p.write_text("<!DOCTYPE html><p>woord")),
             ("a.md", lambda p: p.write_bytes(rb"{\rtf1 woord}")),
    ]
    for name, make in cases:
        path = tmp_path / "x"
        assert callable(make)
        make(path)
        text = read_text(path, name)
        assert words(text) == ["woord"]
        assert any("by its content" in warning for warning in text.warnings)
    path.write_text("Moeder: woord")
    assert read_text(path, "gesprek").turns[0].speaker == "Moeder"


def test_text_formats_by_content(tmp_path: Path) -> None:
    """JSON and subtitles are known under each other's names; text that only begins like JSON is text."""
    path = tmp_path / "x"
    vtt, srt = "WEBVTT\n\n00:01.000 --> 00:02.500\nwoord\n", "1\n00:00:01,000 --> 00:00:02,500\nwoord\n"
    segments = '[{"start": 1, "end": 2.5, "text": "woord"}]'
    for name, content in (("a.txt", segments), ("a.json", vtt), ("a.json", srt), ("a.txt", vtt), ("a.srt", vtt)):
        path.write_text(content)
        turn = read_text(path, name).turns[0]
        assert (turn.text, turn.start_ms, turn.end_ms) == ("woord", 1000, 2500)
    path.write_text('{"woord" zei hij')
    assert words(read_text(path, "a.txt")) == ['{"woord" zei hij']


def test_plain_text_under_every_name(tmp_path: Path) -> None:
    """Talk, subtitles, JSON and a page come out alike whatever a file is called, and another name is told."""
    path = tmp_path / "x"
    spoken = [("Moeder", "Ik was bang."), ("Coach", "Waarvoor?")]
    contents = {
        "plain text": "Moeder: Ik was bang.\nCoach: Waarvoor?\n",
        "subtitles": "1\n00:00:01,000 --> 00:00:02,500\nMoeder: Ik was bang.\n\n"
                     "2\n00:00:03,000 --> 00:00:04,000\nCoach: Waarvoor?\n",
        "transcript in JSON": json.dumps([{"start": n, "end": n + 1, "speaker": who, "text": said}
                                          for n, (who, said) in enumerate(spoken)]),
        "web page": "<p>Moeder: Ik was bang.</p>\n<p>Coach: Waarvoor?</p>",
    }
    # A table of times is read as JSON of a program is.
    captions = (".txt", ".srt", ".vtt", ".ass", ".ssa", ".sbv", ".sub", ".stl", ".smi", ".lrc", ".ttml", ".xml",
                ".eaf", ".textgrid", ".jss", ".cap", ".trs")
    own = {"plain text": (".txt", ".md", ".lrc"), "subtitles": captions,
           "transcript in JSON": (".txt", ".json", ".tsv", ".csv"), "web page": (".html", ".htm")}
    for looks, content in contents.items():
        path.write_text(content)
        for ending in sorted(TEXT_EXTENSIONS) + [".doc", ".mp3"]:
            if (looks, ending) == ("web page", ".md"):
                continue  # Markdown may hold elements
            text = read_text(path, f"a{ending}")
            assert [(turn.speaker, turn.text) for turn in text.turns] == spoken, (looks, ending)
            told = [warning for warning in text.warnings if "by its content" in warning]
            assert (looks in told[0] if told else ending in own[looks]), (looks, ending, told)
    path.write_text("<onverstaanbaar> Ik was bang.")
    assert words(read_text(path, "a.html")) == ["<onverstaanbaar> Ik was bang."]


MHT = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n\n<p>Moeder: =C3=A9=C3=A9n</p><script>weg()</script>\n--x--\n"
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("a.html", "<p>Moeder: één</p>"), ("a.mht", MHT), ("a.rtf", r"{\rtf1 Moeder: \u233?\u233?n{\v weg}}"),
        ("a.txt", "Moeder: één"),
    ],
)
def test_parts_brought_in(tmp_path: Path, part: str, content: str) -> None:
    """A page, a mailed page, RTF or plain text that a Word file brings in is read where it stands."""
    links = f'<Relationships><Relationship Id="c1" Type="x/aFChunk" Target="{part}"/></Relationships>'
    body = par(run("Voor")) + '<w:altChunk r:id="c1" xmlns:r="r"/>' + par(run("Coach: Na"))
    path = docx(tmp_path / "x", body)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", links)
        archive.writestr(f"word/{part}", content)
    text = read_text(path, "a.docx")
    assert [(t.speaker, t.text) for t in text.turns] == [("", "Voor"), ("Moeder", "één"), ("Coach", "Na")]


def test_path_of_the_recording_is_not_kept(tmp_path: Path) -> None:
    """A program's line with the path of a recording is left out without the path, which may be a name."""
    path = tmp_path / "x"
    path.write_text("Audio file: C:/Users/sanne/gesprek.m4a\n\nS00: Dag.\n\nS01: Ja.\n")
    text = read_text(path, "a.txt")
    assert text.left_out == ("Audio file: …",)
    assert "sanne" not in json.dumps([*text.warnings, *text.left_out])


@pytest.mark.parametrize("text", [
    "gesprek Fenna.m4a\n\nMoeder: hallo.\nCoach: dag.\n",
    "Transcription for 2026-01-01 Fenna\n\nMoeder: ja.\nCoach: o.\n",
    "Fenna\nTranscribed with noScribe vers. 0.7\nAudio file: C:/opnames/Fenna.m4a\n\nMoeder: ja.\nCoach: o.\n"])
def test_the_name_of_a_file_is_never_told(tmp_path: Path, text: str) -> None:
    """It may be somebody's: whether it stands alone, behind a program's words, or as the title above them."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    read = read_text(path, "a.txt")
    assert [turn.speaker for turn in read.turns] == ["Moeder", "Coach"]
    assert read.left_out
    assert not any("Fenna" in line for line in (*read.left_out, *read.warnings))


@pytest.mark.parametrize("head", [
    ("Wie", "Wat"), ("Deelnemer", "Uitspraken"), ("Persoon", "Gesproken tekst"), ("Participant", "Fragment")])
def test_heads_of_a_table_are_no_speech(tmp_path: Path, head: tuple[str, str]) -> None:
    """Whatever words people put above the columns."""
    rows = (head, ("Moeder", "Ja."), ("Coach", "Nee."))
    cells = ["".join(f"<w:tc>{par(run(cell))}</w:tc>" for cell in row) for row in rows]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    text = read_text(docx(tmp_path / "x", f"<w:tbl>{table}</w:tbl>"), "a.docx")
    assert [(t.speaker, t.text) for t in text.turns] == [("Moeder", "Ja."), ("Coach", "Nee.")]
    assert text.left_out == ("\t".join(head),)


def test_words_that_show_again_in_what_is_hidden(tmp_path: Path) -> None:
    """A run that is said to be visible is, in a paragraph whose style hides it; a hidden section stays hidden."""
    styles = (
        '<office:automatic-styles><style:style style:name="H" style:family="paragraph"><style:text-properties '
        'text:display="none"/></style:style><style:style style:name="S" style:family="text"><style:text-properties '
        'text:display="true"/></style:style></office:automatic-styles>')
    body = (
        '<text:p text:style-name="H">Weg<text:span text:style-name="S">Coach: Ja.</text:span></text:p>'
        '<text:section text:display="none"><text:p><text:span text:style-name="S">Weg</text:span></text:p>'
        '</text:section>')
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    content = (f"<office:document-content {OPEN} {space}>{styles}<office:body><office:text>{body}</office:text>"
               "</office:body></office:document-content>")
    text = read_text(odt(tmp_path / "x", "", **{"content.xml": content}), "a.odt")
    assert [(t.speaker, t.text) for t in text.turns] == [("Coach", "Ja.")]
    assert text.left_out == ("Weg", "Weg")


def test_numbers_of_headings_in_a_text_of_libreoffice(tmp_path: Path) -> None:
    """Headings that are numbered by their outline keep their number."""
    levels = "".join(
        f'<text:outline-level-style text:level="{n}" style:num-format="1" style:num-suffix="." '
        f'text:display-levels="{n}"/>'
        for n in (1, 2))
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    outline = (f'<office:document-styles {OPEN} {space}><office:styles><text:outline-style style:name="O">{levels}'
               "</text:outline-style></office:styles></office:document-styles>")
    told = ((1, "Begin"), (2, "School"), (1, "Nu"))
    body = "".join(f'<text:h text:outline-level="{n}">{word}</text:h>' for n, word in told)
    text = read_text(odt(tmp_path / "x", body, **{"styles.xml": outline}), "a.odt")
    assert [t.text for t in text.turns] == ["1. Begin", "1.1. School", "2. Nu"]


def test_formulas_of_rtf_are_read(tmp_path: Path) -> None:
    """On one line, and said."""
    path = tmp_path / "x"
    path.write_text(
        r"{\rtf1\ansi Moeder: het was {\mmath"
        r"{\*\moMath{\mf{\mfPr{\mctrlPr\f34}}{\mnum{\mr 7}}{\mden{\mr 2}}}}} week\par}")
    text = read_text(path, "a.rtf")
    assert [t.text for t in text.turns] == ["het was 7/2 week"]
    assert "formula" in " ".join(text.warnings).casefold()


def test_pages_end_in_a_turn(tmp_path: Path) -> None:
    """Numbers of two pages are no words, and a sentence or a word that a page breaks is one."""
    path = tmp_path / "x"
    path.write_bytes(pdf([
        ["Moeder: Het gaat nu al een hele tijd beter met ons en met de gezins-", "1"],
        ["ondersteuning die elke week langskomt en die naar ons luistert, zei ik", "2"],
        ["tegen haar. Dat was in 2", "3"]]))
    text = read_text(path, "a.pdf")
    assert [(t.speaker, t.text) for t in text.turns] == [(
        "Moeder", "Het gaat nu al een hele tijd beter met ons en met de gezinsondersteuning die elke week langskomt "
        "en die naar ons luistert, zei ik tegen haar. Dat was in 2")]
    assert text.left_out == ("1", "2", "3")


@pytest.mark.parametrize("line", [
    "(Start: 2024-09-01 12:00:00 | Stop: 00:10:00 | Language: Dutch (nl) | Speakers: 2)",
    "(Taal: Nederlands | Sprekers: 2)"])
def test_what_a_program_was_set_to_is_no_speech(tmp_path: Path, line: str) -> None:
    """noScribe writes its settings below its name."""
    path = tmp_path / "x"
    path.write_text(f"Transcribed with noScribe vers. 0.6.2\n{line}\n\nS00: Ja.\nS01: Nee.\n")
    assert [t.speaker for t in read_text(path, "a.txt").turns] == ["S00", "S01"]


def test_what_fields_hold_and_nobody_sees(tmp_path: Path) -> None:
    """The result of a field inside the instruction of another is no word, nor is the hint in an empty box."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, then, end = (mark.format(kind) for kind in ("begin", "separate", "end"))
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'.format
    inner = f"{begin}<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>{then}{run('GEHEIM')}{end}"
    field = f"{begin}<w:r><w:instrText> IF </w:instrText></w:r>{inner}{then}{run('ja')}{end}"
    box = '<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'.format
    body = (f"<w:p>{run('Moeder: A ')}{field}{run('.')}{box('<w:showingPlcHdr/>', run('Klik om te typen'))}"
            f"{box('', run(' Echt.'))}</w:p>")
    found = read_text(docx(tmp_path / "x", body), "a.docx")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [("Moeder", "A ja. Echt.")]
    assert {"GEHEIM", "Klik om te typen"} <= set(found.left_out)
