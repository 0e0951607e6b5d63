"""Pseudonyms that look like somebody's own name: asked about, never refused, for only who gives them knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot.errors import AskFirst
from pilot.families.alike import as_latin
from pilot.families.real_names import folded
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

# How people are addressed; "gezin Berk" is how a family is spoken of here, whatever it is called.
_ADDRESSED = re.compile(
    r"\b(?:familie|fam|meneer|mijnheer|mevrouw|mevr|mej|mw|dhr|de heer|heer|mr|mrs|ms)\b\.?\s+\S", re.IGNORECASE)
# "van der Meer", "el Idrissi"; a capital before them is the article of "De Eik".
_PARTICLE = re.compile(
    r"\b(?:van(?:\s(?:de[nr]?|het|'t))?|v\.\s?d\.|von|ter|ten|el|al|ben|bin|ait|de(?:\sla)?|da|dos|op\sde[nr]?)\s+[A-Z]"
    r"|\b(?:Van|El|Al|Ben|Ait)\s+[A-Z]")
_INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.\s?)+[A-Za-z]")
_TWO_NAMES = re.compile(r"\b([A-Z][^\W\d_]+)[ -]+[A-Z][^\W\d_]+")
# A role before the pseudonym: "Moeder Berk".
_ROLES = frozenset({
    "moeder", "vader", "ouder", "kind", "zoon", "dochter", "broer", "zus", "oma", "opa", "tante", "oom", "partner",
    "coach", "buurvrouw", "buurman", "gezin", "familie", "stiefmoeder", "stiefvader", "pleegmoeder", "pleegvader",
    "mother", "father", "parent", "child", "son", "daughter", "brother", "sister", "aunt", "uncle", "family",
    "oudste", "jongste", "grandmother", "grandfather", "tolk", "interpreter", "de", "het", "the", "professional",
})
# The most common ones that mean nothing else: Dutch and Belgian, of people with roots elsewhere, English.
_COMMON = frozenset({
    "jansen", "janssen", "janssens", "jansens", "devries", "vries", "bakker", "visser", "smit", "smits", "meijer",
    "meyer", "mulder", "deboer", "boer", "peters", "peeters", "hendriks", "dekker", "brouwer", "dewit", "dejong",
    "jong", "jonge",
    "dijkstra", "smeets", "willems", "hoekstra", "koster", "prins", "schouten", "hermans", "gerritsen", "jacobs",
    "vermeulen", "kuipers", "kuiper", "postma", "hofman", "scholten", "huisman", "bosman", "timmermans", "timmerman",
    "bouwman", "groen", "gerrits", "claes", "maes", "mertens", "goossens", "wouters", "desmet", "declercq", "dubois",
    "lambert", "dupont", "pieters", "pietersen", "klaassen", "martens", "aerts", "michiels", "yilmaz", "kaya", "demir",
    "sahin", "celik", "yildiz", "ozturk", "aydin", "arslan", "dogan", "kilic", "aslan", "mohamed", "ahmed", "hassan",
    "ali", "singh", "nguyen", "idrissi", "bouali", "haddou", "amrani", "benali", "santos", "silva", "kowalski", "nowak",
    "smith", "johnson", "jones", "taylor", "wilson", "evans", "roberts", "davies", "robinson", "thompson", "harris",
})


def ask(pseudonym: str, sure: Container[str]) -> None:
    """Ask whether a pseudonym that looks like a real name is none, unless it is among what is `sure`.

    Raises: AskFirst.
    """
    if pseudonym not in sure and looks_real(pseudonym):
        raise AskFirst(
            N_("“{name}” looks like a real name. Is it really one that gives nothing away?"), pseudonym, name=pseudonym)


def looks_real(pseudonym: str) -> bool:
    """Whether somebody could be called this: a form of address, a particle, initials, two names or a common surname."""
    plain = folded(as_latin(pseudonym), case=False)[0]
    words = re.findall(r"[^\W\d_]+", plain.casefold().replace("ı", "i"))
    words += [word.removesuffix("s") for word in words]  # "the Johnsons", "de Jansens"
    two = _TWO_NAMES.search(plain)
    return bool(
        _ADDRESSED.search(plain) or _PARTICLE.search(plain) or _INITIALS.search(plain)
        or (two and two[1].casefold() not in _ROLES) or _COMMON.intersection(words))
