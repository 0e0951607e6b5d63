"""What stands above, before and between what was said: heads, front matter, chats, emoji, more turns on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from texts.importers import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from texts.importers import ParsedText

TALK = "Sanne: Hoe ging het toen?\n\nMoeder: Goed, dank je.\n\nSanne: En daarna?\n\nMoeder: Rustiger.\n"
SAID = [("Sanne", "Hoe ging het toen?"), ("Moeder", "Goed, dank je."), ("Sanne", "En daarna?"),
        ("Moeder", "Rustiger.")]
ROWS = ("Deelnemers: Sanne (coach), moeder", "Datum: 4 maart 2021", "Interviewer: Sanne", "Locatie: thuis")


def read(folder: Path, name: str, text: str) -> ParsedText:
    """The text as a file of that name."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_text(folder / name, name)


def said(text: ParsedText) -> list[tuple[str, str]]:
    """Who says what."""
    return [(turn.speaker, turn.text) for turn in text.turns]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("row", ["{}", "- {}", "* {}"])
def test_who_took_part_is_told_above_and_speaks_below(tmp_path: Path, name: str, row: str) -> None:
    """Rows about the conversation are nobody's words, as a list too; they are told of, and not lost."""
    text = read(tmp_path, name, "\n".join(row.format(one) for one in ROWS) + "\n\n" + TALK)
    assert said(text) == SAID
    assert "Deelnemers: Sanne (coach), moeder" in text.warnings[0]


@pytest.mark.parametrize("above", ["Interviewer: Hoe ging het?\n\nRespondent: Goed.\n\n", "Project: dat was zwaar.\n\n",
                                   "Deelnemers: Sanne\nSanne: Dag.\n\nDeelnemers: Ja?\n\n"])
def test_who_speaks_is_no_head(tmp_path: Path, above: str) -> None:
    """One row alone, roles without a date, and a word that comes back are what somebody says."""
    text = read(tmp_path, "a.txt", above + TALK)
    kept = " ".join(f"{who} {words}" for who, words in said(text))
    assert all(word in kept for word in above.replace(":", " ").split())


def test_what_stands_before_markdown_is_no_speech(tmp_path: Path) -> None:
    """Front matter with a list in it is left out and told; a rule further on is none."""
    text = read(tmp_path, "a.md", "---\ntitle: Gesprek\ndate: 2021-03-04\ntags:\n  - school\n---\n\n" + TALK)
    assert said(text) == SAID
    assert text.left_out[:2] == ("title: Gesprek", "date: 2021-03-04")
    assert said(read(tmp_path, "b.md", TALK + "\n---\n\nSanne: Tot ziens.\n")) == [*SAID, ("Sanne", "Tot ziens.")]


