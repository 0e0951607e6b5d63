"""Sites, referrers and groups that are there twice: joined into one and counted once; or called otherwise."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import joining, parting, people, same_name, support
from pilot.store.files import new_guid, write
from stories.outcomes import allocation
from stories.outcomes.allocation import Sealing
from stories.outcomes.joining import join, part
from stories.outcomes.reach import hours, listing, referring
from stories.outcomes.reach.referring import Referral
from stories.outcomes.spending import ceilings
from themes.outcomes.money import money
from themes.outcomes.reached import reached

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

# What points at a site, a referrer or a group. A new one has to be moved (or held against) when two are joined.
MOVED = {"site": {"family", "referral", "former_name"},
         "referrer": {"family", "referral", "working_time", "ceiling", "former_name"},
         "arm": {"family", "allocation_plan", "allocation", "former_name"}}


def _twice(db: Database, kind: str, names: list[str]) -> list[str]:
    """Rows as an older version made them: two that differ by a sign."""
    guids = [new_guid() for _name in names]
    with write(db):
        for n, (guid, name) in enumerate(zip(guids, names, strict=True)):
            db.conn.execute(f"INSERT INTO {kind}(guid, key, name) VALUES (?, ?, ?)", (guid, f"old-{kind}-{n}", name))
    return guids


def _families(small: SmallPilot, db: Database, kind: str, guids: list[str]) -> list[str]:
    """A family under each."""
    made = []
    for n, guid in enumerate(guids):
        made.append(people.add_family(db, small.viewers["admin"], f"Boom {n}", starts_on="2020-01-15"))
        with write(db):
            db.conn.execute(f"UPDATE family SET {kind}_id = (SELECT {kind}_id FROM {kind} WHERE guid = ?)"
                            " WHERE guid = ?", (guid, made[-1]))
    return made


@pytest.mark.parametrize("kind", joining.KINDS)
def test_what_points_at_one_is_moved(db: Database, kind: str) -> None:
    """Each table with a foreign key to it is known to joining."""
    tables = [row[0] for row in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {table for table in tables for row in db.conn.execute(f"PRAGMA foreign_key_list('{table}')")
             if row[2] == kind}
    assert found == MOVED[kind]


def test_two_referrers_become_one_and_count_once(small: SmallPilot, db: Database) -> None:
    """Families, referrals, hours and the ceiling go along, figures count one referrer; the log says what was done."""
    admin, evaluator = small.viewers["admin"], small.viewers["evaluator"]
    old, new = _twice(db, "referrer", ["Basisschool De-Ark", "basisschool de Ark"])
    made = _families(small, db, "referrer", [old, new])
    coach = next(one for one in people.persons(db, admin) if one.kind == "coach")
    with write(db):
        for guid, from_on, weekly in ((old, "2020-01-01", 12), (old, "2021-01-01", 24), (new, "2020-01-01", 12)):
            row = db.conn.execute("SELECT referrer_id FROM referrer WHERE guid = ?", (guid,)).fetchone()[0]
            db.conn.execute("INSERT INTO working_time(guid, person_id, referrer_id, from_on, until_on, hours,"
                            " full_week, noted_by, noted_at) VALUES (?, ?, ?, ?, substr(?, 1, 4) || '-12-31', ?, 36,"
                            " ?, '2020-01-01')",
                            (new_guid(), coach.person_id, row, from_on, from_on, weekly, admin.user_id))
            db.conn.execute(
                "INSERT INTO referral(guid, referrer_id, referred_on, state, noted_by, noted_at) VALUES (?, ?,"
                " '2020-01-02', 'waiting', ?, '2020-01-02')", (new_guid(), row, admin.user_id))
    ceilings.set_ceiling(db, admin, "budget", old, 50_000)
    ceilings.set_ceiling(db, admin, "budget", new, 70_000)
    ceilings.set_ceiling(db, admin, "budget", new, None)
    assert {one.guid for pair in joining.likely(joining.names(db, admin, "referrer")) for one in pair} == {old, new}
    before = _held(db)
    join(db, admin, "referrer", old, new)
    assert joining.names(db, admin, "referrer") == [(new, "basisschool de Ark", 2)]
    assert [one.what.referrer for one in listing.listed(db, admin)] == ["basisschool de Ark"] * 3
    assert sorted((one.referrer, one.from_on, one.hours) for one in hours.listed(db, admin)) == [
        ("basisschool de Ark", "2020-01-01", 12), ("basisschool de Ark", "2021-01-01", 24)]  # noted under both: once
    assert [(one.called, one.cents) for one in ceilings.ceilings(db, admin)] == [("basisschool de Ark", 50_000)]
    assert {one.group for one in money(db, evaluator).used} == {"", "basisschool de Ark"}
    assert "Basisschool De-Ark" not in repr(reached(db, evaluator))
    told = db.conn.execute("SELECT verb, subject, subject_guid FROM event").fetchall()
    for event in (("joined", "referrer", old), ("joined to", "referrer", new), ("joined", "family", made[0])):
        assert event in told
    assert ("joined", "family", made[1]) not in told
    # Who types the old name, or comes with an address of before, means the one that stayed.
    referring.keep(small.pilot, db, admin, Referral("2020-03-01", referrer="Basisschool De-Ark"))
    assert support.referrers(db, admin) == ["basisschool de Ark"]
    assert same_name.key_now(db, "referrer", "old-referrer-0") == "old-referrer-1"
    # Undone: each has what it had, and what was noted since stays where it is.
    (joined,) = parting.joined_before(db, admin, "referrer")
    assert (joined.name, joined.into, joined.by) == ("Basisschool De-Ark", "basisschool de Ark", admin.label)
    part(db, admin, joined.guid)
    after = _held(db)
    assert len(after["referral"]) == len(before["referral"]) + 1
    assert {**after, "referral": [row for row in after["referral"] if row in before["referral"]]} == before
    assert sorted((one.called, one.cents) for one in ceilings.ceilings(db, admin)) == [("Basisschool De-Ark", 50_000)]
    assert parting.joined_before(db, admin, "referrer") == []
    with pytest.raises(NotFound, match="not joined any more"):
        part(db, admin, joined.guid)


def _held(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """What stands under whom: by guid, with the name it stands under and whether it was taken away."""
    return {table: db.conn.execute(
        f"SELECT t.guid, r.guid, r.key, r.name{more} FROM {table} t JOIN referrer r USING (referrer_id) ORDER BY 1"
        ).fetchall() for table, more in (
            ("family", ""), ("referral", ""), ("working_time", ", t.removed_at"), ("ceiling", ", t.cents"))}


def test_joined_in_turn_and_parted_in_turn(small: SmallPilot, db: Database) -> None:
    """The later joining comes first; what was moved by hand since stays, and no name is given twice."""
    admin = small.viewers["admin"]
    one, two, three = _twice(db, "site", ["Rolde", "Rolde dorp", "Rolde stad"])
    made = _families(small, db, "site", [one, two, three])
    join(db, admin, "site", one, two)
    join(db, admin, "site", two, three)
    later, = parting.joined_before(db, admin, "site")
    with closing(small.open()) as again:
        (first,) = again.execute("SELECT guid FROM joined_name WHERE old_guid = ?", (one,)).fetchone()
    with pytest.raises(Conflict, match="Undo that first"):
        part(db, admin, first)
    support.set_site(db, admin, made[0], "Emmen")
    part(db, admin, later.guid)
    joining.rename(db, admin, "site", two, "Rolde")
    with pytest.raises(Conflict, match="Give that one another name"):
        part(db, admin, first)
    joining.rename(db, admin, "site", two, "Rolde dorp")
    part(db, admin, first)
    counted = {called.guid: called.families for called in joining.names(db, admin, "site")}
    assert [counted[guid] for guid in (one, two, three)] == [0, 1, 1], "the first was put under Emmen meanwhile"


def test_ceilings_that_differ_are_nobodys_guess(small: SmallPilot, db: Database) -> None:
    """Refused with a sentence, and all stands as it stood."""
    admin = small.viewers["admin"]
    old, new = _twice(db, "referrer", ["Huisarts", "huis-arts"])
    ceilings.set_ceiling(db, admin, "budget", old, 50_000)
    ceilings.set_ceiling(db, admin, "budget", new, 70_000)
    before = joining.names(db, admin, "referrer"), ceilings.ceilings(db, admin)
    with pytest.raises(Conflict, match="different ceilings"):
        join(db, admin, "referrer", old, new)
    assert before == (joining.names(db, admin, "referrer"), ceilings.ceilings(db, admin))
    with pytest.raises(BadInput, match="two different"):
        join(db, admin, "referrer", old, old)
    with pytest.raises(NotFound, match="not there any more"):
        join(db, admin, "referrer", old, new_guid())


def test_hours_under_both_that_differ_are_nobodys_guess(small: SmallPilot, db: Database) -> None:
    """Of one person they lie over one another in no referrer's time: refused, also where they share one day only, and
    nothing is moved; taken away, or of another person, they go along."""
    admin = small.viewers["admin"]
    old, new = _twice(db, "referrer", ["Wijkteam", "wijk-team"])
    coaches = [guid for guid, _name in hours.workers(db, admin)][:2]
    hours.add(db, admin, coaches[0], 12, "2020-02-01", "2020-06-30", referrer="Wijkteam", sure=["2020-02-01"])
    wrong = hours.add(db, admin, coaches[0], 6, "2020-06-30", referrer="wijk-team", sure=["2020-06-30"])
    hours.add(db, admin, coaches[1], 8, "2020-02-01", referrer="wijk-team", sure=["2020-02-01"])
    before = hours.listed(db, admin)[:]
    with pytest.raises(Conflict, match="hours under both from 30 June 2020"):
        join(db, admin, "referrer", old, new)
    assert before == hours.listed(db, admin)[:]
    hours.take_away(db, admin, wrong)
    join(db, admin, "referrer", old, new)
    assert sorted((one.referrer, one.hours) for one in hours.listed(db, admin)) == [("wijk-team", 8), ("wijk-team", 12)]


def test_a_group_that_was_sealed_stays(small: SmallPilot, db: Database) -> None:
    """Another group can be joined to it, with its families; it goes into no other, and two of a plan never join."""
    admin = small.viewers["admin"]
    allocation.seal(small.pilot, db, small.viewers["evaluator"], Sealing(
        "drawn", "Het programma loot in blokken.", "Met begeleiding", "Zonder begeleiding"))
    given = people.add_family(db, admin, "Iep", starts_on="2020-01-15")
    allocation.allot(db, small.viewers["evaluator"], given)
    sealed = {one.name: one.guid for one in joining.names(db, admin, "arm")}
    (old,) = _twice(db, "arm", ["met-begeleiding"])
    _families(small, db, "arm", [old])
    for goes, stays in ((sealed["Met begeleiding"], old), (sealed["Met begeleiding"], sealed["Zonder begeleiding"])):
        with pytest.raises(Conflict, match="sealed"):
            join(db, admin, "arm", goes, stays)
    before = {one.guid: one.families for one in joining.names(db, admin, "arm")}
    join(db, admin, "arm", old, sealed["Met begeleiding"])
    after = {one.guid: one.families for one in joining.names(db, admin, "arm")}
    assert after == {guid: n + (guid == sealed["Met begeleiding"]) for guid, n in before.items() if guid != old}


def test_another_name_leaves_the_old_one_meaning_it(small: SmallPilot, db: Database) -> None:
    """Twice renamed, all three names find it; the name of another is refused."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    sites = {one.name: one.guid for one in joining.names(db, admin, "site")}
    for name in ("Coevorden en omstreken", "Zuidoost"):
        joining.rename(db, admin, "site", sites["Coevorden"], name)
    for name in ("Coevorden", "Coevorden en omstreken", "zuid-oost", "Zuidoost"):
        support.set_site(db, admin, berk, name, sure=[same_name.about_new(name)])
    assert "Zuidoost" in support.sites(db, admin)
    assert not {"Coevorden", "Coevorden en omstreken"} & set(support.sites(db, admin))
    with pytest.raises(Conflict, match="Join the two"):
        joining.rename(db, admin, "site", sites["Emmen"], "zuidoost")
    for name in ("", "?!", "x" * 81):
        with pytest.raises(BadInput):
            joining.rename(db, admin, "site", sites["Emmen"], name)


