"""The matrix once more, counted slowly in plain Python from the same telling, to hold the fast count against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.themes.told import FIRST_TURN, GROUP_OF, SIGNED, VERSIONS

if TYPE_CHECKING:
    from tests.themes.told import Doc, Mark, Told
    from themes.scope import Scope


def in_scope(told: Told, scope: Scope) -> list[int]:
    """Numbers of the documents that count."""
    found = []
    for n, doc in enumerate(told.docs):
        if doc.family is None or doc.withdrawn or (scope.voice and scope.voice not in (doc.voice, "coach")):
            continue
        if scope.site and (told.sites[doc.family] if doc.family < len(told.sites) else "") != scope.site:
            continue
        first, last = dates(doc, scope)
        if first is None or (scope.from_on and last < scope.from_on) or (scope.until_on and first > scope.until_on):
            continue
        found.append(n)
    return found


def dates(doc: Doc, scope: Scope) -> tuple[str | None, str]:
    """First and last day of a document on the axis of the scope; the first is None when it has none."""
    if scope.axis == "telling":
        return doc.told_on, doc.told_on
    if doc.event is None:
        return None, ""
    return doc.event[0], doc.event[1] or doc.event[0]


def heard(told: Told, mark: Mark) -> set[str]:
    """The voices of the turns that a coding has words of."""
    first = {told.docs[mark.doc].voice} if mark.start < FIRST_TURN else set()
    return first | ({"coach"} if mark.end > FIRST_TURN + 1 else set())


def said_and_coded(told: Told, scope: Scope, n: int, code: str) -> tuple[bool, bool, list[str]]:
    """Whether document `n` says `code`, whether it is coded for it, and the sign of each place where it is said."""
    coders = {"any": {0, 1}, "all": {0, 1}, "coder-0": {0}, "coder-1": {1}}[scope.coder]
    finished = {d.by for d in told.done if d.doc == n and d.by in coders and code in VERSIONS[d.version]}
    marks = [m for m in told.marks if m.doc == n and m.code == code and m.by in finished and not m.retracted
             and scope.voice in {"", *heard(told, m)}]
    used = {m.by for m in marks}
    enough = 2 if scope.coder == "all" else 1
    said = bool(used) and (scope.coder != "all" or (used == finished and len(used) > 1))
    covered: list[tuple[set[int], set[str]]] = []
    for mark in marks:
        span, signs = set(range(mark.start, mark.end)), set(mark.sign or "")
        for place in [place for place in covered if place[0] & span]:
            covered.remove(place)
            span, signs = span | place[0], signs | place[1]
        covered.append((span, signs))
    found = ["±" if len(signs) > 1 else "".join(signs) for _span, signs in covered]
    coded = len(finished) >= enough
    if not scope.sign:
        return said, coded, found if said else []
    of_sign = [sign for sign in found if said and sign == scope.sign]
    return bool(of_sign), bool(of_sign) or (coded and "" not in found), of_sign


def matrix(told: Told, scope: Scope) -> dict[tuple[str, str], tuple[str, int, int, int, int, int, int, int]]:
    """State, passages, of these +, - and ±, documents said, coded and told by (code, family)."""
    newest = VERSIONS[told.versions]
    codes = [c for c in newest if c != "group" and (not scope.group or GROUP_OF.get(c) == scope.group)
             and (not scope.sign or c in SIGNED)]
    found = {}
    for f in range(told.families):
        if scope.site and (told.sites[f] if f < len(told.sites) else "") != scope.site:
            continue
        docs = [n for n in in_scope(told, scope) if told.docs[n].family == f]
        for code in codes:
            counts = [said_and_coded(told, scope, n, code) for n in docs]
            said, coded = sum(s for s, _, _ in counts), sum(c for _, c, _ in counts)
            state = ("no_story" if not docs else "said" if said else
                     "coded_not_said" if coded == len(docs) else "told_not_coded")
            signs = [sign for _, _, places in counts for sign in places]
            found[code, f"family-{f}"] = (
                state, len(signs), signs.count("+"), signs.count("-"), signs.count("±"), said, coded, len(docs))
    return found
