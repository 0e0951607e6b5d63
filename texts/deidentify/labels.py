"""What stands in the place of what was found: pseudonyms that keep what matters, and days and ages made coarser.

They are words of the text, so they are in the language people speak in it, Dutch, whoever looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from texts.deidentify import lists, titles
from texts.deidentify.numerals import ordinal, value
from texts.deidentify.when import MONTHS, SHORT_MONTHS

if TYPE_CHECKING:
    from texts.deidentify.bodies import Body
    from texts.deidentify.spans import Found

AGES = ("exact", "ten years")
DATES = ("exact", "month", "season", "year")
PLACES = ("letter", "near")
_FIXED = {"phone": "[telefoonnummer]", "email": "[e-mailadres]", "iban": "[rekeningnummer]",
          "bsn": "[burgerservicenummer]",
          "nrn": "[rijksregisternummer]", "plate": "[kenteken]", "postcode": "[postcode]"}
_CALLED = {"name": "naam", "place": "plaats", "org": "organisatie", "address": "straat"}
_SCHOOLS = re.compile(
    r"school|college|lyceum|atheneum|gymnasium|\b(?:obs|cbs|rkbs|pcbs|ibs|kbs|gbs|vbs|sbo|roc|kdv)\b", re.IGNORECASE)
# What hangs on a number of years in one word; and what is said of the very young without a number.
_AROUND_YEARS = re.compile(r"(?:-?jarigen?|-?jarige?|-?plussers?|-?plus|(?:een)?enhalf|(?<=ig)ers?)$")
_SMALL = re.compile(r"half|halve|jaar|maand|week|weken|dag")
_WHOSE = re.compile("['’ʼ]s$", re.IGNORECASE)
_SEASONS = ("winter", "lente", "zomer", "herfst")
_MONTH_NAMES = list(MONTHS)
# How somebody is called who is called in more ways than one.
_SAME = {"mevr": "mevrouw", "mw": "mevrouw", "mijnheer": "meneer", "dhr": "meneer", "heer": "meneer",
         "menier": "meneer", "dr": "dokter", "fam": "familie", "juffrouw": "juf", "juffie": "juf"}


@dataclass
class Pseudonyms:
    """Who is called what; the same for the same, in the order in which they come, after those known already.

    Attributes:
        known: by (kind, key), what stands in its place already.
        reserved: what stands in the place of something in the lexicon.
        places: what stands in the place of a village, of `PLACES`: "[plaats A]", or what it is near to, where the
            lists have it: "[dorp bij Emmen]".
        hidden: words of the lexicon, in small letters; nothing is said to be near one of those.
        ages, dates: how coarse those become, of `AGES` and `DATES`.
    """

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    ages: str = "ten years"
    dates: str = "year"
    reserved: set[str] = field(default_factory=set)
    places: str = "letter"
    hidden: set[str] = field(default_factory=set)

    def of(self, body: Body, found: Found) -> str:
        """What stands in the place of one."""
        said = body.low[found.start:found.end]
        if found.pseudonym:
            return found.pseudonym
        if found.kind in _FIXED:
            return _FIXED[found.kind]
        if found.kind == "age":
            return coarse_age(said, self.ages, body.folded[found.start:found.end])
        if found.kind == "date":
            return coarse_date(said, self.dates, body.folded[found.start:found.end])
        known = self.known.get((found.kind, found.key))
        if known is None:
            known = self.known[found.kind, found.key] = self._near(found) or self._new(_called(body, found))
        return known

    def _near(self, found: Found) -> str:
        """What a village is near to, the second of those with a number; '' where it is not said."""
        said = lists.near().get(found.key, "") if found.kind == "place" and self.places == "near" else ""
        if not said or said.partition(" bij ")[2].lower() in self.hidden:
            return ""
        taken = {*self.known.values(), *self.reserved}
        if f"[{said}]" not in taken:
            return f"[{said}]"
        return next(one for number in count(2) if (one := f"[{said} {number}]") not in taken)

    def _new(self, called: str) -> str:
        taken, number = {*self.known.values(), *self.reserved}, 1
        while (new := f"[{called} {_letter(number) if called in _CALLED_BY_LETTER else number}]") in taken:
            number += 1
        return new


def with_ending(said: str, replacement: str) -> str:
    """What stands in the place of words of a text, whose it is said with an 's kept: "[zoon 1]'s fiets"."""
    whose = _WHOSE.search(said)
    return replacement + whose[0] if whose and not _WHOSE.search(replacement) else replacement


