"""A page of a PDF is read as a person reads it, in whatever order a program drew it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts.importers.import_files import placed_pdf, sized_pdf
from texts.importers import read_text
from texts.importers.lines import joined_lines
from texts.importers.pdf_order import seen
from texts.importers.pdf_runs import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from texts.importers.parsed import ParsedText

Piece = tuple[float, float, str]
FIRST = ["Moeder: Ik was bang voor de brieven en ik", "durfde de deur niet open te doen als er",
         "werd gebeld door iemand die ik niet kende.", "Coach: Toen heb ik gezegd dat we de",
         "brieven samen zouden openen, aan tafel,", "met koffie erbij."]
SECOND = ["Moeder: Dat hielp mij enorm, want ik was", "niet meer alleen en ik zag weer een weg", "voor de kinderen.",
          "Coach: Na een jaar deed zij het zelf en", "belde ze mij alleen nog als er iets groots", "was gebeurd."]
COLUMNS = [("Moeder", " ".join(FIRST[:3])[8:]), ("Coach", " ".join(FIRST[3:])[7:]),
           ("Moeder", " ".join(SECOND[:3])[8:]), ("Coach", " ".join(SECOND[3:])[7:])]
TALK = [("Coach", ["Hoe ging het met de brieven die je zou openen?"]),
        ("Moeder", ["Ik heb ze allemaal opengemaakt en daarna heb ik jou gebeld,",
                    "want er zat er een bij die ik niet begreep."]),
        ("Coach", ["Wat stond erin?"]), ("Moeder", ["Dat ik moest terugbetalen."]), ("Coach", ["Dat klopte niet."])]
SAID = [(who, " ".join(lines)) for who, lines in TALK]


def column(lines: list[str], left: float, top: float = 700) -> list[Piece]:
    """Lines below one another."""
    return [(left, top - 15 * n, line) for n, line in enumerate(lines)]


LEFT, RIGHT = column(FIRST, 60), column(SECOND, 320)
BY_ROWS = [piece for both in zip(LEFT, RIGHT, strict=True) for piece in both]
ONE = column(FIRST + SECOND, 60)


def table(colon: str = "", start: float = 72) -> tuple[list[Piece], list[list[Piece]]]:
    """The talk as a column of speakers and, row by row, the words beside each."""
    names, words, top = [], [], 700.0
    for who, lines in TALK:
        names.append((start, top, who + colon))
        words.append(column(lines, start + 110, top))
        top -= 15 * len(lines) + 6
    return names, words


def flat(parts: Sequence[list[Piece]]) -> list[Piece]:
    """One list of all."""
    return [piece for part in parts for piece in part]


def read(tmp_path: Path, pieces: Sequence[Piece]) -> ParsedText:
    """A page that was drawn in this order, read."""
    path = tmp_path / "a.pdf"
    path.write_bytes(placed_pdf([list(pieces)]))
    return read_text(path, "a.pdf")


def said(text: ParsedText) -> list[tuple[str, str]]:
    """Who says what."""
    return [(turn.speaker, turn.text) for turn in text.turns]


@pytest.mark.parametrize("drawn", [
    LEFT + RIGHT, BY_ROWS, BY_ROWS[::-1], RIGHT + LEFT, (LEFT + RIGHT)[::-1], ONE, ONE[::-1], ONE[6:] + ONE[:6]],
    ids=["columns", "rows", "rows from the foot", "right first", "from the foot", "one", "one from the foot", "halves"])
def test_columns_in_any_order_drawn(tmp_path: Path, drawn: list[Piece]) -> None:
    """Columns are read one after the other, lines from the top, whoever drew them first."""
    assert said(read(tmp_path, drawn)) == COLUMNS


@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize("drawn", [
    lambda names, words: flat([[name, *row] for name, row in zip(names, words, strict=True)]),
    lambda names, words: names + flat(words), lambda names, words: flat(words) + names,
    lambda names, words: flat([[name, *row] for name, row in zip(names, words, strict=True)])[::-1],
], ids=["rows", "columns", "words first", "from the foot"])
def test_speakers_beside_their_words(
    tmp_path: Path, drawn: Callable[[list[Piece], list[list[Piece]]], list[Piece]], colon: str
) -> None:
    """A column of speakers is read row by row, with and without a colon, in any order drawn."""
    assert said(read(tmp_path, drawn(*table(colon)))) == SAID


@pytest.mark.parametrize("halfway", [False, True])
def test_speakers_close_to_their_words(tmp_path: Path, halfway: bool) -> None:
    """A table no wider than its longest label, as a browser prints it: the label at the first line of its words, or
    halfway down them.
    """
    pieces, top = [], 700.0
    for who, lines in TALK:
        label = top - 7.5 * (len(lines) - 1) * halfway
        pieces += [(60, label, who), *column(lines, 101, top)]
        top -= 15 * len(lines) + 4
    assert said(read(tmp_path, pieces)) == SAID


def test_numbers_and_times_close_to_speakers(tmp_path: Path) -> None:
    """A column of numbers and one of times, each as wide in every row, are columns of their own."""
    pieces, top = [], 700.0
    for number, (who, lines) in enumerate(TALK, 1):
        pieces += [(60, top, str(number)), (70, top, f"00:0{number}:10"), (121, top, who), *column(lines, 162, top)]
        top -= 15 * len(lines) + 6
    read_ = read(tmp_path, pieces)
    assert said(read_) == SAID
    assert [turn.start_ms for turn in read_.turns] == [60_000 * n + 10_000 for n in range(1, 6)]


CUT = ["De", "ondersteuningsbije", "enkomst van de", "jeugdhulpverlening", "sinstelling was", "goed."]


@pytest.mark.parametrize(("lines", "words"), [
    (CUT, "De ondersteuningsbijeenkomst van de jeugdhulpverleningsinstelling was goed."),
    (["Ja, een nieuwe stoel.", "ondersteuningsbij", "eenkomst was er ook."], "Ja, een nieuwe stoel. ondersteuningsbij"
     " eenkomst was er ook."),
    (["Dat was een", "jeugdhulpverlening", "heeft zij gezegd."], "Dat was een jeugdhulpverlening heeft zij gezegd.")])
def test_words_longer_than_their_column(tmp_path: Path, lines: list[str], words: str) -> None:
    """They are cut where the column ends and put together again; what ends before, or alone makes the column as wide as
    it is, is whole.
    """
    other = [("Coach", ["Hoe was het?"]), ("Moeder", lines), ("Coach", ["En toen?"]), ("Moeder", ["Niets."])]
    pieces, top = [], 700.0
    for who, spoken in other:
        pieces += [(60, top, who), *column(spoken, 170, top)]
        top -= 15 * len(spoken) + 6
    turns = said(read(tmp_path, pieces))
    assert [who for who, _words in turns] == ["Coach", "Moeder", "Coach", "Moeder"]
    assert " ".join(turns[1][1].split()) == words


def test_times_beside_speakers_beside_words(tmp_path: Path) -> None:
    """Times may stand in a column of their own before the speakers."""
    names, words = table()
    times = [(15, foot, f"00:0{n}:10") for n, (_left, foot, _name) in enumerate(names)]
    text = read(tmp_path, times + names + flat(words))
    assert said(text) == SAID
    assert [turn.start_ms for turn in text.turns] == [10_000, 70_000, 130_000, 190_000, 250_000]


def test_short_answers_below_the_names_of_columns(tmp_path: Path) -> None:
    """What names the columns is no speech, and words may be shorter than a time and a speaker."""
    rows = [("Tijd", "Spreker", "Tekst"), ("00:01", "Coach", "Hoe is het?"), ("00:05", "Moeder", "Goed hoor."),
            ("00:12", "Coach", "Mooi."), ("00:15", "Oma", "Ja.")]
    text = read(tmp_path, [(left, 700 - 16 * n, cell) for n, row in enumerate(rows)
                           for left, cell in zip((60, 120, 220), row, strict=True)])
    assert [(turn.speaker, turn.start_ms, turn.text) for turn in text.turns] == [
        ("Coach", 1000, "Hoe is het?"), ("Moeder", 5000, "Goed hoor."), ("Coach", 12_000, "Mooi."),
        ("Oma", 15_000, "Ja.")]
    assert text.left_out == ("Tijd\tSpreker\tTekst",)


def test_a_heading_and_a_foot_across_columns(tmp_path: Path) -> None:
    """What runs across the columns stands before or behind them, as on the page."""
    heading = (60, 760, "Gesprek met het gezin Berk over de eerste maanden van de begeleiding bij hen thuis")
    foot = (60, 560, "Hier houdt het verslag op; er staat verder niets meer op deze ene bladzijde van papier.")
    words = " ".join(turn.text for turn in read(tmp_path, [foot, *BY_ROWS, heading]).turns).split()
    expected = f"{heading[2]} {' '.join(text for _who, text in COLUMNS)} {foot[2]}".split()
    assert words == expected


ACROSS = [(60, 820 - 15 * n, line) for n, line in enumerate((
    "Dit is het verslag van het gesprek met het gezin Berk over de eerste maanden van de begeleiding",
    "bij hen thuis, zoals het is opgeschreven door de coach die erbij was, en het staat hieronder in",
    "kolommen omdat het zo op een enkele bladzijde past."))]


@pytest.mark.parametrize(("drawn", "expected"), [
    (LEFT + RIGHT, COLUMNS), (BY_ROWS, COLUMNS), (flat([[n, *w] for n, w in zip(*table(), strict=True)]), SAID)],
    ids=["columns", "rows", "speakers"])
def test_lines_across_are_no_measure_for_a_column(
    tmp_path: Path, drawn: list[Piece], expected: list[tuple[str, str]]
) -> None:
    """Below lines as wide as the page the lines of a turn in a column are one paragraph, as without them."""
    found = said(read(tmp_path, ACROSS + drawn))
    assert found == [("", " ".join(line for _left, _foot, line in ACROSS)), *expected]


def test_three_columns_drawn_by_rows(tmp_path: Path) -> None:
    """Three columns as well as two."""
    columns = [[f"woord {name} regel {n} van kolom" for n in range(5)] for name in ("een", "twee", "drie")]
    drawn: list[Piece] = [(40 + 180 * at, 700 - 15 * n, columns[at][n]) for n in range(5) for at in range(3)]
    words = " ".join(turn.text for turn in read(tmp_path, drawn).turns).split()
    assert words == [word for lines in columns for line in lines for word in line.split()]


@pytest.mark.parametrize(("columns", "expected"), [
    ((["Moeder: Ja.", "Coach: Goed.", "Moeder: Echt?", "Coach: Ja hoor."],
      ["Moeder: Fijn.", "Coach: En nu?", "Moeder: Niks.", "Coach: Tot dan."]),
     [("Moeder", "Ja."), ("Coach", "Goed."), ("Moeder", "Echt?"), ("Coach", "Ja hoor."), ("Moeder", "Fijn."),
      ("Coach", "En nu?"), ("Moeder", "Niks."), ("Coach", "Tot dan.")]),
    ((["Moeder: Ik was", "bang voor de", "brieven en ik", "deed niet open."],
      ["Coach: Toen", "zijn we samen", "gaan zitten met", "de post erbij."]),
     [("Moeder", "Ik was bang voor de brieven en ik deed niet open."),
      ("Coach", "Toen zijn we samen gaan zitten met de post erbij.")]),
    ((["Ik was bang", "voor brieven", "en de post."], ["Toen zijn we", "gaan zitten", "met koffie."],
      ["Het hielp mij", "om te zien", "hoe het kan."]),
     [("", "Ik was bang voor brieven en de post. Toen zijn we gaan zitten met koffie. "
           "Het hielp mij om te zien hoe het kan.")]),
], ids=["short turns", "narrow", "three narrow"])
def test_short_columns_drawn_by_rows(
    tmp_path: Path, columns: tuple[list[str], ...], expected: list[tuple[str, str]]
) -> None:
    """Columns too narrow for prose do not run through each other."""
    drawn = [piece for row in zip(*(column(lines, 60 + 160 * n) for n, lines in enumerate(columns)), strict=True)
             for piece in row]
    found = said(read(tmp_path, drawn))
    merged = [(who, " ".join(text.split())) for who, text in found if who] or [
        ("", " ".join(" ".join(text.split()) for _who, text in found))]
    assert merged == expected


def test_a_table_that_is_no_talk_keeps_its_order(tmp_path: Path) -> None:
    """Cells of several lines are read as they were drawn: places cannot tell that they are cells."""
    drawn = [piece for top in (700, 660, 620) for piece in (
        *column(["Wat helpt", "het meest?"], 60, top), *column(["Bellen, en", "niet alles"], 320, top))]
    words = " ".join(turn.text for turn in read(tmp_path, drawn).turns).split()
    assert words == ["Wat", "helpt", "het", "meest?", "Bellen,", "en", "niet", "alles"] * 3


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60), st.text("abc :1", min_size=1, max_size=30)),
                max_size=40), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
@pytest.mark.slow
def test_no_word_is_lost_or_twice(pieces: list[tuple[int, int, str]], seed: int) -> None:
    """Whatever stands wherever: when the order changes, the words are the same."""
    runs = [Run(text, "\n", left, left + 5 * len(text), 12.0 * row, 11) for left, row, text in pieces]
    random.Random(seed).shuffle(runs)
    lines = seen(runs).lines
    if lines is not None:
        told = sorted(" ".join(lines).replace(":", " ").split())
        assert told == sorted(" ".join(run.text for run in runs).replace(":", " ").split())


def test_labels_on_lines_of_their_own_behind_full_lines() -> None:
    """Who speaks next is no more of the sentence above, which happens to fill its line."""
    full = "Het gezin kreeg steun en ging elke dag naar school en werk."
    assert joined_lines(["Moeder", full, "Coach", full, "Moeder", full, "Coach", "Dag."]) == [
        "Moeder", full, "Coach", full, "Moeder", full, "Coach", "Dag."]
    assert joined_lines([f"{full[:-1]} met", "Coach", full]) == [f"{full[:-1]} met Coach", full]


def test_notes_at_the_foot_are_nobodys_words(tmp_path: Path) -> None:
    """Neither in the middle of a turn that goes on overleaf, nor the mark that leads there; both are told."""
    said_in = "Moeder: De juf belde zelf", " om te zeggen dat het goed gaat, en"
    first = [(60, 700, 11, "Coach: Hoe ging het?"), (60, 685, 11, said_in[0]), (190, 690, 6.5, "1"),
             (195, 685, 11, said_in[1]), (60, 670, 11, "zij kwam ook langs om met ons te praten over hoe het"),
             (60, 90, 8.5, "1 De juf van groep vijf, zie ook"), (60, 80, 8.5, "de bijlage."), (290, 40, 9, "1")]
    second = [(60, 700, 11, "verder moest."), (60, 685, 11, "Coach: Mooi."), (290, 40, 9, "2")]
    path = tmp_path / "a.pdf"
    path.write_bytes(sized_pdf([first, second]))
    found = read_text(path, "a.pdf")
    whole = "De juf belde zelf om te zeggen dat het goed gaat, en zij kwam ook langs om met ons te praten over hoe het"
    assert said(found) == [("Coach", "Hoe ging het?"), ("Moeder", f"{whole} verder moest."), ("Coach", "Mooi.")]
    assert "1 De juf van groep vijf, zie ook de bijlage." in found.left_out
    assert "Footnotes and endnotes are left out." in found.warnings


@pytest.mark.parametrize("small", [
    [(60, 90, 8.5, "1 De juf van groep vijf.")], [(190, 690, 6.5, "1"), (60, 90, 8.5, "2 De juf van groep vijf.")],
    [(190, 690, 6.5, "1"), (60, 90, 11, "1 De juf van groep vijf.")]], ids=["no mark", "another", "not small"])
def test_what_is_surely_no_note_stays(tmp_path: Path, small: list[tuple[float, float, float, str]]) -> None:
    """A mark above it, the same one, and small letters: without one of them it may be said."""
    path = tmp_path / "a.pdf"
    path.write_bytes(sized_pdf([[(60, 700, 11, "Coach: Hoe ging het?"), (60, 685, 11, "Moeder: De juf belde zelf"),
                                 *small]]))
    assert "De juf van groep vijf." in " ".join(turn.text for turn in read_text(path, "a.pdf").turns)


CUT_NAMES = {"Gezinsbegeleider": [["Gezinsbegelei", "der"], ["Gezinsbegelei-", "der"], ["Gezinsbegeleide", "r"]],
             "Sanne de Boer": [["Sanne de", "Boer"], ["Sanne", "de Boer"]]}


def beside(names: dict[str, list[str]], *, at: float, words_at: float, words_first: bool) -> list[Piece]:
    """The talk as a table of two columns, names where `at` is, each row some lines high."""
    drawn: list[Piece] = []
    top = 780.0
    for who, lines in TALK:
        pair = column(names.get(who, [who]), at, top), column(lines, words_at, top)
        drawn += [*pair[1], *pair[0]] if words_first else [*pair[0], *pair[1]]
        top -= 15 * max(len(lines), len(names.get(who, [who]))) + 10
    return drawn


@pytest.mark.parametrize("words_first", [True, False])
def test_speakers_right_of_their_words(tmp_path: Path, words_first: bool) -> None:
    """In whatever order they were drawn, also column by column."""
    pieces = beside({}, at=450, words_at=60, words_first=words_first)
    by_column = [piece for left in (60, 450) for piece in pieces if piece[0] == left]
    for drawn in (pieces, by_column):
        path = tmp_path / "a.pdf"
        path.write_bytes(placed_pdf([drawn]))
        assert [(turn.speaker, " ".join(turn.text.split())) for turn in read_text(path, "a.pdf").turns] == SAID


@pytest.mark.parametrize(("who", "cut"), [(who, cut) for who, cuts in CUT_NAMES.items() for cut in cuts])
@pytest.mark.parametrize("at", [60, 450])
def test_a_name_on_two_lines(tmp_path: Path, who: str, cut: list[str], at: int) -> None:
    """A name that goes on below is whole, with a space where it had one."""
    path = tmp_path / "a.pdf"
    path.write_bytes(placed_pdf([beside({"Coach": cut}, at=at, words_at=60 if at > 60 else 170, words_first=at > 60)]))
    assert [(turn.speaker, " ".join(turn.text.split())) for turn in read_text(path, "a.pdf").turns] == [
        (who if speaker == "Coach" else speaker, words) for speaker, words in SAID]


def test_answers_right_of_questions_are_no_speakers(tmp_path: Path) -> None:
    """What is marked beside a statement, also when it comes back, is no name."""
    rows = [("Ik voel mij thuis in deze buurt", "Matig"), ("Ik slaap goed en sta uitgerust op", "Ja"),
            ("Ik heb genoeg geld voor de maand", "Matig"), ("Ik ken iemand die mij helpen kan", "Ja")]
    path = tmp_path / "a.pdf"
    path.write_bytes(placed_pdf([[piece for n, (asked, mark) in enumerate(rows) for piece in (
        (60.0, 700.0 - 20 * n, asked), (420.0, 700.0 - 20 * n, mark))]]))
    assert [turn.speaker for turn in read_text(path, "a.pdf").turns if turn.speaker] == []


@pytest.mark.parametrize("cut", [["gezinsonder-", "steuning"], ["gezinsonder\u00ad", "steuning"]])
def test_a_word_cut_at_the_end_of_a_line_of_one_column(tmp_path: Path, cut: list[str]) -> None:
    """Whole again, on a page without columns, however short the lines are, and at the end of a page."""
    pages = [[f"Coach: Hoe gaat het met de {cut[0]}", f"{cut[1]}?", "Moeder: Goed."],
             [f"Coach: Zij kwam via de {cut[0]}"], [f"{cut[1]} bij ons.", "Moeder: Ja."]]
    path = tmp_path / "a.pdf"
    path.write_bytes(placed_pdf([column(lines, 60) for lines in pages]))
    assert [turn.text for turn in read_text(path, "a.pdf").turns if turn.speaker == "Coach"] == [
        "Hoe gaat het met de gezinsondersteuning?", "Zij kwam via de gezinsondersteuning bij ons."]
