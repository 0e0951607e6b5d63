"""Sheets as people make them, for tests."""

from __future__ import annotations

import io

import openpyxl


def xlsx(*rows: list[object]) -> bytes:
    """An Excel file with these rows."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def csv(*rows: str) -> bytes:
    """A csv with these lines."""
    return ("\n".join(rows) + "\n").encode()
