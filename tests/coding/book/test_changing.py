"""Changing the codebook code by code: what each change makes, and what is refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import changing, codebook, colours, edits
from coding.book.model import Code
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import write
from tests.coding.book.test_file import SMALL
from tests.dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from coding.book.codebook import Codebook
    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def editor(small: SmallPilot, db: Database) -> Viewer:
    """Who changes the small codebook of a pilot: the group “groep” with “een”, and “twee”."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    return small.viewers["evaluator"]


def new(name: str, **more: object) -> Code:
    """A code of that name."""
    return replace(Code("", {"nl": name}, {}, "", ""), **more)  # type: ignore[arg-type]


def book(db: Database) -> Codebook:
    """The codebook in use."""
    return changing.in_use(db)


def keys(db: Database) -> list[tuple[str, str | None]]:
    """Its keys in order, each with its parent's."""
    return [(code.key, parent.key if parent else None) for code, parent, _depth in book(db).walk()]


def test_a_code_is_added_where_it_is_wanted(editor: Viewer, db: Database) -> None:
    """It comes last in its group, with a key of its name, a colour of its own, and its words in both languages."""
    assert changing.add(db, editor, new("De fiets: élke dag"), "groep", reason="kwam vaak terug") == "de_fiets_elke_dag"
    assert keys(db) == [("groep", None), ("een", "groep"), ("de_fiets_elke_dag", "groep"), ("twee", None)]
    made, _parent = edits.find(book(db), "de_fiets_elke_dag")
    assert made.name == {"nl": "De fiets: élke dag", "en": "De fiets: élke dag"}
    assert made.codable
    for other, _above, _depth in book(db).walk():
        assert other.key == made.key or not other.codable or colours.difference(made.color, other.color) > 7
    newest = codebook.newest(db)
    assert newest is not None
    assert (newest.number, newest.did, newest.reason, newest.by) == (2, "add", "kwam vaak terug", "evaluator 1")
    assert codebook.load(codebook.text(db, newest)) == book(db)


def test_a_key_is_never_given_twice(editor: Viewer, db: Database) -> None:
    """A code with the name of one that went is another code, with a key and codings of its own."""
    first = changing.add(db, editor, new("Fiets"))
    changing.retire(db, editor, first, seen=2)
    assert changing.add(db, editor, new("Fiets")) == "fiets_2"
    assert db.conn.execute("SELECT count(*) FROM code WHERE key LIKE 'fiets%'").fetchone() == (2,)


def test_a_code_says_something_else(editor: Viewer, db: Database) -> None:
    """All its fields change, its key and the codes it holds stay, and older versions say what they said."""
    group, _top = edits.find(book(db), "groep")
    changing.change(db, editor, replace(group, name={"nl": "Groep A", "en": "Group A"}, example=" een  voorbeeld "),
                    seen=1, reason="duidelijker")
    now, _top = edits.find(book(db), "groep")
    assert (now.name["en"], now.example, [code.key for code in now.codes]) == ("Group A", "een voorbeeld", ["een"])
    first = codebook.version(db, editor, 1)
    assert edits.find(codebook.book_of(db, first), "groep")[0] == group


@pytest.mark.parametrize("name", [{"nl": "", "en": "Group"}, {"nl": "Groep", "en": " "}, {"en": "Group"}])
def test_a_name_that_was_there_stays(editor: Viewer, db: Database, name: dict[str, str]) -> None:
    """Emptied in one language it is refused, as the other language's name is none in this one."""
    before = list(dump(db.conn))
    group, _parent = edits.find(book(db), "groep")
    with pytest.raises(BadInput, match="a name in Dutch and in English"):
        changing.change(db, editor, replace(group, name=name), seen=1)
    assert list(dump(db.conn)) == before


def test_a_code_moves_with_what_it_holds(editor: Viewer, db: Database) -> None:
    """Under another, to the top, before another; never into itself."""
    changing.move(db, editor, "twee", "groep", "een", seen=1)
    assert keys(db) == [("groep", None), ("twee", "groep"), ("een", "groep")]
    changing.move(db, editor, "een", seen=2)
    assert keys(db) == [("groep", None), ("twee", "groep"), ("een", None)]
    with pytest.raises(BadInput, match="inside itself"):
        changing.move(db, editor, "groep", "twee", seen=3)


def test_a_code_retires_and_comes_back(editor: Viewer, db: Database) -> None:
    """As it was in the last version that had it, in its group while that is there, and it is the same code."""
    before = book(db)
    changing.retire(db, editor, "een", seen=1)
    assert keys(db) == [("groep", None), ("twee", None)]
    assert not book(db).codes[0].codable
    changing.bring_back(db, editor, "een")
    assert book(db) == before
    assert [version.did for version in codebook.versions(db, editor)] == ["bring_back", "retire", "load"]
    assert db.conn.execute("SELECT count(*) FROM code").fetchone() == (3,)


