"""Numbers without a word of years behind them, or with one that might be how long: ages by how a sentence goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify.lists import shipped
from texts.deidentify.numerals import value
from texts.deidentify.sayings import GOES_ON
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from texts.deidentify.bodies import Body, Word

# Who is told of alone, and does something behind a verb: "sinds zijn vierde plast hij".
_WHO = all_of("hij ze zij ie ik je we die er het 't hem haar")
_ONE = all_of("ik hij zij ze jij gij")
# What was counted, or measured, or what time it is.
_COUNTED = all_of(
    "van op tegen tot a x maal min plus keer uur euro kilo meter cm centimeter procent graden frank cent liter gram km"
    " kilometer jaar maand week dag minuut seconde tel hoog lang breed groot zwaar te man per voor honderd duizend"
    " sterk stuks mensen kinderen dikke goede paar weken maanden dagen nachten")
_CALLED_TO = all_of("jongen meid meisje schat manneke meiske gast kerel vriend")
_CLAUSE = all_of(
    "vroeger vorige volgende dit deze die daarvoor daarna weet zegt zei denk dacht allebei eindelijk jammer helaas"
    " misschien zeker tenminste amai allee voila he kom stel")
_NEARLY = all_of("bijna amper haast nauwelijks pas zowat")
_NOBODY = all_of("het dat er dit 't t hoe om tot na nummer euro")
_STANDS = all_of("gescheiden alleenstaand getrouwd weduwe weduwnaar zwanger werkloos moeder vader single vrijgezel")
_GUESSES = all_of("schat schatte geef gaf")
_WILL = all_of("zal zou moet zal'k moest kan zullen")
_CHILDREN = all_of("drie vier twee vijf zes zeven er kinderen jongens meisjes dochters zonen zoons kids allemaal")
_OF_SEVERAL = all_of("kinderen jongens meisjes meiden dochters zonen zoons kids kleinkinderen broers zussen zusjes"
                     " broertjes")


def one_is(following: Word | None) -> bool:
    """Whether nothing is counted by a number that one person is, so that it is an age: 'hij werd vijftien vorige week',
    not 'ik ben drie vrienden kwijt'."""
    if following is None or following.low in GOES_ON | _CLAUSE | _CALLED_TO:
        return True
    low = following.low
    return low not in _COUNTED and not following.is_number and value(low) is None and not low.endswith(
        ("en", "s", "e", "eren", "tje")) and not following.tells


def beside(body: Body, first: Word, following: Word | None, *, after: int, closes: bool) -> float:
    """How sure a number without a unit is an age by another one beside it, or by how it is led; 0 for none.

    Args:
        after: offset where the age before it on the line ended, -1 for none.
    """
    near = body.before(first.start, 6)
    number = value(first.low) or 0
    if near[:1] in (["vanaf"], ["tot"]) and number > 12 and following is not None and (
            who := body.follows(following.place)) is not None and who.low in _WHO:
        return 0.6  # "tot achttien betaal je niks"
    if set(near[:6]) & _GUESSES and set(near) & {"haar", "hem"} and (closes or one_is(following)):
        return 0.6
    if sure := _compared(near, first, following, closes=closes) or _will_be(near, following):
        return sure
    if not near or not closes and (following is None or following.low not in _WHO | _CLAUSE):
        return _begins(body, first, following) if not near or first.begins else 0
    alone = near[0] in _ONE or near[0] in shipped().first and not shipped().is_word(near[0])
    if alone and after >= 0 and first.start - after < 40 and not re.search(r"[.?!\n]", body.folded[after:first.start]):
        return 0.65  # "ze was veertien en ik zestien"
    if near[0] in _ONE and number > 11 and body.gap(first.place).startswith(","):
        other = body.word(first.place + 1)
        further = body.word(first.place + 2)
        if other is not None and further is not None and other.low in _ONE and (value(further.low) or 0) > 11:
            return 0.6  # "zij vijfendertig, ik veertig"
    beside_one = 0 <= first.start - after < 12 and after >= 0  # "nu vijf, bijna zes"
    if near[0] in _NEARLY and (number > 12 or beside_one) and not set(near[:4]) & _NOBODY:
        return 0.55  # "amper zestien en al moeder"
    return _begins(body, first, following) if first.begins else 0


def _compared(near: list[str], first: Word, following: Word | None, *, closes: bool) -> float:
    """'ouder dan dertig', 'rond de vijfenzestig is ze', where nothing is counted."""
    if near[:1] == ["dan"] and near[1:2] and near[1] in ("ouder", "jonger") and (closes or one_is(following)):
        return 0.7
    around = near[:1] == ["de"] and near[1:2] and near[1] in ("rond", "rondom", "tegen", "voorbij", "over")
    return 0.6 if around and (value(first.low) or 0) > 15 and (closes or one_is(following)) else 0


def _will_be(near: list[str], following: Word | None) -> float:
    """'hij zal nu een jaar of dertig zijn', 'als hij straks vier wordt'."""
    if following is None or not near or set(near) & _NOBODY or not set(near) & (_ONE | {"die"}):
        return 0
    will = following.low in ("zijn", "wezen", "geweest") and set(near) & _WILL and near[0] not in ("met", "maar")
    turns = following.low in ("wordt", "word", "werd") and set(near[:3]) & _ONE
    return 0.65 if will or turns else 0


def _begins(body: Body, first: Word, following: Word | None) -> float:
    """'Zeventien, bijna achttien.', 'Vierenveertig, gescheiden, geen werk'."""
    nearly = following is not None and following.low in _NEARLY | _STANDS and body.gap(first.place).startswith(",")
    return 0.55 if nearly and (value(first.low) or 0) > 11 else 0


def of_all(body: Body, first: Word, run: int, *, closes: bool) -> float:
    """'we hebben er drie, van acht, zes en twee': several numbers in a row behind 'van', each of one child."""
    if run < 2 or not closes:
        return 0
    apart = first.place and "," in body.gap(first.place - 1)
    if apart and set(body.before(first.start, 6)) & _OF_SEVERAL:
        return 0.65  # "drie jongens heb ik, twaalf, veertien en zestien"
    if not body.near(first.place - 1, "van"):
        return 0
    return 0.65 if set(body.before(body.words[first.place - 1].start, 3)) & _CHILDREN else 0


def with_unit(body: Body, first: Word, unit: Word) -> float:
    """'vanaf achttien jaar krijg je', 'met drie jaar kon hij': not 'na drie jaar', nor 'op drie jaar tijd'."""
    near, does = body.before(first.start, 1), body.follows(unit.place)
    if unit.low.startswith(("week", "weken", "dag")):
        return 0
    if near == ["vanaf"] and unit.low.startswith("ja"):
        return 0.7
    who = body.follows(does.place) if does is not None else None
    return 0.65 if near in (["met"], ["op"]) and who is not None and who.low in _WHO else 0
