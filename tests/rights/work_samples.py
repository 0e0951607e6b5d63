"""Use cases of coding, stories, transcribing, tasks and themes."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from coding.book import changing, codebook, comparing
from coding.book.codebook import load
from coding.consensus import listing as sides
from coding.consensus import reading as beside
from coding.consensus import writing as agreeing
from coding.desk import practice
from coding.find import choices, inside, passages, queued, saved, together
from coding.find import exports as found_files
from coding.find.question import Question
from coding.find.together import Place
from coding.marks import (
    actions,
    codings,
    deciding,
    favourites,
    looking,
    merging,
    progress,
    reached,
    short,
    taking_back,
    work_lists,
)
from coding.marks import listing as marked
from coding.memos import memos, reading, writing
from jobs import queue
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from stories import due, listing, retelling, stories
from stories.entry import drafts, editing, form, keeping, telling, wording
from stories.entry.starting import starting
from stories.entry.templates import Said
from stories.handover import agreeing as agreed_over
from stories.handover import note as handed
from stories.handover import waiting as handed_over
from stories.handover import writing as handing
from stories.meaning import exports as meaning_files
from stories.meaning.overview import overview
from stories.meaning.reading import of_story
from stories.outcomes import facts, scores
from stories.timeline.timeline import timeline
from tests.rights.scene import (
    ADMINS,
    ALL,
    BOOK,
    COACHES,
    EVALUATORS,
    OWN,
    PREPARES,
    Sample,
    added,
    named,
    written,
)
from tests.rights.texts_samples import items
from texts.index.matching import Query
from themes import filters, frames, quotes
from themes.agreeing.choice import Choice
from themes.agreeing.figures import agreement
from themes.agreeing.over_time import over_rounds, with_oneself
from themes.crossed import crossed
from themes.crossing import Crossing
from themes.explore import beside as beside_each_other
from themes.explore import saved as saved_looks
from themes.explore.sides import Sides
from themes.framework import files as summaries
from themes.framework import reading as framed
from themes.framework.writing import At, write_cell
from themes.outcomes import frames as outcome_frames
from themes.saturation import saturation
from themes.scope import Scope
from transcribe import adding, again, doubts, job, low, measuring, names_out, quality, sureness
from transcribe.models import Model

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene

AUTHOR = frozenset({"evaluator2"})
READERS = COACHES | EVALUATORS
MODEL = Model("small", Path("small"), multilingual=True)


def _place(scene: Scene, db: Database) -> Place:
    row = db.conn.execute("SELECT v.guid FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
                          " WHERE d.guid = ?", (scene.guids["interview"],)).fetchone()
    return Place(scene.guids["interview"], row[0] if row else "", 4, 8)


def _in_one_go(scene: Scene, db: Database, viewer: Viewer) -> str:
    batch = str(uuid.uuid4())
    together.code_all(db, viewer, batch, [_place(scene, db)], "gezinsbudget")
    return batch


def _behind(scene: Scene, db: Database, viewer: Viewer) -> str:
    return queued.request(db, viewer, [_place(scene, db)], "gezinsbudget", extent="words")


def _decided(scene: Scene, db: Database, viewer: Viewer) -> object:
    """That what one coder said in a document stands, as whoever looks reads it."""
    guid = scene.guids["coach_document"]
    row = db.conn.execute(
        "SELECT c.guid, k.key, v.guid FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
        " JOIN coding c ON c.document_id = d.document_id JOIN code k USING (code_id) WHERE d.guid = ?",
        (guid,)).fetchone() or ("", "", "")
    said = hashlib.sha256(f"{row[0]} {row[1]}  0 3".encode()).hexdigest()[:12]
    return agreeing.decide(db, viewer, guid, [{
        "id": new_guid(), "row": row[0], "content": said, "over": [],
        "codings": [{"code": row[1], "start": 0, "end": 3}]}], version=row[2])


def _story(scene: Scene, db: Database, viewer: Viewer) -> object:
    return stories.add_story(db, viewer, stories.NewStory(
        scene.family("Berk"), scene.person("coach"), "Bezoek", ("Het ging goed.",), "2021-05-01", "steady"))


def _body(scene: Scene) -> dict[str, object]:
    return {"family": scene.family("Berk"), "template": "moment", "title": "Bezoek", "course": "success",
            "told_on": "2021-05-01", "when": "day", "from": "2021-05-01", "domains": ["housing"],
            "answers": {"happened": "Het ging goed."}, "no_names": True}


def _said(scene: Scene) -> writing.Said:
    """A memo that nobody wrote yet."""
    return writing.Said(new_guid(), "coding", scene.guids["coding"], "", "Tekst", False)


def _again(scene: Scene, db: Database, viewer: Viewer) -> object:
    """Other words of one that is there."""
    guid = scene.guids["memo"]
    row = db.conn.execute("SELECT created_at FROM memo WHERE guid = ?", (guid,)).fetchone()
    return writing.save(db, viewer, writing.Said(
        guid, "document", scene.guids["interview"], "", "Anders", False, row[0] if row else ""))


def _saved_view(db: Database, viewer: Viewer) -> str:
    return saved_looks.save_view(db, viewer, new_guid(), "", "explore", {"view": "first"}, shared=True)


def _chosen(scene: Scene, db: Database, viewer: Viewer) -> None:
    """A story of one's own, where the handover is one's own, too."""
    guid, told = scene.guids["handover"], scene.guids["interview"]
    if db.conn.execute("SELECT 1 FROM handover WHERE guid = ? AND leaving_id = ?", (guid, viewer.coach_id)).fetchone():
        with write(db):
            told = stories.add_story(db, viewer, stories.NewStory(
                scene.family("Berk"), scene.person("coach"), "Bezoek", ("Goed.",), "2021-05-01", "steady"))
    handing.choose(db, viewer, guid, [told])


SAMPLES = (
    Sample("themes.framework.reading.framework", EVALUATORS, lambda s, db, v: framed.framework(db, v)),
    Sample("themes.framework.writing.write_cell", EVALUATORS, lambda s, db, v: write_cell(
        s.small.pilot, db, v, At(s.family("Berk"), "screening", ""), "Het klikte.", [])),
    Sample("themes.framework.files.framework_table", EVALUATORS, 
           lambda s, db, v: summaries.framework_table(db, v)),
    Sample("stories.handover.note.notes", OWN, lambda s, db, v: handed.notes(db, v, s.family("Berk"))),
    Sample("stories.handover.writing.successors", OWN, lambda s, db, v: handing.successors(db, v, s.family("Berk"))),
    Sample("stories.handover.writing.begin", OWN, lambda s, db, v: handing.begin(
        db, v, s.family("Berk"), s.person("coach2"))),
    Sample("stories.handover.writing.put", OWN, lambda s, db, v: handing.put(
        s.small.pilot, db, v, s.guids["handover"], "works", "Bellen", seen=0)),
    Sample("stories.handover.writing.choose", OWN, _chosen),
    Sample("stories.handover.writing.take_back", OWN, lambda s, db, v: handing.take_back(db, v, s.guids["handover"])),
    Sample("stories.handover.agreeing.agree", OWN, lambda s, db, v: agreed_over.agree(
        db, v, s.guids["handover"], {s.guids["handed_open"]: 1}, by=s.person("Berk moeder"), on="2021-05-01",
        manner="together")),
    Sample("stories.handover.agreeing.withdraw", OWN, lambda s, db, v: agreed_over.withdraw(
        db, v, s.guids["handover"], s.guids["handed"])),
    Sample("stories.handover.waiting.to_read", COACHES, lambda s, db, v: handed_over.to_read(db, v)),
    Sample("stories.handover.waiting.missing", COACHES, lambda s, db, v: handed_over.missing(db, v)),
    Sample("coding.book.codebook.versions", ALL, lambda s, db, v: codebook.versions(db, v)),
    Sample("coding.book.codebook.version", ALL, lambda s, db, v: codebook.version(db, v, 1)),
    Sample("coding.book.comparing.compare", EVALUATORS | ADMINS, lambda s, db, v: comparing.compare(db, v, load(BOOK))),
    Sample("coding.book.comparing.between", EVALUATORS | ADMINS, lambda s, db, v: comparing.between(db, v, 1, 2)),
    Sample("coding.book.comparing.history", EVALUATORS | ADMINS, lambda s, db, v: comparing.history(db, v, "klik")),
    Sample("coding.book.changing.add", EVALUATORS | ADMINS, lambda s, db, v: changing.add(db, v, named("Fiets"))),
    Sample("coding.book.changing.change", EVALUATORS | ADMINS, lambda s, db, v: changing.change(
        db, v, named("Fiets", "klik"), seen=6)),
    Sample("coding.book.changing.move", EVALUATORS | ADMINS, lambda s, db, v: changing.move(
        db, v, "klik", "verloop", seen=6)),
    Sample("coding.book.changing.retire", EVALUATORS | ADMINS, lambda s, db, v: changing.retire(db, v, "klik", seen=6)),
    Sample("coding.book.changing.bring_back", EVALUATORS | ADMINS,
           lambda s, db, v: changing.bring_back(db, v, "oud")),
    Sample("coding.book.codebook.adopt", EVALUATORS | ADMINS,
           lambda s, db, v: codebook.adopt(db, v, BOOK.replace("Klik", "De klik"))),
    Sample("coding.marks.merging.merge", EVALUATORS | ADMINS, lambda s, db, v: merging.merge(
        db, v, ["klik"], "screening", seen=6)),
    Sample("coding.marks.merging.split", EVALUATORS | ADMINS, lambda s, db, v: merging.split(
        db, v, "klik", [named("Klik a"), named("Klik b")], seen=6)),
    Sample("coding.marks.merging.undo", EVALUATORS | ADMINS, lambda s, db, v: merging.undo(db, v, 6)),
    Sample("coding.marks.merging.take_back", EVALUATORS | ADMINS, lambda s, db, v: merging.take_back(db, v, 2)),
    Sample("coding.marks.reached.with_codes", EVALUATORS | ADMINS,
           lambda s, db, v: reached.with_codes(db, v, ["klik"])),
    Sample("coding.marks.reached.by_version", EVALUATORS | ADMINS, lambda s, db, v: reached.by_version(db, v, 6)),
    Sample("coding.marks.reached.recoded", EVALUATORS, lambda s, db, v: reached.recoded(db, v, 6)),
    Sample("coding.marks.deciding.left", EVALUATORS, lambda s, db, v: deciding.left(db, v)),
    Sample("coding.marks.deciding.decide", frozenset({"evaluator2"}), lambda s, db, v: deciding.decide(
        db, v, s.guids["left"], ["klik"])),
    Sample("coding.marks.taking_back.last", EVALUATORS, lambda s, db, v: taking_back.last(db, v)),
    Sample("coding.marks.taking_back.take_back", frozenset({"evaluator2"}), lambda s, db, v: (deciding.decide(
        db, v, s.guids["left"], ["klik"]), [
            taking_back.take_back(db, v, one.action) for one in [taking_back.last(db, v)] if one])),
    Sample("coding.marks.looking.old", EVALUATORS, lambda s, db, v: looking.old(db, v)),
    Sample("coding.marks.looking.codes", EVALUATORS, lambda s, db, v: looking.codes(db, v)),
    Sample("coding.marks.looking.last", EVALUATORS, lambda s, db, v: looking.last(db, v)),
    Sample("coding.marks.looking.by_version", EVALUATORS | ADMINS, lambda s, db, v: looking.by_version(db, v, 6)),
    Sample("coding.marks.looking.stays", AUTHOR, lambda s, db, v: looking.stays(
        db, v, looking.Only(codings=(s.guids["older"],)))),
    Sample("coding.marks.looking.take_back", AUTHOR, lambda s, db, v: (looking.stays(
        db, v, looking.Only(codings=(s.guids["older"],))), looking.take_back(db, v))),
    Sample("coding.marks.codings.new_codes", EVALUATORS,
           lambda s, db, v: codings.new_codes(db, v, s.guids["interview"])),
    Sample("coding.desk.practice.start_afresh", EVALUATORS, lambda s, db, v: practice.start_afresh(s.small.pilot, v)),
    Sample("coding.find.passages.passages", EVALUATORS,
           lambda s, db, v: passages.passages(db, v, Question("klik"), Wanted()), keeps=True),
    Sample("coding.find.inside.search_coded", EVALUATORS, lambda s, db, v: inside.search_coded(
        db, v, Query("school"), Question("klik"), Wanted()), keeps=True),
    Sample("coding.find.choices.choices", EVALUATORS, lambda s, db, v: choices.choices(db, v)),
    Sample("coding.find.together.code_all", EVALUATORS, lambda s, db, v: _in_one_go(s, db, v)),
    Sample("coding.find.together.take_back", EVALUATORS, lambda s, db, v: together.take_back(
        db, v, _in_one_go(s, db, v))),
    Sample("coding.find.queued.request", EVALUATORS, lambda s, db, v: _behind(s, db, v)),
    Sample("coding.find.queued.last", EVALUATORS, lambda s, db, v: queued.last(db, v)),
    Sample("coding.find.queued.stop", EVALUATORS, lambda s, db, v: queued.stop(db, v, _behind(s, db, v))),
    Sample("coding.find.together.last", EVALUATORS, lambda s, db, v: together.last(db, v)),
    Sample("coding.find.saved.saved", EVALUATORS, lambda s, db, v: saved.saved(db, v)),
    Sample("coding.find.saved.save", EVALUATORS,
           lambda s, db, v: saved.save(db, v, "Klik", Question("klik"), shared=True)),
    Sample("coding.find.saved.remove", EVALUATORS, lambda s, db, v: saved.remove(
        db, v, saved.save(db, v, "Klik", Question("klik"), shared=True))),
    Sample("coding.find.exports.passages_table", EVALUATORS, lambda s, db, v: found_files.passages_table(
        db, v, {"code": "klik"})),
    Sample("coding.find.exports.places_table", EVALUATORS, lambda s, db, v: found_files.places_table(
        db, v, {"search": "school"})),
    Sample("coding.marks.actions.apply_ops", EVALUATORS,
           lambda s, db, v: actions.apply_ops(db, v, s.guids["interview"], [added("vast_gezicht")])),
    Sample("coding.marks.codings.codings", EVALUATORS, lambda s, db, v: codings.codings(db, v, s.guids["interview"])),
    Sample("coding.marks.codings.codings", EVALUATORS,
           lambda s, db, v: codings.codings(db, v, s.guids["interview"], others=True)),
    Sample("coding.marks.favourites.favourites", EVALUATORS, lambda s, db, v: favourites.favourites(db, v)),
    Sample("coding.marks.favourites.set_favourites", EVALUATORS,
           lambda s, db, v: favourites.set_favourites(db, v, ["klik"]), keeps=True),
    Sample("coding.marks.codings.status", EVALUATORS, lambda s, db, v: codings.status(db, v, s.guids["interview"])),
    Sample("coding.marks.codings.set_status", EVALUATORS,
           lambda s, db, v: codings.set_status(db, v, s.guids["interview"], "done")),
    Sample("coding.consensus.listing.beside", EVALUATORS, lambda s, db, v: sides.beside(db, v)),
    Sample("coding.consensus.reading.together", EVALUATORS,
           lambda s, db, v: beside.together(db, v, s.guids["coach_document"])),
    Sample("coding.consensus.writing.decide", EVALUATORS, lambda s, db, v: _decided(s, db, v)),
    Sample("coding.marks.progress.progress", READERS, lambda s, db, v: progress.progress(db, v, [])),
    Sample("coding.marks.progress.coded", EVALUATORS, lambda s, db, v: progress.coded(db, v, s.guids["interview"])),
    Sample("coding.marks.listing.listed", READERS, lambda s, db, v: marked.listed(db, v)),
    Sample("coding.marks.listing.counted", READERS, lambda s, db, v: marked.counted(db, v)),
    Sample("coding.marks.listing.told", READERS | ADMINS, lambda s, db, v: marked.told(db, v, [s.family("Berk")]),
           quiet=True),
    Sample("coding.marks.listing.next_after", EVALUATORS, lambda s, db, v: marked.next_after(db, v, "")),
    Sample("coding.marks.work_lists.unsigned", EVALUATORS, lambda s, db, v: work_lists.unsigned(db, v)),
    Sample("coding.marks.work_lists.undecided", EVALUATORS, lambda s, db, v: work_lists.undecided(db, v)),

    Sample("coding.marks.short.others", EVALUATORS, lambda s, db, v: short.others(db, v), quiet=True),
    Sample("coding.marks.short.states", EVALUATORS, lambda s, db, v: short.states(db, v, [s.guids["interview"]]),
           quiet=True),
    Sample("coding.marks.short.far", EVALUATORS, lambda s, db, v: short.far(db, v, [s.guids["interview"]]), quiet=True),
    Sample("coding.memos.memos.memos", EVALUATORS, lambda s, db, v: memos.memos(db, v)),
    Sample("coding.memos.reading.listed", EVALUATORS, lambda s, db, v: reading.listed(db, v)),
    Sample("coding.memos.reading.on", EVALUATORS, lambda s, db, v: reading.on(db, v, "document", s.guids["interview"])),
    Sample("coding.memos.reading.waiting", EVALUATORS, lambda s, db, v: reading.waiting(db, v, s.guids["interview"])),
    Sample("coding.memos.reading.one", EVALUATORS, lambda s, db, v: reading.one(db, v, s.guids["memo"])),
    Sample("coding.memos.writing.save", EVALUATORS, lambda s, db, v: writing.save(db, v, _said(s))),
    Sample("coding.memos.writing.save", AUTHOR, lambda s, db, v: _again(s, db, v)),
    Sample("coding.memos.writing.remove", AUTHOR, lambda s, db, v: writing.remove(db, v, s.guids["memo"])),
    Sample("coding.memos.writing.link", AUTHOR,
           lambda s, db, v: writing.link(db, v, s.guids["memo"], s.guids["other_memo"])),
    Sample("coding.memos.writing.place", EVALUATORS, lambda s, db, v: writing.place(
        db, v, s.guids["words_memo"], s.guids["interview"], {"start": 4, "end": 8})),
    Sample("stories.due.families_without_story", READERS | ADMINS,
           lambda s, db, v: due.families_without_story(db, v, "2021-01-01")),
    Sample("stories.due.my_drafts", COACHES, lambda s, db, v: due.my_drafts(db, v)),
    Sample("stories.entry.drafts.open_drafts", COACHES, lambda s, db, v: drafts.open_drafts(db, v)),
    Sample("stories.entry.drafts.draft", OWN, lambda s, db, v: drafts.draft(db, v, s.guids["draft"])),
    Sample("stories.entry.drafts.save", COACHES, lambda s, db, v: drafts.save(
        db, v, new_guid(), {"1" * 16: 1}, {"title": "Bezoek"})),
    Sample("stories.entry.drafts.throw_away", OWN, lambda s, db, v: drafts.throw_away(db, v, s.guids["draft"])),
    Sample("stories.entry.keeping.keep", OWN, lambda s, db, v: keeping.keep(
        s.small.pilot, db, v, s.guids["draft"], {"0" * 16: 2}, _body(s)), keeps=True),
    Sample("stories.entry.keeping.names_in", OWN, lambda s, db, v: keeping.names_in(
        s.small.pilot, db, v, form.read(_body(s), starting()))),
    Sample("stories.entry.wording.edited", EVALUATORS | ADMINS, lambda s, db, v: wording.edited(db, v)),
    Sample("stories.entry.wording.publish", EVALUATORS | ADMINS, lambda s, db, v: wording.publish(
        db, v, editing.with_template(wording.newest(db), editing.new_template(
            wording.newest(db), "coach", Said("Bellen"), Said("Wie belde?"))))),
    Sample("stories.entry.telling.tellers", COACHES, lambda s, db, v: telling.tellers(db, v)),
    Sample("stories.entry.telling.begun", COACHES, lambda s, db, v: telling.begun(db, v)),
    Sample("stories.entry.telling.begin", OWN, lambda s, db, v: telling.begin(
        db, v, s.person("Berk moeder"), "gezin_kort")),
    Sample("stories.entry.telling.keep", OWN, lambda s, db, v: telling.keep(
        db, v, s.guids["draft"], {"0" * 16: 2}, _body(s) | {"teller": s.person("Berk moeder")}), keeps=True),
    Sample("stories.meaning.overview.overview", EVALUATORS, lambda s, db, v: overview(db, v)),
    Sample("stories.meaning.reading.of_story", OWN | PREPARES, lambda s, db, v: of_story(db, v, s.guids["story"])),
    Sample("stories.meaning.exports.meaning_table", EVALUATORS, lambda s, db, v: meaning_files.meaning_table(db, v)),
    Sample("stories.listing.stories", READERS, lambda s, db, v: listing.stories(db, v)),
    Sample("stories.retelling.told", OWN, lambda s, db, v: retelling.told(db, v, s.guids["story"])),
    Sample("stories.retelling.retell", OWN, lambda s, db, v: retelling.retell(
        s.small.pilot, db, v, s.guids["story"], retelling.Told(
            "Bezoek", "Het ging beter.", "steady", 1, "2021-03-05"))),
    Sample("stories.retelling.take_back", OWN, lambda s, db, v: retelling.take_back(db, v, s.guids["story"], "dubbel")),
    Sample("stories.listing.by_family", READERS, lambda s, db, v: listing.by_family(db, v)),
    Sample("stories.stories.add_story", OWN, written(_story)),
    Sample("stories.timeline.timeline.timeline", OWN | EVALUATORS, lambda s, db, v: timeline(db, v, s.family("Berk"))),
    Sample("stories.outcomes.facts.add_milestone", OWN | EVALUATORS | ADMINS, written(
        lambda s, db, v: facts.add_milestone(db, v, s.family("Berk"), "2021-01-01", "verhuisd"))),
    Sample("stories.outcomes.scores.enter", OWN | EVALUATORS, written(lambda s, db, v: scores.enter(
        db, v, scores.Entry(s.family("Berk"), "start", "housing", 5, "2021-01-01")))),
    Sample("stories.outcomes.scores.counted", EVALUATORS, lambda s, db, v: scores.counted(db, v)),
    Sample("themes.outcomes.frames.families", EVALUATORS, lambda s, db, v: outcome_frames.families(db, v)),

    Sample("jobs.queue.jobs", ALL, lambda s, db, v: queue.jobs(db, v)),
    Sample("jobs.queue.job", EVALUATORS, lambda s, db, v: queue.job(db, v, s.guids["job"])),
    Sample("jobs.queue.cancel", EVALUATORS, lambda s, db, v: queue.cancel(db, v, s.guids["job"])),
    Sample("jobs.queue.pause", EVALUATORS, lambda s, db, v: queue.pause(db, v, s.guids["job"])),
    Sample("jobs.queue.resume", EVALUATORS, lambda s, db, v: queue.resume(db, v, s.guids["job"])),
    Sample("jobs.queue.move", EVALUATORS, lambda s, db, v: queue.move(db, v, s.guids["job"], None)),
    Sample("transcribe.adding.store", PREPARES, lambda s, db, v: adding.store(
        s.small.home, s.small.pilot, db, v, items(s))),
    Sample("transcribe.job.request_model", EVALUATORS, lambda s, db, v: job.request_model(db, v, "small")),
    Sample("transcribe.measuring.request_measure", EVALUATORS,
           lambda s, db, v: measuring.request_measure(db, v, s.small.home, "base")),
    Sample("transcribe.doubts.doubts", PREPARES, lambda s, db, v: doubts.doubts(db, v, s.guids["raw"])),
    Sample("transcribe.doubts.settle", PREPARES,
           lambda s, db, v: doubts.settle(db, v, s.guids["raw"], s.guids["doubt"])),
    Sample("transcribe.names_out.ask", PREPARES, lambda s, db, v: names_out.ask(db, v, [s.guids["raw"]])),
    Sample("transcribe.names_out.ask_to_make", PREPARES,
           lambda s, db, v: names_out.ask_to_make(db, v, [s.guids["raw"]])),
    Sample("transcribe.again.ask", PREPARES, lambda s, db, v: again.ask(
        db, v, s.guids["raw"], (0, 900), Model("base", Path("nowhere"), multilingual=True), "nl")),
    Sample("transcribe.again.asked", PREPARES, lambda s, db, v: again.asked(db, v, s.guids["raw"])),
    Sample("transcribe.again.offers", PREPARES, lambda s, db, v: again.offers(db, v, s.guids["raw"])),
    Sample("transcribe.again.decide", PREPARES,
           lambda s, db, v: again.decide(db, v, s.guids["raw"], s.guids["offer"], 1, taken=True)),
    Sample("transcribe.sureness.sureness", PREPARES, lambda s, db, v: sureness.sureness(db, v, s.guids["raw"])),
    Sample("transcribe.low.low_words", PREPARES, lambda s, db, v: low.low_words(db, v, s.guids["raw"])),
    Sample("transcribe.quality.by_model", EVALUATORS, lambda s, db, v: quality.by_model(db, v)),
    Sample("transcribe.job.request_transcription", EVALUATORS, lambda s, db, v: job.request_transcription(
        db, v, s.guids["family_recording"], MODEL, "nl")),
    Sample("transcribe.job.transcribable", EVALUATORS,
           lambda s, db, v: job.transcribable(db, v, s.guids["family_recording"])),
    Sample("transcribe.job.untranscribed", EVALUATORS, lambda s, db, v: job.untranscribed(db, v)),

    Sample("themes.filters.choices", EVALUATORS, lambda s, db, v: filters.choices(db, v)),
    Sample("themes.filters.has_consensus", EVALUATORS, lambda s, db, v: filters.has_consensus(db, v)),
    Sample("themes.agreeing.figures.agreement", EVALUATORS, lambda s, db, v: agreement(db, v, Choice()),
           keeps=True),  # where sentences begin
    Sample("themes.agreeing.over_time.over_rounds", EVALUATORS, lambda s, db, v: over_rounds(db, v, Choice()),
           keeps=True),
    Sample("themes.agreeing.over_time.with_oneself", EVALUATORS, lambda s, db, v: with_oneself(db, v, Choice()),
           keeps=True),
    Sample("themes.crossed.crossed", EVALUATORS, lambda s, db, v: crossed(db, v, Scope(), Crossing())),
    Sample("themes.explore.beside.beside", EVALUATORS, lambda s, db, v: beside_each_other.beside(
        db, v, Scope(), Sides())),
    Sample("themes.explore.beside.choices", EVALUATORS, lambda s, db, v: beside_each_other.choices(
        db, v, Scope(), "coder")),
    Sample("themes.explore.saved.saved_views", EVALUATORS, lambda s, db, v: saved_looks.saved_views(db, v)),
    Sample("themes.explore.saved.save_view", EVALUATORS, lambda s, db, v: _saved_view(db, v)),
    Sample("themes.explore.saved.remove_view", EVALUATORS,
           lambda s, db, v: saved_looks.remove_view(db, v, _saved_view(db, v))),
    Sample("themes.saturation.saturation", EVALUATORS, lambda s, db, v: saturation(db, v, Scope())),
    Sample("themes.frames.load", EVALUATORS, lambda s, db, v: frames.load(db, v, Scope())),
    Sample("themes.quotes.quotes", EVALUATORS,
           lambda s, db, v: quotes.quotes(db, v, Scope(), "klik", s.family("Berk")),
           keeps=True),  # where sentences begin
)
