"""A letter about consent and the questions of its form, as plain text: what is printed, read on the screen and kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

ADULT, CHILD, YOUNG = "adult", "child", "young"
AUDIENCES = (ADULT, CHILD, YOUNG)  # 16 and older, 12 to 15, younger


class Block(NamedTuple):
    """A heading and the sentences under it."""

    head: str
    lines: tuple[str, ...]


class Question(NamedTuple):
    """One use: what is done, and the question that is answered with yes or no."""

    use: str
    about: str
    question: str


@dataclass(frozen=True)
class Letter:
    """A letter for one audience (of AUDIENCES) in one language ('nl' or 'en').

    Attributes:
        before, after: blocks around what is told of the uses, which stands under `what`.
        choose: stands above the questions. read, guardian: what who signs says with that.
        words: small words of the form, by what they are for.
    """

    audience: str
    language: str
    title: str
    before: tuple[Block, ...]
    what: str
    questions: tuple[Question, ...]
    after: tuple[Block, ...]
    choose: str
    read: str
    guardian: str
    words: dict[str, str]

    @property
    def text(self) -> str:
        """All of it as JSON, always the same for the same words."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        """By which this text is known (hex)."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def about(self, uses: Collection[str]) -> tuple[Question, ...]:
        """The questions about some uses, in the order of the letter."""
        return tuple(one for one in self.questions if one.use in uses)


def read_back(text: str) -> Letter:
    """The letter of a `text` that was kept."""
    plain: dict[str, Any] = json.loads(text)
    blocks = {name: tuple(Block(head, tuple(lines)) for head, lines in map(_pair, plain[name]))
              for name in ("before", "after")}
    return Letter(**{**plain, **blocks, "questions": tuple(Question(*map(str, one)) for one in plain["questions"])})


def _pair(block: list[Any]) -> tuple[str, list[str]]:
    head, lines = block
    return str(head), [str(line) for line in lines]
