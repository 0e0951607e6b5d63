"""The codebook changes while a round is blind: codings follow it, and nobody learns by that what others coded.

After a split or a code that is retired each coder says of her own codings what they are now, as long as she is blind,
also where she said done; that she has to is told to nobody else, so it does not hold the round up either. What nobody
decided before the round is shown is not taken for agreement: it is no figure, and no document is skipped for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import changing
from coding.book.model import Code
from coding.consensus import reading, writing
from coding.double import leading, rounds
from coding.marks import deciding, merging
from coding.marks.actions import apply_ops
from coding.marks.codings import codings, set_status
from pilot.errors import NotFound
from pilot.store.files import new_guid
from tests.present import present
from tests.rights.scene import added
from themes.agreeing.choice import Choice
from themes.agreeing.figures import agreement
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.coding.double.conftest import Begin
    from themes.agreeing.figures import Line

WHO = ("evaluator", "evaluator2")


@pytest.fixture
def done(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> str:
    """A blind round in which both gave the first words *klik* and are done with all; its guid."""
    guid = begin()
    for who in WHO:
        for document in talks:
            apply_ops(db, small.viewers[who], document, [added("klik")])
            set_status(db, small.viewers[who], document, "done")
    return guid


def split(db: Database, small: SmallPilot) -> list[str]:
    """Part the code in two; the keys of the parts."""
    return merging.split(db, small.viewers["evaluator"], "klik", [
        Code("", {"nl": name, "en": name}, {"nl": "x", "en": "x"}, "", "") for name in ("Kop", "Munt")], seen=1)


def says(db: Database, small: SmallPilot, who: str, document: str, *keys: str) -> None:
    """A coder decides about her coding in a document."""
    for one in deciding.left(db, small.viewers[who]):
        if one.document == document:
            deciding.decide(db, small.viewers[who], one.coding, keys)


def given(db: Database, small: SmallPilot, who: str, document: str) -> set[str]:
    """The codes a coder reads in a document."""
    return {one["code"] for one in codings(db, small.viewers[who], document, others=True)["codings"]}


def line(db: Database, small: SmallPilot, key: str) -> Line:
    """Agreement on a code, in whole documents."""
    found = present(agreement(db, small.viewers["evaluator"], Choice("document", scope=Scope())))
    return next(one for one in found.codes if one.code and one.code.key == key)


def skipped(db: Database, small: SmallPilot, guid: str) -> set[str]:
    """The documents (guids) of a round in which there is nothing to be decided."""
    viewer = small.viewers["evaluator"]
    return {one.guid for one in rounds.documents(db, viewer, rounds.find(db, guid)) if one.skipped}


@pytest.mark.slow
def test_each_parts_her_own_while_she_is_blind(
    small: SmallPilot, db: Database, talks: list[str], done: str,
) -> None:
    """Done or not, and nobody else's; done stays done, and what both say then is compared as any other coding."""
    kop, munt = split(db, small)
    second = small.viewers["evaluator2"]
    before = codings(db, second, talks[0])["rev"]
    for document, part in zip(talks, (kop, kop, munt), strict=True):
        says(db, small, "evaluator", document, part)
    assert len(deciding.left(db, small.viewers["evaluator"])) == 0
    assert len(deciding.left(db, second)) == 3
    assert codings(db, second, talks[0])["rev"] == before
    hers = deciding.left(db, second)[0].coding
    with pytest.raises(NotFound):
        deciding.decide(db, small.viewers["evaluator"], hers, [kop])
    for document in talks:
        says(db, small, "evaluator2", document, kop)
        assert given(db, small, "evaluator2", document) == {kop}
    leading.reveal(db, small.viewers["evaluator"], done)
    assert skipped(db, small, done) == set(talks[:2])
    for key in (kop, munt):
        assert line(db, small, key).documents == 3
        assert line(db, small, key).numbers["percent"].value == pytest.approx(2 / 3)


@pytest.mark.parametrize("how", ["split", "retired"])
@pytest.mark.slow
def test_what_nobody_decided_is_no_agreement(
    small: SmallPilot, db: Database, talks: list[str], done: str, how: str,
) -> None:
    """The round is shown all the same; nothing in it is skipped, counted or taken together before both say more."""
    keys = split(db, small) if how == "split" else []
    viewer = small.viewers["evaluator"]
    if how == "retired":
        changing.retire(db, viewer, "klik", seen=1)
    leading.reveal(db, viewer, done)
    assert skipped(db, small, done) == set()
    for key in keys:
        assert (line(db, small, key).documents, line(db, small, key).numbers["percent"].value) == (0, None)
    found = reading.together(db, viewer, talks[0])
    act = {"id": new_guid(), "agree": True}
    told = writing.decide(db, viewer, talks[0], [act], version=found.readable.version_guid)
    assert (told["results"], told["left"], told["is_done"]) == ([{"id": act["id"], "state": "confirmed"}], 1, False)
    assert not db.conn.execute("SELECT 1 FROM coding WHERE layer = 'consensus'").fetchone()
    for who in WHO:
        says(db, small, who, talks[0], "screening")
    writing.decide(db, viewer, talks[0], [{"id": new_guid(), "agree": True}], version=found.readable.version_guid)
    assert reading.together(db, viewer, talks[0]).left == 0


@pytest.mark.slow
def test_a_merge_and_what_undoes_it(small: SmallPilot, db: Database, talks: list[str], done: str) -> None:
    """Codings of who is done follow at once, forth and back; nothing has to be decided, and the round stays blind."""
    viewer = small.viewers["evaluator"]
    number = merging.merge(db, viewer, ["klik"], "screening", seen=1)
    assert [given(db, small, who, talks[0]) for who in WHO] == [{"screening"}] * 2
    merging.undo(db, viewer, number)
    assert [given(db, small, who, talks[0]) for who in WHO] == [{"klik"}] * 2
    assert len(codings(db, viewer, talks[0], others=True)["codings"]) == 1
    assert not any(len(deciding.left(db, small.viewers[who])) for who in WHO)
    leading.reveal(db, viewer, done)
    assert skipped(db, small, done) == set(talks)
    assert line(db, small, "klik").numbers["percent"].value == 1


@pytest.mark.slow
def test_a_new_colour_tells_nothing(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Which colour a new code gets does not depend on whether somebody gave a retired one blind."""
    viewer = small.viewers["evaluator"]
    begin()
    changing.retire(db, viewer, "klik", seen=1)
    new = Code("", {"nl": "Nieuw", "en": "New"}, {"nl": "x", "en": "x"}, "", "")
    colours = []
    for number in (4, 7):
        key = changing.add(db, viewer, new)
        colours.append(db.conn.execute(
            "SELECT color, color_dark FROM code_definition JOIN code USING (code_id) WHERE key = ?", (key,)).fetchone())
        merging.take_back(db, viewer, 1)
        apply_ops(db, small.viewers["evaluator2"], talks[0], [added("klik")])
        changing.retire(db, viewer, "klik", seen=number)
    assert colours[0] == colours[1]
