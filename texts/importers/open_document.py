"""The body of an OpenDocument text, streamed: hidden text apart, numbers of lists before their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from texts.importers.marks import BOLD, PLAIN, bold
from texts.importers.open_parts import Lists, OpenStyles, StyleReader, value
from texts.importers.package import Walker
from texts.importers.paragraphs import COMMENTS, DELETED, FORMULAS, HIDDEN, NOTES, PICTURES, Paragraphs
from texts.importers.symbols import is_private, is_symbol_font, symbol

_NOT_OURS = dict.fromkeys(map(ord, BOLD + PLAIN))
_STYLED = {"p": "paragraph", "h": "paragraph", "span": "text", "a": "text", "section": "section"}
_WHO_AND_WHEN = frozenset({"creator", "creator-initials", "sender-initials", "date", "date-string"})
_ASIDES = frozenset({"tracked-changes", "note", "annotation", "ruby-text"})


class OpenDocument(Paragraphs):
    """Walks content.xml.

    Args:
        styles: what styles.xml says; the text's own styles are added as they come.
        formula: the words of the formula at a path inside the package, '' where it is none.
    """

    paragraph = frozenset({"p", "h"})
    table, row, cell = "table", "table-row", "table-cell"
    skipped = frozenset({"forms", "script", "event-listeners", "math"})
    warned = {
        "tracked-changes": DELETED,
        "note": NOTES,
        "annotation": COMMENTS,
        "image": PICTURES,
    }

    def __init__(self, styles: OpenStyles, formula: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._styles, self._reader, self._lists = styles, StyleReader(styles), Lists(styles)
        self._formula = formula
        self._within: list[tuple[str, bool | None, bool | None, str | None]] = []  # local, hidden, bold, font
        self._asides: list[str] = []

    def skips(self, local: str, tag: str) -> bool:
        # svg:title describes a picture; text:title is a field whose words are in the text.
        # Who changed or remarked something, and when, is nobody's words; it is often a real name.
        is_by = bool(self._asides) and local in _WHO_AND_WHEN and "text:1.0" not in tag
        return is_by or local in self.skipped or (local in ("title", "desc") and "svg" in tag)

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        self._reader.opened(local, attributes)
        if local in _ASIDES:
            self._asides.append(local)
        if self._asides:
            if local in self.warned:
                self.warnings[self.warned[local]] = None
            return
        super().opened(local, tag, attributes)
        if local == self.row and value(attributes, "visibility") in ("collapse", "filter"):
            self.lose_row(HIDDEN)
        if local in _STYLED or local in ("hidden-text", "hidden-paragraph"):
            self._style_opens(local, attributes)
        if local in ("list", "list-item", "list-header", "h"):
            self._list_opens(local, attributes)
        elif local == "object":
            self._object(attributes)
        elif local == "s":
            count = value(attributes, "c") or "1"
            self._say(" " * (min(int(count), 100) if count.isdecimal() and len(count) < 6 else 1))
        elif local in ("tab", "line-break"):
            self._say("\t" if local == "tab" else "\n")
        if local in self.paragraph and (label := self._lists.take()):
            self.write(f"{label} ")

    def _style_opens(self, local: str, attributes: dict[str, str]) -> None:
        style = self._styles.of(_STYLED.get(local, "text"), value(attributes, "style-name"))
        hidden = style.hidden
        if local == "section" and value(attributes, "display") in ("none", "condition"):
            hidden = value(attributes, "display") == "none" or value(attributes, "is-hidden") == "true"
        if local == "hidden-text":
            hidden = value(attributes, "is-hidden") != "false"
        # Bold of a whole paragraph is a heading's; only a run that is bold can be a label.
        self._within.append((local, hidden, style.bold if local in ("span", "a") else None, style.font))
        if local == "hidden-paragraph" and value(attributes, "is-hidden") != "false":
            self._hide_paragraph()

    def _hide_paragraph(self) -> None:
        """The field hides the paragraph that it stands in, what was read of it too."""
        for at in range(len(self._within) - 1, -1, -1):
            local, _hidden, strong, font = self._within[at]
            if local in self.paragraph:
                self._within[at] = (local, True, strong, font)
                break
        if self._open:
            self.left_out += [part for part in self._open[-1] if part.strip()]
            self._open[-1] = []
            self.warnings[HIDDEN] = None

    def _list_opens(self, local: str, attributes: dict[str, str]) -> None:
        if local == "list":
            self._lists.begin(attributes)
        elif local == "list-item":
            self._lists.item(attributes)
        elif local == "h":
            self._lists.heading(attributes)

    def _object(self, attributes: dict[str, str]) -> None:
        words = self._formula((value(attributes, "href") or "").removeprefix("./")) if self._formula else ""
        self.warnings[FORMULAS if words else PICTURES] = None
        self._say(words)

    def closed(self, local: str, tag: str) -> None:
        self._reader.closed(local)
        if self._asides:
            if local == self._asides[-1]:
                self._asides.pop()
            return
        super().closed(local, tag)
        if self._within and local == self._within[-1][0]:
            self._within.pop()
        if local == "list":
            self._lists.end()

    def characters(self, text: str) -> None:
        # The standard: any run of white space in the XML stands for one space.
        text = re.sub(r"[ \t\r\n]+", " ", text).translate(_NOT_OURS)
        if self._asides:
            if text.strip():
                self.left_out.append(text.strip())
            return
        if text.startswith(" ") and self._open and self._last_char() in ("", " "):
            text = text[1:]
        self._say(text)

    def _last_char(self) -> str:
        """The last character of the open paragraph that is not a mark of bold type."""
        for part in reversed(self._open[-1]):
            if plain := part.rstrip(BOLD + PLAIN):
                return plain[-1]
        return ""

    def _say(self, text: str) -> None:
        if not text or not self._open:
            return
        hidden = next((hidden for _local, hidden, _bold, _font in reversed(self._within) if hidden is not None), False)
        if hidden or any(h for local, h, _bold, _font in self._within if local == "section" and h):
            self.warnings[HIDDEN] = None
            self.left_out.append(text)
            return
        font = next((font for _local, _hidden, _bold, font in reversed(self._within) if font), "")
        if not text.isascii() or is_symbol_font(font):
            text = self._with_signs(text, font)
        strong = next(
            (strong for _local, _hidden, strong, _font in reversed(self._within) if strong is not None), False
        )
        self.write(bold(text) if strong else text)

    def _with_signs(self, text: str, font: str) -> str:
        if is_symbol_font(font) and not font.casefold().startswith("symbol neue"):
            return "".join(c if c.isspace() else self.sign(symbol(font, ord(c))) for c in text)
        return "".join(self.sign("") if is_private(c) else c for c in text)


class OpenMargins(OpenDocument):
    """The page headers and footers among the styles of an OpenDocument text."""

    def __init__(self, styles: OpenStyles) -> None:
        super().__init__(styles)
        self.above: list[str] = []
        self.below: list[str] = []

    def closed(self, local: str, tag: str) -> None:
        super().closed(local, tag)
        if local in ("header", "footer"):
            (self.above if local == "header" else self.below).extend(self.paragraphs)
            self.paragraphs.clear()


class Formula(Walker):
    """The words of a formula in MathML, on one line."""

    skipped = frozenset({"annotation", "annotation-xml"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._is_formula = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        self._is_formula = self._is_formula or local == "math"

    def characters(self, text: str) -> None:
        if self._is_formula and text.strip():
            self.words.append(text.strip())
