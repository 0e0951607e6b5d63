"""Use cases about texts, recordings, and what is on its way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.paging import Wanted
from pilot.store.files import write
from tests.builder import TURNS
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, PREPARES, Sample, written
from texts import (
    correcting,
    correcting_recordings,
    documents,
    hidden,
    kept_back,
    log,
    preparing,
    recordings,
    renaming,
    sentences,
    silenced,
    touched,
    who_speaks,
)
from texts.borders import Turn
from texts.editing import drafts as edit_drafts
from texts.editing import reading, saving
from texts.editing.edits import Edit
from texts.editing.hunks import Said
from texts.index import matching, search
from texts.intake import cards, drafts, files, joining, pieces, storing, uploads
from texts.intake.checks import Item
from texts.intake.who_is_who import Speaker
from texts.names_out import deciding, making, opened, proposing, reviewing, rewording, unmarking
from texts.versions import versions
from texts.word_times import timings

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene

READERS = COACHES | EVALUATORS
MINE = PREPARES  # whose upload it is, too


def _join(s: Scene, db: Database, v: Viewer) -> object:
    first = uploads.find(db, v, s.guids["upload"]).guid  # before anything is brought in beside it
    then = pieces.take_file(s.small.pilot, db, v, s.files["text"]).guid
    return joining.join(s.small.pilot, db, v, [joining.JoinedPart(first), joining.JoinedPart(then)])


def _new(scene: Scene) -> documents.NewDocument:
    return documents.NewDocument(
        scene.family("Berk"), "interview", "family", "Nog een", "2021-05-01",
        persons=(scene.person("Berk moeder"),))


def _add(scene: Scene, db: Database, viewer: Viewer) -> object:
    return documents.add_document(
        db, viewer, _new(scene), [documents.NewTurn("Het gaat.")], version_kind="raw", engine="test")


def _make(scene: Scene, db: Database, viewer: Viewer) -> object:
    if viewer.may(Right.PREPARE):
        deciding.accept(scene.small.pilot, db, viewer, [scene.guids["place"]])
    return making.make(scene.small.pilot, db, viewer, scene.guids["raw"], 1)


def _unmark(scene: Scene, db: Database, viewer: Viewer) -> object:
    marked = deciding.add(scene.small.pilot, db, viewer, scene.guids["raw"], 1, 0, 3, "name") if viewer.may(
        Right.PREPARE) else ["none"]
    return unmarking.unmark(scene.small.pilot, db, viewer, scene.guids["raw"], marked)


def items(scene: Scene) -> list[Item]:
    who = scene.person("Berk moeder")
    return [Item(scene.guids["upload"], scene.family("Berk"), "family", "2021-05-01", "Nog een", persons=(who,),
                 speakers={"Moeder": Speaker("Moeder", "family", who), "Coach": Speaker("Coach", "coach")})]


def _bring_in(scene: Scene, db: Database, viewer: Viewer) -> object:
    given = files.Given("Berk", "family", "2021-05-01", speakers={"Moeder": "Moeder Berk", "Coach": "coach"})
    found = files.bring_in(scene.small.pilot, db, viewer, [scene.files["text"]], given)
    assert not found.faults, found.faults
    return found


def _change(scene: Scene, db: Database, viewer: Viewer) -> None:
    correcting.change(scene.small.pilot, db, viewer, scene.guids["interview"], correcting.Details(
        scene.family("Berk"), "family", "Anders", "2021-05-01", persons=(scene.person("Berk moeder"),)))


def _say_who_speaks(scene: Scene, db: Database, viewer: Viewer) -> object:
    words = [len(turn.text.split()) for turn in TURNS]
    return who_speaks.say_who_speaks(
        db, viewer, scene.guids["interview"], 1, [Turn(count, scene.person("Berk moeder")) for count in words])


def _edit() -> Edit:
    """The raw text with a word less in each turn."""
    return Edit(1, tuple((turn.speaker, turn.text) for turn in TURNS),
                tuple(Said(turn.speaker, turn.text.partition(" ")[2]) for turn in TURNS))


def _keep(scene: Scene, db: Database, viewer: Viewer) -> object:
    return edit_drafts.keep(db, viewer, scene.guids["raw"], _edit(), page="a" * 8, revision=0)


def _piece(scene: Scene, db: Database, viewer: Viewer) -> None:
    pieces.begin_piece(scene.small.pilot, db, viewer, scene.guids["begun"], 0).close()


def _withdraw_first(scene: Scene, db: Database, viewer: Viewer) -> None:
    with write(db):
        documents.withdraw_within(db, viewer, scene.guids["interview"], "dubbel")


SAMPLES = (
    Sample("texts.documents.documents", READERS, lambda s, db, v: documents.documents(db, v)),
    Sample("texts.documents.transcript", EVALUATORS,
           lambda s, db, v: documents.transcript(db, v, s.guids["interview"])),
    Sample("texts.documents.transcript", PREPARES, lambda s, db, v: documents.transcript(db, v, s.guids["raw"])),
    Sample("texts.documents.transcript", OWN | EVALUATORS,
           lambda s, db, v: documents.transcript(db, v, s.guids["coach_document"])),
    Sample("texts.versions.versions", EVALUATORS, lambda s, db, v: versions(db, v, s.guids["interview"])),
    Sample("texts.sentences.starts", EVALUATORS, lambda s, db, v: sentences.starts(db, v, s.guids["interview"]),
           keeps=True),
    Sample("texts.word_times.timings", EVALUATORS, lambda s, db, v: timings(db, v, s.guids["interview"])),
    Sample("texts.documents.add_document", EVALUATORS, written(_add)),
    Sample("texts.documents.revise", PREPARES, lambda s, db, v: documents.revise(
        db, v, s.guids["raw"], TURNS[:2], kind="corrected", engine="test")),
    Sample("texts.documents.withdraw", EVALUATORS | ADMINS,
           lambda s, db, v: documents.withdraw(db, v, s.guids["interview"], "dubbel")),
    Sample("texts.documents.bring_back", ADMINS, lambda s, db, v: documents.bring_back(db, v, s.guids["withdrawn"])),
    Sample("texts.hidden.withdrawn", ADMINS, lambda s, db, v: hidden.withdrawn(db, v)),
    Sample("texts.hidden.unasked", EVALUATORS | ADMINS, lambda s, db, v: hidden.unasked(db, v)),
    Sample("texts.touched.what", OWN | EVALUATORS | ADMINS,
           lambda s, db, v: touched.what(db, v, s.person("Berk moeder"), "analyse")),
    Sample("texts.touched.what", OWN | EVALUATORS | ADMINS,
           lambda s, db, v: touched.what(db, v, s.person("coach"), "analyse")),
    Sample("texts.touched.what", EVALUATORS | ADMINS,
           lambda s, db, v: touched.what(db, v, s.person("spare coach"), "analyse")),
    Sample("texts.touched.to_decide", EVALUATORS | ADMINS,
           lambda s, db, v: touched.to_decide(db, v, s.guids["decision"])),
    Sample("texts.touched.decide_to_withdraw", EVALUATORS | ADMINS, lambda s, db, v: touched.decide_to_withdraw(
        db, v, s.guids["decision"], "op verzoek", [s.guids["hanging"]])),
    Sample("texts.kept_back.waiting", EVALUATORS | ADMINS, lambda s, db, v: kept_back.waiting(db, v)),
    Sample("texts.kept_back.leave_out", EVALUATORS | ADMINS,
           lambda s, db, v: kept_back.leave_out(db, v, s.guids["kept_back"])),
    Sample("texts.kept_back.put_back", EVALUATORS | ADMINS,
           lambda s, db, v: kept_back.put_back(db, v, s.guids["kept_back"], "algemene woorden")),
    Sample("texts.correcting.details", EVALUATORS, lambda s, db, v: correcting.details(db, v, s.guids["interview"])),
    Sample("texts.correcting.examples", EVALUATORS, lambda s, db, v: correcting.examples(db, v, s.guids["interview"])),
    Sample("texts.correcting.change", EVALUATORS, _change),
    Sample("texts.correcting_recordings.facts", EVALUATORS,
           lambda s, db, v: correcting_recordings.facts(db, v, s.guids["family_recording"])),
    Sample("texts.correcting_recordings.change", EVALUATORS, lambda s, db, v: correcting_recordings.change(
        db, v, s.guids["family_recording"], correcting_recordings.Facts(
            s.family("Berk"), "family", "2021-05-02", (s.person("Berk moeder"),)))),
    Sample("texts.preparing.to_prepare", PREPARES, lambda s, db, v: preparing.to_prepare(db, v)),
    Sample("texts.preparing.waiting_one", PREPARES, lambda s, db, v: preparing.waiting_one(db, v, s.guids["raw"]),
           quiet=True),
    Sample("texts.index.search.search", READERS,
           lambda s, db, v: search.search(db, v, matching.Query("klik"), Wanted())),
    Sample("texts.names_out.proposing.propose", PREPARES,
           lambda s, db, v: proposing.propose(s.small.pilot, db, v, s.guids["raw"])),
    Sample("texts.names_out.reviewing.groups", PREPARES,
           lambda s, db, v: reviewing.groups(s.small.pilot, db, v, s.guids["raw"])),
    Sample("texts.names_out.reviewing.left", PREPARES, lambda s, db, v: reviewing.left(db, v, s.guids["raw"])),
    Sample("texts.names_out.reviewing.progress", PREPARES, lambda s, db, v: reviewing.progress(db, v)),
    Sample("texts.names_out.deciding.accept", PREPARES,
           lambda s, db, v: deciding.accept(s.small.pilot, db, v, [s.guids["place"]])),
    Sample("texts.names_out.deciding.leave", PREPARES,
           lambda s, db, v: deciding.leave(s.small.pilot, db, v, [s.guids["place"]])),
    Sample("texts.names_out.deciding.reopen", PREPARES,
           lambda s, db, v: deciding.reopen(s.small.pilot, db, v, [s.guids["place"]])),
    Sample("texts.names_out.deciding.rename", PREPARES,
           lambda s, db, v: deciding.rename(s.small.pilot, db, v, [s.guids["place"]], "[plaats Q]")),
    Sample("texts.names_out.deciding.add", PREPARES,
           lambda s, db, v: deciding.add(s.small.pilot, db, v, s.guids["raw"], 1, 0, 3, "name")),
    Sample("texts.names_out.rewording.reword", PREPARES,
           lambda s, db, v: rewording.reword(s.small.pilot, db, v, s.guids["raw"], 1, 0, 3, "op een manier")),
    Sample("texts.names_out.unmarking.unmark", PREPARES, _unmark),
    Sample("texts.names_out.opened.waiting", PREPARES, lambda s, db, v: opened.waiting(db, v)),
    Sample("texts.names_out.opened.spoken", PREPARES, lambda s, db, v: opened.spoken(db, v)),
    Sample("texts.names_out.opened.text", PREPARES, lambda s, db, v: opened.text(db, v, s.guids["raw"])),
    Sample("texts.names_out.making.make", PREPARES, _make),
    Sample("texts.preparing.names_in", PREPARES,
           lambda s, db, v: preparing.names_in(s.small.pilot, db, v, s.guids["raw"])),
    Sample("texts.preparing.number_of", PREPARES, lambda s, db, v: preparing.number_of(db, v, s.guids["raw"])),
    Sample("texts.preparing.declare_free_of_names", PREPARES,
           lambda s, db, v: preparing.declare_free_of_names(s.small.pilot, db, v, s.guids["raw"], 1)),
    Sample("texts.who_speaks.title_to_name_speakers", PREPARES,
           lambda s, db, v: who_speaks.title_to_name_speakers(db, v, s.guids["interview"])),
    Sample("texts.who_speaks.who_speaks", PREPARES,
           lambda s, db, v: who_speaks.who_speaks(db, v, s.guids["interview"])),
    Sample("texts.who_speaks.say_who_speaks", PREPARES, _say_who_speaks),
    Sample("texts.editing.reading.title_to_edit", PREPARES,
           lambda s, db, v: reading.title_to_edit(db, v, s.guids["raw"])),
    Sample("texts.editing.reading.open_to_edit", PREPARES,
           lambda s, db, v: reading.open_to_edit(db, v, s.guids["raw"])),
    Sample("texts.editing.saving.save", PREPARES,
           lambda s, db, v: saving.save(db, v, s.guids["raw"], _edit(), "a" * 8)),
    Sample("texts.editing.drafts.keep", PREPARES, _keep, keeps=True),
    Sample("texts.editing.drafts.own", PREPARES, lambda s, db, v: edit_drafts.own(db, v, s.guids["raw"])),
    Sample("texts.editing.drafts.others", PREPARES, lambda s, db, v: edit_drafts.others(db, v, s.guids["raw"])),
    Sample("texts.editing.drafts.throw_away", PREPARES,
           lambda s, db, v: edit_drafts.throw_away(db, v, s.guids["raw"]), keeps=True),
    Sample("texts.editing.drafts.unsaved", PREPARES, lambda s, db, v: edit_drafts.unsaved(db, v)),
    Sample("texts.log.log", ADMINS, lambda s, db, v: log.log(s.small.home, db, v, log.Asked())),
    Sample("texts.log.people", ADMINS, lambda s, db, v: log.people(db, v)),
    Sample("texts.hidden.out_of_reach", ADMINS, lambda s, db, v: hidden.out_of_reach(db, v)),
    Sample("texts.hidden.is_out_of_reach", ADMINS,
           lambda s, db, v: hidden.is_out_of_reach(db, v, "interview", s.guids["interview"]), quiet=True),
    Sample("texts.hidden.counted", READERS, lambda s, db, v: hidden.counted(db, v)),
    Sample("texts.renaming.rename_family", ADMINS, lambda s, db, v: renaming.rename_family(
        s.small.pilot, db, v, s.family("Berk"), "Wilg")),

    Sample("texts.recordings.listen", PREPARES,
           lambda s, db, v: recordings.listen(s.small.pilot, db, v, s.guids["family_recording"])[1].close()),
    Sample("texts.recordings.listen", OWN | PREPARES,
           lambda s, db, v: recordings.listen(s.small.pilot, db, v, s.guids["coach_recording"])[1].close()),
    Sample("texts.silenced.is_there", EVALUATORS,
           lambda s, db, v: silenced.is_there(s.small.pilot, db, v, s.guids["family_recording"]), quiet=True),
    Sample("texts.silenced.listen", EVALUATORS,
           lambda s, db, v: silenced.listen(s.small.pilot, db, v, s.guids["silenced_recording"])[1].close()),
    Sample("texts.recordings.bring_back", ADMINS,
           lambda s, db, v: recordings.bring_back(db, v, s.guids["withdrawn_recording"])),
    Sample("texts.recordings.without_text", EVALUATORS, lambda s, db, v: recordings.without_text(db, v)),

    Sample("texts.intake.cards.choices", EVALUATORS, lambda s, db, v: cards.choices(db, v)),
    Sample("texts.intake.drafts.kept", EVALUATORS, lambda s, db, v: drafts.kept(db, v)),
    Sample("texts.intake.drafts.keep", MINE, lambda s, db, v: drafts.keep(
        db, v, s.guids["upload"], 0, {"title": "Gesprek"}), keeps=True),
    Sample("texts.intake.cards.all_turns", MINE, lambda s, db, v: cards.all_turns(
        s.small.pilot, db, v, s.guids["upload"]), keeps=True, quiet=True),
    Sample("texts.intake.cards.preview", EVALUATORS, lambda s, db, v: cards.preview(
        s.small.pilot, db, v, [cards.Asked(s.guids["upload"], "gesprek.txt")]), keeps=True, quiet=True),
    Sample("texts.intake.files.bring_in", EVALUATORS, _bring_in),
    Sample("texts.intake.pieces.begin_piece", MINE, _piece, keeps=True),
    Sample("texts.intake.pieces.take_file", EVALUATORS, lambda s, db, v: pieces.take_file(
        s.small.pilot, db, v, s.files["text"])),
    Sample("texts.intake.joining.join", MINE, _join),
    Sample("texts.intake.storing.store", MINE, lambda s, db, v: storing.store(s.small.pilot, db, v, items(s))),
    Sample("texts.intake.storing.faults_of", EVALUATORS, lambda s, db, v: storing.faults_of(
        s.small.pilot, db, v, items(s)), keeps=True, quiet=True),
    Sample("texts.intake.uploads.start", EVALUATORS, lambda s, db, v: uploads.start(s.small.pilot, db, v, "txt", 10)),
    Sample("texts.intake.uploads.mine", EVALUATORS, lambda s, db, v: uploads.mine(db, v)),
    Sample("texts.intake.uploads.find", MINE, lambda s, db, v: uploads.find(db, v, s.guids["upload"])),
    Sample("texts.intake.uploads.discard", MINE, lambda s, db, v: uploads.discard(
        s.small.pilot, db, v, s.guids["upload"]), quiet=True),
    Sample("texts.intake.uploads.digest", MINE, lambda s, db, v: uploads.digest(
        s.small.pilot, db, v, s.guids["upload"]), keeps=True),
)
