"""What an OpenDocument text says of its styles and lists: which hide text or are bold, in which font, how they
number.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from texts.importers.list_numbers import number
from texts.importers.package import Walker

_STEPS = 50
_LEVELS = 10
_NUMBER_LIMIT = 1_000_000
# How headings are numbered, beside the lists that have names.
_OUTLINE = "\0"
_LEVEL_STYLES = frozenset(
    ("list-level-style-number", "list-level-style-bullet", "list-level-style-image", "outline-level-style"))


def value(attributes: dict[str, str], name: str) -> str | None:
    """An attribute by its name without the namespace, None where it is not there."""
    return next((v for key, v in attributes.items() if key.rpartition("}")[2] == name), None)


@dataclass
class Style:
    """What a style says itself, None where it leaves it to its parent."""

    parent: str | None = None
    hidden: bool | None = None
    bold: bool | None = None
    font: str | None = None


@dataclass
class Level:
    """How one level of a list is numbered; `style` is '' for none and for points."""

    style: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


@dataclass
class OpenStyles:
    """Styles by family and name, and lists by name; those of the text itself win over those of the document."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)

    def of(self, family: str, name: str | None) -> Style:
        """A style with what it takes from its parents; an unknown one says nothing."""
        found = Style()
        for _ in range(_STEPS):
            style = self.styles.get((family, name or ""))
            if style is None:
                break
            found.hidden = style.hidden if found.hidden is None else found.hidden
            found.bold = style.bold if found.bold is None else found.bold
            found.font = style.font if found.font is None else found.font
            name = style.parent
        return found


class StyleReader:
    """Takes styles and lists in from elements as they open; used for styles.xml and for the head of content.xml."""

    def __init__(self, into: OpenStyles) -> None:
        self._into = into
        self._style: Style | None = None
        self._levels: dict[int, Level] | None = None

    def opened(self, local: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if local in ("style", "default-style"):
            family, name = value(attributes, "family") or "", value(attributes, "name") or ""
            self._style = Style(parent=value(attributes, "parent-style-name"))
            self._into.styles[(family, name)] = self._style
        elif local == "section-properties" and self._style is not None:
            self._style.hidden = value(attributes, "display") == "none" or self._style.hidden
        elif local == "text-properties" and self._style is not None:
            self._text_properties(self._style, attributes)
        elif local in ("list-style", "outline-style"):
            name = value(attributes, "name") or ""
            self._levels = self._into.lists.setdefault(name if local == "list-style" else _OUTLINE, {})
        elif (
            local in _LEVEL_STYLES
            and self._levels is not None
        ):
            level = _whole(value(attributes, "level")) or 1
            self._levels[level] = Level(
                (value(attributes, "num-format") or "") if local.endswith(("number", "level-style")) else "",
                value(attributes, "num-prefix") or "",
                value(attributes, "num-suffix") or "",
                _whole(value(attributes, "display-levels")) or 1,
                _whole(value(attributes, "start-value"), 1),
            )

    @staticmethod
    def _text_properties(style: Style, attributes: dict[str, str]) -> None:
        display, weight = value(attributes, "display"), value(attributes, "font-weight")
        style.hidden = display == "none" if display else style.hidden
        style.bold = weight not in ("normal", "100", "200", "300", "400", "500") if weight else style.bold
        style.font = value(attributes, "font-name") or value(attributes, "font-family") or style.font

    def closed(self, local: str) -> None:
        """An element ends."""
        if local in ("style", "default-style"):
            self._style = None
        elif local in ("list-style", "outline-style"):
            self._levels = None


class StylesPart(Walker):
    """styles.xml for its styles only."""

    def __init__(self, into: OpenStyles) -> None:
        super().__init__()
        self._reader = StyleReader(into)

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        self._reader.opened(local, attributes)

    def closed(self, local: str, tag: str) -> None:
        self._reader.closed(local)


class Lists:
    """The lists that are open while a text is read, and the numbers of their items."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._open: list[str] = []
        self._counts: dict[str, list[int | None]] = {}
        self._label = ""

    def begin(self, attributes: dict[str, str]) -> None:
        """A list opens, perhaps inside another."""
        style = value(attributes, "style-name") or (self._open[-1] if self._open else "")
        goes_on = value(attributes, "continue-numbering") == "true" or value(attributes, "continue-list") is not None
        self._open.append(style)
        depth = len(self._open)
        counts = self._counts.setdefault(style, [None] * _LEVELS)
        if depth <= _LEVELS and not goes_on:
            counts[depth - 1 :] = [None] * (_LEVELS - depth + 1)

    def item(self, attributes: dict[str, str]) -> None:
        """An item begins: the next paragraph carries its number."""
        if self._open:
            self._count(self._open[-1], len(self._open), attributes)

    def heading(self, attributes: dict[str, str]) -> None:
        """A heading begins: it has the number of its level where headings are numbered."""
        if not self._open and value(attributes, "is-list-header") != "true":
            self._counts.setdefault(_OUTLINE, [None] * _LEVELS)
            self._count(_OUTLINE, _whole(value(attributes, "outline-level"), 1), attributes)

    def _count(self, style: str, depth: int, attributes: dict[str, str]) -> None:
        if not 0 < depth <= _LEVELS:
            return
        counts = self._counts[style]
        level = self._level(style, depth)
        before, given = counts[depth - 1], _whole(value(attributes, "start-value"))
        counts[depth - 1] = given if given else level.start if before is None else min(before + 1, _NUMBER_LIMIT)
        counts[depth:] = [None] * (_LEVELS - depth)
        shown = range(max(depth - level.shown, 0), depth) if level.style else ()
        numbers = [number(counts[at] or 1, self._level(style, at + 1).style or "1") for at in shown]
        self._label = f"{level.prefix}{'.'.join(numbers)}{level.suffix}" if numbers else ""

    def end(self) -> None:
        """A list closes."""
        if self._open:
            self._open.pop()
        self._label = ""

    def take(self) -> str:
        """The number that stands before this paragraph, once."""
        label, self._label = self._label, ""
        return label

    def _level(self, style: str, depth: int) -> Level:
        return self._styles.lists.get(style, {}).get(depth, Level())


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 6 else otherwise
