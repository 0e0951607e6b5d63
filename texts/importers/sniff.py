"""What a file really is, from its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
import zipfile
from typing import BinaryIO

from pilot.words import N_
from texts.importers.charset import unmarked
from texts.importers.source import Source

_HEAD_BYTES = 64 * 1024

# Kind -> words for it in a sentence, after "is" or "looks like".
LOOKS = {
    "docx": N_("a Word document (.docx)"),
    "xlsx": N_("an Excel sheet"),
    "pptx": N_("a PowerPoint presentation"),
    "odt": N_("an OpenDocument text (.odt)"),
    "opendocument": N_("an OpenDocument sheet or drawing"),
    "epub": N_("an e-book"),
    "zip": N_("a zip file"),
    "archive": N_("a packed archive"),
    "office": N_("an old Office file (.doc, .xls or .ppt)"),
    "pdf": N_("a PDF"),
    "rtf": N_("an RTF document (.rtf)"),
    "html": N_("a web page (.html)"),
    "picture": N_("a picture"),
    "program": N_("a program"),
    "database": N_("a database"),
    "wav": N_("a WAV recording (.wav)"),
    "mp3": N_("an MP3 recording (.mp3)"),
    "mp4": N_("an MP4 recording (.mp4 or .m4a)"),
    "ogg": N_("an Ogg recording (.ogg)"),
    "flac": N_("a FLAC recording (.flac)"),
    "webm": N_("a WebM recording (.webm)"),
    "recording": N_("a recording"),
    "media": N_("a recording of a kind that is not used here"),
    "markup": N_("a file of markup (XML)"),
    "text": N_("plain text"),
    "subtitles": N_("subtitles (.vtt or .srt)"),
    "coded subtitles": N_("subtitles in the codes of television or a disc, which a program such as Subtitle Edit"
                          " saves as .srt"),
    "json": N_("a transcript in JSON (.json)"),
    "table": N_("a transcript in columns (.csv or .tsv)"),
    "eaf": N_("a file of ELAN (.eaf)"),
    "trs": N_("a file of Transcriber (.trs)"),
    "textgrid": N_("a file of Praat (.TextGrid)"),
    "cha": N_("a transcript in CHAT (.cha)"),
    "unknown": N_("a kind of file that is not known here"),
}

_STARTS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"SQLite format 3\0", "database"),
    (b"Scenarist_SCC", "coded subtitles"),
    (b"# VobSub index file", "coded subtitles"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"ID3", "mp3"),
    (b"#!AMR", "media"),
    (b"FORM", "media"),
    (b"caff", "media"),
    (b"0&\xb2u\x8ef\xcf\x11", "media"),
)
# Kinds in which no sound is ever looked for.
NEVER_SOUND = frozenset({"markup", "picture", "program", "archive", "database", "coded subtitles"})
_RECORDINGS = frozenset({"wav", "mp3", "mp4", "ogg", "flac", "webm"})
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_OFFICE_MAIN = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}


def kind_of(file: BinaryIO) -> str:
    """The key of LOOKS that fits what a file holds from its beginning on; 'text' where it may be text."""
    kind = at_start(file)
    return _zip_kind(file) if kind == "zip" else kind


def recording_kind(file: BinaryIO) -> str:
    """As `kind_of`, of a file that is known to be a recording: 'recording' for those that have no word of their own."""
    kind = kind_of(file)
    return kind if kind in _RECORDINGS else "recording"


def at_start(file: BinaryIO) -> str:
    """As `kind_of`, by the first bytes alone, which do not tell one kind of zip from another: all of them are 'zip'."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    for start, kind in _STARTS:
        # "FORM", "MZ" and "BZh" are also how a text could start; what is no text has zero bytes soon after.
        is_said = kind in ("pdf", "rtf", "coded subtitles") or not start.isascii()
        if head.startswith(start) and (is_said or b"\0" in head[:4096]):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return _late_kind(head)


def is_password_office(path: Source) -> bool:
    """Whether an Office container (OLE2) is an encrypted docx or xlsx rather than an old .doc or .xls."""
    with path.open("rb") as file:
        data = file.read(4 * 1024 * 1024)
        # What is in it is told by its directory, which of a large file may lie behind all of it.
        sector = 1 << min(int.from_bytes(data[30:32], "little"), 12)
        file.seek((int.from_bytes(data[48:52], "little") + 1) * sector)
        data += file.read(sector)
    return "EncryptedPackage".encode("utf-16-le") in data


def _late_kind(head: bytes) -> str:
    # Those of EBU (.stl) begin with a page of letters, those of a disc (.sup) are pictures.
    if head[3:6] == b"STL" and head[6:8].isdigit() and len(head) >= 1024:
        return "coded subtitles"
    if head[:2] == b"PG" and b"\0" in head[:16] and head[10:11] in b"\x14\x15\x16\x17\x80":
        return "coded subtitles"
    if head[:4] == b"RIFF" and b"\0" in head[:4096]:
        return {b"WAVE": "wav", b"WEBP": "picture"}.get(head[8:12], "media")
    if head[:4] in (b"RF64", b"BW64"):
        return "wav"
    if head[4:8] == b"ftyp" and b"\0" in head[:4]:
        return "picture" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "mp4"
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free") and b"\0" in head[:8]:
        return "mp4"
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[:2] not in (b"\xff\xfe",):
        return "mp3" if head[1] & 0x06 else "media"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith((b"<!doctype html", b"<html")) or start.startswith(b"<?xml") and b"<html" in start:
        return "html"
    if start.startswith((b"<?xml", b"<tt ", b"<tt>", b"<tt:tt", b"<timedtext", b"<transcript>",
                         b"<annotation_document", b"<trans ", b"<trans>", b"<!doctype trans")):
        return "markup"
    is_wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or unmarked(head)
    return "text" if is_wide or b"\0" not in head else "unknown"


def _zip_kind(file: BinaryIO) -> str:
    """Which document a zip is; 'docx' also for a damaged zip would be a guess, so that is 'zip'."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mime = archive.read("mimetype").strip()
                if mime in (_OPEN_TEXT, _OPEN_TEXT + b"-template"):
                    return "odt"
                return "epub" if mime == b"application/epub+zip" else "opendocument"
            if "[Content_Types].xml" in names:
                folders = {name.partition("/")[0] for name in names}
                return next((kind for folder, kind in _OFFICE_MAIN.items() if folder in folders), "zip")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return "broken zip"
    return "zip"
