"""Schools and services in small letters, as they are heard: by what they are called after and where one sits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify.sayings import GOES_ON
from texts.deidentify.sorts import sort_of
from texts.deidentify.spans import LISTS, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

NAMED_AFTER = ("school", "college", "lyceum", "instituut", "atheneum")
_ALONE = (*NAMED_AFTER, "kerk", "moskee", "wonen")
_HOUSES = ("huisje", "nest", "nestje", "boom", "toren", "hof", "burcht", "ark", "wijzer", "brug", "schip", "vlinder")
NO_NAMES = all_of(
    "hele laatste eerste tweede derde rest week dag ochtend middag avond zomer vakantie kinderen kleine jongste oudste"
    " man vrouw mensen meeste andere beste nieuwe oude enige volgende vorige school kleuters juf meester gemeente buurt"
    " stad hoek deur weg tijd overkant bus trein")
FOLLOWS = GOES_ON | all_of(
    "in op van bij voor naar aan tot uit vlakbij achter naast zitten zit drie twee vier vijf elke iedere daar hier zegt"
    " zeggen belde belt zei heeft hebben kan kon stond staat deed doet geeft gaf vindt vond wil willen laat liet")
CLASS = all_of("klas school leerjaar groep les leerkracht juf meester directeur ouderbijdrage schoolgeld")
_SITS = all_of("zit zitten zat zaten gaat gaan ging gingen gezeten begonnen begint start starten zetten gezet")
_PUPILS = all_of("kinderen kind zoon dochter jongste oudste kleinste kleine kleinzoon tweeling meisje jongens meisjes")
_THINGS = all_of(
    "grond stoel fiets trampoline trein wachtlijst lijst computer telefoon zetel school basisschool kleuterschool"
    " middelbare opvang creche trede gang speelplaats schommel achterbank voorbank bank kamer kamers rug schoot"
    " internaat afdeling vmbo havo speelgroep peutergroep plank mavo straat klas groep leerjaar instelling"
    " kleutergroep")


def schools(body: Body, lists: Lists) -> Iterator[Found]:
    """Organisations whose names have no capital and no word before them that says what they are."""
    for word in body.words:
        if not word.is_number and not word.tells:
            yield from _alone(body, lists, word)


def _alone(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    """In small letters: 'bethelkerk', 'denderwonen', 'naar 't kabouterhuisje', 'op de klimtoren in groep vijf'."""
    if lists.is_word(word.low) or word.low in lists.first:
        yield from _school(body, lists, word)
        return
    ending = next((one for one in _ALONE if word.low.endswith(one) and len(word.low) > len(one) + 3), "")
    if ending and ending != word.low and word.low.removesuffix(ending).removesuffix("s") not in lists.words:
        yield Found(word.start, word.end, "org", LISTS, 0.6)
        return
    near = body.before(word.start, 2)
    after = body.follows(word.place)
    stops = after is None or after.low in FOLLOWS or body.gap(word.place).startswith((",", ".", "?", "!"))
    known = word.low in lists.places or sort_of(lists, word.low).is_name or word.low in lists.capitals
    if near and near[0] in ("bij", "via") and stops and not known and len(word.low) > 5 and not (
            word.low.endswith(("en", "s"))):
        # Nobody says "bij" of a thing without an article.
        yield Found(word.start, word.end, "org", LISTS, 0.5)
    elif len(near) > 1 and near[0] in ("de", "het", "'t", "t") and near[1] in ("op", "naar", "bij") and (
            word.low.endswith(_HOUSES)) and stops:
        yield Found(body.words[word.place - 1].start, word.end, "org", LISTS, 0.55)
    elif near and near[0] in ("'t", "t") and word.low.endswith(_HOUSES):
        yield Found(word.start, word.end, "org", LISTS, 0.55)
    else:
        yield from _school(body, lists, word)


def _school(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    """'zit op de klimtoren in groep vijf', 'op de wijde wereld': called after a thing, where a class is told of."""
    first = word.place - 1
    if body.near(first, "de") or body.near(first, "het"):
        pass
    elif body.word(first) is not None and body.words[first].low.endswith("e") and (
            body.near(first - 1, "de") or body.near(first - 1, "het")):
        first -= 1
    else:
        return
    near = body.before(body.words[first].start, 7)
    behind = {one.low for one in body.words[word.place + 1:word.place + 8]}
    sits = set(near[1:]) & _SITS
    if near[:1] == ["op"] and sits and word.low not in NO_NAMES | _THINGS and len(word.low) > 4 and (
            behind & CLASS or set(near) & {"leerjaar", "klas", "groep"} or set(near) & _PUPILS and (
                not behind or behind & {"ouderbijdrage", "schoolgeld", "juf", "meester", "leerkracht"})):
        yield Found(body.words[first].start, word.end, "org", LISTS, 0.5)
