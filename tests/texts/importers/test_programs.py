"""How programs and people write who speaks: one small text of each kind, with the speakers it has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from texts.importers import ParsedText, read_text

if TYPE_CHECKING:
    from pathlib import Path

AF = (("Anna", "Hoe gaat het?"), ("Fatma", "Goed."), ("Anna", "En nu?"))
ONCE = (("Anna", "Hoe gaat het?"), ("Fatma", "Goed."), ("Jan", "Ik ook."))
Said = tuple[tuple[str, str], ...]

LINES: dict[str, tuple[str, Said]] = {
    "colon": ("Anna: Hoe gaat het?\nFatma: Goed.\nAnna: En nu?", AF),
    "fullwidth colon": ("Anna：Hoe gaat het?\nFatma：Goed.\nAnna：En nu?", AF),
    "glued": ("Moeder:Dag.\nCoach:Dag.\nOom Piet:Dag.", (("Moeder", "Dag."), ("Coach", "Dag."), ("Oom Piet", "Dag."))),
    "long dash": ("Anna – Hoe gaat het?\nFatma – Goed.\nAnna – En nu?\nFatma – Ja.", (*AF, ("Fatma", "Ja."))),
    "dashes inside": ("P1 - Hoe gaat het?\nP2 - Goed - echt - waar.\nP1 – En nu – zeg?\nNou - ja.",
                      (("P1", "Hoe gaat het?"), ("P2", "Goed - echt - waar."), ("P1", "En nu – zeg? Nou - ja."))),
    "long dashes inside": ("I — Hoe?\n\nM — Goed — echt.\n\nI — En nu?\n\nM — Ja — nou.",
                           (("I", "Hoe?"), ("M", "Goed — echt."), ("I", "En nu?"), ("M", "Ja — nou."))),
    "points": ("* Anna: Hoe gaat het?\n* Fatma: Goed.\n* Anna: En nu?", AF),
    "captions": (">> Anna: Hoe gaat het?\n>> Fatma: Goed.\n>> Anna: En nu?", AF),
    "quotes": ('"Anna": Hoe gaat het?\n"Fatma": Goed.\n"Anna": En nu?', AF),
    "stars": ("**Anna:** Hoe gaat het?\n**Fatma:** Goed.\n**Jan:** Ik ook.", ONCE),
    "time before": ("[00:03] Anna: Hoe gaat het?\n[00:09] Fatma: Goed.\n[00:19] Jan: Ik ook.", ONCE),
    "time between": ("Anna (00:00:03): Hoe gaat het?\nFatma (00:00:09): Goed.\nJan (00:00:19): Ik ook.", ONCE),
    "time behind": ("Anna [00:03] Hoe gaat het?\nFatma [00:09] Goed.\nJan [00:19] Ik ook.", ONCE),
    "time and colon": ("Anna: [00:03] Hoe gaat het?\nFatma: [00:09] Goed.\nJan: [00:19] Ik ook.", ONCE),
    "span": ("[00:03 - 00:05] Anna: Hoe gaat het?\n[00:06 - 00:09] Fatma: Goed.\n[00:10 - 00:12] Anna: En nu?", AF),
    "tabs": ("Tijd\tSpreker\tTekst\n0:03\tAnna\tHoe gaat het?\n0:07\tFatma\tGoed.\n0:09\tJan\tIk ook.", ONCE),
    "line above": ("Anna\nHoe gaat het?\n\nFatma\nGoed.\n\nAnna\nEn nu?\n\nFatma\nJa, ook.", (*AF,
         ("Fatma", "Ja, ook."))),
    "brackets above": ("[Anna]\nHoe gaat het?\n\n[Fatma]\nGoed.\n\n[Anna]\nEn nu?", AF),
    "time above": ("00:03\nAnna\nHoe gaat het?\n\n00:09\nFatma\nGoed.\n\n00:19\nJan\nIk ook.", ONCE),
    "header": ("Anna   0:03\nHoe gaat het?\n\nFatma   0:09\nGoed.\n\nJan   0:19\nIk ook.", ONCE),
    "header, time first": ("0:03 Anna\nHoe gaat het?\n\n0:09 Fatma\nGoed.\n\n0:19 Jan\nIk ook.", ONCE),
    "header, comma": ("Anna, 00:03\nHoe gaat het?\n\nFatma, 00:09\nGoed.\n\nJan, 00:19\nIk ook.", ONCE),
    "header, bar": ("Anna | 00:03\nHoe gaat het?\n\nFatma | 00:09\nGoed.\n\nJan | 00:19\nIk ook.", ONCE),
    "header, brackets": ("Anna (00:03)\nHoe gaat het?\n\nFatma (00:09)\nGoed.\n\nJan (00:19)\nIk ook.", ONCE),
    "zoom": ("[Anna] 10:15:03\nHoe gaat het?\n\n[Fatma] 10:15:09\nGoed.\n\n[Jan] 10:15:20\nIk ook.", ONCE),
    "sonix": (
        "gesprek 3.mp3\n\nAnna: [00:05]\nHoe gaat het?\n\nFatma: [00:09]\nGoed.\n\nJan: [00:19]\nIk ook.", ONCE),
    "word": (
        "Audiobestand\ngesprek 3.m4a\n\nTranscriptie\n\n00:00:01 Spreker 1\nHoe gaat het?\n\n00:00:05 Spreker 2\nGoed.",
             (("Spreker 1", "Hoe gaat het?"), ("Spreker 2", "Goed."))),
    "teams, copied": (
        "Anna\n0 minutes 3 seconds\n0:03\nAnna 0 minutes 3 seconds\nHoe gaat het?\nFatma\n0 minutes 9 seconds\n0:09\n"
        "Fatma 0 minutes 9 seconds\nGoed.", AF[:2]),
    "whisper.cpp": (
        "[00:00:00.000 --> 00:00:02.000]  (speaker 0) Dag.\n[00:00:02.000 --> 00:00:04.000]  (speaker 1) Ja.",
                    (("speaker 0", "Dag."), ("speaker 1", "Ja."))),
    "numbers of lines": ("1  Anna: Hoe gaat het\n2  met je?\n3  Fatma: Goed.\n4  Anna: En nu?",
                         (("Anna", "Hoe gaat het met je?"), *AF[1:])),
    "numbers of turns": ("001 Anna: Hoe gaat het?\n002 Fatma: Goed.\n003 Anna: En nu?", AF),
    "lower case": ("interviewer: hoe gaat het?\nopa henk: goed.\nmoeder: ja.",
                   (("interviewer", "hoe gaat het?"), ("opa henk", "goed."), ("moeder", "ja."))),
    "guests": ("Jansen, M. (Gast): Dag.\nBoer, Sanne de: Ja.\nJansen, M. (Gast): Nee.\nBoer, Sanne de: O.",
               (("Jansen, M. (Gast)", "Dag."), ("Boer, Sanne de", "Ja."), ("Jansen, M. (Gast)", "Nee."),
                    ("Boer, Sanne de", "O."))),
    "telephone": ("+31 6 12345678: Hallo?\nCoach Els: Dag.", (("+31 6 12345678", "Hallo?"), ("Coach Els", "Dag."))),
    "titles": ("Dr. A. Jansen: Dag.\nMw. F. Yılmaz-de Vries: Ja.\nDr. A. Jansen: O.\nMw. F. Yılmaz-de Vries: Ja.",
               (("Dr. A. Jansen", "Dag."), ("Mw. F. Yılmaz-de Vries", "Ja."), ("Dr. A. Jansen", "O."),
                ("Mw. F. Yılmaz-de Vries", "Ja."))),
    "initials": ("Moeder: Dag.\nA. Yılmaz: Hoi.\nI. de Groot: Ja.\nMoeder: Kom.",
                 (("Moeder", "Dag."), ("A. Yılmaz", "Hoi."), ("I. de Groot", "Ja."), ("Moeder", "Kom."))),
    "how it is said": ("Moeder: Dag.\nCoach [lacht]: Hoi.\nMoeder [huilt]: Ja.\nCoach: Kom.",
                       (("Moeder", "Dag."), ("Coach", "[lacht] Hoi."), ("Moeder", "[huilt] Ja."), ("Coach", "Kom."))),
    "together": ("Coach: Dag.\nOpa & Oma: Hoi.\nCoach: Ja.",
                 (("Coach", "Dag."), ("Opa & Oma", "Hoi."), ("Coach", "Ja."))),
    "not sure who": ("Oma: Dag.\n?: Hoi.\nOma?: Ja.\nOma: Ga je mee?: ja.\n??: Nee.\nWaarom?: daarom.",
                     (("Oma", "Dag."), ("?", "Hoi."), ("Oma?", "Ja."), ("Oma", "Ga je mee?: ja."),
                      ("??", "Nee. Waarom?: daarom."))),
    "guests above": ("Jansen, M. (Gast)\nDag.\n\nBoer, E. de (Els)\nHoi.\n\nJansen, M. (Gast)\nJa.",
                     (("Jansen, M. (Gast)", "Dag."), ("Boer, E. de (Els)", "Hoi."), ("Jansen, M. (Gast)", "Ja."))),
    "time behind, one space": ("Anna 00:01 Hoe gaat het?\nFatma 00:05 Goed.\nAnna 00:09 En nu?", AF),
    "agenda": ("Zwemles 10:30 in bad twee.\nHij zei dat het goed ging.\nZwemles 11:30 in bad een.",
               (("", "Zwemles 10:30 in bad twee."), ("", "Hij zei dat het goed ging."),
                ("", "Zwemles 11:30 in bad een."))),
    "numbers in brackets": ("[1] Anna: Hoe gaat het?\n[2] Fatma: Goed.\n[3] Anna: En nu?", AF),
    "maxqda": ("#00:00:00-0#I: Hoe? #00:00:05-3#\n#00:00:05-3#B: Goed. #00:00:09-1#\n\n#00:00:09-1#I: Nu? #00:00:12-0#",
               (("I", "Hoe?"), ("B", "Goed."), ("I", "Nu?"))),
    "another script": ("فاطمة: مرحبا\nسارة: أهلا\nفاطمة: نعم\nسارة: لا",
                       (("فاطمة", "مرحبا"), ("سارة", "أهلا"), ("فاطمة", "نعم"), ("سارة", "لا"))),
    "unclear words": ("<onverstaanbaar>\nIk ging weg.\n<onverstaanbaar> en toen.",
                      (("", "<onverstaanbaar>"), ("", "Ik ging weg."), ("", "<onverstaanbaar> en toen."))),
    "answers": ("Ja\nNee\nGoed\nJa\nNee", (("", "Ja"), ("", "Nee"), ("", "Goed"), ("", "Ja"), ("", "Nee"))),
    "subjects": ("Doel: samen eten.\nDoel: geen schulden.\nBelangrijk: rust.\nBelangrijk: school.",
                 (("", "Doel: samen eten."), ("", "Doel: geen schulden."), ("", "Belangrijk: rust."),
                      ("", "Belangrijk: school."))),
    "sbv": ("0:00:01.000,0:00:03.000\nHoe gaat het?\n\n0:00:04.000,0:00:06.000\nGoed.", (("", "Hoe gaat het?"),
         ("", "Goed."))),
    "honorifics, once each": ("Dr. K. de Vries: Hoe gaat het?\nMevr. Jansen-de Boer: Goed.",
                              (("Dr. K. de Vries", "Hoe gaat het?"), ("Mevr. Jansen-de Boer", "Goed."))),
    "two lines, one known": ("Fatma: Goed.\nCoach: Mooi.", (("Fatma", "Goed."), ("Coach", "Mooi."))),
    "who started it, and where": (
        "Gesprek\nDatum: 3 maart 2021\nLocatie: Emmen\nTranscriptie gestart door Kim\n\nAnna  0:03\nHoe gaat het?\n\n"
        "Fatma  0:09\nGoed.\n\nRecording stopped by Kim", AF[:2]),
    "small letters on lines of their own": (
        "sanne:\nhoe gaat het? Vertel maar.\nfatma:\ngoed\nsanne:\nmooi\nen verder?",
        (("sanne", "hoe gaat het? Vertel maar."), ("fatma", "goed"), ("sanne", "mooi en verder?"))),
    "small letters, one of them once": (
        "sanne: hoe gaat het?\nfatma: goed\nsanne: mooi",
        (("sanne", "hoe gaat het?"), ("fatma", "goed"), ("sanne", "mooi"))),
    "an at sign before a name": ("@Anna: Hoe gaat het?\n@Fatma: Goed.\n@Anna: En nu?", AF),
    "columns with clock times": ("Tijd;Spreker;Tekst\n00:00:03;Anna;Hoe gaat het?\n00:00:09;Fatma;Goed.", AF[:2]),
    "two times above a name": ("00:00:01:12 - 00:00:03:05\nAnna\nHoe gaat het?\n\n"
                               "00:00:04:05 - 00:00:06:00\nFatma\nGoed.\n\n00:00:07:00 - 00:00:09:00\nAnna\nEn nu?",
                               AF),
    "avid": ("<begin subtitles>\n\n00:00:01:00 00:00:03:00\nDag.\n\n00:00:04:00 00:00:06:00\nJa.\n\n<end subtitles>",
             (("", "Dag."), ("", "Ja."))),
    "two columns, without times": ("Spreker,Tekst\nAnna,Hoe gaat het?\nFatma,Goed.\nAnna,\"En nu?\"", AF),
    "meet, of another year": (
        "4 mrt 2021\nGesprek 4 - Transcript\n00:00:00\n \nAnna: Hoe gaat het?\nFatma: Goed.\n00:05:00\n \n"
        "Anna: En nu?\nTranscriptie beëindigd na 00:06:12", AF),
    "rules between turns": ("Anna: Hoe gaat het?\n----------\nFatma: Goed.\n***\nAnna: En nu?\n= = =", AF),
    "braces": ("{Anna} Hoe gaat het?\n{Fatma} Goed.\n{Anna} En nu?", AF),
    "headings": ("### Anna\nHoe gaat het?\n\n### Fatma\nGoed.\n\n### Anna\nEn nu?", AF),
    "numbers of lines, one empty": ("1\tI: Hoe gaat het met\n2\tu?\n3\tM: Goed.\n4\t\n5\tI: En nu?",
                                    (("I", "Hoe gaat het met u?"), ("M", "Goed."), ("I", "En nu?"))),
    "dots against a colon": ("M:...ja.\nI:Hm hm.\nM:weg.", (("M", "...ja."), ("I", "Hm hm."), ("M", "weg."))),
    "Tigrinya and Chinese": ("ኣደ: ሰላም።\nተርጓሚ: ሰላም።\nኣደ: ጽቡቕ።\n教练：你好。",
                             (("ኣደ", "ሰላም።"), ("ተርጓሚ", "ሰላም።"), ("ኣደ", "ጽቡቕ።"), ("教练", "你好。"))),
    "numbers for who speaks": ("1: Hoe gaat het?\n2: Goed.\n1: En nu?\n2: Ja.\n3: Ook.",
                               (("1", "Hoe gaat het?"), ("2", "Goed."), ("1", "En nu?"), ("2", "Ja."), ("3", "Ook."))),
    "numbers of two lists": ("Goed:\n1: de school\n2: het huis\nMinder:\n1: het geld\n2: de zorg",
                             (("", "Goed:"), ("", "1: de school"), ("", "2: het huis"), ("", "Minder:"),
                              ("", "1: het geld"), ("", "2: de zorg"))),
    "from here to there": ("10:15:03 Van huis tot school: ver.\n10:20:00 Van Emmen naar Assen: ook.",
                           (("", "Van huis tot school: ver."), ("", "Van Emmen naar Assen: ook."))),
    "numbers of a list": ("1: Hoe gaat het?\n2: Goed.\n3: En nu?",
                          (("", "1: Hoe gaat het?"), ("", "2: Goed."), ("", "3: En nu?"))),
    "another script, each once": ("Μητέρα: Καλημέρα.\nΠέτρος: Γεια σας.\nΓιαγιά: Τι κάνετε;",
                                  (("Μητέρα", "Καλημέρα."), ("Πέτρος", "Γεια σας."), ("Γιαγιά", "Τι κάνετε;"))),
    "Cyrillic, each once": ("Оксана: Добрий день.\nПетро: Вітаю.", (("Оксана", "Добрий день."), ("Петро", "Вітаю."))),
    "no capitals in the script": ("فاطمة: مرحبا\nسارة: أهلا", (("فاطمة", "مرحبا"), ("سارة", "أهلا"))),
    "Polish": ("Matka: Dobrze.\nPan zawsze: nie.", (("Matka", "Dobrze. Pan zawsze: nie."),)),
    "first names, each once": ("Fenna: Goed.\nSanne de Boer: Mooi.", (("Fenna", "Goed."), ("Sanne de Boer", "Mooi."))),
    "subjects, each once": ("Wonen: gaat goed.\nWerk: nog niet.", (("", "Wonen: gaat goed."), ("", "Werk: nog niet."))),
    "chat of Zoom": ("10:15:03\t From Anna to Everyone : Hoe gaat het?\n10:15:20 Van Fatma tot Iedereen:\n\tGoed.\n"
                     "10:16:01\t From Anna to Fatma (privately) : En nu?", AF),
    "times in words, too": ("0:01\n1 seconde\nDag.\n1:06\n1 minuut en 6 seconden\n4 seconden\n1:10\n9 seconden",
                            (("", "Dag."), ("", "4 seconden"), ("", "9 seconden"))),
    "f4 without its signs": ("00:00:00-0 I: Hoe?\n00:00:03-2 M: Goed.", (("I", "Hoe?"), ("M", "Goed."))),
    "nvivo": ("Timespan\tContent\tSpeaker\n0:00.0 - 0:05.3\tHoe gaat het?\tAnna\n0:05.3 - 0:09.8\tGoed.\tFatma",
              AF[:2]),
    "passages of a code": (
        "<Files\\\\Gesprek 4> - § 2 references coded  [2,1% Coverage]\n\nReference 1 - 1,2% Coverage\n\nFijn.",
        (("", "Fijn."),)),
    "CHAT": ("@UTF8\n@Begin\n@Participants:\tCHI Fenna Target_Child, MOT Moeder Mother\n"
             "*MOT:\twat is dat ? \x15100_1500\x15\n"
             "%mor:\tpro|wat v|zijn\n*CHI:\teen mooie\n\tauto . \x151500_2500\x15\n%com:\twijst\n@End\n",
             (("MOT", "wat is dat ?"), ("CHI", "een mooie auto ."))),
    "two times before a bar": (
        "00:00:03 - 00:00:08 | Spreker A\nHoe gaat het?\n\n00:00:09 - 00:00:11 | Spreker B\nGoed.",
        (("Spreker A", "Hoe gaat het?"), ("Spreker B", "Goed."))),
}
CUE = "00:00:0{0},000 --> 00:00:0{1},000"


def read(tmp_path: Path, name: str, content: str) -> ParsedText:
    """Read this content under this name."""
    path = tmp_path / "upload.part"
    path.write_text(content, encoding="utf-8")
    return read_text(path, name)


def said(text: ParsedText) -> Said:
    """Speaker and words of each turn, lines put together."""
    return tuple((turn.speaker, " ".join(turn.text.split())) for turn in text.turns)


@pytest.mark.parametrize("kind", LINES)
def test_kind_of_text(tmp_path: Path, kind: str) -> None:
    """Each way to write who speaks is known, also for somebody who says one thing only."""
    content, expected = LINES[kind]
    assert said(read(tmp_path, "a.txt", content)) == expected


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (("Anna: Dag.", "Anna: Hoe gaat het?", "Fatma: Goed."), (("Anna", "Dag. Hoe gaat het?"), ("Fatma", "Goed."))),
        (("ANNA: Hoe gaat het\nmet je?", "FATMA: Goed.\n- En met jou?"),
         (("ANNA", "Hoe gaat het met je?"), ("FATMA", "Goed."), ("", "En met jou?"))),
        (("-Hoe gaat het?\n-Goed.", "-Mooi zo, dat is\nfijn.\n-Ja."),
         (("", "Hoe gaat het?"), ("", "Goed."), ("", "Mooi zo, dat is fijn."), ("", "Ja."))),
        (("[SPEAKER_00]: Dag.", "[SPEAKER_01]: Ja.", "[SPEAKER_01]: Kom."), (("SPEAKER_00", "Dag."),
             ("SPEAKER_01", "Ja. Kom."))),
        (("Hoe gaat het?\n- Goed.", "- Dag.", "Ja, dat is\n- Nee.", "wacht\n- hoe heet het -\nhier"),
         (("", "Hoe gaat het?"), ("", "Goed."), ("", "Dag."), ("", "Ja, dat is"), ("", "Nee."),
          ("", "wacht - hoe heet het - hier"))),
        (("- Hoe gaat het? - Goed.", "-Hoe heet je? -Fenna.", "Nee. - Ja."),
         (("", "Hoe gaat het?"), ("", "Goed."), ("", "Hoe heet je?"), ("", "Fenna."), ("", "Nee. - Ja."))),
        (("<v Anna>Hoe gaat het?</v>\n- Goed.",), (("Anna", "Hoe gaat het?"), ("", "Goed."))),
        (("2021", "was een goed jaar"), (("", "2021"), ("", "was een goed jaar"))),
        (("{\\an8}<i>Dag</i>\\Nallemaal &amp; welkom",), (("", "Dag allemaal & welkom"),)),
    ],
)
def test_kind_of_subtitles(tmp_path: Path, cues: tuple[str, ...], expected: Said) -> None:
    """Labels, capitals, dashes and tags of subtitles."""
    srt = "\n".join(f"{n}\n{CUE.format(n, n + 1)}\n{cue}\n" for n, cue in enumerate(cues, 1))
    assert said(read(tmp_path, "a.srt", srt)) == expected


def test_times_that_are_links(tmp_path: Path) -> None:
    """Descript's Markdown: the time is read, where it leads to is no word."""
    text = read(tmp_path, "a.md", "".join(
        f"**{who}:** [[00:00:0{n}](https://a.b/x?t={n})] {words}\n\n" for n, (who, words) in enumerate(AF, 1)))
    assert said(text) == AF
    assert [turn.start_ms for turn in text.turns] == [1000, 2000, 3000]
    assert text.left_out == tuple(f"https://a.b/x?t={n}" for n in (1, 2, 3))


