"""Each text format is read as turns, with nothing of the text lost."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx as python_docx
import odfdo
import pytest

from pilot import words
from tests.texts.importers.import_files import WORD, docx, odt, paragraph, pdf
from texts.importers import TEXT_EXTENSIONS, ParsedText, read_text

SAID = [("I", "Hoe gaat het?"), ("Moeder", "Beter, zei de coach. Echt waar.")]
LINES = ["I: Hoe gaat het?", "Moeder: Beter, zei de coach.", "Echt waar."]


def read(tmp_path: Path, name: str, content: str | bytes) -> ParsedText:
    """Read this content under this name."""
    path = tmp_path / "upload.part"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_text(path, name)


def said(text: ParsedText) -> list[tuple[str, str]]:
    """Speaker and words of each turn."""
    return [(turn.speaker, turn.text) for turn in text.turns]


def word_file() -> bytes:
    """The example as python-docx writes it."""
    document = python_docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def open_file() -> bytes:
    """The example as odfdo writes it."""
    document = odfdo.Document("text")
    document.body.clear()
    for line in LINES:
        document.body.append(odfdo.Paragraph(line))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


VTT = (
    "WEBVTT - interview\nKind: captions\n\nNOTE niet meelezen\n\nSTYLE\n::cue {}\n\n"
    "een\n00:01.000 --> 00:02.500 align:start\n<v I>Hoe gaat het?</v>\n\n"
    "00:00:03.000 --> 00:00:04.000\n<v.loud Moeder>Beter, <i>zei</i> de <00:00:03.500>coach.\n\n"
    "00:00:05.000 --> 00:00:06.000\n<v Moeder>Echt waar.\n"
)
SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\nI: Hoe gaat het?\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    "Moeder: Beter, <i>zei</i>\nde coach.\n\n3\n00:00:05,000 --> 00:00:06,000\nMoeder: Echt waar.\n"
)
SEGMENTS = [
    {"id": 0, "start": 1.0, "end": 2.5, "text": " Hoe gaat het?", "speaker": "I"},
    {"id": 1, "start": 3, "end": 4.0, "text": " Beter, zei de coach.", "speaker": "Moeder"},
    {"id": 2, "start": 5.0004, "end": 5.9996, "text": " Echt waar.", "speaker": "Moeder"},
    {"id": 3, "start": 6.0, "end": 6.0, "text": "  "},
]
RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\author Iemand}}\f0 I: Hoe gaat het?\par "
    r"{\b Moeder:} Beter, zei de coach.\par Echt waar.\par}"
)
HTML = (
    "<!DOCTYPE html><html><head><title>weg</title><style>p{}</style></head><body><script>weg()</script>"
    "<!-- weg --><p><b>I:</b> Hoe\n gaat het?</p><div>Moeder: Beter, <i>zei</i> de coach.<br>Echt&nbsp;waar.</div>"
    "<p style='display: none'>weg</p><p style='font-size:0px'>weg</p><p style='opacity: 0'>weg</p></body></html>"
)
FILES: dict[str, str | bytes] = {
    "a.txt": "\r\n\r\n".join(LINES),
    "b.md": "**I:** Hoe gaat het?\n\n**Moeder**: Beter, *zei* de coach.\n\nEcht waar.",
    "c.rtf": RTF,
    "d.html": HTML,
    "e.htm": HTML.encode("utf-16"),
    "f.vtt": VTT,
    "g.srt": SRT,
    "h.json": json.dumps({"text": "x", "language": "nl", "segments": SEGMENTS}),
    "faster.json": json.dumps(SEGMENTS),
    "i.docx": word_file(),
    "j.odt": open_file(),
    "k.pdf": pdf([LINES]),
    "L.TXT": "\n".join(LINES),
    "vtt under another name.txt.vtt": VTT.replace("\n", "\r\n"),
    "srt called.vtt": SRT,
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_turns(tmp_path: Path, name: str) -> None:
    """The same interview comes out of each format with the same speakers and words; one speaker's words are one
    turn.
    """
    text = read(tmp_path, name, FILES[name])
    assert [(s, " ".join(t.split())) for s, t in said(text)] == SAID
    assert text.speakers == ("I", "Moeder")


def test_every_extension_is_tried() -> None:
    """No format is promised that the test above leaves out; test_accepted.py and test_other_captions.py try others."""
    elsewhere = {".ass", ".ssa", ".sbv", ".sub", ".stl", ".smi", ".lrc", ".ttml", ".dfxp", ".xml", ".tsv", ".csv",
                 ".eaf", ".textgrid", ".cha", ".otr", ".jss", ".cap", ".trs"}
    assert {Path(name).suffix.lower() for name in FILES} == TEXT_EXTENSIONS - elsewhere


@pytest.mark.parametrize("name", ["f.vtt", "g.srt", "h.json", "faster.json"])
def test_times_are_whole_ms(tmp_path: Path, name: str) -> None:
    """Seconds and clock times become integer ms, rounded."""
    times = [(turn.start_ms, turn.end_ms) for turn in read(tmp_path, name, FILES[name]).turns]
    assert times == [(1000, 2500), (3000, 6000)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_character_sets(tmp_path: Path, encoding: str) -> None:
    """What Windows and phones write is read as it was meant."""
    sentence = "Zoë’s coach – één gezin – kostte € 5, naïef…"
    assert said(read(tmp_path, "a.txt", sentence.encode(encoding))) == [("", sentence)]


def test_declared_charset_of_a_page(tmp_path: Path) -> None:
    """A page that says Latin 1 is read as Windows' set, as browsers do."""
    page = '<html><meta charset="iso-8859-1"><p>één “gezin”</p></html>'.encode("cp1252")
    assert said(read(tmp_path, "a.html", page)) == [("", "één “gezin”")]


