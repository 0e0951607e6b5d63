"""Subtitles without an arrow between their times, those that are read and those that are refused; dashes of a list."""

from __future__ import annotations

import pytest

from pilot.errors import BadInput
from texts.importers import ParsedText, read_text
from texts.importers.source import InMemory

HELLO = ((1000, 3000, "Goedemorgen hoe gaat het?"), (4000, 6000, "Dag."))
READ = {
    "rate.sub": "{1}{1}25.000\n{25}{75}Goedemorgen|hoe gaat het?\n{100}{150}{y:i}Dag.\n",
    "viewer.sub": "[INFORMATION]\n[TITLE]Jansen\n[END INFORMATION]\n[SUBTITLE]\n00:00:01.00,00:00:03.00\n"
                  "Goedemorgen[br]hoe gaat het?\n\n00:00:04.00,00:00:06.00\nDag.\n",
    "mpl.txt": "[10][30]Goedemorgen|hoe gaat het?\n[40][60]/Dag.\n",
    "disc.stl": "//Font\n$Bold = FALSE\n\n00:00:01:00 , 00:00:03:00 , Goedemorgen|hoe gaat het?\n"
                "00:00:04:00 , 00:00:06:12 , ^IDag.^I\n",
    "a.smi": "<SAMI>\n<HEAD><TITLE>Jansen</TITLE><STYLE><!-- P { margin: 8pt; } --></STYLE></HEAD>\n<BODY>\n"
             "<SYNC Start=1000><P Class=NLCC>Goedemorgen<br>hoe gaat het?\n<SYNC Start=3000><P Class=NLCC>&nbsp;\n"
             "<SYNC Start=4000><P Class=NLCC>Dag.\n<SYNC Start=6000><P Class=NLCC>&nbsp;\n</BODY>\n</SAMI>\n",
    "a.jss": "~ a remark\n#TIMERES 100\n0:00:01.00 0:00:03.00 VBJL Goedemorgen\\nhoe gaat het?\n"
             "0:00:04.00 0:00:06.00 D {she smiles}\\IDag.\n",
    "a.cap": "*NonDropFrame\n\n** Caption Number 1\n*PopOn\n*T 00:00:01:02\n*T 00:00:03:00\n*Lf01\nGoedemorgen\n"
             "hoe gaat het?\n\n** Caption Number 2\n*T 00:00:04:00\n*T 00:00:06:00\nDag.\n",
    "a.rt": '<window type="generic">\n<time begin="1" end="3"/>Goedemorgen<br/>hoe gaat het?\n'
            '<time begin="0:04" end="0:06.0"/>Dag.\n</window>\n',
}


def read(text: str, name: str) -> ParsedText:
    return read_text(InMemory(text.encode()), name)


def said(text: str, name: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text, name).turns]


@pytest.mark.parametrize("name", READ)
def test_times_and_words(name: str) -> None:
    """Each cue once, in ms, without the marks of its program; a title is not kept, for it may be a name."""
    found = read(READ[name], name)
    assert tuple((turn.start_ms, turn.end_ms, turn.text) for turn in found.turns) == HELLO
    assert not any("Jansen" in line for line in (*found.left_out, *found.warnings))
    assert not any("read as" in warning for warning in found.warnings)


def test_words_with_times_of_their_own() -> None:
    """LRC with a time for each word, and seconds before each line, end where the next begins."""
    sung = read("[ti:x]\n[00:01.00]<00:01.00>Hoe <00:01.60>gaat <00:02.00>het?\n[00:04.00]Dag.\n", "a.lrc").turns
    assert [(turn.start_ms, turn.end_ms, turn.text) for turn in sung] == [
        (1000, 4000, "Hoe gaat het?"), (4000, None, "Dag.")]
    assert [timing.start_ms for timing in sung[0].timings][:3] == [1000, 1600, 2000]
    shown = read("00:00:01:Hoe gaat|het?\n00:00:04:Dag.\n", "a.txt").turns
    assert [(turn.start_ms, turn.end_ms, turn.text) for turn in shown] == [
        (1000, 4000, "Hoe gaat het?"), (4000, None, "Dag.")]


