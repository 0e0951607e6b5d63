"""How well a model did on the pilot's own recordings: its words against the texts that people corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer, reach
from pilot.door import use_case
from pilot.words import ngettext
from transcribe.errors import Errors, compared

if TYPE_CHECKING:
    from sqlite_utils import Database

# The texts corrected last say how it does now; comparing one of ninety minutes takes some hundredths of a second.
LOOKED_AT = 20
# Below so many words chance says more than the model.
FEWEST_WORDS = 200
ENGINE = "faster-whisper "


class Quality(NamedTuple):
    """How a model did: wrong words of so many right ones, in so many corrected texts."""

    texts: int
    errors: Errors


@use_case(Right.TRANSCRIBE, reads="how many words were corrected, by model")
def by_model(db: Database, viewer: Viewer) -> dict[str, Quality]:
    """For each model's name how it did on the texts corrected last; none for one with fewer than 200 words to go by."""
    inside, params = reach.documents_where(db)
    rows = db.conn.execute(
        "SELECT raw.engine, raw.version_id, raw.sha256, later.version_id, later.sha256 FROM document d"
        " JOIN document_version raw ON raw.document_id = d.document_id AND raw.kind = 'raw'"
        " JOIN document_version later ON later.document_id = d.document_id AND later.kind = 'corrected'"
        " AND later.number = (SELECT max(number) FROM document_version n"
        " WHERE n.document_id = d.document_id AND n.kind = 'corrected')"
        f" WHERE raw.engine LIKE ? || '%' AND d.withdrawn_at IS NULL AND {inside}"
        " ORDER BY later.version_id DESC LIMIT ?", (ENGINE, *params, LOOKED_AT)).fetchall()
    found: dict[str, list[Errors]] = {}
    for engine, *versions in rows:
        found.setdefault(engine.removeprefix(ENGINE), []).append(_errors(db, *versions))
    summed = {name: Quality(len(each), Errors(*map(sum, zip(*each, strict=True)))) for name, each in found.items()}
    return {name: one for name, one in summed.items() if one.errors.of >= FEWEST_WORDS}


# By what the texts hash to: a version never changes. Only numbers are kept.
_known: dict[tuple[str, str], Errors] = {}


def _errors(db: Database, raw: int, raw_hash: str, later: int, later_hash: str) -> Errors:
    key = raw_hash, later_hash
    if key not in _known:
        sql = "SELECT text FROM document_version WHERE version_id = ?"
        heard, right = (db.conn.execute(sql, (version,)).fetchone()[0] for version in (raw, later))
        _known[key] = compared(heard, right)
    return _known[key]


def told(quality: Quality) -> str:
    """“in 2 texts corrected here it got 14 of 100 words wrong”, in the current language."""
    return ngettext(
        "in {n} text corrected here it got {wrong} of 100 words wrong",
        "in {n} texts corrected here it got {wrong} of 100 words wrong", quality.texts).format(
            n=quality.texts, wrong=round(100 * quality.errors.rate))
