"""How the families of the demo do: own scores, what is not known, what scores rest on, and two who scored blind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo import source
from pilot.families.early import EVERY_DAY
from pilot.store.files import new_guid, write
from pilot.vocabulary.domains import DOMAINS
from pilot.vocabulary.voices import COACH, FAMILY
from stories.outcomes import grounds, rounds, rubrics, sheets, waves
from stories.outcomes.scores import Entry, enter

if TYPE_CHECKING:
    from demo.made import Made


def put_in(made: Made) -> None:
    """All of it, by the evaluators."""
    said = source.read("scores.yaml")
    labels = {one.label: one.guid for one in waves.known(made.db, made.boss)}
    with write(made.db):
        for one in said["own"]:
            for domain in DOMAINS:
                if domain in one:
                    _give(made, "evaluator", one, domain, float(one[domain]), FAMILY, "family")
        for one in said["unknown"]:
            for domain in one["domains"]:
                _give(made, "evaluator", one, domain, None)
    for one in said["grounds"]:
        document = made.guids[one["document"]]
        version = grounds.whole(made.db, made.viewers["evaluator"], document).version
        place = grounds.Place(made.families[one["family"]], labels[one["wave"]], one["domain"], COACH)
        grounds.choose(made.db, made.viewers["evaluator"], place, document, version, made.span(one), new_guid())
    _scored_blind(made, said["blind"], labels)


def _give(
    made: Made, who: str, one: dict[str, Any], domain: str, value: float | None, voice: str = COACH,
    known_from: str = "dossier",
) -> None:
    entry = Entry(made.families[one["family"]], one["wave"], domain, value, str(one["on"]), voice, known_from,
                  rubric=rubrics.FIRST)
    enter(made.db, made.viewers[who], entry, sure=EVERY_DAY)


def _scored_blind(made: Made, said: dict[str, Any], labels: dict[str, str]) -> None:
    """All families are drawn; evaluator2 scores some of them; then it is shown, and settled but for one."""
    first, second, wave = made.viewers["evaluator"], made.viewers["evaluator2"], said["wave"]
    round_guid = rounds.begin(made.db, first, labels[wave], [
        made.account_guids["evaluator"], made.account_guids["evaluator2"]], len(made.families), seed=1)
    other = {(one["family"], one["domain"]): one for one in said["differs"]}
    for family in said["families"]:
        sheet = sheets.sheet(made.db, first, made.families[family], labels[wave])
        with write(made.db):
            for domain in DOMAINS:
                mine = sheet.slot(domain, COACH).mine
                if mine:
                    value = other[family, domain]["value"] if (family, domain) in other else mine.value
                    _give(made, "evaluator2", {"family": family, "wave": wave, "on": mine.on}, domain, value)
        for viewer in (first, second):
            rounds.done(made.db, viewer, round_guid, made.families[family])
    rounds.show(made.db, first, round_guid)
    for one in said["differs"]:
        if "settled" in one:
            on = sheets.sheet(made.db, first, made.families[one["family"]], labels[wave]).on
            rounds.settle(made.pilot, made.db, first, Entry(
                made.families[one["family"]], wave, one["domain"], float(one["settled"]), on, reason=one["why"],
                rubric=rubrics.FIRST))
