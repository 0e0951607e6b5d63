"""Whole files that a Word document brings in at a place (altChunk): a page, a mailed page, RTF, plain text or Word."""

from __future__ import annotations

import email
import email.policy
import io
import posixpath
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from zipfile import ZipFile

from pilot.words import N_, _
from texts.importers.charset import decode
from texts.importers.faults import bomb
from texts.importers.normalise import normalise

_UNREAD = N_("A part that was brought in from another file could not be read and is left out: {part}.")
_LIMIT_BYTES = 20 * 1000 * 1000
_DEPTH_LIMIT = 3


@dataclass
class Chunk:
    """The paragraphs of a part, warning sentences, and words that are left out."""

    paragraphs: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def chunk_paragraphs(archive: ZipFile, folder: str, target: str, name: str, depth: int) -> Chunk:
    """What stands at the place where a document brings another file in.

    Args:
        folder: where the document lies inside the package; `target` is relative to it, or absolute.
        depth: how many documents stand round this one.

    Raises:
        BadInput: the part is hostile, or larger than a text.
    """
    part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if not target or part not in archive.namelist() or depth >= _DEPTH_LIMIT:
        return Chunk(warnings=[_(_UNREAD).format(part=PurePosixPath(target).name or "?")])
    if archive.getinfo(part).file_size > _LIMIT_BYTES:
        raise bomb(name)
    data = archive.read(part)
    if data.startswith(b"PK"):
        return _word(data, name, depth)
    if data.lstrip()[:5] == b"{\\rtf":
        return _rtf(data, name)
    suffix = PurePosixPath(part).suffix.lower()
    if suffix in (".mht", ".mhtml", ".eml") or b"mime-version" in data[:2000].lower():
        return _mail(data, name)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in (".html", ".htm", ".xhtml") or start.startswith(
        (b"<!doctype html", b"<html", b"<p", b"<div", b"<body")
    ):
        return _page(data, name)
    return Chunk(normalise(decode(data, name)).split("\n"))


def _page(data: bytes, name: str, declared: str | None = None) -> Chunk:
    from texts.importers.webpage import declared_set, page_in

    page = page_in(normalise(decode(data, name, declared or declared_set(data))))
    return Chunk(page.paragraphs, page.warnings, page.left_out)


def _mail(data: bytes, name: str) -> Chunk:
    """The page in a mailed page (MHT), else its plain text."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for kind in ("text/html", "text/plain"):
        for part in message.walk():
            if part.get_content_type() == kind:
                content = part.get_payload(decode=True)
                body = content if isinstance(content, bytes) else b""
                if kind == "text/html":
                    return _page(body, name, part.get_content_charset())
                return Chunk(normalise(decode(body, name, part.get_content_charset())).split("\n"))
    return Chunk(warnings=[_(_UNREAD).format(part="mht")])


def _rtf(data: bytes, name: str) -> Chunk:
    from texts.importers.rtf import rtf_in

    read = rtf_in(data, name)
    return Chunk(read.text.split("\n"), [_(warning) for warning in read.warnings], read.left_out)


def _word(data: bytes, name: str, depth: int) -> Chunk:
    from texts.importers.office import word_in

    body, _above, _below = word_in(io.BytesIO(data), name, depth + 1)
    return Chunk(body.paragraphs, list(body.warnings), body.left_out)
