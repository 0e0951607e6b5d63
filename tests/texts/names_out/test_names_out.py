"""Names taken out of a pilot's texts: proposed by program, decided by a person, made into a version."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot import coarse
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.families import pseudonyms, register
from pilot.store.files import open_register, write
from texts.documents import NewTurn, transcript
from texts.names_out import deciding, making, proposing, reviewing, rewording

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot
    from texts.names_out.reviewing import Group

pytestmark = pytest.mark.slow  # each looks for names in a process of its own

TURNS = (NewTurn("Mevrouw Vermeulen belde, en Chayenna ook.", "Coach", "coach"),
         NewTurn("Ja, Chayenna woont in Zwartemeer. Mijn nummer is 06 12345678.", "Moeder", "family"),
         NewTurn("Roos kreeg een roos, en Vermeulens fiets is weg.", "Moeder", "family"))


@pytest.fixture
def preparer(small: SmallPilot) -> Viewer:
    """Who prepares texts."""
    return replace(small.viewers["evaluator"], prepares=True)


@pytest.fixture
def raw(small: SmallPilot, db: Database, preparer: Viewer) -> str:
    """A raw interview of a family whose name the register knows, looked through."""
    register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Vermeulen")
    guid = small.interview(db, kind="raw", turns=TURNS)
    proposing.propose(small.pilot, db, preparer, guid)
    return guid


def grouped(small: SmallPilot, db: Database, viewer: Viewer) -> dict[str, Group]:
    """What is to be decided, by the first word of each."""
    return {one.places[0].word: one for one in reviewing.groups(small.pilot, db, viewer)}


def guids(*groups: Group) -> list[str]:
    """The places of groups."""
    return [place.guid for one in groups for place in one.places]


def test_all_places_of_a_name_stand_together(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """In any form, with what stands around each; the register's pseudonym, else one that is made."""
    found = grouped(small, db, preparer)
    assert {word: (one.kind, one.pseudonym, [place.word for place in one.places]) for word, one in found.items()} == {
        "Mevrouw Vermeulen": ("name", "Berk", ["Mevrouw Vermeulen", "Vermeulens"]),
        "Chayenna": ("name", "[naam 1]", ["Chayenna", "Chayenna"]),
        "Zwartemeer": ("place", "[plaats A]", ["Zwartemeer"]),
        "06 12345678": ("phone", "[telefoonnummer]", ["06 12345678"]),
        "Roos": ("name", "[naam 2]", ["Roos"])}
    first = found["Chayenna"].places[0]
    assert (first.before, first.after, first.turn) == ("Mevrouw Vermeulen belde, en ", " ook.", 0)
    order = reviewing.groups(small.pilot, db, preparer)
    assert [one.sureness for one in order] == sorted(one.sureness for one in order)


