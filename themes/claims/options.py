"""What can be chosen where a claim is written and something is laid beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.words import current
from stories.outcomes.scores import SCORED, counted
from themes.framework.reading import framework
from themes.outcomes import frames

if TYPE_CHECKING:
    from sqlite_utils import Database


class Written(NamedTuple):
    """A summary that can be laid beside a claim: key of the code, what it is called, and the words."""

    code: str
    name: str
    text: str


@use_case(Right.SEE_CODEBOOK)
def codes(db: Database, viewer: Viewer) -> dict[str, str]:
    """The codes that can be applied, by key with their names; none without a codebook."""
    version = codebook.newest(db)
    rows = codebook.codes(db, version.codebook_version_id, current()) if version else []
    return {row.key: row.name for row in rows if row.is_codable}


@use_case(Right.SEE_THEMES, reads="families")
def families(db: Database, viewer: Viewer) -> dict[str, str]:
    """The families that may be counted today: pseudonyms by guid."""
    found = frames.families(db, viewer)
    return dict(zip(found["guid"].tolist(), found["pseudonym"].tolist(), strict=True))


@use_case(Right.SEE_THEMES, reads="scores of life domains")
def scored(db: Database, viewer: Viewer, family: str) -> dict[tuple[str, str], dict[str, float]]:
    """Of a family (guid): by domain and voice its score by wave (label, in order)."""
    ids = frames.families(db, viewer)
    mine = set(ids.loc[ids["guid"] == family, "family_id"].tolist())
    found: dict[tuple[str, str], dict[str, float]] = {}
    for one in counted(db, viewer):
        if one.family_id in mine and one.state == SCORED and one.value is not None:
            found.setdefault((one.domain, one.voice), {})[one.wave] = one.value
    return found


@use_case(Right.SEE_THEMES, reads="summaries")
def summaries(db: Database, viewer: Viewer, family: str) -> list[Written]:
    """What is written of themes in a family (guid), of all that was told."""
    made = framework(db, viewer)
    if made is None:
        return []
    return [Written(code.key, code.name, cell.newest.text) for code in made.codes
            if (cell := made.cells.get((family, code.key))) is not None and cell.newest.text]
