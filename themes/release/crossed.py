"""Figures of a release by two things at once: the funnel by who referred, two groups side by side, and what changed in
families that told of a theme beside those that did not. Each is a table of yes and no by column, under the same rules
as themes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pilot.vocabulary import services, voices
from pilot.vocabulary.domains import DOMAINS
from pilot.words import LANGUAGES, _, current
from stories.outcomes import uptake
from stories.outcomes.reach import kinds as referrals
from themes.disclosure.tables import Table
from themes.release.choice import ARMS, JOINT, REACH
from themes.release.content import NOTHING as NO_FAMILIES
from themes.release.content import Panel, PanelRow
from themes.release.measured import IMPROVED, WORSENED
from themes.release.saying import NOTHING, both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.release.content import Both
    from themes.release.counting import Counted
    from themes.release.measured import Measured
    from themes.release.protecting import Protected

Guids = frozenset[str]
_BY = "by referrer"


@dataclass(frozen=True)
class Line:
    """In which families something holds, by column, of those of which it is known."""

    key: str
    name: Callable[[], str]
    yes: tuple[Guids, ...]
    asked: tuple[Guids, ...]


@dataclass(frozen=True)
class Crossed:
    """Lines by columns; title, head (what lines are), note (how it is read) and columns in the language spoken."""

    key: str
    title: Callable[[], str]
    head: Callable[[], str]
    note: Callable[[], str]
    columns: tuple[tuple[str, Callable[[], str]], ...]
    lines: tuple[Line, ...]

    @property
    def families(self) -> Guids:
        """Everybody in it."""
        return frozenset().union(*(one for line in self.lines for one in line.asked))


def by_referrer(db: Database, site: str, guids: Mapping[int, str]) -> tuple[Crossed, ...]:
    """How referrals stand, by who referred; none where one alone did."""
    rows = db.conn.execute(
        "SELECT r.guid, r.family_id, r.state, b.key, b.name FROM referral r LEFT JOIN site s ON s.site_id = r.site_id"
        " JOIN referrer b USING (referrer_id) WHERE r.removed_at IS NULL AND ? IN ('', coalesce(s.key, ''))"
        " ORDER BY r.referral_id", (site,)).fetchall()
    names = {key: name for _guid, _family, _state, key, name in rows}
    if len(names) < 2:
        return ()
    of = {key: frozenset(guids.get(family) or guid for guid, family, _state, by, _name in rows if by == key)
          for key in names}
    lines = tuple(Line(state, lambda state=state: _(referrals.STATES[state]), tuple(  # type: ignore[misc]
        frozenset(guids.get(family) or guid for guid, family, is_in, by, _name in rows if by == key and is_in == state)
        for key in names), tuple(of.values())) for state in referrals.STATES)
    return (Crossed(
        f"{REACH}/{_BY}", lambda: _("How referrals stand, by who referred"), lambda: _("Referrals"),
        lambda: _("Of all referrals by each."), _columns(names), lines),)


def _columns(names: Mapping[str, str]) -> tuple[tuple[str, Callable[[], str]], ...]:
    return tuple((key, lambda name=name: name) for key, name in names.items())


def arms(db: Database, guids: Mapping[int, str], scores: Measured) -> tuple[Crossed, ...]:
    """Two groups as they were given, whatever happened after: services at the last wave, and what changed."""
    plan = db.conn.execute("SELECT plan_id, support_arm, control_arm FROM allocation_plan ORDER BY plan_id DESC LIMIT 1"
                           ).fetchone()
    if plan is None:
        return ()
    of, names = {}, {}
    for arm in plan[1:]:
        key, name = db.conn.execute("SELECT key, name FROM arm WHERE arm_id = ?", (arm,)).fetchone()
        names[key] = name
        of[key] = frozenset(guids[family] for (family,) in db.conn.execute(
            "SELECT family_id FROM allocation WHERE plan_id = ? AND arm_id = ?", (plan[0], arm)) if family in guids)
    # The last wave alone: of several, what is held back in one would follow from the others.
    found = [*(_services(label, states, of, names) for label, states in list(_said(db, guids).items())[-1:]),
             improved(scores, of, names)]
    return tuple(one for one in found if one.families)


def _said(db: Database, guids: Mapping[int, str]) -> dict[str, dict[str, dict[str, str]]]:
    """By wave and service the state of each family (guid)."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for family, label, service, state in db.conn.execute(
            "SELECT u.family_id, w.label, u.service, u.state FROM uptake u JOIN wave w USING (wave_id)"
            f" WHERE {uptake.IS_LAST} ORDER BY w.place, w.wave_id, u.family_id"):
        if family in guids:
            found.setdefault(label, {}).setdefault(service, {})[guids[family]] = state
    return found


def _services(
    label: str, states: Mapping[str, Mapping[str, str]], of: Mapping[str, Guids], names: Mapping[str, str]
) -> Crossed:
    lines = []
    for service in (one for one in services.SERVICES if one in states):
        said = states[service]
        yes, known = (frozenset(guid for guid, state in said.items() if state in one) for one in (
            (services.YES,), (services.YES, services.NO)))
        lines.append(Line(service, lambda service=service: _(services.NAMES[service]),  # type: ignore[misc]
                          tuple(yes & group for group in of.values()), tuple(known & group for group in of.values())))
    return Crossed(
        f"{ARMS}/{label}", lambda: _("Use of services, {wave}").format(wave=label), lambda: _("Service"),
        lambda: _("Families that make use of it, of those of which that is known, in the group they were given."),
        _columns(names), tuple(lines))


