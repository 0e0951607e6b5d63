"""Whose words they are said to be, as agreed: by household, role, function or name; and who else it could be: pure.

What is said of somebody must hold for others of the pilot too. Of a household the role, how many children and whether
somebody is alone count, and the municipality where one is named; of a coach the other coaches; of somebody of another
organisation the others with that function. Nobody is shown how many those are but who is of the team.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.paging import folded
from pilot.words import N_, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HOUSEHOLD, ROLE, FUNCTION, NAME = HOWS = ("household", "role", "function", "name")
HOW_NAMES = {
    HOUSEHOLD: N_("by household, such as “mother, two children”"), ROLE: N_("by role, such as “family coach”"),
    FUNCTION: N_("by function, such as “teacher”"), NAME: N_("by full name, for who agreed to it"),
}
LONGEST = 80  # characters
# Of how many it must hold, at least.
SHARED = {"municipality": 2, "public": 3}

# Words for one and the same role, in both languages.
_ROLES = (
    {"moeder", "mother", "mama", "mam", "mum", "mom"}, {"vader", "father", "papa", "pap", "dad"},
    {"stiefmoeder", "stepmother"}, {"stiefvader", "stepfather"}, {"oma", "grandmother", "grootmoeder"},
    {"opa", "grandfather", "grootvader"}, {"overgrootmoeder"}, {"tante", "aunt"}, {"oom", "uncle"},
    {"zoon", "son"}, {"dochter", "daughter"}, {"broer", "brother"}, {"zus", "sister"},
)
_BY_KIND = {
    "parent": {"ouder", "ouders", "parent", "parents"}, "child": {"kind", "child"},
    "relative": {"familielid", "relative"},
}
_MEMBER = {"gezinslid", "gezin", "family", "member"}
_COACH = {"gezinscoach", "coach", "gezinsbegeleider", "begeleider", "gezinswerker", "worker"}
_ALONE = {"alleenstaande", "alleenstaand", "single", "lone"}
_COUPLE = {"stel", "paar", "echtpaar", "couple"}
_CHILDREN = {"kinderen", "kind", "children", "child"}
_SEVERAL = {"meer", "meerdere", "several", "more"}
_NUMBERS = {word: n for n, words in enumerate(
    ("", "een one 1", "twee two 2", "drie three 3", "vier four 4", "vijf five 5", "zes six 6", "zeven seven 7",
     "acht eight 8", "negen nine 9", "tien ten 10")) for word in words.split()}
_SMALL = {"van", "de", "het", "een", "in", "met", "en", "uit", "of", "the", "a", "with", "and", "from"}
_WORD = re.compile(r"[^\W_]+")


class Member(NamedTuple):
    """Somebody of a family: kind of `people.FAMILY_KINDS`, and a role such as "moeder"."""

    kind: str
    role: str


@dataclass(frozen=True)
class Household:
    """A family of the pilot: the name of its municipality ('' for none), and its people.

    Attributes:
        parents, children: how many grown-ups bring up how many children, as its file has it; None where that says
            nothing, so that the people of the pilot are counted.
    """

    family_id: int
    site: str
    members: tuple[Member, ...]
    parents: int | None = None
    children: int | None = None

    def count(self, kind: str) -> int:
        """How many of a kind there are."""
        told = {"parent": self.parents, "child": self.children}.get(kind)
        return sum(one.kind == kind for one in self.members) if told is None else told


@dataclass(frozen=True)
class Known:
    """Who there is in the pilot: families, the municipalities of each coach, the function of everybody else."""

    households: tuple[Household, ...]
    coaches: tuple[frozenset[str], ...]
    functions: tuple[str, ...]

    @property
    def sites(self) -> frozenset[str]:
        """Municipalities by name."""
        return frozenset(one.site for one in self.households if one.site)


@dataclass(frozen=True)
class Sharing:
    """Of how many an attribution holds, None where that cannot be told; `unknown`: the words that are why."""

    count: int | None
    unknown: str = ""


def sharing(how: str, said_by: str, known: Known) -> Sharing:
    """Of how many families, coaches or others of the pilot an attribution holds."""
    words = _words(said_by)
    if how == FUNCTION:
        same = sum(set(words) == set(_words(one)) for one in known.functions)
        return Sharing(same or None, "" if same else said_by)
    site = next((one for one in known.sites if set(_words(one)) <= set(words)), "")
    rest = [word for word in words if word not in _words(site)]
    if set(rest) & _COACH:
        left = [word for word in rest if word not in _COACH | _SMALL | _MEMBER]
        count = sum(not site or site in sites for sites in known.coaches)
        return Sharing(count) if not left else Sharing(None, " ".join(left))
    fits, left = _of_household(rest)
    if left:
        return Sharing(None, " ".join(left))
    return Sharing(sum((not site or one.site == site) and all(fit(one) for fit in fits) for one in known.households))


def _of_household(words: list[str]) -> tuple[list[_Fit], list[str]]:
    """What a household must be to fit these words, and the words that say nothing we know of."""
    fits: list[_Fit] = []
    left: list[str] = []
    n = 0
    while n < len(words):
        word, after = words[n], words[n + 1] if n + 1 < len(words) else ""
        if after in _CHILDREN and word in _NUMBERS:
            fits.append(_Fit("children", exactly=_NUMBERS[word]))
            n += 1
        elif after in _CHILDREN and word in _SEVERAL:
            fits.append(_Fit("children", least=2))
            n += 1
        elif word == "kinderen" or word == "children":
            fits.append(_Fit("children", least=2))
        elif word in _ALONE or word in _COUPLE:
            fits.append(_Fit("parents", exactly=1 if word in _ALONE else 2))
        elif kind := next((kind for kind, names in _BY_KIND.items() if word in names), ""):
            fits.append(_Fit("kind", words=frozenset({kind})))
        elif role := next((role for role in _ROLES if word in role), None):
            fits.append(_Fit("role", words=frozenset(role)))
        elif word not in _MEMBER | _SMALL:
            left.append(word)
        n += 1
    return fits, left


@dataclass(frozen=True)
class _Fit:
    """One thing said of a household."""

    of: str
    exactly: int | None = None
    least: int = 0
    words: frozenset[str] = frozenset()

    def __call__(self, home: Household) -> bool:
        if self.of == "role":
            return any(self.words & set(_words(one.role)) for one in home.members)
        if self.of == "kind":
            return any(one.kind in self.words for one in home.members)
        count = home.count("child" if self.of == "children" else "parent")
        return count == self.exactly if self.exactly is not None else count >= self.least


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


_COUNTED = (
    "", N_("{role}, one child"), N_("{role}, two children"), N_("{role}, three children"),
    N_("{role}, four children"), N_("{role}, five children"), N_("{role}, six children"))
_KINDS = {"parent": N_("parent"), "child": N_("child"), "relative": N_("relative")}


def proposed(member: Member, home: Household, known: Known, audience: str, language: str) -> str:
    """What a member of a family is called: as much of role and household as holds for enough families.

    Args:
        audience: one of SHARED; language: of the pilot.
    """
    each = list(_finer(member, home, language))
    enough = (one for one in each if (sharing(HOUSEHOLD, one, known).count or 0) >= SHARED[audience])
    return next(enough, each[-1])


def _finer(member: Member, home: Household, language: str) -> Iterator[str]:
    """What a member may be called, from what says most to what says least."""
    kind = translate(_KINDS.get(member.kind, _KINDS["relative"]), language)
    role = next((word for word in member.role.casefold().split() if any(word in each for each in _ROLES)), kind)
    children = home.count("child")
    if 0 < children < len(_COUNTED):
        yield translate(_COUNTED[children], language).format(role=role)
    if children > 1:
        yield translate(N_("{role}, several children"), language).format(role=role)
    yield from (role, kind, translate(N_("family member"), language))


def of_working(kind: str, role: str, language: str) -> tuple[str, str]:
    """How somebody who works with families is spoken of: one of HOWS, and the words."""
    if kind == "coach":
        return ROLE, translate(N_("family coach"), language)
    return FUNCTION, role.strip() or translate(N_("somebody of a partner organisation"), language)


def coaches_by_site(rows: Iterable[tuple[int, str | None]]) -> tuple[frozenset[str], ...]:
    """Of rows of a coach and a municipality, the municipalities of each coach."""
    found: dict[int, set[str]] = {}
    for coach, site in rows:
        found.setdefault(coach, set()).update({site} if site else ())
    return tuple(frozenset(sites) for sites in found.values())


def coarser(how: str, said_by: str, known: Known, audience: str) -> str:
    """The longest beginning of an attribution, in its parts between commas, that holds for enough; '' for none."""
    parts: Sequence[str] = said_by.split(",")
    for n in range(len(parts) - 1, 0, -1):
        shorter = ",".join(parts[:n]).strip()
        if (sharing(how, shorter, known).count or 0) >= SHARED[audience]:
            return shorter
    return ""