def test_lines_broken_at_a_width_are_joined(tmp_path: Path) -> None:
    """A mail-like text has its lines joined to paragraphs, and its speakers kept apart."""
    text = (
        "I: Kun je vertellen hoe het ging in die eerste weken,\ntoen de coach voor het eerst bij jullie thuis kwam en\n"
        "iedereen nog moest wennen?\nMoeder: Dat was best spannend, want wij hadden al zo veel\n"
        "mensen over de vloer gehad en niemand bleef ooit lang,\ndus wij dachten eerst dat het weer niets zou worden.\n"
    )
    assert [len(t.text.split()) for t in read(tmp_path, "a.txt", text).turns] == [25, 30]


def test_short_lines_stay_lines(tmp_path: Path) -> None:
    """Lines that are no full lines are paragraphs of their own."""
    assert len(read(tmp_path, "a.txt", "een regel\nnog een regel\n\nen een derde").turns) == 3


def test_markdown_keeps_words_that_look_like_marks(tmp_path: Path) -> None:
    """Angle brackets, numbered lists and a speaker in brackets are words in a transcript."""
    text = (
        "# Gesprek\n\n[Moeder]: ja\n\nEn toen <onverstaanbaar> weg.\n\n3. derde vraag\n4. vierde\n\n    ingesprongen\n"
    )
    assert said(read(tmp_path, "a.md", text)) == [
        ("", "Gesprek"),
        ("Moeder", "ja\nEn toen <onverstaanbaar> weg.\n3. derde vraag\n4. vierde\ningesprongen"),
    ]


def test_word_text_in_every_corner(tmp_path: Path) -> None:
    """Content controls, accepted insertions, links and text boxes are in; deletions are out, with a warning."""
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('in een veld')}</w:sdtContent></w:sdt>"
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:ins><w:r><w:t>erbij</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>eraf</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> link</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>regel</w:t></w:r></w:p>"
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('in een kader')}</w:txbxContent></w:pict></w:r>"
        "<w:r><w:footnoteReference/></w:r></w:p>"
    )
    text = read_text(docx(tmp_path / "x", body), "a.docx")
    assert [t.text for t in text.turns] == ["in een veld", "erbij link\ttab", "regel", "in een kader"]
    assert len(text.warnings) == 2


