"""Claims as a file: a row for each claim and for all that lies beside it, as far as it is in reach today."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coding.book import codebook
from pilot.access import Right, Viewer
from pilot.access.three_states import NAMES
from pilot.door import use_case
from pilot.files.export import Coded, Export, list_of, tabular
from pilot.vocabulary import domains
from pilot.words import N_, _
from themes.claims import naming, options, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted
    from themes.claims.ground import Ground
    from themes.claims.reading import Claim


@use_case(Right.SEE_THEMES, event="exported claims", reads="claims and passages")
def claims_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """The claims, searched and in order as on the page. Raises: NotFound when there is none."""
    found = [reading.claim(db, viewer, one.guid) for one in reading.listed(db, viewer, wanted)]
    names = options.codes(db, viewer)
    rows = [row for one in found for row in _rows(one, names)]
    version = codebook.newest(db)
    heads = (_("Claim"), _("What it is"), _("Words"), _("Speaks"), _("Of which part"), _("Family"), _("From where"),
             _("Note"), _("What changed since"), _("By"), _("On"))
    hidden = sum((one.hidden for one in found), Counter[str]())
    return list_of(
        db, viewer, "claims", _("What works, for whom"),
        {head: [row[at] for row in rows] for at, head in enumerate(heads)}, (_("Search"), wanted.search),
        coded=Coded(version.told if version else _("none"), ""),
        facts=tuple((_(name), str(hidden[state]) if hidden[state] else "") for state, name in NAMES.items()))


def _rows(one: Claim, names: dict[str, str]) -> Iterator[tuple[object, ...]]:
    now, head = one.now, one.now.mechanism
    for part, words in (("context", now.context), ("mechanism", now.mechanism), ("outcome", now.outcome)):
        yield (head, _(naming.PARTS[part]), words, "", "", "", "", "", "", now.by, now.on)
    about = [names[key] for key in now.codes if key in names] + [domains.name(key) for key in now.domains]
    yield (head, _("How it stands"), _(naming.STATES[now.state]), "", "", "", ", ".join(about), now.why, "", now.by,
           now.on)
    for ground in one.grounds:
        yield _ground(head, ground)
    for rival in one.rivals:
        why = rival.weighed[0].why if rival.weighed else ""
        yield (head, _("Another explanation"), rival.words, _(naming.VERDICTS[rival.verdict]), "", "", "", why, "",
               rival.by, rival.on)
        for ground in rival.grounds:
            yield _ground(f"{head} / {rival.words}", ground)


def _ground(head: str, one: Ground) -> tuple[object, ...]:
    return (head, _(naming.KIND_NAMES[one.kind]), one.said, _(naming.SIDE_NAMES[one.side]), _(naming.ABOUT[one.about]),
            one.family, one.source, one.note, " ".join(one.changed), one.by, one.on)


CLAIMS = Export("claims", N_("What works, for whom"), ("search", "order"), tabular(
    lambda asked: claims_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (CLAIMS,)
