"""Speakers and times in plain lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.documents import sha256_of
from texts.importers.labels import labels_of, spoken, turns_of
from texts.importers.marks import starred, unmarked
from texts.importers.normalise import normalise


def heads(*lines: str) -> list[tuple[str, str, int | None]]:
    """Speaker, text and start of each turn of these lines."""
    return [(t.speaker, t.text, t.start_ms) for t in turns_of(lines)]


@pytest.mark.parametrize(
    ("line", "speaker", "start_ms"),
    [
        ("I: tekst", "I", None),
        ("Int.: tekst", "Int.", None),
        ("Moeder: tekst", "Moeder", None),
        ("moeder : tekst", "moeder", None),
        ("COACH 2: tekst", "COACH 2", None),
        ("SPEAKER_01: tekst", "SPEAKER_01", None),
        ("[SPEAKER_01]: tekst", "SPEAKER_01", None),
        ("Vader (48): tekst", "Vader (48)", None),
        ("Moeder Berk: tekst", "Moeder Berk", None),
        ("**Moeder:** tekst", "Moeder", None),
        ("**Moeder**: tekst", "Moeder", None),
        ("I:tekst", "I", None),
        ("I:\ttekst", "I", None),
        ("Moeder\ttekst", "Moeder", None),
        ("[00:12:46] Moeder: tekst", "Moeder", 766_000),
        ("00:12:46 Moeder: tekst", "Moeder", 766_000),
        ("(12:46) Moeder: tekst", "Moeder", 766_000),
        ("Moeder (00:12:46): tekst", "Moeder", 766_000),
        ("Moeder: [00:12:46] tekst", "Moeder", 766_000),
        ("#00:12:46-5# Moeder: tekst", "Moeder", 766_500),
        ("[00:12:46.250] tekst", "", 766_250),
        ("00:12:46 tekst", "", 766_000),
    ],
)
def test_head(line: str, speaker: str, start_ms: int | None) -> None:
    """Each common way to write a speaker or a time is read, and only the text is left."""
    assert heads(line) == [(speaker, "tekst", start_ms)]


@pytest.mark.parametrize("written", [
    "{name} | {time} | {text}", "[{name} {time}] {text}", "[{time} {name}] {text}", "[{time}]{name}: {text}"])
def test_a_time_beside_a_name(written: str) -> None:
    """Between bars, in the name's own brackets before or behind it, or right against it."""
    said = [("Moeder", "Dag mevrouw.", 3000), ("Coach", "Komt u binnen.", 9000), ("Moeder", "Graag.", 12_000)]
    assert heads(*(
        written.format(name=name, time=f"00:00:{ms // 1000:02}", text=text) for name, text, ms in said)) == said


@pytest.mark.parametrize("written", [
    "<<{name}>> {text}", "<< {name} >> {text}", "«{name}» {text}", "« {name} » {text}", "<{name}> {text}"])
def test_a_name_in_brackets(written: str) -> None:
    """Pointed brackets, one or two, or the quotation marks that look like them."""
    said = [("Moeder", "Dag mevrouw.", None), ("Coach", "Komt u «binnen».", None), ("Moeder", "Graag.", None)]
    assert heads(*(written.format(name=name, text=text) for name, text, _ms in said)) == said


@pytest.mark.parametrize("written", ["{time}  {name}  {text}", "[{time}]  {name}   {text}", "{time}\t{name}  {text}"])
def test_columns_that_spaces_keep_apart(written: str) -> None:
    """A time, a name and the words; without a time two spaces in a sentence are no column."""
    said = [("Moeder", "Dag  mevrouw.", 3000), ("Coach", "Komt u binnen.", 9000), ("Moeder", "Graag.", 12_000)]
    assert heads(*(
        written.format(name=name, time=f"00:00:{ms // 1000:02}", text=text) for name, text, ms in said)) == said
    plain = [("", "Ja  dat was zo.", None), ("", "Ja  maar anders.", None), ("", "Ja  hoor.", None)]
    assert heads(*(text for _who, text, _ms in plain)) == plain


