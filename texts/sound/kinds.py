"""Which kind of recording a file is, by its content whatever its name says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from texts.sound import frames

if TYPE_CHECKING:
    from typing import BinaryIO

_HEAD_BYTES = 64 * 1024
_LARGEST_TAG_BYTES = 64 * 1024 * 1024
# Programs write one or two.
_MOST_TAGS = 16

# What a name may end in; the content decides which kind it is.
EXTENSIONS = frozenset(
    {".mp3", ".m4a", ".mp4", ".wav", ".ogg", ".webm", ".flac", ".opus", ".mov", ".aac", ".aiff", ".wma", ".3gp", ".amr",
     ".m4b", ".mkv", ".oga", ".aif", ".aifc", ".mka", ".m4v", ".3g2", ".caf", ".ac3", ".au", ".snd", ".avi", ".flv",
     ".ts", ".m2ts", ".mts", ".mpg", ".mpeg"})


@dataclass(frozen=True)
class Kind:
    """A kind of recording.

    Attributes:
        name: what a user knows it by.
        demuxer: ffmpeg's one demuxer for it. Naming it keeps ffmpeg from taking a file for a playlist that opens other
            files or addresses.
        media_type: what a browser is told it is.
        plays: whether browsers play it.
    """

    name: str
    demuxer: str
    media_type: str
    plays: bool = True


MP3 = Kind("mp3", "mp3", "audio/mpeg")
MP4 = Kind("mp4", "mov", "audio/mp4")
WAV = Kind("wav", "wav", "audio/wav")
OGG = Kind("ogg", "ogg", "audio/ogg")
WEBM = Kind("webm", "matroska", "audio/webm")
FLAC = Kind("flac", "flac", "audio/flac")
AAC = Kind("aac", "aac", "audio/aac")
AIFF = Kind("aiff", "aiff", "audio/aiff", plays=False)
WMA = Kind("wma", "asf", "audio/x-ms-wma", plays=False)
AMR = Kind("amr", "amr", "audio/amr", plays=False)
CAF = Kind("caf", "caf", "audio/x-caf", plays=False)
AC3 = Kind("ac3", "ac3", "audio/ac3", plays=False)
AU = Kind("au", "au", "audio/basic", plays=False)
AVI = Kind("avi", "avi", "video/x-msvideo", plays=False)
FLV = Kind("flv", "flv", "video/x-flv", plays=False)
TS = Kind("ts", "mpegts", "video/mp2t", plays=False)
MPEG = Kind("mpg", "mpeg", "video/mpeg", plays=False)

_STARTS = (
    (b"OggS", OGG), (b"fLaC", FLAC), (b"\x1aE\xdf\xa3", WEBM), (b"#!AMR\n", AMR), (b"#!AMR-WB\n", AMR),
    (b"caff\0", CAF), (b"0&\xb2u\x8ef\xcf\x11", WMA), (b"RF64", WAV), (b"BW64", WAV),
    (b"\x0bw", AC3), (b".snd", AU), (b"FLV\x01", FLV), (b"\0\0\x01\xba", MPEG),
)
# Film in packets of one size, each with this sign in front; cameras put four bytes of time before each.
_PACKET_SIGN, _PACKETS = 0x47, ((0, 188), (4, 192))
_PACKETS_LOOKED_AT = 5
_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_PICTURES = (b"heic", b"heix", b"mif1", b"avif")


def kind_of(file: BinaryIO) -> Kind | None:
    """The kind of recording that a file holds; None where it is no recording, or none that is used here."""
    at = _after_tags(file)
    file.seek(at)
    head = file.read(_HEAD_BYTES)
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return AVI
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return AIFF
    if head[4:8] in _ATOMS and b"\0" in head[:8]:
        return None if head[8:12] in _PICTURES else MP4
    if any(_in_packets(head, first, each) for first, each in _PACKETS):
        return TS
    return _frames(head, at)


def _in_packets(head: bytes, first: int, each: int) -> bool:
    """Whether the sign of a packet stands at byte `first` and then after every `each` bytes, and zeros among them."""
    signs = head[first::each][:_PACKETS_LOOKED_AT]
    return len(signs) == _PACKETS_LOOKED_AT and set(signs) == {_PACKET_SIGN} and b"\0" in head


def _after_tags(file: BinaryIO) -> int:
    """Where the sound begins behind ID3 tags, which programs put before other kinds than mp3 too; bytes."""
    at = 0
    for _tag in range(_MOST_TAGS):
        file.seek(at)
        head = file.read(10)
        if len(head) < 10 or head[:3] != b"ID3":
            return at
        size = 0
        for byte in head[6:10]:
            size = size << 7 | byte & 0x7F
        # Bit 4: ten more bytes stand at the end of the tag.
        at += 10 + min(size, _LARGEST_TAG_BYTES) + (10 if head[5] & 0x10 else 0)
    return at


def _frames(head: bytes, tagged: int) -> Kind | None:
    """Raw frames of mp3 or aac: a frame, and another one where it ends; noise before the first one is passed over."""
    for at in range(min(len(head) - 4, 4096)) if b"\0" in head or head[:1] == b"\xff" else ():
        if head[at] != 0xFF or head[at + 1] & 0xE0 != 0xE0:
            continue
        for kind, read in ((AAC, frames.aac), (MP3, frames.mp3)):
            frame = read(head[at:at + 10])
            if frame and (read(head[at + frame.bytes:at + frame.bytes + 10]) or at + frame.bytes >= len(head)):
                return kind
    return MP3 if tagged else None
