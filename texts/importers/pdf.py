"""PDFs with a text layer; a scan is told apart from an empty file."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_, _
from texts.importers.faults import bomb, damaged, locked, shown_name
from texts.importers.labels import spoken
from texts.importers.lines import joined_lines
from texts.importers.normalise import normalise
from texts.importers.paragraphs import NOTES
from texts.importers.parsed import ParsedText, parsed
from texts.importers.pdf_notes import notes_in
from texts.importers.pdf_order import bare, seen
from texts.importers.pdf_runs import drawn
from texts.importers.private import unknown_letters, without_private
from texts.importers.source import Source, size_of

if TYPE_CHECKING:
    from pypdf import PageObject

_SCAN = N_(
    "{name} holds pictures of pages, no text (a scan). Have a scan program recognise the text (OCR) and "
    "choose the new file."
)
_EMPTY_PAGES = N_("These pages have no text and are left out: {pages}.")
_MARGINS = N_("Lines that come back on most pages (page headers, footers and numbers) are left out.")
_WIDTHS = N_("A PDF does not say where paragraphs end: check them.")

# A span of a page whose text to copy is a soft hyphen, a zero-width space or nothing.
_SOFT_HYPHEN = re.compile(
    rb"/Span\s*<<\s*/ActualText\s*(?:<(?:FEFF)?(?:00AD|200B)?>|\(\))\s*>>\s*BDC(?:(?!EMC|BDC).){0,400}?EMC",
    re.DOTALL | re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"(?:[-–—] ?)?(?:(?:pagina|page|blz\.?|p\.) ?)?(\d{1,4})(?: ?[-–—])?", re.IGNORECASE)
_CUT = re.compile(r"\u00ad *(?=\n|\s*\Z)")
# A title, a date and what may be done with it stand above each page.
_MARGIN_LINES = 3
_SHORTEST = 5
PAGE_LIMIT = 2000
# Steps of drawing; in a file that says something each takes a byte at least, also when it is packed.
_STEPS, _STEPS_A_BYTE = 60_000, 4
_TEXT_LIMIT = 20_000_000


def read_pdf(path: Source, name: str) -> ParsedText:
    """A PDF as turns, lines joined to paragraphs.

    Raises:
        BadInput: locked, damaged, a scan, or of more than PAGE_LIMIT pages.
    """
    read = _page_texts(path, name)
    pages = [page for page, _widths, _notes in read]
    if not any(page.strip() for page in pages):
        raise BadInput(_SCAN, name=shown_name(name))
    # The hyphen at a line's end tells whether it is part of the word only before soft hyphens are dropped.
    known = [without_private(normalise(_CUT.sub("\u2010", page))) for page in pages]
    lines = [[line.strip() for line in page.split("\n")] for page, _unknown in known]
    kept, margins = _without_margins(lines)
    columns = {bare(without_private(normalise(line))[0]): width for _page, widths, _notes in read
               for line, width in widths.items()}
    unknown = sum(number for _page, number in known)
    warnings = [_(_WIDTHS), *([unknown_letters(unknown)] if unknown else [])]
    notes = [without_private(normalise(note))[0] for _page, _widths, told in read for note in told]
    if notes:
        warnings.append(_(NOTES))
    if margins:
        warnings.append(_(_MARGINS))
    empty = [str(i) for i, page in enumerate(pages, 1) if not page.strip()]
    if empty:
        warnings.append(_(_EMPTY_PAGES).format(pages=", ".join(empty)))
    every = [line for page in kept for line in page]
    found = spoken(joined_lines(every, [columns.get(bare(line), 0) for line in every]))
    return parsed(found.turns, "pdf", warnings, [*notes, *margins], junk=found.left_out)


def _page_texts(path: Source, name: str) -> list[tuple[str, dict[str, int], list[str]]]:
    """Of each page its text, the widths of its columns (see `Seen`), and the notes at its foot."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with path.open("rb") as file:
            reader = PdfReader(file)
            # Many PDFs are encrypted with an empty password, only to forbid printing.
            if reader.is_encrypted and not reader.decrypt(""):
                raise locked(name)
            if len(reader.pages) > PAGE_LIMIT:
                raise bomb(name)
            texts, total = [], 0
            budget = _Budget(size_of(path), name)
            for page in reader.pages:
                _drop_soft_hyphens(page)
                texts.append(_text_of(page, budget))
                total += len(texts[-1][0])
                if total > _TEXT_LIMIT:
                    raise bomb(name)
            return texts
    except BadInput:
        raise
    # pypdf lets nearly any error out of a broken file: missing keys, wrong types, endless recursion.
    except Exception as fault:
        raise damaged(name) from fault