def improved(scores: Measured, of: Mapping[str, Guids], names: Mapping[str, str]) -> Crossed:
    """In which families more life domains improved from the first wave to the last than worsened.

    All domains together and none by itself: nine tables that share their rows with those of all families are minutes
    of work for the rules of disclosure, which then hold nearly everything back.
    """
    known, better = _balance(scores)
    line = Line("all", lambda: _("More life domains improved than worsened"),
                tuple(better & group for group in of.values()), tuple(known & group for group in of.values()))
    return Crossed(
        f"{ARMS}/improved", lambda: _("Improved, in two groups"), lambda: _("All life domains"),
        lambda: _("Families in which it was so from the first time to the last, of those known at both, in the group"
                  " they were given, by the scores of one voice: {voice}.").format(voice=voices.name(scores.voices[0])),
        _columns(names), (line,))


def joint(themes: Sequence[Counted], scores: Measured) -> tuple[Crossed, ...]:
    """Of each theme: in how many families more life domains improved than worsened, beside who did not tell of it."""
    known, better = _balance(scores)
    lines = []
    for one in themes:
        parts = (one.families.said & known, (one.families.asked - one.families.said) & known)
        lines.append(Line(one.key, lambda rows=one.rows: _named(rows),  # type: ignore[misc]
                          tuple(part & better for part in parts), parts))
    found = Crossed(
        JOINT, lambda: _("Themes beside what changed"), lambda: _("Theme"),
        lambda: _("Families in which more life domains improved than worsened, of those that told of the theme and of"
                  " those that did not. That they go together does not say that one comes of the other."),
        (("said", lambda: _("told of it")), ("not", lambda: _("did not"))), tuple(lines))
    return (found,) if found.families else ()


def _balance(scores: Measured) -> tuple[Guids, Guids]:
    """Families of which a domain is known at both waves, and of those in which more improved than worsened; by the
    first voice with scores."""
    balance: dict[str, int] = {}
    for voice in scores.voices[:1]:
        for changed in (scores.changed(voice, domain) for domain in DOMAINS):
            for how, guids in changed.items():
                for guid in guids:
                    balance[guid] = balance.get(guid, 0) + {IMPROVED: 1, WORSENED: -1}.get(how, 0)
    return frozenset(balance), frozenset(guid for guid, n in balance.items() if n > 0)


def _named(rows: Sequence[CodeRow]) -> str:
    return rows[LANGUAGES.index(current())].name


def tables(crossed: Sequence[Crossed], *, in_words: bool) -> Iterator[Table]:
    """Their linked tables; for words a table of yes and no for each cell."""
    for one in crossed:
        for line in one.lines:
            cells = tuple((yes, asked - yes) for yes, asked in zip(line.yes, line.asked, strict=True))
            if in_words:
                yield from (Table(_at(one, line, column), ("all",), ("yes", "no"), (cell,), lone=True)
                            for (column, _name), cell in zip(one.columns, cells, strict=True))
            else:
                yield Table(_at(one, line), tuple(key for key, _name in one.columns), ("yes", "no"), cells)


def _at(one: Crossed, line: Line, column: str = "") -> str:
    return "/".join(filter(None, (one.key, line.key, column)))


def panels(crossed: Sequence[Crossed], protected: Protected) -> tuple[Panel, ...]:
    """What may be told of them."""
    return tuple(Panel(
        one.key, both(one.title), both(one.note), both(one.head), tuple(both(name) for _key, name in one.columns),
        tuple(PanelRow(both(line.name), tuple(_told(one, line, at, protected) for at in range(len(one.columns))))
              for line in one.lines)) for one in crossed)


def _told(one: Crossed, line: Line, at: int, protected: Protected) -> Both:
    if protected.in_words:
        amount = protected.amount(_at(one, line, one.columns[at][0]))
        return NOTHING if amount.kind == NO_FAMILIES else amount.told
    if not line.asked[at]:
        return NOTHING
    shown = protected.shown(_at(one, line))
    yes, no = shown.cells[at] if shown else (None, None)
    if yes is None or no is None:
        return both(lambda: _("held back"))
    return both(lambda: _("{n} of {of}").format(n=yes, of=yes + no))


def digests(crossed: Sequence[Crossed], told: Mapping[str, str]) -> dict[str, str]:
    """By family (guid) one number (hex) of the group it was given with what it uses, and of what `told` has of it; what
    the others rest on is in `told`, or counted by `yes_or_no`."""
    found = {guid: [digest] for guid, digest in told.items()}
    for one in (one for one in crossed if one.key.startswith(ARMS)):
        for line in one.lines:
            for (column, _name), yes, asked in zip(one.columns, line.yes, line.asked, strict=True):
                for guid in asked:
                    found.setdefault(guid, []).append(f"{_at(one, line, column)}={guid in yes}")
    return {guid: sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16] for guid, lines in found.items()}
