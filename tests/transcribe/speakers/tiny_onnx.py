"""Smallest ONNX files, written by hand: they say of themselves what a test wants, and onnxruntime loads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEGMENTATION = {"model_type": "pyannote-segmentation-3.0", "num_classes": "7"}
EMBEDDING = {"framework": "3d-speaker", "sample_rate": "16000"}


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    found = b""
    while value > 127:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def _tensor(name: str, last: int) -> bytes:
    """A ValueInfoProto of floats (N, T, last)."""
    sides = b"".join(_bytes(1, side) for side in (_bytes(2, b"N"), _bytes(2, b"T"), _number(1, last)))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, sides)))


def model(says: Mapping[str, str], last: int = 80) -> bytes:
    """A model that gives back what it takes, with these lines about itself."""
    node = _bytes(1, b"x") + _bytes(2, b"y") + _bytes(4, b"Identity")
    graph = _bytes(1, node) + _bytes(2, b"g") + _bytes(11, _tensor("x", last)) + _bytes(12, _tensor("y", last))
    lines = b"".join(_bytes(14, _bytes(1, key.encode()) + _bytes(2, value.encode())) for key, value in says.items())
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13)) + lines


def folder(path: Path) -> Path:
    """A folder with both models under names of their own."""
    path.mkdir(parents=True)
    (path / "model.onnx").write_bytes(model(SEGMENTATION, 7))
    (path / "3dspeaker.onnx").write_bytes(model(EMBEDDING))
    return path
