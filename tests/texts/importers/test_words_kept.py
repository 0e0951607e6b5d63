"""Every importer: the words that go in come out once, in a turn or among what is left out, and quickly."""

from __future__ import annotations

import csv
import html
import io
import json
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput
from tests.texts.importers.import_files import docx, odt, paragraph, pdf
from texts.importers import ParsedText, read_text

# Small letters only, so that a word is never a label; and signs that are not seen, which may stand anywhere.
WORD = st.text("abdefgklmnoprstuvëï", min_size=2, max_size=9)
UNSEEN = st.sampled_from(["", "", "", "\u200b", "\u200e", "\u00ad", "\ufeff", "\u2060"])
SAID = st.lists(WORD, min_size=1, max_size=9).map(lambda words: f"{' '.join(words)}.")
NAME = st.sampled_from(["Moeder", "Coach Els", "SPEAKER_01", "Interviewer"])
JUNK = st.sampled_from(["", "", "Transcribed by https://otter.ai", "Sanne stopped transcription"])
TALK = st.lists(st.tuples(NAME, UNSEEN, SAID), min_size=1, max_size=8)
SECONDS = 2.0

Talk = list[tuple[str, str, str]]


def _lines(talk: Talk, junk: str) -> list[str]:
    return [*(f"{unseen}{name}: {said}" for name, unseen, said in talk), *([junk] if junk else [])]


def _cues(talk: Talk, junk: str, mark: str) -> str:
    cues = [f"00:00:{n:02}{mark}000 --> 00:00:{n:02}{mark}900\n{line}\n" for n, line in enumerate(_lines(talk, junk))]
    return "\n".join(cues)


def _segments(talk: Talk, _junk: str) -> str:
    return json.dumps({"segments": [
        {"start": n, "end": n + 0.5, "text": said, "speaker": unseen + name} for n,
             (name, unseen, said) in enumerate(talk)]})


def _odt(path: Path, talk: Talk, junk: str) -> None:
    odt(path, "".join(f"<text:p>{html.escape(line)}</text:p>" for line in _lines(talk, junk)))


def _rtf(talk: Talk, junk: str) -> str:
    text = r"\par ".join(_lines(talk, junk))
    return r"{\rtf1 " + "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in text) + "}"


def _tiers(talk: Talk) -> dict[str, list[tuple[int, str]]]:
    """By who speaks what is said, and in which second it begins."""
    tiers: dict[str, list[tuple[int, str]]] = {}
    for n, (name, unseen, said) in enumerate(talk):
        tiers.setdefault(unseen + name, []).append((n, said))
    return tiers


def _textgrid(talk: Talk) -> str:
    tiers = _tiers(talk)
    return "\n".join(['File type = "ooTextFile"', 'Object class = "TextGrid"', f"0 9 <exists> {len(tiers)}", *(
        f'"IntervalTier" "{name}" 0 9 {len(own)} ' + " ".join(f'{n} {n}.9 "{said}"' for n, said in own)
        for name, own in tiers.items())])


def _eaf(talk: Talk) -> str:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n * 1000}"/>' for n in range(len(talk) + 1))
    tiers = "".join(f'<TIER TIER_ID="{name}">' + "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="t{n}" TIME_SLOT_REF2="t{n + 1}" ANNOTATION_ID="a{n}">'
        f"<ANNOTATION_VALUE>{said}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        for n, said in own) + "</TIER>"
        for name, own in _tiers(talk).items())
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


ASS_HEAD = "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\n"  # told as left out


def _ass(talk: Talk) -> str:
    return ASS_HEAD + "".join(
        f"Dialogue: 0,0:00:{n:02}.00,0:00:{n:02}.90,Default,{unseen}{name},{said}\n"
        for n, (name, unseen, said) in enumerate(talk))


def _trs(talk: Talk) -> str:
    names = list(dict.fromkeys(unseen + name for name, unseen, _said in talk))
    speakers = "".join(f'<Speaker id="s{n}" name="{name}"/>' for n, name in enumerate(names))
    turns = "".join(f'<Turn speaker="s{names.index(unseen + name)}" startTime="{n}" endTime="{n}.9"><Sync time="{n}"/>'
                    f"{html.escape(said)}</Turn>" for n, (name, unseen, said) in enumerate(talk))
    return f"<Trans><Speakers>{speakers}</Speakers><Episode><Section>{turns}</Section></Episode></Trans>"


