"""Use cases about accounts, families, their people, consent and the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import coarse, setup, sound
from pilot.access import Role
from pilot.accounts import members, rules
from pilot.families import (
    consent,
    decisions,
    directory,
    guardians,
    hotwords,
    joining,
    parting,
    people,
    register,
    renaming,
    support,
)
from pilot.families.papers import answering, facts, kept, letters, pictures, printing
from pilot.families.papers.answering import Asked, Signed
from pilot.families.papers.facts import Facts
from pilot.store.files import new_guid
from stories.outcomes.joining import join, part
from tests.pictures import photo
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, PREPARES, Sample

if TYPE_CHECKING:
    from tests.rights.scene import Do

BERK = OWN | EVALUATORS | ADMINS
FAMILIES = COACHES | EVALUATORS | ADMINS
NAMES = COACHES | ADMINS
PHOTO = photo()
OFFICE = EVALUATORS | ADMINS


def of_somebody(person: str) -> tuple[tuple[str, Do], ...]:
    """The use cases about the consent of one person."""
    return (
        ("give", lambda s, db, v: consent.give(db, v, s.person(person), ["quote"], "2021-02-01")),
        ("withdraw", lambda s, db, v: consent.withdraw(db, v, s.person(person), "analyse")),
        ("refuse", lambda s, db, v: consent.refuse(db, v, s.person(person), ["share"], "2021-02-01")),
    )


SAMPLES = (
    Sample("pilot.accounts.members.members", ADMINS, lambda s, db, v: members.members(s.small.home, db, v)),
    Sample("pilot.families.hotwords.learn", PREPARES,
           lambda s, db, v: hotwords.learn(s.small.pilot, db, v, s.guids["raw"], ["Kentalis"]), keeps=True),
    Sample("pilot.accounts.members.invite", ADMINS, lambda s, db, v: members.invite(
        s.small.home, db, v, "nieuw", [Role.COACH])),
    Sample("pilot.accounts.members.change_roles", ADMINS, lambda s, db, v: members.change_roles(
        s.small.home, db, v, s.account("steering"), [Role.STEERING, Role.ADMIN])),
    Sample("pilot.accounts.members.let_prepare", ADMINS, lambda s, db, v: members.let_prepare(
        s.small.home, db, v, s.account("evaluator2"), True)),
    Sample("pilot.accounts.members.let_prepare", ADMINS, lambda s, db, v: members.let_prepare(
        s.small.home, db, v, s.account("evaluator"), False)),
    Sample("pilot.accounts.members.invite_again", ADMINS, lambda s, db, v: members.invite_again(
        s.small.home, db, v, s.account("coach"))),
    Sample("pilot.accounts.members.forget_second", ADMINS, lambda s, db, v: members.forget_second(
        s.small.home, db, v, s.account("coach"))),
    Sample("pilot.accounts.rules.rules", ADMINS, lambda s, db, v: rules.rules(s.small.home, v)),
    Sample("pilot.accounts.rules.set_rules", ADMINS, lambda s, db, v: rules.set_rules(
        s.small.home, db, v, [Role.ADMIN], 30, 8)),
    Sample("pilot.accounts.members.shut_out", ADMINS, lambda s, db, v: members.shut_out(
        s.small.home, db, v, s.account("coach"), True)),
    Sample("pilot.setup.set_zone", ADMINS, lambda s, db, v: setup.set_zone(db, v, "Europe/Brussels")),

    Sample("pilot.families.people.families", FAMILIES, lambda s, db, v: people.families(db, v)),
    Sample("pilot.families.people.persons", BERK, lambda s, db, v: people.persons(db, v, s.family("Berk"))),
    Sample("pilot.families.people.coaches_of", BERK, lambda s, db, v: people.coaches_of(db, v, s.family("Berk"))),
    Sample("pilot.families.people.add_family", ADMINS, lambda s, db, v: people.add_family(
        db, v, "Vlier", starts_on="2021-01-01")),
    Sample("pilot.families.people.end_support", ADMINS, lambda s, db, v: people.end_support(
        db, v, s.family("Berk"), "2021-01-01")),
    Sample("pilot.families.people.add_person", ADMINS, lambda s, db, v: people.add_person(
        db, v, kind="child", pseudonym="Zoon Berk", family_guid=s.family("Berk"))),
    Sample("pilot.families.directory.listed", FAMILIES, lambda s, db, v: directory.listed(db, v)),
    Sample("pilot.families.directory.family", FAMILIES, lambda s, db, v: directory.family(db, v, s.family("Berk")),
           quiet=True),
    Sample("pilot.families.directory.everybody", FAMILIES, lambda s, db, v: directory.everybody(db, v)),
    Sample("pilot.families.people.link_account", ADMINS, lambda s, db, v: people.link_account(
        db, v, s.person("spare coach"), s.account("steering"))),
    Sample("pilot.families.people.start_coaching", ADMINS, lambda s, db, v: people.start_coaching(
        db, v, s.person("coach2"), s.family("Berk"), "2021-01-01")),

    Sample("pilot.families.joining.names", ADMINS, lambda s, db, v: joining.names(db, v, "site")),
    Sample("pilot.families.joining.rename", ADMINS, lambda s, db, v: joining.rename(
        db, v, "site", joining.names(db, s.small.viewers["admin"], "site")[0].guid, "Hardenberg")),
    Sample("stories.outcomes.joining.join", ADMINS, lambda s, db, v: join(
        db, v, "site", *(one.guid for one in joining.names(db, s.small.viewers["admin"], "site")[:2]))),

    Sample("pilot.families.parting.joined_before", ADMINS, lambda s, db, v: parting.joined_before(db, v, "site")),
    Sample("stories.outcomes.joining.part", ADMINS, lambda s, db, v: part(db, v, s.guids["joined"])),
    Sample("pilot.families.support.sites", FAMILIES, lambda s, db, v: support.sites(db, v)),
    Sample("pilot.families.support.periods", BERK, lambda s, db, v: support.periods(db, v, s.family("Berk"))),
    Sample("pilot.families.support.coachings", BERK, lambda s, db, v: support.coachings(db, v, s.family("Berk"))),
    Sample("pilot.families.support.set_site", ADMINS, lambda s, db, v: support.set_site(
        db, v, s.family("Berk"), "Coevorden")),
    Sample("pilot.families.support.start_support", ADMINS, lambda s, db, v: support.start_support(
        db, v, s.family("Eik"), "2021-06-01")),
    Sample("pilot.families.support.end_coaching", ADMINS, lambda s, db, v: support.end_coaching(
        db, v, s.person("coach"), s.family("Berk"), "2021-06-01")),
    Sample("pilot.families.support.without_coach", ADMINS, lambda s, db, v: support.without_coach(db, v)),
    Sample("pilot.families.support.unlinked_coaches", ADMINS, lambda s, db, v: support.unlinked_coaches(db, v, [])),
    Sample("pilot.families.support.coaches_without_account", ADMINS,
           lambda s, db, v: support.coaches_without_account(db, v)),

    Sample("pilot.families.consent.give", BERK, lambda s, db, v: consent.give(
        db, v, s.person("Berk moeder"), ["quote"], "2021-01-01")),
    Sample("pilot.families.consent.withdraw", BERK, lambda s, db, v: consent.withdraw(
        db, v, s.person("Berk moeder"), "analyse")),
    Sample("pilot.families.consent.refuse", BERK, lambda s, db, v: consent.refuse(
        db, v, s.person("Berk moeder"), ["share"], "2021-01-01")),
    # Of who has no family, an evaluator or administrator records it, and a coach her own.
    *(Sample(f"pilot.families.consent.{name}", who, do) for person, who in (("coach", BERK), ("spare coach", OFFICE))
      for name, do in of_somebody(person)),
    Sample("pilot.families.consent.untellable", FAMILIES, lambda s, db, v: consent.untellable(db, v)),
    Sample("pilot.families.decisions.open_decisions", EVALUATORS | ADMINS,
           lambda s, db, v: decisions.open_decisions(db, v)),
    Sample("pilot.families.decisions.decision", EVALUATORS | ADMINS,
           lambda s, db, v: decisions.decision(db, v, s.guids["decision"])),
    Sample("pilot.families.decisions.leave", EVALUATORS | ADMINS,
           lambda s, db, v: decisions.leave(db, v, s.guids["decision"])),
    Sample("pilot.families.people.add_member", EVALUATORS, lambda s, db, v: people.add_member(
        s.small.pilot, db, v, s.family("Berk"), kind="relative", pseudonym="Tante Berk")),
    Sample("pilot.families.guardians.guardians", BERK, lambda s, db, v: guardians.guardians(db, v, s.family("Berk"))),
    Sample("pilot.families.guardians.of_unknown_age", ADMINS, lambda s, db, v: guardians.of_unknown_age(db, v)),
    Sample("pilot.families.guardians.set_turns_16", ADMINS,
           lambda s, db, v: guardians.set_turns_16(db, v, s.person("Berk kind"), "2030-01-01")),
    Sample("pilot.families.consent.standings", BERK, lambda s, db, v: consent.standings(db, v, s.family("Berk"))),
    Sample("pilot.families.papers.kept.forms", BERK, lambda s, db, v: kept.forms(db, v, s.family("Berk"))),
    Sample("pilot.families.papers.kept.last_forms", BERK, lambda s, db, v: kept.last_forms(db, v, s.family("Berk"))),
    Sample("pilot.families.papers.kept.papers", BERK, lambda s, db, v: kept.papers(db, v, s.family("Berk"))),
    Sample("pilot.families.papers.answering.sign", BERK, lambda s, db, v: answering.sign(
        s.small.pilot, db, v, Asked(new_guid(), s.person("Berk moeder"), {"share": True}), 1, Signed(agreed=True))),
    Sample("pilot.families.papers.answering.to_sign", BERK, lambda s, db, v: answering.to_sign(
        s.small.pilot, db, v, Asked(new_guid(), s.person("Berk moeder"), {"share": True}), 1)),
    Sample("pilot.families.papers.answering.keep_photo", BERK, lambda s, db, v: answering.keep_photo(
        s.small.pilot, db, v, Asked(new_guid(), s.person("Berk moeder"), {"quote": True}), PHOTO, "2021-02-01")),
    Sample("pilot.families.papers.pictures.see", OWN | ADMINS, lambda s, db, v: pictures.see(
        s.small.pilot, db, v, s.guids["signature"]).file.close()),
    Sample("pilot.families.papers.pictures.remove", ADMINS, lambda s, db, v: pictures.remove(
        s.small.pilot, db, v, s.guids["signature"], "Een ander tekende.")),
    Sample("pilot.families.papers.facts.facts", FAMILIES, lambda s, db, v: facts.facts(s.small.pilot, db, v)),
    Sample("pilot.families.papers.facts.set_facts", ADMINS, lambda s, db, v: facts.set_facts(
        s.small.pilot, db, v, Facts("Gemeente"))),
    Sample("pilot.families.papers.letters.to_read", FAMILIES, lambda s, db, v: letters.to_read(
        s.small.pilot, db, v, "adult", "nl")),
    Sample("pilot.families.papers.letters.numbered", FAMILIES,
           lambda s, db, v: letters.numbered(s.small.pilot, db, v, 1)),
    Sample("pilot.families.papers.letters.known", FAMILIES, lambda s, db, v: letters.known(s.small.pilot, db, v)),
    Sample("pilot.families.papers.printing.form_pdf", FAMILIES,
           lambda s, db, v: printing.form_pdf(s.small.pilot, db, v, {"letter": "1"})),
    Sample("pilot.families.consent.ending", FAMILIES, lambda s, db, v: consent.ending(db, v)),

    Sample("pilot.families.register.names", NAMES, lambda s, db, v: register.names(s.small.pilot, db, v)),
    Sample("pilot.sound.choose", ADMINS, lambda s, db, v: sound.choose(db, v, sound.SILENCED)),
    Sample("pilot.coarse.set_coarse", ADMINS, lambda s, db, v: coarse.set_coarse(db, v, "exact", "month", "letter")),
    Sample("pilot.families.register.lexicon", NAMES, lambda s, db, v: register.lexicon(s.small.pilot, db, v)),
    Sample("pilot.families.register.hits", OWN | ADMINS, lambda s, db, v: register.hits(
        s.small.pilot, db, v, s.family("Berk"), "Ilona belde.")),
    Sample("pilot.families.register.set_family_name", ADMINS, lambda s, db, v: register.set_family_name(
        s.small.pilot, db, v, s.family("Berk"), "Hazeveld")),
    Sample("pilot.families.register.set_person_name", ADMINS, lambda s, db, v: register.set_person_name(
        s.small.pilot, db, v, s.person("Es moeder"), "Nora Kloosterling")),
    Sample("pilot.families.register.add_word", ADMINS, lambda s, db, v: register.add_word(
        s.small.pilot, db, v, "Kloosterpad", "address", "[straat]", s.family("Es"))),
    Sample("pilot.families.register.add_word", ADMINS, lambda s, db, v: register.add_word(
        s.small.pilot, db, v, "De Brink", "place", "[plein]")),
    Sample("pilot.families.register.remove_word", ADMINS, lambda s, db, v: register.remove_word(
        s.small.pilot, db, v, "Hazeweg", s.family("Berk"))),
    Sample("pilot.families.renaming.rename_person", ADMINS, lambda s, db, v: renaming.rename_person(
        s.small.pilot, db, v, s.person("Berk moeder"), "Wilg")),
)