def test_no_name_is_kept_in_the_pilot(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """Beside the text itself, what was found is offsets, guids and pseudonyms."""
    deciding.add(small.pilot, db, preparer, raw, 1, 0, 7, "name")
    rows = repr(db.conn.execute("SELECT * FROM name_place").fetchall()).casefold()
    assert "chayenna" not in rows
    assert "vermeulen" not in rows
    assert "zwartemeer" not in rows
    with closing(open_register(small.pilot.register_path)) as file:
        assert "chayenna" in repr(file.conn.execute("SELECT key FROM pseudonym").fetchall())


def test_a_version_is_made_of_what_was_decided(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """Not before everything is; then evaluators read it, with what was left as it is."""
    found = grouped(small, db, preparer)
    assert reviewing.left(db, preparer, raw) == (7, 7)
    deciding.accept(small.pilot, db, preparer, guids(*found.values()))
    deciding.reopen(small.pilot, db, preparer, guids(found["Roos"]))
    with pytest.raises(BadInput):
        making.make(small.pilot, db, preparer, raw, 1)
    deciding.leave(small.pilot, db, preparer, guids(found["Roos"]))
    deciding.rename(small.pilot, db, preparer, guids(found["Zwartemeer"]), "[dorp bij Emmen]")
    (row,) = reviewing.progress(db, preparer)
    assert (row.looked, row.undecided, row.readable) == (True, 0, False)
    making.make(small.pilot, db, preparer, raw, 1)
    read = transcript(db, small.viewers["evaluator"], raw)
    assert [turn["text"] for turn in read["turns"]] == [
        "Berk belde, en [naam 1] ook.", "Ja, [naam 1] woont in [dorp bij Emmen]. Mijn nummer is [telefoonnummer].",
        "Roos kreeg een roos, en Berk fiets is weg."]
    assert [(one.readable, one.undecided) for one in reviewing.progress(db, preparer)] == [(True, 0)]
    assert reviewing.groups(small.pilot, db, preparer) == []
    with pytest.raises(Conflict):
        making.make(small.pilot, db, preparer, raw, 1)


def test_what_was_missed_is_found_everywhere_from_then_on(
    small: SmallPilot, db: Database, preparer: Viewer, raw: str
) -> None:
    """A word that is selected is replaced where it stands, and proposed in the next text by itself."""
    at = TURNS[2].text.index("fiets") + len(TURNS[0].text) + len(TURNS[1].text) + 2
    (place,) = deciding.add(small.pilot, db, preparer, raw, 1, at - 1, at + 5, "org", "[winkel]")
    one = next(each for each in reviewing.groups(small.pilot, db, preparer) if guids(each) == [place])
    assert (one.places[0].word, one.places[0].decision, one.pseudonym) == ("fiets", "replace", "[winkel]")
    other = small.interview(db, kind="raw", title="Later", turns=(NewTurn("Bij Fiets gewerkt.", "Moeder", "family"),))
    proposing.propose(small.pilot, db, preparer, other)
    again = grouped(small, db, preparer)["fiets"]
    assert [(each.title, each.replacement) for each in again.places][-1] == ("Later", "[winkel]")
    with pytest.raises(BadInput):
        deciding.add(small.pilot, db, preparer, raw, 1, 0, len(TURNS[0].text) + 5, "name")


def test_looking_once_more_keeps_what_was_decided(
    small: SmallPilot, db: Database, preparer: Viewer, raw: str
) -> None:
    """Who decided and when too; the same name is called the same in another text."""
    found = grouped(small, db, preparer)
    deciding.leave(small.pilot, db, preparer, guids(found["Roos"]))
    proposing.propose(small.pilot, db, preparer, raw)
    again = grouped(small, db, preparer)
    assert again["Roos"].places[0] == replace(found["Roos"].places[0], decision="leave", decided_by=(
        again["Roos"].places[0].decided_by), decided_at=again["Roos"].places[0].decided_at)
    assert again["Roos"].places[0].decided_at
    assert reviewing.left(db, preparer, raw) == (7, 6)


def test_a_pseudonym_gives_nothing_away(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """Neither a real name of the register nor nothing; nothing is changed then."""
    found = grouped(small, db, preparer)
    for bad in ("", "  ", "familie Vermeulen", "x" * 81):
        with pytest.raises(BadInput):
            deciding.rename(small.pilot, db, preparer, guids(found["Chayenna"]), bad)
    with pytest.raises(BadInput):
        deciding.accept(small.pilot, db, preparer, [*guids(found["Chayenna"]), "nergens"])
    assert grouped(small, db, preparer) == found


def test_who_agreed_to_be_named_is_not_proposed(small: SmallPilot, db: Database, preparer: Viewer) -> None:
    """What the register says may be named stays, in the comparison with the register too."""
    register.add_word(small.pilot, db, small.operator(db), "Oosterwijk", "person", "", may_be_named=True)
    guid = small.interview(db, kind="raw", turns=(NewTurn("Wethouder Oosterwijk sprak met Hatice.", "Coach", "coach"),))
    proposing.propose(small.pilot, db, preparer, guid)
    assert [one.places[0].word for one in reviewing.groups(small.pilot, db, preparer)] == ["Hatice"]
    deciding.accept(small.pilot, db, preparer, guids(*reviewing.groups(small.pilot, db, preparer)))
    making.make(small.pilot, db, preparer, guid, 1)
    assert "Wethouder Oosterwijk" in transcript(db, preparer, guid)["turns"][0]["text"]


def test_days_are_as_coarse_as_the_pilot_chooses(small: SmallPilot, db: Database, preparer: Viewer) -> None:
    """What stays as it is is not proposed; a choice that is not there is refused."""
    told_on = NewTurn("Op 12 maart 2014, toen ze acht jaar oud was.", "Coach", "coach")
    guid = small.interview(db, kind="raw", turns=(told_on,))
    operator = small.operator(db)
    told = {}
    for dates in coarse.DATES:
        coarse.set_coarse(db, operator, "exact", dates, "letter")
        proposing.propose(small.pilot, db, preparer, guid)
        told[dates] = [one.pseudonym for one in reviewing.groups(small.pilot, db, preparer)]
    assert told == {"exact": [], "month": ["[maart 2014]"], "season": ["[lente 2014]"], "year": ["[2014]"]}
    with pytest.raises(BadInput):
        coarse.set_coarse(db, operator, "exact", "week", "letter")


def test_a_village_keeps_what_it_is_near_to_where_the_pilot_chooses(
    small: SmallPilot, db: Database, preparer: Viewer
) -> None:
    """Two near the same town are told apart; what is called something stays called so; a larger town, and a village
    near a town that the register hides, keep a letter."""
    turn = NewTurn("Ik woon in Exloo. Mijn zus in Odoorn, oma in Emmen, tante in Gasselte, opa in Valthermond.",
                   "Moeder", "family")
    first = small.interview(db, kind="raw", turns=(NewTurn("Ik woon in Odoorn.", "Moeder", "family"),))
    proposing.propose(small.pilot, db, preparer, first)
    assert [one.pseudonym for one in reviewing.groups(small.pilot, db, preparer, first)] == ["[plaats A]"]
    coarse.set_coarse(db, small.operator(db), "exact", "year", "near")
    with closing(open_register(small.pilot.register_path, create=True)) as store, write(store):
        store.conn.execute("INSERT INTO lexicon(word, kind, replacement) VALUES ('Assen', 'place', '[stad]')")
    guid = small.interview(db, kind="raw", turns=(turn,))
    proposing.propose(small.pilot, db, preparer, guid)
    called = {one.places[0].word: one.pseudonym for one in reviewing.groups(small.pilot, db, preparer, guid)}
    assert called == {"Exloo": "[dorp bij Emmen]", "Odoorn": "[plaats A]", "Emmen": "[plaats B]",
                      "Gasselte": "[plaats C]", "Valthermond": "[dorp bij Emmen 2]"}


def test_two_at_once_get_different_pseudonyms(small: SmallPilot) -> None:
    """Two names that were both proposed as the first are not called the same; the same name is."""
    one, two = pseudonyms.settle(small.pilot, [("name", "hatice", "[zus 1]")]), pseudonyms.settle(
        small.pilot, [("name", "chayenna", "[zus 1]"), ("name", "hatice", "[zus 3]"), ("place", "emmen", "[plaats A]"),
                      ("place", "assen", "[plaats A]")])
    assert [each.pseudonym for each in (*one, *two)] == ["[zus 1]", "[zus 2]", "[zus 1]", "[plaats A]", "[plaats B]"]
    assert one[0].thing == two[1].thing


def test_only_who_prepares_may(small: SmallPilot, db: Database, raw: str) -> None:
    """An evaluator without that right sees and changes nothing."""
    for do in (lambda v: reviewing.groups(small.pilot, db, v), lambda v: proposing.propose(small.pilot, db, v, raw),
               lambda v: making.make(small.pilot, db, v, raw, 1)):
        with pytest.raises(NotAllowed):
            do(replace(small.viewers["evaluator"], prepares=False))


def open_guids(small: SmallPilot, db: Database, viewer: Viewer) -> list[str]:
    """The places nobody decided on."""
    return [place.guid for one in reviewing.groups(small.pilot, db, viewer) for place in one.places
            if place.decision is None]


def said_to_others(small: SmallPilot, db: Database, guid: str) -> str:
    """What an evaluator reads of a text, who speaks included."""
    return repr(transcript(db, small.viewers["evaluator"], guid))


def test_what_sticks_out_of_a_selection_waits(small: SmallPilot, db: Database, preparer: Viewer) -> None:
    """A first name selected within a whole name leaves the surname to be decided, also when looked for once more."""
    text = "Toen belde Chayenna Vermeulen, en mevrouw Ouwehand."
    guid = small.interview(db, kind="raw", turns=(NewTurn(text, "Moeder", "family"),))
    proposing.propose(small.pilot, db, preparer, guid)
    deciding.add(small.pilot, db, preparer, guid, 1, 11, 19, "name", "[dochter]")
    at = text.index("Ouwehand")
    deciding.add(small.pilot, db, preparer, guid, 1, at, at + 8, "name", "[buurvrouw]")
    for _ in range(2):
        assert {place.word: place.decision for one in reviewing.groups(small.pilot, db, preparer)
                for place in one.places} == {"Chayenna": "replace", "Vermeulen": None, "Ouwehand": "replace"}
        proposing.propose(small.pilot, db, preparer, guid)
    with pytest.raises(BadInput):
        making.make(small.pilot, db, preparer, guid, 1)
    deciding.accept(small.pilot, db, preparer, open_guids(small, db, preparer))
    making.make(small.pilot, db, preparer, guid, 1)
    read = said_to_others(small, db, guid)
    assert "Vermeulen" not in read
    assert "[buurvrouw]" in read


def test_a_word_that_stays_lets_no_other_word_through(small: SmallPilot, db: Database, preparer: Viewer) -> None:
    """"Jan" that stays says nothing of "Janssens", a name of the register that is at no place."""
    register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Janssens")
    guid = small.interview(db, kind="raw", turns=(NewTurn("Toen kwam Jan. Ja, en Janssens hond.", "Moeder", "family"),))
    proposing.propose(small.pilot, db, preparer, guid)
    places = {place.word: place.guid for one in reviewing.groups(small.pilot, db, preparer) for place in one.places}
    deciding.leave(small.pilot, db, preparer, [places["Jan"]])
    with write(db):
        db.conn.execute("DELETE FROM name_place WHERE guid = ?", (places["Janssens"],))
    with pytest.raises(making.StillNamed) as refused:
        making.make(small.pilot, db, preparer, guid, 1)
    assert refused.value.words == ["Janssens"]


def test_names_of_who_speaks_are_asked_about(small: SmallPilot, db: Database, preparer: Viewer) -> None:
    """A name that no register knows, before what somebody says, is told before the version is made."""
    guid = small.interview(db, kind="raw", turns=(NewTurn("Ja hoor.", "Chayenna Vermeulen", "other"),
                                                  NewTurn("En Chayenna dan?", "Coach", "coach")))
    proposing.propose(small.pilot, db, preparer, guid)
    deciding.accept(small.pilot, db, preparer, open_guids(small, db, preparer))
    with pytest.raises(making.StillNamed) as refused:
        making.make(small.pilot, db, preparer, guid, 1)
    assert refused.value.words == ["Chayenna Vermeulen"]
    assert making.make(small.pilot, db, preparer, guid, 1, no_names=True)


def test_no_pseudonym_holds_what_was_taken_out(small: SmallPilot, db: Database, preparer: Viewer, raw: str) -> None:
    """Neither of the name itself, nor of another that goes, nor in what is reworded; nothing is stored."""
    found = grouped(small, db, preparer)
    before = db.conn.execute("SELECT guid, replacement FROM name_place").fetchall()
    for places, wording in ((found["Chayenna"], "Chayenna B."), (found["Zwartemeer"], "[dorp bij Zwartemeer]")):
        with pytest.raises(BadInput):
            deciding.rename(small.pilot, db, preparer, guids(places), wording)
    assert db.conn.execute("SELECT guid, replacement FROM name_place").fetchall() == before
    deciding.accept(small.pilot, db, preparer, guids(found["Chayenna"]))
    with pytest.raises(BadInput):
        deciding.rename(small.pilot, db, preparer, guids(found["Zwartemeer"]), "[dorp van Chayenna]")
    with pytest.raises(BadInput):
        rewording.reword(small.pilot, db, preparer, raw, 1, 18, 23, "de zus van Chayenna belde")
    with pytest.raises(BadInput):
        deciding.add(small.pilot, db, preparer, raw, 1, 18, 23, "name", "[belde]")
    deciding.rename(small.pilot, db, preparer, guids(found["Zwartemeer"]), "[dorp bij Emmen]")


def test_what_is_decided_while_it_is_made_counts(
    small: SmallPilot, db: Database, preparer: Viewer, raw: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opens a place again while the rest is looked at: nothing is made."""
    deciding.leave(small.pilot, db, preparer, open_guids(small, db, preparer))
    one = reviewing.groups(small.pilot, db, preparer)[0].places[0].guid

    def meanwhile(*_args: object) -> list[str]:
        deciding.accept(small.pilot, db, preparer, [one])
        return []

    monkeypatch.setattr(making, "still_standing", meanwhile)
    with pytest.raises(Conflict):
        making.make(small.pilot, db, preparer, raw, 1)
