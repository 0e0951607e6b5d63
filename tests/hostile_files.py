"""Files that ask for far more than they are: each maker writes one, small in the file or in what it says of itself.

`SMALL` are made in a moment and run in every test; `LARGE` are the ones of megabytes, for the benchmark and the slow
tests. What may come of each: it is read, or refused in a sentence, within 2 s of processor time and 200 MB.
"""

from __future__ import annotations

import io
import json
import wave
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.media import ORDINARY, encoded
from tests.texts.importers.import_files import docx, odt, paragraph, zipped

Maker = Callable[[Path], object]
LAUGHS = "<!DOCTYPE x [<!ENTITY a '" + "ha" * 50 + "'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"
SHEET = ('<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
         "{rows}</sheetData></worksheet>")
BOOK = ('<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>')


def late(content: Callable[[], str | bytes]) -> Maker:
    """A maker of a file with this content, which is put together when the file is made."""

    def make(path: Path) -> None:
        made = content()
        path.write_bytes(made.encode() if isinstance(made, str) else made)

    return make


def pdf(objects: list[bytes], more: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, of which the first is the catalogue."""
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, start)


def stream(content: bytes, head: bytes = b"", *, packed: int = 1) -> bytes:
    """A stream object, packed so many times."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"[" + b"/FlateDecode " * packed + b"]"
    return b"<</Length %d/Filter %s%s>>stream\n%s\nendstream" % (len(content), filters, head, content)


def page(content: bytes, *others: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page with this content stream (object 4) and further objects from 5 on."""
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        content, *others])


def drawn_forms(levels: int) -> bytes:
    """A form that draws another ten times, which draws another ten times, and so on."""
    names = [b"/X%d Do " % n for n in range(levels)]
    forms = [stream(names[n + 1] * 10 if n + 1 < levels else b"BT /F 9 Tf (ja) Tj ET",
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % (
                        b"/X%d %d 0 R" % (n + 1, n + 6) if n + 1 < levels else b""))
             for n in range(levels)]
    return page(stream(names[0] * 10), *forms, resources=b"/XObject<</X0 5 0 R>>")


def picture(width: int) -> bytes:
    """A PDF whose picture claims this width and height, and unpacks to much."""
    image = stream(bytes(30_000_000), b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB"
                   b"/BitsPerComponent 8" % (width, width), packed=2)
    return page(stream(b"/I Do BT /F 9 Tf (ja) Tj ET"), image, resources=b"/XObject<</I 5 0 R>>")


def tables_in_tables(path: Path) -> None:
    """A Word file of tables in tables, whose rows multiply."""
    body = paragraph("ja")
    for _ in range(200):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    docx(path, body)


def xlsx(path: Path, rows: str, strings: str = "") -> None:
    """A workbook with these rows and shared texts."""
    zipped(path, {"xl/workbook.xml": BOOK, "xl/worksheets/sheet1.xml": SHEET.format(rows=rows),
                  "xl/sharedStrings.xml": f"<sst>{strings}</sst>", "[Content_Types].xml": "<Types/>"})


def lying_count(path: Path) -> None:
    """An m4a whose index says that it has sixty million samples."""
    data = bytearray(encoded(*ORDINARY[".m4a"]))
    at = data.find(b"stts") + 12
    data[at:at + 4] = (60_000_000).to_bytes(4, "big")
    path.write_bytes(data)


def lying_sizes(path: Path) -> None:
    """An m4a whose table of sizes is one size for four billion samples."""
    data = bytearray(encoded(*ORDINARY[".m4a"]))
    at = data.find(b"stsz") + 8
    data[at:at + 8] = (1).to_bytes(4, "big") + (0xFFFF_FFFF).to_bytes(4, "big")
    path.write_bytes(data)


def lying_wav(path: Path) -> None:
    """A wav of no sound that says a sample is 64 KB, of 65,535 channels at four GHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16_000))
    data = bytearray(out.getvalue())
    data[22:36] = b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x10\x00"
    path.write_bytes(data)


