"""Who takes part in the demo pilot: accounts, families and their people, consent, names, files of families."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from demo import source
from demo.made import ACCOUNTS, COACH_ACCOUNT, PASSWORD, PREPARES, SPACE
from pilot import access
from pilot.accounts import accounts, members
from pilot.errors import NotFound
from pilot.families import consent, decisions, guardians, people, register
from pilot.families.early import EVERY_DAY
from pilot.families.papers import answering, letters
from pilot.families.papers.facts import Facts, set_facts
from pilot.store.files import write
from stories.file import filling
from stories.outcomes import rubrics
from stories.outcomes.facts import add_milestone
from stories.outcomes.scores import Entry, enter

if TYPE_CHECKING:
    from demo.made import Made
    from pilot.accounts.accounts import Account


def add_accounts(made: Made) -> None:
    """One account per role, and a second evaluator, who prepares no texts."""
    for name, role in ACCOUNTS.items():
        account = _account(made, name)
        accounts.set_roles(made.server, made.db, made.pilot.slug, name, [role])
        made.account_guids[name] = account.guid
        if name == PREPARES:
            members.let_prepare(made.home, made.db, made.boss, account.guid, True)
        made.viewers[name] = access.viewer_for(made.db, account.guid, [role], made.pilot.slug)


def _account(made: Made, name: str) -> Account:
    """The account with this name, which another demo pilot of the home may have brought."""
    try:
        return accounts.by_name(made.server, name)
    except NotFound:
        return accounts.add(made.server, name, PASSWORD, is_demo=True)


def add_people(made: Made, facts: dict[str, Any]) -> None:
    """Coaches, professionals, families with their people, consents, milestones and scores."""
    for coach in facts["coaches"]:
        account = COACH_ACCOUNT.get(coach["key"])
        made.persons[coach["key"]] = people.add_person(
            made.db, made.boss, kind="coach", role="coach", pseudonym=coach["pseudonym"],
            account_guid=made.account_guids[account] if account else None)
    for one in facts.get("professionals", []):
        made.persons[one["key"]] = people.add_person(
            made.db, made.boss, kind="professional", role=one["role"], pseudonym=one["pseudonym"])
    named = {kind: {row["key"]: row["name"] for row in facts[kind]} for kind in ("sites", "referrers")}
    for family in facts["families"]:
        _family(made, family, named)
    _consents(made, facts.get("consents", []))


def _family(made: Made, family: dict[str, Any], named: dict[str, dict[str, str]]) -> None:
    first = family["support"][0]
    guid = people.add_family(
        made.db, made.boss, family["pseudonym"], starts_on=str(first["starts_on"]),
        site=(family["site"], named["sites"][family["site"]]),
        referrer=(family["referrer"], named["referrers"][family["referrer"]]))
    made.families[family["key"]] = guid
    if first["ends_on"]:
        people.end_support(made.db, made.boss, guid, str(first["ends_on"]), first["end_reason"] or "")
    for one in family["persons"]:
        made.persons[one["key"]] = people.add_person(
            made.db, made.boss, kind=one["kind"], role=one["role"], pseudonym=one["pseudonym"], family_guid=guid)
    for one in family["coaching"]:
        people.start_coaching(
            made.db, made.boss, made.persons[one["coach"]], guid, str(one["from_on"]), source.day(one["until_on"]))
    _consents(made, family["consents"])
    _facts(made, guid, family)


def _consents(made: Made, rows: list[dict[str, Any]]) -> None:
    for one in rows:
        who = made.persons[one["person"]]
        consent.give(made.db, made.boss, who, [one["use"]], str(one["given_on"]), source.day(one["ends_on"]))
        if one["withdrawn_on"]:
            made.withdrawn.append((who, one["use"], str(one["withdrawn_on"])))


def _facts(made: Made, family_guid: str, family: dict[str, Any]) -> None:
    """Milestones and life-domain scores (10 worst to 0)."""
    with write(made.db):
        for one in family.get("milestones", []):
            add_milestone(made.db, made.boss, family_guid, str(one["on"]), one["label"], sure=EVERY_DAY)
        for one in family.get("observations", []):
            entry = Entry(family_guid, one["wave"], one["domain"], float(one["value"]), str(one["on"]),
                          source="dossier", rubric=rubrics.FIRST)
            enter(made.db, made.viewers["evaluator"], entry, sure=EVERY_DAY)


def fill_register(made: Made) -> None:
    """The invented names, in the register only."""
    known = source.read("register.yaml")
    for key, name in known["family"].items():
        register.set_family_name(made.pilot, made.db, made.boss, made.families[key], name)
    for key, name in known["person"].items():
        register.set_person_name(made.pilot, made.db, made.boss, made.persons[key], name)
    for one in known["lexicon"]:
        register.add_word(made.pilot, made.db, made.boss, one["word"], one["kind"], one["replacement"],
                          made.families.get(one.get("family")))


def withdraw(made: Made) -> None:
    """Consents taken back after the material was there; about the last of them nobody has decided yet."""
    for who, use, day in sorted(made.withdrawn, key=lambda one: one[2]):
        consent.withdraw(made.db, made.boss, who, use, day)
    for one in decisions.open_decisions(made.db, made.boss)[:-1]:
        decisions.leave(made.db, made.boss, one.guid, "Eerder met het gezin besproken.")


def sign_papers(made: Made) -> None:
    """What letters about consent tell of the pilot, and who signed one on the screen."""
    said = source.read("papers.yaml")
    set_facts(made.pilot, made.db, made.boss, Facts(**said["facts"]))
    for one in said["ages"]:
        guardians.set_turns_16(made.db, made.boss, made.persons[one["child"]], str(one["turns_16_on"]))
    for one in said["signed"]:
        letter = letters.to_read(made.pilot, made.db, made.boss, one["letter"], "nl")
        asked = answering.Asked(
            str(uuid.uuid5(SPACE, f"paper {one['person']}")), made.persons[one["person"]], one["answers"],
            made.persons[one["given_by"]] if "given_by" in one else None)
        answering.sign(made.pilot, made.db, made.viewers["evaluator"], asked, letter.number,
                       answering.Signed(one.get("lines")), answering.Signed(one.get("guardian")),
                       on=str(one["on"]))


def fill_files(made: Made) -> None:
    """Household, generations, organisations, goals and dossier of two families, by who keeps them."""
    for key, one in source.read("family_file.yaml").items():
        role, account = ACCOUNTS[one["by"]], made.account_guids[one["by"]]
        # Anew: she is a coach of families since.
        viewer = access.viewer_for(made.db, account, [role], made.pilot.slug)
        filling.fill(made.pilot, made.db, viewer, made.viewers["evaluator"], made.families[key], one,
                     made.persons | made.guids)