@pytest.mark.parametrize("written", ["*{name}*: {text}", "_{name}:_ {text}"])
def test_slanted_labels(written: str) -> None:
    """One star or line round a label in plain text; round other words it stays."""
    said = [("Moeder", "Dag *mevrouw*.", None), ("Coach", "*Ja*, dag.", None), ("Moeder", "Graag.", None)]
    assert heads(*(written.format(name=name, text=text) for name, text, _ms in said)) == said


def test_lines_of_words_to_music_keep_their_times() -> None:
    """Nothing stands between the time and the words; the program's lines above are left out."""
    found = spoken(["[ti:Gesprek]\n[length:10:00]\n[00:01.00]Dag mevrouw.\n[00:04.50]Komt u binnen.\n"])
    assert [(turn.text, turn.start_ms) for turn in found.turns] == [("Dag mevrouw.", 1000), ("Komt u binnen.", 4500)]
    assert found.left_out == ["[ti:Gesprek]", "[length:10:00]"]


def test_the_length_below_who_took_part_is_no_speech() -> None:
    """All lines of the head go, in whatever order they stand."""
    found = spoken(["Interview Berk", "Datum: 4 maart 2021", "Interviewer: Sanne", "Duur: 45 minuten", "Moeder: Dag.",
                    "Coach: Hallo.", "Moeder: Ja."])
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Moeder", "Dag."), ("Coach", "Hallo."), ("Moeder", "Ja.")]
    assert found.left_out[-1] == "Duur: 45 minuten"


@pytest.mark.parametrize(
    "line",
    [
        "Kijk: zo was het",
        "Toen zei ze: kom maar",
        "Wat ik bedoel is dit: het hielp",
        "Een heel lange aanloop van wel zes woorden: tekst",
        "12:30 uur was ik daar",
        "https://voorbeeld.nl: daar",
        "Vraag 3: hoe ging het",
        "verhouding 3:4 was het",
        "anja: kom",
    ],
)
def test_ordinary_sentence_stays(line: str) -> None:
    """A sentence with a colon is no speaker, and stays whole."""
    assert heads(line) == [("", line, None)]


@pytest.mark.parametrize(("answer", "mark", "break_"), [
    ("Antwoord {}", ":", " "), ("**Antwoord {}**", ":", " "), ("ANTWOORD {}", "", "\n"), ("Moeder", ":", " ")])
def test_numbered_questions_are_one_speaker(answer: str, mark: str, break_: str) -> None:
    """Under "Vraag 1:" and "Antwoord 1:" two people speak, whatever the number; the numbers are told as left out."""
    lines = [f"{label.format(n)}{mark}{break_}{words}" for n in (1, 2) for label, words in (
        ("Vraag {}", f"hoe ging het {n}"), (answer, f"beter {n}"))]
    found = spoken([line for one in ["Coach: welkom" if mark else "", *lines] for line in one.split("\n") if line])
    who = unmarked(starred(answer)).replace(" {}", "")
    wanted = [(label, words) for n in (1, 2) for label, words in (("Vraag", f"hoe ging het {n}"), (who, f"beter {n}"))]
    assert [(turn.speaker, turn.text) for turn in found.turns][bool(mark):] == wanted
    assert found.left_out[0] == "Vraag 1"


def test_questions_in_a_row_are_words_of_who_asks_them() -> None:
    """A list of questions that is read out is no speaker."""
    asked = ["Coach: drie vragen", "Vraag 1: wat hielp", "Vraag 2: wat niet"]
    assert [turn.speaker for turn in spoken([*asked, "Moeder: alles"]).turns] == ["Coach"] * 3 + ["Moeder"]


@pytest.mark.parametrize("line", ["Kijk: zo", "Ik zei: nee", "Datum: later", "Nou ja: goed"])
def test_recurring_phrase_stays(line: str) -> None:
    """What begins a sentence is no speaker however often it comes back."""
    assert heads(line, line, line) == [("", line, None)] * 3


