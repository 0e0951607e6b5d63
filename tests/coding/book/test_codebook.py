"""Codebooks in a pilot: versions, codes, rights; and the Drenthe codebook itself."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.book import codebook, colours, comparing
from coding.book.codebook import Codebook
from coding.book.phrases import shown
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.store.files import new_guid, write
from tests.coding.book.test_file import SMALL
from tests.dump import dump
from texts import places

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = (Path(__file__).parents[3] / "codebook.yaml").read_text(encoding="utf-8")
KEYS = {
    "mechanismen": ["vast_gezicht", "klik", "screening", "tijdsinvestering"],
    "succeselementen": ["gezinsbudget", "samenwerking", "krachtgericht", "praktische_hulp", "professional_ruimte"],
    "verloop": ["vooruitgang", "terugval", "structurele_drempel"],
    "patronen": ["school_werk_onder_kunnen", "ongezond_leven", "scheidingen", "laag_zelfbeeld",
                 "geen_geloof_in_eigen_kunnen"],
    "leefdomeinen": ["domein_veiligheid", "domein_huisvesting", "domein_gezondheid", "domein_werk",
                     "domein_inkomen", "domein_schulden", "domein_sociaal", "domein_cultureel", "domein_kinderen"],
}


@pytest.fixture(scope="module")
def ours() -> Codebook:
    """The Drenthe codebook."""
    return codebook.load(OURS)


def test_our_keys_are_those_agreed(ours: Codebook) -> None:
    """Groups and codes have the keys that codings and themes rely on, and only groups hold no passages."""
    assert {group.key: [code.key for code in group.codes] for group in ours.codes} == KEYS
    assert [code.key for code, _, _ in ours.walk() if not code.codable] == list(KEYS)


def test_our_codes_are_complete(ours: Codebook) -> None:
    """Every code says in both languages what it is, when to use it and when not, with example and signals."""
    for code, _, depth in ours.walk():
        if depth:
            for text in (code.name, code.definition, code.use_when, code.not_when):
                assert all(text.values()), code.key
            assert len(code.example.split()) >= 8, code.key
            assert len(code.signals) >= 4, code.key
            assert 4 <= len(shown(code.signals)) <= 8, code.key


def test_our_codes_name_the_neighbour(ours: Codebook) -> None:
    """When not to use a code names, in both languages, the same other codes, by names that exist."""
    key_of = {(lang, code.name[lang]): code.key for code, _, _ in ours.walk() for lang in ("nl", "en")}
    for code, _, depth in ours.walk():
        if depth and code.key != "vooruitgang":
            named = [{key_of[lang, name] for name in re.findall("“(.*?)”", code.not_when[lang])}
                     for lang in ("nl", "en")]
            assert named[0] == named[1] != set(), code.key
            assert code.key not in named[0]


@pytest.mark.parametrize("field", ["color", "color_dark"])
def test_our_colours_are_told_apart(ours: Codebook, field: str) -> None:
    """Any two codes differ by CIEDE2000 >= 7, in a group >= 8.5, to all eyes; three is what one can just see."""
    codes = [(code, parent) for code, parent, _ in ours.walk() if code.codable]
    for (one, group), (other, other_group) in itertools.combinations(codes, 2):
        least = 8.5 if group is other_group else 7.0
        for sight in colours.SIGHTS:
            apart = colours.difference(getattr(one, field), getattr(other, field), sight)
            assert apart >= least, (one.key, other.key, sight, apart)


def test_our_colours_can_be_seen(ours: Codebook) -> None:
    """Full tones have a contrast of 3 to 1 on light paper and on the dark page."""
    for code, _, _ in ours.walk():
        assert colours.contrast(code.color, colours.PAPER) >= 3, code.key
        assert colours.contrast(code.color_dark, colours.NIGHT) >= 3, code.key


def test_contrast_and_difference_as_published() -> None:
    """Black on white is 21 to 1; CIEDE2000 gives the values of Sharma, Wu and Dalal's table 1."""
    assert colours.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 0, 0), (50, -1, 2), 2.3669), ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (73, 25, -18), 27.1492), ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in pairs:
        assert colours.ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


def test_adopting_makes_a_version(small: SmallPilot, db: Database) -> None:
    """A loaded codebook is version 1, with its codes in order, and the loading is on record."""
    version_id = codebook.adopt(db, small.viewers["evaluator"], OURS, "eerste")
    newest = codebook.newest(db)
    assert newest is not None
    assert (newest.codebook_version_id, newest.number, newest.label) == (version_id, 1, "eerste")
    rows = codebook.codes(db, version_id, "nl")
    assert [row.key for row in rows if not row.is_codable] == list(KEYS)
    first = rows[1]
    assert (first.key, first.parent_key, first.depth, first.is_codable) == ("vast_gezicht", "mechanismen", 1, True)
    assert codebook.codes(db, version_id, "en")[1].name == "One fixed face"
    event = db.conn.execute("SELECT verb, subject, subject_guid FROM event ORDER BY event_id DESC").fetchone()
    assert event == ("adopted", "codebook_version", newest.guid)


