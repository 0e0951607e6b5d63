"""Claims as they stand: in words, with what lies beside them as far as it is in reach today, and what changed since."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.book.turning import successor
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.paging import ALL, Key, Paged, Wanted, folded, of_rows
from pilot.words import N_
from themes.claims import naming, writing
from themes.claims.ground import Ground, grounds

if TYPE_CHECKING:
    from sqlite_utils import Database


class Version(NamedTuple):
    """A claim as it was worded once: by whom (label), on which day (ISO); as `writing.Worded` else."""

    number: int
    context: str
    mechanism: str
    outcome: str
    codes: tuple[str, ...]
    domains: tuple[str, ...]
    state: str
    why: str
    by: str
    on: str


class Listed(NamedTuple):
    """A claim in the list: how much lies beside it for and against, in reach today, and how many other explanations."""

    guid: str
    now: Version
    speak_for: int
    speak_against: int
    rivals: int


class Weighed(NamedTuple):
    """What was thought of another explanation: of `naming.VERDICTS`, why, by whom (label), on which day (ISO)."""

    verdict: str
    why: str
    by: str
    on: str


@dataclass(frozen=True)
class Rival:
    """What else could explain it; `weighed`: the newest first, none while nobody looked."""

    guid: str
    words: str
    by: str
    on: str
    weighed: tuple[Weighed, ...]
    grounds: tuple[Ground, ...]

    @property
    def verdict(self) -> str:
        """What is thought of it now."""
        return self.weighed[0].verdict if self.weighed else naming.OPEN


@dataclass(frozen=True)
class Claim:
    """One claim.

    Attributes:
        versions: the newest first. grounds: what lies beside the claim itself; those of other explanations are theirs.
        hidden: how much lies beside it that is not read, by why: a state of `access.three_states`.
    """

    guid: str
    versions: tuple[Version, ...]
    grounds: tuple[Ground, ...]
    rivals: tuple[Rival, ...]
    hidden: Counter[str]

    @property
    def now(self) -> Version:
        """As it is worded now."""
        return self.versions[0]

    def on_side(self, side: str) -> list[Ground]:
        """What speaks for it or against it."""
        return [one for one in self.grounds if one.side == side]


ORDERS: dict[str, Key[Listed]] = {
    "new": Key(N_("changed last"), lambda one: (_back(one.now.on), folded(one.now.mechanism), one.guid)),
    "name": Key(N_("by name"), lambda one: (folded(one.now.mechanism), one.guid)),
    "state": Key(N_("by how it stands"), lambda one: (
        list(naming.STATES).index(one.now.state), folded(one.now.mechanism), one.guid))}


def _back(day: str) -> int:
    return -int(day.replace("-", ""))


@use_case(Right.SEE_THEMES, reads="claims")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Listed]:
    """A page of the claims."""
    versions = _versions(db)
    counts: dict[tuple[int, str], int] = defaultdict(int)
    reached = _reached(db, viewer)
    for claim_id, side, family_id, document_id in db.conn.execute(
            "SELECT claim_id, side, family_id, document_id FROM claim_ground WHERE taken_out_at IS NULL"
            " AND rival_id IS NULL"):
        counts[claim_id, side] += reached.holds(family_id, document_id)
    rivals = dict(db.conn.execute(
        "SELECT claim_id, count(*) FROM claim_rival WHERE taken_out_at IS NULL GROUP BY claim_id").fetchall())
    rows = [Listed(guid, versions[claim_id][0], counts[claim_id, naming.FOR], counts[claim_id, naming.AGAINST],
                   rivals.get(claim_id, 0))
            for claim_id, guid in db.conn.execute("SELECT claim_id, guid FROM claim WHERE put_away_at IS NULL")]
    return of_rows(rows, lambda one: " ".join((one.now.context, one.now.mechanism, one.now.outcome)), wanted, ORDERS)


@use_case(Right.SEE_THEMES, reads="claims and passages")
def claim(db: Database, viewer: Viewer, guid: str) -> Claim:
    """One claim with all that lies beside it. Raises: NotFound."""
    claim_id = writing.require(db, guid)
    found, hidden = grounds(db, viewer, claim_id)
    weighed: dict[int, list[Weighed]] = defaultdict(list)
    for rival_id, verdict, why, by, at in db.conn.execute(
            "SELECT w.rival_id, w.verdict, w.why, maker(u.guid, u.label), w.weighed_at FROM claim_rival_weighed w"
            " JOIN claim_rival r USING (rival_id) JOIN user u ON u.user_id = w.weighed_by WHERE r.claim_id = ?"
            " ORDER BY w.weighed_id DESC", (claim_id,)):
        weighed[rival_id].append(Weighed(verdict, why, by, local_day(db, at)))
    rivals = tuple(
        Rival(rival, words, by, local_day(db, at), tuple(weighed[rival_id]),
              tuple(one for one in found if one.rival == rival))
        for rival_id, rival, words, by, at in db.conn.execute(
            "SELECT r.rival_id, r.guid, r.words, maker(u.guid, u.label), r.made_at FROM claim_rival r"
            " JOIN user u ON u.user_id = r.made_by WHERE r.claim_id = ? AND r.taken_out_at IS NULL ORDER BY r.rival_id",
            (claim_id,)))
    return Claim(guid, tuple(_versions(db, claim_id)[claim_id]), tuple(one for one in found if not one.rival), rivals,
                 hidden)


def _versions(db: Database, claim_id: int | None = None) -> dict[int, list[Version]]:
    """By claim_id its versions, the newest first; codes as they are called now."""
    found: dict[int, list[Version]] = defaultdict(list)
    for key, number, context, mechanism, outcome, codes, domains, state, why, by, at in db.conn.execute(
            "SELECT v.claim_id, v.number, v.context, v.mechanism, v.outcome, v.codes, v.domains, v.state, v.why,"
            " maker(u.guid, u.label), v.written_at FROM claim_version v JOIN user u ON u.user_id = v.written_by"
            " WHERE ?1 IS NULL OR v.claim_id = ?1 ORDER BY v.number DESC", (claim_id,)):
        found[key].append(Version(
            number, context, mechanism, outcome, tuple(successor(db, one) for one in json.loads(codes)),
            tuple(json.loads(domains)), state, why, by, local_day(db, at)))
    return found


class _Reached(NamedTuple):
    families: set[int]
    documents: set[int]

    def holds(self, family_id: int, document_id: int | None) -> bool:
        return document_id in self.documents if document_id is not None else family_id in self.families


def _reached(db: Database, viewer: Viewer) -> _Reached:
    """family_id and document_id of what may be used today and counts."""
    where, params = access.families_where(viewer)
    reach, more = access.reach.tellable_where(db)
    families = {row[0] for row in db.conn.execute(
        f"SELECT f.family_id FROM family f WHERE {where} AND {reach}", (*params, *more))}
    where, params = access.documents_where(db, viewer)
    documents = {row[0] for row in db.conn.execute(
        f"SELECT d.document_id FROM document d WHERE {where}", params)}
    return _Reached(families, documents - access.blind.uncounted(db))
