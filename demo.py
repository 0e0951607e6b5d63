"""The demo pilot: fictitious families, interviews, stories and codings of data/demo, put in through the use cases."""

from __future__ import annotations

import uuid
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import yaml

from coding.book import codebook
from coding.marks import actions, codings
from pilot import access, setup
from pilot.access import Role, Viewer
from pilot.accounts import accounts, members
from pilot.clock import today
from pilot.config import ROOT, Home, Pilot
from pilot.errors import Conflict
from pilot.families import consent, decisions, guardians, people, register
from pilot.families.early import EVERY_DAY
from pilot.families.papers import answering, letters
from pilot.families.papers.facts import Facts, set_facts
from pilot.paging import EVERYTHING, Wanted
from pilot.store.files import open_pilot, open_server, repeatable_guids, write
from pilot.words import N_
from stories.back import asking, preparing
from stories.back import reading as going_back
from stories.back.asking import Says
from stories.contacts import made_up
from stories.events import writing as shared
from stories.file import filling
from stories.handover import agreeing, note
from stories.handover import writing as handing
from stories.learning import from_words
from stories.meaning import made_up as meanings
from stories.outcomes.facts import add_expense, add_milestone, add_score
from stories.stories import NewStory, add_story
from texts.documents import NewDocument, NewTurn, add_document
from texts.importers import read_text
from texts.intake.checks import Item
from texts.intake.pieces import take_file
from texts.intake.storing import store as store_files
from themes.framework.period import scope_of
from themes.framework.reading import key_of
from themes.framework.writing import At, write_cell
from themes.quotes import quotes as quotes_of
from themes.release import deciding as signing
from themes.release import drafting, seeing
from themes.release.arcs import writing as arcs
from themes.release.arcs.stored import READY
from themes.release.arcs.writing import Saying
from themes.release.choice import Choice, Chosen
from themes.release.quotes_out import deciding, leaving, proposing
from themes.release.quotes_out.passages import Passage

if TYPE_CHECKING:
    from sqlite_utils import Database

SOURCE = ROOT / "data" / "demo"
PASSWORD = "demo"
# The coach of the demo is coach1; the other two coaches have no account.
ACCOUNTS = {
    "coach": Role.COACH, "evaluator": Role.EVALUATOR, "evaluator2": Role.EVALUATOR,
    "steering": Role.STEERING, "admin": Role.ADMIN,
}
PREPARES = "evaluator"
COACH_ACCOUNT = {"coach1": "coach"}
_SPACE = uuid.UUID("7e0f5a44-3f0c-5ad1-9f2a-0d7a4c1f3b6e")


def make(folder: Path) -> Pilot:
    """Make the demo pilot with its accounts in the home `folder`.

    Raises: Conflict when there are stores in it already.
    """
    home = Home(folder.resolve())
    if home.server_path.exists():
        raise Conflict(N_("{path} holds a pilot already. Choose a new folder for the demo."), path=folder)
    facts = _yaml("families.yaml")
    with repeatable_guids("rode draad"):
        return _build(home, facts)


def _build(home: Home, facts: dict[str, Any]) -> Pilot:
    head = facts["pilot"]
    pilot = setup.create_pilot(home, head["slug"], head["name"], str(head["started_on"]))
    with closing(open_server(home.server_path)) as server, closing(open_pilot(pilot.db_path)) as db:
        made = _Demo(home, pilot, server, db)
        made.accounts()
        made.people(facts)
        made.names()
        made.documents()
        made.codings()
        made.contacts()
        made.recordings()
        made.withdrawals()
        made.handovers()
        made.cells()
        made.quotes()
        made.given_back()
        made.shared_events()
        made.arc()
        made.family_files()
        made.released()
        made.papers()
        known = from_words.Known(made.viewers, made.guids, made.account_guids)
        out = [one.guid for one in seeing.seen(db, made.viewers["evaluator"])]
        from_words.together(db, known, _yaml("choosing.yaml"), out)
        made.told_by_families()
    return pilot