def test_unknown_name_that_recurs_is_a_speaker() -> None:
    """A name nobody lists is believed the second time, in one spelling."""
    assert heads("Anja: een", "twee", "ANJA: drie") == [
        ("Anja", "een", None),
        ("Anja", "twee", None),
        ("Anja", "drie", None),
    ]


def test_paragraph_without_label_is_its_own_turn_of_the_same_speaker() -> None:
    """One paragraph is one turn, so that turns stay short."""
    assert heads("vooraf", "Moeder: een", "twee") == [
        ("", "vooraf", None),
        ("Moeder", "een", None),
        ("Moeder", "twee", None),
    ]


def test_label_on_its_own_line() -> None:
    """A label above its text gives its speaker to what follows."""
    assert heads("Moeder:", "een", "Coach:", "twee") == [("Moeder", "een", None), ("Coach", "twee", None)]


def test_teams_transcript() -> None:
    """Name and time on a line, text below, as Teams and Word write it."""
    lines = [
        "Sanne Berk   0:12",
        "Dag allemaal.",
        "Es, Jo\t1:02:05",
        "Dag.",
        "Sanne Berk   1:02:09",
        "Ja.",
        "Es, Jo 1:03:00",
        "Nee.",
    ]
    assert [(t.speaker, t.text, t.start_ms, t.end_ms) for t in turns_of(lines)] == [
        ("Sanne Berk", "Dag allemaal.", 12_000, 3_725_000),
        ("Es, Jo", "Dag.", 3_725_000, 3_729_000),
        ("Sanne Berk", "Ja.", 3_729_000, 3_780_000),
        ("Es, Jo", "Nee.", 3_780_000, None),
    ]


def test_short_timed_answers_are_no_names() -> None:
    """A time and one word is an answer when no text stands below it."""
    assert heads("[0:12] Mooi", "[0:15] Mooi", "[0:20] Moeder: ja") == [
        ("", "Mooi", 12_000),
        ("", "Mooi", 15_000),
        ("Moeder", "ja", 20_000),
    ]


def test_f4_times_behind_paragraphs_are_ends() -> None:
    """f4 writes the time at the end of what was said; the next paragraph starts there."""
    turns = turns_of(["I: Hoe was het? #00:00:05-3#", "M: Goed. #00:00:09-1#"])
    assert [(t.text, t.start_ms, t.end_ms) for t in turns] == [
        ("Hoe was het?", 0, 5300),
        ("Goed.", 5300, 9100),
    ]


def test_time_out_of_order_stays_text() -> None:
    """One time that runs back is not believed, and is not lost; the others are."""
    assert heads("[00:10] I: a", "[00:12] I: b", "[00:05] M: c", "[00:20] I: d") == [
        ("I", "a", 10_000),
        ("I", "b", 12_000),
        ("M", "[00:05] c", None),
        ("I", "d", 20_000),
    ]


def test_remark_in_the_label_stays_text() -> None:
    """A laugh is not part of a name; an age or a role is."""
    assert heads("Moeder (lacht): ja", "Berk (coach): nee", "Berk (coach): toch") == [
        ("Moeder", "(lacht) ja", None),
        ("Berk (coach)", "nee", None),
        ("Berk (coach)", "toch", None),
    ]


def test_age_is_said_once() -> None:
    """ "Vader (48)" and later "Vader" are one person."""
    assert [h[0] for h in heads("Vader (48): een", "Vader: twee")] == ["Vader", "Vader"]


def test_labels_of_keeps_times_as_text() -> None:
    """In subtitles the cue has the time, so a time in the words is words."""
    assert labels_of(["Moeder: om 00:12", "[00:10] ja"]) == [("Moeder", "om 00:12"), ("", "[00:10] ja")]


WORD = st.text("abcdeëï.,?!'-", min_size=1, max_size=8)
SAID = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
LABEL = st.sampled_from(["", "I: ", "Moeder: ", "COACH 2: ", "**Vader:** ", "[Kind]: ", "Oma (80): "])


