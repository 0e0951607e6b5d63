"""Outcomes as files: life domains by wave, what changed with its tests, and groups beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Export, list_of, tabular
from pilot.vocabulary import domains as named
from pilot.vocabulary import voices
from pilot.words import N_, _
from themes.figures import outcome_words as words
from themes.outcomes import counting, figures, laid
from themes.outcomes.choice import BY, OPTIONS, of_query
from themes.outcomes.testing import Tested, TooFew

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.outcomes.choice import Choice
    from themes.outcomes.laid import Laid


@use_case(Right.SEE_THEMES, event="exported outcomes", reads="numbers by life domain")
def waves_table(db: Database, viewer: Viewer, choice: Choice) -> Table:
    """A row for each domain and wave. Raises: NotFound while there are no scores, BadInput."""
    found = _laid(db, viewer, choice)
    at = [(key, wave) for key in found.cube.domains for wave in found.cube.waves]
    counted = [counting.at_wave(found.cube.at(wave, key)) for key, wave in at]
    absent = [figures.absent(found, wave, key) for key, wave in at]
    steps = sorted({score for one in counted for score in one.counts}, reverse=True)
    shares = [one.percent or {} for one in counted]
    return _file(db, viewer, "outcomes", _("Life domains by round"), found, {
        _("Life domain"): [named.name(key) for key, _wave in at], _("Round of measuring"): [wave for _key, wave in at],
        _("Families known"): [one.n for one in counted], _("Families missing"): [one.missing for one in counted],
        _("of these unknown"): [one.unknown for one in absent],
        _("of these not settled"): [one.unsettled for one in absent],
        _("of these not scored"): [one.nobody for one in absent],
        _("of these not that far yet"): [one.not_yet for one in absent],
        _("Mean score"): [one.mean for one in counted],
        **{_("Families with {score}").format(score=words.score(step)): [one.counts.get(step, 0) for one in counted]
           for step in steps},
        **{_("Percent with {score}").format(score=words.score(step)): [
            one.get(step, 0.0) if one else None for one in shares] for step in steps}})


@use_case(Right.SEE_THEMES, event="exported outcomes", reads="numbers by life domain")
def change_table(db: Database, viewer: Viewer, choice: Choice) -> Table:
    """A row for each domain: what changed, and its test. Raises: NotFound with one round or none, BadInput."""
    found = _laid(db, viewer, choice)
    if not found.moves:
        raise NotFound(NOTHING)
    rows, tested = figures.domains(found), figures.changes(found)
    return _file(db, viewer, "outcomes", _("What changed by life domain"), found, {
        _("Life domain"): [named.name(one.key) for one in rows],
        _("Mean, {wave}").format(wave=found.first): [one.first.mean for one in rows],
        _("Mean, {wave}").format(wave=found.last): [one.last.mean for one in rows],
        _("Families known at both"): [one.change.n for one in rows],
        _("Improved"): [one.change.improved for one in rows], _("The same"): [one.change.stable for one in rows],
        _("Worsened"): [one.change.worsened for one in rows],
        **_tests([one.tested for one in tested]), _("p corrected (Holm)"): [one.holm for one in tested]})


@use_case(Right.SEE_THEMES, event="exported outcomes", reads="numbers by life domain")
def groups_table(db: Database, viewer: Viewer, choice: Choice) -> Table:
    """A row for each domain and group. Raises: NotFound where no groups were chosen, BadInput."""
    found = _laid(db, viewer, choice)
    rows = [(one, name, one.groups[name]) for one in figures.beside(found) for name in found.groups]
    if not rows:
        raise NotFound(NOTHING)
    tested = [one.in_change if found.moves else one.at_start for one, _name, _of in rows]
    return _file(db, viewer, "outcomes", _("Life domains by group"), found, {
        _("Life domain"): [named.name(one.key) for one, _name, _of in rows],
        _("Group"): [name for _one, name, _of in rows],
        _("Families in the group"): [len(found.groups[name]) for _one, name, _of in rows],
        _("Families known, {wave}").format(wave=found.first): [of.first.n for *_one, of in rows],
        _("Mean, {wave}").format(wave=found.first): [of.first.mean for *_one, of in rows],
        _("Families known, {wave}").format(wave=found.last): [of.last.n for *_one, of in rows],
        _("Mean, {wave}").format(wave=found.last): [of.last.mean for *_one, of in rows],
        _("Improved"): [of.change.improved for *_one, of in rows],
        _("The same"): [of.change.stable for *_one, of in rows],
        _("Worsened"): [of.change.worsened for *_one, of in rows], **_tests(tested)})


def _tests(found: list[Tested | TooFew]) -> Mapping[str, list[object]]:
    def given(name: str) -> list[object]:
        return [getattr(one, name) if isinstance(one, Tested) else None for one in found]

    return {_("Test"): [_(words.NAMES[one.test]) for one in found],
            _("Families tested"): [" + ".join(map(str, one.ns)) for one in found], _("Effect"): given("effect"),
            _("Effect, low (95%)"): given("low"), _("Effect, high (95%)"): given("high"), _("p"): given("p"),
            _("In words"): [words.sentence(one) for one in found]}


def _laid(db: Database, viewer: Viewer, choice: Choice) -> Laid:
    found = laid.load(db, viewer, choice)
    if found is None or np.isnan(found.cube.values).all():
        raise NotFound(NOTHING)
    return found


def _file(
    db: Database, viewer: Viewer, what: str, title: str, found: Laid, columns: Mapping[str, list[object]]
) -> Table:
    choice = found.choice
    return list_of(
        db, viewer, what, title, columns, (_("As judged by"), voices.title(choice.voice)),
        (_("From"), found.first), (_("To"), found.last), (_("Beside each other"), _(BY[choice.by])), coded=None,
        facts=((_("What counts"), words.scope(found)), (_("Tests"), words.sizes())))


OUTCOMES = Export("outcomes", N_("Life domains by round"), OPTIONS, tabular(
    lambda asked: waves_table(asked.db, asked.viewer, of_query(asked.query))))
CHANGE = Export("outcome-change", N_("What changed by life domain"), OPTIONS, tabular(
    lambda asked: change_table(asked.db, asked.viewer, of_query(asked.query))))
GROUPS = Export("outcome-groups", N_("Life domains by group"), OPTIONS, tabular(
    lambda asked: groups_table(asked.db, asked.viewer, of_query(asked.query))))
EXPORTS = (OUTCOMES, CHANGE, GROUPS)
