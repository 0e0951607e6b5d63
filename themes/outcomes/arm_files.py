"""The comparison of two groups as files: the flow, how alike they were, the take-up of services, life domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Export, about, leaves, list_of, tabular
from pilot.files.pictures.picture import Picture, drawable
from pilot.vocabulary import domains, services, voices
from pilot.words import N_, _
from themes.figures import trial_words as words
from themes.figures.differences_picture import differences_picture
from themes.figures.flow_picture import flow_picture, steps
from themes.figures.trial_pictures import services_axis, services_lines
from themes.outcomes import arms
from themes.outcomes.comparing import Share

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.files.table import Table
    from themes.outcomes.arms import Counts, Trial
    from themes.outcomes.comparing import Difference


@use_case(Right.SEE_THEMES, event="exported trial-flow", reads="numbers by family")
def flow_figure(pilot: Pilot, db: Database, viewer: Viewer) -> Picture:
    """The way of families through the comparison as a picture. Raises: NotFound while there is none."""
    found = _found(pilot, db, viewer)
    leaves(db, viewer, "trial-flow")
    return Picture(_("The way of families through the comparison"), words.counted_as_given(),
                   flow_picture(found, arms.flow(found)), about(db, viewer, coded=None, facts=_facts(found)))


@use_case(Right.SEE_THEMES, event="exported trial-flow", reads="numbers by family")
def flow_table(pilot: Pilot, db: Database, viewer: Viewer) -> Table:
    """A row for each line of the flow. Raises: NotFound while there is none."""
    found = _found(pilot, db, viewer)
    rows = [(group.name, *line) for group in arms.flow(found) for line in _lines(steps(group))]
    return list_of(db, viewer, "trial-flow", _("The way of families through the comparison"), {
        _("Group"): [group for group, _head, _line in rows], _("Step"): [head for _group, head, _line in rows],
        _("What"): [line for _group, _head, line in rows]}, coded=None, facts=_facts(found))


@use_case(Right.SEE_THEMES, event="exported trial", reads="numbers by family")
def balance_table(pilot: Pilot, db: Database, viewer: Viewer) -> Table:
    """A row for each line of how alike the groups were at the start. Raises: NotFound."""
    found = _found(pilot, db, viewer)
    rows = arms.balance(found)
    return list_of(db, viewer, "trial", _("How alike the groups were at the start"), {
        _("What"): [words.named(one) for one in rows],
        found.plan.support: [words.number(one.support) for one in rows],
        found.plan.control: [words.number(one.control) for one in rows],
        _("Apart (standard deviations)"): [_rounded(one.apart) for one in rows]}, coded=None, facts=_facts(found))


@use_case(Right.SEE_THEMES, event="exported trial", reads="numbers by family")
def take_up_table(pilot: Pilot, db: Database, viewer: Viewer) -> Table:
    """A row for each service and wave. Raises: NotFound."""
    found = _found(pilot, db, viewer)
    rows = [one for wave in found.used_waves for one in arms.take_up(found, wave)]
    return list_of(db, viewer, "trial", _("Use of services in both groups"), {
        _("Moment"): [one.wave for one in rows], _("Service"): [services.name(one.service) for one in rows],
        **_counts(found.plan.support, [one.support for one in rows]),
        **_counts(found.plan.control, [one.control for one in rows]),
        **_differences([one.difference for one in rows], 100),
        _("Lowest, if all were known"): [_rounded(one.extremes and one.extremes[0] * 100) for one in rows],
        _("Highest, if all were known"): [_rounded(one.extremes and one.extremes[1] * 100) for one in rows],
        _("p of all together (Holm)"): [_rounded(one.p_of_all, 4) for one in rows]}, coded=None,
        facts=(*_facts(found), (_("Unit"), _("families; differences in percentage points"))))


@use_case(Right.SEE_THEMES, event="exported trial", reads="numbers by family")
def take_up_figure(pilot: Pilot, db: Database, viewer: Viewer, wave: str = "") -> Picture:
    """The differences in use of services at a wave ('' for the last) as a picture. Raises: NotFound."""
    found = _found(pilot, db, viewer)
    if not found.used_waves:
        raise NotFound(NOTHING)
    at = wave if wave in found.used_waves else found.used_waves[-1]
    lines = services_lines(arms.take_up(found, at))
    leaves(db, viewer, "trial")
    return Picture(
        _("Use of services in both groups"), _("Share of families in the group “{group}” minus that in “{other}”, in"
        " percentage points, with the 95% interval; {wave}.").format(
            group=found.plan.support, other=found.plan.control, wave=at),
        differences_picture(lines, services_axis(lines)), about(
            db, viewer, (_("Moment"), at if wave else ""), coded=None, facts=_facts(found)))


@use_case(Right.SEE_THEMES, event="exported trial", reads="numbers by family")
def course_table(pilot: Pilot, db: Database, viewer: Viewer) -> Table:
    """A row for each life domain and voice, from the first wave to the last. Raises: NotFound."""
    found = _found(pilot, db, viewer)
    rows = [one for voice in found.voices for one in arms.courses(found, voice)]
    columns = {name: [getattr(one, arm) for one in rows] for arm, name in (
        ("support", found.plan.support), ("control", found.plan.control))}
    shown: dict[str, list[object]] = {
        _("Life domain"): [domains.name(one.domain) for one in rows],
        _("Said by"): [voices.name(one.voice) for one in rows]}
    for name, both in columns.items():
        shown |= {_("{group}: families").format(group=name): [one.change.n for one in both],
                  _("{group}: at the start").format(group=name): [_rounded(one.start.mean, 2) for one in both],
                  _("{group}: at the end").format(group=name): [_rounded(one.end.mean, 2) for one in both]}
    return list_of(db, viewer, "trial", _("Life domains in both groups"), {
        **shown, **_differences([one.difference for one in rows], 1),
        _("p of all together (Holm)"): [_rounded(one.p_of_all, 4) for one in rows]}, coded=None,
        facts=(*_facts(found), (_("Unit"), _("score from 10 (worst) to 0 (no problem); families known at both"))))


def _found(pilot: Pilot, db: Database, viewer: Viewer) -> Trial:
    found = arms.load(pilot, db, viewer)
    if found is None or not found.allotted:
        raise NotFound(NOTHING)
    return found


def _facts(found: Trial) -> tuple[tuple[str, str], ...]:
    return (*words.method(found.plan), (_("Counted"), words.counted_as_given()), (_("Note"), words.claim(found.plan)))


def _lines(boxes: list[list[str]]) -> list[tuple[str, str]]:
    return [(box[0], line) for box in boxes for line in (box[1:] or [""])]


def _counts(name: str, rows: list[Counts]) -> dict[str, list[object]]:
    shares: list[Share] = [one.share for one in rows]
    return {_("{group}: yes").format(group=name): [one.yes for one in shares],
            _("{group}: known").format(group=name): [one.n for one in shares],
            _("{group}: not known").format(group=name): [one.unknown for one in rows],
            _("{group}: missing").format(group=name): [one.missing for one in rows],
            _("{group}: without consent").format(group=name): [one.out for one in rows]}


def _differences(rows: list[Difference | None], times: int) -> dict[str, list[object]]:
    return {_("Difference"): [_rounded(one and one.value * times) for one in rows],
            _("from"): [_rounded(one.low * times) if one and one.low is not None else None for one in rows],
            _("to"): [_rounded(one.high * times) if one and one.high is not None else None for one in rows],
            _("p"): [_rounded(one and one.p, 4) for one in rows]}


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None or value != value else round(value, digits)  # noqa: PLR0124  nan is not itself


FLOW = Export("trial-flow", N_("The way of families"), (), {
    **drawable(lambda asked: flow_figure(asked.pilot, asked.db, asked.viewer)),
    **tabular(lambda asked: flow_table(asked.pilot, asked.db, asked.viewer))})
BALANCE = Export("trial-start", N_("How alike the groups were at the start"), (), tabular(
    lambda asked: balance_table(asked.pilot, asked.db, asked.viewer)))
TAKE_UP = Export("trial-services", N_("Use of services in both groups"), ("wave",), {
    **drawable(lambda asked: take_up_figure(asked.pilot, asked.db, asked.viewer, asked.query.get("wave", ""))),
    **tabular(lambda asked: take_up_table(asked.pilot, asked.db, asked.viewer))})
COURSES = Export("trial-domains", N_("Life domains in both groups"), (), tabular(
    lambda asked: course_table(asked.pilot, asked.db, asked.viewer)))
EXPORTS = (FLOW, BALANCE, TAKE_UP, COURSES)
