"""Character sets: what is read is what was written, or it is refused; letters are never silently wrong."""

from __future__ import annotations

import itertools

import pytest

from pilot.errors import BadInput
from texts.importers import read_text
from texts.importers.charset import decode
from texts.importers.plausible import plausible
from texts.importers.source import InMemory

SENTENCES = (
    "Zoë’s coach – één gezin – kostte € 5, naïef…", "Eén keer een café in België, zei ze.", "België", "café",
    "coördinator",
    "Voilà, zei zij, geïnteresseerd.", "Ali şimdi evde değil, çocuklar ığdır.", "Małgorzata, dziękuję; proszę.",
    "Příliš žluťoučký kůň", "‘Ja’, zei hij, “goed”.", "60 m² à € 5", "Hij woont in Friesland.",
    "Überraschung für Günther, heißt es",
    "Señor Muñoz está aquí", "Мама дома, хорошо, сказала она", "«Ça va», dit-elle à l’école",
)
SETS = ("utf-8", "utf-8-sig", "cp1252", "iso8859-1", "iso8859-15", "mac_roman", "cp850", "cp437", "cp1250", "iso8859-2",
        "cp1254", "cp1251", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", SETS)
def test_never_silently_wrong(encoding: str) -> None:
    """Whatever the set, the text comes out as it was written, or a sentence says how to save it."""
    for sentence in SENTENCES:
        try:
            data = sentence.encode(encoding)
        except UnicodeEncodeError:
            continue
        try:
            found = decode(data, "a.txt")
        except BadInput as refused:
            found = sentence if refused.sentence("en") else ""
        assert found == sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_usual_sets_are_read(encoding: str) -> None:
    """Dutch as Windows and others write it is read, never refused."""
    for sentence in SENTENCES[:6]:
        assert decode(sentence.encode(encoding), "a.txt") == sentence


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_two_or_four_bytes_a_letter(encoding: str) -> None:
    """With and without a mark every script is read; of Chinese without one the sentence says how to save."""
    for sentence in (*SENTENCES, "Μητέρα: καλημέρα, πώς είστε;", "الأم: صباح الخير، كيف حالك؟", "Ja 🙂, zei ze."):
        for mark in ("", "\ufeff"):
            found = read_text(InMemory(f"{mark}{sentence}\n".encode(encoding)), "a.txt")
            assert " ".join(f"{turn.speaker}: {turn.text}".removeprefix(": ") for turn in found.turns) == sentence
    chinese = "妈妈：你好，今天怎么样？\n教练：很好。\n"
    if encoding == "utf-32":
        assert len(read_text(InMemory(chinese.encode(encoding)), "a.txt").turns) == 2
        return
    with pytest.raises(BadInput, match="UTF-8"):
        read_text(InMemory(chinese.encode(encoding)), "a.txt")


DUTCH = (
    "één keer kwam zij", "de reünie was in België", "geïnteresseerd in het café", "de coördinator belde",
    "hij zei: voilà",
    "twee ideeën hadden wij", "de kinderen zijn beïnvloed", "een crèche in de buurt", "zij is ziek geweest, hè",
    "ruïne",
)


def test_dutch_of_dos() -> None:
    """Of a hundred texts from DOS nearly all are read, and none wrongly."""
    read = 0
    for first, second in itertools.product(DUTCH, DUTCH):
        sentence = f"Moeder: {first}, {second} toen het beter ging met ons."
        try:
            found = decode(sentence.encode("cp850"), "a.txt")
        except BadInput:
            continue
        assert found == sentence
        read += 1
    assert read >= 60


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Belgi\u2018 is ver".encode("cp1252"), None),
        ("Moeder: Ik kom uit Belgi\xfe. Ja, dat is goed.".encode("cp1252"), None),
        ("de \xfeingen die \xf0it".encode("cp1252"), None),
        ("zo\u0092n dag\u0085 ja \u0093goed\u0094".encode(), "zo’n dag\u0085 ja “goed”"),
        ("één".encode("utf-16-le"), "één"),
    ],
)
def test_odd_bytes(data: bytes, expected: str | None) -> None:
    """A quote as the last letter and letters of no Dutch word are refused; Windows' signs as controls are signs."""
    if expected is None:
        with pytest.raises(BadInput, match="UTF-8"):
            decode(data, "a.txt")
    else:
        assert decode(data, "a.txt") == expected


@pytest.mark.parametrize(
    ("declared", "encoding", "sentence"),
    [
        ("iso-8859-2", "iso8859-2", "życie jest piękne"), ("windows-1251", "cp1251", "мама"),
             ("latin1", "cp1252", "één “ja”"),
        ("iso-8859-9", "cp1254", "değil şimdi"), ("onbekend", "cp1252", "één"), ("utf-8", "cp1252", "één"),
    ],
)
def test_declared_set(declared: str, encoding: str, sentence: str) -> None:
    """The set a file names is believed where its bytes fit; one that is not known is passed over."""
    assert decode(sentence.encode(encoding), "a.html", declared) == sentence


