"""The tables at the head of an RTF document: which fonts it names, and which styles hide text."""

from __future__ import annotations

from dataclasses import dataclass, field

_STYLE_STEPS = 50
_NAME_CHARS = 100


@dataclass
class Font:
    """A font with its character set (2: signs in the place of letters), and its name in pieces as they came."""

    charset: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The name; that of the usual font of signs where none was given."""
        return "".join(self.names)[:_NAME_CHARS].strip(" ;") or "Symbol"


@dataclass
class _Style:
    hidden: bool | None = None
    based_on: str = ""


class Tables:
    """Fonts by number, and styles by kind and number, such as "s15" or "cs3"."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._styles: dict[str, _Style] = {}
        self._now = "s0"

    def font(self, number: int | None) -> Font:
        """The font of this number, one without a name where the table has none."""
        return self._fonts.setdefault(-1 if number is None else number, Font())

    def style_word(self, word: str, number: int | None) -> None:
        """A control word in the table of styles; those behind \\s and \\cs are of that style."""
        if word in ("s", "cs") and number is not None:
            self._now = f"{word}{number}"
            self._styles[self._now] = _Style()
        elif word in ("v", "webhidden"):
            self._styles.setdefault(self._now, _Style()).hidden = number != 0
        elif word == "sbasedon" and number is not None:
            kind = self._now.rstrip("0123456789")
            self._styles.setdefault(self._now, _Style()).based_on = f"{kind}{number}"

    def hides(self, name: str) -> bool:
        """Whether a style hides text, by itself or by one it is based on."""
        for _step in range(_STYLE_STEPS):
            style = self._styles.get(name, _Style())
            if style.hidden is not None or style.based_on in ("", name):
                return bool(style.hidden)
            name = style.based_on
        return False