def test_the_same_content_is_the_same_version(small: SmallPilot, db: Database) -> None:
    """Comments and layout make no new version; a changed word does, and so does changing it back."""
    viewer = small.viewers["admin"]
    first = codebook.adopt(db, viewer, SMALL)
    assert codebook.adopt(db, viewer, "# other\n" + codebook.dump(codebook.load(SMALL)), "again") == first
    assert codebook.adopt(db, viewer, SMALL.replace("De eerste.", "De allereerste.")) != first
    assert codebook.adopt(db, viewer, SMALL) != first
    assert [version.number for version in codebook.versions(db, viewer)] == [3, 2, 1]
    assert codebook.version(db, viewer, 1).label == "Proefboek"
    with pytest.raises(NotFound):
        codebook.version(db, viewer, 4)


def test_a_key_stays_the_same_code(small: SmallPilot, db: Database) -> None:
    """Over versions a key is one row in `code`, so codings stay comparable."""
    viewer = small.viewers["evaluator"]
    one = codebook.codes(db, codebook.adopt(db, viewer, SMALL), "nl")
    two = codebook.codes(db, codebook.adopt(db, viewer, SMALL.replace("nl: Een", "nl: Eentje")), "nl")
    assert [row.code_id for row in one] == [row.code_id for row in two]
    assert [row.name for row in one] != [row.name for row in two]


def test_a_wrong_file_changes_nothing(small: SmallPilot, db: Database) -> None:
    """Nothing is loaded of a file with a fault."""
    before = "\n".join(dump(db.conn))
    with pytest.raises(BadInput):
        codebook.adopt(db, small.viewers["evaluator"], SMALL.replace("key: twee", "key: Twee"))
    assert "\n".join(dump(db.conn)) == before


@pytest.mark.parametrize("name", ["coach", "steering"])
def test_coach_and_steering_read_only(small: SmallPilot, db: Database, name: str) -> None:
    """Coaches and steering members see the codebook and load none."""
    viewer = small.viewers[name]
    assert codebook.versions(db, viewer) == []
    with pytest.raises(NotAllowed):
        codebook.adopt(db, viewer, SMALL)
    with pytest.raises(NotAllowed):
        comparing.compare(db, viewer, codebook.load(SMALL))


def test_a_version_cannot_be_changed(small: SmallPilot, db: Database) -> None:
    """The store itself refuses to change a version."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.conn.execute("UPDATE codebook_version SET label = 'x'")


def test_compare_tells_what_a_file_would_change(small: SmallPilot, db: Database) -> None:
    """Added, changed and gone codes are listed, with the codings that a gone code has; nothing is written."""
    viewer = small.viewers["evaluator"]
    assert comparing.compare(db, viewer, codebook.load(SMALL)).added == ("groep", "een", "twee")
    version_id = codebook.adopt(db, viewer, SMALL)
    guid = small.interview(db)
    with write(db):
        _code(db, guid, "twee", version_id, viewer.user_id)
    changed = SMALL.replace("nl: Een", "nl: Eentje").replace("key: twee", "key: drie")
    found = comparing.compare(db, viewer, codebook.load(changed))
    assert (found.added, found.changed, found.gone) == (("drie",), ("een",), ("twee",))
    assert found.codings == {"twee": 1}
    assert found.same_as is None
    same = comparing.compare(db, viewer, codebook.load("# x\n" + SMALL))
    assert (same.added, same.changed, same.gone, same.same_as) == ((), (), (), codebook.newest(db))


def _code(db: Database, document: str, key: str, version_id: int, coder_id: int) -> None:
    document_id, text_id, text = db.conn.execute(
        "SELECT document_id, version_id, text FROM document JOIN document_version USING (document_id)"
        " WHERE document.guid = ?", (document,)).fetchone()
    coding = db.conn.execute(
        "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, rev, created_at)"
        " SELECT ?, ?, code_id, ?, ?, 1, '' FROM code WHERE key = ?",
        (new_guid(), document_id, version_id, coder_id, key)).lastrowid
    places.put(db, int(coding or 0), text_id, (0, 3), places.How.MADE, text=text)


def test_signals_are_stored_as_json(small: SmallPilot, db: Database) -> None:
    """Signals are a JSON list in the store, in readable Dutch."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL.replace("nooit", "één"))
    stored = db.conn.execute(
        "SELECT signals FROM code_definition JOIN code USING (code_id) WHERE key = 'een'").fetchone()[0]
    assert json.loads(stored) == ["altijd", "één"]
    assert "één" in stored
