"""Wma files: how many bytes they say they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_PROPERTIES = bytes.fromhex("A1DCAB8C47A9CF118EE400C00C205365")
_HEAD_BYTES = 1 << 16
_BROADCAST = 1


def is_cut(file: BinaryIO, size: int) -> bool:
    """Whether a file of `size` bytes says that it is longer; one written while it is broadcast says nothing."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    at = head.find(_PROPERTIES)
    fields = head[at + 24:at + 96]
    if at < 0 or len(fields) < 68 or fields[64] & _BROADCAST:
        return False
    return int.from_bytes(fields[16:24], "little") > size