def test_pictures_without_their_rate_say_no_time() -> None:
    """The words are all there, and a warning; two dashes between bars are two people."""
    found = read("{25}{75}- Hoe gaat het?|- Goed.\n{100}{150}Moeder: Ja.\n", "a.sub")
    assert [(t.speaker, t.start_ms, t.text) for t in found.turns] == [
        ("", None, "Hoe gaat het?"), ("", None, "Goed."), ("Moeder", None, "Ja.")]
    assert len(found.warnings) == 1


def test_who_speaks_in_ttml() -> None:
    """By the name the head gives, and by the id where it gives none; its title is nobody's words."""
    text = ('<tt xmlns="http://www.w3.org/ns/ttml" xmlns:m="http://www.w3.org/ns/ttml#metadata"><head><metadata>'
            '<m:title>x</m:title><m:agent xml:id="a" type="person"><m:name type="full">Moeder</m:name></m:agent>'
            '</metadata></head><body><div><p begin="1s" end="3s" m:agent="a"><metadata><m:desc>y</m:desc></metadata>'
            'Ja &amp; nee.</p><p begin="4s" end="6s" m:agent="SPEAKER_00">Dag.</p></div></body></tt>')
    assert said(text, "a.dfxp") == [("Moeder", "Ja & nee."), ("SPEAKER_00", "Dag.")]
    assert read(text, "a.dfxp").warnings == ()


@pytest.mark.parametrize(("name", "start"), [
    ("a.stl", b"850STL25.01" + b" " * 1100 + b"\0" * 30), ("a.scc", b"Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420\n"),
    ("a.idx", b"# VobSub index file, v7\nsize: 720x576\n"), ("a.sup", b"PG\0\0\0\1\0\0\0\0\x16\0\x13" + b"\0" * 40)])
def test_codes_of_television_are_refused(name: str, start: bytes) -> None:
    """With how to come by a file that can be read, and no code as words."""
    with pytest.raises(BadInput) as refused:
        read_text(InMemory(start), name)
    assert "saves as .srt" in refused.value.sentence("en")
    assert "not what its name says" not in refused.value.sentence("en")


@pytest.mark.parametrize(("first", "expected"), [
    ("Moeder: Ik wil dit:\n- een baan\n- een huis", [("Moeder", "Ik wil dit: - een baan - een huis")]),
    ("Moeder: Ik wil dit:\n- Een baan.", [("Moeder", "Ik wil dit: - Een baan.")]),
    ("Moeder: Drie dingen.\n- een baan\n- rust", [("Moeder", "Drie dingen. - een baan - rust")]),
    ("Moeder: Komt u?\n- ja\n- nee", [("Moeder", "Komt u?"), ("", "ja"), ("", "nee")]),
    ("Moeder: Komt u?\n- Ja.", [("Moeder", "Komt u?"), ("", "Ja.")]),
    ("- Komt u?\n- ja", [("", "Komt u?"), ("", "ja")]),
    ("Moeder: Ik wil dit:\n\n2\n00:00:04,000 --> 00:00:05,000\n- een baan\n- een huis",
     [("Moeder", "Ik wil dit:"), ("", "- een baan - een huis")]),
])
def test_a_list_is_one_persons(first: str, expected: list[tuple[str, str]]) -> None:
    """Points below what announces them stay its words; two who answer each other stay two."""
    text = f"1\n00:00:01,000 --> 00:00:03,000\n{first}\n\n3\n00:00:06,000 --> 00:00:08,000\n- Kom.\n- Goed.\n"
    assert said(text, "a.srt") == [*expected, ("", "Kom."), ("", "Goed.")]


@pytest.mark.parametrize("signs", ["()", "[]"])
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_numbers_in_brackets_are_who_speaks(signs: str, gap: str) -> None:
    """Where nearly all lines begin with one and they come back; those of a list count up, and stay words."""
    one, two = (f"{signs[0]}{number}{signs[1]}" for number in (1, 2))
    talk = f"{one}{gap}Hoe gaat het?\n{two}{gap}Goed hoor.\n{one}{gap}En thuis?\n{two}{gap}Ook.\n"
    assert said(talk, "a.txt") == [("1", "Hoe gaat het?"), ("2", "Goed hoor."), ("1", "En thuis?"), ("2", "Ook.")]
    assert {speaker for speaker, _text in said(f"Ik wil:\n{one} een baan\n{two} een huis\n", "a.txt")} == {""}