def _text_of(page: PageObject, budget: _Budget) -> tuple[str, dict[str, int], list[str]]:
    """The text of a page in the order it is read, the widths of its columns, and its notes."""
    found = drawn(page, budget.spend)
    if not found.upright:
        return found.text, {}, []
    notes = notes_in(found.runs)
    if notes.told:
        found = drawn(page, budget.spend, notes.runs)
    lines, widths = seen(found.runs)
    text = found.text if lines is None else "\n".join(lines)
    # Where a mark was, a space stands on either side of it.
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", text) if notes.told else text, widths, notes.told


class _Budget:
    """How many steps a file of this size may ask for: one form drawn again and again asks for millions."""

    def __init__(self, size_bytes: int, name: str) -> None:
        self._left = _STEPS + _STEPS_A_BYTE * size_bytes
        self._name = name

    def spend(self, *_step: object) -> None:
        """One step. Raises: BadInput when there are no more."""
        self._left -= 1
        if self._left < 0:
            raise bomb(self._name)


def _drop_soft_hyphens(page: Any) -> None:
    """Take out of a page what is drawn only so that a program can copy a soft hyphen; pypdf would read a space
    there.
    """
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    if b"/ActualText" in data:
        from pypdf.generic import DecodedStreamObject, NameObject

        without = DecodedStreamObject()
        without.set_data(_SOFT_HYPHEN.sub(b"", data))
        page[NameObject("/Contents")] = without


def _without_margins(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without the lines at head and foot that most pages share but for their digits, and those lines."""
    margins: list[str] = []
    for line in range(_MARGIN_LINES):
        pages, found = _without_edges(pages, is_surely=line > 0)
        if not found:
            break
        margins += found
    return pages, margins


def _without_edges(pages: list[list[str]], *, is_surely: bool) -> tuple[list[list[str]], list[str]]:
    """The pages without the first and last lines that most pages share, and those lines; surely: none that is talk."""
    edges = [[i for i, line in enumerate(page) if line] for page in pages]
    counts: Counter[str] = Counter()
    for page, filled in zip(pages, edges, strict=True):
        counts.update({_shape(page[i]) for i in {*filled[:1], *filled[-1:]}})
    often = {shape for shape, count in counts.items() if count >= 3 and count > 0.6 * len(pages)}
    often = {shape for shape in often if _is_no_talk(shape) or not is_surely}
    often |= _page_numbers(pages, edges) | _on_both(pages)
    kept, margins = [], []
    for page, filled in zip(pages, edges, strict=True):
        dropped = {i for i in {*filled[:1], *filled[-1:]} if _shape(page[i]) in often}
        kept.append([page[i] for i in range(filled[0], filled[-1] + 1) if i not in dropped] if filled else [])
        margins += [page[i] for i in sorted(dropped)]
    return kept, margins


def _on_both(pages: list[list[str]]) -> set[str]:
    """Of two pages the line that both begin or end with, where it is no talk."""
    if len(pages) != 2:
        return set()
    filled = [[line.strip() for line in page if line] for page in pages]
    first, last = ({_shape(page[at]) for page in filled if page} for at in (0, -1))
    both = {next(iter(edge)) for edge in (first, last) if len(edge) == 1 and all(filled)}
    return {line for line in both if _is_no_talk(line)}


def _is_no_talk(line: str) -> bool:
    """Whether a line has no label and no end of a sentence, and begins as a title does."""
    return len(line) > _SHORTEST and ":" not in line and line[-1] not in ".?!…" and not line[0].islower()


def _page_numbers(pages: list[list[str]], edges: list[list[int]]) -> set[str]:
    """The shapes of edges that count the pages, of two pages at least."""
    counted: dict[str, list[int]] = {}
    for at, (page, filled) in enumerate(zip(pages, edges, strict=True)):
        for line in {page[i] for i in {*filled[:1], *filled[-1:]}}:
            if match := _PAGE_NUMBER.fullmatch(line):
                counted.setdefault(_shape(line), []).append(int(match[1]) - at)
    filled_pages = sum(bool(filled) for filled in edges)
    return {shape for shape, starts in counted.items()
            if len(set(starts)) == 1 and len(starts) > 1 and len(starts) > 0.6 * filled_pages}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)