def first_of(kind: str) -> str:
    """What stands in the place of the first of a kind."""
    called = _CALLED.get(kind, "")
    if called:
        return f"[{called} {'A' if called in _CALLED_BY_LETTER else 1}]"
    return _FIXED[kind] if kind in _FIXED else f"[{_OTHER[kind]}]"


_OTHER = {"date": "datum", "age": "leeftijd"}
_CALLED_BY_LETTER = frozenset({"plaats", "organisatie", "straat", "school", "gemeente"})


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _called(body: Body, found: Found) -> str:
    if found.kind == "name":
        before = body.low[found.start:found.named_from].replace(".", " ").split()
        role = next((word for word in before if word in titles.FORMAL | titles.NEAR), "naam")
        return _SAME.get(role, role)
    if found.kind == "org" and _SCHOOLS.search(body.folded[found.start:found.end]):
        return "school"
    return _CALLED[found.kind]


def coarse_age(low: str, coarse: str, text: str) -> str:
    """An age as the pilot wants it: as it was said, or the ten years it lies in; of babies no more than that."""
    if coarse == "exact":
        return text
    numbers = [number for word in re.findall(r"\d+|[a-z-]+", low) if (number := _years(word)) is not None]
    if not numbers and not _SMALL.search(low):
        return f"[{_OTHER['age']}]"
    years = 0 if re.search(r"^(?!.*jaar).*(?:maand|week|weken|dag)", low) else (numbers[0] if numbers else 0)
    first = years // 10 * 10
    return f"[{first}-{first + 9} jaar]"


def _years(word: str) -> int | None:
    """How old a word says that somebody is: 'zestigplussers', 'twintiger', 'zesenhalf', 'vijfjarig', '17de'; None for
    none."""
    bare = _AROUND_YEARS.sub("", word)
    return next((number for one in (word, bare) if (number := value(one)) is not None or (
        number := ordinal(one)) is not None), None)


def coarse_date(low: str, coarse: str, text: str) -> str:
    """A day as the pilot wants it: as it was said, its month, season or year, as far as they were said."""
    if coarse == "exact":
        return text
    month, year = month_and_year(low)
    season = _SEASONS[month % 12 // 3] if month else ""
    first = {"month": _MONTH_NAMES[month - 1] if month else "", "season": season, "year": ""}[coarse]
    said = " ".join(part for part in (first, str(year) if year else "") if part)
    return f"[{said}]" if said else "[datum]"


def month_and_year(low: str) -> tuple[int, int]:
    """The month (1 to 12) and year a day names; 0 for what it does not name."""
    if iso := re.match(r"((?:19|20)\d\d)-(\d\d)-\d\d$", low):
        return int(iso[2]), int(iso[1])
    if numeric := re.match(r"\d{1,2}([-/. ])(\d{1,2})\1(\d{2,4})$", low):
        return int(numeric[2]), _century(int(numeric[3]))
    words = re.findall(r"\d+|[a-z-]+", low)
    month = next((MONTHS.get(word) or SHORT_MONTHS.get(word, 0) for word in words
                  if word in MONTHS or word in SHORT_MONTHS), 0)
    after = words[next((at for at, word in enumerate(words) if word in MONTHS or word in SHORT_MONTHS), -1) + 1:]
    numbers = [number for word in after if (number := value(word)) is not None]
    year = 0
    if numbers:
        first, rest = numbers[0], numbers[1] if len(numbers) > 1 else 0
        if first >= 1900:
            year = first + (rest if first in (1900, 2000) and rest < 100 else 0)
        elif first in (19, 20) and rest:
            year = first * 100 + rest
        elif not month:
            year = _century(first)
    return month, year


def _century(year: int) -> int:
    return year if year > 99 else 1900 + year if year > 30 else 2000 + year