def test_words_with_other_speakers_than_their_segment(tmp_path: Path) -> None:
    """WhisperX names one speaker of a segment and each word's own; a word without one goes on with the word before."""
    words = [("Alles", "A"), ("goed?", "A"), ("Ja,", "B"), ("2", ""), ("keer.", "B"), ("Mooi.", "A")]
    spoken = [{"word": word, "start": n, "end": n + 1} | ({"speaker": who} if who else {})
              for n, (word, who) in enumerate(words)]
    segments = [
        {"start": 0, "end": 6, "text": " Alles goed? Ja, 2 keer. Mooi.", "speaker": "A", "words": spoken},
        {"start": 6, "end": 8, "text": "Meer dan de woorden.", "speaker": "B", "words": spoken[:1]},
    ]
    text = read(tmp_path, "a.json", json.dumps({"segments": segments}))
    assert said(text) == (("A", "Alles goed?"), ("B", "Ja, 2 keer."), ("A", "Mooi."), ("B", "Meer dan de woorden."))
    assert [turn.start_ms for turn in text.turns] == [0, 2000, 5000, 6000]


def test_speakers_apart_from_the_words(tmp_path: Path) -> None:
    """AWS tells who speaks in a list of its own; Google says all words once more in its last result."""
    labels = [{"start_time": f"{n}.0", "end_time": f"{n}.9", "speaker_label": f"spk_{n}"} for n in range(2)]
    items: list[dict[str, object]] = []
    for n, word in enumerate(("Dag", "Hoi")):
        items += [{"type": "pronunciation", "start_time": f"{n}.0", "end_time": f"{n}.9",
                   "alternatives": [{"content": word}]}, {"type": "punctuation", "alternatives": [{"content": "."}]}]
    aws = {"results": {"transcripts": [{"transcript": "Dag. Hoi."}], "items": items, "speaker_labels": {
        "segments": [{**one, "items": [one]} for one in labels]}}}
    assert said(read(tmp_path, "a.json", json.dumps(aws))) == (("spk_0", "Dag."), ("spk_1", "Hoi."))
    words = [{"startTime": f"{n}s", "endTime": f"{n + 1}s", "word": word} for n, word in enumerate(("dag", "hoi"))]
    tagged = [word | {"speakerTag": n} for n, word in enumerate(words, 1)]
    google = {"results": [{"alternatives": [{"transcript": "dag hoi", "words": words}]},
                          {"alternatives": [{"words": tagged}]}]}
    assert said(read(tmp_path, "a.json", json.dumps(google))) == (("1", "dag"), ("2", "hoi"))