@given(st.lists(st.tuples(LABEL, st.integers(0, 3599), st.booleans(), SAID), min_size=1, max_size=12))
@pytest.mark.slow
def test_words_are_those_of_the_input_without_labels_and_times(
    said: list[tuple[str, int, bool, str]],
) -> None:
    """Whatever labels and rising times stand before the words, all words come back and nothing else."""
    seconds = sorted(s for _, s, _, _ in said)
    lines = [
        (f"[{s // 60:02}:{s % 60:02}] " if timed else "") + label + words
        for s, (label, _, timed, words) in zip(seconds, said, strict=True)
    ]
    turns = turns_of(lines)
    assert " ".join(t.text for t in turns).split() == " ".join(words for *_, words in said).split()


@given(st.lists(st.text(st.sampled_from("abcdeëïzé .,?!'…()&/;%€’“ \n\u00a0")), max_size=8))
@pytest.mark.slow
def test_text_without_heads_is_kept_whole(plain: list[str]) -> None:
    """Any text without digits, colons, tabs, brackets, dashes and lines of a capital letter comes back word for
    word.
    """
    assert " ".join(t.text for t in turns_of(plain)).split() == " ".join(plain).split()


@given(st.lists(st.text(st.sampled_from("I:M 0123456789[]()#.-\t\nab*"), max_size=30), max_size=8))
def test_no_turn_is_empty_and_times_are_in_order(lines: list[str]) -> None:
    """Whatever is in the lines, turns hold text, starts rise and no turn ends before it starts."""
    turns = turns_of(lines)
    starts = [t.start_ms for t in turns if t.start_ms is not None]
    assert all(t.text and t.text == t.text.strip() for t in turns)
    assert all(t.end_ms is None or (t.start_ms is not None and t.end_ms >= t.start_ms) for t in turns)
    assert len(starts) < 2 or "#" in "".join(lines) or starts == sorted(starts)


@given(st.text())
def test_normalise_is_idempotent(text: str) -> None:
    """Normalised text stays as it is, and can be hashed."""
    once = normalise(text)
    assert normalise(once) == once
    assert len(sha256_of(once)) == 64


def test_normalise() -> None:
    """Line ends, marks and control characters go; the spaces between words stay of their kind."""
    assert normalise("\ufeffe\u0301e\r\nn\rm\x00\x07\t\u00a0x\u00ad\x0by\x0cz") == "ée\nn\nm\t\u00a0x\ny\nz"


def test_normalise_half_surrogate() -> None:
    """Half a character cannot be stored, so it becomes the replacement character."""
    assert normalise("a\ud83db") == "a\ufffdb"


def test_a_number_against_a_label_belongs_to_it() -> None:
    """ "Vader[2]" is somebody, as it is written; a remark in brackets is not part of the name."""
    assert heads("Vader[2]: ja", "Moeder: nee", "Vader[2]: toch", "Vader [lacht]: ha") == [
        ("Vader[2]", "ja", None), ("Moeder", "nee", None), ("Vader[2]", "toch", None), ("Vader", "[lacht] ha", None)]


@pytest.mark.parametrize("word", ["Echter", "Daarom", "Bovendien", "Uiteindelijk", "However"])
def test_a_word_that_opens_a_sentence_is_nobody(word: str) -> None:
    """Alone on a line with a colon, and more than once, it stays a word of who speaks."""
    found = heads("Moeder: Goed.", f"{word}:", "De buren niet.", "Coach: O?", f"{word}:", "Zij ook niet.")
    assert {speaker for speaker, _words, _ms in found} == {"Moeder", "Coach"}


def test_who_took_part_is_told_above() -> None:
    """Below a title and a date "Interviewer: Sanne" is no speech; somebody who says one thing is a speaker."""
    told = "Interview 3\nDatum: 12-03-2024\nInterviewer: Sanne\n\nS: Hoe gaat het?\nL: Goed.\nS: Mooi.\nL: Ja.\n"
    found = spoken(told.split("\n"))
    assert [turn.speaker for turn in found.turns] == ["S", "L", "S", "L"]
    assert found.left_out == ["Interview 3", "Datum: 12-03-2024", "Interviewer: Sanne"]
    once = spoken(["Interview 3", "Datum: 12-03-2024", "Oma: Goedemorgen", "S: Hoe gaat het?", "L: Goed.", ""])
    assert [turn.speaker for turn in once.turns] == ["Oma", "S", "L"]


