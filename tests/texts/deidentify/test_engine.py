"""What is found in a text: by the lexicon in every form, by patterns in digits and words, by lists where they may."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.families.real_names import folded
from texts.deidentify import KINDS, Entry, Span, find
from texts.deidentify.labels import Pseudonyms
from texts.deidentify.reading import put
from texts.deidentify.spans import Found, apart

FATIMA, JANNEKE, ROOS = Entry("Fatima"), Entry("Janneke"), Entry("Roos")


def found(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """What was found, each with its kind."""
    return [(text[one.start:one.end], one.kind) for one in find(text, entries)]


@pytest.mark.parametrize("said", [
    "FATIMA", "fatima", "Fatima's", "Fatimas", "Fatimaatje", "Fati\u00admatje", "Fatíma", "F\u200batima", "Fa tima",
    "Fa-tima", "Fa- ... -tima", "Fatima-achtig", "oma Fatima", "Ｆａｔｉｍａ"])
def test_a_name_of_the_lexicon_is_found_however_it_is_written(said: str) -> None:
    """Inflected, accented, hyphenated, split over words, with what cannot be seen: nothing of it stays behind."""
    text = f"en toen zei {said} dat het niet ging"
    left = folded(put(text, find(text, [FATIMA])), case=True)[0]
    assert "fatima" not in "".join(char for char in left if char.isalpha())
    assert "tima" not in left


def test_a_name_is_found_over_a_turn() -> None:
    """Each half is a span of its own line, with the same in its place."""
    text = "ik vroeg Jan-\nneke zei niks"
    spans = find(text, [JANNEKE])
    assert [text[one.start:one.end] for one in spans] == ["Jan", "neke"]
    assert len({one.replacement for one in spans}) == 1


@pytest.mark.parametrize("text", [
    "Wil je nog koffie", "zij wil niet en ik wil wel", "ze kreeg een roos", "de bakker gaf brood",
    "ja de boer kwam langs",
    "in mei gaan we weg", "ik hoop het"])
def test_words_of_the_language_are_no_names_by_themselves(text: str) -> None:
    """Somebody in the lexicon called Wil, Roos, Bakker, De Boer, Mei or Hoop takes no words out of other sentences."""
    entries = [Entry(name) for name in ("Wil", "Roos", "Bakker", "De Boer", "Mei", "Hoop")]
    assert found(text, *entries) == []


@pytest.mark.parametrize(("text", "name"), [
    ("tante Wil wil niet", "tante Wil"), ("ik zag Roos gisteren", "Roos"), ("mevrouw de boer kwam", "mevrouw de boer"),
    ("naar mevrouw Bakker en de bakker", "mevrouw Bakker"), ("ze heet roos hoor", "roos")])
def test_a_name_that_is_a_word_too_is_found_by_what_stands_beside_it(text: str, name: str) -> None:
    """A word of address, a capital it need not have, or that somebody is called so."""
    entries = [Entry(one) for one in ("Wil", "Roos", "Bakker", "De Boer")]
    assert found(text, *entries) == [(name, "name")]


def test_who_agreed_to_be_named_stays() -> None:
    """What the lexicon lets stand is no span, by the lists neither, in any form; others are."""
    entries = [Entry("Verstraeten", stays=True)]
    assert found("schepen Verstraeten sprak met Hatice, en Verstraetens plan ook", *entries) == [("Hatice", "name")]


@pytest.mark.parametrize(("text", "expected"), [
    ("bel 06 12345678 maar", ("06 12345678", "phone")),
    ("op nul zes een twee drie vier vijf zes zeven acht", ("nul zes een twee drie vier vijf zes zeven acht", "phone")),
    ("nul vierhonderd vijfenzeventig twaalf vierendertig zesenvijftig ja",
     ("nul vierhonderd vijfenzeventig twaalf vierendertig zesenvijftig", "phone")),
    ("het is sanne punt smit apenstaartje gmail punt com", ("sanne punt smit apenstaartje gmail punt com", "email")),
    ("mijn bsn is 111222333", ("111222333", "bsn")),
    ("rijksregisternummer 85.07.30-033.28", ("85.07.30-033.28", "nrn")),
    ("stort op BE68 5390 0754 7034", ("BE68 5390 0754 7034", "iban")),
    ("kenteken GB-001-B stond er", ("GB-001-B", "plate")), ("de nummerplaat 1-abc-123", ("1-abc-123", "plate")),
    ("de zitting is de twaalfde, en dan", ("twaalfde", "date")), ("een kindje van elf dagen", ("elf dagen", "age")),
    ("die van twaalf gaat al", ("twaalf", "age")), ("een echte vijftiger", ("vijftiger", "age")),
    ("een Gentse tongval heeft ze", ("Gentse", "place")), ("we gingen naar almere-haven", ("almere-haven", "place")),
    ("Nu werkt ze. Roos, mijn oudste, ook", ("Roos", "name")),
    ("ik werkte bij de Hema", ("Hema", "org")),
    ("in 7822 KB nummer 36", ("7822 KB nummer 36", "postcode")),
    ("op Boslaan 7 woon ik", ("Boslaan 7", "address")),
    ("in de lange ridderstraat twaalf", ("lange ridderstraat twaalf", "address")),
    ("sinds tweeduizend achttien", ("tweeduizend achttien", "date")),
    ("in negentien zevenentachtig", ("negentien zevenentachtig", "date")),
    ("op zaterdag 12 maart 2014", ("zaterdag 12 maart 2014", "date")), ("op 14-09-2021 dus", ("14-09-2021", "date")),
    ("mijn zoon van dertien", ("dertien", "age")), ("ze is nu acht jaar oud", ("acht jaar oud", "age")),
    ("toen ik zestien was", ("zestien", "age")), ("op mijn achttiende ging ik", ("achttiende", "age")),
    ("een achtjarige", ("achtjarige", "age")),
    ("hij zit op obs de wegwijzer", ("obs de wegwijzer", "org")),
    ("van het OCMW van Mechelen", ("OCMW van Mechelen", "org")),
    ("we wonen in emmen", ("emmen", "place"))])
def test_what_has_a_form_is_found_by_it(text: str, expected: tuple[str, str]) -> None:
    """Numbers of people, doors, days, ages, schools and places, in digits and in words."""
    assert found(text) == [expected]


@pytest.mark.parametrize("text", [
    "het duurde acht jaar", "om acht uur", "in groep acht", "twintig euro per week", "het kostte 2016 euro",
    "een wachtlijst van een jaar",
    "we hebben acht jaar gewacht", "met kerst en op maandag", "in de zomer", "op het schoolplein",
    "een twee drie vier vijf zes zeven acht",
    "op de twaalfde verdieping", "bij de albert heijn en de lidl", "de Hollandse keuken", "die van twaalf euro",
    "nummer 123456789 is geen bsn", "de arbeidsmarkt is niks", "hij is acht jaar getrouwd"])
def test_what_only_looks_like_it_stays(text: str) -> None:
    """How long, how much and when in the day; numbers that fit no check."""
    assert [one for one in found(text) if one[1] != "phone"] == []


def test_the_same_name_has_the_same_pseudonym() -> None:
    """In any form, after a word of address or not, in the next text too; another name has another."""
    called = Pseudonyms()
    first = find("mijn zus Hatice en Hatices man Mehmet", pseudonyms=called)
    assert [one.replacement for one in first] == ["[zus 1]", "[zus 1]", "[man 1]"]
    second = find("Mehmet zag zus Chayenna en Hatice", pseudonyms=called)
    assert [one.replacement for one in second] == ["[man 1]", "[zus 2]", "[zus 1]"]


def test_a_pseudonym_of_the_lexicon_is_nobody_elses() -> None:
    """What is made never equals what the lexicon gives."""
    spans = find("mijn zus Hatice en zus Chayenna", [Entry("Chayenna", pseudonym="[zus 1]")])
    assert [one.replacement for one in spans] == ["[zus 2]", "[zus 1]"]


@pytest.mark.parametrize(("dates", "expected"), [
    ("exact", "12 maart 2014"), ("month", "[maart 2014]"), ("season", "[lente 2014]"), ("year", "[2014]")])
def test_days_become_as_coarse_as_is_asked(dates: str, expected: str) -> None:
    """As it was said, month, season or year."""
    assert [one.replacement for one in find("op 12 maart 2014", pseudonyms=Pseudonyms(dates=dates))] == [expected]


@pytest.mark.parametrize(("said", "expected"), [
    ("mijn zoon van dertien", "[10-19 jaar]"), ("de baby was zes maanden oud", "[0-9 jaar]"), ("ze is 34 jaar",
    "[30-39 jaar]")])
def test_ages_become_ten_years(said: str, expected: str) -> None:
    """The ten years it lies in, of months the first."""
    assert [one.replacement for one in find(said)] == [expected]


NAMES = st.sampled_from(["Fatima", "Jeroen Hazelhof", "Özlem", "Małgorzata", "De Vries", "Marie-Claire", "Chayenna"])
ENDS = st.sampled_from(["", "s", "'s"])
FORMS = st.sampled_from([str, str.lower, str.upper, lambda name: unicodedata.normalize("NFD", name),
                         lambda name: name.replace(" ", "  "), lambda name: "\u200b".join(name)])


@pytest.mark.slow
@given(NAMES, ENDS, FORMS, st.sampled_from(["ik zag {} gisteren", "{}", "mevrouw {}, ja", "bij\n{}\nthuis", "“{}”"]))
def test_words_of_the_lexicon_are_always_found(name: str, end: str, form: object, around: str) -> None:
    """In every case, normal form and ending, wherever it stands."""
    assert callable(form)
    said = form(name) + end
    text = around.format(said)
    spans = find(text, [Entry(name)])
    at = text.index(said)
    assert any(one.start <= at and at + len(form(name)) <= one.end for one in spans)


TEXTS = st.lists(st.sampled_from([
    "Fatima", "wil", "roos", "mevrouw", "de", "Vries", "van", "06", "12345678", "acht", "jaar", "2016", "Emmen",
    "obs", "\n", ".", ", ",
    "Jan-", "-neke", "mei", "a@b.nl", "NL91 ABNA 0417 1643 00", "é", "😀", "\u00ad", "ﬁ", "Kerkstraat", "12", "oma",
    "is", "'s"])).map(" ".join)


@given(TEXTS | st.text(max_size=60))
@pytest.mark.slow
def test_spans_lie_in_the_text_apart_and_can_be_put_back(text: str) -> None:
    """None over another or over a line's end; with what was there put back in its place, the text is as it was."""
    spans = find(text, [FATIMA, JANNEKE, ROOS, Entry("De Vries")])
    before = 0
    for one in spans:
        assert before <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start:one.end]
        assert one.kind in KINDS
        assert one.replacement
        assert 0 < one.sureness <= 1
        before = one.end
    assert _back(text, put(text, spans), spans) == text


