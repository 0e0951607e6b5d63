"""What is looked at before words leave, each found thing a sentence: names, recognisable detail, and who else it could
be. Done before somebody proposes them, and again before a second person lets them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.config import Pilot
from pilot.errors import BadInput
from pilot.families import pseudonyms, real_names, register
from pilot.words import N_, _
from texts.deidentify.spans import DOUBTFUL
from themes.release.quotes_out import attribution
from themes.release.quotes_out.details import (
    CHILDREN,
    EVENT,
    FAITH,
    HEALTH,
    LAW,
    ORIGIN,
    WHEN,
    WORK,
    details,
)
from themes.release.quotes_out.people import known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlite_utils import Database

    from texts.deidentify import Span

NAMED, PSEUDONYM, ALONE, UNKNOWN, AT_HOME = "named", "pseudonym", "alone", "unknown", "at home"
# What each thing found is said to be; {found} are its words, {n} is the number of its first word.
SENTENCES = {
    NAMED: N_("“{found}” (word {n}) is a name, place or number of somebody. It must go."),
    "doubtful": N_("“{found}” (word {n}) may be a name. Does it show who this is?"),
    "date": N_("“{found}” (word {n}) is a day or a year. It must go, or be said more broadly."),
    "age": N_("“{found}” (word {n}) is an age. It must go, or be said more broadly."),
    "place": N_("“{found}” (word {n}) is a place. It must go."),
    "org": N_("“{found}” (word {n}) is a school, employer or other organisation. It must go."),
    PSEUDONYM: N_("“{found}” (word {n}) is what somebody is called in this pilot. It ties these words to all others:"
                  " it must go."),
    WORK: N_("“{found}” (word {n}) says what work somebody does. Could others tell who this is?"),
    HEALTH: N_("“{found}” (word {n}) is about somebody's health. Could others tell who this is?"),
    ORIGIN: N_("“{found}” (word {n}) says where somebody comes from. Could others tell who this is?"),
    FAITH: N_("“{found}” (word {n}) is about somebody's faith. Could others tell who this is?"),
    CHILDREN: N_("“{found}” (word {n}) says which or how many children there are. Could others tell who this is?"),
    LAW: N_("“{found}” (word {n}) is about police, court or safety. Could others tell who this is?"),
    EVENT: N_("“{found}” (word {n}) is something that others may remember. Could others tell who this is?"),
    WHEN: N_("“{found}” (word {n}) says when it was. Could others tell who this is?"),
    ALONE: N_("“{found}” fits too few in this pilot. Say it more broadly."),
    "counted": N_("“{found}” fits {n} in this pilot, and must fit {least} at least. Say it more broadly."),
    "broader": N_("“{found}” fits {n} in this pilot, and must fit {least} at least. Say for example: {broader}."),
    UNKNOWN: N_("The program can't tell whom “{found}” fits. Could others tell who this is?"),
    AT_HOME: N_("The full name of somebody of a family stands beside these words, as the family agreed. Who reads it"
                " knows who the others at home are, too. May that be?"),
}
_OWN_SENTENCE = {"date": "date", "age": "age", "place": "place", "org": "org"}


@dataclass(frozen=True)
class Finding:
    """Something found.

    Attributes:
        sort: which sentence is said of it; found: the words themselves.
        must: it must go; else somebody says that nobody can be recognised by it.
        start, end: code points of the words as they are shown; both 0 for what is found in who said it.
        count, least, broader: of how many an attribution holds, and must; what to say instead. For the team only.
    """

    sort: str
    found: str
    must: bool
    start: int = 0
    end: int = 0
    word: int = 0
    count: int = 0
    least: int = 0
    broader: str = ""

    @property
    def key(self) -> str:
        """What somebody says that she looked at."""
        return f"{self.sort} {self.found.casefold()}"

    @property
    def said(self) -> str:
        """For who is not of the team: no count."""
        return _(SENTENCES[self.sort]).format(found=self.found, n=self.word)

    @property
    def said_in_team(self) -> str:
        """For the team."""
        if self.sort != ALONE:
            return self.said
        sentence = SENTENCES["broader" if self.broader else "counted"]
        return _(sentence).format(found=self.found, n=self.count, least=self.least, broader=self.broader)


def in_words(db: Database, family: str, text: str) -> list[Finding]:
    """What is found in words about a family (guid), in order."""
    found: list[Finding] = []
    for one in sorted(_all(db, family, text), key=lambda one: (one.start, not one.must, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _all(db: Database, family: str, text: str) -> Iterator[Finding]:
    pilot = Pilot.of(db)
    yield from _names(db, pilot, family, text)
    for span in _spans(pilot, family, text):
        yield _of_span(text, span)
    for one in details(text):
        yield _at(one.sort, text, one.start, one.end, must=False)


def _names(db: Database, pilot: Pilot, family: str, text: str) -> Iterator[Finding]:
    """What somebody of the pilot is called, there or in truth."""
    called = [(row[0], "") for row in db.conn.execute(
        "SELECT pseudonym FROM family UNION SELECT pseudonym FROM person")]
    for hit in real_names.find(text, called, as_written=True):
        if text[hit.start].isupper():  # "de berk" is a tree
            yield _at(PSEUDONYM, text, hit.start, hit.end, must=True)
    for hit in register.names_in(pilot, family, text):
        yield _at(NAMED, text, hit.start, hit.end, must=True)


def require_nobody_named(db: Database, texts: Iterable[str]) -> None:
    """Words about all families name nobody; a municipality is said by name. Raises: BadInput with what must go."""
    pilot = Pilot.of(db)
    require_clean([one for text in texts for one in _names(db, pilot, "", text) if not _is_site(db, one.found)], (),
                  in_team=True)


def _spans(pilot: Pilot, family: str, text: str) -> list[Span]:
    """What gives people away, as it is looked for in whole texts; here, and not behind the fence: a quote is short."""
    from texts.deidentify import Entry, find

    entries = [Entry(*one) for one in pseudonyms.sought(pilot, family)]
    return [one for one in find(text, entries) if text[one.start:one.end] != one.replacement]


def _of_span(text: str, span: Span) -> Finding:
    sure = span.sureness >= DOUBTFUL
    sort = _OWN_SENTENCE.get(span.kind, NAMED) if sure else "doubtful"
    return _at(sort, text, span.start, span.end, must=sure)


def _at(sort: str, text: str, start: int, end: int, *, must: bool) -> Finding:
    before = text[:start]
    return Finding(sort, text[start:end], must, start, end, len(before.split()) + (before[-1:] in ("", " ")))


class Named(NamedTuple):
    """Who would be named: the name by the register, '' for who did not agree to it; and whether she is of a family."""

    name: str
    is_of_family: bool


def in_attribution(db: Database, family: str, how: str, said_by: str, audience: str) -> list[Finding]:
    """What is found in who is said to have said it: names, and whether it holds for too few of the pilot."""
    named = [Finding(one.sort, one.found, True, word=one.word) for one in _all(db, family, said_by)
             if one.must and one.sort != "place" or (one.sort == "place" and not _is_site(db, one.found))]
    there = known(db)
    shared, least = attribution.sharing(how, said_by, there), attribution.SHARED[audience]
    if shared.count is None:
        return [*named, Finding(UNKNOWN, shared.unknown, False)]
    if shared.count < least:
        broader = attribution.coarser(how, said_by, there, audience)
        return [*named, Finding(ALONE, said_by, True, count=shared.count, least=least, broader=broader)]
    return named


def _is_site(db: Database, name: str) -> bool:
    return db.conn.execute("SELECT 1 FROM site WHERE name = ? COLLATE NOCASE", (name,)).fetchone() is not None


def all_findings(
    db: Database, family: str, text: str, how: str, said_by: str, named: Named, audience: str,
) -> list[Finding]:
    """Everything that is found in a quote. Who is named is checked by whether that was agreed.

    Raises: BadInput where somebody is named who did not agree to that.
    """
    if how == attribution.NAME:
        if not named.name:
            raise BadInput(N_("Only who agreed to be named can be named here, with a name in the register: who works"
                              " with families as the register says, a family as it said about these words. Choose"
                              " another way to say whose words these are."))
        at_home = [Finding(AT_HOME, "", False)] if named.is_of_family else []
        return [*in_words(db, family, text), *at_home]
    return [*in_words(db, family, text), *in_attribution(db, family, how, said_by, audience)]


def require_clean(findings: list[Finding], looked_at: Collection[str], *, in_team: bool) -> None:
    """Raises: BadInput with all that must go, or else with all that nobody looked at."""
    left = [one for one in findings if one.must] or [one for one in findings if one.key not in looked_at]
    if left:
        raise BadInput("{found}", found=" ".join(one.said_in_team if in_team else one.said for one in left))
