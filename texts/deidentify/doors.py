"""Where somebody lives: streets with and without their number, Belgian postcodes before a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify.numerals import value
from texts.deidentify.spans import LISTS, PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

# A word that ends so is a street, but for these; a word that ends as the second may be one.
_STREET = re.compile(
    r"(?:straat|straatje|laan|laantje|steeg|steegje|plantsoen|gracht|singel|dreef|steenweg|stwg|kade|kaai|boulevard|"
    r"allee)$")
_MAYBE = re.compile(
    r"(?:diep|kanaal|meent|weg|plein|hof|pad|dijk|markt|brink|wal|baan|kamp|veld|es|horst|burg|park|zoom|kant|berg|lei|rij|vest|vaart|"
    r"kwartier|oord|hoek|wijk|wegje|pleintje)$")
_LANE = re.compile(
    r"(?<!\w)(?:Laan|Weg|Plein|Hof|Kade|Pad|laan) van (?:(?:de|het|den|der) )?[A-Z]\w+(?: \d{1,4}[a-z]?)?(?!\w)")
_NO_STREET = all_of(
    "straat laan steeg plantsoen gracht singel dreef steenweg kade kaai boulevard allee zijstraat winkelstraat"
    " woonstraat dwarsstraat achterstraat oprijlaan buurtstraat eenrichtingsstraat volksstraat doorgangsstraat"
    " hoofdstraatje speelstraat fietsstraat autostraat straatje laantje steegje wasstraat maak-straat maakstraat")
_BEFORE = all_of(
    "lange korte oude nieuwe grote kleine hoge lage eerste tweede derde sint st sinte burgemeester burg pastoor"
    " past dokter dr doctor ds dominee meester mr professor prof prins prinses koning koningin kardinaal kanunnik"
    " kapelaan graaf hertog generaal admiraal minister van der den de het ter ten noorder zuider ooster wester")
_SQUARES = all_of("markt plein kade dijk brink singel gracht laan dreef heuvel")
_STOPS = all_of(
    "en of is was woon woont woonde boven naast onder achter tegenover daar waar bij in met dus maar dat zit")
_LINK = all_of("van der den de het ter ten")
_LED_BY = all_of("op aan in naar hoek")
_TO = all_of("op in aan de het van naar uit bij langs onze mijn de")
_LIVES = all_of("woon woont wonen woonde woonden adres verhuisd ingeschreven")
# A number behind one of these is no number of a house.
_COUNTS_ON = all_of(
    "groep klas hoofdstuk fase blok mavo havo vwo vmbo kamer route lijn bus deel niveau week dag afdeling leerjaar"
    " perron spoor verdieping etage netflix windows nederland een npo vtm canvas rtl sbs"
    " artikel bijlage pagina punt stap")
_SIZES = all_of("lange korte oude nieuwe grote kleine hoge lage kromme brede smalle")
_UNITS = all_of("jaar jaren uur euro keer maanden weken dagen kinderen mensen meter kilometer minuten procent")


def streets(body: Body, lists: Lists) -> Iterator[Found]:
    """Streets, with the number behind them where one stands."""
    for word in body.words:
        if not word.is_number and (sureness := _street(body, lists, word)):
            start = _with_article(body, lists, _numbered_before(body, _first(body, lists, word)))
            yield Found(body.words[start].start, _number_end(body, word), "address", PATTERN, sureness)


def _with_article(body: Body, lists: Lists, first: int) -> int:
    """Place of an article that belongs to a village of that name: '(op) het Westeinde 12' is one street, whole."""
    before = body.word(first - 1)
    return first - 1 if before is not None and (before.low, body.words[first].low) in lists.long_places else first


def _numbered_before(body: Body, first: int) -> int:
    """Place of the first word of 'nummer 14 in de Wilgenstraat', where its number was said first."""
    at = first - 1
    at -= body.near(at, "de") or body.near(at, "het")
    number, said = body.word(at - 1), body.word(at - 2)
    led = body.near(at, "in") or body.near(at, "op") or body.near(at, "aan") or body.near(at, "van")
    if led and number is not None and said is not None and value(number.low) is not None and (
            said.low in ("nummer", "nr", "huisnummer")) and "\n" not in body.folded[said.start:body.words[first].start]:
        return said.place
    return first


def lanes(body: Body) -> Iterator[Found]:
    """'Laan van de Marel 40': the word for a street comes first."""
    for match in _LANE.finditer(body.folded):
        yield Found(*match.span(), "address", PATTERN, 0.85)


def _street(body: Body, lists: Lists, word: Word) -> float:
    """How sure a word is (the last word of) a street; 0 when it is none."""
    low = word.low
    numbered = _number_end(body, word) > word.end
    if word.tells and (numbered and _door(body, lists, word) or _two_words(body, lists, word)):
        return 0.65
    sized = word.place and body.words[word.place - 1].low in _SIZES
    if low in _SQUARES and numbered and (word.is_capital or sized):
        return 0.85
    if low in _NO_STREET or len(low) < 6:
        return 0
    if _STREET.search(low):
        # "winkelstraat" is a word of the language: it counts where a capital or a number tells.
        if numbered or word.tells:
            return 0.97  # "Jan Steenlaan" looks like somebody, too
        return 0.9 if low not in lists.words or _led(body, word) else 0
    maybe = _MAYBE.search(low) is not None
    if numbered and (word.tells and (maybe or _led(body, word)) or low in lists.streets or (
            maybe and (low not in lists.words or (_led(body, word) and _stops(body, word))))):
        return 0.85
    if maybe and _led(body, body.words[_first(body, lists, word)]):
        if low in lists.streets:
            return 0.75
        if word.tells and low not in lists.capitals and low not in lists.places:
            return 0.7
    return 0.7 if _at_a_corner(body, word) and (maybe or not lists.is_word(low)) else 0


def _at_a_corner(body: Body, word: Word) -> bool:
    """'hoek stationsstraat en molendries': the other street of a corner."""
    near = [one for one in body.before(word.start, 7) if one not in ("de", "het", "van")]
    return near[:1] == ["en"] and "hoek" in near[2:4] and bool(_STREET.search(near[1]) or _MAYBE.search(near[1]))


def _door(body: Body, lists: Lists, word: Word) -> bool:
    """'het Zand 22', 'wij wonen Het Kanaal 40', 'de Wendeling nummer negen': nothing but a number says it."""
    number = body.follows(word.place)
    if number is None or word.low in _COUNTS_ON or word.low in lists.first or word.low in lists.capitals:
        return False
    if number.low in ("nummer", "huisnummer", "nr"):
        return True
    first = body.words[_first(body, lists, word)]
    near = body.before(first.start, 3)
    article = near[:1] in (["de"], ["het"], ["den"], ["'t"])
    at = article and near[1:2] and near[1] in _LED_BY or bool(near) and bool(set(near) & _LIVES)
    return number.is_number and bool(at) and _stops(body, word, counted=True)


def _two_words(body: Body, lists: Lists, word: Word) -> bool:
    """'op de Grote Baan', 'in de Korte Meer': a street of two words with capitals."""
    before = body.word(word.place - 1)
    return before is not None and before.tells and before.low in _SIZES and body.gap(before.place) == " " and (
        _led(body, before) and word.low not in lists.places and word.low not in ("markt", "kerk", "oorlog", "beer"))


def _led(body: Body, word: Word) -> bool:
    """Whether it is said as one says where: 'op de', 'in de', 'aan het'."""
    before = body.before(word.start, 2)
    return bool(before) and (before[0] in _LED_BY or (
        len(before) > 1 and before[0] in ("de", "het", "den") and before[1] in _LED_BY | {"van", "uit"}))


def _stops(body: Body, word: Word, *, counted: bool = False) -> bool:
    """Whether nothing is counted by the number behind a word: 'op het marktplein vier boven de kapper'."""
    number = body.follows(word.place)
    after = body.follows(number.place) if number is not None else None
    if counted and number is not None:
        following = body.follows(number.place)
        return following is None or not following.low.endswith(("en", "s", "de", "ste")) or following.low in _STOPS
    return number is not None and (number.is_number or after is None or after.low in _STOPS)


def _first(body: Body, lists: Lists, word: Word) -> int:
    """Place of the first word of a street's name: 'lange ridderstraat', 'Burgemeester van Dam straat'."""
    first = at = word.place
    while at > 0 and at > word.place - 4 and body.gap(at - 1) in (" ", ". ", "-"):
        before = body.words[at - 1]
        earlier = body.word(at - 2)
        if before.low in _LINK and not before.tells and not (
                earlier is not None and (earlier.tells or earlier.low in _BEFORE) and earlier.low not in _TO):
            break
        named = before.is_capital and before.low in lists.first and at < word.place  # "Anna van Burenlaan 2"
        if before.low in _BEFORE or before.tells or named:
            at -= 1
            if before.low not in _LINK or before.tells:
                first = at
        else:
            break
    return first