def test_the_commands_list_rename_and_join(small: SmallPilot, db: Database) -> None:
    """The list says which may be the same; a name that is not there is one sentence."""
    _families(small, db, "referrer", _twice(db, "referrer", ["Wijkteam", "wijk-team"]))

    def said(*words: str) -> tuple[int, str]:
        answer = CliRunner().invoke(cli, ["names", *words, "--pilot", str(small.pilot.db_path)])
        return answer.exit_code, answer.output

    assert said("list", "referrer") == (0, "wijk-team\t1\tWijkteam\nWijkteam\t1\twijk-team\n")
    code, sentence = said("join", "referrer", "wijk-team", "Wijkteam")
    assert code == 0
    assert "go to “Wijkteam”" in sentence
    assert "names part" in sentence
    assert said("list", "referrer")[1].count("\n") == 2  # nothing was changed
    assert said("join", "referrer", "wijk-team", "Wijkteam", "--yes") == (0, "")
    assert said("part", "referrer", "wijk-team") == (0, "")
    assert said("list", "referrer") == (0, "wijk-team\t1\tWijkteam\nWijkteam\t1\twijk-team\n")
    assert said("part", "referrer", "wijk-team")[0] == 2
    assert said("join", "referrer", "wijk-team", "Wijkteam", "--yes") == (0, "")
    assert said("rename", "referrer", "Wijkteam", "Sociaal wijkteam") == (0, "")
    assert said("list", "referrer") == (0, "Sociaal wijkteam\t2\t\n")
    code, sentence = said("join", "referrer", "wijk-team", "Sociaal wijkteam", "--yes")
    assert code == 2
    assert "“wijk-team”" in sentence
    with closing(small.open()) as again:
        assert again.execute("SELECT count(*) FROM referrer").fetchone() == (1,)
