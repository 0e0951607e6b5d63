"""What people made of what the machine proposed: counts, and a sentence for the annex on methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coding.suggest import switching
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.words import _, ngettext

if TYPE_CHECKING:
    from sqlite_utils import Database


class Made(NamedTuple):
    """Of the texts in which somebody saw proposals: how many there were, and what became of them.

    Attributes:
        added: codings with a code that was proposed somewhere, by who saw the proposals, on words without one.
        texts, coders: in how many texts, and by how many people.
    """

    proposed: int
    confirmed: int
    changed: int
    deleted: int
    added: int
    texts: int
    coders: int

    @property
    def open(self) -> int:
        """Those that nobody said anything about."""
        return self.proposed - self.confirmed - self.changed - self.deleted


@use_case(Right.SEE_OTHER_CODERS, reads="counts of suggestions")
def made(db: Database, viewer: Viewer) -> Made:
    """What became of all proposals, over all coders who saw them; each coder and proposal counts once.

    Of texts that are in reach today and not coded blind."""
    where, params = access.reach.documents_where(db)
    counts, more = access.blind.counted_where(db, "d")
    seen = (
        "WITH seen AS (SELECT s.version_id, s.user_id, d.document_id FROM proposal_shown s JOIN document_version v"
        f" USING (version_id) JOIN document d USING (document_id) WHERE {where} AND {counts})")
    given = [*params, *more]
    texts, coders = db.conn.execute(
        f"{seen} SELECT count(DISTINCT version_id), count(DISTINCT user_id) FROM seen", given).fetchone()
    told = dict(db.conn.execute(
        f"{seen} SELECT coalesce((SELECT answer FROM proposal_answer a WHERE a.proposal_id = p.proposal_id"
        " AND a.user_id = seen.user_id ORDER BY answer_id DESC LIMIT 1), 'open'), count(*)"
        " FROM seen JOIN proposal p USING (version_id) GROUP BY 1", given).fetchall())
    added = db.conn.execute(
        f"{seen} SELECT count(*) FROM seen JOIN coding_place w USING (version_id) JOIN coding c USING (coding_id)"
        " WHERE c.coder_id = seen.user_id AND c.retracted_at IS NULL AND c.layer = 'coder' AND w.passage_id IS NOT NULL"
        " AND c.code_id IN (SELECT code_id FROM proposal_looked l WHERE l.version_id = seen.version_id)"
        " AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.version_id = seen.version_id AND p.code_id = c.code_id"
        "  AND p.start_char < w.end_char AND w.start_char < p.end_char)"
        " AND c.guid NOT IN (SELECT coding_guid FROM proposal_answer WHERE coding_guid IS NOT NULL)",
        given).fetchone()[0]
    return Made(sum(told.values()), told.get("confirmed", 0), told.get("changed", 0), told.get("deleted", 0),
                int(added), texts, coders)


def sentence(db: Database, found: Made) -> str:
    """What the annex on methods says of suggestions, in the language in use."""
    if not found.proposed:
        return _("No suggestions of the machine were used in coding.")
    codes = len(switching.codes_on(db))
    return ngettext(
        "For {n} code, a machine proposed passages, by what it had learnt from the codings of this pilot alone or by"
        " the signal phrases of the codebook, whichever found more and was right often enough: in {texts} texts"
        " {proposed} proposals were seen by {coders} coders, who confirmed {confirmed}, changed {changed},"
        " deleted {deleted} and left {open} open, and added {added} passages that it had not proposed. Only what a"
        " person coded counts.",
        "For {n} codes, a machine proposed passages, by what it had learnt from the codings of this pilot alone or by"
        " the signal phrases of the codebook, whichever found more and was right often enough: in {texts} texts"
        " {proposed} proposals were seen by {coders} coders, who confirmed {confirmed}, changed {changed},"
        " deleted {deleted} and left {open} open, and added {added} passages that it had not proposed. Only what a"
        " person coded counts.", codes).format(n=codes, open=found.open, **found._asdict())
