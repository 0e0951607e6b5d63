"""Letters unpacked: a font as browsers get it (WOFF2, a W3C recommendation) as a typesetter reads it (TrueType).

The font in it is the same; only its packing goes. What is not packed as our own fonts are is refused.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

_TAGS = (
    "cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX"
    " vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc"
    " feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill").replace("_", " ")
_KNOWN = [_TAGS[at:at + 4] for at in range(0, len(_TAGS), 5)]
_HEAD = 48
_FORMAT = 50  # where 'head' says how long the places in 'loca' are
_OWN_TAG = 63
_SIGNATURE = b"wOF2"
# Of a point and of a part of a composed letter, as the TrueType tables have them.
_ON_CURVE, _OVERLAPS = 0x01, 0x40
_WORDS, _SCALE, _MORE, _BOTH_SCALES, _TWO_BY_TWO, _INSTRUCTED = 0x01, 0x08, 0x20, 0x40, 0x80, 0x100


class _Entry(NamedTuple):
    tag: str
    size: int
    packed: int | None  # how long it is where it was turned into something else; None where it is as it was


class _Stream:
    """Bytes read one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, n: int) -> bytes:
        piece = self.data[self.at:self.at + n]
        self.at += n
        return piece

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def short(self) -> int:
        return (self.byte() << 8) + self.byte()

    def base128(self) -> int:
        value, more = 0, True
        while more:
            one = self.byte()
            value, more = (value << 7) | (one & 0x7F), bool(one & 0x80)
        return value

    def small(self) -> int:
        """A number as '255UInt16' has it."""
        first = self.byte()
        if first == 253:
            return self.short()
        return {254: 506, 255: 253}[first] + self.byte() if first > 253 else first


def truetype(packed: bytes) -> bytes:
    """The TrueType file of a WOFF2 one. Raises: ValueError for what is no such font."""
    from pyarrow import Codec

    if packed[:4] != _SIGNATURE:
        raise ValueError("this is no WOFF2 font")
    stream = _Stream(packed)
    stream.at = _HEAD
    entries = [_entry(stream) for _n in range(struct.unpack_from(">H", packed, 12)[0])]
    room = sum(one.size if one.packed is None else one.packed for one in entries)
    size = struct.unpack_from(">I", packed, 20)[0]
    data = _Stream(Codec("brotli").decompress(stream.take(size), room).to_pybytes())
    tables = {one.tag: data.take(one.size if one.packed is None else one.packed) for one in entries}
    turned = {one.tag for one in entries if one.packed is not None}
    if "glyf" in turned:
        glyphs = _Glyphs(tables["glyf"])
        tables["glyf"], tables["loca"] = glyphs.tables()
        tables["head"] = tables["head"][:_FORMAT] + b"\0\1" + tables["head"][_FORMAT + 2:]
        if "hmtx" in turned:
            tables["hmtx"] = _widths(tables, glyphs.lefts)
    elif turned:
        raise ValueError("this font is packed in another way")
    return _put_together(packed[4:8], tables)


def _entry(stream: _Stream) -> _Entry:
    flags = stream.byte()
    tag = stream.take(4).decode("ascii") if flags & 0x3F == _OWN_TAG else _KNOWN[flags & 0x3F]
    size, how = stream.base128(), flags >> 6
    is_turned = how != 3 if tag in ("glyf", "loca") else how != 0
    return _Entry(tag, size, stream.base128() if is_turned else None)


