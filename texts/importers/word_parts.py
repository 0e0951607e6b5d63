"""What the parts beside a Word document say: which styles hide text or are bold, how lists are numbered, what is
linked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from texts.importers.list_numbers import number
from texts.importers.package import Walker

_FORMATS = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "bullet": "",
    "none": "",
}
# On a run they hide its words, on the mark of a paragraph its end: what follows stands on the same line.
HIDING = frozenset({"vanish", "webHidden", "specVanish"})
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_STYLE_STEPS = 50
_NUMBER_LIMIT = 1_000_000


def value(attributes: dict[str, str], name: str = "val") -> str | None:
    """An attribute by its name without the namespace, None where it is not there."""
    return next((v for key, v in attributes.items() if key.rpartition("}")[2] == name), None)


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a property such as vanish is on: it is where it stands without a value."""
    return value(attributes) not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """A small whole number, None where it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,7}", text) else None


@dataclass
class Style:
    """What a style says itself, None where it leaves it to the one it is based on."""

    based_on: str | None = None
    hidden: bool | None = None
    bold: bool | None = None
    numbering: str | None = None
    level: int | None = None
    numbered_by: str = ""  # the style that brings the numbering
    font: str | None = None
    parts: dict[str, bool] = field(default_factory=dict)  # of a table which parts it hides or shows, as "firstRow"
    bands: tuple[int | None, int | None] = (None, None)  # of a table how many rows, and columns, stand in one band


class Styles(Walker):
    """word/styles.xml: by style, whether its text is hidden or bold, its list, and which parts of a table it hides."""

    skipped = frozenset({"rPrChange", "pPrChange", "latentStyles"})

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, Style] = {}
        self.default = ""
        self._all = Style()
        self._now: Style | None = None
        self._part = ""  # of a table, that is being described

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "style":
            self._now = self.by_id.setdefault(value(attributes, "styleId") or "", Style())
            if value(attributes, "type") == "paragraph" and value(attributes, "default") in ("1", "true"):
                self.default = value(attributes, "styleId") or ""
        elif local == "docDefaults":
            self._now = self._all
        elif local == "tblStylePr":
            self._part = value(attributes, "type") or ""
        elif self._now is not None and self._part:
            if local in HIDING:
                self._now.parts[self._part] = is_on(attributes)
        elif self._now is not None:
            self._property(self._now, local, attributes)

    def _property(self, style: Style, local: str, attributes: dict[str, str]) -> None:
        if local == "basedOn":
            style.based_on = value(attributes)
        elif local in HIDING:
            style.hidden = is_on(attributes)
        elif local == "b":
            style.bold = is_on(attributes)
        elif local == "numId":
            style.numbering = value(attributes)
        elif local == "ilvl":
            style.level = whole(value(attributes))
        elif local == "rFonts":
            style.font = value(attributes, "ascii")
        elif local == "tblStyleRowBandSize":
            style.bands = (whole(value(attributes)), style.bands[1])
        elif local == "tblStyleColBandSize":
            style.bands = (style.bands[0], whole(value(attributes)))

    def closed(self, local: str, tag: str) -> None:
        if local in ("style", "docDefaults"):
            self._now = None
        elif local == "tblStylePr":
            self._part = ""

    def of(self, name: str | None) -> Style:
        """A style with what it takes from those it is based on; an unknown one says nothing."""
        found = Style()
        for _ in range(_STYLE_STEPS):
            style = self.by_id.get(name or "")
            if style is None:
                break
            found.hidden = style.hidden if found.hidden is None else found.hidden
            found.bold = style.bold if found.bold is None else found.bold
            found.font = style.font if found.font is None else found.font
            found.parts = style.parts | found.parts
            found.bands = (found.bands[0] or style.bands[0], found.bands[1] or style.bands[1])
            if found.numbering is None:
                found.numbered_by = name or ""
                found.numbering, found.level = style.numbering, found.level if found.level is not None else style.level
            name = style.based_on
        found.hidden = self._all.hidden if found.hidden is None else found.hidden
        return found


@dataclass
class Level:
    """How one level of a list is numbered; `text` holds %1 to %9 for the numbers of the levels."""

    style: str = "1"
    text: str = ""
    start: int = 1
    for_style: str = ""  # the style whose paragraphs stand at this level
    is_plain: bool = False  # the numbers of the levels above are shown as 1, 2, 3


@dataclass
class _Num:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering(Walker):
    """word/numbering.xml, and the numbers so far while a document is read."""

    skipped = frozenset({"rPr", "pPr"})

    def __init__(self) -> None:
        super().__init__()
        self._abstract: dict[str, dict[int, Level]] = {}
        self._now = ""
        self._made_as: dict[str, str] = {}  # by list style the list that shows how it is numbered
        self._as_style: dict[str, str] = {}  # by list the list style it takes its numbers from
        self._nums: dict[str, _Num] = {}
        self._levels: dict[int, Level] = {}
        self._num: _Num | None = None
        self._level: Level | None = None
        self._at = 0
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        given = value(attributes)
        if local == "abstractNum":
            self._now = value(attributes, "abstractNumId") or ""
            self._levels, self._num = self._abstract.setdefault(self._now, {}), None
        elif local == "styleLink":
            self._made_as[given or ""] = self._now
        elif local == "numStyleLink":
            self._as_style[self._now] = given or ""
        elif local == "num":
            self._num = self._nums.setdefault(value(attributes, "numId") or "", _Num())
        elif local == "abstractNumId" and self._num is not None:
            self._num.abstract = given or ""
        elif local in ("lvl", "lvlOverride"):
            self._at = whole(value(attributes, "ilvl")) or 0
            if local == "lvl":
                levels = self._levels if self._num is None else self._num.levels
                self._level = levels.setdefault(self._at, Level())
        elif local == "startOverride" and self._num is not None:
            self._num.starts[self._at] = whole(given) or 0
        elif self._level is not None:
            self._of_level(self._level, local, given)

    @staticmethod
    def _of_level(level: Level, local: str, given: str | None) -> None:
        if local == "start":
            start = whole(given)
            level.start = 1 if start is None else start
        elif local == "numFmt":
            level.style = _FORMATS.get(given or "", "1")
        elif local == "lvlText":
            level.text = given or ""
        elif local == "pStyle":
            level.for_style = given or ""
        elif local == "isLgl":
            level.is_plain = given not in ("0", "false", "off")

    def closed(self, local: str, tag: str) -> None:
        if local == "lvl":
            self._level = None

    def level_of(self, num_id: str, style: str) -> int | None:
        """The level (0 the highest) of a list at which the paragraphs of a style stand, None where it names none."""
        num = self._nums.get(num_id)
        if num is None or not style:
            return None
        return next((at for at in range(_LEVELS) if self._level_of(num, at).for_style == style), None)

    def next(self, num_id: str, level: int) -> str:
        """The number of the next paragraph in this list at this level (0 the highest), '' where it shows none."""
        num = self._nums.get(num_id)
        if num is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(num.abstract, [None] * _LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at, start in num.starts.items():
                if 0 <= at < _LEVELS:
                    counts[at] = start - 1
        here = self._level_of(num, level)
        before = counts[level]
        counts[level] = here.start if before is None else min(before + 1, _NUMBER_LIMIT)
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if not here.style:
            return ""

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = self._level_of(num, at)
            count = counts[at]
            return number(of.start if count is None else count, "1" if here.is_plain else of.style or "1")

        return _PLACE.sub(written, here.text).strip()

    def _level_of(self, num: _Num, level: int) -> Level:
        made_as = self._made_as.get(self._as_style.get(num.abstract, ""), num.abstract)
        return num.levels.get(level) or self._abstract.get(made_as, {}).get(level) or Level(text=f"%{level + 1}.")


class Links(Walker):
    """A part's relations: by id the path it leads to, and its kind; only what lies inside the package."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
            self.kinds[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2]
