"""Word (.docx) and OpenDocument (.odt) texts, streamed from their XML.

python-docx and odfdo are not used for reading: both leave out text (content controls, insertions with tracked
changes), load every picture, and build the whole tree before a limit can be kept.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile

from pilot.words import _
from texts.importers.chunks import chunk_paragraphs
from texts.importers.faults import damaged, locked
from texts.importers.labels import spoken
from texts.importers.open_document import Formula, OpenDocument, OpenMargins
from texts.importers.open_parts import OpenStyles, StylesPart
from texts.importers.package import Walker, feed, package
from texts.importers.paragraphs import HEADERS, SYMBOLS, Paragraphs
from texts.importers.parsed import ParsedText, parsed
from texts.importers.source import Source
from texts.importers.word import Word
from texts.importers.word_parts import Links, Numbering, Styles

_PAGE_NUMBER = re.compile(r"(?:(?:pagina|page|blz\.?|p\.?)\s*)?\d+(?:\s*(?:van|of|/)\s*\d+)?", re.IGNORECASE)
# Parts beside the text whose words are no speech: notes below the page, remarks in the margin.
_ASIDE_PARTS = ("footnotes", "endnotes", "comments")


class _MainPart(Walker):
    """Where the package says its main document is."""

    target = "word/document.xml"

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.target = attributes.get("Target", self.target).lstrip("/")


def read_docx(path: Source, name: str) -> ParsedText:
    """A Word document as turns; text of tables, text boxes, headers, footers and parts it brings in is in.

    Raises:
        BadInput: locked, damaged or hostile.
    """
    body, above, below = word_in(path, name)
    return _parsed(body, above, below, "docx")


def word_in(path: Source | BinaryIO, name: str, depth: int = 0) -> tuple[Paragraphs, list[str], list[str]]:
    """The body of a Word document, its page headers and its page footers.

    Args:
        depth: how many documents this one stands in.
    """
    with package(path, name) as archive:
        names = set(archive.namelist())
        main = _MainPart()
        if "_rels/.rels" in names:
            feed(archive, "_rels/.rels", main, name)
        if main.target not in names:
            raise damaged(name)
        folder = str(PurePosixPath(main.target).parent)
        styles, numbering, links = Styles(), Numbering(), Links()
        sides: tuple[tuple[str, Walker], ...] = (
            ("styles.xml", styles),
            ("numbering.xml", numbering),
            (f"_rels/{PurePosixPath(main.target).name}.rels", links),
        )
        for part, walker in sides:
            if f"{folder}/{part}" in names:
                feed(archive, f"{folder}/{part}", walker, name)

        def chunk(relation: str) -> list[str]:
            found = chunk_paragraphs(archive, folder, links.targets.get(relation, ""), name, depth)
            body.warnings |= dict.fromkeys(found.warnings)
            body.left_out += found.left_out
            return found.paragraphs

        body = Word(styles, numbering, chunk)
        feed(archive, main.target, body, name)
        for part in _ASIDE_PARTS:
            if f"{folder}/{part}.xml" in names:
                body.left_out += _word_part(archive, f"{folder}/{part}.xml", styles, name)
        above, below = (_word_margin(archive, folder, kind, styles, name) for kind in ("header", "footer"))
    return body, above, below


def read_odt(path: Source, name: str) -> ParsedText:
    """An OpenDocument text as turns.

    Raises:
        BadInput: locked, damaged or hostile.
    """
    with package(path, name) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise locked(name)
        if "content.xml" not in names:
            raise damaged(name)

        def formula(folder: str) -> str:
            words = Formula()
            if f"{folder}/content.xml" in names:
                feed(archive, f"{folder}/content.xml", words, name)
            return " ".join(words.words)

        styles = OpenStyles()
        margins = OpenMargins(styles)
        if "styles.xml" in names:
            feed(archive, "styles.xml", StylesPart(styles), name)
            feed(archive, "styles.xml", margins, name)
        body = OpenDocument(styles, formula)
        feed(archive, "content.xml", body, name)
    return _parsed(body, margins.above, margins.below, "odt")


def _parsed(body: Paragraphs, above: list[str], below: list[str], format: str) -> ParsedText:
    above, below = _once(above), _once(below)
    warnings = [_(warning) for warning in body.warnings] + ([_(HEADERS)] if above or below else [])
    if body.unknown_signs:
        warnings.append(_(SYMBOLS).format(number=body.unknown_signs))
    found = spoken([*above, *body.paragraphs, *below])
    return parsed(found.turns, format, warnings, body.left_out, junk=found.left_out)


def _word_part(archive: ZipFile, part: str, styles: Styles, name: str) -> list[str]:
    walker = Word(styles, Numbering())
    feed(archive, part, walker, name)
    return [*walker.paragraphs, *walker.left_out]


def _word_margin(archive: ZipFile, folder: str, kind: str, styles: Styles, name: str) -> list[str]:
    walker = Word(styles, Numbering())
    for part in sorted(archive.namelist()):
        if re.fullmatch(rf"{re.escape(folder)}/{kind}\d*\.xml", part):
            feed(archive, part, walker, name)
    return walker.paragraphs


def _once(paragraphs: list[str]) -> list[str]:
    """Paragraphs of page headers or footers, each once, without bare page numbers."""
    kept = dict.fromkeys(paragraph.strip() for paragraph in paragraphs)
    return [paragraph for paragraph in kept if paragraph and not _PAGE_NUMBER.fullmatch(paragraph)]
