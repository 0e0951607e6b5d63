"""Laying words, scores and summaries beside a claim or another explanation: for it or against it, as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.outcomes.scores import SCORED, counted, waves
from themes import frames
from themes.claims import naming, writing
from themes.framework import ground
from themes.framework.period import scope_of
from themes.framework.reading import framework, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot


@dataclass(frozen=True)
class Beside:
    """What is laid beside a claim.

    Attributes:
        claim: guid. rival: guid of another explanation that it is about instead, '' for the claim itself.
        side: of `naming.SIDES`; about: of `naming.ABOUT`. family: guid of whose it is.
        note: why it is laid here, in a sentence.
    """

    claim: str
    family: str
    side: str = naming.FOR
    about: str = naming.WHOLE
    rival: str = ""
    note: str = ""


@dataclass(frozen=True)
class Scored:
    """Scores of a family: of a domain in the eyes of a voice, in a wave (label), and until another ('' for none)."""

    domain: str
    voice: str
    wave: str
    until: str = ""


@use_case(Right.CODE, event="changed claim")
def lay_words(
    pilot: Pilot, db: Database, viewer: Viewer, beside: Beside, code: str, quotes: Sequence[str], *,
    anyway: bool = False,
) -> tuple[str, ...]:
    """Lay quotes of a code (key) beside a claim.

    Args:
        quotes: as `framework.reading.key_of` names them. anyway: although words of the register stand in the note.

    Returns: words of the register that stop it, each once; nothing was changed then.
    Raises: NotFound, BadInput.
    """
    if not quotes:
        raise BadInput(N_("Choose at least one quote."))
    kept, family_id = _checked(db, viewer, beside)
    material = frames.load(db, viewer, scope_of(""), code)
    places: dict[str, ground.Quoted] = {}
    if material is not None:
        key = material.codes[0].key
        found = ground.now(db, viewer, material, [key])
        mine = material.documents[material.documents["family_id"] == family_id]
        called = dict(zip(mine["document_id"].tolist(), mine["guid"].tolist(), strict=True))
        places = {key_of(called[document], one.start, one.end): one
                  for (document, _key), ones in found.places.items() if document in called for one in ones}
    if material is None or set(quotes) - set(places):
        raise NotFound(N_("A quote you chose is not there any more. Look at the quotes again."))
    code_id = material.codes[0].code_id
    return _laid(pilot, db, viewer, beside, kept, family_id, "quote", [
        {"document_id": one.document_id, "version_id": one.version_id, "start_char": one.start, "end_char": one.end,
         "code_id": code_id, "coded": one.coded} for one in (places[each] for each in quotes)], anyway=anyway)


@use_case(Right.CODE, event="changed claim")
def lay_scores(
    pilot: Pilot, db: Database, viewer: Viewer, beside: Beside, scored: Scored, *, anyway: bool = False,
) -> tuple[str, ...]:
    """Lay how a family scored beside a claim, or how that changed. Returns, raises: as `lay_words`."""
    kept, family_id = _checked(db, viewer, beside)
    values = {(one.wave, one.domain, one.voice): one.value for one in counted(db, viewer)
              if one.family_id == family_id and one.state == SCORED}
    ids = {wave.label: wave.wave_id for wave in waves(db)}
    wanted = [one for one in (scored.wave, scored.until) if one]
    found = [values.get((wave, scored.domain, scored.voice)) for wave in wanted]
    if not scored.wave or None in found:
        raise BadInput(N_("This family has no score for this there. Choose another moment or life domain."))
    if scored.wave == scored.until:
        raise BadInput(N_("Choose two different moments, or leave the second open."))
    columns: dict[str, object] = {
        "domain": scored.domain, "voice": scored.voice, "wave_id": ids[scored.wave], "value": found[0]}
    if scored.until:
        columns |= {"until_wave_id": ids[scored.until], "until_value": found[1]}
    return _laid(pilot, db, viewer, beside, kept, family_id, "scores", [columns], anyway=anyway)


@use_case(Right.CODE, event="changed claim")
def lay_summary(
    pilot: Pilot, db: Database, viewer: Viewer, beside: Beside, code: str, period: str = "", *, anyway: bool = False,
) -> tuple[str, ...]:
    """Lay what is written of a theme (code) in a family and period beside a claim. Returns, raises: as `lay_words`."""
    kept, family_id = _checked(db, viewer, beside)
    made = framework(db, viewer, period)
    cell = made.cells.get((beside.family, code)) if made else None
    if cell is None or not cell.newest.text:
        raise NotFound(N_("Nothing is written of this theme in this family."))
    (version,) = db.conn.execute(
        "SELECT summary_version_id FROM summary_version WHERE guid = ?", (cell.newest.guid,)).fetchone()
    return _laid(pilot, db, viewer, beside, kept, family_id, "summary", [{"summary_version_id": version}],
                 anyway=anyway)


@use_case(Right.CODE, event="changed claim")
def take_out(db: Database, viewer: Viewer, guid: str) -> None:
    """Take something (guid) away from beside its claim; it is kept, and shown no more. Raises: NotFound."""
    with write(db):
        row = db.conn.execute(
            "SELECT c.guid FROM claim_ground g JOIN claim c USING (claim_id) WHERE g.guid = ?"
            " AND g.taken_out_at IS NULL AND c.put_away_at IS NULL", (guid,)).fetchone()
        if row is None:
            raise NotFound(N_("This is not there any more. Reload the page."))
        db.conn.execute("UPDATE claim_ground SET taken_out_at = ? WHERE guid = ?", (now(), guid))
        events.record(db, viewer, "changed", "claim", row[0])


def _checked(db: Database, viewer: Viewer, beside: Beside) -> tuple[str, int]:
    """The note as it is kept, and family_id. Raises: NotFound, also of a family about which nothing may be told."""
    if beside.side not in naming.SIDES or beside.about not in naming.ABOUT:
        raise BadInput(N_("Say whether it speaks for it or against it, and of which part."))
    note = writing.within(beside.note)
    family_id = access.require_family(db, viewer, beside.family)
    where, params = access.reach.tellable_where(db)
    if not db.conn.execute(f"SELECT {where} FROM family f WHERE f.family_id = ?", (*params, family_id)).fetchone()[0]:
        raise NotFound(N_("This family is not there, or nothing may be written about it."))
    return note, family_id


def _laid(
    pilot: Pilot, db: Database, viewer: Viewer, beside: Beside, note: str, family_id: int, kind: str,
    rows: Sequence[Mapping[str, object]], *, anyway: bool,
) -> tuple[str, ...]:
    if note and (found := writing.named(pilot, note, beside.family)) and not anyway:
        return found
    with write(db):
        claim_id, rival_id = writing.require(db, beside.claim), None
        if beside.rival:
            of, _claim, rival_id = writing.require_rival(db, beside.rival)
            if of != claim_id:
                raise NotFound(writing.NO_RIVAL)
        for row in rows:
            given = {**row, "claim_id": claim_id, "rival_id": rival_id, "side": beside.side, "about": beside.about,
                     "kind": kind, "family_id": family_id}
            alike = " AND ".join(f"{one} IS ?" for one in given)
            if db.conn.execute(f"SELECT 1 FROM claim_ground WHERE taken_out_at IS NULL AND {alike}",
                               tuple(given.values())).fetchone():
                raise BadInput(N_("This lies beside it already."))
            given |= {"guid": new_guid(), "note": note, "added_by": viewer.user_id, "added_at": now()}
            db.conn.execute(
                f"INSERT INTO claim_ground({', '.join(given)}) VALUES ({', '.join('?' * len(given))})",
                tuple(given.values()))
        events.record(db, viewer, "changed", "claim", beside.claim)
    return ()
