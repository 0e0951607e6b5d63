"""Whether a browser plays a recording as it lies there, in the clock in which its text is written.

A player takes the length from what the file says at its beginning, or guesses it from the first frames, and goes to a
place by that; what the file holds may be otherwise. `frames` and `Clock` know better, for they go through all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from texts.sound import kinds

if TYPE_CHECKING:
    from texts.sound.frames import Frame
    from texts.sound.opening import Layout

# What browsers of the last years play, by kind of file; ffmpeg's names. Raw aac has no table to find a place by.
_CODECS: dict[kinds.Kind, frozenset[str]] = {
    kinds.MP3: frozenset({"mp3", "mp3float"}),
    kinds.MP4: frozenset({"aac", "mp3", "mp3float"}),
    kinds.OGG: frozenset({"opus", "vorbis", "flac"}),
    kinds.WEBM: frozenset({"opus", "vorbis"}),
    kinds.FLAC: frozenset({"flac"}),
    kinds.WAV: frozenset({"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_f32le"}),
}
# A player that is wrong by more lands at other words.
_CLOSE_S = 0.5


class Played:
    """Looks at a recording as its packets go by.

    Args:
        where: how it lies in its file.
    """

    def __init__(self, where: Layout) -> None:
        self._where = where
        # Links and joined files: a player takes the first one's length for all of it, or stops after it.
        self.as_it_is = bool(where.kind and where.kind.plays and len(where.parts) == 1)
        self._form: tuple[int, int, bool] | None = None

    def see_part(self, streams: list[Any]) -> None:
        """What one part is made of; a player hears one track only, and reads a header that is wrong as it stands."""
        codecs = _CODECS.get(self._where.kind, frozenset()) if self._where.kind else frozenset()
        if len(streams) > 1 or streams[0].codec_context.name not in codecs or self._where.is_mended:
            self.as_it_is = False

    def see_frame(self, frame: Frame) -> None:
        """One frame of mp3: where its bit rate varies a place is guessed, where its sound changes players stop."""
        if self._form is None:
            self._form = frame.form
        elif frame.form != self._form:
            self.as_it_is = False

    def see_length(self, said_s: float | None, heard_s: float) -> None:
        """What the container says of a part's length, None where nothing, and how long it is in fact; seconds."""
        if said_s is None or abs(said_s - heard_s) > _CLOSE_S:
            self.as_it_is = False