def _yaml(name: str) -> Any:
    return yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The YAML head between the first two '---' lines and the text below it."""
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), text.strip()


class _Demo:
    """What is being made; keys of the source files to guids."""

    def __init__(self, home: Home, pilot: Pilot, server: Database, db: Database) -> None:
        self.home, self.pilot, self.server, self.db = home, pilot, server, db
        self.boss = access.operator(db, pilot.slug)
        self.viewers: dict[str, Viewer] = {}
        self.families: dict[str, str] = {}
        self.persons: dict[str, str] = {}
        self.guids: dict[str, str] = {}
        self.withdrawn: list[tuple[str, str, str]] = []
        self.account_guids: dict[str, str] = {}
        self.meant = _yaml("meaning.yaml")
        self.signed: set[str] = set()  # keys of codes that take a sign

    def accounts(self) -> None:
        """One account per role, and a second evaluator, who prepares no texts; the codebook as version 1."""
        for name, role in ACCOUNTS.items():
            account = accounts.add(self.server, name, PASSWORD, is_demo=True)
            accounts.set_roles(self.server, self.db, self.pilot.slug, name, [role])
            self.account_guids[name] = account.guid
            if name == PREPARES:
                members.let_prepare(self.home, self.db, self.boss, account.guid, True)
            self.viewers[name] = access.viewer_for(self.db, account.guid, [role], self.pilot.slug)
        book = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
        codebook.adopt(self.db, self.boss, book, "Drenthe")
        self.signed = {code.key for code, _parent, _depth in codebook.load(book).walk() if code.sign and code.codable}

    def people(self, facts: dict[str, Any]) -> None:
        """Coaches, professionals, families with their people, consents, milestones, scores and expenses."""
        for coach in facts["coaches"]:
            account = COACH_ACCOUNT.get(coach["key"])
            self.persons[coach["key"]] = people.add_person(
                self.db, self.boss, kind="coach", role="coach", pseudonym=coach["pseudonym"],
                account_guid=self.account_guids[account] if account else None)
        for one in facts.get("professionals", []):
            self.persons[one["key"]] = people.add_person(
                self.db, self.boss, kind="professional", role=one["role"], pseudonym=one["pseudonym"])
        named = {kind: {row["key"]: row["name"] for row in facts[kind]} for kind in ("sites", "referrers")}
        for family in facts["families"]:
            self._family(family, named)
        self._consents(facts.get("consents", []))

    def _family(self, family: dict[str, Any], named: dict[str, dict[str, str]]) -> None:
        first = family["support"][0]
        guid = people.add_family(
            self.db, self.boss, family["pseudonym"], starts_on=str(first["starts_on"]),
            site=(family["site"], named["sites"][family["site"]]),
            referrer=(family["referrer"], named["referrers"][family["referrer"]]))
        self.families[family["key"]] = guid
        if first["ends_on"]:
            people.end_support(self.db, self.boss, guid, str(first["ends_on"]), first["end_reason"] or "")
        for one in family["persons"]:
            self.persons[one["key"]] = people.add_person(
                self.db, self.boss, kind=one["kind"], role=one["role"], pseudonym=one["pseudonym"], family_guid=guid)
        for one in family["coaching"]:
            people.start_coaching(
                self.db, self.boss, self.persons[one["coach"]], guid, str(one["from_on"]), _day(one["until_on"]))
        self._consents(family["consents"])
        self._facts(guid, family)

    def _consents(self, rows: list[dict[str, Any]]) -> None:
        for one in rows:
            who = self.persons[one["person"]]
            consent.give(self.db, self.boss, who, [one["use"]], str(one["given_on"]), _day(one["ends_on"]))
            if one["withdrawn_on"]:
                self.withdrawn.append((who, one["use"], str(one["withdrawn_on"])))

    def _facts(self, family_guid: str, family: dict[str, Any]) -> None:
        """Milestones, life-domain scores (10 worst to 0) and expenses in cents."""
        with write(self.db):
            for one in family.get("milestones", []):
                add_milestone(self.db, self.boss, family_guid, str(one["on"]), one["label"], sure=EVERY_DAY)
            for one in family.get("observations", []):
                add_score(self.db, self.boss, family_guid, one["domain"], float(one["value"]),
                          wave=one["wave"], on_date=str(one["on"]), sure=EVERY_DAY)
            for one in family.get("expenses", []):
                add_expense(self.db, self.boss, family_guid, str(one["on"]), int(one["cents"]), one["category"],
                            sure=EVERY_DAY)

    def names(self) -> None:
        """The invented names, in the register only."""
        known = _yaml("register.yaml")
        for key, name in known["family"].items():
            register.set_family_name(self.pilot, self.db, self.boss, self.families[key], name)
        for key, name in known["person"].items():
            register.set_person_name(self.pilot, self.db, self.boss, self.persons[key], name)
        for one in known["lexicon"]:
            register.add_word(self.pilot, self.db, self.boss, one["word"], one["kind"], one["replacement"],
                              self.families.get(one.get("family")))

    def documents(self) -> None:
        """Interviews and stories, oldest first, in one transaction."""
        with write(self.db):
            for path in sorted((SOURCE / "interviews").glob("*.md")):
                self._interview(path)
            for path in sorted((SOURCE / "stories").glob("*.md")):
                self._story(path)

    def _interview(self, path: Path) -> None:
        head, text = _front_matter(path)
        with TemporaryDirectory() as folder:
            body = Path(folder) / path.name
            body.write_text(text, encoding="utf-8")
            parsed = read_text(body, path.name)
        who = self._speakers(head)
        turns = [NewTurn(turn.text, turn.speaker, head["speakers"][turn.speaker], who.get(turn.speaker))
                 for turn in parsed.turns]
        new = NewDocument(
            self.families[head["family"]], "interview", head["voice"], head["title"], str(head["told_on"]),
            _day(head["event_from"]), _day(head["event_until"]), tuple(self.persons[p] for p in head["persons"]))
        self.guids[head["key"]] = add_document(
            self.db, self.boss, new, turns, version_kind="deidentified", engine="import md")

    def _speakers(self, head: dict[str, Any]) -> dict[str, int]:
        """By label the row of who speaks: the one who tells, or of several the one whose key ends in the label."""
        telling = [label for label, voice in head["speakers"].items() if voice == head["voice"]]
        keys = head["persons"]
        found = {label: next((key for key in keys if len(keys) == 1 or key.endswith(f"-{label.casefold()}")), None)
                 for label in telling}
        return {label: people.person(self.db, self.persons[key]).person_id for label, key in found.items() if key}

    def _story(self, path: Path) -> None:
        head, text = _front_matter(path)
        said = self.meant["stories"].get(head["key"])
        self.guids[head["key"]] = add_story(self.db, self.boss, NewStory(
            self.families[head["family"]], self.persons[head["coach"]], head["title"],
            tuple(" ".join(part.split()) for part in text.split("\n\n")), str(head["told_on"]), head["course"],
            head["template"], _day(head["event_from"]), _day(head["event_until"]), tuple(head["domains"]),
            deidentified=True, form=int(bool(said)), meaning=meanings.meant(said or {})))

    def told_by_families(self) -> None:
        """Stories that somebody of a family told on the coach's device."""
        with write(self.db):
            for one in self.meant["told"]:
                self.guids[one["key"]] = add_story(self.db, self.boss, meanings.told(one, self.families, self.persons))

    def contacts(self) -> None:
        """Contacts over the years, what was undertaken, and signals."""
        made_up.put_in(self.pilot, self.db, self.boss, _yaml("contacts.yaml"), self.families, self.guids)

    def codings(self) -> None:
        """What the two coders coded, and which documents they finished."""
        for key, entry in _yaml("codings.yaml").items():
            for coder in ("evaluator", "evaluator2"):
                self._codings_of(key, entry, coder)
                if coder == "evaluator":
                    self.cells(after=key)

    def _codings_of(self, key: str, entry: dict[str, Any], coder: str) -> None:
        guid, viewer = self.guids[key], self.viewers[coder]
        version = access.require_document(self.db, viewer, guid)
        text = self.db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()[0]
        ops = []
        for passage in entry.get("codings", []):
            start = text.index(passage["quote"])
            for code in passage["codes"].get(coder, []):
                name = f"{key} {coder} {start} {code}"
                ops.append({
                    "op": str(uuid.uuid5(_SPACE, f"op {name}")), "kind": "add",
                    "coding": str(uuid.uuid5(_SPACE, f"coding {name}")), "code": code,
                    "start": start, "end": start + len(passage["quote"]),
                    "sign": self._sign(entry, passage, code, coder)})
        if ops:
            answer = actions.apply_ops(self.db, viewer, guid, ops, version=version.version_guid)
            refused = [result for result in answer["results"] if result["state"] != "confirmed"]
            if refused:
                raise AssertionError(f"{key}: {refused[0]}")
        if coder in entry.get("done", []):
            codings.set_status(self.db, viewer, guid, "done")

    def _sign(self, entry: dict[str, Any], passage: dict[str, Any], code: str, coder: str) -> str | None:
        """What a coder said of the direction: as the file has it, '+' where it has nothing; None where none is due."""
        if code not in self.signed or coder in entry.get("unsigned", []):
            return None
        said = passage.get("signs", {}).get(code, "+")
        return str(said[coder] if isinstance(said, dict) else said)

    def recordings(self) -> None:
        """Two recordings of two read voices, a minute and four, not yet transcribed."""
        for name, family, day in (("opname.ogg", "berk", "2022-06-20"), ("gesprek.ogg", "linde", "2021-09-09")):
            upload = take_file(self.pilot, self.db, self.boss, SOURCE / name)
            store_files(self.pilot, self.db, self.boss, [Item(
                upload.guid, self.families[family], "family", day, persons=(self.persons[f"{family}-moeder"],))])

    def handovers(self) -> None:
        """What a coach left behind for the one who followed, with what the family agreed to of it."""
        for one in _yaml("handover.yaml"):
            (leaves,) = self.db.conn.execute(
                "SELECT person_id FROM person WHERE guid = ?", (self.persons[one["leaving"]],)).fetchone()
            viewer, family = replace(self.boss, coach_id=leaves), self.families[one["family"]]
            guid = handing.begin(self.db, viewer, family, self.persons[one["successor"]])
            for kind, text in one["parts"].items():
                handing.put(self.pilot, self.db, viewer, guid, kind, " ".join(text.split()), seen=0, anyway=True)
            handing.choose(self.db, viewer, guid, [self.guids[key] for key in one["stories"]])
            (mine,) = note.notes(self.db, viewer, family)
            documents = {self.guids[key] for key in one["agreed"] if key in self.guids}
            agreeing.agree(self.db, viewer, guid, {
                item.guid: item.rev for item in mine.items if item.kind in one["agreed"] or item.document in documents},
                by=self.persons[one["by"]], on=str(one["on"]), manner=one["manner"], sure=EVERY_DAY)

    def cells(self, after: str = "") -> None:
        """What an evaluator wrote of themes in families; those with `after` when one conversation was half coded."""
        for one in _yaml("cells.yaml"):
            if one.get("after", "") != after:
                continue
            viewer, at = self.viewers["evaluator"], At(self.families[one["family"]], one["code"], "")
            found = quotes_of(self.db, viewer, scope_of(""), at.code, at.family, Wanted(size=EVERYTHING))
            rests = [key_of(quote.document, quote.start or 0, (quote.start or 0) + len(quote.text))
                     for quote in (found.quotes if found else []) if quote.text in one["rests"]]
            if len(rests) != len(one["rests"]):
                raise AssertionError(f"{one['family']} {one['code']}: {len(rests)} quotes")
            write_cell(self.pilot, self.db, viewer, at, " ".join(one["text"].split()), rests, anyway=True)

    def withdrawals(self) -> None:
        """Consents taken back after the material was there; about the last of them nobody has decided yet."""
        for who, use, day in sorted(self.withdrawn, key=lambda one: one[2]):
            consent.withdraw(self.db, self.boss, who, use, day)
        for one in decisions.open_decisions(self.db, self.boss)[:-1]:
            decisions.leave(self.db, self.boss, one.guid, "Eerder met het gezin besproken.")

    def quotes(self) -> None:
        """Quotes that one evaluator proposed to let out; the other let most of them out, today."""
        for one in _yaml("quotes.yaml"):
            viewer, audience = self.viewers[one["proposed"]], "municipality"
            (text,) = self.db.conn.execute(
                "SELECT text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
                " WHERE d.guid = ?", (self.guids[one["document"]],)).fetchone()
            start = text.index(one["quote"])
            passage = Passage(self.guids[one["document"]], "", start, start + len(one["quote"]), one["code"])
            offer = proposing.offer(self.db, viewer, passage)
            guid = proposing.propose(self.db, viewer, passage, proposing.Words(
                one.get("text", offer.words), audience, offer.how, one.get("said_by", offer.said_by[audience])))
            if "approved" in one:
                deciding.approve(self.db, self.viewers[one["approved"]], guid)
            elif "sent_back" in one:
                deciding.send_back(self.db, self.viewers[one["sent_back"]], guid, one["reason"])

    def given_back(self) -> None:
        """What a family said that may be quoted, and what was promised to another."""
        for one in _yaml("back.yaml")["back"]:
            coach, chooses = (access.viewer_for(  # by now she is somebody in the pilot
                self.db, self.account_guids[name], [ACCOUNTS[name]], self.pilot.slug)
                for name in (one["coach"], one["chosen_by"]))
            due = date.fromisoformat(today(self.db)) + timedelta(one["after_days"]) if "after_days" in one else ""
            guid = preparing.begin(self.db, coach, self.families[one["family"]], str(due))
            for passage in one["passages"]:
                preparing.choose(self.db, chooses, guid, self.guids[passage["document"]], [self._span(passage)])
            if "sat_on" in one:
                self._answers(coach, guid, one)

    def _span(self, passage: dict[str, Any]) -> tuple[int, int]:
        """Where the quote of a source file stands in its document."""
        (text,) = self.db.conn.execute(
            "SELECT text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
            " WHERE d.guid = ?", (self.guids[passage["document"]],)).fetchone()
        start = text.index(passage["quote"])
        return start, start + len(passage["quote"])

    def _answers(self, coach: Viewer, guid: str, one: dict[str, Any]) -> None:
        who = [self.persons[key] for key in one["who"]]
        asking.sit(self.db, coach, guid, str(one["sat_on"]), one["manner"], who)
        by_words = {found.stands.words: found.guid
                    for found in going_back.one(self.db, coach, guid).passages if found.stands}
        for passage in one["passages"]:
            asked = by_words[passage["quote"]]
            asking.answer(self.db, coach, guid, asked, Says(frozenset(passage["may"]), passage.get("how", "")))
            if "correction" in passage:
                asking.correct(self.pilot, self.db, coach, guid, asked, passage["correction"])
        asking.finish(self.db, coach, guid)

    def shared_events(self) -> None:
        """One event as a mother, her coach and a teacher tell of it, who see it differently."""
        viewer = self.viewers["evaluator"]
        for one in _yaml("back.yaml")["events"]:
            guid, _found = shared.add(self.pilot, self.db, viewer, self.families[one["family"]], shared.New(
                one["name"], str(one["starts_on"]), str(one["ends_on"])))
            for link in one["links"]:
                shared.link(self.db, viewer, guid, self.guids[link["document"]],
                            self._span(link) if "quote" in link else None)
            for tells in one["tells"]:
                shared.tell(self.pilot, self.db, viewer, guid, shared.Tells(
                    tells["voice"], tells["words"], tells["who"], str(tells["told_on"])))
            for differs in one["differs"]:
                shared.differ(self.pilot, self.db, viewer, guid, differs["about"], differs["says"])

    def arc(self) -> None:
        """The story of a family in moments, ready for the release."""
        told = _yaml("arc.yaml")
        viewer = self.viewers["evaluator"]
        guid = arcs.begin(self.db, viewer, self.families[told["family"]], told["audience"], told["title"], told["who"],
                          sure=True)
        for one in told["statements"]:
            (text,) = self.db.conn.execute(
                "SELECT text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
                " WHERE d.guid = ?", (self.guids[one["document"]],)).fetchone()
            start = text.index(one["quote"])
            passage = Passage(self.guids[one["document"]], "", start, start + len(one["quote"]), one["code"])
            arcs.say(self.db, viewer, guid, Saying(one["months"], one["domain"], one["text"], passage), sure=True)
        arcs.set_state(self.db, viewer, guid, READY)

    def family_files(self) -> None:
        """Household, generations, organisations, goals and dossier of two families, by who keeps them."""
        for key, one in _yaml("family_file.yaml").items():
            role, account = ACCOUNTS[one["by"]], self.account_guids[one["by"]]
            # Anew: she is a coach of families since.
            viewer = access.viewer_for(self.db, account, [role], self.pilot.slug)
            filling.fill(self.pilot, self.db, viewer, self.viewers["evaluator"], self.families[key], one,
                         self.persons | self.guids)

    def released(self) -> None:
        """A release for the municipality that one evaluator drafted and the other signed."""
        said = _yaml("release.yaml")
        out = leaving.let_out(self.db, said["audience"])
        chosen = Choice(said["audience"], said["title"], about=said["about"], themes=tuple(
            Chosen(one["code"], one.get("sentence", ""), one.get("done", ""),
                   tuple(quote.guid for quote in out.get(one["code"], ()))) for one in said["themes"]))
        drafter, signer = self.viewers["evaluator"], self.viewers["evaluator2"]
        guid = drafting.begin(self.db, drafter, chosen)
        drafting.propose(self.db, drafter, guid, drafting.draft(self.db, drafter, guid).revision)
        signing.sign(self.db, signer, guid, signing.proposal(self.db, signer, guid).sha256)

    def papers(self) -> None:
        """What letters about consent tell of the pilot, and who signed one on the screen."""
        said = _yaml("papers.yaml")
        set_facts(self.pilot, self.db, self.boss, Facts(**said["facts"]))
        for one in said["ages"]:
            guardians.set_turns_16(self.db, self.boss, self.persons[one["child"]], str(one["turns_16_on"]))
        for one in said["signed"]:
            letter = letters.to_read(self.pilot, self.db, self.boss, one["letter"], "nl")
            asked = answering.Asked(
                str(uuid.uuid5(_SPACE, f"paper {one['person']}")), self.persons[one["person"]], one["answers"],
                self.persons[one["given_by"]] if "given_by" in one else None)
            answering.sign(self.pilot, self.db, self.viewers["evaluator"], asked, letter.number,
                           answering.Signed(one.get("lines")), answering.Signed(one.get("guardian")),
                           on=str(one["on"]))
