"""Names of people and places by lists: what stands in them, and what stands beside it.

A word that is a word of the language too ("wil", "roos", "bakker") needs more than itself: a capital it need not have,
a word of address before it, another name beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify import titles
from texts.deidentify.numerals import value
from texts.deidentify.places import is_where
from texts.deidentify.sayings import CHAINS, DOES, GOES_ON, NEVER
from texts.deidentify.sorts import Sort, sort_of
from texts.deidentify.spans import LISTS, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

PARTICLES = all_of(
    "van de der den het ten ter te el al la le los da dos das di ben ait ibn bin abu ould von vande vanden d")
# Surnames that are words too, common enough to be one behind a first name in small letters.
_LIKE_WORDS = all_of(
    "bakker visser smit smits mulder boer dekker brouwer jong koning kok prins vos wolf groen haan bos kramer"
    " kuiper timmerman beek berg bosch dijk dam meer molen veen vliet bruin wit zwart groot klein molenaar slager"
    " snijder winter zomer heuvel hoek horst velde linden broek wal brink kamp laan leeuw graaf ruiter jager"
    " schipper kuipers schouten vries vink haas hond wijk donk hout hoven")
_JOINS = all_of("en dat toen als omdat want maar met van aan voor dus tegen")
_SPEAKS = all_of("zei zegt belde belt vertelde vertelt vroeg riep appte appt stuurde")
_VISITS = all_of("thuis langs geweest logeren slapen blijven")
_PRONOUNS = all_of("ik je jij u hij ze zij we wij ie het dat 't")
_ONE_OF = all_of("een de het die dat deze dit geen elke zo'n n 'n")  # before a thing, not before somebody
_ONLY_OWN = all_of("man vrouw vriend vriendin ex baas kleine oudste jongste partner moe va pa ma om tan")
_SURNAME_FOLLOWS = all_of(
    "mevrouw mevr mw meneer mijnheer menier dhr heer dokter dr juf familie fam pater pastoor kapelaan notaris dominee"
    " advocaat agent wijkagent rechter professor meester gezin echtpaar zuster")
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
        if low in PARTICLES or low in NEVER and not word.tells:
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
        if sort.first and not word.is_capital:
            return _in_small_letters(body, lists, word)
        return _at_the_start(body, lists, word, sort) if word.begins and word.is_capital else 0
    if low in lists.places and not word.is_capital and not sort.first:
        return 0
    if word.is_capital:
        return 0.85 if sort.first else 0.6
    if sort.first:
        return 0.75 if len(low) > 3 else 0.65
    return 0.55 if len(low) > 4 else 0


def _in_small_letters(body: Body, lists: Lists, word: Word) -> float:
    """The same for a first name that is a word too, in small letters: said of somebody by what stands beside it."""
    near, after = body.before(word.start, 2), body.follows(word.place)
    last = near[0] if near else ""
    if last in _ONE_OF or last in titles.OWN and last != "onze" or len(word.low) < 3:
        return 0
    if last == "bij" and after is not None and after.low in _VISITS:
        return 0.6
    if after is not None and after.low in ("z'n", "d'r", "haar", "zijn", "d") and (
            whose := body.follows(after.place)) is not None and whose.low in titles.NEAR:
        return 0.6
    if last in ("zei", "zegt", "vroeg", "riep") and len(word.low) > 3:
        return 0.5
    if last == "en" and len(near) > 1 and near[1] in lists.first and near[1] not in lists.places:
        return 0.6
    if (not near or last in _JOINS) and after is not None and after.low in _SPEAKS:
        return 0.5
    return 0.5 if after is not None and after.low == "en" and (other := body.follows(after.place)) is not None and (
        other.low in lists.first and other.low not in lists.places) and (not near or last in _JOINS) else 0


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
    title = titles.before(body, first)
    led = title is not None and (word.low not in NEVER or word.tells)  # "mevrouw ter Haar"
    if led and title is not None and first.low == "van" and not first.is_capital and at == word.place - 1 and (
            title.low not in titles.SURNAMES | _SURNAME_FOLLOWS):
        led = False  # "de dochter van Kuipers", "mijn begeleider van Yorneo"
    if first.begins and first.is_capital and at < word.place - 1 and word.is_capital:
        return first  # "Van den Eynde belde"
    # A capital that it need not have: "zo'n Van Dijck"; a small "van" before a name is a word.
    while not led and at < word.place and not body.words[at].tells:
        at += 1
    return body.words[at] if led or at < word.place else word


def _with_capital(body: Body, lists: Lists, word: Word, sort: Sort) -> float:
    low = word.low
    if low in lists.places and not sort.first or is_where(body, word) and (
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
