"""Recordings: measured when they can be played, refused in a sentence when not."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pilot.errors import BadInput
from tests.media import encoded, ordinary, saved
from tests.texts.importers.import_files import sound
from texts.importers import AUDIO_EXTENSIONS, AUDIO_LIMIT_BYTES
from texts.intake import media_kind
from texts.intake.media_kind import Media
from texts.sound import flac

pytestmark = pytest.mark.slow  # sound is encoded for each

def check_media(path: Path, name: str) -> Media:
    """What the file at `path` is, when the user calls it `name`."""
    with path.open("rb") as file:
        return media_kind.check_media(file, name)


@pytest.mark.parametrize("extension", sorted(AUDIO_EXTENSIONS))
def test_each_kind_is_measured(tmp_path: Path, extension: str) -> None:
    """Three seconds are three seconds in every kind, but for the lead-in of lossy codecs."""
    media = check_media(saved(tmp_path / "x.part", ordinary(extension)), f"Opname{extension.upper()}")
    assert media.ext == extension
    assert media.duration_ms == pytest.approx(4000, abs=100)
    assert not media.warnings


def test_the_content_says_what_it_is(tmp_path: Path) -> None:
    """Whatever a recording is called, a browser is told what it holds."""
    media = check_media(saved(tmp_path / "x", ordinary(".wav")), "a.mp3")
    assert (media.ext, media.media_type, media.codec) == (".mp3", "audio/wav", "pcm_s16le")
    assert check_media(saved(tmp_path / "y", ordinary(".opus")), "a.m4a").media_type == "audio/ogg"


def test_a_phone_film_with_its_own_codec_is_read(tmp_path: Path) -> None:
    """3gp of an old phone holds amr; browsers do not play that, and get a copy."""
    media = check_media(saved(tmp_path / "x", encoded("libopencore_amrnb", "3gp")), "a.3gp")
    assert media.codec == "amrnb"
    assert media.duration_ms == pytest.approx(4000, abs=100)
    assert not media.plays


def test_webm_of_a_browser_has_no_duration(tmp_path: Path) -> None:
    """A browser writes webm without a duration; it is measured by its packets."""
    path = sound(tmp_path / "x", "libopus", "webm")
    data = path.read_bytes()
    at = data.index(b"\x44\x89\x88")
    # An element called Void of the same size takes the place of the duration.
    path.write_bytes(data[:at] + b"\xec\x89" + bytes(9) + data[at + 11 :])
    assert check_media(path, "a.webm").duration_ms == pytest.approx(3000, abs=80)


def picture_film(path: Path) -> Path:
    """A film without sound."""
    import av
    import numpy as np

    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), dtype=np.uint8), format="rgb24")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def cut(codec: str, container: str, share: float) -> Callable[[Path], object]:
    """A maker of the first part of a minute of sound."""

    def make(path: Path) -> None:
        data = sound(path, codec, container, 20).read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return make


def locked(path: Path) -> None:
    """A song bought with a lock: its sound is marked as encrypted."""
    data = sound(path, "aac", "ipod").read_bytes()
    at = data.index(b"mp4a", data.index(b"stsd"))
    path.write_bytes(data[:at] + b"drms" + data[at + 4 :])


def boastful(path: Path) -> None:
    """A few bytes that claim to be sixty million samples."""
    data = ordinary(".m4a")
    at = data.index(b"stsz") + 12
    path.write_bytes(data[:at] + struct.pack(">I", 60_000_000) + data[at + 4 :])


REFUSED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("a.mp3", lambda path: path.write_bytes(b""), "is empty"),
    "noise called wma": (
        "a.wma", lambda path: path.write_bytes(b"0&\xb2u\x8ef\xcf\x11" + bytes(range(256)) * 9), "damaged|no sound"),
    "text": ("a.txt", lambda path: path.write_bytes(b"woorden"), "not a recording"),
    "picture called wav": ("a.wav", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "a picture"),
    "playlist called mp3": (
        "a.mp3",
        lambda p: p.write_bytes(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
        "plain text",
    ),
    "noise called ogg": ("a.ogg", lambda path: path.write_bytes(b"OggS" + bytes(range(256)) * 9), "damaged|no sound"),
    "noise called flac": ("a.flac", lambda path: path.write_bytes(b"fLaC" + bytes(range(256)) * 9), "damaged|no sound"),
    "film without sound": ("a.mp4", picture_film, "no sound"),
    "cut m4a": ("a.m4a", cut("aac", "ipod", 0.7), "damaged"),
    "header only": (
        "a.wav",
        lambda path: path.write_bytes(sound(path, "pcm_s16le", "wav").read_bytes()[:60]),
        "sound|cut off",
    ),
    "locked": ("a.m4a", locked, "DRM"),
    "more samples than bits": ("a.m4a", boastful, "damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusal(case: str, tmp_path: Path) -> None:
    """The sentence says what is wrong and names the file, in both languages; the file is untouched."""
    name, make, expected = REFUSED[case]
    path = tmp_path / "x.part"
    make(path)
    before = path.read_bytes()
    with pytest.raises(BadInput, match=expected) as refused:
        check_media(path, name)
    assert all(name in refused.value.sentence(language) for language in ("nl", "en"))
    assert refused.value.sentence("nl") != refused.value.sentence("en")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("extension", [".flac", ".avi", ".flv", ".ts", ".wma", ".webm", ".ogg", ".m4a"])
def test_an_end_of_100_bytes_that_is_missing_is_told(extension: str) -> None:
    """However little of the sound goes with it, by the check sum of a frame or by the lengths in the file."""
    found = media_kind.check_media(io.BytesIO(ordinary(extension)[:-100]), f"a{extension}")
    assert ["breaks off" in one for one in found.warnings] == [True]


def film(container: str, codec: str, start_s: int, end_s: int) -> bytes:
    """Pictures of twelve seconds with a tone from `start_s` to `end_s`."""
    import av
    import numpy as np

    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        picture: Any = file.add_stream("mpeg4", rate=5)
        tone: Any = file.add_stream(codec, rate=48_000)
        picture.width = picture.height = 32
        picture.pix_fmt = "yuv420p"
        tone.layout = "mono"
        tone.codec_context.open(strict=False)
        size = tone.codec_context.frame_size or 1152
        for at in range(60):
            image = av.VideoFrame.from_ndarray(np.full((32, 32, 3), at, np.uint8), format="rgb24")
            image.pts = at
            file.mux(picture.encode(image))
            for start in range(-(-at * 9600 // size) * size, (at + 1) * 9600, size):
                if start_s * 48_000 <= start < end_s * 48_000:
                    piece = av.AudioFrame.from_ndarray(np.full((1, size), start % 999, np.int16), "s16", "mono")
                    piece.sample_rate, piece.pts = 48_000, start
                    piece = av.AudioResampler(format=tone.format.name, layout="mono", rate=48_000).resample(piece)[0]
                    piece.pts = start
                    file.mux(tone.encode(piece))
        file.mux(picture.encode(None))
        file.mux(tone.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(("container", "codec"), [("avi", "mp2"), ("mpegts", "mp2"), ("matroska", "libopus"),
                                                  ("mpegts", "aac")])
def test_sound_that_begins_later_or_ends_sooner_than_the_pictures(container: str, codec: str) -> None:
    """Of a film nothing is missing while its pictures last; one that is cut off is still said to be damaged."""
    whole = film(container, codec, 5, 8)
    assert media_kind.check_media(io.BytesIO(whole), "a.film.mkv").warnings == ()
    assert media_kind.check_media(io.BytesIO(whole[:len(whole) * 6 // 10 + 3]), "a.mkv").warnings


@pytest.mark.parametrize("missing", [1, 2, 17, 100, 1000, 2500])
def test_a_flac_is_whole_up_to_its_last_byte(missing: int) -> None:
    """Tags and zeros behind it are no damage; any byte that its end lacks is."""
    data = ordinary(".flac")
    for whole in (data, data + b"TAG" + bytes(125), data + bytes(40)):
        assert not flac.is_cut(io.BytesIO(whole), len(whole))
    assert flac.is_cut(io.BytesIO(data[:-missing]), len(data) - missing)


def test_a_recording_called_a_text_is_said_to_be_one() -> None:
    """Also of the kinds that have no word of their own."""
    for extension in (".avi", ".amr", ".ts"):
        assert "a recording." in media_kind.check_media(io.BytesIO(ordinary(extension)), "a.txt").warnings[0]


def test_too_large(tmp_path: Path) -> None:
    """More than the limit is refused before anything is read."""
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(AUDIO_LIMIT_BYTES + 1)
    with pytest.raises(BadInput, match="2000 MB"):
        check_media(path, "a.wav")


def test_wav_of_unknown_length(tmp_path: Path) -> None:
    """A recorder that was stopped hard leaves a wav whose header says "endless"; its sound is still good."""
    path = sound(tmp_path / "x", "pcm_s16le", "wav")
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", 0xFFFFFFFF)
    path.write_bytes(data)
    assert check_media(path, "a.wav").duration_ms == pytest.approx(3000, abs=10)
