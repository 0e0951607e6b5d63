"""Transcripts as files."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import docx
import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pilot.errors import BadInput
from transcribe import commands, output
from transcribe.checks import Listen
from transcribe.output import cues
from transcribe.output.transcript import Transcript
from transcribe.segments import Segment, Word, turns

if TYPE_CHECKING:
    from pathlib import Path

ODD = (" zei: <b>", " & --> dat 🙂")
ONE = Transcript([
    Segment((Word(" Zij", 500, 900, 0.9, tokens=(1, 2)), Word(ODD[0], 900, 1500, 0.9, tokens=(3,)),
             Word(ODD[1], 1500, 2500, 0.9))),
    Segment((Word(" Ja.", 3_600_000, 3_601_001, 0.9),)),
], "nl")


def text(transcript: Transcript, format: str) -> str:
    """The file as text."""
    return output.render(transcript, format).decode()


def said(*words: tuple[str, int, int, int | None]) -> Segment:
    """A segment of words: text without a space, start and end in ms, who speaks."""
    made = tuple(Word(f" {text}", start, end, 0.9, speaker) for text, start, end, speaker in words)
    return Segment(made)


TWO = Transcript([
    said(("Hoe", 0, 300, 0), ("gaat", 300, 600, 0), ("het?", 600, 900, 0), ("Goed,", 1000, 1400, 1)),
    said(("ja.", 30_000, 30_400, 1), ("Fijn.", 30_500, 30_900, 0)),
], "nl", [Listen(2000, 2500, "unsure")], "a & b.ogg", "faster-whisper base")


def test_vtt_can_be_read_back(tmp_path: Path) -> None:
    """A reader of WebVTT finds the same times and text, whatever stands in it."""
    path = tmp_path / "a.vtt"
    path.write_text(text(ONE, "vtt"), encoding="utf-8")
    read = webvtt.read(str(path))
    assert [(c.start, c.end) for c in read.captions] == [
        ("00:00:00.500", "00:00:02.500"), ("01:00:00.000", "01:00:01.001")]
    said = text(TWO, "vtt")
    assert "<v Speaker 2>Goed," in said
    assert "&lt;b&gt; &amp; --&gt; dat 🙂" in read.captions[0].raw_text


def test_srt_can_be_read_back() -> None:
    """A reader of SubRip finds the same times and text."""
    read = list(srt.parse(text(ONE, "srt")))
    assert [(r.start.total_seconds(), r.end.total_seconds()) for r in read] == [(0.5, 2.5), (3600.0, 3601.001)]
    assert read[1].content == "Ja."


def test_txt_has_a_turn_a_line() -> None:
    """Plain text has one readable turn per line."""
    assert text(ONE, "txt") == f"00:00:00 Zij{ODD[0]}{ODD[1]}\n01:00:00 Ja.\n"
    assert text(TWO, "txt").splitlines() == [
        "00:00:00 Speaker 1: Hoe gaat het?", "00:00:01 Speaker 2: Goed,", "00:00:30 Speaker 2: ja.",
        "00:00:30 Speaker 1: Fijn."]


def test_json_has_whispers_keys() -> None:
    """The keys of openai-whisper, times in seconds."""
    whole = json.loads(text(ONE, "json"))
    assert set(whole) == {"text", "segments", "language", "marks"}
    assert set(whole["segments"][0]) == {
        "id", "seek", "start", "end", "text", "tokens", "temperature", "avg_logprob", "compression_ratio",
        "no_speech_prob", "words"}
    assert whole["segments"][0]["words"][0] == {"word": " Zij", "start": 0.5, "end": 0.9, "probability": 0.9}
    assert whole["segments"][0]["tokens"] == [1, 2, 3]
    assert (whole["segments"][0]["start"], whole["segments"][1]["id"]) == (0.5, 1)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails at the last moment, the older file stands and nothing lies beside it."""
    path = tmp_path / "a.txt"
    output.save(b"eerst", path)

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="cannot be written"):
        output.save(b"later", path)
    assert path.read_text() == "eerst"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    """Writing into a folder that does not exist is told in a sentence."""
    with pytest.raises(BadInput, match="Choose another folder"):
        output.save(b"x", tmp_path / "none" / "a.txt")


@given(st.lists(st.tuples(
    st.text("abc,.", min_size=1, max_size=50), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 1)),
    min_size=1, max_size=80))
