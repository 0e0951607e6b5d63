"""What was coded on words with names stands on the version without them, whoever coded it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions, codings
from pilot.config import ROOT
from pilot.families import register
from pilot.store.files import new_guid
from texts import places
from texts.documents import NewTurn
from texts.names_out import deciding, making, proposing, reviewing

if TYPE_CHECKING:
    from pilot.access import Viewer
    from tests.builder import SmallPilot

pytestmark = pytest.mark.slow  # looks for names in a process of its own

SAID = "Toen kwam mevrouw Vermeulen langs met brood. Daarna ging het veel beter met ons, zei Vermeulen."


def test_codings_of_everybody_come_along(small: SmallPilot) -> None:
    """Those on words that stay and over a name stand on the same words; one on a name alone is placed or waits; a
    coding that another made while names were decided about is among them; none is gone."""
    with closing(small.open()) as db:
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Vermeulen")
        anna, bea = (small.prepares(db, name) for name in ("evaluator", "evaluator2"))
        guid = small.interview(db, kind="raw", turns=(NewTurn(SAID, "Moeder", "family"),))

        def code(viewer: Viewer, words: str) -> str:
            at, coding = SAID.index(words), new_guid()
            actions.apply_ops(db, viewer, guid, [
                {"op": new_guid(), "kind": "add", "coding": coding, "code": "klik", "start": at,
                 "end": at + len(words)}])
            return coding

        stays, over = code(anna, "Daarna ging het veel beter"), code(bea, "Toen kwam mevrouw Vermeulen langs met brood")
        alone = code(bea, "mevrouw Vermeulen")
        proposing.propose(small.pilot, db, anna, guid)
        deciding.accept(small.pilot, db, anna, [
            place.guid for group in reviewing.groups(small.pilot, db, anna, guid) for place in group.places])
        late = code(bea, "met ons")
        making.make(small.pilot, db, anna, guid, 1)
        small.prepares(db, "evaluator", allowed=False)
        reader = small.viewers["evaluator"]
        told = codings.codings(db, reader, guid)
        (text,) = db.conn.execute("SELECT text FROM document_version WHERE number = 2").fetchone()
        assert "Vermeulen" not in text
        own = {one["id"]: text[one["start"]:one["end"]] for one in told["codings"]}
        assert own[stays] == "Daarna ging het veel beter"
        ids = dict(db.conn.execute("SELECT guid, coding_id FROM coding"))
        version = db.conn.execute("SELECT version_id FROM document_version WHERE number = 2").fetchone()[0]
        stand = {name: places.of(db, ids[coding])[version] for name, coding in (
            ("over", over), ("late", late), ("alone", alone))}
        assert text[stand["over"].start:stand["over"].end].startswith("Toen kwam ")
        assert text[stand["late"].start:stand["late"].end] == "met ons"
        assert stand["alone"].how is not places.How.GONE