def _columns(talk: Talk) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([("start", "end", "speaker", "text"), *(
        (f"{n}.0", f"{n}.9", unseen + name, said) for n, (name, unseen, said) in enumerate(talk))])
    return out.getvalue()


def _ttml(talk: Talk) -> str:
    return '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>' + "".join(
        f'<p begin="{n}s" end="{n}.9s">{html.escape(line)}</p>' for n, line in enumerate(_lines(talk, ""))
    ) + "</div></body></tt>"


def _otr(talk: Talk) -> str:
    return json.dumps({"text": "".join(f"<p>{html.escape(line)}</p>" for line in _lines(talk, "")), "media": "",
                       "media-time": 1})


def _captions(line: str, talk: Talk) -> str:
    """Each turn by this line, in which `n` is the second it begins, `said` its label and words."""
    return "".join(line.format(n=n, end=n + 1, frames=n * 25, last=n * 25 + 20, ms=n * 1000, said=said,
                               page=html.escape(said)) for n, said in enumerate(_lines(talk, ""), 1))


def _cha(talk: Talk) -> str:
    return CHA_HEAD + "".join(f"*{(unseen + name).replace(' ', '_')}:\t{said} \x15{n}000_{n}900\x15\n"
                              for n, (name, unseen, said) in enumerate(talk, 1)) + "@End\n"


CHA_HEAD = "@UTF8\n@Begin\n"
SUB_RATE = "{1}{1}25.000\n"
# Kind: what stands before the turns, each turn, and what behind them.
CAPTIONS: dict[str, tuple[str, str, str]] = {
    "a.sbv": ("", "0:00:{n:02}.000,0:00:{n:02}.900\n{said}\n\n", ""),
    "a.sub": (SUB_RATE, "{{{frames}}}{{{last}}}{said}\n", ""),
    "a.stl": ("", "00:00:{n:02}:00 , 00:00:{n:02}:20 , {said}\n", ""),
    "a.smi": ("<SAMI><BODY>\n", "<SYNC Start={ms}><P Class=NL>{page}\n", "</BODY></SAMI>\n"),
    "a.lrc": ("", "[00:{n:02}.00]<00:{n:02}.00>{said}\n", ""),
    "a.jss": ("", "0:00:{n:02}.00 0:00:{n:02}.20 D {said}\n", ""),
    "a.cap": ("", "** Caption Number {n}\n*T 00:00:{n:02}:00\n{said}\n\n", ""),
    "a.srv3": ('<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body>\n',
               '<p t="{ms}" d="900">{page}</p>\n', "</body></timedtext>"),
}


def _captioned(head: str, line: str, foot: str) -> Callable[[Path, Talk, str], object]:
    """What writes a kind of captions."""
    return lambda path, talk, _junk: path.write_text(head + _captions(line, talk) + foot)


# What is no word of the talk, and told as left out.
ASIDE = {"a.ass": ASS_HEAD, "a.cha": CHA_HEAD + "@End", "a.sub": SUB_RATE}


WRITERS: dict[str, Callable[[Path, Talk, str], object]] = {
    "a.txt": lambda path, talk, junk: path.write_text("\n\n".join(_lines(talk, junk))),
    "a.md": lambda path, talk, junk: path.write_text("\n\n".join(_lines(talk, junk))),
    "a.html": lambda path, talk, junk: path.write_text("".join(f"<p>{line}</p>" for line in _lines(talk, junk))),
    "a.rtf": lambda path, talk, junk: path.write_text(_rtf(talk, junk)),
    "a.docx": lambda path, talk, junk: docx(path, "".join(paragraph(line) for line in _lines(talk, junk))),
    "a.odt": _odt,
    "a.srt": lambda path, talk, junk: path.write_text(_cues(talk, junk, ",")),
    "a.vtt": lambda path, talk, junk: path.write_text("WEBVTT\n\n" + _cues(talk, junk, ".")),
    "a.json": lambda path, talk, junk: path.write_text(_segments(talk, junk)),
    "a.eaf": lambda path, talk, _junk: path.write_text(_eaf(talk)),
    "a.TextGrid": lambda path, talk, _junk: path.write_text(_textgrid(talk)),
    "a.ass": lambda path, talk, _junk: path.write_text(_ass(talk)),
    "a.trs": lambda path, talk, _junk: path.write_text(_trs(talk)),
    "a.csv": lambda path, talk, _junk: path.write_text(_columns(talk)),
    "a.ttml": lambda path, talk, _junk: path.write_text(_ttml(talk)),
    "a.otr": lambda path, talk, _junk: path.write_text(_otr(talk)),
    "a.cha": lambda path, talk, _junk: path.write_text(_cha(talk)),
    "a.tsv": lambda path, talk, _junk: path.write_text("start\tend\tspeaker\ttext\n" + "".join(
        f"{n}000\t{n}900\t{unseen}{name}\t{said}\n" for n, (name, unseen, said) in enumerate(talk, 1))),
    **{kind: _captioned(*form) for kind, form in CAPTIONS.items()},
    "a.pdf": lambda path, talk, junk: path.write_bytes(pdf([[
        "".join(c for c in line if unicodedata.category(c) != "Cf") for line in _lines(talk, junk)]])),
}


