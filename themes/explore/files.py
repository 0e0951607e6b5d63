"""Views of the explorer as files: each as a table and as a picture, with what counts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Coded, Export, about, leaves, list_of, tabular
from pilot.files.pictures.picture import Picture, drawable
from pilot.words import N_, _
from themes import frames
from themes.explore import beside as comparing
from themes.explore.course import course
from themes.explore.first import first_mentions
from themes.explore.in_time import in_time
from themes.explore.sides import Sides
from themes.explore.states import MEANINGS, Seen
from themes.figures import explore_pictures
from themes.over_time import CALENDAR, SUPPORT, exposure, panels
from themes.scope import OPTIONS, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.files.pictures.picture import Drawn
    from pilot.files.table import Table
    from themes.explore.beside import Beside
    from themes.frames import Material

TIME_UNIT = N_("One code by family and period: passages, and in how many of the coded stories and conversations")
FIRST_UNIT = N_("Families that have said it so far, of families with coded stories so far; over a step how many said it"
                " first, of those that still could")
COURSE_UNIT = N_("Codes of one family by story and conversation, first told first: passages")
BESIDE_UNIT = N_("Families that said it, of the families of each side with stories coded for the code")


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def time_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per family and period of one code. Raises: NotFound where there is nothing; BadInput; NotAllowed."""
    material = _material(db, viewer, query)
    found = in_time(material, query.get("code", ""), _by(query))
    cells, names = found.cells, _families(material)
    return list_of(db, viewer, "view", found.code.name, {
        _("Code"): [found.code.name] * len(cells), _("Family"): [names[one] for one in cells["family"]],
        _("Period"): cells["label"].tolist(), **_states(cells.to_dict("list"))},
        (_("What counts"), material.sentence()), (_("Unit"), _(TIME_UNIT)), coded=_coded(db, material))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def time_picture(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Picture:
    """The figure of `time_table`."""
    material = _material(db, viewer, query)
    found = in_time(material, query.get("code", ""), _by(query))
    if found.cells.empty:
        raise NotFound(NOTHING)
    return _picture(db, viewer, material, found.code.name, TIME_UNIT, explore_pictures.in_time(material, found))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def first_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per code and period, of one group of codes as the figure has it. Raises: as `time_table`."""
    material = _material(db, viewer, query)
    codes = {code.key: code.name for code in panels(material, query.get("panels", ""))}
    steps = first_mentions(material, _by(query)).steps
    steps, names = steps[steps["code"].isin(codes)], _families(material)
    return list_of(db, viewer, "view", _("First mention"), {
        _("Code"): [codes[one] for one in steps["code"]], _("Period"): steps["label"].tolist(),
        _("Said it first"): steps["first"].tolist(), _("Still could"): steps["at_risk"].tolist(),
        _("Said it so far"): steps["so_far"].tolist(), _("With coded stories so far"): steps["of"].tolist(),
        _("Which families"): [", ".join(names[one.family] for one in who) for who in steps["who"]]},
        (_("What counts"), material.sentence()), (_("Unit"), _(FIRST_UNIT)), coded=_coded(db, material))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def first_picture(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Picture:
    """The figure of `first_table`."""
    # What begins the program does not wait for plotly.
    from themes.figures.bars_picture import bars_picture
    from themes.figures.steps import first_figure

    material = _material(db, viewer, query)
    found = first_mentions(material, _by(query))
    shown = exposure(material, found.when)
    if shown.empty:
        raise NotFound(NOTHING)
    return _picture(db, viewer, material, _("First mention"), FIRST_UNIT, bars_picture(first_figure(
        found.steps, shown, panels(material, query.get("panels", "")), dark=False)))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def course_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per code and document of one family. Raises: as `time_table`; NotFound for a family that is not there."""
    material = _material(db, viewer, query)
    found = course(material, _family(material, query))
    names = {code.key: code.name for code in material.codes}
    told = found.told.set_index("document")
    cells = found.cells
    return list_of(db, viewer, "view", _("{family} in time").format(family=found.pseudonym), {
        _("Group"): [material.groups[one] for one in cells["code"]], _("Code"): [names[one] for one in cells["code"]],
        _("Document"): told.loc[cells["document"], "title"].tolist(),
        _("Date"): told.loc[cells["document"], "on_date"].tolist(),
        _("Months of support"): ["" if one is None else one for one in told.loc[cells["document"], "month"]],
        **_states(cells.to_dict("list"))},
        (_("Family"), found.pseudonym), (_("What counts"), material.sentence()), (_("Unit"), _(COURSE_UNIT)),
        coded=_coded(db, material))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def course_picture(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Picture:
    """The figure of `course_table`."""
    material = _material(db, viewer, query)
    found = course(material, _family(material, query))
    if found.told.empty:
        raise NotFound(NOTHING)
    return _picture(db, viewer, material, _("{family} in time").format(family=found.pseudonym), COURSE_UNIT,
                    explore_pictures.course(material, found), (_("Family"), found.pseudonym))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def beside_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per code and side; what differs stands with both sides where there are two. Raises: as `time_table`."""
    found = _beside(db, viewer, query)
    names = {code.key: code.name for code in found.codes}
    sides = {side.key: side.name for side in found.sides}
    cells, said = found.cells, comparing.differences(found)
    return list_of(db, viewer, "view", _("Side by side"), {
        _("Group"): [found.whole.groups[one] for one in cells["code"]],
        _("Code"): [names[one] for one in cells["code"]], _("Side"): [sides[one] for one in cells["side"]],
        _("Families that said it"): cells["families_said"].tolist(),
        _("Families coded for it"): cells["families_coded"].tolist(),
        _("Families with something told"): cells["families_told"].tolist(),
        _("Passages"): cells["passages"].tolist(), _("Passages +"): cells["plus"].tolist(),
        _("Passages -"): cells["minus"].tolist(), _("Passages ±"): cells["both"].tolist(),
        **({_("What differs"): [said[one] for one in cells["code"]]} if said else {})},
        *_counts(found), (_("Unit"), _(BESIDE_UNIT)), coded=_coded(db, found.whole))


@use_case(Right.SEE_THEMES, event="exported view", reads="numbers by family")
def beside_picture(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Picture:
    """The figure of `beside_table`."""
    found = _beside(db, viewer, query)
    leaves(db, viewer, "view")
    return Picture(_("Side by side"), _(BESIDE_UNIT), explore_pictures.beside(found, comparing.differences(found)),
                   about(db, viewer, *_counts(found), coded=_coded(db, found.whole)))


def _beside(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Beside:
    found = comparing.beside(db, viewer, Scope.from_query(query), Sides.from_query(query))
    if found is None or found.cells.empty:
        raise NotFound(NOTHING)
    return found


def _counts(found: Beside) -> list[tuple[str, str]]:
    return [(_("What counts: {side}").format(side=side.name), found.sentences[side.key]) for side in found.sides]


def _material(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Material:
    material = frames.load(db, viewer, Scope.from_query(query))
    if material is None or material.documents.empty or not material.codes:
        raise NotFound(NOTHING)
    return material


def _by(query: Mapping[str, str]) -> str:
    return SUPPORT if query.get("by") == SUPPORT else CALENDAR


def _family(material: Material, query: Mapping[str, str]) -> str:
    """The family (guid) that is asked for, the first where none is."""
    return query.get("family") or str(material.families["guid"].iloc[0])


def _families(material: Material) -> dict[str, str]:
    return dict(zip(material.families["guid"], material.families["pseudonym"], strict=True))


def _states(cells: Mapping[Any, Sequence[object]]) -> dict[str, Sequence[object]]:
    return {
        _("What is known"): [_(MEANINGS[Seen(str(one))]) for one in cells["state"]],
        _("Passages"): cells["passages"], _("Passages +"): cells["plus"], _("Passages -"): cells["minus"],
        _("Passages ±"): cells["both"], _("Documents in which it was said"): cells["said"],
        _("Documents coded for it"): cells["coded"], _("Documents told"): cells["told"]}


def _coded(db: Database, material: Material) -> Coded:
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    return Coded(material.version.told,
                 ", ".join(sorted(labels[int(one)] for one in material.finished.coders)) or _("none"))


def _picture(
    db: Database, viewer: Viewer, material: Material, title: str, unit: str, drawn: Drawn, *chosen: tuple[str, str],
) -> Picture:
    leaves(db, viewer, "view")
    return Picture(title, _(unit), drawn, about(
        db, viewer, *chosen, (_("What counts"), material.sentence()), coded=_coded(db, material)))


IN_TIME = Export("theme-in-time", N_("A theme in time"), (*OPTIONS, "code", "by"), {
    **tabular(lambda asked: time_table(asked.db, asked.viewer, asked.query)),
    **drawable(lambda asked: time_picture(asked.db, asked.viewer, asked.query))})
FIRST = Export("first-mention", N_("First mention"), (*OPTIONS, "by", "panels"), {
    **drawable(lambda asked: first_picture(asked.db, asked.viewer, asked.query)),
    **tabular(lambda asked: first_table(asked.db, asked.viewer, asked.query))})
COURSE = Export("family-in-time", N_("One family in time"), (*OPTIONS, "family"), {
    **tabular(lambda asked: course_table(asked.db, asked.viewer, asked.query)),
    **drawable(lambda asked: course_picture(asked.db, asked.viewer, asked.query))})
BESIDE = Export("side-by-side", N_("Side by side"), (*OPTIONS, "beside", "which"), {
    **tabular(lambda asked: beside_table(asked.db, asked.viewer, asked.query)),
    **drawable(lambda asked: beside_picture(asked.db, asked.viewer, asked.query))})
EXPORTS = (IN_TIME, FIRST, COURSE, BESIDE)
