"""Files of many programs with what is in them: who says what and when, what is said of it, and what is left out.

The files lie beside the project; each kind is tried with inputs of its own in the other modules here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from texts.importers import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[str, int | None, int | None, str]
S, M, C, V = "SPEAKER_00", "Moeder", "Coach", "Vader"


@dataclass(frozen=True)
class Case:
    """The turns of a file (speaker, start, end, words), whether there is a warning, and what is left out at least."""

    turns: Sequence[Row]
    warned: bool = False
    left_out: tuple[str, ...] = ()


def plain(*pairs: tuple[str, str]) -> list[Row]:
    """Turns without times."""
    return [(speaker, None, None, words) for speaker, words in pairs]


BRIEVEN = plain((M, "Ik was bang."), (C, "Waarvoor?"), (M, "Voor de brieven."))
ATRAIN_HEAD = "Transcription for …"
ATRAIN = [(S, 0, 7000, "Goedemorgen, fijn dat u er bent. Hoe gaat het?"),
          ("SPEAKER_01", 7000, None, "Het gaat wel. De coach komt nog steeds.")]
VERBORGEN = plain((M, "Ik was bang."), (C, "Waarvoor?"), (M, "Voor de brieven."), (C, "Van wie?"),
                  (M, "Van de bank ☹einde"))
NUMBERED = plain(("", "1. Vraag naar het begin"), ("", "Ik was bang voor de brieven."), ("", "2. Vraag naar de coach"),
                 ("", "Zij bleef komen."), ("", "eerste punt"))

CASES: dict[str, Case] = {
    "once.txt": Case(plain(
        ("I", "Hoe gaat het?"), ("M", "Goed."), (V, "Ik kom er even bij."), ("I", "En nu?"), ("Dochter", "Ik ook."),
        ("M", "Nu ook."), ("Jan", "Hoi."), ("Coach Els", "Ik was er ook."), ("I", "Fijn."), ("M", "Ja."))),
    "coach_one.txt": Case(plain(
        ("Interviewer", "Hoe gaat het?"), (M, "Goed."), ("Interviewer", "En nu?"),
        ("Oma van moederskant", "Ik wil ook wat zeggen."), (M, "Nu ook. Ik zeg altijd: niet zeuren."))),
    "teams_tail.txt": Case([
        ("Robin Kuiper", 3000, 21_000, "met jou. En dan in juli staat in het contract dat het vanzelf doorloopt."),
        ("Marcel Terpstra", 21_000, 28_000, "Dat was het. Ja. En wat ik nu nog mis, is waar wij daarin passen."),
        ("Robin Kuiper", 28_000, 1_860_000, "Het loopt nu een jaar."),
        ("Marcel Terpstra", 1_860_000, 1_860_000, "Goed, dank je wel, Robin."),
        ("Robin Kuiper", 1_860_000, 1_865_000, "Graag gedaan. Dag."),
        ("Ian Zijlstra", 1_865_000, None, "Dank jullie wel.")], True,
        ("Voortgang-20240710_154212-Opname van vergadering", "10 juli 2024, 8:42", "31m 5s",
         "Marcel Terpstra started transcription", "Marcel Terpstra stopped transcription")),
    "teams_new.docx": Case([
        ("Boer, Sanne de", 3000, 7000, "Goedemorgen, fijn dat u er bent."),
        ("Jansen, M. (Gast)", 7000, 3_735_000, "Het gaat wel. De coach komt nog steeds."),
        ("Boer, Sanne de", 3_735_000, None, "En hoe was het jaar?")], True, ("Sanne de Boer stopped transcription",)),
    "teams_d.docx": Case([
        ("Boer, S. de (Sanne) | Windesheim", 3000, 64_000, "Goedemorgen, fijn dat u er bent."),
        ("+31 6 12345678", 64_000, 125_000, "Het gaat wel. De coach komt nog steeds."),
        ("Boer, S. de (Sanne) | Windesheim", 125_000, 186_000, "En hoe was het jaar?"),
        ("+31 6 12345678", 186_000, 247_000, "Druk. We kregen een huis."),
        ("Boer, S. de (Sanne) | Windesheim", 247_000, 308_000, "Mooi."),
        ("+31 6 12345678", 308_000, None, "Ja, echt.")], True, ("Voortgangsgesprek", "45m 12s")),
    "otter.txt": Case([
        ("Sanne de Boer", 0, 7000, "Goedemorgen, fijn dat u er bent."),
             ("Unknown Speaker", 7000, 3_735_000, "Ja, dank u wel."),
        ("Sanne de Boer", 3_735_000, 3_750_000, "Hoe was het jaar? Vertel maar rustig."),
        ("Unknown Speaker", 3_750_000, None, "Het was druk. Om 10:15 kwam de coach al.")],
        True, ("Transcribed by https://otter.ai",)),
    "otter_once.txt": Case([
        ("Emma", 0, 34_000, "Vandaag praten we over de eerste weken met een coach, en wat er toen gebeurde."),
        ("Kees", 34_000, 35_000, "Welkom allemaal."),
             ("Unknown Speaker", 35_000, 37_000, "Ik ben Kees. En ik ben Alie."),
        ("Emma", 37_000, 70_000, "En ik ben Emma. Wie begint er?"),
        ("Kees", 70_000, 146_000, "Ik kwam er in het begin niet uit."),
        ("Tamar", 146_000, 182_000, "Ik wil daar iets over zeggen. Bij ons ging het anders."),
             ("Emma", 182_000, None, "Vertel.")]),
    "table3.docx": Case([
        ("I", 3000, 7000, "Goedemorgen, fijn dat u er bent."),
             ("M", 7000, 70_000, "Het gaat wel. De coach komt nog steeds."),
        ("I", 70_000, None, "En toen?")], True, ("Tijd\tSpreker\tTekst",)),
    "atrain_maxqda.txt": Case(ATRAIN, True, (ATRAIN_HEAD, "[00:00:04]")),
    "atrain_timestamps.txt": Case(ATRAIN, True, (ATRAIN_HEAD,)),
    "atrain_transcription.txt": Case(plain(*((row[0], row[3]) for row in ATRAIN)), True, (ATRAIN_HEAD,)),
    "own_line_label.txt": Case(plain(
        ("Interviewer", "Hoe gaat het?"), (M, "Goed. Heel goed."), ("Interviewer", "En nu?"), (M, "Nu ook."))),
    "happyscribe.txt": Case([
        ("Spreker 1", 3450, 7100, "Hoe gaat het?"), ("Spreker 2", 7100, 67_100, "Goed hoor."),
             ("Spreker 1", 67_100, None, "En nu?")]),
    "md_bold_time.md": Case([
        ("Ali", 0, 30_000, "Vandaag praten we."), ("Kelly", 30_000, 33_000, "Welkom."),
             ("Ali", 33_000, None, "Ik ben Ali.")]),
    "md_bold_time_long.md": Case([
        ("Alie", 0, 30_000,
         "Vandaag gaat het over hoe je hulp vindt. Er zijn veel manieren, en ze hebben allemaal iets goeds."),
        ("Kees", 30_000, 33_000, "Welkom. Ik ben Kees."), ("Alie", 33_000, 34_000, "Ik ben Alie."),
        ("Timirah Jansen", 34_000, 40_000, "En ik ben Timirah, ik ben er 's ochtends altijd."),
        ("Kees", 40_000, None, "Waar begon het? Alie, jij eerst.")]),
    "md_bold_time_plain.md": Case([
        ("Alie", 0, 23_000, "Er is iets waar ik zelf geen ervaring mee heb. Gelukkig is er iemand die het weet."),
        ("Unknown Speaker", 23_000, 145_000, "Welkom. Ik ben Kees."),
        ("Timirah Jansen", 145_000, 160_000, "Ik begon vijf jaar geleden."), ("Alie", 160_000, 164_000, "En toen?"),
        ("Timirah Jansen", 164_000, None, "Toen kwam er een vaste coach.")]),
    "dash.txt": Case(plain(("I", "Hoe gaat het?"), ("M", "Goed."), ("I", "En nu?"), ("M", "Nu ook."))),
    "brackets_without_colon_codes.txt": Case(plain(
        ("id1", "Ik vond het fijn."), ("id2", "Ik ook wel."), ("id1", "Maar het duurde lang."),
             ("id2", "Ja, dat wel."))),
    "lowercase_label_gesprek.txt": Case(plain(
        ("Coach Bram", "Hoe ging het deze week?"), ("marije van dam", "Beter dan vorige week."),
             ("Coach Bram", "Vertel eens."),
        ("marije van dam", "We hebben samen gegeten."))),
    "noscribe.html": Case([
        ("S00", 0, 5000, "Zo, we beginnen. Hoe gaat het nu?"),
        ("S01", 5000, 61_000, "Nou, (..) eigenlijk wel goed. De coach kwam elke week."),
             ("S00", 61_000, None, "//Ja, ja//")],
        True, ("Transcribed with noScribe vers. 0.7", "Audio file: …")),
    "noscribe.vtt": Case([
        ("S00", 690, 5000, "Zo, we beginnen. Hoe gaat het nu?"), ("S01", 5600, 9000, "Nou, (..) eigenlijk wel goed.")],
        True, ("Transcribed with noScribe vers. 0.7", "Audio file: …", "[00:00:00]")),
    "srt_dash.srt": Case([
        ("", 1000, 3000, "Hoe gaat het?"), ("", 1000, 3000, "Goed, dank u."), ("", 4000, 6000, "(lacht) Echt waar.")]),
    "hidden.docx": Case(VERBORGEN, True, ("GEHEIM Janneke Jansen",)),
    "hidden.odt": Case(VERBORGEN, True, ("GEHEIM Janneke Jansen",)),
    "hidden.rtf": Case(VERBORGEN, True, ("GEHEIM Janneke Jansen",)),
    "wordpad.rtf": Case(plain(
        ("I", "Hoe gaat het… met u?"), ("M", "Zoëven nog slecht, maar “nu” gaat’t wel. € 45 en 😀 hoor."),
        ("I", "En toen? [plaats] was ver.")), True, ("verborgen tekst", "Emmen")),
    "odd.docx": Case(plain(
        ("I", "Begin van het gesprek?"), ("M", "Tekst in een inhoudsbesturing."), ("I", "Kijk op deze link eens."),
        ("M", "zo‑even VERPLAATST in Emmen"), ("I", "Alinea-einde verwijderd, dus dit hoort erbij."),
             ("M", "Veldtekst"),
        ("I", "In een tekstvak.")), True, ("VERBORGEN",)),
    "numbered.docx": Case(NUMBERED),
    "numbered.odt": Case(NUMBERED),
    "zero_width_label.txt": Case(BRIEVEN),
    "lrm_label.txt": Case(BRIEVEN),
    "u2028.txt": Case(BRIEVEN),
    "u2029.txt": Case(BRIEVEN),
    "utf16_no_bom.txt": Case(BRIEVEN),
    "gesprek1.txt": Case(BRIEVEN),
    "cp437.txt": Case(plain((M, "Ik was één keer boos."), (C, "Waarvoor?"), (M, "Voor de brieven."))),
    "charset_silent_dos.txt": Case(plain(
        (V, "Eén keer een café, één idee, zei ze na een week."), (M, "Dat was één goede avond."))),
    "charset_silent_pools.txt": Case(plain(
        (M, "Małgorzata woont hier; dziękuję, zei mijn moeder."), (V, "Ja, proszę, zei ze."))),
    "charset_declared_html_pools.html": Case(plain((M, "Zofia mówi po polsku; życie jest piękne, dziękuję."))),
    "sniff_form_formulier.txt": Case(plain(("", "FORMULIER startgesprek"), (M, "Het gaat beter."))),
    "subtitles_as_text_gesprek.txt": Case([(M, 1000, 3000, "Goedemorgen."), (C, 4000, 6000, "Dag.")]),
    "no_blank_lines.srt": Case([("", 480, 2000, "Hallo."), ("", 2500, 4000, "Ga zitten."),
         ("", 5500, 7000, "Dank u.")]),
    "blank_line_in_cue.srt": Case([
        ("", 1000, 4000, "Ik was eerst heel bang, maar daarna ging het beter."), ("", 4500, 7000, "Zij bleef komen.")]),
    "end_before_start.srt": Case([
        ("", 56_390, 57_080, "het huis."), ("", None, None, "Deze"), ("", 57_440, 58_580, "vrouw kwam"),
        ("", 58_580, 59_690, "elke week.")], True),
    "end_before_start.vtt": Case([
        ("Anna Smit", 10_100, 14_000, "Vertel maar hoe het begon."),
             (M, 14_200, 16_000, "Ja. Het begon in de winter.")], True),
    "zero_length.srt": Case([
        ("", 24_070, 26_925, "Goedemiddag."), ("", None, None, "Zullen we beginnen?"),
             ("", 29_000, 31_237, "Ja hoor.")], True),
    "negative.srt": Case([("", None, None, "Hallo."), ("", 2500, 4000, "Ga zitten.")], True),
    "cue_ends_before_start_einde.vtt": Case([
        ("S00", 380, 2760, "Goedemorgen."), ("S01", 4000, None, "Dag."), ("S00", 5000, 6000, "Fijn.")], True),
    "srt_time_without_ms_kort.srt": Case([(M, 1000, 3000, "Goedemorgen."), (V, 4000, 6500, "Dag.")]),
    "srt_empty_line_in_cue_leeg.srt": Case([(M, 1000, 3000, "Goedemorgen. En welkom."), (V, 4000, 6000, "Dag.")]),
    "rolling.vtt": Case([("", 0, 2000, "ik was bang"), ("", 2010, 4000, "voor de brieven")], True),
    "yt.vtt": Case([("", 160, 2389, "hallo allemaal"), ("", 2399, 5000, "welkom hier")], True),
    "vtt_line_of_a_space_youtube.vtt": Case([("", 160, 2000, "Goedemorgen mevrouw"),
         ("", 2010, 4000, "hoe gaat het")], True),
    "vtt_rolled_lines_rol.vtt": Case([("", 1000, 2000, "Dag Fenna"), ("", 2010, 4000, "alles goed")], True),
    "vtt_voice_without_name_v.vtt": Case([("", 0, 2000, "Goedemorgen"), ("Esme", 2000, 4000, "Ja"),
         ("Bram", 2000, 4000, "Nee")]),
    "whispercpp.json": Case([("", 0, 2000, "Goedemorgen."), ("", 2000, 4000, "Hoe gaat het?")]),
    "whispercpp_short.json": Case([("", 0, 4000, "Ik was eerst bang."), ("", 4000, 6000, "Daarna niet meer.")]),
    "amberscript.json": Case([("Sanne", 100, 900, "Goedemorgen allemaal."), (M, 2000, 2500, "Hallo.")]),
    "whisper_end_first.json": Case([("", 500, 2000, "Hallo."), ("", 2500, None, "Ja."),
         ("", 2500, 4000, "Nee.")], True),
    "whisper_negative.json": Case([("", None, None, "Hallo."), ("", 2000, 3000, "Ga zitten.")], True),
    "whisper_nan.json": Case([("", 500, 2000, "Hallo."), ("", None, None, "Ja.")], True),
    "whisperx.json": Case([
        (S, 500, 2000, "Hallo."), ("SPEAKER_01", 1900, 3000, "Ja."), ("", None, None, "Ga zitten.")], True),
    "json_huge_number_groot.json": Case([("", 0, None, "Dag.")], True),
    "pdf_aes_aes-print.pdf": Case(plain((M, "Het gaat beter thuis."), (C, "Fijn om te horen."),
        (M, "We eten weer samen.")), True),
    "docx_altchunk_altchunk_mixed.docx": Case(plain(
        ("", "Verslag van 3 maart"), (M, "Het gaat beter."), (C, "Fijn om te horen. Einde"))),
    "docx_symbol_formula_sym.docx": Case(plain((V, "de 10°C was koud"), (M, "ruby basis")), False, ("boven",)),
    "docx_symbol_formula_math.docx": Case(plain((V, "het was 7 weken.")), True),
}
# Longer files, by what must be in them: how many turns, how many words where it is known, and words.
LONG: dict[str, tuple[int, int | None, tuple[str, ...]]] = {
    "long12p.pdf": (60, 3360, ()),
    "ligatures.pdf": (2, None, ("fietste", "gezinsondersteuning", "efficiëntie", "belangrijker", "zelfvertrouwen")),
    "columns_hyphens.pdf": (4, None, ("koffie", "Eerste kolom, tweede alinea", "iets groots was gebeurd")),
    "teams_cues.vtt": (4, None, ("goed moeilijk maar ook de en kinderen",)),
}


def folder(shared: Path) -> Path:
    """Where the files lie; skips where they do not."""
    found = shared / "cases" / "texts"
    if not found.is_dir():
        pytest.skip("no cases beside the project")
    return found


def test_every_file_has_its_case(shared: Path) -> None:
    """No text among the files is left untried; lists and codebooks are tried with their own rooms."""
    names = {path.name for path in folder(shared).iterdir() if path.suffix != ".yaml"}
    assert {name for name in names if not name.startswith("list_")} == set(CASES) | set(LONG)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.slow
def test_case(shared: Path, name: str) -> None:
    """Speakers, times and words are what they should be; what is no speech is in no turn, and told."""
    case = CASES[name]
    text = read_text(folder(shared) / name, name)
    assert [(t.speaker, t.start_ms, t.end_ms, " ".join(t.text.split())) for t in text.turns] == list(case.turns)
    assert bool(text.warnings) == case.warned
    assert set(case.left_out) <= set(text.left_out)
    assert "sanne/" not in str(text)


@pytest.mark.parametrize("name", LONG)
@pytest.mark.slow
def test_long_case(shared: Path, name: str) -> None:
    """Longer files have the turns they should have, and all their words."""
    turns, words, holds = LONG[name]
    text = read_text(folder(shared) / name, name)
    said = " ".join(" ".join(t.text.split()) for t in text.turns)
    assert len(text.turns) == turns
    assert words is None or len(said.split()) == words
    assert [word for word in holds if word not in said] == []
