"""RTF documents: their text, never their objects."""

from __future__ import annotations

import re
from pathlib import Path

from pilot.words import N_, _
from texts.importers.charset import decode
from texts.importers.faults import damaged
from texts.importers.labels import turns_of
from texts.importers.lines import paragraphs_of
from texts.importers.normalise import normalise
from texts.importers.parsed import ParsedText, parsed

PICTURES = N_("Pictures and other objects are left out.")
NOTES = N_("Footnotes and endnotes are left out.")
COMMENTS = N_("Comments in the margin are left out.")
TABLES = N_("Tables were read row by row.")

_WARNED = (
    (r"\\(?:pict|object|objdata|shppict)\b", PICTURES),
    (r"\\footnote\b", NOTES),
    (r"\\annotation\b", COMMENTS),
    (r"\\cell\b", TABLES),
)
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_DEPTH_LIMIT = 500
# striprtf searches the font table with a pattern whose steps are its fonts times its length; a real table of 200
# fonts in 40 kB takes 8 million.
_FONT_STEPS_LIMIT = 100_000_000


def read_rtf(path: Path, name: str) -> ParsedText:
    """An RTF document as turns; embedded objects and pictures are skipped, never opened.

    Raises:
        BadInput: damaged, cut off or nested without end.
    """
    data = _without_binary(path.read_bytes())
    text = decode(data, name, "cp1252")
    _check_braces(text, name)
    warnings = [_(warning) for pattern, warning in _WARNED if re.search(pattern, text)]
    plain = normalise(_SURROGATES.sub(_joined, _stripped(text, name)))
    return parsed(turns_of(paragraphs_of(plain)), "rtf", warnings)


def _stripped(text: str, name: str) -> str:
    from striprtf.striprtf import rtf_to_text

    # Without this, striprtf writes a link's address after its words, with a pattern that is quadratic in
    # the number of fields; with the space the field is still a field, and its words stay.
    text = text.replace("{\\field{", "{\\field {")
    # A tab between cells, so that "Moeder" in the first column is a label; striprtf would write a bar.
    text = re.sub(r"\\(?:nest)?cell(?![a-z0-9]) ?", r"\\tab ", text)
    try:
        return str(rtf_to_text(text, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, TypeError) as fault:
        raise damaged(name) from fault


def _without_binary(data: bytes) -> bytes:
    r"""The bytes without \binN blocks, whose N raw bytes would be taken for text and braces."""
    kept, at = [], 0
    while match := _BINARY.search(data, at):
        kept.append(data[at : match.start()])
        at = match.end() + int(match[1])
    kept.append(data[at:])
    return b"".join(kept)


def _check_braces(text: str, name: str) -> None:
    """Refuse a document that never closes (cut off), nests too deeply or has a monstrous font table."""
    depth = fonts_depth = fonts_at = 0
    for match in re.finditer(r"\\\\|\\[{}]|[{}]|\\fonttbl\b", text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "\\fonttbl":
            fonts_depth, fonts_at = depth, match.start()
        elif match[0] == "}":
            depth -= 1
            if fonts_depth > depth:
                fonts_depth = 0
                fonts = text.count("\\f", fonts_at, match.start())
                if fonts * (match.start() - fonts_at) > _FONT_STEPS_LIMIT:
                    raise damaged(name)
            if depth == 0:
                return
        if depth > _DEPTH_LIMIT:
            raise damaged(name)
    raise damaged(name)


def _joined(pair: re.Match[str]) -> str:
    """The character that two half characters of RTF's \\u stand for."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
