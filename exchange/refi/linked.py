"""Notes on what the standard allows none on: each becomes a link."""

from __future__ import annotations


class Linked(list[str]):
    """The notes of something that can have none: each becomes a link."""

    def __init__(self, links: list[tuple[str, str]], to: str) -> None:
        super().__init__()
        self._links, self._to = links, to

    def append(self, note: str) -> None:
        self._links.append((note, self._to))
