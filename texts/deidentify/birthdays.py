"""How old somebody is or was, by a birthday, in one word with the years, or as one year or half of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify.numerals import is_years, ordinal, value
from texts.deidentify.sayings import GOES_ON
from texts.deidentify.spans import PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word

OWN = all_of("mijn m'n zijn z'n haar d'r hun je jouw uw ons onze mn zn m z zijnen mijnen haren uwen")
BEFORE_OWN = all_of("tussen en sedert op vanaf tot rond voor sinds na met tegen bij van naar richting over onder")
_WEEKS = all_of("maand maanden maandjes week weken weekjes dag dagen jaar")
_PARTIES = all_of("vier vieren viert vierde vierden gevierd")
_IS = all_of("is was wordt werd ben bent word net nu nog pas bijna amper maar er die van al geen hooguit net")
# Behind a verb: "sinds zijn vierde plast hij", where "zijn vierde broek" would count.
_WHO = all_of("hij ze zij ie ik je die")
# What was done then: "op zijn vijfde getest"; "op zijn vijfde gesprek" counts.
_DONE = re.compile(r"ge(?!zicht|bied|luid|ld$|recht$|bed$|vecht$|wicht$|dicht$|bit$|geven)\w{2,}(?:t|d|en)")
_BABIES = all_of("kleine kleinste jongste baby kindje kleintje zoontje dochtertje kleinkind hij ze zij die eentje kind"
                 " jongetje meisje meiske ventje peuter dreumes tweeling")


def birthdays(body: Body, word: Word) -> Iterator[Found]:
    """The age that ends with a word: 'een achtjarige', 'op mijn achttiende', 'op haar 16de', 'wordt één'."""
    if "jarig" in word.low:
        yield from _years_old(body, word)
    elif (ordinal(word.low) or 0) in range(3, 111):
        yield from _of_ordinal(body, word, word)
    elif word.low in ("e", "de", "ste") and (digits := body.word(word.place - 1)) is not None and (
            digits.is_number and digits.end == word.start and int(digits.text[:4]) in range(3, 111)):
        yield from _of_ordinal(body, digits, word)
    elif "plus" in word.low:
        yield from _and_over(body, word)
    elif word.low in ("een", "half"):
        yield from _of_one(body, word)
    elif word.low == "jaar" and body.before(word.start, 2) == ["geen", "nog"] and (
            set(body.before(word.start, 6)) & _BABIES and not body.near(word.place + 1, "geleden")):
        yield Found(word.start, word.end, "age", PATTERN, 0.7)


def _years_old(body: Body, word: Word) -> Iterator[Found]:
    """'een achtjarige', '8-jarige', '8 jarige'."""
    stem = word.low.partition("jarig")[0].rstrip("-")
    before = body.word(word.place - 1)
    if stem and value(stem) is not None:
        yield Found(word.start, word.end, "age", PATTERN, 0.9)
    elif not stem and before is not None and is_years(before.low) and body.gap(before.place) in (" ", "-", ""):
        yield Found(before.start, word.end, "age", PATTERN, 0.9)


def _and_over(body: Body, word: Word) -> Iterator[Found]:
    """'een vijfenzestigplusser', '65-plusser', '55 plus'."""
    stem, _plus, ending = word.low.partition("plus")
    before = body.word(word.place - 1)
    if ending not in ("", "ser", "sers"):
        return
    if stem and (value(stem.rstrip("-")) or 0) in range(12, 111):
        yield Found(word.start, word.end, "age", PATTERN, 0.85)
    elif not stem and before is not None and (value(before.low) or 0) in range(12, 111) and (
            body.gap(before.place) in ("-", "") or ending and body.gap(before.place) == " "):
        yield Found(before.start, word.end, "age", PATTERN, 0.85)


def _of_ordinal(body: Body, word: Word, last: Word) -> Iterator[Found]:
    """'op mijn achttiende', 'vanaf haar twaalfde', 'mijn vijftigste verjaardag', 'op haar 16de'."""
    before, earlier, after = body.word(word.place - 1), body.word(word.place - 2), body.follows(last.place)
    if before is None or before.low not in OWN:
        return
    birthday = after is not None and after.low.startswith("verjaardag")
    party = bool(_PARTIES & {*body.before(word.start, 5), after.low if after else ""})
    led = earlier is not None and earlier.low in BEFORE_OWN
    closes = after is None or after.low in GOES_ON or re.match(r"[,.]", body.gap(last.place)) is not None
    years = int(word.text[:4]) if word.is_number else ordinal(word.low) or 0
    does = body.follows(after.place) if after is not None else None
    turned = does is not None and does.low in _WHO or after is not None and (
        after.low == "tot" or _DONE.fullmatch(after.low) is not None)
    if birthday or party or (led and (closes or turned or years > 10)):
        yield Found(word.start, last.end, "age", PATTERN, 0.8)


def _of_one(body: Body, word: Word) -> Iterator[Found]:
    """'wordt één', 'een jaar oud', 'is net een half jaar': without a sign on it or a year behind it 'een' is none."""
    after = body.follows(word.place)
    near = body.before(word.start, 3)
    if after is not None and after.low in ("paar", "maand", "week", "dag") and (unit := body.follows(
            word.place + (after.low == "paar"))) is not None and unit.low in _WEEKS and (
            last := body.follows(unit.place)) is not None and last.low in ("oud", "jong", "was") and near[:1] != ["op"]:
        yield Found(word.start, unit.end, "age", PATTERN, 0.8)
        return
    if word.low == "half":
        if after is not None and after.low in ("jaar", "jaartje") and near[:1] == ["een"] and (
                _is_baby(body, body.word(word.place - 1), after)):
            yield Found(body.words[word.place - 1].start, after.end, "age", PATTERN, 0.7)
        return
    signed = "\u00e9" in body.text[slice(*body.at(word.start, word.end))].lower()
    if signed and near and near[0] in _IS and (
            after is None or after.low in GOES_ON | {"in"} or re.match(r"[,.?!]", body.gap(word.place))
            or near[0] == "van" and after.low not in ("van", "of")) and set(near) & _BABIES:
        yield Found(word.start, word.end, "age", PATTERN, 0.7)
    elif after is not None and after.low in ("jaar", "jaartje") and _is_baby(body, word, after):
        yield Found(word.start, after.end, "age", PATTERN, 0.7)


def _is_baby(body: Body, first: Word | None, unit: Word) -> bool:
    """Whether so long is how old somebody is: 'een jaar oud', 'de kleine is een jaar', not 'een jaar geleden'."""
    after = body.follows(unit.place)
    if after is not None and after.low == "oud":
        return True
    if after is not None and after.low == "of":
        return False  # "een jaar of dertig"
    near = body.before(first.start, 4) if first is not None else []
    closes = after is None or after.low in GOES_ON - {"met"} or re.match(r"[,.?!]", body.gap(unit.place)) is not None
    return closes and bool(near) and near[0] in _IS and bool(set(near[1:]) & _BABIES)