WITHOUT_JUNK = ("a.json", "a.eaf", "a.TextGrid", "a.ass", "a.trs", "a.csv", "a.ttml", "a.otr", "a.cha", "a.tsv",
                *CAPTIONS)


def read(name: str, talk: Talk, junk: str) -> tuple[ParsedText, float]:
    """The talk written and read in this format, and the processor time that reading took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x")
        WRITERS[name](path, talk, junk)
        started = time.process_time()
        return read_text(path, name), time.process_time() - started


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=25)
@given(talk=TALK, junk=JUNK)
@pytest.mark.slow
def test_all_words_once(name: str, talk: Talk, junk: str) -> None:
    """Words in are words out and words left out; names hold nothing that is not seen; one speaker's words are one
    turn.
    """
    text, took = read(name, talk, junk)
    given_words = Counter(word for *_, said in talk for word in said.split()) + Counter(
        junk.split() if name not in WITHOUT_JUNK else ASIDE.get(name, "").split())
    found = Counter(word for turn in text.turns for word in turn.text.split()) + Counter(
        word for line in text.left_out for word in line.split())
    assert found == given_words
    assert {turn.speaker.replace("_", " ") for turn in text.turns} == {who.replace("_", " ") for who, *_ in talk}
    assert all(a.speaker != b.speaker for a, b in zip(text.turns, text.turns[1:], strict=False))
    assert text.format == {"a.TextGrid": "textgrid", "a.srv3": "xml"}.get(name, name[2:])
    assert took < SECONDS


@pytest.mark.parametrize("name", ["a.txt", "a.srt", "a.vtt", "a.rtf", "a.html", "a.md"])
@settings(max_examples=40)
@given(content=st.text(st.sampled_from("I:M 019[]()<>#.,-\t\n{}\\*vb/>\u200b\u2028é"), max_size=120))
@pytest.mark.slow
def test_anything_is_read_quickly_or_refused(name: str, content: str) -> None:
    """Whatever text a file holds: times that can be, nothing unseen in a name, and well within two seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x")
        path.write_text(content, encoding="utf-8")
        started = time.process_time()
        try:
            text = read_text(path, name)
        except BadInput:
            return
        finally:
            assert time.process_time() - started < SECONDS
    starts = [turn.start_ms for turn in text.turns if turn.start_ms is not None]
    assert starts == sorted(starts) or "#" in content
    assert all(turn.end_ms is None or turn.end_ms >= (turn.start_ms or 0) for turn in text.turns)
    assert all(unicodedata.category(c) != "Cf" for turn in text.turns for c in turn.speaker + turn.text)
    assert all(turn.text.strip() == turn.text != "" for turn in text.turns)


LARGE = {
    "labels": "Aa: b\n" * 1_500_000, "times": "00:00:01 b\n" * 800_000, "one word": "a.a'a-a&a/a" * 500_000,
    "short lines": "ja\n" * 80_000, "names": "Anna\nBart\n" * 400_000, "brackets": "[a] b\n" * 400_000,
    "bold": "**An** b\n" * 300_000, "stamps": "[00:01] An b [00:02] c\n" * 300_000, "colons": ":" * 2_000_000,
    "voices": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v A>b" * 500_000,
    "cues": "00:01,000 --> 00:02,000\nAn: b\n\n" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGE)
def test_large_texts_are_read_or_refused_in_time(tmp_path: Path, kind: str) -> None:
    """Megabytes of what looks like labels, times or one word keep nobody waiting."""
    path = tmp_path / "x"
    path.write_text(LARGE[kind])
    started = time.process_time()
    with suppress(BadInput):
        assert read_text(path, "a.txt").turns
    assert time.process_time() - started < 2 * SECONDS  # the cores are shared
