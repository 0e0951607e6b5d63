"""A seekable file as an answer, whole or one range of it, so that a player can jump."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from starlette.responses import StreamingResponse

from pilot.store import large_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from starlette.requests import Request
    from starlette.types import Message, Receive, Scope, Send

PIECE_BYTES = 256 * 1024
LOOK_EVERY_S = 1.0
_RANGE = re.compile(r"bytes=\s*(\d{0,30})\s*-\s*(\d{0,30})\s*", re.ASCII | re.IGNORECASE)


class NoSuchRange(ValueError):
    """A range that begins behind the end of the file."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The bytes that a Range header asks for: first (0-based) and end (exclusive); None for the whole file.

    The whole file is also the answer to what cannot be read and to several ranges at once, as RFC 9110 (14.2)
    allows: players ask for one.

    Raises: NoSuchRange when there is nothing at that place.
    """
    match = _RANGE.fullmatch(header)
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:  # "-500": the last 500 bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise NoSuchRange(header)
    return start, end


class RangedResponse(StreamingResponse):
    """What was asked for of a file: 200, 206, or 416 when there is nothing at that place.

    Pieces are read by a thread as fast as they are taken, so memory stays flat; the file is closed at the end, also
    when the listener goes away.

    Args:
        file: to read and to seek in.
        etag: names this very content, with its quotes; a range of anything else (If-Range) gets the whole file.
        may_go_on: whether the listener may have more; asked once a second while it flows.
    """

    def __init__(
        self, file: BinaryIO, request: Request, *, etag: str, media_type: str, may_go_on: Callable[[], bool]
    ) -> None:
        self._file, self._may_go_on, self._cut = file, may_go_on, False
        size = large_files.size(file)
        start, end, status = 0, size, 200
        headers = {"Accept-Ranges": "bytes", "ETag": etag}
        asked = request.headers.get("range", "")
        if request.method == "GET" and request.headers.get("if-range", etag) == etag:
            try:
                found = asked_range(asked, size)
                if found is not None:
                    (start, end), status = found, 206
                    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
            except NoSuchRange:
                start, end, status = 0, 0, 416
                headers["Content-Range"] = f"bytes */{size}"
        headers["Content-Length"] = str(end - start)
        pieces = self._pieces(start, end) if request.method == "GET" else iter(())
        super().__init__(pieces, status, headers, media_type)

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        self._file.seek(start)
        looked = time.monotonic()
        while start < end and (piece := self._file.read(min(PIECE_BYTES, end - start))):
            if time.monotonic() - looked >= LOOK_EVERY_S:
                looked = time.monotonic()
                self._cut = not self._may_go_on()
                if self._cut:
                    return
            start += len(piece)
            yield piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; when it is cut off, without an end, so that nobody takes the part for the whole."""

        async def unless_cut(message: Message) -> None:
            if not self._cut:
                await send(message)

        try:
            await super().__call__(scope, receive, unless_cut)
        finally:
            self._file.close()
