"""Files to turns: each format read with care, or refused in one sentence; nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from pilot.errors import BadInput
from pilot.words import N_, _
from texts.importers import sniff
from texts.importers.faults import damaged, locked, no_text, shown_name
from texts.importers.parsed import ParsedText, ParsedTurn
from texts.sound.kinds import EXTENSIONS

__all__ = [
    "AUDIO_EXTENSIONS",
    "AUDIO_LIMIT_BYTES",
    "TEXT_EXTENSIONS",
    "TEXT_LIMIT_BYTES",
    "ParsedText",
    "ParsedTurn",
    "read_text",
]

TEXT_LIMIT_BYTES = 20 * 1000 * 1000
AUDIO_LIMIT_BYTES = 2 * 1000 * 1000 * 1000

_AUDIO_HERE = N_("{name} is a recording, not a text. Choose it as a recording.")
_KINDS = N_(
    "{name} is not of a kind that can be read here. Choose a txt, md, docx, odt, rtf, pdf, html, vtt, srt or json file."
)
_EMPTY = N_("{name} is empty. Choose another file.")
_TOO_LARGE = N_("{name} is larger than {limit} MB. Split it into smaller files.")
_OLD_WORD = N_("{name} is an old Word file. Open it, save it as .docx and choose the new file.")
_WRONG_NAME = N_("{name} is not what its name says: it is {looks}. Choose another file, or give it the right name.")
_READ_AS = N_("{name} was read as what it is by its content: {looks}.")

# Extension -> (module, function) for what is text by its content; modules are loaded when first needed.
_TEXTS = {
    ".txt": ("plain", "read_txt"),
    ".md": ("plain", "read_md"),
    ".html": ("webpage", "read_html"),
    ".htm": ("webpage", "read_html"),
    ".vtt": ("cues", "read_cues"),
    ".srt": ("cues", "read_cues"),
    ".json": ("json_text", "read_json"),
}
# Kind by content (a key of sniff.LOOKS) -> the same, whatever the name says.
_KNOWN = {
    "docx": ("office", "read_docx"),
    "odt": ("office", "read_odt"),
    "rtf": ("rtf", "read_rtf"),
    "pdf": ("pdf", "read_pdf"),
    "html": ("webpage", "read_html"),
}
TEXT_EXTENSIONS = frozenset({*_TEXTS, ".docx", ".odt", ".rtf", ".pdf"})
AUDIO_EXTENSIONS = EXTENSIONS
# Names under which programs write plain text, or Word a document.
_LOOSE = frozenset({"", ".text", ".doc", ".log", ".sbv"})


def read_text(path: Path, name: str) -> ParsedText:
    """The file at `path` as turns of normalised text.

    Args:
        name: the name the user gave the file; its content says the format, and its ending which kind of plain
            text it is.

    Returns:
        At least one turn; warnings are sentences in the current language.

    Raises:
        BadInput: one sentence that names the file and says what to do. Nothing was written.
    """
    extension = extension_of(name)
    if extension in AUDIO_EXTENSIONS:
        raise BadInput(_AUDIO_HERE, name=shown_name(name))
    size = path.stat().st_size
    kind = _kind_at(path) if size else "text"
    if extension == ".doc" and kind == "office" and not sniff.is_password_office(path):
        raise BadInput(_OLD_WORD, name=shown_name(name))
    if extension not in TEXT_EXTENSIONS | _LOOSE:
        raise BadInput(_KINDS, name=shown_name(name))
    check_size(size, name, TEXT_LIMIT_BYTES)
    module, function = _reader(path, name, extension, kind)
    reader: Callable[[Path, str], ParsedText] = getattr(import_module(f"texts.importers.{module}"), function)
    text = reader(path, name)
    if not text.turns:
        raise no_text(name)
    if kind in _KNOWN and _TEXTS.get(extension) != _KNOWN[kind] and extension != f".{kind}":
        read_as = _(_READ_AS).format(name=shown_name(name), looks=_(sniff.LOOKS[kind]))
        return replace(text, warnings=(read_as, *text.warnings))
    return text


def _reader(path: Path, name: str, extension: str, kind: str) -> tuple[str, str]:
    """Module and function by content; among plain texts by the name's ending. Raises: BadInput, as read_text does."""
    if kind in _KNOWN:
        return _KNOWN[kind]
    if kind == "text" and extension in _TEXTS:
        return _TEXTS[extension]
    if kind == "text" and extension in _LOOSE:
        return _TEXTS[".txt"]
    if kind == "office" and sniff.is_password_office(path):
        raise locked(name)
    if kind == "office" and extension == ".docx":
        raise BadInput(_OLD_WORD, name=shown_name(name))
    if kind == "broken zip":
        raise damaged(name)
    raise wrong_name(name, kind)


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


def _kind_at(path: Path) -> str:
    with path.open("rb") as file:
        return sniff.kind_of(file)


def wrong_name(name: str, kind: str) -> BadInput:
    """The refusal of a file whose content is `kind` (a key of sniff.LOOKS) and whose name says otherwise."""
    # A BadInput as a field is said in the reader's language together with the sentence around it.
    return BadInput(_WRONG_NAME, name=shown_name(name), looks=BadInput(sniff.LOOKS[kind]))