@pytest.mark.parametrize("lines", [
    "Sanne de Boer 0 minutes 3 seconds\n0:03\nSanne de Boer 0 minutes 3 seconds\nWelkom.\n"
    "Moeder 1 minute 9 seconds\n1:09\nMoeder 1 minute 9 seconds\nDank je.",
    "Sanne de Boer 0 minutes 3 seconds\nSanne de Boer   0:03\nWelkom.\n"
    "Moeder 1 minute 9 seconds\nMoeder   1:09\nDank je."])
def test_times_that_teams_spells_out(lines: str) -> None:
    """Who speaks stands in the line itself, or above it once more; either way nobody's words are another's."""
    found = spoken(lines.split("\n"))
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in found.turns] == [
        ("Sanne de Boer", "Welkom.", 3000), ("Moeder", "Dank je.", 69000)]


def test_a_date_and_time_are_nobodys() -> None:
    """ "12 mrt. 2024 10:02" between the lines of a chat is no speaker and no speech."""
    found = spoken(["Coach: Hoi.", "12 mrt. 2024 10:02", "Moeder: Dag.", "12-03-2024 om 10:03"])
    assert [turn.speaker for turn in found.turns] == ["Coach", "Moeder"]
    assert found.left_out == ["12 mrt. 2024 10:02", "12-03-2024 om 10:03"]


@pytest.mark.parametrize("sign", ["; ", ";", " = ", "= ", " | ", "> ", ": "])
def test_other_signs_behind_a_name(sign: str) -> None:
    """A semicolon, a bar or another sign behind what begins most lines is that of a label."""
    lines = [f"Moeder{sign}Het gaat beter.", f"Coach{sign}Fijn.", f"Fenna{sign}Ja.", f"Moeder{sign}Nee."]
    assert [(turn.speaker, turn.text) for turn in spoken(lines).turns] == [
        ("Moeder", "Het gaat beter."), ("Coach", "Fijn."), ("Fenna", "Ja."), ("Moeder", "Nee.")]


def test_a_semicolon_in_a_sentence_is_none() -> None:
    """Where few lines begin so it is a sentence, and names of columns are no speech."""
    lines = ["Moeder; die was er nooit.", "Dat was lastig; ze wilde niet.", "Toen niet meer.", "En nu wel."]
    assert [turn.speaker for turn in spoken(lines).turns] == [""] * 4
    found = spoken(["Spreker;Tekst", "Moeder;Ja.", "Coach;Nee."])
    assert (found.left_out, len(found.turns)) == (["Spreker;Tekst"], 2)


def test_a_name_with_its_organisation_above_words() -> None:
    """ "Sanne | Windesheim" on lines of their own is who speaks; with words behind the bar the line is a row."""
    lines = ["Sanne | Windesheim", "Dag allemaal.", "Marije | GGD", "Hoi.", "Sanne | Windesheim", "We beginnen."]
    assert [(turn.speaker, turn.text) for turn in spoken(lines).turns] == [
        ("Sanne | Windesheim", "Dag allemaal."), ("Marije | GGD", "Hoi."), ("Sanne | Windesheim", "We beginnen.")]
    often = [*lines, "Marije | GGD", "Goed.", "Sanne | Windesheim", "Fijn."]
    assert {turn.speaker for turn in spoken(often).turns} == {"Sanne | Windesheim", "Marije | GGD"}
    rows = ["Moeder | Ja", "Coach | Nee hoor, dat niet.", "Moeder | Ja", "Coach | Toch wel.", "Moeder | Ja"]
    assert [(turn.speaker, turn.text) for turn in spoken(rows).turns][:3] == [
        ("Moeder", "Ja"), ("Coach", "Nee hoor, dat niet."), ("Moeder", "Ja")]