def lying_ogg(path: Path) -> None:
    """An ogg whose last page says that it ends in a hundred thousand years."""
    data = bytearray(encoded(*ORDINARY[".ogg"]))
    at = data.rfind(b"OggS")
    data[at + 6:at + 14] = (1 << 61).to_bytes(8, "little")
    path.write_bytes(data)


def elements(path: Path) -> None:
    """An mkv of a million elements that are empty."""
    path.write_bytes(encoded(*ORDINARY[".mkv"]) + b"\xec\x80" * 500_000)


def tiny_frames(path: Path) -> None:
    """An mp3 of nothing but the smallest frames there are: two thousand to the second of processor."""
    path.write_bytes((b"\xff\xf3\x14\xc4" + bytes(22)) * 100_000)


def many_tracks(path: Path) -> None:
    """An mp4 box inside a box inside a box."""
    inside = b""
    for _ in range(5_000):
        inside = (len(inside) + 8).to_bytes(4, "big") + b"moov" + inside
    path.write_bytes((24).to_bytes(4, "big") + b"ftypM4A \x00\x00\x00\x00M4A isom" + inside)


def zip_of_names(path: Path) -> None:
    """A Word file of more entries than any document has."""
    docx(path, paragraph("ja"))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}", "")


SMALL: dict[str, tuple[str, Maker]] = {
    "forms that draw forms": ("a.pdf", late(lambda: drawn_forms(9))),
    "one form ten thousand times": ("a.pdf", late(lambda: page(
        stream(b"/X Do " * 10_000), stream(b"BT /F 9 Tf (ja) Tj ET" * 200, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        resources=b"/XObject<</X 5 0 R>>"))),
    "a form that draws itself": ("a.pdf", late(lambda: page(
        stream(b"/X Do "), stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X"
                                  b" 5 0 R>>>>"), resources=b"/XObject<</X 5 0 R>>"))),
    "a page packed twice": ("a.pdf", late(lambda: page(stream(b"(ja) Tj " * 4_000_000, packed=2)))),
    "a picture of a billion points": ("a.pdf", late(lambda: picture(32_000))),
    "pages in a ring": ("a.pdf", late(lambda: pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 9>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/Parent 2 0 R>>"]))),
    "one page a million times": ("a.pdf", late(lambda: pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 200000/Kids[%s]>>" % (b"3 0 R " * 200_000),
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", stream(b"BT (ja) Tj ET")]))),
    "brackets in a page": ("a.pdf", late(lambda: page(stream(b"[" * 500_000)))),
    "a pdf that goes back": ("a.pdf", late(lambda: pdf([b"<</Type/Catalog>>"], b"/Prev 9"))),
    "laughs": ("a.docx", lambda path: docx(path, paragraph("&i;"), LAUGHS)),
    "laughs in an odt": ("a.odt", lambda path: odt(path, "<text:p>&i;</text:p>", LAUGHS)),
    "tables in tables": ("a.docx", tables_in_tables),
    "a docx of blanks": ("a.docx", lambda path: docx(path, "<w:p/>" + " " * 60_000_000)),
    "one paragraph of much": ("a.docx", lambda path: docx(path, paragraph("ja " * 6_000_000))),
    "attributes": ("a.docx", lambda path: docx(path, "<w:p " + " ".join(f'a{n}="b"' for n in range(200_000)) + "/>")),
    "ten thousand names": ("a.docx", zip_of_names),
    "spaces by number": ("a.odt", lambda path: odt(path, '<text:p>ja<text:s text:c="999999999"/></text:p>' * 50)),
    "cells by number": ("a.odt", lambda path: odt(
        path, '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="1000000"><text:p>ja</text:p></table:table-cell></table:table-row>'
        "</table:table>")),
    "an rtf of braces": ("a.rtf", late(lambda: "{\\rtf1" + "{" * 100_000 + "ja" + "}" * 100_000 + "}")),
    "an rtf of fields": ("a.rtf",
        late(lambda: "{\\rtf1" + r"{\field{\*\fldinst X}{\fldrslt " * 20_000 + "ja" + "}}" * 20_000)),
    "an rtf of bytes": ("a.rtf", late(lambda: "{\\rtf1 ja\\bin2147483647 x" + "\\bin99999 " * 10_000 + "}")),
    "an rtf of cells": ("a.rtf", late(lambda: "{\\rtf1 " + r"\trowd\cellx1 ja\cell\row " * 40_000 + "}")),
    "a page of fonts": ("a.html", late(lambda: "<font>" * 100_000 + "ja")),
    "a table of tables": ("a.html", late(lambda: "<table><tr><td>" * 3_000 + "ja")),
    "list with a number": ("a.html", late(lambda: '<ol start="99999999999999999999">' + "<li>ja" * 100)),
    "spans": ("a.html", late(lambda: '<table><tr><td rowspan="65534" colspan="9999">ja</td></tr></table>')),
    "entities": ("a.html", late(lambda: "<p>ja" + "&amp;amp" * 400_000)),
    "a comment without an end": ("a.html", late(lambda: "<p>ja" + "<!--" * 400_000)),
    "markdown of brackets": ("a.md", late(lambda: "[" * 90_000 + "ja")),
    "markdown of stars": ("a.md", late(lambda: "*ja **ja " * 10_000)),
    "markdown of quotes": ("a.md", late(lambda: "> " * 40_000 + "ja")),
    "markdown of ticks": ("a.md", late(lambda: "".join("`" * n + " " for n in range(400)))),
    "markdown of lists": ("a.md", late(lambda: "".join("  " * n + "- ja\n" for n in range(1_500)))),
    "markdown of tables": ("a.md", late(lambda: "|a" * 9_000 + "\n" + "|-" * 9_000 + "\n" + "|b\n" * 9_000)),
    "one cue of one line": ("a.srt", late(lambda: "1\n00:00:01,000 --> 00:00:02,000\n" + "ja " * 1_500_000)),
    "cues in a cue": ("a.vtt",
        late(lambda: "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<c><i><00:01.500>" * 200_000 + "ja")),
    "asides": ("a.vtt", late(lambda: "WEBVTT\n\n" + "NOTE\nja\n" * 200_000 + "\n00:01.000 --> 00:02.000\nja\n")),
    "cues that roll": ("a.vtt", late(lambda: "WEBVTT\n\n" + "".join(
        f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> 09:00:00.000\nja ja ja\nja ja ja ja\n\n"
        for n in range(12_000)))),
    "json without an end": ("a.json", late(lambda: '{"segments":[' * 100_000)),
    "a number of a million digits": ("a.json",
        late(lambda: '{"segments":[{"start":' + "9" * 1_000_000 + ',"text":"ja"}]}')),
    "words of words": ("a.json", late(lambda: json.dumps({"segments": [{"start": 0, "end": 1, "text": "ja", "words": [
        {"word": "ja", "start": 0, "end": 1}] * 100_000}]}))),
    "labels of all kinds": ("a.txt", late(lambda: "".join(f"N{n} x: ja {n}\n" for n in range(24_900)))),
    "times of all kinds": ("a.txt",
        late(lambda: "".join(f"[{n // 60:02}:{n % 60:02}] N{n}: ja\n" for n in range(24_900)))),
    "one line of labels": ("a.txt", late(lambda: "Aa: b " * 700_000)),
    "one line of times": ("a.txt", late(lambda: "[00:00:01] #00:00:01-2# " * 200_000)),
    "stars": ("a.txt", late(lambda: "**" * 1_000_000)),
    "spaces": ("a.txt", late(lambda: "ja" + " " * 4_000_000 + "ja")),
    "marks on one letter": ("a.txt", late(lambda: "e" + "\u0301" * 1_000_000)),
    "many marks out of order": ("a.txt", late(lambda: "e" + "\u0301\u0323" * 500_000)),
    "joiners": ("a.txt", late(lambda: "\u200d\ufe0f" * 700_000 + "ja")),
    "bytes of no set": ("a.txt", late(lambda: bytes(range(128, 256)) * 20_000)),
    "utf-7": ("a.txt", late(lambda: "+AGE-" * 400_000)),
    "messages of a chat": ("a.txt", late(lambda: "".join(
        f"04-03-2021 10:{n % 60:02} - N{n % 90}: <Media weggelaten> ja\n" for n in range(24_900)))),
    "a chat as data": ("a.json", late(lambda: json.dumps({"messages": [{"from": "N", "text": ["ja"] * 9}] * 24_900}))),
    "a chat as a page": ("a.html", late(lambda: '<div class="from_name">N</div>' + (
        '<div class="message"><div class="body"><div class="text">ja</div></div></div>' * 24_900))),
    "times by hand": ("a.txt",
        late(lambda: "".join(f"(0u{n // 60 % 60:02}m{n % 60:02}s) N: ja\n" for n in range(24_900)))),
    "merged cells": ("list.xlsx", lambda path: xlsx(path, "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>a</v></c></row>' for n in range(1, 9_000)) + "".join(
            f'<mergeCell ref="A{n}:A{n + 9_000}"/>' for n in range(1, 9_000)))),
    "rows of a list": ("list.xlsx", lambda path: xlsx(path, "<row><c><v>1</v></c></row>" * 400_000)),
    "texts of a list": ("list.xlsx", lambda path: xlsx(path, "<row/>", "<si><t>ja</t></si>" * 700_000)),
    "one cell": ("list.xlsx", lambda path: xlsx(path, f'<row><c t="str"><v>{"ja " * 6_000_000}</v></c></row>')),
    "columns of a list": ("list.csv", late(lambda: "bestand" + ";x" * 400_000 + "\n")),
    "quotes of a list": ("list.csv", late(lambda: 'bestand\n"' + "ja\n" * 400_000)),
    "faults of a list": ("list.csv", late(lambda: "bestand;datum\n" + "a;b\n" * 300_000)),
    "a lying count": ("a.m4a", lying_count), "lying sizes": ("a.m4a", lying_sizes), "a lying wav": ("a.wav", lying_wav),
    "a lying ogg": ("a.ogg", lying_ogg), "elements": ("a.mkv", elements), "tiny frames": ("a.mp3", tiny_frames),
    "boxes in boxes": ("a.m4a", many_tracks),
}
CUE = b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n"
LARGE: dict[str, tuple[str, Maker]] = {
    "18 MB of 'Aa: b'": ("a.txt", late(lambda: b"Aa: b\n" * 3_000_000)),
    "18 MB of 'N12 x: b'": ("a.txt", lambda path: path.write_bytes(
        b"".join(b"N%d x: b\n" % (n % 90) for n in range(2_000_000)))),
    "18 MB of '00:00:01 b'": ("a.txt", late(lambda: b"00:00:01 b\n" * 1_640_000)),
    "18 MB of 'a.a'a-a&a/a', lines": ("a.txt", late(lambda: b"a.a'a-a&a/a\n" * 1_500_000)),
    "18 MB of 'a.a'a-a&a/a', one line": ("a.txt", late(lambda: b"a.a'a-a&a/a" * 1_640_000)),
    "a cue of a million voices": ("a.vtt", late(lambda: CUE + b"<v A>b" * 1_000_000 + b"\n")),
    "80,000 short lines": ("a.txt", late(lambda: b"ja\n" * 80_000)),
    "80,000 short lines with a label": ("a.txt", lambda path: path.write_bytes(
        b"".join(b"Aa: ja %d\n" % n for n in range(80_000)))),
    "a list of 5 MB of <li>": ("a.html", late(lambda: b"<html><body><ol>" + b"<li>" * 1_250_000)),
    "<p> a million times": ("a.html", late(lambda: b"<html><body>" + b"<p>" * 1_000_000)),
    "<p>a a million times": ("a.html", late(lambda: b"<html><body>" + b"<p>a" * 1_000_000)),
    "19 MB of pictures in a page": ("a.html", late(lambda: 
        b"<p>Moeder: dag<img src='data:image/png;base64," + b"A" * 19_000_000 + b"'><p>Coach: hallo")),
    "19 MB of pictures in an rtf": ("a.rtf", late(lambda: 
        b"{\\rtf1 Moeder: dag\\par{\\pict\\pngblip " + b"0a" * 9_500_000 + b"}Coach: hallo\\par}")),
    "a list of 4 MB of rows": ("list.csv", late(lambda: b"bestand;datum\n" + b"".join(
        b"gesprek%d.txt;4-3-2021\n" % n for n in range(150_000)))),
}
