"""A coding that changes stays the same coding: its code, its words, its direction, its weight; what it was is kept."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.marks import actions, codings, revisions
from pilot import access
from pilot.store.files import new_guid
from tests.coding.marks.test_twins import WORDS, Desk
from tests.dump import dump

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def desk(small: SmallPilot, db: Database) -> Desk:
    """An interview in a pilot with the project's own codebook."""
    return Desk(small, db)


def shown(desk: Desk, number: int | None = None) -> list[tuple[str, str, str, str | None, int]]:
    """The codings at the desk: id, code, words, direction, weight."""
    found = codings.codings(desk.db, desk.viewer, desk.guid, number=number)
    text = desk.text(found["version"])
    return [(c["id"], c["code"], text[c["start"]:c["end"]], c["sign"], c["weight"]) for c in found["codings"]]


def span(desk: Desk, words: str, version: str | None = None) -> dict[str, Any]:
    """Where words stand, as an action says it."""
    start = desk.text(version or desk.version).index(words)
    return {"start": start, "end": start + len(words)}


def refused(desk: Desk, coding: str, who: str = "", **more: Any) -> str:
    """The sentence with which a change is refused."""
    answer = actions.apply_ops(desk.db, desk.small.viewers[who] if who else desk.viewer, desk.guid, [
        {"op": str(uuid.uuid4()), "kind": "change", "coding": coding, **more}])
    assert answer["results"][0]["state"] == "rejected"
    return str(answer["results"][0]["sentence"])


def test_all_of_a_coding_can_change_and_change_back(desk: Desk) -> None:
    """Code, words, direction and weight at once, keeping its number; another change takes it back, and the record
    says what it was each time, without words."""
    one = desk.add(WORDS, sign="+")
    wider = {**span(desk, "Zij belde zelf. Ze wist nog"), "code": "vast_gezicht", "sign": "-", "weight": 4}
    assert desk.do("change", one, **wider) == one
    assert shown(desk) == [(one, "vast_gezicht", "Zij belde zelf. Ze wist nog", "-", 4)]
    desk.do("change", one, **span(desk, WORDS), code="klik", sign="+", weight=1)
    assert shown(desk) == [(one, "klik", WORDS, "+", 1)]
    was = [json.loads(row[0]) for row in desk.db.execute("SELECT was FROM coding_op WHERE kind = 'change'")]
    keys = ("code", "codebook", "sign", "weight", "version", "start", "end")
    assert was == [
        dict(zip(keys, ("klik", 1, "+", 1, desk.version, *span(desk, WORDS).values()), strict=True)),
        dict(zip(keys, ("vast_gezicht", 1, "-", 4, desk.version, wider["start"], wider["end"]), strict=True))]
    verbs = [row[0] for row in desk.db.execute("SELECT verb FROM event WHERE subject_guid = ?", (desk.guid,))]
    assert verbs.count("recoded") == 2


def test_a_direction_goes_with_a_code_that_takes_none(desk: Desk) -> None:
    """And can be asked for with a code that does, not with one that does not."""
    one = desk.add(WORDS, sign="+")
    assert "takes no direction" in refused(desk, one, code="vooruitgang", sign="-")
    desk.do("change", one, code="vooruitgang")
    assert shown(desk)[0][3] is None
    desk.do("change", one, code="klik", sign="-")
    assert shown(desk) == [(one, "klik", WORDS, "-", 1)]
    desk.do("change", one, sign=None)
    assert shown(desk)[0][3] is None


@pytest.mark.parametrize(("more", "sentence"), [
    ({}, "what to change"), ({"code": "x"}, "newest codebook"), ({"code": "mechanismen"}, "group of codes"),
    ({"start": 1}, "not in the text"), ({"start": 5, "end": 5}, "not in the text"), ({"weight": 9}, "from 1 to 5"),
    ({"sign": "?"}, "not stated"), ({"code": "klik", "end": 4}, "not in the text")])
def test_a_bad_change_changes_nothing(desk: Desk, more: dict[str, Any], sentence: str) -> None:
    """One sentence, and the coding is as it was."""
    desk.add(WORDS, sign="+")
    before = shown(desk)
    assert sentence in refused(desk, before[0][0], **more)
    assert shown(desk) == before
    assert desk.db.execute("SELECT count(*) FROM coding_op WHERE kind = 'change'").fetchone()[0] == 0


