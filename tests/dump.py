"""All that a store holds, as SQL: what sqlite3 connections give by `iterdump`, which those of SQLCipher lack."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3.dump import _iterdump  # type: ignore[attr-defined]
from typing import Any


def dump(conn: Any) -> Iterator[str]:
    """Line by line, schema and rows; the same rows give the same lines."""
    lines: Iterator[str] = _iterdump(conn)
    return lines
