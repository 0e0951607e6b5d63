"""Which kinds of file are taken in, as pages and refusals name them: the one list that people read."""

from __future__ import annotations

# By what their names end in. Every kind that can be read is among them (tests/texts/test_accepted.py).
TEXTS = (
    "txt", "md", "docx", "odt", "rtf", "pdf", "html", "vtt", "srt", "ass", "sbv", "sub", "stl", "smi", "lrc",
    "jss", "cap", "ttml", "xml", "json", "tsv", "csv", "eaf", "trs", "textgrid", "cha", "otr")
RECORDINGS = (
    "mp3", "m4a", "m4b", "mp4", "mov", "mkv", "webm", "wav", "ogg", "opus", "flac", "aac", "aiff", "wma", "3gp", "amr",
    "avi", "mpg", "ts", "mts", "flv", "caf", "ac3", "au")
# Other endings of the same kinds, which would only make the list longer.
ALSO = {"htm": "html", "ssa": "ass", "dfxp": "ttml",
        "oga": "ogg", "aif": "aiff", "aifc": "aiff", "mka": "mkv", "m4v": "mp4", "3g2": "3gp",
        "snd": "au", "m2ts": "mts", "mpeg": "mpg"}


def texts() -> str:
    """The kinds of text, for in a sentence."""
    return ", ".join(TEXTS)


def recordings() -> str:
    """The kinds of recording, for in a sentence."""
    return ", ".join(RECORDINGS)
