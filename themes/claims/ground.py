"""What lies beside a claim, read anew: words, scores and summaries in reach today, and what changed since."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.book.turning import successor
from coding.marks.packed import SIGN_NUMBERS
from pilot import access
from pilot.access import three_states
from pilot.clock import local_day
from pilot.door import inner
from pilot.vocabulary import domains, voices
from pilot.words import _
from stories.outcomes.scores import SCORED, counted
from themes import frames
from themes.claims import naming
from themes.framework import ground as framework_ground
from themes.framework.ground import Quoted
from themes.framework.period import called
from themes.framework.reading import framework
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer
    from themes.frames import Material
    from themes.framework.reading import Framework

_SIGNS = {0: "", **{number: sign for sign, number in SIGN_NUMBERS.items()}}
_COLUMNS = (
    "g.guid, coalesce(r.guid, ''), g.side, g.about, g.kind, f.guid, f.pseudonym, g.note, maker(u.guid, u.label),"
    " g.added_at, g.family_id, g.document_id, g.version_id, g.start_char, g.end_char, k.key, g.coded, g.domain,"
    " g.voice, w.label, g.value, n.label, g.until_value, g.summary_version_id")


@dataclass(frozen=True)
class Ground:
    """Something that lies beside a claim.

    Attributes:
        rival: guid of the other explanation it is about, '' for the claim itself. side: of `naming.SIDES`.
        about: of `naming.ABOUT`. kind: of `naming.KINDS`. family_guid, family: whose it is (pseudonym).
        said: the words of the quote or the summary, or the scores in a sentence; '' where the words are not to be
            found any more.
        source: what it is from, in a line. address: relative, where it can be seen.
        changed: what changed since it was laid there, a sentence each.
        by, on: who laid it there (label), and when (ISO day).
    """

    guid: str
    rival: str
    side: str
    about: str
    kind: str
    family_guid: str
    family: str
    note: str
    by: str
    on: str
    said: str
    source: str
    address: str
    changed: tuple[str, ...]


class _Row(NamedTuple):
    guid: str
    rival: str
    side: str
    about: str
    kind: str
    family_guid: str
    family: str
    note: str
    by: str
    at: str
    family_id: int
    document_id: int | None
    version_id: int | None
    start: int | None
    end: int | None
    code: str | None
    coded: str | None
    domain: str | None
    voice: str | None
    wave: str | None
    value: float | None
    until: str | None
    until_value: float | None
    summary: int | None


class _Said(NamedTuple):
    """What one of them says, as `Ground` has it."""

    said: str
    source: str
    address: str
    changed: tuple[str, ...] = ()


@inner("part of the use cases that read claims, which ask the right")
def grounds(db: Database, viewer: Viewer, claim_id: int) -> tuple[list[Ground], Counter[str]]:
    """What lies beside a claim and its other explanations, in the order in which it was laid there; and how
    much of it is in which state of `access.three_states`."""
    rows = [_Row(*row) for row in db.conn.execute(
        f"SELECT {_COLUMNS} FROM claim_ground g JOIN family f USING (family_id) JOIN user u ON u.user_id = g.added_by"
        " LEFT JOIN claim_rival r ON r.rival_id = g.rival_id LEFT JOIN code k ON k.code_id = g.code_id"
        " LEFT JOIN wave w ON w.wave_id = g.wave_id LEFT JOIN wave n ON n.wave_id = g.until_wave_id"
        " WHERE g.claim_id = ? AND g.taken_out_at IS NULL AND r.taken_out_at IS NULL ORDER BY g.ground_id",
        (claim_id,))]
    read = {**_words(db, viewer, [row for row in rows if row.kind == naming.QUOTE]),
            **_scores(db, viewer, [row for row in rows if row.kind == naming.SCORES]),
            **_summaries(db, viewer, [row for row in rows if row.kind == naming.SUMMARY])}
    found = [Ground(row.guid, row.rival, row.side, row.about, row.kind, row.family_guid, row.family, row.note, row.by,
                    local_day(db, row.at), *read[row.guid]) for row in rows if row.guid in read]
    return found, _hidden(db, [row for row in rows if row.guid not in read])


def _hidden(db: Database, rows: list[_Row]) -> Counter[str]:
    """Why each of these is not read: by its text, or by what is written about its family."""
    texts = three_states.of_documents(db, {row.document_id for row in rows if row.document_id is not None})
    return Counter(
        texts[row.document_id] if row.document_id is not None else
        three_states.OTHERWISE if access.reach.family_in_reach(db, row.family_id) else three_states.OUT_OF_REACH
        for row in rows)


def _words(db: Database, viewer: Viewer, rows: list[_Row]) -> dict[str, _Said]:
    material = frames.load(db, viewer, Scope()) if rows else None
    if material is None:
        return {}
    keys = {row.guid: successor(db, str(row.code)) for row in rows}
    now = framework_ground.now(db, viewer, material, keys.values())
    held, heads = access.blind.uncounted(db), _heads(material)
    texts = _readable(db, viewer, [row.document_id for row in rows])
    return {row.guid: _quote(db, now, row, keys[row.guid], heads[row.document_id], texts)
            for row in rows if row.document_id in heads and row.document_id not in held}


def _heads(material: Material) -> dict[int | None, tuple[str, str, str]]:
    """Guid, title and date of the documents that may be used today."""
    frame = material.documents[["document_id", "guid", "title", "on_date"]]
    return {number: (guid, title, day) for number, guid, title, day in frame.itertuples(index=False)}


def _readable(db: Database, viewer: Viewer, documents: Iterable[int | None]) -> dict[int, str]:
    """By version_id the text of those versions of these documents that this viewer may read and that are read now."""
    where, params = access.versions_where(viewer)
    return dict(db.conn.execute(
        "SELECT v.version_id, v.text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
        f" WHERE d.document_id IN (SELECT value FROM json_each(?)) AND {where}",
        (json.dumps(sorted({one for one in documents if one is not None})), *params)))


def _quote(
    db: Database, now: framework_ground.Now, row: _Row, key: str, head: tuple[str, str, str], texts: dict[int, str],
) -> _Said:
    """A quote where it stands now; its words only where the text that is read has them at that place."""
    guid, title, _day = head
    was = Quoted(int(row.document_id or 0), int(row.version_id or 0), int(row.start or 0), int(row.end or 0),
                 str(row.coded))
    place = framework_ground.where(db, now, key, was)
    sign = _SIGNS[json.loads((place or was).coded)[0]]
    text = texts.get((place or was).version_id, "")[(place or was).start:(place or was).end]
    source = " · ".join(filter(None, (title, f"{now.names.get(key, '')} {sign}".strip())))
    at = f"&at={(place or was).start}" if text else ""
    return _Said(text, source, f"desk?document={guid}{at}",
                 tuple(framework_ground.stale(db, now, str(row.code), now.shas.get(key, ""), [was])))


def _scores(db: Database, viewer: Viewer, rows: list[_Row]) -> dict[str, _Said]:
    if not rows:
        return {}
    where, params = access.reach.family_material_where(db, "analyse", "f")
    reached = {found[0] for found in db.conn.execute(f"SELECT f.family_id FROM family f WHERE {where}", params)}
    values = {(one.family_id, one.wave, one.domain, one.voice): one.value
              for one in counted(db, viewer) if one.state == SCORED}
    found = {}
    for row in rows:
        if row.family_id not in reached:
            continue
        at = [(wave, value, values.get((row.family_id, wave, str(row.domain), str(row.voice))))
              for wave, value in ((row.wave, row.value), (row.until, row.until_value)) if wave]
        said = _("{domain}: {scores}").format(
            domain=domains.name(str(row.domain)), scores=", ".join(
                f"{wave} {_number(value)}" for wave, value, _now in at))
        changed = tuple(
            _("The score of {moment} is {score} now.").format(moment=wave, score=_number(now)) if now is not None else
            _("The score of {moment} is not known any more.").format(moment=wave)
            for wave, value, now in at if now != value)
        found[row.guid] = _Said(said, _("scores by {voice}; 10 is the worst, 0 no problem").format(
            voice=seer(str(row.voice))), f"joint?domain={row.domain}&search={row.family}", changed)
    return found


def seer(voice: str) -> str:
    """Whose score it is, in words."""
    return {voices.COACH: _("the professional"), voices.FAMILY: _("the family")}.get(voice, voices.name(voice))


def _number(value: Any) -> str:
    from babel.numbers import format_decimal

    from pilot.words import current

    return str(format_decimal(value, "0.#", locale=current()))


def _summaries(db: Database, viewer: Viewer, rows: list[_Row]) -> dict[str, _Said]:
    written = {
        row[0]: row[1:] for row in db.conn.execute(
            "SELECT v.summary_version_id, v.guid, c.period, k.key FROM summary_version v JOIN summary_cell c"
            " USING (cell_id) JOIN code k USING (code_id)"
            " WHERE v.summary_version_id IN (SELECT value FROM json_each(?))",
            (json.dumps([row.summary for row in rows]),))} if rows else {}
    made = {period: framework(db, viewer, period) for period in {one[1] for one in written.values()}}
    found = {}
    for row in rows:
        guid, period, code = written[row.summary]
        said = _summary(made[period], row, guid, period, successor(db, code))
        if said:
            found[row.guid] = said
    return found


def _summary(made: Framework | None, row: _Row, guid: str, period: str, code: str) -> _Said | None:
    """What is written there now; None where the family is out of reach or the code is gone."""
    cell = made.cells.get((row.family_guid, code)) if made else None
    names = {one.key: one.name for one in made.codes} if made else {}
    if made is None or cell is None or row.family_guid not in dict(made.families):
        return None
    rewritten = [_("It was written anew since.")] if cell.newest.guid != guid else []
    return _Said(
        cell.newest.text, _("summary of {theme}, {period}").format(theme=names.get(code, code), period=called(period)),
        f"cells?family={row.family_guid}&code={code}&period={period}", (*rewritten, *cell.stale))
