"""Subtitles: who speaks is what a cue says itself, and only a time begins a cue."""

from __future__ import annotations

from pathlib import Path

import pytest

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