def test_asides_of_webvtt(tmp_path: Path) -> None:
    """Header, styles and notes are no speech; a line that begins with NOTE inside a cue is."""
    vtt = (
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:0\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\nDag\nNOTE is een woord\n\n"
        "NOTE\ndit niet\n\n00:03.000 --> 00:04.000\n<v.luid Esme O'Neil>Ja</v>\n"
    )
    text = read(tmp_path, "a.vtt", vtt)
    assert said(text) == (("", "Dag NOTE is een woord"), ("Esme O'Neil", "Ja"))
    assert text.left_out == ("X-TIMESTAMP-MAP=LOCAL:0", "STYLE", "::cue {}", "NOTE", "dit niet")


def test_table_with_numbers_and_two_times(tmp_path: Path) -> None:
    """Columns are known by their titles and by what is in them; somebody who has one row is a speaker."""
    rows = "".join(
        f"<tr><td>{n}</td><td>0:0{n}</td><td>0:0{n + 1}</td><td>{who}</td><td>{words}</td></tr>"
        for n, (who, words) in enumerate(ONCE, 1))
    head = "<tr><th>Nr</th><th>Start</th><th>Eind</th><th>Spreker</th><th>Tekst</th></tr>"
    text = read(tmp_path, "a.html", f"<table>{head}{rows}</table>")
    assert said(text) == ONCE
    assert [(t.start_ms, t.end_ms) for t in text.turns] == [(1000, 2000), (2000, 3000), (3000, 4000)]
    assert text.left_out == ("Nr\tStart\tEind\tSpreker\tTekst",)