class _Glyphs:
    """The outlines, from seven streams back to one letter after another."""

    def __init__(self, data: bytes) -> None:
        _zero, options, self.count, _short = struct.unpack_from(">4H", data)
        sizes = struct.unpack_from(">7I", data, 8)
        at, streams = 36, []
        for size in sizes:
            streams.append(_Stream(data[at:at + size]))
            at += size
        (self.contours, self.points, self.flags, self.glyphs, self.composites, self.boxes,
         self.instructions) = streams
        self.has_box = self.boxes.take(4 * ((self.count + 31) // 32))
        self.overlaps = data[at:] if options & 1 else b""
        self.lefts: list[int] = []

    def tables(self) -> tuple[bytes, bytes]:
        """The tables 'glyf' and 'loca', the second with long places."""
        whole, places = bytearray(), [0]
        for number in range(self.count):
            one = self._glyph(number)
            self.lefts.append(struct.unpack_from(">h", one, 2)[0] if one else 0)
            whole += one + b"\0" * (-len(one) % 4)
            places.append(len(whole))
        return bytes(whole), struct.pack(f">{len(places)}I", *places)

    def _glyph(self, number: int) -> bytes:
        contours = struct.unpack(">h", self.contours.take(2))[0]
        box = self.boxes.take(8) if self.has_box[number >> 3] & (0x80 >> (number & 7)) else None
        if contours == 0:
            return b""
        head = struct.pack(">h", contours)
        if contours < 0:
            return head + (box or b"") + self._composite()
        ends, total = [], -1
        for _n in range(contours):
            total += self.points.small()
            ends.append(total)
        points = self._points(total + 1)
        instructions = self.instructions.take(self.glyphs.small())
        overlaps = bool(self.overlaps) and bool(self.overlaps[number >> 3] & (0x80 >> (number & 7)))
        return b"".join((head, box or _box(points), struct.pack(f">{contours}H", *ends),
                         struct.pack(">H", len(instructions)), instructions, _written(points, overlaps)))

    def _composite(self) -> bytes:
        begin, flags = self.composites.at, _MORE
        instructed = False
        while flags & _MORE:
            flags = self.composites.short()
            instructed = instructed or bool(flags & _INSTRUCTED)
            scale = 2 if flags & _SCALE else 4 if flags & _BOTH_SCALES else 8 if flags & _TWO_BY_TWO else 0
            self.composites.at += 2 + (4 if flags & _WORDS else 2) + scale
        parts = self.composites.data[begin:self.composites.at]
        if not instructed:
            return parts
        size = self.glyphs.small()
        return parts + struct.pack(">H", size) + self.instructions.take(size)

    def _points(self, count: int) -> list[tuple[int, int, bool]]:
        """So many points as (x, y, on the curve), each as the step from the one before."""
        found = []
        for _n in range(count):
            flag = self.flags.byte()
            found.append((*_step(flag & 0x7F, self.glyphs), not flag >> 7))
        return found


def _step(flag: int, stream: _Stream) -> tuple[int, int]:
    """A step as a triplet has it: how many bytes it takes is told by the flag."""
    def signed(value: int, by: int) -> int:
        return value if by & 1 else -value

    if flag < 10:
        return 0, signed(((flag & 14) << 7) + stream.byte(), flag)
    if flag < 20:
        return signed((((flag - 10) & 14) << 7) + stream.byte(), flag), 0
    if flag < 84:
        high, low = flag - 20, stream.byte()
        return (signed(1 + (high & 0x30) + (low >> 4), flag),
                signed(1 + ((high & 0x0C) << 2) + (low & 0x0F), flag >> 1))
    if flag < 120:
        high = flag - 84
        return (signed(1 + ((high // 12) << 8) + stream.byte(), flag),
                signed(1 + (((high % 12) >> 2) << 8) + stream.byte(), flag >> 1))
    if flag < 124:
        first, middle, last = stream.byte(), stream.byte(), stream.byte()
        return signed((first << 4) + (middle >> 4), flag), signed(((middle & 0x0F) << 8) + last, flag >> 1)
    return signed(stream.short(), flag), signed(stream.short(), flag >> 1)


def _box(points: list[tuple[int, int, bool]]) -> bytes:
    """The box around the points: left, bottom, right, top."""
    x = y = 0
    xs, ys = [], []
    for dx, dy, _on in points:
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
    return struct.pack(">4h", min(xs), min(ys), max(xs), max(ys))


def _written(points: list[tuple[int, int, bool]], overlaps: bool) -> bytes:
    """Flags and steps of points, each step in two bytes: no smaller, and the same."""
    flags = bytearray((_ON_CURVE if on else 0) for _x, _y, on in points)
    if overlaps:
        flags[0] |= _OVERLAPS
    count = len(points)
    return (bytes(flags) + struct.pack(f">{count}h", *(x for x, _y, _on in points))
            + struct.pack(f">{count}h", *(y for _x, y, _on in points)))


def _widths(tables: dict[str, bytes], lefts: list[int]) -> bytes:
    """The table 'hmtx', with the left sides that were left out because they are those of the outlines."""
    stream, wide = _Stream(tables["hmtx"]), struct.unpack_from(">H", tables["hhea"], 34)[0]
    flags, rest = stream.byte(), len(lefts) - wide
    advances = struct.unpack(f">{wide}H", stream.take(2 * wide))
    first = lefts[:wide] if flags & 1 else struct.unpack(f">{wide}h", stream.take(2 * wide))
    last = lefts[wide:] if flags & 2 else struct.unpack(f">{rest}h", stream.take(2 * rest))
    return b"".join(struct.pack(">Hh", *one) for one in zip(advances, first, strict=True)) + struct.pack(
        f">{rest}h", *last)


def _put_together(flavor: bytes, tables: dict[str, bytes]) -> bytes:
    """The file: a directory of the tables, and the tables."""
    count, power = len(tables), 1 << (len(tables).bit_length() - 1)
    head = flavor + struct.pack(">4H", count, power * 16, power.bit_length() - 1, (count - power) * 16)
    at, directory, body = 12 + 16 * count, b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        check = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag.encode("ascii") + struct.pack(">3I", check, at + len(body), len(data))
        body += padded
    return head + directory + body
