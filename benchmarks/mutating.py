"""Files and texts spoiled by chance, the same way every time: what a fuzzer feeds to what reads them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

# What parsers stumble over: ends, escapes, numbers at their edge, half a letter, a name of a part elsewhere.
SPICE = (b"\0", b"\xff\xfe", b"\xc3", b"<", b"&", b"]]>", b"-->", b"{", b"}", b'"', b"\\u0000", b"99999999999999999999",
         b"-1", b"../../../etc/passwd", b"%s%n", b"\r", b"\xe2\x80\xae", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"NaN")

VALUES = (b"", b"0", b"-1", b"7", b"99999999999999999999", b"1e400", b"NaN", b"../../x", b"internal://../../x", b"%00",
          "\u202e".encode(), b"00000000-0000-4000-8000-000000000021", b"2020-13-45", b"x" * 5000)


def mutated(data: bytes, luck: random.Random) -> bytes:
    """`data` with one to six spoiled places; of an archive mostly a part inside it, packed again."""
    if data[:2] == b"PK" and luck.random() < 0.75:
        inside = _inside(data, luck)
        if inside is not None:
            return inside
    if luck.random() < 0.4:
        return _value(data, luck)
    for _ in range(luck.randint(1, 6)):
        data = _once(data, luck)
    return data


def _value(data: bytes, luck: random.Random) -> bytes:
    """Another value between two quotes, or for a number: the form holds, and what it says does not."""
    places = [found.span() for found in re.finditer(rb'(?<=")[^"<>]*(?=")|\d+', data)]
    start, end = luck.choice(places) if places else (0, 0)
    return data[:start] + luck.choice(VALUES) + data[end:]


def _once(data: bytes, luck: random.Random) -> bytes:
    at = luck.randrange(len(data) + 1)
    length = luck.choice((1, 1, 2, 8, 64, 1024))
    match luck.randrange(6):
        case 0:
            return data[:at] + luck.choice(SPICE) + data[at:]
        case 1:
            return data[:at] + data[at + length:]
        case 2:
            return data[:at] + data[at:at + length] * luck.choice((2, 3, 50)) + data[at + length:]
        case 3:
            return data[:at] + luck.randbytes(length) + data[at + length:]
        case 4:
            return data[:at]
        case _:
            return data[:at] + bytes([luck.randrange(256)]) + data[at + 1:]


def _inside(data: bytes, luck: random.Random) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = [name for name in old.namelist() if not name.endswith("/")]
        if not names:
            return None
        chosen, out = luck.choice(names), io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in names:
                content = old.read(name)
                at = zipfile.ZipInfo(name, old.getinfo(name).date_time)  # else the clock of now, and no two alike
                new.writestr(at, mutated(content, luck) if name == chosen else content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
