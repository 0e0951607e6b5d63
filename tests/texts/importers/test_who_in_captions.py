"""Subtitles: who speaks is what a cue says itself, and only a time begins a cue."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.texts.importers.import_files import docx, paragraph
from texts.importers import read_text

Said = tuple[tuple[str, str], ...]


def said(tmp_path: Path, name: str, cues: tuple[str, ...]) -> Said:
    """Speaker and words of each turn of these cues, a second each."""
    timed = [f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{cue}\n" for n, cue in enumerate(cues, 1)]
    path = tmp_path / "upload.part"
    path.write_text(("WEBVTT\n\n" if name.endswith("vtt") else "") + "\n".join(timed), encoding="utf-8")
    return tuple((turn.speaker, turn.text) for turn in read_text(path, name).turns)


@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_words_with_an_arrow_are_words(tmp_path: Path, name: str) -> None:
    """A line with an arrow is a time only where times stand round it; no sign of the words is lost."""
    cues = ("Dag.", "A --> B is een pijl.", "Van thuis --> naar school.", "Een e-mail -- van Vera-Lynn.", "Nee --> ja.")
    assert said(tmp_path, name, cues) == tuple(("", cue) for cue in cues)


def test_a_cue_without_a_label_has_no_speaker(tmp_path: Path) -> None:
    """Who spoke before does not get the words of a cue that names nobody."""
    cues = ("Fatma: Dag.", "Ik ben de coach.", "Fatma: Goed.", "Fatma: Ja.", "(Vader) Hoi.")
    assert said(tmp_path, "a.srt", cues) == (
        ("Fatma", "Dag."), ("", "Ik ben de coach."), ("Fatma", "Goed. Ja."), ("", "(Vader) Hoi."))


@pytest.mark.parametrize("first", ["Fatma: Dag.", "<v Fatma>Dag.</v>"])
def test_two_dashes_beside_labels_are_two_people(tmp_path: Path, first: str) -> None:
    """Dashes without a name are two turns of nobody known, whoever is named in other cues."""
    cues = (first, "- Ja.\n- Nee, dat is\nniet zo.", first)
    assert said(tmp_path, "a.vtt", cues) == (
        ("Fatma", "Dag."), ("", "Ja."), ("", "Nee, dat is niet zo."), ("Fatma", "Dag."))


def test_arrows_of_captions_begin_another_turn(tmp_path: Path) -> None:
    """">>" is somebody else, at the start of a line and inside it, and is no word."""
    cues = (">> Dag mevrouw.", "&gt;&gt; Hoi. >> Ja,\nzeker.", ">> ESME: Ik ben er.\n>> Nee.", ">> ESME: Toch.")
    assert said(tmp_path, "a.vtt", cues) == (
        ("", "Dag mevrouw."), ("", "Hoi."), ("", "Ja, zeker."), ("ESME", "Ik ben er."), ("", "Nee."),
        ("ESME", "Toch."))


def test_arrows_inside_voices(tmp_path: Path) -> None:
    """Where a voice begins they say the same again; further on somebody else speaks, who is not named."""
    assert said(tmp_path, "a.vtt", ("<v Anna>>> Ja, goed.</v>", "<v Bram>Nee. >> Toch wel.</v>")) == (
        ("Anna", "Ja, goed."), ("Bram", "Nee."), ("", "Toch wel."))


def test_two_labels_on_one_line(tmp_path: Path) -> None:
    """A label behind the end of a sentence begins another's turn; words with a colon stay words."""
    cues = ("Moeder: Ja. Coach: Goed.", "ANNA: En toen? Moeder: Hm. Kijk: zo.", "Coach: Vraag. Vraag: mag dat?",
            "ANNA: Zij zei: ja.")
    assert said(tmp_path, "a.srt", cues) == (
        ("Moeder", "Ja."), ("Coach", "Goed."), ("ANNA", "En toen?"), ("Moeder", "Hm. Kijk: zo."),
        ("Coach", "Vraag. Vraag: mag dat?"), ("ANNA", "Zij zei: ja."))
    path = tmp_path / "a.txt"
    path.write_text("Moeder: Hoe is het? Coach: Goed.\nCoach: En jij?\nMoeder: Nou. Kijk: zo.\n1. Coach: Ja.\n")
    assert [(turn.speaker, turn.text) for turn in read_text(path, "a.txt").turns] == [
        ("Moeder", "Hoe is het?"), ("Coach", "Goed.\nEn jij?"), ("Moeder", "Nou. Kijk: zo."), ("Coach", "Ja.")]


def test_a_name_above_the_words_of_a_cue(tmp_path: Path) -> None:
    """The first line of all cues is who speaks, as Teams wrote it; lines that only break words are none."""
    named = ("Jansen, M. (Gast)\nHet gaat beter.", "Boer, S. de\nFijn om\nte horen.")
    turns = (("Jansen, M. (Gast)", "Het gaat beter."), ("Boer, S. de", "Fijn om te horen."))
    assert said(tmp_path, "a.srt", named) == said(tmp_path, "a.txt", named) == turns
    assert said(tmp_path, "a.srt", ("Amsterdam\nis mooi.", "Groningen\nook.")) == (
        ("", "Amsterdam is mooi."), ("", "Groningen ook."))


def test_cues_inside_a_document(tmp_path: Path) -> None:
    """Subtitles that stand in a Word file are read with their times, numbers are no speech."""
    told = ["0:0:1.0 --> 0:0:3.120", "Moeder", "Het gaat beter.", "0:0:5.0 --> 0:0:8.0", "Coach", "Fijn."]
    text = read_text(docx(tmp_path / "x", "".join(paragraph(line.replace(">", "&gt;")) for line in told)), "a.docx")
    assert [(t.speaker, t.text, t.start_ms, t.end_ms) for t in text.turns] == [
        ("Moeder", "Het gaat beter.", 1000, 3120), ("Coach", "Fijn.", 5000, 8000)]
    told = ["1", "00:00:01,000 --> 00:00:03,000", "Moeder: Ja.", "",
            "2", "00:00:04,000 --> 00:00:06,000", "Coach: Nee."]
    text = read_text(docx(tmp_path / "y", "".join(paragraph(line.replace(">", "&gt;")) for line in told)), "a.docx")
    assert [(t.speaker, t.text, t.start_ms, t.end_ms) for t in text.turns] == [
        ("Moeder", "Ja.", 1000, 3000), ("Coach", "Nee.", 4000, 6000)]
