"""Documents for the import tests, made while the test runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATION}" Target="word/document.xml"/></Relationships>'
)
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def zipped(path: Path, parts: dict[str, str | bytes], mimetype: str = "") -> Path:
    """A zip at `path` with these parts, deflated, the mimetype first and stored."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def docx(path: Path, body: str, prolog: str = "", **parts: str | bytes) -> Path:
    """A Word file whose body holds this XML; `parts` are further files under word/."""
    document = f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    base: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
    }
    return zipped(path, base | {f"word/{name}.xml": content for name, content in parts.items()})


def paragraph(text: str) -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt(path: Path, body: str, prolog: str = "", **parts: str | bytes) -> Path:
    """An OpenDocument text whose body holds this XML."""
    content = (
        f"{prolog}<office:document-content {OPEN}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped(path, {"content.xml": content, **parts}, "application/vnd.oasis.opendocument.text")


def pdf(pages: list[list[str]], password: str = "") -> bytes:
    """A PDF with these lines per page in Helvetica; a page without lines has no text."""
    drawn = []
    for lines in pages:
        steps = [b"(" + _escaped(line) + b") Tj T* " for line in lines]
        drawn.append(b"BT /F1 11 Tf 60 780 Td 14 TL " + b"".join(steps) + b"ET")
    return _pdf(drawn, password)


def placed_pdf(pages: list[list[tuple[float, float, str]]]) -> bytes:
    """A PDF that draws pieces of text in this order: points from the left, points from the foot, words."""
    return sized_pdf([[(left, foot, 11, text) for left, foot, text in pieces] for pieces in pages])


def sized_pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """As `placed_pdf`, with the size of the letters, in points, before the words."""
    return _pdf([b"BT " + b"".join(
        f"/F1 {size} Tf 1 0 0 1 {left} {foot} Tm (".encode() + _escaped(text) + b") Tj "
        for left, foot, size, text in pieces) + b"ET" for pieces in pages])


def _escaped(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")


def _pdf(pages: list[bytes], password: str = "") -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{value}")
            for key, value in (
                ("Type", "Font"),
                ("Subtype", "Type1"),
                ("BaseFont", "Helvetica"),
                ("Encoding", "WinAnsiEncoding"),
            )
        }
    )
    for drawn in pages:
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(drawn)
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sound(path: Path, codec: str, container: str, seconds: float = 3.0) -> Path:
    """A soft tone at `path` in this codec and container."""
    import av
    import numpy as np

    rate = 48000
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        kind = stream.format.name if stream.format else "s16"
        size = stream.codec_context.frame_size or 960
        times = np.arange(int(seconds * rate)) / rate
        tone = (np.sin(2 * np.pi * 440 * times) * 3000).astype(np.int16)
        resampler = av.AudioResampler(format=kind, layout="mono", rate=rate, frame_size=size)
        frame = av.AudioFrame.from_ndarray(tone.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = rate, 0
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return path