def test_subtitles_are_as_subtitlers_want_them(words: list[tuple[str, int, int, int]]) -> None:
    """No word is lost or moved; no cue spans a pause or two people, is too long, or runs into the next one."""
    at, made = 0, []
    for text_, pause, length, speaker in words:
        made.append(cues.Token(text_, at + pause, at + pause + min(length, cues.LONGEST_WORD_MS), speaker))
        at = made[-1].end_ms
    found = cues.cues(made)
    assert " ".join(line for cue in found for line in cue.lines) == " ".join(token.text for token in made)
    left = iter(made)
    for cue, after in zip(found, [*found[1:], None], strict=True):
        inside = [next(left) for _ in " ".join(cue.lines).split(" ")]
        assert {token.speaker for token in inside} == {cue.speaker}
        assert all(b.start_ms - a.end_ms < cues.PAUSE_MS for a, b in zip(inside, inside[1:], strict=False))
        assert inside[0].start_ms == cue.start_ms
        assert 0 <= cue.end_ms - inside[-1].end_ms <= cues.LINGER_MS
        assert cue.end_ms - cue.start_ms <= cues.LONGEST_MS + cues.LINGER_MS
        assert all(len(line) <= cues.LINE or " " not in line for line in cue.lines)
        assert len(cue.lines) <= cues.LINES or len(inside) == 1
        assert after is None or after.speaker != cue.speaker or cue.end_ms <= after.start_ms


def test_a_full_cue_parts_after_a_clause() -> None:
    """Where a sentence is too long for one cue, the first ends with a clause."""
    sentence = ("Toen ik voor de eerste keer bij haar aan de deur stond in die straat, dacht ik dat zij mij nooit meer"
                " binnen zou laten.")
    words = sentence.split()
    found = cues.cues([cues.Token(word, 250 * n, 250 * n + 200) for n, word in enumerate(words)])
    assert found[0].lines[-1].endswith("straat,")
    assert [len(cue.lines) for cue in found] == [2, 2]


def test_words_of_one_who_speaks_are_a_tier_of_elan() -> None:
    """A tier of turns and one of words for each who speaks, inside each other, without overlap; media by its name."""
    root = etree.fromstring(output.render(TWO, "eaf"))
    slots = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE") or 0) for slot in root.iter("TIME_SLOT")}
    tiers = {}
    for tier in root.iter("TIER"):
        said = [(slots[one.get("TIME_SLOT_REF1")], slots[one.get("TIME_SLOT_REF2")], one[0].text)
                for one in tier.iter("ALIGNABLE_ANNOTATION")]
        assert all(start < end for start, end, _text in said)
        assert all(a[1] <= b[0] for a, b in zip(said, said[1:], strict=False))
        tiers[tier.get("TIER_ID")] = said
    assert tiers["Speaker 2"] == [(1000, 1400, "Goed,"), (30_000, 30_400, "ja.")]
    assert [text for *_times, text in tiers["Speaker 1: words"]] == ["Hoe", "gaat", "het?", "Fijn."]
    assert tiers["Listen here"] == [(2000, 2500, "the words are unsure")]
    assert [one.get("RELATIVE_MEDIA_URL") for one in root.iter("MEDIA_DESCRIPTOR")] == ["./a%20%26%20b.ogg"]
    assert [one.get("LINGUISTIC_TYPE_ID") for one in root.iter("LINGUISTIC_TYPE")] == ["turns", "words"]


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 3000)), min_size=1, max_size=20))
def test_elan_gets_words_inside_their_turns(times: list[tuple[int, int]]) -> None:
    """Whatever the times of words are, ELAN can open what is written."""
    words = [Word(f" w{n}", start, start + length, 0.9, 0) for n, (start, length) in enumerate(sorted(times))]
    segments = [Segment(tuple(words))]
    root = etree.fromstring(output.render(Transcript(segments, "nl"), "eaf"))
    slots = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE") or 0) for slot in root.iter("TIME_SLOT")}
    turns_, inside = ([(slots[one.get("TIME_SLOT_REF1")], slots[one.get("TIME_SLOT_REF2")])
                       for one in tier.iter("ALIGNABLE_ANNOTATION")] for tier in root.iter("TIER"))
    assert len(turns_) == len(turns(words))
    for spans in (turns_, inside):
        assert all(start < end for start, end in spans)
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    assert all(any(start <= a and b <= end for start, end in turns_) for a, b in inside)


def test_a_document_begins_with_where_to_listen() -> None:
    """A Word document names recording and model, the doubtful places, and then a paragraph a turn."""
    path = docx.Document(io.BytesIO(output.render(TWO, "docx")))
    told = [line.text for line in path.paragraphs if line.text]
    assert told == [
        "Written out", "Recording: a & b.ogg", "Written out by: faster-whisper base", "Spoken language: nl",
        "Listen here", "00:00:02 - 00:00:02: the words are unsure", "Text", "00:00:00 Speaker 1: Hoe gaat het?",
        "00:00:01 Speaker 2: Goed,", "00:00:30 Speaker 2: ja.", "00:00:30 Speaker 1: Fijn."]


def test_the_command_names_the_writers_there_are() -> None:
    """The command says the formats itself, so as not to import their writers."""
    assert commands.FORMATS == output.FORMATS