def _number_end(body: Body, word: Word) -> int:
    """Where a street ends, its number included: '14', '22a', '14 bus 3', 'nummer twaalf'."""
    after = body.follows(word.place)
    if after is not None and after.low == "op" and body.near(after.place + 1, "nummer"):
        after = body.follows(after.place)
    if after is not None and after.low in ("nummer", "nr", "huisnummer"):
        after = body.follows(after.place)
    if after is None or value(after.low) is None or not 0 < (value(after.low) or 0) < 1000 or after.low == "een" or (
            "," in body.gap(after.place - 1) and not after.is_number):
        return word.end
    following = body.follows(after.place)
    if following is not None and following.low in _UNITS:
        return word.end
    end = after.end
    for _more in range(2):
        if following is None:
            break
        gap = body.gap(following.place - 1)
        if gap in ("", "-") and (following.is_number or len(following.low) < 3):
            end = following.end
        elif following.low in ("bus", "bis") and gap == " ":
            end = following.end
            number = body.follows(following.place)
            if number is not None and value(number.low) is not None:
                return number.end
        elif gap == " " and following.low.endswith("hoog") and value(following.low.removesuffix("hoog")) is not None:
            end = following.end  # "9 driehoog"
        elif gap == " " and following.low in ("a", "b", "c", "d", "f", "g", "h") and not following.is_number:
            end = following.end
        else:
            break
        following = body.follows(following.place)
    return end


def belgian_postcodes(body: Body, lists: Lists) -> Iterator[Found]:
    """Four digits before a place."""
    for word in body.words:
        after = body.follows(word.place) if word.is_number and len(word.text) == 4 and word.text[0] != "0" else None
        if after is not None and body.gap(word.place) == " " and (
                after.low in lists.places and (after.is_capital or not 1900 < int(word.text) < 2050)
                or after.low in lists.guarded_places and after.is_capital):
            yield Found(word.start, word.end, "postcode", LISTS, 0.8)
