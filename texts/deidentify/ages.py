"""How old somebody is or was, in digits and in words; how long something took and how many there are is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify import bare_ages, birthdays, runs
from texts.deidentify.age_words import BEING, BETWEEN, HOW_LONG, SOMEBODY
from texts.deidentify.lists import shipped
from texts.deidentify.numerals import is_years, value
from texts.deidentify.sayings import GOES_ON
from texts.deidentify.spans import PATTERN, Found
from texts.deidentify.when import MONTHS
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word

_YEARS = all_of("jaar jaren jr jaartjes jaartje")
_MONTHS = all_of("maand maanden maandjes week weken weekjes dag dagen")
_DECADES = all_of(
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig twintiger dertiger veertiger vijftiger"
    " zestiger zeventiger tachtiger")
_IN_THEM = all_of("twintiger dertiger veertiger vijftiger zestiger zeventiger tachtiger negentiger")
_NOT_SOMEBODY = all_of("het dat er dit 't t wat d'r")
# They may stand between: "ze is er acht", "ze is d'r zeventien", "hij is dit jaar tien geworden".
_THERE = all_of("er d'r 'r dit 't")
# Said while one thinks.
_FILLERS = all_of("eh uh ehm uhm nee sorry nou wacht")
_SUBJECTS = all_of("ik hij ze zij je jij ie we u die pas al nog nu net bijna er ge gij 'k mij ons")
_WHO = all_of("hij ze zij ie ik die we je")
_WILL = all_of("gaat gaan ga moet moest mag mocht wil wou zal zou zullen kan kunnen ging is ben was zijn")
_GOES = all_of(
    "gaat ging zit zat doet deed kan kon wil wou moet moest heeft had slaapt woont blijft krijgt leest praat")
_UNITS = all_of("euro uur kilo procent keer stuks weken maanden dagen jaar kilometer minuten graden")
# Behind one person's number a sentence goes on so; behind what is counted it may too.
_BEHIND = all_of("in op zonder voor sinds tijdens omdat terwijl hoe waar tot aan zal zou kan al nog ook hier zwanger"
                 " heb ondertussen intussen inmiddels meer hé hè")
_ABOUT = all_of("een jaar of al nog maar pas net zo'n bijna ongeveer")
_WHEN = all_of("toen omdat als nu terwijl want dat zodra voordat sinds")
_ONE_IS = all_of("ben bent is was word wordt werd zijt waart wierd")
# They end as plurals do, and count nothing.
_NO_PLURAL = all_of("binnen buiten boven onder tussen even samen lopen zitten zijn waren alleen altijd soms eens als"
                    " sinds vaak thuis gaan komen doen spelen blijven konden mogen moeten willen kunnen hebben staan"
                     " horen slapen eten snappen weten leren krijgen drinken praten begrijpen huilen worden geworden"
                    " ergens nergens trouwens straks anders plots ineens opeens overigens minstens hoogstens vervolgens"
                    " tevens steeds telkens ondertussen intussen misschien bovendien sindsdien morgen gisteren")
_OPENS = all_of("en toen ja maar want dus bijna al pas nee neen nou")
_COUNTED = ("en", "s", "kilo", "uur", "keer", "maal", "meter", "euro", "procent")
_BEFORE_AGE = all_of("rond rondom ongeveer bijna pas net amper een jaar maand week of de zo'n dik ruim zowat")
_LEADS = all_of("eind begin midden half einde halverwege achterin voorin vooraan")
# "die van twaalf": somebody, where nothing is counted.
_THIS_ONE = all_of("die deze eentje ene gene degene")


def ages(body: Body) -> Iterator[Found]:
    """Ages in a text: 'acht jaar oud', 'van drie, zeven en elf', 'toen ik zestien was', 'eind veertig'."""
    at, told = 0, -1
    while at < len(body.words):
        run = _run(body, at)
        if run:
            for found in _of_run(body, run, told):
                yield found
                told = found.end
            at = run[-1] + 1
            continue
        word = body.words[at]
        if word.low in _IN_THEM:
            yield Found(word.start, word.end, "age", PATTERN, 0.8)
        else:
            yield from birthdays.birthdays(body, word)
        at += 1


def _run(body: Body, first: int) -> list[int]:
    """Places of the numbers that are told in a row from here: 'drie, vijf en negen'; none where no number stands."""
    if not is_years(body.words[first].low) and not (
            body.words[first].low in ("nul", "0") and body.near(first + 1, "tot")):  # "van nul tot vier"
        return []
    run, at = [first], runs.last_of(body, first)
    while (after := body.follows(at)) is not None:
        gap = body.gap(at)
        if after.low in _FILLERS and (after := _behind_fillers(body, after)) is None:
            break
        if is_years(after.low) and gap in (" ", ", "):
            run.append(after.place)
        elif after.low in runs.JOINS and (further := _behind_fillers(body, after)) is not None and is_years(
                further.low) and gap in (" ", ", "):
            run.append(further.place)
        elif after.low in _YEARS | _MONTHS and (further := body.follows(after.place)) is not None and (
                further.low == "en" and (number := body.follows(further.place)) is not None and is_years(number.low)):
            run.append(number.place)
        else:
            break
        at = runs.last_of(body, run[-1])
    return run


def _behind_fillers(body: Body, word: Word) -> Word | None:
    after = body.follows(word.place)
    while after is not None and after.low in _FILLERS:
        after = body.follows(after.place)
    return after


def _of_run(body: Body, run: list[int], told: int) -> Iterator[Found]:
    first, last = body.words[run[0]], runs.last_of(body, run[-1])
    after = body.follows(last)
    unit = after if after is not None and after.low in _YEARS | _MONTHS else None
    end = unit.place if unit is not None else last
    following = body.follows(end)
    if unit is not None and following is not None and following.low in ("oud", "jong", "oude", "jonge"):
        yield from _spans(body, run, following, 0.95)
        return
    own = body.word(run[0] - 1)
    its = own is not None and own.low in birthdays.OWN and body.word(run[0] - 2) is not None and (
        body.words[run[0] - 2].low in birthdays.BEFORE_OWN)  # "met je 27 jaar bij je moeder wonen"
    if unit is not None and following is not None and following.low in HOW_LONG and not its:
        return
    closes = following is None or re.search(r"[,.?!;…)]", body.gap(end)) is not None or following.low in GOES_ON
    weeks = unit is not None and unit.low in _MONTHS
    sure = _told(body, first, following, closes=closes, unit=unit is not None, weeks=weeks) or bare_ages.of_all(
        body, first, len(run), closes=closes)
    if not sure and len(run) > 1 and unit is None and _is_being(body, run[0]) and bare_ages.one_is(following):
        sure = 0.65  # "ze zijn twaalf en veertien de meisjes"
    if not sure and unit is not None:
        sure = bare_ages.with_unit(body, first, unit)
    elif not sure and unit is None:
        sure = bare_ages.beside(body, first, following, after=told, closes=closes)
    if sure:
        yield from _spans(body, run, unit, sure)


def _told(body: Body, first: Word, following: Word | None, *, closes: bool, unit: bool, weeks: bool) -> float:
    """How sure the numbers from `first` on are ages by what stands around them; 0 when they are none."""
    before = body.word(first.place - 1) if first.place and "\n" not in body.gap(first.place - 1) else None
    at = first.place - 1
    while at > 0 and body.words[at].low in _BEFORE_AGE and body.words[at - 1].low != "van" and at > first.place - 4:
        at -= 1
    led = at if body.words[at].low == "van" else at - 1
    of = led >= 0 and body.words[led].low == "van" and _somebody_near(body, led - 1) and (
        all(word.low in _BEFORE_AGE for word in body.words[led + 1:first.place]))
    # "een meisje van drie kilo", "kinderen van twee gezinnen": then something is counted.
    # "er een van acht", not "een van de twee".
    one_of = led == first.place - 1 and led > 0 and closes and (
        body.words[led - 1].low, body.words[led].low) == ("een", "van")
    counts = following is not None and following.low.endswith(_COUNTED) and following.low not in _NO_PLURAL
    this_one = led > 0 and body.words[led].low == "van" and body.words[led - 1].low in _THIS_ONE and not unit and (
        closes or following is None or following.low in _GOES)
    between = _between(body, first) and (unit or _somebody_near(body, first.place - 1, 6))
    if this_one or between:
        return 0.7
    if one_of or (of and (unit or closes or not counts)):
        return 0.9
    if _towards(body, first) and (closes or (following is not None and following.low in ("af", "toe", "aan")) or (
            not unit and (_does(body, following) or not counts and _somebody_near(body, first.place - 1, 5)))):
        return 0.6
    if _decade(body, first) and not unit and not counts or _decade(body, first) and closes:
        return 0.75
    if _is_behind(body, first, following):
        return 0.85
    of_many = before is not None and before.low == "de" and first.low not in _DECADES  # "in de drie weken"
    goes_on = not unit and _one_is(body, first.place) and (
        following is None or following.low in _BEHIND or bare_ages.one_is(following))
    if not of_many and _is_being(body, first.place) and (closes or goes_on or (unit and not weeks)):
        return 0.9 if unit else 0.75
    if not of_many and _becomes(body, first, following):
        return 0.8
    if before is None:
        return 0
    if unit and not weeks and closes and ("," in body.gap(before.place) or before.tells or before.low in SOMEBODY):
        return 0.75
    if not unit and closes and before.low in SOMEBODY and before.place > 0:
        return 0.6
    if _beside_a_name(body, before, first):
        return 0.7
    owner = body.word(before.place - 1)
    own = before.low in birthdays.OWN and owner is not None and owner.low in birthdays.BEFORE_OWN
    if before.low in ("leeftijd", "leeftijden") and (unit or closes):
        return 0.8
    grown = (value(first.low) or 0) > 11 and not counts  # "op mijn zestien begonnen", "tot haar achttien thuis"
    return 0.8 if own and (unit or closes or grown) else 0


def _spans(body: Body, run: list[int], unit: Word | None, sureness: float) -> Iterator[Found]:
    """A span for each number, with its unit and what leads it ('eind veertig'); of what is said of one, one."""
    at = 0
    while at < len(run):
        first = last = run[at]
        while at + 1 < len(run) and runs.is_one(body, last, run[at + 1]):
            at, last = at + 1, run[at + 1]
        at += 1
        start, end = body.words[first].start, body.words[runs.last_of(body, last)].end
        before, after = body.word(first - 1), body.word(runs.last_of(body, last) + 1)
        if first == run[0] and before is not None and body.gap(first - 1) == " ":
            if before.low in _LEADS:
                start = before.start
            elif body.words[first].low in _DECADES and before.low == "de" and body.near(first - 2, "in"):
                start = body.words[first - 2].start
        if after is not None and after.low in _YEARS | _MONTHS and body.gap(after.place - 1) == " ":
            end = after.end
        if unit is not None and last == run[-1]:
            end = max(end, unit.end)
        yield Found(start, end, "age", PATTERN, sureness)


def _one_is(body: Body, at: int) -> bool:
    """Whether one person is what was said before a place, and not a number of them."""
    return next((word in _ONE_IS for word in body.before(body.words[at].start, 5) if word in BEING), False)


def _does(body: Body, following: Word | None) -> bool:
    """'met achttien kon ik weg': what somebody did at so many, behind a verb."""
    who = body.follows(following.place) if following is not None and following.low in _WILL | _GOES else None
    return who is not None and who.low in _WHO | {"ge", "gij", "jij"}


def _becomes(body: Body, first: Word, following: Word | None) -> bool:
    """'gaat in maart drie worden', 'moet nog vier worden': nobody becomes a number of things."""
    return following is not None and following.low in ("worden", "geworden") and bool(
        set(body.before(first.start, 5)) & _WILL)


def _beside_a_name(body: Body, before: Word, first: Word) -> bool:
    """'Mohammed, negen, zit op voetbal': between commas behind a first name."""
    named = before.low in SOMEBODY or before.low in shipped().first and (
        before.is_capital or not shipped().is_word(before.low))
    return named and body.gap(before.place) == ", " and body.gap(first.place).startswith((",", "."))


def _decade(body: Body, word: Word) -> bool:
    """'in de dertig', 'eind veertig': behind somebody who is it."""
    before, earlier = body.word(word.place - 1), body.word(word.place - 2)
    if word.low not in _DECADES or before is None:
        return False
    if before.low in _LEADS or before.low == "de" and earlier is not None and earlier.low in _LEADS:
        return True
    led = before.low == "de" and earlier is not None and earlier.low == "in"
    if led and body.near(word.place - 3, "achter"):
        return True
    after = body.follows(word.place)
    if led and after is not None and after.low in ("zijn", "is", "was", "waren"):
        return True
    near = {one.low for one in body.words[max(0, word.place - 7):word.place]}
    return led and bool(near & (BEING | {"van", "zit", "zat", "zitten"}))


_PASSES = all_of("tegen onder boven naar over richting nadert naderde passeert passeerde")


def _towards(body: Body, word: Word) -> bool:
    """'loopt tegen de veertig', 'nog geen twaalf', 'met zestien', 'onder de achttien', '(8 en 11)'."""
    near = [*body.before(word.start, 3), ""]
    number = value(word.low) or 0
    is_round = word.low in _DECADES
    if body.folded[word.start - 1:word.start] == "(" and word.start:
        return _somebody_near(body, word.place - 1)
    if len(near) < 2:
        return False
    if near[0] == "de":
        after = body.follows(word.place)
        passes = number > 9 or after is not None and after.low == "toe"
        return passes if near[1] in _PASSES else near[1] == "op" and is_round
    if near[0] == "geen":
        return number > 11 or (near[1] in ("nog", "net") and number < 100)
    return near[0] in ("met", "op") and number > 11


def _between(body: Body, word: Word) -> bool:
    """'tussen de twintig en de vijfentwintig', 'rond de dertig': either of two, nothing counted behind it."""
    near, after = body.before(word.start, 6), body.follows(word.place)
    if after is not None and after.low in _UNITS:
        return False
    if near[:1] == ["tussen"]:  # "tussen twaalf en vijftien"
        return True
    if len(near) < 2 or near[0] != "de":
        return False
    return near[1] in ("tussen", "rond", "richting") or (near[1] == "en" and "tussen" in near[2:])


def _somebody_near(body: Body, at: int, words: int = 3) -> bool:
    """Whether a person is meant by one of so many words up to a place, a name included."""
    for place in range(at, max(-1, at - words), -1):
        word = body.words[place]
        if word.low in SOMEBODY or word.tells or word.low in ("leeftijd", "eentje", "andere") or (
                word.low in shipped().first):
            return True
    return False


def _is_being(body: Body, at: int) -> bool:
    """Whether somebody is said to be so many, however much stands between: 'ben ik nu dus', not 'het is'."""
    place = at - 1
    while place >= 0 and at - place < 8:
        word = body.words[place]
        if "\n" in body.gap(place) or re.search(r"[.?!]", body.gap(place)):
            return False
        if word.low == "van" and (body.near(place - 1, "iets") or body.near(place + 1, "'t")):
            place -= 1  # "iets van dertig", "van 't jaar zes"
            continue
        if is_years(word.low) and (month := body.follows(place)) is not None and month.low in MONTHS and (
                body.near(place - 1, "op")):
            place -= 2  # "wordt op 12 mei zeven"
            continue
        told = [body.words[near].low for near in range(place + 1, at) if body.words[near].low not in ("van", "op")]
        if word.low in BEING and not (word.low == "zijn" and body.near(place - 1, "op")):
            before = body.word(place - 1)
            nobody = before is not None and before.low in _NOT_SOMEBODY
            return not nobody and not set(told) & (_NOT_SOMEBODY - _THERE) and _fits(told)
        if word.low not in BETWEEN and not word.tells:
            return False
        place -= 1
    return False


def _fits(told: list[str]) -> bool:
    """Whether what stands between can: 'in' only before a month or 'de dertig', 'of' only in 'een jaar of'."""
    if "of" in told and not {"jaar", "maand", "week"} & set(told):
        return False
    if "in" in told:
        after = told[told.index("in") + 1:]
        return bool(after) and after[0] != "een" and (after[0] in BETWEEN)
    return not (told and told[-1] in ("een", "of") and not (
        len(told) > 2 and told[-3] == "een" and told[-2] in ("jaar", "maand", "week") and told[-1] == "of"))


def _is_behind(body: Body, first: Word, following: Word | None) -> bool:
    """'toen ze acht werd', 'toen mijn dochter drie was', 'zestien was ze toen'."""
    if following is None or following.low not in BEING:
        return False
    at = first.place - 1
    while at > 0 and body.words[at].low in _ABOUT and "\n" not in body.gap(at):
        at -= 1  # "hij een jaar of vier was", "ze al veertien is"
    led = at < first.place - 1 and body.words[at].low in _WHO
    before = body.word(first.place - 1) if first.place and "\n" not in body.gap(first.place - 1) else None
    subject = body.follows(following.place)
    if led and at and body.words[at - 1].low in _WHEN:
        return True
    turned = subject is not None and subject.low in _WHO
    if before is None or first.begins or before.low in _OPENS:
        return turned or (before is not None and before.low in ("pas", "al", "bijna") and body.near(
            before.place - 1, "ik"))
    that = before.low == "dat" and (who := body.word(before.place - 1)) is not None and who.low in SOMEBODY
    return that or before.low in _SUBJECTS or before.tells or before.low in SOMEBODY or before.low in shipped().first
