"""What leaves the team of the demo pilot: quotes, what families said of them, stories in moments, a release."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from demo import source
from demo.made import ACCOUNTS
from pilot import access
from pilot.access import Viewer
from pilot.clock import today
from stories.back import asking, preparing
from stories.back import reading as going_back
from stories.back.asking import Says
from themes.release import deciding as signing
from themes.release import drafting
from themes.release.arcs import writing as arcs
from themes.release.arcs.stored import READY
from themes.release.arcs.writing import Saying
from themes.release.choice import Choice, Chosen
from themes.release.quotes_out import deciding, leaving, proposing
from themes.release.quotes_out.passages import Passage

if TYPE_CHECKING:
    from demo.made import Made


def let_quotes_out(made: Made) -> None:
    """Quotes that one evaluator proposed to let out; the other let most of them out, today."""
    for one in source.read("quotes.yaml"):
        viewer, audience = made.viewers[one["proposed"]], "municipality"
        (text,) = made.db.conn.execute(
            "SELECT text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
            " WHERE d.guid = ?", (made.guids[one["document"]],)).fetchone()
        start = text.index(one["quote"])
        passage = Passage(made.guids[one["document"]], "", start, start + len(one["quote"]), one["code"])
        offer = proposing.offer(made.db, viewer, passage)
        guid = proposing.propose(made.db, viewer, passage, proposing.Words(
            one.get("text", offer.words), audience, offer.how, one.get("said_by", offer.said_by[audience])))
        if "approved" in one:
            deciding.approve(made.db, made.viewers[one["approved"]], guid)
        elif "sent_back" in one:
            deciding.send_back(made.db, made.viewers[one["sent_back"]], guid, one["reason"])


def give_back(made: Made) -> None:
    """What a family said that may be quoted, and what was promised to another."""
    for one in source.read("back.yaml")["back"]:
        coach, chooses = (access.viewer_for(  # by now she is somebody in the pilot
            made.db, made.account_guids[name], [ACCOUNTS[name]], made.pilot.slug)
            for name in (one["coach"], one["chosen_by"]))
        due = date.fromisoformat(today(made.db)) + timedelta(one["after_days"]) if "after_days" in one else ""
        guid = preparing.begin(made.db, coach, made.families[one["family"]], str(due))
        for passage in one["passages"]:
            preparing.choose(made.db, chooses, guid, made.guids[passage["document"]], [made.span(passage)])
        if "sat_on" in one:
            _answers(made, coach, guid, one)


def _answers(made: Made, coach: Viewer, guid: str, one: dict[str, Any]) -> None:
    who = [made.persons[key] for key in one["who"]]
    asking.sit(made.db, coach, guid, str(one["sat_on"]), one["manner"], who)
    by_words = {found.stands.words: found.guid
                for found in going_back.one(made.db, coach, guid).passages if found.stands}
    for passage in one["passages"]:
        asked = by_words[passage["quote"]]
        asking.answer(made.db, coach, guid, asked, Says(frozenset(passage["may"]), passage.get("how", "")))
        if "correction" in passage:
            asking.correct(made.pilot, made.db, coach, guid, asked, passage["correction"])
    asking.finish(made.db, coach, guid)


def tell_in_moments(made: Made) -> None:
    """The story of a family in moments, ready for the release."""
    told = source.read("arc.yaml")
    viewer = made.viewers["evaluator"]
    guid = arcs.begin(made.db, viewer, made.families[told["family"]], told["audience"], told["title"], told["who"],
                      sure=True)
    for one in told["statements"]:
        (text,) = made.db.conn.execute(
            "SELECT text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
            " WHERE d.guid = ?", (made.guids[one["document"]],)).fetchone()
        start = text.index(one["quote"])
        passage = Passage(made.guids[one["document"]], "", start, start + len(one["quote"]), one["code"])
        arcs.say(made.db, viewer, guid, Saying(one["months"], one["domain"], one["text"], passage), sure=True)
    arcs.set_state(made.db, viewer, guid, READY)


def release_figures(made: Made, said: dict[str, Any]) -> None:
    """A release of figures alone that one evaluator drafted and the other signed."""
    _signed(made, Choice(said["audience"], said["title"], about=said["about"], parts=tuple(said["parts"])))


def release(made: Made) -> None:
    """A release for the municipality that one evaluator drafted and the other signed."""
    said = source.read("release.yaml")
    out = leaving.let_out(made.db, said["audience"])
    chosen = Choice(said["audience"], said["title"], about=said["about"], parts=tuple(said["parts"]), themes=tuple(
        Chosen(one["code"], one.get("sentence", ""), one.get("done", ""),
               tuple(quote.guid for quote in out.get(one["code"], ()))) for one in said["themes"]))
    _signed(made, chosen)


def _signed(made: Made, chosen: Choice) -> None:
    drafter, signer = made.viewers["evaluator"], made.viewers["evaluator2"]
    guid = drafting.begin(made.db, drafter, chosen)
    drafting.propose(made.db, drafter, guid, drafting.draft(made.db, drafter, guid).revision)
    signing.sign(made.db, signer, guid, signing.proposal(made.db, signer, guid).sha256)
