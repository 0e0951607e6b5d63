"""Days, years and ages, in digits and in words; how long something took and what it cost are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify.numerals import ordinal, value
from texts.deidentify.spans import PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word

_YEAR = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = {name: at for at, name in enumerate(_YEAR.split(), 1)}
SHORT_MONTHS = {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
                 "okt": 10, "nov": 11, "dec": 12}
_WEEKDAYS = all_of("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?P<d>\d{1,2})(?P<s>[-/. ])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d-(?P<m2>\d\d)-(?P<d2>\d\d))(?![\d/-]|[.,]\d)")
_SHORT_YEAR = re.compile(r"(?<!\w)'\d\d(?!\d)")
_SEASONS = all_of("begin eind einde midden medio zomer winter lente voorjaar najaar herfst")
_SINCE = all_of("in sinds van uit vanaf tot anno jaar rond voor na tegen") | _SEASONS
# A number before one of these counts something.
_YEAR_FOLLOWS = all_of("in sinds van anno uit jaar")
_UNITS = all_of(
    "euro euros frank gulden cent kilo kg gram meter m km kilometer liter procent keer maal mensen gezinnen stuks"
    " uur minuten seconden dagen nachten weken maanden jaar kinderen personen man calorieen woorden stappen huizen"
    " vierkante duizend miljoen miljard graden punten bladzijden rondjes")
_YEAR_WORDS = all_of("jaar jaren jr jaartjes jaartje")
_MONTH_WORDS = all_of("maand maanden maandjes week weken weekjes")
_BEING = all_of("ben bent is was waren zijn word wordt werd werden worden geworden wordend was'k ben'k")
_BETWEEN = all_of(
    "ik jij je hij ze zij we wij u ie die nu pas net al toen bijna nog maar eh uh dan ook zelf ja ongeveer rond"
    " rondom ondertussen intussen inmiddels amper nauwelijks hooguit volgende maand week jaar straks binnenkort"
    " morgen vandaag gisteren mijn haar zijn zoon dochter kind zo'n even al")
_BEFORE_AGE = all_of("ik hij ze zij je jij ie we pas al nog nu net bijna")
_NOT_SOMEBODY = all_of("het dat er dit 't wat d'r")
_SOMEBODY = all_of(
    "zoon zoontje zonen dochter dochtertje dochters meisje meisjes jongen jongens jongetje jongetjes kind kindje"
    " kinderen kleinkind kleinkinderen kleinzoon kleindochter man vrouw broer broertje zus zusje zussen baby"
    " peuter kleuter puber tiener oudste jongste middelste tweeling iemand neef neefje nicht nichtje vent gast ene"
    " moeder vader mama papa mam oma opa tante oom nonkel meiden meid gasten manneke meiske mannen vrouwen dreumes"
    " schoonmoeder schoonvader")
_GOES_ON = all_of(
    "en of toen maar dus nu want geworden ofzo of-zo hoor he ja eh uh uhm is was die dan als intussen ondertussen"
    " inmiddels bijna zei nou zeg moest ging kreeg mocht kwam heeft had wil woont zit gaat ben heb hoort slaapt"
    " blijft word wordt met ik we ze hij hoorde denk geloof misschien volgens leerde oud jong stopte begon werkte")
_HOW_LONG = all_of(
    "geleden terug lang getrouwd samen gescheiden weg bezig geweest werkloos dakloos clean in bij voor aan later"
    " verder hier daar ziek thuis coach gestopt nuchter gewacht dood overleden op wachten ouder jonger ertussen"
    " onderweg alleen over gewoond gewerkt opgesloten vast lid nodig garantie")
_OWN = all_of("mijn m'n zijn z'n haar d'r hun je jouw uw ons onze mn zn")
_BEFORE_OWN = all_of("op vanaf tot rond voor sinds na met tegen bij")


def dates(body: Body) -> Iterator[Found]:
    """Days, months of a year and years; a bare day of the week, month or feast is none."""
    for match in _NUMERIC.finditer(body.folded):
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        if 1 <= day <= 31 and 1 <= month <= 12 and not (match["s"] == " " and len(match["y"]) == 2):
            yield Found(*match.span(), "date", PATTERN, 0.95)
    for match in _SHORT_YEAR.finditer(body.folded):
        yield Found(*match.span(), "date", PATTERN, 0.8)
    for word in body.words:
        yield from _by_month(body, word)
        yield from _bare_year(body, word)


def _by_month(body: Body, word: Word) -> Iterator[Found]:
    at = word.place
    start = _day_before(body, at)
    if word.low not in MONTHS and not (word.low in SHORT_MONTHS and start < at and _dotted(body, at)):
        return
    end = _year_end(body, at + 1) if "\n" not in body.gap(at) else 0
    if start == at and not end:
        return
    if start < at and body.near(start - 1, "de") and (day := body.word(start - 2)) and day.low in _WEEKDAYS:
        start -= 2
    elif (day := body.word(start - 1)) and day.low in _WEEKDAYS:
        start -= 1
    yield Found(body.words[start].start, body.words[(end or at + 1) - 1].end, "date", PATTERN, 0.9)


def _dotted(body: Body, at: int) -> bool:
    return body.words[at - 1].is_number


def _day_before(body: Body, at: int) -> int:
    """Place of the day before a month, the place itself where there is none."""
    before = at - 1
    if body.near(before, "van"):
        before -= 1
        found = body.word(before)
        return before if found and ordinal(found.low) in range(1, 32) else at
    found = body.word(before)
    if found is None or "\n" in body.gap(before):
        return at
    if found.low in ("e", "de", "ste") and (digits := body.word(before - 1)) and digits.is_number and (
            digits.end == found.start):
        return before - 1
    day = ordinal(found.low) or value(found.low)
    # "een mei" may be any May: what is written with an accent says one.
    alone = found.low in ("een", "ene") and "é" not in body.text[slice(*body.at(found.start, found.end))]
    return before if day in range(1, 32) and not alone else at


def _year_end(body: Body, at: int) -> int:
    """One past the last word of the year that begins at a place; 0 where none does."""
    word = body.word(at)
    if word is None:
        return 0
    if word.low == "van":
        return _year_end(body, at + 1) if (after := body.word(at + 1)) and after.is_number else 0
    if word.is_number:
        return at + 1 if len(word.text) == 4 and 1900 <= int(word.text) <= 2049 else 0
    first = value(word.low)
    if first is None:
        return 0
    if 1901 <= first <= 2049 and first not in (2000, 1900):
        return at + 1
    behind = at + 1
    if first == 2000 and body.near(behind, "en"):
        behind += 1
    following = body.word(behind)
    second = value(following.low) if following and not following.is_number and "\n" not in body.gap(at) else None
    spoken = {1900: range(1, 100), 2000: range(1, 50), 19: range(20, 100), 20: range(10, 40)}.get(first, range(0))
    if second in spoken:
        return behind + 1
    return at + 1 if first == 2000 else 0


def _bare_year(body: Body, word: Word) -> Iterator[Found]:
    at = word.place
    if value(word.low) is None or (word.is_number and len(word.text) != 4):
        return
    end = _year_end(body, at)
    before, after = body.word(at - 1), body.follows(end - 1) if end else None
    said = before is not None and before.low in _SINCE
    sign = body.folded[max(0, word.start - 2):word.start]
    if end:
        spoken_pair = value(word.low) in (19, 20)
        if (after and after.low in _UNITS and "," not in body.gap(end - 1)) or "€" in sign or (
                before and before.low in ("nummer", "euro", "nr")) or sign.endswith((",", ".")) and word.is_number:
            return
        if body.folded[body.words[end - 1].end:body.words[end - 1].end + 1] in ("%", "-", "/") and word.is_number:
            return
        if (spoken_pair or value(word.low) == 2000 and end == at + 1) and not said:
            return
        yield Found(word.start, body.words[end - 1].end, "date", PATTERN, 0.85 if said else 0.75)
    elif before and before.low in _YEAR_FOLLOWS and (value(word.low) or 0) in range(40, 100) and not word.is_number:
        # "in zevenentachtig": a year of the last century, where nothing is counted.
        following = body.follows(at)
        if following is None or following.low in _GOES_ON or "," in body.gap(at):
            yield Found(word.start, word.end, "date", PATTERN, 0.5)


def ages(body: Body) -> Iterator[Found]:
    """How old somebody is or was: 'acht jaar oud', 'een jongen van acht', 'toen ik zestien was', 'op mijn twaalfde'."""
    for word in body.words:
        number = _age(word)
        if number is not None:
            yield from _of_number(body, word)
        elif word.low.endswith(("jarige", "jarigen")) and (
                value(word.low.partition("jarig")[0].rstrip("-")) or (
                    (before := body.word(word.place - 1)) and _age(before) and len(word.low) < 9)):
            spelled = value(word.low.partition("jarig")[0].rstrip("-"))
            yield Found(word.start if spelled else body.words[word.place - 1].start, word.end, "age", PATTERN, 0.9)
        elif (ordinal(word.low) or 0) in range(3, 111):
            yield from _of_ordinal(body, word)


def _age(word: Word) -> int | None:
    number = value(word.low)
    return number if number is not None and number <= 110 and word.low not in ("een", "ene") else None


def _of_number(body: Body, word: Word) -> Iterator[Found]:
    at, last = word.place, word.place
    after = body.follows(at)
    unit = after is not None and after.low in _YEAR_WORDS | _MONTH_WORDS
    if after is not None and unit:
        last = after.place
    following = body.follows(last)
    old = following is not None and following.low in ("oud", "jong")
    if unit and old and following is not None:
        yield Found(word.start, following.end, "age", PATTERN, 0.95)
        return
    in_months = after is not None and after.low in _MONTH_WORDS
    before = body.word(at - 1) if at and "\n" not in body.gap(at - 1) else None
    closes = following is None or re.search(r"[,.?!;…)]", body.gap(last)) is not None or following.low in _GOES_ON
    if unit and following is not None and following.low in _HOW_LONG:
        return
    is_of = before is not None and before.low == "van" and (
        _somebody_near(body, at - 2) and (unit or closes))
    is_being = (_is_being(body, at) and (closes if not unit or in_months else True)) or (
        not unit and closes and before is not None and before.low in _SOMEBODY and at > 1)
    apposed = unit and before is not None and "," in body.gap(at - 1) and closes and not in_months
    own = before is not None and before.low in _OWN and body.word(at - 2) is not None and (
        body.words[at - 2].low in _BEFORE_OWN) and (unit or closes)
    asked = after is not None and not unit and after.low in ("is", "was", "wordt", "werd") and word.begins and (
        (who := body.follows(after.place)) is not None and who.low in ("hij", "ze", "zij", "ie", "ik", "die"))
    second = before is not None and before.low in ("en", "of") and _age_before(body, at - 2) and (closes or unit)
    if is_of or is_being or own or asked or second or apposed:
        yield Found(word.start, body.words[last].end, "age", PATTERN, 0.9 if unit or is_of or own else 0.75)


def _somebody_near(body: Body, at: int) -> bool:
    """Whether a person is meant by one of the three words up to a place, a name included."""
    for place in range(at, max(-1, at - 3), -1):
        word = body.words[place]
        if word.low in _SOMEBODY or word.tells or word.low == "leeftijd":
            return True
    return False


def _is_being(body: Body, at: int) -> bool:
    """Whether somebody is said to be so many, however much stands between: 'ben ik nu dus', not 'het is'."""
    place = at - 1
    while place >= 0 and at - place < 7:
        word = body.words[place]
        if "\n" in body.gap(place):
            return False
        if word.low in _BEING and not (word.low == "zijn" and body.near(place - 1, "op")):
            around = [body.words[near].low for near in (place - 1, place - 2) if near >= 0]
            told = [body.words[near].low for near in range(place + 1, at)]
            return not (around and around[0] in _NOT_SOMEBODY) and not set(told) & _NOT_SOMEBODY
        if word.low not in _BETWEEN and not word.tells:
            # "toen ze acht werd": what is said of her stands behind the number.
            break
        place -= 1
    after = body.follows(at)
    if after is not None and after.low in _YEAR_WORDS:
        after = body.follows(after.place)
    before = body.word(at - 1)
    return after is not None and after.low in _BEING and before is not None and (
        before.low in _BEFORE_AGE or before.tells or before.low in _SOMEBODY)


def _age_before(body: Body, at: int) -> bool:
    """Whether the number at a place, or its unit, is an age itself."""
    word = body.word(at)
    if word is not None and word.low in _YEAR_WORDS:
        at, word = at - 1, body.word(at - 1)
    return word is not None and _age(word) is not None and any(True for _ in _of_first(body, word))


def _of_first(body: Body, word: Word) -> Iterator[Found]:
    before = body.word(word.place - 1)
    if before is not None and (before.low == "van" and _somebody_near(body, word.place - 2) or _is_being(
            body, word.place)):
        yield Found(word.start, word.end, "age", PATTERN, 0.7)


def _of_ordinal(body: Body, word: Word) -> Iterator[Found]:
    """'op mijn achttiende', 'vanaf haar twaalfde', 'mijn vijftigste verjaardag'."""
    before, earlier, after = body.word(word.place - 1), body.word(word.place - 2), body.follows(word.place)
    if before is None or before.low not in _OWN:
        return
    birthday = after is not None and after.low.startswith("verjaardag")
    led = earlier is not None and earlier.low in _BEFORE_OWN
    closes = after is None or after.low in _GOES_ON or "," in body.gap(word.place) or "." in body.gap(word.place)
    if birthday or (led and (closes or (ordinal(word.low) or 0) > 10)):
        yield Found(word.start, word.end, "age", PATTERN, 0.8)
