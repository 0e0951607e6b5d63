"""Names of people and places by lists: what stands in them, and what stands beside it.

A word that is a word of the language too ("wil", "roos", "bakker") needs more than itself: a capital it need not have,
a word of address before it, another name beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify import titles
from texts.deidentify.numerals import value
from texts.deidentify.sayings import CHAINS, GOES_ON
from texts.deidentify.sorts import Sort, sort_of
from texts.deidentify.spans import LISTS, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

PARTICLES = all_of(
    "van de der den het ten ter te el al la le los da dos das di ben ait ibn bin abu ould von vande vanden d")
_WHERE = all_of(
    "vlakbij tussen in naar uit te rond nabij vanuit tot door buiten via omgeving regio gemeente stad dorp"
    " richting binnen")
_LIVES = all_of(
    "woon woont wonen woonde woonden gewoond verhuisd verhuisde verhuizen geboren opgegroeid kom komt komen kwam"
    " kwamen afkomstig ging gingen gaan ga zat zaten zit zitten werk werkt werkte reed rijd rijdt rijden fietst pendelt"
    " trein bus")
# What somebody does behind her name at the beginning of a sentence.
_TOWNS = all_of(
    "lier mol boom geel peer best goes ham halle menen bergen duffel muizen leest essen hulst elst huizen kampen"
    " hoorn soest lent made dieren laren haren beek echt doorn roden gieten dalen borger houten bree")
# Surnames that are words too, common enough to be one behind a first name in small letters.
_LIKE_WORDS = all_of(
    "bakker visser smit smits mulder boer dekker brouwer jong koning kok prins vos wolf groen haan bos kramer"
    " kuiper timmerman beek berg bosch dijk dam meer molen veen vliet bruin wit zwart groot klein molenaar slager"
    " snijder winter zomer heuvel hoek horst velde linden broek wal brink kamp laan leeuw graaf ruiter jager"
    " schipper kuipers schouten vries vink haas hond wijk donk hout hoven")
_PEOPLES = all_of("filipijnse guinese indiase japanse luxemburgse oostenrijkse stadse hoekse")
_REGIONS = all_of(
    "drenthe friesland fryslan groningen overijssel gelderland flevoland zeeland limburg brabant noord-brabant"
    " noord-holland zuid-holland oost-vlaanderen west-vlaanderen vlaams-brabant waals-brabant henegouwen twente"
    " achterhoek veluwe salland waasland kempen meetjesland pajottenland hageland haspengouw westhoek")
_SIDES = all_of("noord zuid oost west centrum noordoost zuidoost noordwest zuidwest binnen buiten")
DOES = all_of(
    "zei zegt is was wil wilde wou heeft had gaat ging komt kwam kan kon moet moest mag mocht vond vindt belde"
    " belt werkt werkte woont woonde doet deed slaapt sliep keek kijkt dronk drinkt kreeg krijgt hielp helpt"
    " kookte zat zit liep loopt bleef blijft werd wordt dacht denkt vroeg vraagt gaf geeft schreef riep hoort"
    " hoorde slikt rookt speelt")
# Small words that are never a name in small letters, whatever stands before them.
NEVER = all_of(
    "des der die dat en of is was zei zegt van voor met op in aan te een de het ik jij je hij zij ze we wij u er"
    " dan toen nou nu eh uh ehm ook niet wel maar want dus als om bij tot naar heeft had heb hebben ging gaat kwam"
    " komt kon kan moet moest mag wil wilde wou zou zal werd wordt word deed doet zegt haar hem hun zijn mijn ons"
    " onze jullie altijd nooit weer nog al toch even gewoon heel zo hier daar waar wat wie hoe waarom wanneer"
    " thuis weg mee terug goed ja nee zelf samen alleen alles iets niks niets veel meer meest minder elke ieder"
    " iedereen eerst later straks vroeger vandaag gisteren hoor he belde vroeg dacht vond gaf kreeg liep zat stond"
    " bleef hielp ben bent waren leven hele eigen over onder tegen zonder kind kinderen moeder vader school huis"
    " werk dag jaar week maand tijd keer mensen man vrouw oma opa gezegd")
_PRONOUNS = all_of("ik je jij u hij ze zij we wij ie het dat 't")
_ONE_OF = all_of("een de het die dat deze dit geen elke zo'n n 'n")  # before a thing, not before somebody
_ONLY_OWN = all_of("man vrouw vriend vriendin ex baas kleine oudste jongste partner moe va pa ma om tan")
_SURNAME_FOLLOWS = all_of("mevrouw mevr mw meneer mijnheer menier dhr heer dokter dr juf familie fam")
_NOUNLY = ("en", "schap", "tje", "jes", "s", "er", "sel", "nis", "achtig", "ig", "isch", "lijk", "matig")
_WORDLY = ("en", "de", "te", "t", "d", "ing", "heid", "lijk", "baar")  # as words end that no list has


def names(body: Body, lists: Lists) -> Iterator[Found]:
    """Names of people, with the words of address before them and the surnames behind them."""
    taken = -1
    for word in body.words:
        if word.place <= taken or word.is_number:
            continue
        sureness = _sureness(body, lists, word)
        if not sureness:
            continue
        first = _particles_before(body, word)
        last = _last(body, lists, word)
        if last.place > word.place:
            sureness = min(0.95, sureness + 0.1)
        taken = last.place
        yield Found(titles.start_with(body, first), last.end, "name", LISTS, sureness, head=first.start,
                    key=body.low[first.start:last.end])


def _sureness(body: Body, lists: Lists, word: Word) -> float:
    """How sure it is that a word begins a name (its particles left out); 0 for none."""
    low = word.low
    sort = sort_of(lists, low)
    small = low in NEVER and not word.tells
    if len(low) < 2 or small or value(low) is not None or low in titles.FORMAL | titles.NEAR:
        return 0
    title = _title(body, word)
    called = titles.is_called(body, word)
    if not title and (low in lists.capitals or low in CHAINS - {"albert", "dirk"} or low == "heijn" or (
            low, body.low[word.end:word.end + 6]) == ("albert", " heijn")):
        return 0
    if title or called:
        if low in PARTICLES or low in NEVER:
            return 0
        if sort.is_name and not sort.guarded or word.tells:
            return 0.9
        # "mevrouw van groep zes" has no such name, "mevrouw de boer" has.
        of = body.before(word.start, 1) == ["van"]
        if sort.is_name and title in _SURNAME_FOLLOWS and not of:
            return 0.75
        if sort.first and (title or called) and not of:
            return 0.6
        if not sort.is_name and (title in titles.FORMAL or called) and not lists.is_word(low) and len(low) > 2:
            return 0.65
        if not lists.is_word(low) and len(low) > 3 and title in titles.KIN and not low.endswith(_WORDLY):
            return 0.5
        return 0
    if word.tells:
        return _with_capital(body, lists, word, sort)
    if sort.guarded or not sort.is_name:
        return _at_the_start(body, lists, word, sort) if word.begins and word.is_capital else 0
    if low in lists.places and not word.is_capital and not sort.first:
        return 0
    if word.is_capital:
        return 0.85 if sort.first else 0.6
    if sort.first:
        return 0.75 if len(low) > 3 else 0.65
    return 0.55 if len(low) > 4 else 0


def _at_the_start(body: Body, lists: Lists, word: Word, sort: Sort) -> float:
    """The same for a word with which a sentence begins, so that its capital says nothing: what does it do?"""
    after = body.follows(word.place)
    if after is None or word.low in NEVER:
        return 0
    who = body.follows(after.place)
    if sort.first and after.low in titles.OWN and who is not None and who.low in titles.NEAR and (
            body.gap(word.place).startswith(",")):
        return 0.75  # "Roos, mijn oudste"
    if after.tells and (sort.first or not lists.is_word(word.low)) and (
            sort_of(lists, after.low).is_name or not lists.is_word(after.low)) and after.low not in lists.places:
        return 0.7
    following = body.follows(after.place)
    does = after.low in DOES and not (following is not None and following.low in _PRONOUNS)
    if does and (sort.first or not lists.is_word(word.low)):
        return 0.6
    unknown = len(word.low) > 3 and not lists.is_word(word.low)
    named = after.low in ("en", "die", "noemden", "heet", "heette")
    return 0.5 if unknown and (named or not word.low.endswith((*_WORDLY, *_NOUNLY))) else 0


def _title(body: Body, word: Word) -> str:
    """The word of address or family before a word, particles between them passed over; '' for none."""
    first = _particles_before(body, word)
    found = titles.before(body, first)
    if found is None:
        return ""
    # "de man die", "een vrouw uit": such a word leads a name only where it is somebody's.
    if found.low in _ONLY_OWN:
        owner = body.word(found.place - 1)
        return found.low if owner is not None and owner.low in titles.OWN else ""
    return found.low


def _particles_before(body: Body, word: Word) -> Word:
    """The first of the particles before a surname where a title or a capital leads them, else the word itself."""
    at = word.place
    while at > max(0, word.place - 4) and body.words[at - 1].low in PARTICLES and body.gap(at - 1) == " ":
        at -= 1
    if at == word.place:
        return word
    first = body.words[at]
    led = titles.before(body, first) is not None and word.low not in NEVER
    # A capital that it need not have: "zo'n Van Dijck"; a small "van" before a name is a word.
    while not led and at < word.place and not body.words[at].tells:
        at += 1
    return body.words[at] if led or at < word.place else word


def _with_capital(body: Body, lists: Lists, word: Word, sort: Sort) -> float:
    low = word.low
    if low in lists.places and not sort.first or _is_where(body, word) and (
            low in lists.places or low in lists.guarded_places):
        return 0
    before = body.before(word.start, 1)
    if sort.guarded and before and before[0] in _ONE_OF:
        return 0
    if sort.is_name:
        return (0.9 if not sort.guarded else 0.75) if sort.first or not lists.is_word(low) else 0.6
    if lists.is_word(low) or low in lists.places or low in lists.guarded_places:
        return 0
    return 0.5 if len(low) > 2 else 0


def _last(body: Body, lists: Lists, word: Word) -> Word:
    """The last word of the name that begins with this one."""
    last = word
    while True:
        at = last.place
        after = body.follows(at)
        if after is None or body.gap(at) not in (" ", ". "):
            return last
        particles = 0
        while after is not None and after.low in PARTICLES and body.gap(after.place) == " " and particles < 3:
            after, particles = body.follows(after.place), particles + 1
        if after is None or after.is_number or after.low in NEVER:
            return last
        sort = sort_of(lists, after.low)
        known = sort.is_name and not sort.guarded
        if particles:
            goes_on = after.tells and after.low not in lists.places or after.low in _LIKE_WORDS or sort.surname and (
                not _where_after(body, last) or after.low not in lists.places) and not lists.is_word(after.low)
            # "bram de koning" in small letters might go on with a king; with a capital it is called so.
        else:
            goes_on = after.tells and not after.text.isupper() or _surname_like(body, lists, last, after) or known and (
                sort.surname or sort.first) and not after.is_capital and after.low not in lists.places
        if not goes_on or after.low in titles.FORMAL:
            return last
        last = after


def _surname_like(body: Body, lists: Lists, first: Word, word: Word) -> bool:
    """Whether a word is the surname of who is called `first`, in small letters: 'anja bakker zei'."""
    after = body.follows(word.place)
    sort = sort_of(lists, first.low)
    return sort.first and not sort.guarded and word.low in _LIKE_WORDS and (
        after is None or after.low in GOES_ON or after.low in DOES or body.gap(word.place) != " ")


def _where_after(body: Body, word: Word) -> bool:
    after = body.follows(word.place)
    return after is not None and after.low in ("van", "in", "te", "uit")


def places(body: Body, lists: Lists) -> Iterator[Found]:
    """Villages, towns, provinces and countries."""
    taken = -1
    for word in body.words:
        if word.place <= taken or word.is_number:
            continue
        parts = _long_place(body, lists, word)
        if parts:
            taken = word.place + parts - 1
            yield Found(word.start, body.words[taken].end, "place", LISTS, 0.85)
        elif sureness := _place(body, lists, word):
            yield Found(word.start, word.end, "place", LISTS, sureness)


def _long_place(body: Body, lists: Lists, word: Word) -> int:
    """How many words a place has that begins here and has more than one, 0 for none."""
    after = body.word(word.place + 1)
    for parts in lists.long_places.get((word.low, after.low if after is not None else ""), ()):
        words = body.words[word.place:word.place + len(parts)]
        there = [one.low for one in words] == list(parts) and all(body.gap(one.place) == " " for one in words[:-1])
        # "in de wijk" is no village, "in den haag" a town.
        small = parts[0] in ("de", "het", "t", "'t")
        if there and (any(one.tells for one in words) or (_is_where(body, word) and not small)):
            return len(parts)
    return 0


def _of_a_place(lists: Lists, low: str) -> bool:
    """Whether a word says of what town something is: 'gentse', 'groningse', 'emmense'."""
    if not low.endswith("se") or low in _PEOPLES:
        return False
    stem = low.removesuffix("se")
    return any(len(town) > 3 and town in lists.places and not lists.is_word(town)
               for town in (stem, stem + "en", stem + "e", stem + "s"))


def _place(body: Body, lists: Lists, word: Word) -> float:
    low, dash, end = word.low.rpartition("-")
    if dash and len(low) > 3 and low in lists.places and not lists.is_word(low) and end not in _SIDES and (
            not sort_of(lists, word.low).is_name):
        return 0.7  # a quarter: almere-haven
    if not dash or end not in _SIDES:
        low = word.low
    if low in _REGIONS:
        return 0.8
    if _of_a_place(lists, low):
        return 0.6
    if low in lists.places:
        where = _is_where(body, word)
        sort = sort_of(lists, low)
        if low in NEVER or sort.first and not sort.guarded and not where:
            return 0
        if lists.is_word(low) and not (word.tells or where):
            return 0
        if sort.is_name and not where:
            return 0.7 if word.is_capital else 0
        said = len(low) > 4 or body.before(word.start, 1) == ["op"]
        return 0.9 if where else 0.8 if word.is_capital else 0.6 if said else 0
    if low in lists.guarded_places:
        if word.tells:
            return 0.75 if _is_where(body, word) else 0.5
        near, after = body.before(word.start, 1), body.follows(word.place)
        bare = low in _TOWNS and bool(near) and near[0] in ("in", "uit", "naar", "te") and (
            after is None or after.low in GOES_ON | NEVER)
        return 0.5 if bare or (_is_where(body, word) and _lives_near(body, word) and low not in NEVER) else 0
    return 0


def _is_where(body: Body, word: Word) -> bool:
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