def _back(text: str, changed: str, spans: list[Span]) -> str:
    """The text again: each replacement taken out where its offset says, and what was there put back."""
    moved = 0
    for one in spans:
        at = one.start + moved
        assert changed[at:at + len(one.replacement)] == one.replacement
        changed = changed[:at] + text[one.start:one.end] + changed[at + len(one.replacement):]
    return changed


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from(["name", "place"]),
                          st.sampled_from([0.5, 0.9])), max_size=40))
@pytest.mark.slow
def test_what_is_found_is_put_apart(told: list[tuple[int, int, str, float]]) -> None:
    """In order, none over another, and of names nothing longer than three letters is left without a span."""
    all_of_them = [Found(start, start + length, kind, "lists", sure) for start, length, kind, sure in told]
    kept = apart(all_of_them)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    covered = {at for one in kept for at in range(one.start, one.end)}
    for one in all_of_them:
        if one.kind == "name":
            bare = [at for at in range(one.start, one.end) if at not in covered]
            assert all(len(list(run)) <= 3 for run in runs(bare))


def runs(numbers: list[int]) -> list[list[int]]:
    """Numbers that follow one another, together."""
    together: list[list[int]] = []
    for number in numbers:
        if together and together[-1][-1] + 1 == number:
            together[-1].append(number)
        else:
            together.append([number])
    return together