@pytest.mark.parametrize(("do", "told"), [
    (lambda db, who: changing.add(db, who, new("twee")), "There is a code “twee” already"),
    (lambda db, who: changing.add(db, who, new(" \u200b ")), "A code has a name"),
    (lambda db, who: changing.add(db, who, new("x" * 61)), "longer than 60"),
    (lambda db, who: changing.add(db, who, new("x", definition={"nl": "y" * 3001})), "longer than 3000"),
    (lambda db, who: changing.add(db, who, new("x", color="#FFEE00")), "hardly be seen"),
    (lambda db, who: changing.add(db, who, new("x", color="geel")), "not a colour"),
    (lambda db, who: changing.add(db, who, new("x", signals=("y" * 501,))), "phrase"),
    (lambda db, who: changing.add(db, who, new("x"), "weg"), "not in the codebook in use"),
    (lambda db, who: changing.add(db, who, new("x"), reason="y" * 301), "reason is longer"),
    (lambda db, who: changing.retire(db, who, "groep", seen=1), "holds other codes"),
    (lambda db, who: changing.retire(db, who, "weg", seen=1), "not in the codebook in use"),
    (lambda db, who: changing.move(db, who, "twee", "", "", seen=1), "how the codebook is already"),
    (lambda db, who: changing.bring_back(db, who, "een"), "in use"),
    (lambda db, who: changing.bring_back(db, who, "nooit"), "never was"),
    (lambda db, who: changing.change(db, who, book(db).codes[1], seen=9), "no version 9"),
])
@pytest.mark.slow
def test_what_cannot_be_is_one_sentence(
    editor: Viewer, db: Database, do: Callable[[Database, Viewer], object], told: str,
) -> None:
    """It is refused, and the file stays as it was."""
    before = list(dump(db.conn))
    if "no version" in told:
        changing.add(db, editor, new("later"))
        before = list(dump(db.conn))
    with pytest.raises((BadInput, NotFound), match=told):
        do(db, editor)
    assert list(dump(db.conn)) == before


def test_five_levels_are_too_deep(editor: Viewer, db: Database) -> None:
    """A code under the deepest is refused, and so is a move that would push another one too deep."""
    inner = changing.add(db, editor, new("Twee diep"), "een")
    changing.add(db, editor, new("Drie diep"), inner)
    with pytest.raises(BadInput, match="at most 4 levels"):
        changing.add(db, editor, new("Vier diep"), "drie_diep")
    with pytest.raises(BadInput, match="at most 4 levels"):
        changing.move(db, editor, "groep", "twee", seen=3)


def test_the_last_code_stays(editor: Viewer, db: Database) -> None:
    """A codebook without codes is none."""
    changing.retire(db, editor, "een", seen=1)
    changing.retire(db, editor, "groep", seen=2)
    with pytest.raises(BadInput, match="last code"):
        changing.retire(db, editor, "twee", seen=3)


def test_two_editors_of_one_code(small: SmallPilot, editor: Viewer, db: Database) -> None:
    """The second is told who was first and changes nothing; on another code both go through."""
    one = edits.find(book(db), "een")[0]
    other = edits.find(book(db), "twee")[0]
    second = small.viewers["evaluator2"]
    changing.change(db, editor, replace(one, example="van de eerste"), seen=1)
    with pytest.raises(Conflict, match=r"evaluator 1 changed this code too \(version 2\)"):
        changing.change(db, second, replace(one, example="van de tweede"), seen=1)
    changing.change(db, second, replace(other, example="van de tweede"), seen=1)
    changing.change(db, second, replace(one, example="van de tweede"), seen=3)
    assert [edits.find(book(db), key)[0].example for key in ("een", "twee")] == ["van de tweede"] * 2


def test_a_codebook_from_elsewhere_keeps_its_own_rules(small: SmallPilot, db: Database) -> None:
    """Codes of one name, pale colours and texts without a definition are as that program has them."""
    foreign = SMALL.replace("name: {nl: Proefboek", "origin: Anders 1\nname: {nl: Proefboek", 1).replace(
        "nl: Twee, en: Two", "nl: Een, en: One").replace("#443200", "#FFEE00")
    with write(db):
        codebook.add_arriving(db, codebook.load(foreign), {}, "elders", small.viewers["admin"].user_id)
    changing.add(db, small.viewers["admin"], new("Een"), "groep")
    assert book(db).origin == "Anders 1"
    assert [code.name["nl"] for code, _parent, _depth in book(db).walk()] == ["Groep", "Een", "Een", "Een"]


def test_without_a_codebook_there_is_nothing_to_change(small: SmallPilot, db: Database) -> None:
    """It says so."""
    with pytest.raises(Conflict, match="no codebook yet"):
        changing.add(db, small.viewers["evaluator"], new("Fiets"))
