"""Days and years, in digits and in words; a bare weekday, what was counted and what it cost are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot.vocabulary import calendar
from texts.deidentify.numerals import ordinal, value
from texts.deidentify.sayings import GOES_ON
from texts.deidentify.spans import PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word

MONTHS = {name: at for at, name in enumerate(calendar.MONTHS["nl"], 1)}
SHORT_MONTHS = calendar.SHORT_MONTHS["nl"]
_WEEKDAYS = frozenset(calendar.WEEKDAYS["nl"])
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


def dates(body: Body) -> Iterator[Found]:
    """Days, months of a year and years; a bare day of the week, month or feast is none."""
    for match in _NUMERIC.finditer(body.folded):
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        if 1 <= day <= 31 and 1 <= month <= 12 and not (match["s"] == " " and len(match["y"]) == 2):
            yield Found(*match.span(), "date", PATTERN, 0.95)
    for match in _SHORT_YEAR.finditer(body.folded):
        yield Found(*match.span(), "date", PATTERN, 0.8)
    for word in body.words:
        yield from _by_day(body, word)
        yield from _by_month(body, word)
        yield from _bare_year(body, word)


def _by_day(body: Body, word: Word) -> Iterator[Found]:
    """'de zitting is de twaalfde', 'tegen den vijftiende': a day of this month or the next."""
    near, after = body.before(word.start, 2), body.follows(word.place)
    if (ordinal(word.low) or 0) not in range(4, 32) or len(near) < 2 or near[0] not in ("de", "den", "d'n") or (
            near[1] not in ("is", "tegen", "vanaf", "tot", "voor", "na", "sinds", "op", "wordt", "rond")):
        return
    if after is None or after.low in GOES_ON or re.match(r"[,.?!;]", body.gap(word.place)):
        yield Found(word.start, word.end, "date", PATTERN, 0.5)


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
        if following is None or following.low in GOES_ON or "," in body.gap(at):
            yield Found(word.start, word.end, "date", PATTERN, 0.5)
