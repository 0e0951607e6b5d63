"""Sound in: any recording PyAV can read becomes 16 kHz mono, in the clock of the original, piece by piece.

A recording is decoded from its beginning every time: seeking in an mp3 of variable bit rate lands on guessed times,
and decoding is a hundred times faster than listening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import numpy as np

RATE = 16_000
GAP_S = 0.1
LONGEST_GAP_S = 600
UNREADABLE = N_("This file has no sound that can be played. Choose the recording itself, or make a new copy of it.")


def samples(ms: int) -> int:
    """Samples in so many integer ms."""
    return ms * RATE // 1000


def milliseconds(n: int) -> int:
    """Integer ms that n samples last, rounded."""
    return round(n * 1000 / RATE)


def _sound(container: Any) -> Any:
    if not container.streams.audio:
        raise BadInput(UNREADABLE)
    return container.streams.audio[0]


def blocks(file: BinaryIO) -> Iterator[np.ndarray]:
    """The sound of a file from its beginning as float32 blocks (n,) between -1 and 1, 16 kHz mono.

    Silence is put where the file's own times leave a gap, so that sample n is heard at n / 16000 s in a player.
    Raises: BadInput when the file cannot be read or holds no sound.
    """
    import av

    file.seek(0)
    try:
        # No protocol is allowed: a file that is a list of other files or addresses must not have them opened.
        container = av.open(file, metadata_errors="ignore", options={"protocol_whitelist": "none"})
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise BadInput(UNREADABLE) from error
    with container:
        yield from _decoded(container)


def _decoded(container: Any) -> Iterator[np.ndarray]:
    import av
    import numpy as np

    stream = _sound(container)
    start_s = (container.start_time or 0) / av.time_base
    # A recorder in a browser writes no length; a pause of up to ten minutes is believed there.
    limit = container.duration / av.time_base * RATE if container.duration else None
    resampler = av.audio.resampler.AudioResampler(format="s16", layout="mono", rate=RATE)
    at = 0
    for frame in _frames(container, stream):
        gap = 0 if frame.time is None else round((frame.time - start_s) * RATE) - at
        # A time far past the end is a broken clock, not a pause.
        if GAP_S * RATE < gap <= (limit - at if limit else LONGEST_GAP_S * RATE):
            yield np.zeros(gap, dtype=np.float32)
            at += gap
        # Times have been looked at; the resampler must not stumble over broken ones.
        frame.pts = None
        for block in _plain(resampler, frame):
            at += len(block)
            yield block
    if not at:
        raise BadInput(UNREADABLE)
    yield from _plain(resampler, None)


def _plain(resampler: Any, frame: Any) -> Iterator[np.ndarray]:
    import numpy as np

    for out in resampler.resample(frame):
        yield out.to_ndarray().reshape(-1).astype(np.float32) / 32768.0


def _frames(container: Any, stream: Any) -> Iterator[Any]:
    """Decoded frames; a damaged packet is skipped, as every player does, and its time stays a gap."""
    import av

    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.error.FFmpegError:
            # A file cut off in the middle: what came before it counts.
            return
        try:
            yield from packet.decode()
        except (av.error.InvalidDataError, av.error.EOFError):
            continue


def windows(file: BinaryIO, start_ms: int, length_ms: int) -> Iterator[np.ndarray]:
    """The sound from `start_ms` on in float32 blocks of `length_ms` (the last one shorter)."""
    import numpy as np

    skip, length = samples(start_ms), samples(length_ms)
    held: list[np.ndarray] = []
    have = 0
    for block in blocks(file):
        if skip >= len(block):
            skip -= len(block)
            continue
        held.append(block[skip:])
        have += len(block) - skip
        skip = 0
        while have >= length:
            joined = np.concatenate(held)
            yield joined[:length]
            held, have = [joined[length:]], have - length
    if have:
        yield np.concatenate(held)