ASS = """[Script Info]
Title: gesprek met Fenna
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:04.00,0:00:06.50,Default,Coach,0,0,0,,Dag.
Dialogue: 0,0:00:01.00,0:00:03.00,Default,Moeder,0,0,0,,{\\i1}Goed{\\i0}, zei ik,\\Nfijn.
Dialogue: 0,0:00:06.50,0:00:06.00,Default,,0,0,0,,Ja, nee.
Comment: 0,0:00:06.00,0:00:06.50,Default,Coach,0,0,0,,Weg.
"""


def test_substation_alpha_in_a_text_file(tmp_path: Path) -> None:
    """Names, times and words of its lines; styles and remarks are no speech, nor is the title, a file's name."""
    read_ = read(tmp_path, "a.txt", ASS)
    assert [(one.speaker, one.start_ms, one.end_ms, one.text) for one in read_.turns] == [
        ("Moeder", 1000, 3000, "Goed, zei ik, fijn."), ("Coach", 4000, 6500, "Dag."), ("", 6500, None, "Ja, nee.")]
    assert any("Weg." in line for line in read_.left_out)
    assert not any("Fenna" in line for line in (*read_.left_out, *read_.warnings))
    assert len(read_.warnings) == 2


def test_json_of_a_line_each(tmp_path: Path) -> None:
    """Some programs write every segment as JSON of its own; lines that are something else are refused."""
    lines = [json.dumps({"start": at, "end": at + 1, "text": text}) for at, text in ((0, "Dag."), (2, "Hoi."))]
    found = read(tmp_path, "a.json", "\n".join(lines))
    assert [(turn.start_ms, turn.text) for turn in found.turns] == [(0, "Dag."), (2000, "Hoi.")]
    with pytest.raises(BadInput):
        read(tmp_path, "b.json", "\n".join([*lines, "{nee"]))