def test_word_table_as_transcript(tmp_path: Path) -> None:
    """Time, speaker and words in columns become a turn per row; other tables are read cell by cell."""

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in cells) + "</w:tr>"

    rows = row("0:05", "I", "Vraag?") + row("0:09", "Moeder", "Antwoord.") + row("Leeftijd", "42", "jaar")
    body = f"<w:tbl>{rows}</w:tbl>"
    text = read_text(docx(tmp_path / "x", body), "a.docx")
    assert [(t.speaker, t.text, t.start_ms) for t in text.turns] == [
        ("I", "Vraag?", 5000),
        ("Moeder", "Antwoord.\nLeeftijd\n42\njaar", 9000),
    ]
    assert text.warnings == ("Tables were read row by row.",)


def test_word_headers_once_without_page_numbers(tmp_path: Path) -> None:
    """A page header stands at the start, once, and a page number nowhere."""

    def margin(kind: str, content: str) -> str:
        return f'<w:{kind} xmlns:w="{WORD}">{paragraph(content)}</w:{kind}>'

    parts = {
        "header1": margin("hdr", "Gesprek 3"),
        "header2": margin("hdr", "Gesprek 3"),
        "footer1": margin("ftr", "Pagina 1 van 3"),
    }
    text = read_text(docx(tmp_path / "x", paragraph("woorden"), **parts), "a.docx")
    assert [t.text for t in text.turns] == ["Gesprek 3", "woorden"]
    assert len(text.warnings) == 1


def test_open_document_corners(tmp_path: Path) -> None:
    """Spaces, tabs and line breaks of OpenDocument count; notes, comments, deletions and titles of pictures do not."""
    body = (
        "<text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
        "<text:h>Kop</text:h><text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d\n   e"
        "<text:note><text:note-body><text:p>weg</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>weg</text:p></office:annotation>"
        "<draw:frame><draw:image/><svg:title>weg</svg:title></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>"
    )
    text = read_text(odt(tmp_path / "x", body), "a.odt")
    assert [t.text for t in text.turns] == ["Kop", "a  b\tc", "d e", "punt"]
    assert len(text.warnings) == 4


def test_rtf_drops_objects_and_pictures(tmp_path: Path) -> None:
    """Objects and pictures leave no hex behind, binary ones no bytes; letters of every kind come through."""
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252 v\'f3\'f3r {\object\objemb{\*\objclass Package}{\*\objdata 0105000002000000}"
        rb"{\result weg}}{\pict\wmetafile8 0100090000}{\*\shppict{\pict\pngblip\bin6 {}}}{{}}"
        rb"\u8364? \u-10179?\u-8704? na\par {\field{\*\fldinst{HYPERLINK \"http://x.nl\"}}{\fldrslt{link}}}\par}"
    )
    text = read(tmp_path, "a.rtf", rtf)
    assert [t.text for t in text.turns] == ["vóór € 😀 na", "link"]
    assert text.warnings == ("Pictures and other objects are left out.",)


def test_rtf_table(tmp_path: Path) -> None:
    """The first column of an RTF table can name the speaker."""
    text = read(tmp_path, "a.rtf", r"{\rtf1\ansi\trowd I\cell Vraag?\cell\row Moeder\cell Ja.\cell\row}")
    assert said(text) == [("I", "Vraag?"), ("Moeder", "Ja.")]


def test_html_corners(tmp_path: Path) -> None:
    """Lists keep their numbers, tables their rows, and what is hidden or runs is left out."""
    page = (
        "<p>een<span hidden>weg</span></p><ol start=3><li>drie<li>vier</ol><ul><li>punt</ul><pre>a\n b</pre>"
        "<table><tr><td>I</td><td>Vraag?</td></tr></table><iframe src=x>weg</iframe><img alt=weg src=x onerror=weg()>"
    )
    text = read(tmp_path, "a.html", page)
    assert said(text) == [
        ("", "een"),
        ("", "3. drie"),
        ("", "4. vier"),
        ("", "punt"),
        ("", "a"),
        ("", "b"),
        ("I", "Vraag?"),
    ]
    assert len(text.warnings) == 3
    assert text.left_out == ("weg",)


