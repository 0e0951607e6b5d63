"""Labels, times and chats as people and messengers write them that few programs do: who says what, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from texts.importers import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from texts.importers import ParsedText

THREE = ("Ik was bang.", "Waarvoor?", "Voor de brieven.")
MCM = tuple(zip(("Moeder", "Coach", "Moeder"), THREE, strict=True))
VAVA = (("{}", "Hoe gaat het?"), ("A", "Goed."), ("{}", "En nu?"), ("A", "Ook."))
SENT = ("04-03-2021 10:01", "04-03-2021 10:02", "04-03-2021 10:03", "04-03-2021 10:04")


def read(tmp_path: Path, content: str, name: str = "a.txt") -> ParsedText:
    """Read this content under this name."""
    path = tmp_path / "upload.part"
    path.write_text(content, encoding="utf-8")
    return read_text(path, name)


def said(text: ParsedText) -> tuple[tuple[str, str], ...]:
    """Speaker and words of each turn."""
    return tuple((turn.speaker, turn.text) for turn in text.turns)


@pytest.mark.parametrize("letter", "VQ")
@pytest.mark.parametrize("form", ["{}. {}", "{}.\n{}", "{}: {}", "{} {}", "{}) {}"])
def test_questions_by_letter_and_number(tmp_path: Path, letter: str, form: str) -> None:
    """Two speak, whatever the number of the question; the labels as they were are told."""
    labels = (f"{letter}1", "A1", f"{letter}2", "A2")
    text = read(tmp_path, "\n".join(form.format(*one) for one in zip(labels, (row[1] for row in VAVA), strict=True)))
    assert said(text) == tuple((who.format(letter), words) for who, words in VAVA)
    assert text.left_out == labels


@pytest.mark.parametrize(("lines", "labels"), [
    ("I1. Hoe gaat het?\nR1. Goed.\nI2. En u?\nR2. Ook.\nI1. Mooi.\nR1. Ja.", ["I1", "R1", "I2", "R2", "I1", "R1"]),
    ("V. Hoe gaat het?\nA. Goed.\nV. En nu?\nA. Ook.", ["V", "A", "V", "A"]),
    ("Vraag 1\nHoe gaat het?\nAntwoord\nGoed.\nVraag 2\nEn nu?\nAntwoord\nOok.", ["Vraag", "Antwoord"] * 2),
    ("A1. Wonen.\nA2. Werk.\nA3. School?\nB1. Gezin.", [""] * 4)])
def test_letters_with_a_point(tmp_path: Path, lines: str, labels: list[str]) -> None:
    """People who come back are people, each number its own; points of a list are words."""
    assert [turn.speaker for turn in read(tmp_path, lines).turns] == labels


@pytest.mark.parametrize("line", ["@{} {}", "@{}: {}", "@{}\n{}", "#{}: {}"])
def test_a_sign_before_a_name(tmp_path: Path, line: str) -> None:
    """It is no part of the name, with a colon behind it or none."""
    assert said(read(tmp_path, "\n".join(line.format(*row) for row in MCM))) == MCM


def test_an_at_sign_in_a_talk_stays(tmp_path: Path) -> None:
    """Who is spoken to is a word."""
    text = read(tmp_path, "Moeder: Ja.\n@Fatma kom je?\nCoach: Zij komt.\nMoeder: @Fatma dag\nCoach: Dag.")
    assert "@Fatma kom je?" in text.turns[0].text


@pytest.mark.parametrize("line", [
    "({time}) {who}: {words}", "{who} ({time}): {words}", "[{time}] {who}: {words}", "{who} {time}\n{words}",
    "{time} {who}: {words}"])
@pytest.mark.parametrize("times", [
    ("0u01m05s", "0u01m09s", "1u02m03s"), ("0u01m05", "0u01m09", "1u02m03"), ("1:05 min", "1:09 min", "62:03 min"),
    ("1 min 5 sec", "1 min 9 sec", "62 min 3 sec"), ("1'05\"", "1'09\"", "62'03\""), ("1m05s", "1m09s", "62m03s")])
def test_times_written_by_hand(tmp_path: Path, line: str, times: tuple[str, ...]) -> None:
    """As the Dutch write them, before and behind a name."""
    text = read(tmp_path, "\n".join(
        line.format(time=time, who=who, words=words) for time, (who, words) in zip(times, MCM, strict=True)))
    assert said(text) == MCM
    assert [turn.start_ms for turn in text.turns] == [65_000, 69_000, 3_723_000]


@pytest.mark.parametrize(("times", "starts"), [
    (("1u05", "1u09", "1u12"), [3_900_000, 4_140_000, 4_320_000]),
    (("00.01.05", "00.01.09", "00.02.10"), [65_000, 69_000, 130_000])])
def test_hours_and_dots(tmp_path: Path, times: tuple[str, ...], starts: list[int]) -> None:
    """An hour and minutes; a clock with dots."""
    text = read(tmp_path, "\n".join(f"[{time}] {who}: {words}" for time, (who, words) in zip(times, MCM, strict=True)))
    assert (said(text), [turn.start_ms for turn in text.turns]) == (MCM, starts)


@pytest.mark.parametrize("words", [
    "Moeder: Ik was er 5 min.\nCoach: En toen?\nMoeder: Het duurde 1u05", "Wij zagen haar (5 min)\nToen kwam hij.",
    "2 min later kwam ze.\n1 min later ging ze."])
def test_a_length_of_time_stays_words(tmp_path: Path, words: str) -> None:
    """How long something took is said."""
    text = read(tmp_path, words)
    assert all(turn.start_ms is None for turn in text.turns)
    assert all(word in " ".join(turn.text for turn in text.turns) for word in words.split() if ":" not in word)


@pytest.mark.parametrize("end", [" ({})", " [{}]", "  {}", "\t{}"])
@pytest.mark.parametrize(("times", "spans"), [
    (("00:01", "00:05", "00:09"), [(0, 1000), (1000, 5000), (5000, 9000)]),
    (("00:00", "00:05", "00:09"), [(0, 5000), (5000, 9000), (9000, None)])])
def test_a_time_at_the_end_of_a_turn(
    tmp_path: Path, end: str, times: tuple[str, ...], spans: list[tuple[int, int | None]]
) -> None:
    """Words end there, as f4 writes it; where the first is 0, they begin there."""
    text = read(tmp_path, "\n".join(f"{who}: {words}{end.format(time)}" for time, (who, words)
                                    in zip(times, MCM, strict=True)))
    assert said(text) == MCM
    assert [(turn.start_ms, turn.end_ms) for turn in text.turns] == spans


@pytest.mark.parametrize("instead", [
    "<Media weggelaten>", "<Media omitted>", "afbeelding weggelaten", "GIF omitted", "Dit bericht is verwijderd",
    "Gemiste spraakoproep", "This message was deleted"])
@pytest.mark.parametrize("form", ["[{}:05] {}: {}", "{} - {}: {}"])
def test_what_a_messenger_writes_is_nobodys(tmp_path: Path, form: str, instead: str) -> None:
    """In the place of a picture or a deleted message: told, and no words of who sent it."""
    rows = (("Noor", "Hoi"), ("Fatma", f"\u200e{instead}"), ("Fatma", "Kijk eens"), ("Noor", "Mooi!\nEcht"))
    text = read(tmp_path, "\n".join(form.format(sent, *row) for sent, row in zip(SENT, rows, strict=True)))
    assert said(text) == (("Noor", "Hoi"), ("Fatma", "Kijk eens"), ("Noor", "Mooi!\nEcht"))
    assert instead in text.left_out


def test_a_file_in_a_chat(tmp_path: Path) -> None:
    """Its name may be somebody's; words below it are of who sent it, and that they were changed is no word."""
    rows = ("Noor: Hoi", "Fatma: Janneke Jansen.pdf (bestand bijgevoegd)\nHier is het", "Noor: Dank <Dit bericht is "
            "bewerkt>", "Je: Graag <bijgevoegd: Janneke.jpg>", "Fatma: <bijgevoegd: Janneke.jpg>")
    text = read(tmp_path, "\n".join(f"{sent} - {row}" for sent, row in zip((*SENT, SENT[-1]), rows, strict=True)))
    assert said(text) == (("Noor", "Hoi"), ("Fatma", "Hier is het"), ("Noor", "Dank"),
                          ("Je", "Graag <bijgevoegd: Janneke.jpg>"))
    assert {"… (bestand bijgevoegd)", "<bijgevoegd: …>", "<Dit bericht is bewerkt>"} <= set(text.left_out)
    assert "Jansen" not in str(text)