def test_plausible() -> None:
    """Signs stand where signs can stand, capitals where capitals can."""
    assert all(plausible(text) for text in ("CAFÉ", "zo’n", "‚zo’", "m² en ½", "‘ja’", "Çelik"))
    assert not any(plausible(text) for text in ("cafÉ", "Belgi‘", "‚‚n", "na‹ef", "co”rdinator", "Ma³a", "þing"))


TOLD = "Moeder: Eén café, 't ging zó goed – „ja” zei hij… Financiën à 5 €. Zo’n coördinator 🙂.\n"


def again(text: str, times: int) -> bytes:
    """The text in UTF-8, so many times taken for Windows' set and saved as UTF-8 again."""
    for _time in range(times):
        text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    return text.encode()


@pytest.mark.parametrize("times", [0, 1, 2])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_saved_in_the_wrong_set_and_again(times: int, mark: str) -> None:
    """What was read in another set and saved once more is read as it was meant."""
    assert decode(again(mark + TOLD, times), "a.txt").removeprefix("\ufeff") == TOLD


@pytest.mark.parametrize("text", ["Ik vind het voilÃ  goed.", "Eén Ã©Ã©n", "hij zeiâ€ en ging"])
def test_what_was_lost_on_the_way_is_refused(text: str) -> None:
    """Where letters cannot be found back, the sentence says how to save."""
    with pytest.raises(BadInput, match="UTF-8"):
        decode(text.encode(), "a.txt")


@pytest.mark.parametrize("text", [
    "ÀÉÎÕ CAFÉ ÉÉN", "João São, NÃO", "“É”, zei ze. É… Ö“", "Moeder: bel +31-6 12345678, of 3+4-2 en a+bcd-e."])
def test_capitals_and_sums_are_what_they_are(text: str) -> None:
    """Letters that only look like another set's stay."""
    assert decode(text.encode(), "a.txt") == text


def test_utf7_is_read() -> None:
    """Mail programs wrote letters beyond ASCII as plain ones."""
    assert decode(TOLD.encode("utf-7"), "a.txt") == TOLD


@pytest.mark.parametrize(("word", "encoding"), [
    ("€ 5", "mac_roman"), ("‘s avonds", "mac_roman"), ("ïnlichting", "cp850"), ("Łódź", "iso8859-2"),
    ("Işıl", "cp1254"), ("Şükrü", "iso8859-2"), ("żeby", "cp1250"), ("był", "iso8859-2"), ("Šimon", "iso8859-2")])
def test_signs_that_stand_beside_no_letter(word: str, encoding: str) -> None:
    """A sign that another set has for a letter is looked at with its neighbours: "£ód¼" is no word."""
    text = f"Moeder: En toen was het {word} en dat was het.\nCoach: Ja, goed.\n"
    try:
        found = decode(text.encode(encoding), "a.txt")
    except BadInput:
        found = text
    assert found == text


@pytest.mark.parametrize("text", [
    "Hij zei ‹ja›.", "Dat is 100 m³, 2½ jaar, ±5 en 1º.", "© Rode Draad, £ 5 of €50, 10±2",
    "¿Qué? ¡Sí!", "DÔME, HÔTEL"])
def test_signs_in_their_place_stay(text: str) -> None:
    """Windows' own signs are read where they can stand."""
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize("text", [
    "Ik kom uit Belgi‘, ja.", "Hij zei ‘ja’. In Belgi‘ niet.", "’s Avonds in Itali‘", "in het cafŽ", "de co”rdinator",
    "caf‚ toe", "Gülþah belde", "evde deðil", "Tuðba belde", "Oðuz", "Uður ging",
    "Þükrü ook", "Belgiþ", "hij is ðit", "Belgi‰"])
def test_what_was_read_in_another_set_and_saved_well(text: str) -> None:
    """A file in good UTF-8 whose letters had become signs before: refused, with the word that shows it."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        with pytest.raises(BadInput, match="save it as UTF-8") as refused:
            decode(f"Moeder: {text}\nCoach: Ja.\n".encode(encoding), "a.txt")
        assert refused.value.sentence("en").count("“") == 1


@pytest.mark.parametrize("text", [
    "‘hij zei België’", "hij zei ‘ik kom uit Belgie’ en ging", "hij zei ‘goed‘ en ging", "Kees‘ fiets en foto‘s",
    "‘s avonds en ‘t huis", "‚zo‘ heet dat", "‘Dat is‘, zei hij, ‘heel goed‘", "Þór Guðmundsson", "Eén cafŽ",
    "het Alþing", "zo’n, Kees’ en “dat”", "Hij zei: ‘Nee.’ En ‘ja’, of ‘misschien’.",
    "Sigurður, Ragnheiður en Davíð", "Guðmundur Garðarsson"])
def test_marks_in_their_place_are_meant(text: str) -> None:
    """Marks that close a quotation or stand for an apostrophe stay, and so do names from Iceland."""
    assert decode(text.encode(), "a.txt") == text