def test_only_ones_own_living_coding_changes(desk: Desk) -> None:
    """Not somebody else's, not a removed one, and not into what is there already."""
    one, two = desk.add(WORDS), desk.add("En daarna?")
    assert "somebody else's" in refused(desk, one, "evaluator2", sign="+")
    assert "already" in refused(desk, two, **span(desk, WORDS))
    desk.do("add", str(uuid.uuid4()), code="tijdsinvestering", **span(desk, WORDS))
    assert "already" in refused(desk, one, code="tijdsinvestering")
    desk.do("remove", one)
    assert "not there any more" in refused(desk, one, sign="+")
    assert "not there any more" in refused(desk, new_guid(), sign="+")


def test_a_code_that_is_retired_comes_back_only_to_what_had_it(desk: Desk) -> None:
    """A change of a coding with an old code can be taken back; no other coding gets that code."""
    one, two = desk.add(WORDS, sign="-"), desk.add("En daarna?")
    text = codebook.text(desk.db, access_newest(desk))
    codebook.adopt(desk.db, desk.viewer, text.replace("key: klik\n", "key: klik_nieuw\n"), "twee")
    desk.do("change", one, code="klik_nieuw")
    assert "newest codebook" in refused(desk, two, code="klik_anders")
    desk.do("change", one, code="klik", sign="-")
    assert {(each[0], each[1], each[3]) for each in shown(desk)} == {(one, "klik", "-"), (two, "klik", None)}
    assert desk.db.execute("SELECT count(DISTINCT codebook_version_id) FROM coding").fetchone()[0] == 1
    three = desk.do("add", str(uuid.uuid4()), code="klik_nieuw", **span(desk, "Hoe ging"))
    assert "newest codebook" in refused(desk, three, code="klik")


def access_newest(desk: Desk) -> codebook.CodebookVersion:
    """The codebook in use."""
    newest = codebook.newest(desk.db)
    assert newest
    return newest


def test_new_words_go_along_into_a_changed_text(desk: Desk) -> None:
    """Changed before and after the text was corrected: it stands on its new words in what is read, an older window's
    change is carried, and what waits for a place has no words to change."""
    one = desk.add(WORDS)
    old = desk.revise("Hoe ging", "Goedemiddag. Hoe ging")
    desk.do("change", one, **span(desk, "Zij belde zelf. Ze wist"))
    assert [each[2] for each in shown(desk)] == ["Zij belde zelf. Ze wist"]
    desk.do("change", one, old, **span(desk, "dat scheelt", old), weight=2)
    assert shown(desk) == shown(desk, 1) == [(one, "klik", "dat scheelt", None, 2)]
    desk.revise("Goedemiddag. ", "")
    assert shown(desk) == [(one, "klik", "dat scheelt", None, 2)]
    desk.revise("dat scheelt", "heel iets anders dan dat")
    assert shown(desk) == []
    assert "Say first where" in refused(desk, one, **span(desk, "En daarna?"))
    desk.do("change", one, code="tijdsinvestering")
    found = codings.codings(desk.db, desk.viewer, desk.guid)["undecided"]
    assert [(each["id"], each["code"]) for each in found] == [(one, "tijdsinvestering")]


def test_two_that_are_one_change_together(desk: Desk) -> None:
    """Codings that came to stand on the same words stay one when their code or their words change."""
    first, second = desk.add(WORDS), desk.add(WORDS[:-1], sign="-")
    desk.revise(WORDS, WORDS[:-1])
    desk.do("change", first, code="vast_gezicht", **span(desk, "Zij belde"))
    assert shown(desk) == [(first, "vast_gezicht", "Zij belde", "-", 1)]
    assert second != first
    assert len(desk.db.execute("SELECT 1 FROM coding WHERE retracted_at IS NULL").fetchall()) == 2


def test_a_change_that_comes_twice_counts_once(desk: Desk) -> None:
    """The same action again gives the same answer and writes nothing; a second window hears of it."""
    one = desk.add(WORDS)
    rev = revisions.revision(desk.db, desk.viewer, access.require_document(desk.db, desk.viewer, desk.guid).document_id)
    ops = [{"op": str(uuid.uuid4()), "kind": "change", "coding": one, "sign": "±"}]
    first = actions.apply_ops(desk.db, desk.viewer, desk.guid, ops)
    before = list(dump(desk.db.conn))
    assert actions.apply_ops(desk.db, desk.viewer, desk.guid, ops) == first
    assert list(dump(desk.db.conn)) == before
    delta = codings.codings(desk.db, desk.viewer, desk.guid, since=rev)
    assert [(each["id"], each["sign"]) for each in delta["codings"]] == [(one, "±")]
