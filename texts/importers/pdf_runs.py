"""What a page of a PDF draws, run by run: words and where on the page they stand.

pypdf tells where a line begins, not where its parts end, and a gutter between columns shows only by both. Its own
extraction is watched while it works: each time it shows text, this notes what came out and how wide it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PageObject


class Run(NamedTuple):
    """Text that was shown at once.

    Attributes:
        text: as pypdf reads it.
        before: what pypdf put between it and the run before: '', a space, or a line end.
        left, right, base: where it stands, in points from the left and from the foot of the page.
        size: of its letters, in points.
    """

    text: str
    before: str
    left: float
    right: float
    base: float
    size: float


@dataclass
class Drawn:
    """A page: its text in the order drawn, and the runs of it.

    Attributes:
        upright: whether all of it runs from left to right, so that places can tell its order.
    """

    text: str = ""
    runs: list[Run] = field(default_factory=list)
    upright: bool = True


def drawn(page: PageObject, visit: Callable[..., None], without: frozenset[int] = frozenset()) -> Drawn:
    """What the page draws; `visit` is called before each step, and may raise to end it.

    Args:
        without: the numbers of runs, as an earlier look at the page gave them, that are left out.
    """
    found = Drawn()
    with _watched(found, without):
        found.text = page.extract_text(visitor_operand_before=visit)
    told = sum(len(run.text) - run.text.count(" ") for run in found.runs)
    # What was shown and is not noted, or the other way round, cannot be put in another order.
    found.upright = found.upright and told == len(found.text) - found.text.count(" ") - found.text.count("\n")
    return found


@contextmanager
def _watched(found: Drawn, without: frozenset[int]) -> Iterator[None]:
    """pypdf's extraction with notes into `found`, one page at a time in a process; a form inside a page is extracted by
    another one, into the same.
    """
    from pypdf import _page
    from pypdf._text_extraction import mult
    from pypdf._text_extraction._text_extractor import TextExtraction

    class Watching(TextExtraction):
        _shown = [0]  # runs of this page so far, with those of its forms

        def __init__(self) -> None:
            super().__init__()
            self._told = 0  # characters of this page or form so far

        def _handle_tj_operation(self, operands: list[Any]) -> float:
            out, text, begun = len(self.output), len(self.text), self._actual_str_size["str_widths"]
            done = super()._handle_tj_operation(operands)
            place = mult(self.tm_matrix, self.cm_matrix)
            found.upright &= not self.rtl_dir and len(self.output) == out and place[0] > 0 and not place[1]
            shown = self.text[text:]
            if shown:
                self._shown[0] += 1
            if shown and self._shown[0] - 1 in without:
                self.text = self.text[:text]
            elif shown:
                gap = out + text - self._told
                between = (self.output + self.text[:text])[-gap:] if 0 < gap < 3 else "\n" if gap else ""
                wide = self._actual_str_size["str_widths"]
                found.runs.append(Run(
                    shown, "\n" if "\n" in between else between, place[4] + begun * place[0] / 1000,
                    place[4] + wide * place[0] / 1000, place[5], abs(self.font_size * place[3])))
                self._told = len(self.output) + len(self.text)
            return done

    was, _page.TextExtraction = _page.TextExtraction, Watching  # type: ignore[attr-defined]
    try:
        yield
    finally:
        _page.TextExtraction = was  # type: ignore[attr-defined]