@pytest.mark.parametrize("chat", [
    "10:01:05 From Noor to Everyone:\n\tHoi\n10:02:00 From Fatma to Everyone:\n\tDag",
    "10:01:05 From  Noor : Hoi\n10:02:00 From  Fatma : Dag",
    "2021-03-04 10:01:05 From Noor to Everyone:\n\tHoi\n2021-03-04 10:02:00 Van Fatma aan Iedereen:\n\tDag",
    "Noor, [04.03.2021 10:01]\nHoi\n\nFatma, [04.03.2021 10:02]\nDag\n\nFatma, [04.03.2021 10:02]\n[Photo]",
    "From: Noor (+31612345678)\nType: incoming\nSent: Thu, 4 Mar 2021 10:01:05 +0100\n\nHoi\n\n"
    "From: Fatma\nType: outgoing\nSent: Thu, 4 Mar 2021 10:02:05 +0100\nAttachment: foto.jpg (image/jpeg)\n\nDag"])
def test_chats_of_other_programs(tmp_path: Path, chat: str) -> None:
    """Who writes once is somebody; when it was sent is no time in a recording."""
    text = read(tmp_path, chat)
    assert said(text) == (("Noor", "Hoi"), ("Fatma", "Dag"))
    assert [turn.start_ms for turn in text.turns] == [None, None]
    assert any("10:02" in one for one in text.left_out)


