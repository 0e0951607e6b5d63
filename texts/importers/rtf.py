"""RTF documents: their text, never their objects. What is hidden or deleted is left out and told.

striprtf is not used: it reads hidden and deleted text as text, so a name that was replaced came back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pilot.words import N_, _
from texts.importers.faults import damaged
from texts.importers.labels import spoken
from texts.importers.lines import paragraphs_of
from texts.importers.marks import bold, normalised, seamless
from texts.importers.paragraphs import COMMENTS, DELETED, FORMULAS, HIDDEN, NOTES, PICTURES, SYMBOLS, TABLES, UNKNOWN
from texts.importers.parsed import ParsedText, parsed
from texts.importers.rtf_tables import Tables
from texts.importers.rtf_words import (
    DOCUMENT_SETS,
    FONT_SETS,
    FORMULA,
    LEFT_OUT,
    LETTERS,
    READ,
    SIGNS,
    SKIPPED,
    codec_of,
    without_binary,
)
from texts.importers.rtf_words import SYMBOLS as SYMBOL_SET
from texts.importers.source import Source
from texts.importers.symbols import is_private, symbol

MARGINS = N_("Page headers and footers are left out.")
_WARNED = {
    **dict.fromkeys(("pict", "object", "objdata", "shppict"), PICTURES),
    "footnote": NOTES, "annotation": COMMENTS, "cell": TABLES, "moMath": FORMULAS,
} | dict.fromkeys(LEFT_OUT - {"footnote", "annotation"}, MARGINS)
# A control word with its number, a byte in hexadecimal, a control sign, a brace, a line end, or plain characters.
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.|\n|\r)|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_DEPTH_LIMIT = 500
_LAST_CODE = 0x10FFFF


@dataclass(frozen=True)
class _State:
    """What holds inside a group; a group that opens begins with that of the one round it."""

    place: str = "text"  # text, left out, skipped, fonts, styles, number
    hidden: bool | None = None
    deleted: bool = False
    bold: bool = False
    font: int | None = None
    paragraph_style: str = "s0"
    letter_style: str = ""
    skip: int = 1  # how many characters stand behind \u for programs that do not know it


@dataclass
class RtfText:
    """The text with marks of bold type, the warnings due (msgids), and the words that are left out."""

    text: str = ""
    warnings: dict[str, None] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    unknown_signs: int = 0


def read_rtf(path: Source, name: str) -> ParsedText:
    """An RTF document as turns; embedded objects and pictures are skipped, never opened.

    Raises:
        BadInput: damaged, cut off or nested without end.
    """
    read = rtf_in(path.read_bytes(), name)
    found = spoken(paragraphs_of(read.text))
    warnings = [_(warning) for warning in read.warnings]
    if read.unknown_signs:
        warnings.append(_(SYMBOLS).format(number=read.unknown_signs))
    return parsed(found.turns, "rtf", warnings, read.left_out, junk=found.left_out)


def rtf_in(data: bytes, name: str) -> RtfText:
    """What an RTF document says. Raises: BadInput, as read_rtf does."""
    reader = _Reader(name)
    # Bytes stand for characters of the set that holds where they stand, so they are kept as they are.
    reader.read(without_binary(data).decode("latin-1"))
    return reader.found


class _Reader:
    def __init__(self, name: str) -> None:
        self.found = RtfText()
        self._name = name
        self._parts: list[str] = []
        self._stack: list[_State] = []
        self._now = _State()
        self._set = "cp1252"
        self._tables = Tables()
        self._default_font: int | None = None
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = self._opening = False
        self._number: list[str] = []

    def read(self, text: str) -> None:
        """Take the document in. Raises: BadInput when it never ends, nests too deeply or is no RTF."""
        for match in _TOKEN.finditer(text):
            word, number, byte, sign, brace, plain = match.groups()
            if byte is None:
                self._flush()
            if brace:
                if not self._group(brace):
                    self.found.text = self._finished()
                    return
            elif word:
                self._word(word, int(number) if number else None)
            elif byte:
                self._byte(int(byte, 16))
            elif sign:
                self._sign(sign)
            elif plain:
                self._plain(plain)
        raise damaged(self._name)

    def _group(self, brace: str) -> bool:
        """Open or close a group; False when the whole document has closed."""
        self._to_skip = 0
        if brace == "{":
            self._stack.append(self._now)
            self._opening, self._starred = True, False
            if len(self._stack) > _DEPTH_LIMIT:
                raise damaged(self._name)
            return True
        if not self._stack:
            raise damaged(self._name)
        ended, self._now = self._now, self._stack.pop()
        if ended.place == "number" and self._now.place != "number":
            self._end_number()
        return bool(self._stack)

    def _word(self, word: str, number: int | None) -> None:
        opening, starred = self._opening, self._starred
        self._opening = self._starred = False
        if word in _WARNED and self._now.place == "text":
            self.found.warnings[_WARNED[word]] = None
        if opening and self._destination(word, starred):
            return
        if word == "u":
            self._unicode(number)
        elif opening and word in FORMULA:
            self._say(FORMULA[word])
        elif self._now.place in ("fonts", "styles"):
            self._table_word(word, number)
        elif word in LETTERS:
            self._skip_or(LETTERS[word])
        else:
            self._property(word, number)

    def _destination(self, word: str, starred: bool) -> bool:
        """Whether the word says what its group holds."""
        place = self._now.place
        if word == "fonttbl":
            place = "fonts"
        elif word == "stylesheet":
            place = "styles"
        elif word in ("pntext", "listtext") and place == "text":
            place = "number"
        elif word == "ud" and starred:
            place = "text"
        elif word in READ:
            return True
        elif place == "styles" and word in ("cs", "s", "ds", "ts"):
            return False
        elif word in LEFT_OUT:
            place = "left out" if place in ("text", "left out") else "skipped"
        elif word in SKIPPED or starred:
            place = "skipped"
        else:
            return False
        self._now = replace(self._now, place=place)
        return True

    def _table_word(self, word: str, number: int | None) -> None:
        """A word in the table of fonts or of styles."""
        if self._now.place == "styles":
            self._tables.style_word(word, number)
        elif word == "f" and number is not None:
            self._now = replace(self._now, font=number)
            self._tables.font(number)
        elif word == "fcharset" and number is not None:
            self._tables.font(self._now.font).charset = number

    def _property(self, word: str, number: int | None) -> None:
        on = number != 0
        changes: dict[str, object] = {}
        if word in ("v", "webhidden"):
            changes = {"hidden": on}
        elif word in ("deleted", "mvf"):
            # Where it was moved to it stands as well.
            changes = {"deleted": on}
        elif word == "b":
            changes = {"bold": on}
        elif word == "f":
            changes = {"font": number}
        elif word == "s":
            changes = {"paragraph_style": f"s{number}"}
        elif word == "cs":
            changes = {"letter_style": f"cs{number}"}
        elif word == "plain":
            changes = {"hidden": None, "deleted": False, "bold": False, "font": self._default_font, "letter_style": ""}
        elif word == "pard":
            changes = {"paragraph_style": "s0"}
        elif word == "uc":
            changes = {"skip": min(max(number or 0, 0), 16)}
        elif word == "deff":
            self._default_font = number
            changes = {"font": number}
        elif word in DOCUMENT_SETS:
            self._set = DOCUMENT_SETS[word]
        elif word == "ansicpg":
            self._set = codec_of(f"cp{number}") or ("utf-8" if number == 65001 else self._set)
        if changes:
            self._now = replace(self._now, **changes)  # type: ignore[arg-type]

    def _unicode(self, number: int | None) -> None:
        code = number or 0
        code += 0x10000 if code < 0 else 0
        if not 0 <= code <= _LAST_CODE:
            raise damaged(self._name)
        self._say(self._with_sign(chr(code)))
        self._to_skip = self._now.skip

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
            return
        self._opening = False
        if sign in SIGNS:
            self._skip_or(SIGNS[sign])

    def _skip_or(self, text: str) -> None:
        """Say the text, or pass over it where it only stands in for a character that was said already."""
        if text == "\n" and self.found.left_out:
            self.found.left_out.append(text)
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._say(text)

    def _byte(self, byte: int) -> None:
        self._opening = False
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(byte)

    def _plain(self, text: str) -> None:
        self._opening = False
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            text, self._to_skip = text[skipped:], self._to_skip - skipped
        if self._now.place == "fonts" and self._now.font is not None:
            self._tables.font(self._now.font).names.append(text)
        elif text.isascii() and not self._is_symbols():
            self._say(text)
        else:
            self._bytes += text.encode("latin-1")
            self._flush()

    def _flush(self) -> None:
        """Bytes that wait, as characters of the set that holds here."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._say(self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        font = self._tables.font(self._now.font)
        if font.charset == SYMBOL_SET:
            return "".join(chr(b) if b < 0x21 else self._known(symbol(font.called, b)) for b in data)
        return data.decode(FONT_SETS.get(font.charset, self._set), "replace")

    def _is_symbols(self) -> bool:
        return self._tables.font(self._now.font).charset == SYMBOL_SET

    def _with_sign(self, char: str) -> str:
        return self._known(symbol(self._tables.font(self._now.font).called, ord(char))) if is_private(char) else char

    def _known(self, sign: str) -> str:
        if not sign and self._now.place == "text":
            self.found.unknown_signs += 1
        return sign or UNKNOWN

    def _say(self, text: str) -> None:
        now = self._now
        if now.place == "number":
            self._number.append(text)
        elif now.place == "left out":
            self.found.left_out.append(text)
        elif now.place == "text":
            if text == "\n":
                # Where a paragraph ends is no hidden word.
                self._parts.append(text)
            elif now.deleted or self._is_hidden():
                if self._parts[-1:] != [""]:
                    # What was said between two left-out pieces keeps them apart.
                    self.found.left_out.append("\n")
                    self._parts.append("")
                self.found.warnings[DELETED if now.deleted else HIDDEN] = None
                self.found.left_out.append(text)
            else:
                self._parts.append(bold(text) if now.bold else text)

    def _is_hidden(self) -> bool:
        if self._now.hidden is not None:
            return self._now.hidden
        return any(self._tables.hides(style) for style in (self._now.letter_style, self._now.paragraph_style) if style)

    def _end_number(self) -> None:
        """The number of a list as the program wrote it; a point before an item is no word."""
        label = "".join(self._number).strip()
        self._number.clear()
        if any(c.isalnum() for c in label):
            self._say(f"{label} ")

    def _finished(self) -> str:
        text = _SURROGATES.sub(_joined, "".join(self._parts))
        self.found.left_out = list(_runs(self.found.left_out))
        return normalised(seamless(text))


def _runs(parts: list[str]) -> Iterator[str]:
    """Left-out words put together up to a line end."""
    yield from (line.strip() for line in "".join(parts).split("\n") if line.strip())


def _joined(pair: re.Match[str]) -> str:
    """The character that two half characters of RTF's \\u stand for."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
