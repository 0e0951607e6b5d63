"""How much one socket may say: the state of a page's fields comes whole with every click, and Streamlit keeps it.

Streamlit takes whatever comes apart at once, where everybody waits for it: two bytes become a field of a few hundred.
So fields are counted here before, in the bytes themselves.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

# A page of ours has a few dozen fields; below this size even empty ones are few.
MOST_FIELDS, COUNTED_FROM = 2_000, 16_000
# What may come at once, and what comes to it each second.
BURST_BYTES, BYTES_A_SECOND = 30_000_000, 500_000
BURST_FRAMES, FRAMES_A_SECOND = 600, 20


@dataclass
class Allowance:
    """What one socket may still say."""

    bytes_left: float = BURST_BYTES
    frames_left: float = BURST_FRAMES
    at: float = field(default_factory=time.monotonic)

    def takes(self, frame: bytes) -> bool:
        """Whether this frame may be handed on; counts it."""
        now = time.monotonic()
        passed, self.at = now - self.at, now
        self.bytes_left = min(BURST_BYTES, self.bytes_left + passed * BYTES_A_SECOND) - len(frame)
        self.frames_left = min(BURST_FRAMES, self.frames_left + passed * FRAMES_A_SECOND) - 1
        return self.bytes_left >= 0 and self.frames_left >= 0 and _few_fields(frame)


def _few_fields(frame: bytes) -> bool:
    if len(frame) < COUNTED_FROM:
        return True
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.WidgetStates_pb2 import WidgetStates

    path = (BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number,
            ClientState.DESCRIPTOR.fields_by_name["widget_states"].number,
            WidgetStates.DESCRIPTOR.fields_by_name["widgets"].number)
    try:
        return _count(frame, 0, len(frame), path) <= MOST_FIELDS
    except (ValueError, IndexError):
        return False


def _count(frame: bytes, at: int, end: int, path: tuple[int, ...]) -> int:
    """How many parts of a message lie under these numbers; what is more than MOST_FIELDS is not counted.

    Raises: ValueError, IndexError for what is no message.
    """
    found = parts = 0
    while at < end and found <= MOST_FIELDS:
        parts += 1
        if parts > MOST_FIELDS + 100:
            raise ValueError("more parts than a message of ours has")
        key, at = _varint(frame, at, end)
        number, kind = key >> 3, key & 7
        if kind == 0:
            _value, at = _varint(frame, at, end)
            continue
        length, at = (8, at) if kind == 1 else (4, at) if kind == 5 else _length(frame, at, end, kind)
        if at + length > end:
            raise ValueError("cut off")
        if number == path[0] and kind == 2:
            found += _count(frame, at, at + length, path[1:]) if len(path) > 1 else 1
        at += length
    return found


def _length(frame: bytes, at: int, end: int, kind: int) -> tuple[int, int]:
    if kind != 2:
        raise ValueError("groups are not used any more")
    return _varint(frame, at, end)


def _varint(frame: bytes, at: int, end: int) -> tuple[int, int]:
    """The number that stands here, and where it ends."""
    number = shift = 0
    while at < end and shift < 70:
        byte = frame[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at
    raise ValueError("no number")
