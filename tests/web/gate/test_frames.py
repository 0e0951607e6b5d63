"""One socket says so much and no more: what Streamlit would take apart is counted before."""

from __future__ import annotations

import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from web.gate import frames
from web.gate.frames import Allowance


def rerun(*values: str, empty: int = 0) -> bytes:
    """What a page sends when somebody clicks: the state of its fields."""
    message = BackMsg()
    message.rerun_script.query_string = "a=b"
    for n, value in enumerate(values):
        one = message.rerun_script.widget_states.widgets.add()
        one.id, one.string_value = f"field {n}", value
    for _ in range(empty):
        message.rerun_script.widget_states.widgets.add()
    return bytes(message.SerializeToString())


def test_a_page_says_what_it_has() -> None:
    """A codebook in a field, two hundred fields with something in them, a heartbeat."""
    assert Allowance().takes(rerun("x" * 1_000_000, "y"))
    assert Allowance().takes(rerun(*["z" * 500] * 200))
    assert Allowance().takes(rerun(*["z" * 50] * frames.MOST_FIELDS))
    heartbeat = BackMsg()
    heartbeat.app_heartbeat = True
    assert Allowance().takes(heartbeat.SerializeToString())


@pytest.mark.parametrize("frame", [
    rerun(*["z" * 50] * (frames.MOST_FIELDS + 1)), rerun(empty=100_000), b"\x08\x01" * 20_000, b"\xff" * 20_000,
    b"\x0a\xff\xff\xff\x7f" + b"x" * 20_000, b"\x0b" * 20_000, bytes(20_000)], ids=len)
def test_more_fields_than_a_page_has(frame: bytes) -> None:
    """Thousands of fields, and what is no message at all."""
    assert not Allowance().takes(frame)


def test_so_much_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes and frames are counted together over time, and what was used comes back slowly."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    one = Allowance(at=0)
    large = rerun("x" * 5_000_000)
    assert [one.takes(large) for _ in range(7)] == [True] * 5 + [False] * 2
    other = Allowance(at=0)
    assert all(other.takes(b"") for _ in range(frames.BURST_FRAMES))
    assert not other.takes(b"")
    now[0] += 60
    assert one.takes(large)
    assert other.takes(b"")
