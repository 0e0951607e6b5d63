"""What pages and refusals name is what is read: neither less nor more."""

from __future__ import annotations

import io

import pytest

from pilot.errors import BadInput
from tests.media import ORDINARY
from texts import accepted
from texts.importers import TEXT_EXTENSIONS, read_text
from texts.importers.source import InMemory
from texts.intake.media_kind import check_media
from texts.sound import kinds

SAID = (
    "1\n00:00:01,000 --> 00:00:03,000\nGoedemorgen.\n", "0:00:01.000,0:00:03.000\nGoedemorgen.\n",
    "[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:03.00,,Goedemorgen.\n",
    '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="3s">Goedemorgen.</p></div></body></tt>',
    "start\tend\ttext\n1000\t3000\tGoedemorgen.\n", "start,end,text\n1000,3000,Goedemorgen.\n",
    '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1000"/>'
    '<TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="3000"/></TIME_ORDER><TIER TIER_ID="default"><ANNOTATION>'
    '<ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>Goedemorgen.</ANNOTATION_VALUE>'
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
    '<?xml version="1.0"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans><Episode><Section><Turn startTime="1" '
    'endTime="3"><Sync time="1"/>Goedemorgen.</Turn></Section></Episode></Trans>',
    'File type = "ooTextFile"\nObject class = "TextGrid"\n0\n4\n<exists>\n1\n"IntervalTier"\n"text"\n0\n4\n1\n1\n3\n'
    '"Goedemorgen."\n',
    "@UTF8\n@Begin\n@Media:\tgesprek, audio\n*MOT:\tGoedemorgen. \x151000_3000\x15\n@End\n",
    '{"text": "<p><span class=\\"timestamp\\" data-timestamp=\\"1\\">00:01</span> Goedemorgen.</p><p>'
    '<span class=\\"timestamp\\" data-timestamp=\\"3\\">00:03</span> </p>", "media": "a.mp3", "media-time": 3}')
CALLED = ("srt", "sbv", "ass", "ttml", "tsv", "csv", "eaf", "trs", "textgrid", "cha", "otr")


def test_every_ending_is_told() -> None:
    """Each ending that says a kind is in the list, or is another one of a kind that is; each kind of sound is."""
    known = {*accepted.TEXTS, *accepted.RECORDINGS, *accepted.ALSO}
    assert {extension.removeprefix(".") for extension in TEXT_EXTENSIONS | kinds.EXTENSIONS} == known
    assert {f".{one}" for one in accepted.RECORDINGS} <= ORDINARY.keys()  # which are read in tests of sound
    assert set(accepted.ALSO.values()) <= {*accepted.TEXTS, *accepted.RECORDINGS}
    assert {kind.name for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)} <= {*accepted.RECORDINGS}


@pytest.mark.parametrize(("said", "called"), list(zip(SAID, CALLED, strict=True)))
def test_captions_and_tables_are_read(said: str, called: str) -> None:
    """With their times and without a warning, by each name that is told."""
    for ending in {called, "xml" if called == "ttml" else called}:
        found = read_text(InMemory(said.encode()), f"a.{ending}")
        start, end = 1000, 3000 if called != "otr" else None
        assert [(turn.start_ms, turn.end_ms, turn.text) for turn in found.turns] == [(start, end, "Goedemorgen.")]
        assert found.format == ("xml" if ending == "xml" and called != "ttml" else called)  # as it is shown
        assert not any("read as" in warning for warning in found.warnings)


def test_refusals_name_all_of_them() -> None:
    """Of a text and of a recording, in both languages."""
    with pytest.raises(BadInput) as no_text:
        read_text(InMemory(b"<?xml version='1.0'?><kml><x>1</x></kml>"), "a.xml")
    with pytest.raises(BadInput) as no_sound:
        check_media(io.BytesIO(b"hello"), "a.abc")
    for language in ("nl", "en"):
        assert accepted.texts() in no_text.value.sentence(language)
        assert accepted.recordings() in no_sound.value.sentence(language)