def test_times_between_words_without_brackets() -> None:
    """As oTranscribe has them: no words, and when words are said; hours of the day stay words."""
    found = read("00:00 Hoe gaat het met u?\n00:04 Goed, maar 00:08 ook druk.\n00:12 Fijn.\n", "a.txt")
    assert [(turn.start_ms, turn.end_ms, turn.text) for turn in found.turns] == [
        (0, 4000, "Hoe gaat het met u?"), (4000, 12000, "Goed, maar ook druk."), (12000, None, "Fijn.")]
    assert 8000 in {timing.start_ms for timing in found.turns[1].timings}
    talk = "Coach: Ja.\nMoeder: Het gaat goed 00:08 maar soms 00:15 niet.\nCoach: Fijn. 00:20 Echt.\nMoeder: Ja.\n"
    assert said(talk, "a.txt")[1:3] == [("Moeder", "Het gaat goed maar soms niet."), ("Coach", "Fijn. Echt.")]
    day = "Coach: Ja.\nMoeder: Ik kom om 00:30 en ga om 0:45 of 1:15 uur weg, dan 10:30 thuis.\nCoach: Zo.\n"
    assert said(day, "a.txt")[1][1] == "Ik kom om 00:30 en ga om 0:45 of 1:15 uur weg, dan 10:30 thuis."
    agenda = "09:00 ontbijt\n09:30 naar school\n10:00 werk\n"
    assert [text for _speaker, text in said(agenda, "a.txt")] == agenda.split("\n")[:3]


@pytest.mark.parametrize("listed", [
    "Тема: Семья\nЦель: Найти работу\nПлан: Идти в школу\n", "Мета: Робота\nПитання: Житло\n",
    "الموضوع: الأسرة\nالهدف: إيجاد عمل\n", "Θέμα: Σπίτι\nΣτόχος: Δουλειά\n"])
def test_subjects_in_other_letters_are_nobody(listed: str) -> None:
    """A list of what was agreed has no speakers; who stands below it still speaks."""
    assert {speaker for speaker, _text in said(listed, "a.txt")} == {""}
    below = said(f"{listed}Мама: Добрий день.\nКоуч: Так.\nМама: Добре.\nКоуч: Гаразд.\n", "a.txt")
    assert [speaker for speaker, _text in below if speaker] == ["Мама", "Коуч", "Мама", "Коуч"]


TRS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="Jansen" audio_filename="jansen"><Speakers><Speaker id="spk1" name="Interviewer"/>
<Speaker id="spk2" name="Moeder"/></Speakers><Episode><Section type="report" startTime="0" endTime="12">
<Turn speaker="spk1" startTime="0" endTime="3.5"><Sync time="0"/>Hoe is het?</Turn>
<Turn speaker="spk2" startTime="3.5" endTime="9"><Sync time="3.5"/>Beter dan ooit.<Sync time="6"/>Echt waar.
<Event desc="lach" type="noise" extent="instantaneous"/></Turn>
<Turn speaker="spk1 spk2" startTime="9" endTime="12"><Sync time="9"/><Who nb="1"/>Mooi.<Who nb="2"/>Ja.</Turn>
</Section></Episode></Trans>"""


def test_transcriber_says_who_and_when() -> None:
    """Lines of one turn are one turn; two at once are two; a sound is told and is no word, nor is a file's name."""
    found = read(TRS, "a.trs")
    assert [(turn.speaker, turn.start_ms, turn.end_ms, turn.text) for turn in found.turns] == [
        ("Interviewer", 0, 3500, "Hoe is het?"), ("Moeder", 3500, 9000, "Beter dan ooit. Echt waar."),
        ("Interviewer", 9000, 12_000, "Mooi."), ("Moeder", 9000, 12_000, "Ja.")]
    assert found.left_out == ("lach",)
    assert "Jansen" not in repr(found)
    hostile = TRS.replace('SYSTEM "trans-14.dtd"', 'SYSTEM "trans-14.dtd" [<!ENTITY a "b">]')
    with pytest.raises(BadInput, match="XML entities"):
        read(hostile, "a.trs")
    with pytest.raises(BadInput, match="no text"):
        read("<Trans><Episode/></Trans>", "a.trs")