def test_one_message_of_a_chat(tmp_path: Path) -> None:
    """Nothing comes back in it, and it is a message all the same."""
    assert said(read(tmp_path, "10:01:05 From Noor Visser : Goedemorgen\n")) == (("Noor Visser", "Goedemorgen"),)
    assert said(read(tmp_path, "10:01:05 Van Emmen: ver\n")) == (("", "Van Emmen: ver"),)


TELEGRAM = {"name": "x", "type": "personal_chat", "messages": [
    {"type": "service", "date": "2021-03-04T10:00:00", "actor": "Noor", "action": "phone_call", "text": ""},
    {"type": "message", "date": "2021-03-04T10:01:00", "from": "Noor", "text": "Hoi"},
    {"type": "message", "date": "2021-03-04T10:02:00", "from": "Fatma", "text": [
        "Dag ", {"type": "bold", "text": "allemaal"}]},
    {"type": "message", "date": "2021-03-04T10:03:00", "from": "Noor", "photo": "p.jpg", "text": ""}]}
MESSENGER = {"messages": [
    {"sender_name": "Fatma", "timestamp_ms": 2, "content": "Dag allemaal"},
    {"sender_name": "Noor", "timestamp_ms": 1, "content": "Hoi"}]}
PAGE = "<html><body>{}</body></html>".format("".join(
    f'<div class="message default clearfix"><div class="body"><div class="pull_right date details">10:0{n}</div>'
    f'{name}<div class="text">{words}</div></div></div>' for n, (name, words) in enumerate((
        ('<div class="from_name">Noor</div>', "Hoi"), ('<div class="from_name">Fatma</div>', "Dag"),
        ("", "allemaal")))))


@pytest.mark.parametrize(("name", "content"), [
    ("a.json", json.dumps(TELEGRAM)), ("a.txt", json.dumps(TELEGRAM)), ("a.json", json.dumps(MESSENGER)),
    ("a.html", PAGE)])
def test_a_chat_as_data(tmp_path: Path, name: str, content: str) -> None:
    """Telegram's and Messenger's own files: in the order in which they were sent."""
    text = read(tmp_path, content, name)
    assert [(who, words.split()) for who, words in said(text)] == [("Noor", ["Hoi"]), ("Fatma", ["Dag", "allemaal"])]
    assert all(turn.start_ms is None for turn in text.turns)


def test_messenger_writes_bytes_as_letters(tmp_path: Path) -> None:
    """They are read as the letters they were."""
    odd = "Zoë".encode().decode("latin-1")
    content = json.dumps({"messages": [{"sender_name": odd, "timestamp_ms": 1, "content": f"Dag {odd}"}]})
    assert said(read(tmp_path, content, "a.json")) == (("Zoë", "Dag Zoë"),)


@pytest.mark.parametrize(("name", "head", "above"), [
    ("a.srt", "", "{}\n"), ("a.vtt", "WEBVTT\n\n", "{}\n"), ("a.txt", "", "{}\n"), ("a.srt", "", "{n} {}\n"),
    ("a.vtt", "WEBVTT\n\n", '{n} "{}" (123)\n')])
def test_a_name_above_the_time_of_a_subtitle(tmp_path: Path, name: str, head: str, above: str) -> None:
    """It speaks the words below the time, and is no last word of the one before."""
    text = read(tmp_path, head + "\n".join(
        f"{above.format(who, n=n)}00:00:0{n}.000 --> 00:00:0{n}.900\n{words}\n" for n, (who, words)
        in enumerate(MCM, 1)), name)
    assert said(text) == MCM
    assert [turn.start_ms for turn in text.turns] == [1000, 2000, 3000]
    assert text.left_out == ()
