"""Who is drawn in a family's generations, and how two of them belong together."""

from __future__ import annotations

from pilot.words import N_, translate

WOMAN, MAN, UNKNOWN = SHAPES = ("woman", "man", "unknown")
SHAPE_NAMES = {WOMAN: N_("woman or girl (circle)"), MAN: N_("man or boy (square)"),
               UNKNOWN: N_("not said (diamond)")}
PARTNER, SEPARATED, PARENT, GUARDIAN = TIES = ("partner", "separated", "parent", "guardian")
TIE_NAMES = {PARTNER: N_("partner of"), SEPARATED: N_("separated from"), PARENT: N_("parent of"),
             GUARDIAN: N_("guardian of")}
TOGETHER = frozenset({PARTNER, SEPARATED})  # of one generation; the same whoever is named first
_WOMEN = frozenset({
    "moeder", "mother", "mama", "oma", "grootmoeder", "grandmother", "overgrootmoeder", "tante", "aunt", "zus",
    "zusje", "sister", "dochter", "daughter", "stiefmoeder", "stepmother", "pleegmoeder"})
_MEN = frozenset({
    "vader", "father", "papa", "opa", "grootvader", "grandfather", "overgrootvader", "oom", "uncle", "broer",
    "broertje", "brother", "zoon", "son", "stiefvader", "stepfather", "pleegvader"})
_EARLIER = frozenset({
    "oma", "opa", "grootmoeder", "grootvader", "grandmother", "grandfather", "overgrootmoeder", "overgrootvader"})


def shape_of(role: str) -> str:
    """The shape that a role such as "moeder" or "vader van moeder" is drawn by: its first word that says it."""
    for word in role.casefold().split():
        if word in _WOMEN:
            return WOMAN
        if word in _MEN:
            return MAN
    return UNKNOWN


def row_of(kind: str, role: str) -> int:
    """The generation somebody is drawn in while no line says otherwise: 0 grandparents, 1 parents, 2 children.

    Args:
        kind: of `people.FAMILY_KINDS`, or '' for who is no person of the pilot.
    """
    words = role.casefold().split()
    if set(words) & _EARLIER or (not kind and len(words) > 1 and words[0] in {"moeder", "vader", "mother", "father"}):
        return 0
    return 2 if kind == "child" else 1 if kind else 0


def shape_name(shape: str, language: str | None = None) -> str:
    """What a shape stands for, such as "vrouw of meisje (cirkel)"."""
    return translate(SHAPE_NAMES[shape], language)


def tie_name(kind: str, language: str | None = None) -> str:
    """How one belongs to the other, such as "ouder van"."""
    return translate(TIE_NAMES[kind], language)
