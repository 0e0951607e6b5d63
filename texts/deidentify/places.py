"""Villages, towns and regions by lists: what is a word of the language too needs to be said as a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify import titles
from texts.deidentify.numerals import value
from texts.deidentify.sayings import GOES_ON, NEVER
from texts.deidentify.sorts import sort_of
from texts.deidentify.spans import LISTS, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

_WHERE = all_of(
    "vlakbij tussen in naar uit te rond nabij vanuit tot door buiten via omgeving regio gemeente stad dorp"
    " richting binnen")
_LIVES = all_of(
    "woon woont wonen woonde woonden gewoond verhuisd verhuisde verhuizen geboren opgegroeid kom komt komen kwam"
    " kwamen afkomstig ging gingen gaan ga zat zaten zit zitten werk werkt werkte reed rijd rijdt rijden fietst pendelt"
    " trein bus")
# Words of the language that are towns where one lives.
TOWNS = all_of(
    "lier mol boom geel peer best goes ham halle menen bergen duffel muizen leest essen hulst elst huizen kampen"
    " hoorn soest lent made dieren laren haren beek echt doorn roden gieten dalen borger houten bree delft epe erica"
    " enter rolde gasteren spier meppen yde elp erm ruinen wedde veenhuizen donkerbroek dongen duiven putten putte"
    " malden marken lede leek leende loenen landgraaf nieuwkoop overloon schilde sluis wierden wouw zoelen axel grave"
    " gavere heers hoogland kapellen landen laken malle olmen opende pelt spijk velden voeren wellen halfweg hank"
    " krommenie vlijmen vlodrop moergestel moerdijk stiphout sterksel tuk tiendeveen zeerijp zoutkamp loosduinen"
    " gestel borgharen broekland vucht woerd voorst tolkamer ham bant balen as dorst grashoek holten soerendonk"
    " ath waarde wezel vorst sloten rees proven overslag melden lauwe kruisland klimmen kluizen schaffen")
# In small letters too, whatever stands before them.
_TOWNS_OF_TWO = {("den", "haag"), ("den", "helder"), ("den", "bosch"), ("den", "ham")}
_PEOPLES = all_of("filipijnse guinese indiase japanse luxemburgse oostenrijkse stadse hoekse")
REGIONS = all_of(
    "drenthe friesland fryslan groningen overijssel gelderland flevoland zeeland limburg brabant noord-brabant"
    " noord-holland zuid-holland oost-vlaanderen west-vlaanderen vlaams-brabant waals-brabant henegouwen twente"
    " achterhoek veluwe salland waasland kempen meetjesland pajottenland hageland haspengouw westhoek")
# What a place is, before its name; and what tells two of one name apart.
_IS_ONE = all_of("wijk buurt dorp dorpje gehucht deelgemeente stadsdeel buurtschap wijkje plaats")
_SECOND = all_of("eerste tweede")
_QUARTERS = all_of("poort wijk buurt vest heide hoek dijk heerweg singel kade")
_SIDES = all_of("noord zuid oost west centrum noordoost zuidoost noordwest zuidwest binnen buiten")


def places(body: Body, lists: Lists) -> Iterator[Found]:
    """Villages, towns, provinces and countries."""
    taken = -1
    for word in body.words:
        if word.place <= taken or word.is_number:
            continue
        parts = _long_place(body, lists, word)
        if parts:
            taken = word.place + parts - 1
            # "Den Bosch" looks like a surname, too.
            yield Found(word.start, body.words[taken].end, "place", LISTS, 0.96)
        elif sureness := _place(body, lists, word) or _said_to_be_one(body, lists, word):
            first = _first(body, word)
            sign = first.low == "t" and body.folded[first.start - 1:first.start] == "'"  # of "'t", which is no word
            yield Found(first.start - sign, _last(body, word).end, "place", LISTS, sureness)


def _first(body: Body, word: Word) -> Word:
    """The first word of a place: the second of two villages of one name is called so, 'tweede exloermond', and an
    article is part of some, "'t Haantje"."""
    before = body.word(word.place - 1)
    if before is not None and before.low in ("'t", "t") and word.tells and body.gap(before.place) == " ":
        return before
    second = before is not None and body.gap(before.place) == " " and before.low in _SECOND
    return before if before is not None and second and word.low.endswith("mond") else word


def _last(body: Body, word: Word) -> Word:
    """The last word of a quarter that is called after a town: 'de brugse poort', 'Gentse Heerweg'."""
    after = body.word(word.place + 1)
    joined = after is not None and body.gap(word.place) == " " and word.low.endswith("se") and after.low in _QUARTERS
    return after if after is not None and joined else word


def _said_to_be_one(body: Body, lists: Lists, word: Word) -> float:
    """'in de wijk Delftlanden', 'in Zuidoost', "in 't Haantje": no list has it."""
    near = body.before(word.start, 2)
    if not word.tells or not near or lists.is_word(word.low) and word.low in lists.first:
        return 0
    if near[0] in _IS_ONE or near[0] in ("de", "het", "'t", "t") and near[1:] and near[1] in ("wijk", "buurt"):
        return 0.75
    if word.low in _SIDES and near[0] in ("in", "uit", "naar"):
        return 0.6
    return 0.6 if near[0] in ("'t", "t") and near[1:] and near[1] in ("in", "uit", "naar", "op", "van") else 0


def _long_place(body: Body, lists: Lists, word: Word) -> int:
    """How many words a place has that begins here and has more than one, 0 for none."""
    after = body.word(word.place + 1)
    led = titles.before(body, word)
    if led is not None and led.low in titles.SURNAMES:
        return 0  # "mevrouw ter Haar" is no village
    for parts in lists.long_places.get((word.low, after.low if after is not None else ""), ()):
        words = body.words[word.place:word.place + len(parts)]
        there = [one.low for one in words] == list(parts) and all(body.gap(one.place) == " " for one in words[:-1])
        # "in de wijk" is no village, "in den haag" a town.
        small = parts[0] in ("de", "het", "t", "'t")
        quarter = small and len(parts) == 2 and parts[1] not in lists.words and is_where(body, word)
        known = not small and (parts in _TOWNS_OF_TWO or any(
            len(one) > 2 and one not in lists.words and not sort_of(lists, one).is_name for one in parts))
        if there and (any(one.tells for one in words) or (is_where(body, word) and not small) or quarter or known):
            return len(parts)
    return 0


def _of_a_place(lists: Lists, low: str) -> bool:
    """Whether a word says of what town something is: 'gentse', 'groningse', 'emmense'."""
    if not low.endswith("se") or low in _PEOPLES:
        return False
    stem = low.removesuffix("se")
    return any(len(town) > 3 and town in lists.places and not lists.is_word(town)
               for town in (stem, stem + "en", stem + "e", stem + "s", stem + stem[-1:] + "e"))


def _lives_there(lists: Lists, low: str) -> bool:
    """Whether a word says of somebody where he is from: 'Rotterdammer', 'Aalstenaar', 'Hagenees'."""
    if low in ("hagenees", "hagenezen", "groninger", "bosschenaar", "sinjoor", "brusselaar", "eindhovenaar"):
        return True
    stem = low.removesuffix("s")
    for ending in ("enaar", "naar", "aar", "mer", "er"):
        if stem.endswith(ending) and len(stem) - len(ending) > 3 and (not lists.is_word(low) or len(stem) > 8):
            town = stem.removesuffix(ending)
            if town in lists.places and town not in lists.words and town not in lists.first:
                return True
    return False


def _place(body: Body, lists: Lists, word: Word) -> float:
    if value(word.low) is not None:
        return 0  # "de bus van acht"
    if word.low.startswith("s-") and "'" + word.low in lists.places:
        return 0.95  # 's-Hertogenbosch, also said without its sign
    low, dash, end = word.low.rpartition("-")
    if dash and len(low) > 3 and low in lists.places and not lists.is_word(low) and end not in _SIDES and (
            not sort_of(lists, word.low).is_name):
        return 0.7  # a quarter: almere-haven
    if not dash or end not in _SIDES:
        low = word.low
    if low in REGIONS:
        return 0.8
    if dash and end in _SIDES and low in lists.places and word.tells:
        return 0.92  # Emmen-Noord
    if word.tells and _lives_there(lists, low):
        return 0.7
    if _of_a_place(lists, low):
        return 0.6
    if low in lists.places:
        of = body.before(word.start, 2)
        # "in de bijlmer": a quarter that has an article.
        quarter = of[:1] == ["de"] and of[1:] in (["in"], ["uit"], ["naar"]) and low not in lists.words
        where = is_where(body, word) or quarter
        sort = sort_of(lists, low)
        if low in NEVER or sort.first and not sort.guarded and not where:
            return 0
        if lists.is_word(low) and not (word.tells or where):
            return 0
        if sort.is_name and not where:
            return 0.7 if word.is_capital else 0.5 if (
                len(low) > 3 and not sort.first and of[:1] not in (["een"], ["het"], ["de"], ["dat"])) else 0
        said = len(low) > 4 or body.before(word.start, 1) == ["op"]
        return 0.9 if where else 0.8 if word.is_capital else 0.6 if said else 0
    if low in lists.guarded_places:
        if word.tells:
            return 0.75 if is_where(body, word) else 0.5
        near, after = body.before(word.start, 1), body.follows(word.place)
        bare = low in TOWNS and bool(near) and near[0] in ("in", "uit", "naar", "te") and (
            after is None or after.low in GOES_ON | NEVER or body.gap(word.place).startswith((",", ".", "?", "!")))
        return 0.5 if bare or (is_where(body, word) and _lives_near(body, word) and low not in NEVER) else 0
    return 0


def is_where(body: Body, word: Word) -> bool:
    """Whether it is said as a place is: right behind 'in', 'naar', 'uit'."""
    near = body.before(word.start, 2)
    after = body.follows(word.place)
    if not near:
        return False
    if near[0] == "van":
        goes = after is not None and after.low in ("naar", "tot")
        return goes or near[1:] in (["ben"], ["bent"], ["zijn"], ["kom"], ["komt"]) or _lives_near(body, word)
    return near[0] in _WHERE or near[0] in ("centrum", "binnenstad", "noord", "zuid")


def _lives_near(body: Body, word: Word) -> bool:
    after = {one.low for one in body.words[word.place + 1:word.place + 6]}
    return bool((set(body.before(word.start, 6)) | after) & _LIVES)
