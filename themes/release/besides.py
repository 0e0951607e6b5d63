"""What stands in a release besides themes, read from the pilot file once: life domains, reach, money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_, _
from stories.outcomes.scores import waves
from themes.disclosure.amounts import held_back
from themes.outcomes import frames
from themes.release import aims_out, crossed, measured, money_out, yes_or_no
from themes.release.choice import AIMS, ARMS, DOMAINS, JOINT, MONEY, REACH
from themes.release.saying import NOTHING, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from themes.disclosure.tables import Table
    from themes.release.content import Both, Content, Panel, ShownTable
    from themes.release.counting import Counted
    from themes.release.crossed import Crossed
    from themes.release.measured import Measured
    from themes.release.protecting import Protected
    from themes.release.yes_or_no import Part
    from themes.scope import Scope


@dataclass(frozen=True)
class Besides:
    """All of it: scores (None where they were not chosen), what holds of families, by itself and by two things at once,
    and panels that are of no family; `under`: the scores on which any of it rests."""

    scores: Measured | None = None
    under: Measured | None = None
    parts: tuple[Part, ...] = ()
    crossed: tuple[Crossed, ...] = ()
    of_nobody: tuple[Panel, ...] = ()

    @property
    def families(self) -> frozenset[str]:
        """Everybody in it (guids of families, and of referrals that became no family)."""
        scored = self.scores.scores.values() if self.scores else ()
        return frozenset().union(*scored, *(part.families for part in self.parts),
                                 *(one.families for one in self.crossed))

    def tables(self, *, in_words: bool) -> Iterator[Table]:
        """The linked tables that the rules of disclosure look at."""
        if self.scores:
            yield from measured.tables(self.scores, in_words=in_words)
        yield from yes_or_no.tables(self.parts, in_words=in_words)
        yield from crossed.tables(self.crossed, in_words=in_words)

    def panels(self, protected: Protected) -> tuple[Panel, ...]:
        """What may be told of it."""
        domains = measured.panels(self.scores, protected) if self.scores else ()
        return tuple(_telling(one) for one in (
            *domains, *yes_or_no.panels(self.parts, protected), *crossed.panels(self.crossed, protected),
            *self.of_nobody))

    def news(self, protected: Protected, before: Content | None) -> tuple[Both, ...]:
        """What to say of it first; nothing where the release before said the same."""
        if self.scores is None:
            return ()
        now = measured.panels(self.scores, protected)
        was = [one for one in before.panels if one.key in {each.key for each in now}] if before else []
        return () if was and [one.rows for one in was] == [one.rows for one in now] else measured.news(
            self.scores, protected)

    def shown_tables(self, protected: Protected) -> tuple[ShownTable, ...]:
        """What stands behind it."""
        return measured.shown_tables(self.scores, protected) if self.scores else ()

    def digests(self, told: Mapping[str, str]) -> Mapping[str, str]:
        """By family one number of what it told (`told`) and of what is in here; the same as `told` without anything."""
        if self.under:
            told = measured.digests(self.under, told)
        told = yes_or_no.digests(self.parts, told) if self.parts else told
        return crossed.digests(self.crossed, told) if self.crossed else told


def _telling(panel: Panel) -> Panel:
    """A sentence in place of a table in which everything is held back."""
    silent = {NOTHING, both(lambda: _("held back")), held_back().told}
    if not panel.rows or not panel.columns or any(cell not in silent for row in panel.rows for cell in row.cells):
        return panel
    return replace(panel, columns=(), rows=(), note=both(lambda: _(
        "Of too few families this is known: nothing of it is shown.")))


def read(db: Database, scope: Scope, parts: Sequence[str], themes: Sequence[Counted] = ()) -> Besides:
    """The parts chosen, of the families of a scope. Periods and voices of what was told do not part them: rounds of
    measuring and voices of their own do.

    Raises: BadInput for a scope of one coach, whose families would then be told apart.
    """
    if parts and scope.coach:
        raise BadInput(N_("Life domains, reach and money are never told of the families of one coach. Take that filter"
                          " away."))
    families = frames.all_families(db) if parts else None
    if families is not None and scope.site:
        name = db.conn.execute("SELECT name FROM site WHERE key = ?", (scope.site,)).fetchone()
        families = families[families["site"] == (name[0] if name else None)]
    if families is None:
        return Besides()
    scores = measured.measured(frames.all_scores(db), families, [one.label for one in waves(db)])
    guids = dict(zip(families["family_id"].tolist(), families["guid"].tolist(), strict=True))
    by_two = (*(crossed.by_referrer(db, scope.site, guids) if REACH in parts else ()),
              *(crossed.arms(db, guids, scores) if ARMS in parts else ()),
              *(crossed.joint(themes, scores) if JOINT in parts else ()))
    rests = scores if {DOMAINS, JOINT} & set(parts) else None
    parted = (*((yes_or_no.reach(db, scope.site, guids),) if REACH in parts else ()),
              *((money_out.read(db, guids),) if MONEY in parts else ()))
    of_nobody = (*(money_out.programme(db) if MONEY in parts and not scope.site else ()),
                 *(aims_out.panels(aims_out.read(db)) if AIMS in parts else ()))
    return Besides(scores if DOMAINS in parts else None, rests, tuple(one for one in parted if one.families), by_two,
                   of_nobody)