def test_pdf_paragraphs_and_margins(tmp_path: Path) -> None:
    """Lines run on over lines and pages; headers and page numbers that come back are left out."""
    pages = [
        [
            "Gesprek met moeder",
            f"{who}: Kun je vertellen hoe het in die eerste weken ging toen",
            "de coach kwam?",
            f"{n}",
        ]
        for n, who in enumerate("IMI", 1)
    ]
    text = read(tmp_path, "a.pdf", pdf([*pages, []]))
    assert [t.text for t in text.turns] == ["Kun je vertellen hoe het in die eerste weken ging toen de coach kwam?"] * 3
    assert text.left_out == ("Gesprek met moeder", "1", "Gesprek met moeder", "2", "Gesprek met moeder", "3")
    assert text.warnings[-1] == "These pages have no text and are left out: 4."


def test_pdf_heads_of_two_pages_and_hyphens_that_stay(tmp_path: Path) -> None:
    """What both of two pages begin with is no talk, nor are heads of two lines; a name keeps its hyphen."""
    path = tmp_path / "x"
    path.write_bytes(pdf([["Gesprek 3 - vertrouwelijk", "Moeder: Het ging om de gezinsonder-", "Pagina 1 van 2"],
                          ["Gesprek 3 - vertrouwelijk", "steuning van de mbo-", "opleiding in Noord-", "Holland.",
                           "Pagina 2 van 2"]]))
    text = read_text(path, "a.pdf")
    assert [(t.speaker, t.text) for t in text.turns] == [
        ("Moeder", "Het ging om de gezinsondersteuning van de mbo-opleiding in Noord-Holland.")]
    heads = ["Rapport Drenthe", "Geheim"]
    path.write_bytes(pdf([[*heads, f"Moeder: Dit is {word}."] for word in ("een", "twee", "drie")]))
    assert [t.text for t in read_text(path, "a.pdf").turns] == ["Dit is een.\nDit is twee.\nDit is drie."]
    path.write_bytes(pdf([["Coach: Ja", "Moeder: Nee"], ["Coach: Ja", "Moeder: Goed"]]))
    assert len(read_text(path, "a.pdf").turns) == 4


def test_vtt_voices_in_one_cue(tmp_path: Path) -> None:
    """Two voices in one cue are two turns with the cue's times; entities are letters."""
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v I>Koffie &amp; thee?</v> <v Moeder Es>Ja</v>\n"
    turns = read(tmp_path, "a.vtt", vtt).turns
    assert [(t.speaker, t.text, t.start_ms) for t in turns] == [
        ("I", "Koffie & thee?", 1000),
        ("Moeder Es", "Ja", 1000),
    ]


def test_warnings_are_in_the_readers_language(tmp_path: Path) -> None:
    """A Dutch reader gets Dutch warnings."""
    with words.speaking("nl"):
        warnings = read(tmp_path, "a.pdf", pdf([["woorden"]])).warnings
    assert warnings == ("Een pdf zegt niet waar een alinea ophoudt: kijk ze na.",)


def test_signs_of_a_font(tmp_path: Path) -> None:
    """Joined letters and points of lists are read; a letter that only the font knows is shown as such, and told."""
    found = read(tmp_path, "a.txt", "Moeder: ko\uf001e\n\uf0b7 Coach: \uf001ets op 10\uf0b0C\n")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [("Moeder", "kofie"), ("Coach", "fiets op 10°C")]
    assert not found.warnings
    told = read(tmp_path, "a.txt", "Moeder: ko\ue123e en \ue124s.\n")
    assert told.turns[0].text == "ko\N{REPLACEMENT CHARACTER}e en \N{REPLACEMENT CHARACTER}s."
    assert "2" in told.warnings[0]