@pytest.mark.parametrize("lines", [
    ("[12-03-2021 10:02:11] Moeder: Hoi Sanne", "[12-03-2021 10:03:40] Sanne: Dag!",
     "[12-03-2021 10:05:00] Moeder: Goed.", "maar wel druk"),
    ("12-03-2021 10:02 - Berichten zijn end-to-end versleuteld.", "12-03-2021 10:02 - Moeder: Hoi Sanne",
     "12-03-2021 10:03 - Sanne: Dag!", "12-03-2021 10:05 - Moeder: Goed.", "maar wel druk"),
    ("\u200e[3/12/21, 10:02:11 AM] Moeder 🌸: Hoi Sanne", "[3/12/21, 10:03:40 AM] ~ Sanne: Dag!",
     "[3/12/21, 10:05:00 AM] Moeder 🌸: Goed.", "maar wel druk"),
], ids=["brackets", "dashes", "emoji"])
def test_an_exported_chat(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Who wrote speaks; when it was sent is no time in a recording, and what the program says is nobody's."""
    text = read(tmp_path, "chat.txt", "\n".join(lines) + "\n")
    assert said(text) == [("Moeder", "Hoi Sanne"), ("Sanne", "Dag!"), ("Moeder", "Goed.\nmaar wel druk")]
    assert all(turn.start_ms is None for turn in text.turns)
    assert any("10:02" in one for one in text.left_out)


def test_days_in_what_is_said_stay(tmp_path: Path) -> None:
    """A line of a diary with a day and a time is no message of a chat."""
    line = "12-03-2021 10:02 - toen belde ze"
    assert line in " ".join(words for _who, words in said(read(tmp_path, "a.txt", f"{line}\n\n{TALK}")))


def test_an_emoji_before_a_name(tmp_path: Path) -> None:
    """It is a picture of who speaks, and no part of the name."""
    text = read(tmp_path, "a.txt", "🙂 Moeder: Hoi\n👩\u200d💼 Sanne: Dag 🙂!\n🙂 Moeder: Goed.\n")
    assert said(text) == [("Moeder", "Hoi"), ("Sanne", "Dag 🙂!"), ("Moeder", "Goed.")]


@pytest.mark.parametrize("stamp", ["[00:00:{:02}]", "0:{:02}", "(00:{:02})"])
def test_more_turns_on_one_line(tmp_path: Path, stamp: str) -> None:
    """Each turn with a time and a name is one, where lines begin so; a time in what is said splits nothing."""
    one, four, nine, twelve = (stamp.format(second) for second in (1, 4, 9, 12))
    lines = (f"{one} Coach: Hoe gaat het? {four} Moeder: Goed, om 10:30 dan. {nine} Coach: Fijn.",
             f"{twelve} Moeder: En met jou?")
    text = read(tmp_path, "a.txt", "\n".join(lines))
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in text.turns] == [
        ("Coach", "Hoe gaat het?", 1000), ("Moeder", "Goed, om 10:30 dan.", 4000), ("Coach", "Fijn.", 9000),
        ("Moeder", "En met jou?", 12_000)]


def test_a_name_in_brackets_once_in_captions(tmp_path: Path) -> None:
    """In capitals, and a word for somebody: who is out of view speaks; what is heard stays words."""
    cues = ("(MOEDER) Ik weet het niet.", "(LACHT) Dat was het.", "COACH: En toen?")
    text = read(tmp_path, "a.srt", "\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n" for n, words in enumerate(cues, 1)))
    assert text.turns[0].speaker == "MOEDER"
    assert text.turns[0].text == "Ik weet het niet."
    assert any("(LACHT)" in turn.text for turn in text.turns)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(("one", "other"), ["12", "ab", "AB"])
@pytest.mark.parametrize("sign", [")", ".", " -"])
def test_a_number_or_letter_says_who_speaks(tmp_path: Path, between: str, one: str, other: str, sign: str) -> None:
    """Where two take turns; the label is the number alone."""
    lines = [f"{(one, other)[n % 2]}{sign} {words}" for n, (_who, words) in enumerate(SAID)]
    assert said(read(tmp_path, "a.txt", between.join(lines))) == [
        ((one, other)[n % 2], words) for n, (_who, words) in enumerate(SAID)]


def test_three_in_no_order_are_people(tmp_path: Path) -> None:
    """1, 2, 3, 2, 1, 3 is no list."""
    who, words = "123213", ("Hoe gaat het?", "Goed.", "Ja.", "En thuis?", "Rustig.", "Mooi.")
    lines = [f"{n}) {one}" for n, one in zip(who, words, strict=True)]
    assert said(read(tmp_path, "a.txt", "\n".join(lines))) == list(zip(who, words, strict=True))


@pytest.mark.parametrize("lines", [
    ("1) Hoe gaat het?", "2) En thuis?", "3) Wat hielp?", "4) Goed."),
    ("1. Hoe gaat het?", "2. En thuis?", "1. Wat hielp?", "2. Wie kwam?"),
    ("1) Een huis.", "2) Werk?", "3) Rust.", "1) Geld.", "2) School.", "3) Zorg."),
    ("a) een huis", "b) werk", "a) rust?", "b) geld")])
def test_lists_keep_their_numbers(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Those that count up, begin at one again, ask only, or are no sentences."""
    assert said(read(tmp_path, "a.txt", "\n".join(lines))) == [("", line) for line in lines]
