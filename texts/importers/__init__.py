"""Files to turns: each format read with care, or refused in one sentence; nothing is written anywhere.

What a file holds says what it is; its name decides only where plain text may be one thing or another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_, _
from texts import accepted
from texts.importers import charset, sniff
from texts.importers.faults import damaged, locked, no_text, shown_name
from texts.importers.parsed import ParsedText, ParsedTurn
from texts.importers.source import Source, size_of
from texts.sound import kinds

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = [
    "AUDIO_EXTENSIONS",
    "AUDIO_LIMIT_BYTES",
    "TEXT_EXTENSIONS",
    "TEXT_LIMIT_BYTES",
    "ParsedText",
    "ParsedTurn",
    "holds_recording",
    "read_text",
]

TEXT_LIMIT_BYTES = 20 * 1000 * 1000
AUDIO_LIMIT_BYTES = 2 * 1000 * 1000 * 1000

_AUDIO_HERE = N_("{name} is a recording, not a text. Choose it as a recording.")
_KINDS = N_("{name} cannot be read here: it is {looks}. Choose a text of one of these kinds: {kinds}.")
_EMPTY = N_("{name} is empty. Choose another file.")
_TOO_LARGE = N_("{name} is larger than {limit} MB. Split it into smaller files.")
_OLD_WORD = N_("{name} is an old Word file. Open it, save it as .docx and choose the new file.")
_WRONG_NAME = N_("{name} is not what its name says: it is {looks}. Choose another file, or give it the right name.")
_READ_AS = N_("{name} was read as what it is by its content: {looks}.")

_SUBTITLES = ("vtt", "srt", "ass", "sbv", "sub", "mpl", "stl", "smi", "rt", "lrc", "jss", "cap")
# What plain text may be called -> how it may then be read (a format of ParsedText) without a word about it.
_TEXTS = {
    ".txt": ("txt", *_SUBTITLES, "json", "tsv", "csv", "textgrid", "cha"),
    ".md": ("md",),
    ".html": ("html",),
    ".htm": ("html",),
    **dict.fromkeys((".vtt", ".srt", ".ass", ".ssa", ".sbv", ".sub", ".stl", ".smi", ".jss", ".cap"), _SUBTITLES),
    ".lrc": (*_SUBTITLES, "txt"),
    ".json": ("json",),
    ".otr": ("otr",),
    **dict.fromkeys((".ttml", ".dfxp", ".xml"), ("ttml", "xml", "eaf", "trs")),
    ".eaf": ("eaf",),
    ".trs": ("trs",),
    ".textgrid": ("textgrid",),
    ".cha": ("cha",),
    ".tsv": ("tsv", "csv"),
    ".csv": ("tsv", "csv"),
}
# What these are called may be markup, and still no captions.
_MARKUP = (".ttml", ".dfxp", ".xml", ".eaf", ".trs")
# A format of ParsedText -> a key of sniff.LOOKS, where they differ.
_LOOK_OF = {
    "txt": "text", "md": "text", "otr": "json", "tsv": "table", "csv": "table",
    **dict.fromkeys((*_SUBTITLES, "ttml", "xml"), "subtitles")}
# Kind by content (a key of sniff.LOOKS) -> (module, function), whatever the name says; loaded when first needed.
_KNOWN = {
    "docx": ("office", "read_docx"),
    "odt": ("office", "read_odt"),
    "rtf": ("rtf", "read_rtf"),
    "pdf": ("pdf", "read_pdf"),
    "html": ("webpage", "read_html"),
}
TEXT_EXTENSIONS = frozenset({*_TEXTS, ".docx", ".odt", ".rtf", ".pdf"})
AUDIO_EXTENSIONS = kinds.EXTENSIONS
# Kinds by content, as by `sniff.at_start`, that are no recording whatever the name says.
_PAPERS = frozenset({*_KNOWN, "zip", "office"})


def read_text(path: Source, name: str) -> ParsedText:
    """The file at `path` as turns of normalised text.

    Args:
        name: the name the user gave the file; its content says the format, and its ending which kind of plain
            text it is.

    Returns:
        At least one turn; warnings are sentences in the current language.

    Raises:
        BadInput: one sentence that names the file and says what to do. Nothing was written.
    """
    with path.open("rb") as file:
        if holds_recording(file, name):
            raise _recording(file, name)
    extension = extension_of(name)
    size = size_of(path)
    kind = _kind_at(path) if size else "text"
    if extension == ".doc" and kind == "office" and not sniff.is_password_office(path):
        raise BadInput(_OLD_WORD, name=shown_name(name))
    check_size(size, name, TEXT_LIMIT_BYTES)
    text = _read(path, name, extension, kind)
    if not text.turns:
        raise no_text(name)
    if _says_another(extension, text.format):
        looks = _LOOK_OF.get(text.format, text.format)
        return replace(text, warnings=(read_as(name, looks), *text.warnings))
    return text


def _read(path: Source, name: str, extension: str, kind: str) -> ParsedText:
    """Read by content. Raises: BadInput, as read_text does."""
    if kind in _KNOWN:
        module, function = _KNOWN[kind]
        reader: Callable[[Source, str], ParsedText] = getattr(import_module(f"texts.importers.{module}"), function)
        return reader(path, name)
    if kind == "text" or (kind == "markup" and extension in (".html", ".htm")):
        from texts.importers.plain import read_plain

        return read_plain(path, name, extension)
    if kind == "markup":
        from texts.importers.captions_xml import read_captions

        if captions := read_captions(path.read_bytes(), name):
            return captions
    raise _refusal(path, name, extension, kind)


def _says_another(extension: str, format: str) -> bool:
    """Whether a name says another kind than what was found; one that says no kind at all does not."""
    if extension in AUDIO_EXTENSIONS or extension == ".doc":
        return True
    if extension not in TEXT_EXTENSIONS:
        return False
    return extension != f".{format}" and format not in _TEXTS.get(extension, ())


def holds_recording(file: BinaryIO, name: str) -> bool:
    """Whether a file is a recording rather than a text, by its first bytes; only where these say nothing by its name.

    Args:
        file: to read and to seek in; 64 kB of its start are enough.
    """
    looks = sniff.at_start(file)
    if looks in _PAPERS:
        return False
    if extension_of(name) in AUDIO_EXTENSIONS:
        return looks not in ("text", "markup") or kinds.kind_of(file) is not None
    return looks != "text" and looks not in sniff.NEVER_SOUND and kinds.kind_of(file) is not None


def _recording(file: BinaryIO, name: str) -> BadInput:
    """The refusal of a recording where a text was asked for; of what is only called one, too."""
    if extension_of(name) in TEXT_EXTENSIONS:
        return wrong_name(name, sniff.recording_kind(file))
    return BadInput(_AUDIO_HERE, name=shown_name(name))


def _refusal(path: Source, name: str, extension: str, kind: str) -> BadInput:
    """The sentence for what is no text by its content."""
    if kind == "office" and sniff.is_password_office(path):
        return locked(name)
    if kind == "office" and extension == ".docx":
        return BadInput(_OLD_WORD, name=shown_name(name))
    if kind == "broken zip":
        return damaged(name)
    if kind == "unknown" and extension in _TEXTS and charset.may_be_wide(path.read_bytes()):
        return charset.unclear(name)
    if extension in TEXT_EXTENSIONS and kind != "coded subtitles" and not (kind == "markup" and extension in _MARKUP):
        return wrong_name(name, kind)
    return BadInput(_KINDS, name=shown_name(name), looks=BadInput(sniff.LOOKS[kind]), kinds=accepted.texts())


def extension_of(name: str) -> str:
    """The ending of a file name in lower case with its dot, '' when there is none."""
    return Path(shown_name(name)).suffix.lower()


def check_size(size: int, name: str, limit_bytes: int) -> None:
    """Refuse an empty file, or one of more bytes than `limit_bytes`.

    Raises:
        BadInput: with the limit in MB.
    """
    if size == 0:
        raise BadInput(_EMPTY, name=shown_name(name))
    if size > limit_bytes:
        raise BadInput(_TOO_LARGE, name=shown_name(name), limit=limit_bytes // 1_000_000)


def _kind_at(path: Source) -> str:
    with path.open("rb") as file:
        return sniff.kind_of(file)


def read_as(name: str, kind: str) -> str:
    """The warning for a file that is read as `kind` (a key of sniff.LOOKS) while its name says another one."""
    return _(_READ_AS).format(name=shown_name(name), looks=_(sniff.LOOKS[kind]))


def wrong_name(name: str, kind: str) -> BadInput:
    """The refusal of a file whose content is `kind` (a key of sniff.LOOKS) and whose name says otherwise."""
    # A BadInput as a field is said in the reader's language together with the sentence around it.
    return BadInput(_WRONG_NAME, name=shown_name(name), looks=BadInput(sniff.LOOKS[kind]))
