"""Subtitles and JSON with an odd cue or segment are read: all words once, and no time that cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from texts.importers import ParsedText, read_text

if TYPE_CHECKING:
    from pathlib import Path

Times = tuple[int | None, int | None]


def read(tmp_path: Path, name: str, content: str) -> ParsedText:
    """Read this content under this name."""
    path = tmp_path / "upload.part"
    path.write_text(content, encoding="utf-8")
    return read_text(path, name)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("00:05.000 --> 00:06.000", "00:01.000 --> 00:02.000", "00:07.000 --> 00:08.000"),
         [(5000, 6000), (None, None), (7000, 8000)]),
        (("00:05.000 --> 00:04.000",), [(5000, None)]),
        (("00:05 --> 00:06",), [(5000, 6000)]),
        (("-00:01.000 --> 00:06.000",), [(None, None)]),
        (("00:01,5 --> 00:02,25",), [(1500, 2250)]),
        (("0:00:01.1234567 -> 0:00:02",), [(1123, 2000)]),
        (("zomaar --> 00:02.000", "00:03.000 --> 00:04.000"), [(None, None), (3000, 4000)]),
        (("-->", "00:xx --> 00:05.000", "00:03.000 --> zomaar"), [(None, None), (None, None), (None, None)]),
        (("00:00:01:12 --> 00:00:02;10 align:start",), [(1120, 2100)]),
    ],
)
def test_times_of_cues(tmp_path: Path, times: tuple[str, ...], expected: list[Times]) -> None:
    """What can be a time is one; the words are there whatever the times are."""
    text = read(tmp_path, "a.vtt", "WEBVTT\n\n" + "\n".join(f"{time}\nwoord {n}\n" for n, time in enumerate(times)))
    assert [(t.start_ms, t.end_ms) for t in text.turns] == expected
    assert [t.text for t in text.turns] == [f"woord {n}" for n in range(len(times))]
    assert bool(text.warnings) == any(None in pair for pair in expected)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"end": None}, (1000, None)),
        ({"end": float("nan")}, (1000, None)),
        ({"end": 1e300}, (1000, None)),
        ({"start": True}, (None, None)),
        ({"end": 0.5}, (1000, None)),
        ({"start": "1.5"}, (1500, 2000)),
        ({"start": "00:00:01,250"}, (1250, 2000)),
        ({"end": int("9" * 400)}, (1000, None)),
    ],
)
def test_times_of_segments(tmp_path: Path, changed: dict[str, object], expected: Times) -> None:
    """One odd time of a segment is left out; the segment and the next one are read."""
    first = {"start": 1.0, "end": 2.0, "text": "ja"} | changed
    text = read(tmp_path, "a.json", json.dumps({"segments": [first, {"start": 3.2, "end": 4, "text": "nee"}]}))
    assert [(t.text, t.start_ms, t.end_ms) for t in text.turns] == [("ja", *expected), ("nee", 3200, 4000)]


def test_number_as_text_is_read(tmp_path: Path) -> None:
    """A year alone is what was said."""
    assert [t.text for t in read(tmp_path, "a.json", '[{"start": 1.0, "end": 2, "text": 1984}]').turns] == ["1984"]


CAPTIONS = {
    "a.ttml": '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><head><metadata>titel</metadata></head><body><div>'
              '<p begin="00:00:01.000" end="00:00:03.000">Coach: Hallo<br/>daar.</p><p begin="4s" dur="2s">Ja &amp;'
              ' nee.</p><p begin="straks">Dag.</p></div></body></tt>',
    "a.xml": '<transcript><text start="1" dur="2">Coach: Hallo daar.</text><text start="4" dur="2">Ja'
             ' &amp;amp; nee.</text><text start="" dur="">Dag.</text></transcript>',
    "a.srv3": '<timedtext format="3"><body><p t="1000" d="2000"><s>Coach:</s><s t="200"> Hallo daar.</s></p>'
              '<p t="4000" d="2000">Ja &amp; nee.</p><p t="x">Dag.</p></body></timedtext>',
    "frames.csv": "Speaker Name,Start Time,End Time,Text\nCoach,00:00:01:00,00:00:03:10,Hallo daar.\n"
    ",00:00:04:24,00:00:06:00,Ja & nee.\n,-1,,Dag.\n",
    "a.tsv": "start\tend\tspeaker\ttext\n1000\t3000\tCoach\tHallo daar.\n4000\t6000\t\tJa & nee.\n-1\t\t\tDag.\n",
    "a.csv": 'start,end,speaker,text\n1.0,3.0,Coach,"Hallo daar."\n4.0,6.0,,Ja & nee.\n-1.0,,,Dag.\n',
}


@pytest.mark.parametrize("name", CAPTIONS)
def test_captions_in_xml_and_in_columns(tmp_path: Path, name: str) -> None:
    """Each comes in as subtitles do: words once, who speaks, times; one that cannot be read is told."""
    text = read(tmp_path, name, CAPTIONS[name])
    assert [(turn.speaker, turn.start_ms, turn.end_ms, " ".join(turn.text.split())) for turn in text.turns] == [
        ("Coach", 1000, 3000, "Hallo daar."), ("", 4000, 6000, "Ja & nee."), ("", None, None, "Dag.")]
    assert any("left out" in warning for warning in text.warnings)


def test_captions_in_utf8_that_name_another_set(tmp_path: Path) -> None:
    """What its first line says of the set is passed over where the bytes are UTF-8."""
    for said, encoding in (("iso-8859-1", "utf-8"), ("iso-8859-2", "iso-8859-2")):
        page = f'<?xml version="1.0" encoding="{said}"?><tt><body><p begin="1s" end="2s">Eén idée</p></body></tt>'
        (tmp_path / "a").write_bytes(page.encode(encoding))
        assert [turn.text for turn in read_text(tmp_path / "a", "a.ttml").turns] == ["Eén idée"]


TRACKS = {
    "elan, three ways": "Moeder\tP1\t00:00:01.200\t1.2\t1200\t00:00:03.400\t3.4\t3400\t00:00:02.200\t2.2\t2200"
                        "\tDag.\n"
                        "Coach\tP2\t00:00:04.000\t4.0\t4000\t00:00:06.000\t6.0\t6000\t00:00:02.000\t2.0\t2000"
                        "\tJa & <nee>.",
    "elan, seconds": "Moeder\t\t1.200\t3.400\t2.200\tDag.\nCoach\t\t4.000\t6.000\t2.000\tJa & <nee>.",
    "elan, ms, by tier": "Coach\t\t4000\t6000\t2000\tJa & <nee>.\nMoeder\t\t1200\t3400\t2200\tDag.",
    "elan, a column a tier": "Begin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms\tMoeder\tCoach\n"
                             "00:00:01.200\t00:00:03.400\tDag.\t\n00:00:04.000\t00:00:06.000\t\tJa & <nee>.",
    "audacity": "1.200000\t3.400000\tMoeder: Dag.\n\\\t100.0\t200.0\n4.000000\t6.000000\tCoach: Ja & <nee>.",
    "audacity, Dutch": "1,200000\t3,400000\tMoeder: Dag.\n4,000000\t6,000000\tCoach: Ja & <nee>.",
}


@pytest.mark.parametrize("kind", TRACKS)
def test_lines_of_a_track(tmp_path: Path, kind: str) -> None:
    """The columns of ELAN and the labels of Audacity are times and speakers, none of them words."""
    text = read(tmp_path, "a.txt", TRACKS[kind])
    assert [(turn.speaker, turn.start_ms, turn.end_ms, turn.text) for turn in text.turns] == [
        ("Moeder", 1200, 3400, "Dag."), ("Coach", 4000, 6000, "Ja & <nee>.")]
    assert not text.warnings


TIERS = {"Moeder": [(0.0, 1.2, ""), (1.2, 3.4, "Dag."), (3.4, 9.0, "")],
         "Coach": [(0.0, 4.0, ""), (4.0, 6.0, 'Ja & <nee> "5".'), (6.0, 9.0, "")]}


def praat(shape: str, tiers: dict[str, list[tuple[float, float, str]]] = TIERS) -> str:
    """A TextGrid: "long" with what each number is, "short", or "by time"."""
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    if shape == "by time":
        lines = sorted((start, n, end, words) for n, rows in enumerate(tiers.values(), 1) for start, end, words in rows)
        return "\n".join([
            '"Praat chronological TextGrid text file"', "0 9   ! Time domain.", f"{len(tiers)}   ! Number of tiers.",
            *(f'"IntervalTier" {quoted(name)} 0 9' for name in tiers),
            *(f"\n{n} {start} {end}\n{quoted(words)}" for start, n, end, words in lines)])
    parts = ["xmin = 0", "xmax = 9", "tiers? <exists>", f"size = {len(tiers)}", "item []:"]
    for n, (name, rows) in enumerate(tiers.items(), 1):
        parts += [f"item [{n}]:", 'class = "IntervalTier"', f"name = {quoted(name)}", "xmin = 0", "xmax = 9",
                  f"intervals: size = {len(rows)}"]
        for m, (start, end, words) in enumerate(rows, 1):
            parts += [f"intervals [{m}]:", f"xmin = {start}", f"xmax = {end}", f"text = {quoted(words)}"]
    if shape == "short":
        parts = [part.partition("=")[2].strip() or part.partition("?")[2].strip() for part in parts]
    return "\n".join(['File type = "ooTextFile"', 'Object class = "TextGrid"', "", *filter(None, parts)])


def eaf(said: str, rest: str = "") -> str:
    """A file of ELAN with slots t0 to t9 at each second, t5 without a time."""
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}"' + (f' TIME_VALUE="{n * 1000}"/>' if n != 5 else "/>")
                    for n in range(10))
    return (f'<?xml version="1.0"?><ANNOTATION_DOCUMENT><HEADER><MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/geheim.wav"/>'
            f"</HEADER><TIME_ORDER>{slots}</TIME_ORDER>{said}{rest}</ANNOTATION_DOCUMENT>")


def tier(name: str, first: str, last: str, words: str, more: str = "") -> str:
    """A tier with one annotation, "a" and its name."""
    return (f'<TIER TIER_ID="{name}"{more}><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{name}" '
            f'TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>")


@pytest.mark.parametrize("shape", ["long", "short", "by time"])
def test_a_textgrid_of_praat(tmp_path: Path, shape: str) -> None:
    """Tiers are who speaks, intervals when; one that is cut off is said to be damaged."""
    text = read(tmp_path, "a.TextGrid", praat(shape))
    assert [(turn.speaker, turn.start_ms, turn.end_ms, turn.text) for turn in text.turns] == [
        ("Moeder", 1200, 3400, "Dag."), ("Coach", 4000, 6000, 'Ja & <nee> "5".')]
    assert not text.warnings
    with pytest.raises(BadInput, match="damaged or cut off"):
        read(tmp_path, "a.TextGrid", praat(shape)[:-5])


def test_a_textgrid_cut_between_two_intervals(tmp_path: Path) -> None:
    """In the order of time nothing says how many are to come: it is read, and said from when words may be missing."""
    whole = praat("by time")
    text = read(tmp_path, "a.TextGrid", whole[: whole.rindex("\n2 ")])
    assert [turn.text for turn in text.turns] == ["Dag.", 'Ja & <nee> "5".']
    assert text.warnings == (
        "a.TextGrid seems to be cut off: who speaks is not filled in to the end, from 00:00:06 on words may be "
        "missing.",)


def test_words_and_sounds_of_the_same(tmp_path: Path) -> None:
    """Tiers of sounds, of pauses and of the same words one by one are not said once more."""
    text = read(tmp_path, "a.TextGrid", praat("long", {
        "Anna - words": [(0.0, 0.5, "dag"), (0.5, 1.0, "sil"), (1.0, 2.0, "mama")],
        "Anna - phones": [(0.0, 0.2, "d"), (0.2, 0.5, "ax")], "Bo": [(3.0, 5.0, "Ja, goed.")],
        "los": [(3.0, 4.0, "ja,"), (4.0, 5.0, "goed")]}))
    assert [(turn.speaker, turn.text) for turn in text.turns] == [("Anna", "dag mama"), ("Bo", "Ja, goed.")]
    assert text.left_out == ("d", "ax", "ja,", "goed")
    assert len(text.warnings) == 1


def test_tiers_of_elan(tmp_path: Path) -> None:
    """Who takes part, or what the tier is called, speaks; what says more of another tier is left out."""
    more = ('<TIER TIER_ID="Engels" PARENT_REF="M"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="b" ANNOTATION_REF="aM">'
            "<ANNOTATION_VALUE>Good day.</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>")
    text = read(tmp_path, "a.eaf", eaf(
        tier("Coach", "t5", "t7", "Ja &amp; nee.") + tier("M", "t1", "t3", "Dag.", ' PARTICIPANT="Moeder"'), more))
    assert [(turn.speaker, turn.start_ms, turn.end_ms, turn.text) for turn in text.turns] == [
        ("Moeder", 1000, 3000, "Dag."), ("Coach", 4000, 7000, "Ja & nee.")]
    assert text.left_out == ("Good day.",)
    assert "geheim" not in str(text)


@pytest.mark.parametrize(("content", "told"), [
    (eaf("").replace("<ANN", '<!DOCTYPE a [<!ENTITY b "c">]><ANN', 1), "hidden instructions"),
    (eaf(tier("M", "t1", "t3", "Dag."))[:-40], "damaged"), (eaf(""), "no text"), ("<?xml version='1.0'?><kml/>", "XML"),
    (eaf('<TIER TIER_ID="a">' * 300), "damaged"),
])
def test_a_file_of_elan_that_is_none(tmp_path: Path, content: str, told: str) -> None:
    """Entities, a cut end, nothing said, other XML, tiers in tiers without end: a sentence each."""
    with pytest.raises(BadInput, match=told):
        read(tmp_path, "a.eaf", content)


def test_a_moment_and_a_table_of_numbers(tmp_path: Path) -> None:
    """A label at a moment keeps its start; a table with numbers in other places is no track."""
    assert [(t.start_ms, t.text) for t in read(tmp_path, "a.txt", "7.500000\t7.500000\tJa.").turns] == [(7500, "Ja.")]
    for table in ("Emmen\t12\t13\tgoed\nAssen\t9\t18\tbeter", "1.5\t2.5\tja", "Naam\tTijd\tTekst\nMoeder\t0:01\tDag.",
                  "4.000000\t1.000000\tterug"):
        assert all(turn.end_ms is None for turn in read(tmp_path, "a.txt", table).turns)


JSON: dict[str, tuple[object, list[tuple[str, int | None, int | None, str]]]] = {
    "assemblyai, in ms": (
        {"text": "x", "utterances": [{"speaker": "A", "text": "Dag allemaal.", "start": 250, "end": 900, "words": []},
                                     {"speaker": "B", "text": "Dag.", "start": 60_000, "end": 61_000, "words": []}]},
        [("A", 250, 900, "Dag allemaal."), ("B", 60_000, 61_000, "Dag.")]),
    "trint": (
        {"transcript": {
            "words": [{"time": 100, "duration": 200, "value": "Dag"}, {"time": 400, "duration": 300, "value": "mama."},
                      {"time": 61_000, "duration": 900, "value": "Ja."}],
            "paragraphs": [{"time": 100, "speaker": "Anna"}, {"time": 61_000, "speaker": "Bo"}]}},
        [("Anna", 100, 700, "Dag mama."), ("Bo", 61_000, 61_900, "Ja.")]),
    "of paragraphs beside words, in seconds": (
        {"words": [{"start": 0.5, "end": 0.9, "text": "Dag"}, {"start": 1.0, "end": 1.5, "text": "mama."},
                   {"start": 1.7, "end": 2.0, "text": "Ja."}],
         "paragraphs": [{"start": 0.5, "end": 1.5, "speaker": "Anna"}, {"start": 1.7, "end": 2.0, "speaker": "Bo"}]},
        [("Anna", 500, 1500, "Dag mama."), ("Bo", 1700, 2000, "Ja.")]),
    "aws": (
        {"results": {"transcripts": [{"transcript": "Dag, ja."}], "items": [
            {"type": "pronunciation", "start_time": "0.5", "end_time": "0.9", "speaker_label": "spk_0",
             "alternatives": [{"content": "Dag"}]},
            {"type": "punctuation", "alternatives": [{"content": ","}]},
            {"type": "pronunciation", "start_time": "1.5", "end_time": "1.9", "speaker_label": "spk_1",
             "alternatives": [{"content": "ja"}]},
            {"type": "punctuation", "alternatives": [{"content": "."}]}]}},
        [("spk_0", 500, 900, "Dag,"), ("spk_1", 1500, 1900, "ja.")]),
    "rev": (
        {"monologues": [{"speaker": 0, "elements": [
            {"type": "text", "value": "Dag", "ts": 0.5, "end_ts": 0.9}, {"type": "punct", "value": " "},
            {"type": "text", "value": "Fenna", "ts": 1.0, "end_ts": 1.4}, {"type": "punct", "value": "."}]}]},
        [("0", 500, 1400, "Dag Fenna.")]),
    "deepgram": (
        {"results": {"channels": [{"alternatives": [{"transcript": "dag ja", "words": [
            {"word": "dag", "punctuated_word": "Dag.", "start": 0.5, "end": 0.9, "speaker": 0},
            {"word": "ja", "punctuated_word": "Ja.", "start": 1.5, "end": 1.9, "speaker": 1}]}]}]}},
        [("0", 500, 900, "Dag."), ("1", 1500, 1900, "Ja.")]),
    "youtube": (
        {"events": [{"tStartMs": 160, "dDurationMs": 1000, "segs": [{"utf8": "hallo"},
             {"utf8": " allemaal", "tOffsetMs": 300}]},
                    {"tStartMs": 2000, "segs": [{"utf8": "\n"}]}]},
        [("", 160, 1160, "hallo allemaal")]),
    "elevenlabs": (
        {"language_code": "nl", "text": "Dag Fenna", "words": [
            {"text": "Dag", "type": "word", "start": 0.1, "end": 0.4, "speaker_id": "speaker_0"},
            {"text": " ", "type": "spacing", "start": 0.4, "end": 0.5, "speaker_id": "speaker_0"},
            {"text": "Fenna", "type": "word", "start": 0.5, "end": 0.9, "speaker_id": "speaker_0"}]},
        [("speaker_0", 100, 900, "Dag Fenna")]),
    "hugging face": ({"chunks": [{"timestamp": [0, 3.16], "text": " Dag."}]}, [("", 0, 3160, "Dag.")]),
    "podcast": (
        {"version": "1.0.0", "segments": [{"speaker": "Fenna", "startTime": 0.5, "endTime": 0.75, "body": "Dag."}]},
        [("Fenna", 500, 750, "Dag.")]),
    "sonix": (
        {"name": "x", "transcript": [{"speaker": "Fenna", "start_time": 0.5, "end_time": 2.25, "words": [
            {"text": "Dag ", "start_time": 0.5, "end_time": 1},
                 {"text": "Els.", "start_time": 1.5, "end_time": 2.25}]}]},
        [("Fenna", 500, 2250, "Dag Els.")]),
    "azure": (
        {"recognizedPhrases": [
            {"offset": "PT0.5S", "duration": "PT1.25S", "speaker": 1, "nBest": [{"display": "Dag."}]}]},
        [("1", 500, 1750, "Dag.")]),
    "happy scribe": (
        [{"speaker": "Spreker 1", "words": [{"text": "Hoe", "type": "text", "data_start": 3.45, "data_end": 3.6},
                                            {"text": " ", "type": "space"},
                                            {"text": "dan?", "type": "text", "data_start": 3.7, "data_end": 4}]}],
        [("Spreker 1", 3450, 4000, "Hoe dan?")]),
}


@pytest.mark.parametrize("program", JSON)
def test_json_of_programs(tmp_path: Path, program: str) -> None:
    """What each program calls its segments, words, speakers and times is known."""
    content, expected = JSON[program]
    text = read(tmp_path, "a.json", json.dumps(content))
    assert [(t.speaker, t.start_ms, t.end_ms, t.text) for t in text.turns] == expected
    assert text.warnings == ()
