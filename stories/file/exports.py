"""What of a family's file can be taken out: generations and household, organisations, goals, and the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import as_docx
from pilot.files.export import NOTHING, Export, Format, about, leaves, list_of, tabular
from pilot.files.pictures.picture import Picture, drawable
from pilot.files.printable import printable
from pilot.vocabulary import days, domains, dossier, kinship, partners, patterns, voices
from pilot.vocabulary import goals as states
from pilot.words import N_, _, ngettext
from stories.file import dossier as dossiers
from stories.file import goals as goals_of
from stories.file import household, kin, known, listed, organisations
from stories.file.picture import around_picture, centred, generations_picture
from stories.file.printing import pdf

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.files.export import Asked
    from pilot.files.table import Table


def _name(db: Database, viewer: Viewer, family_guid: str) -> str:
    access.require_family(db, viewer, family_guid, Right.KEEP_FILE)
    return str(db.conn.execute("SELECT pseudonym FROM family WHERE guid = ?", (family_guid,)).fetchone()[0])


@use_case(Right.KEEP_FILE, event="exported households", reads="generations of families, and patterns in them")
def generations_table(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Table:
    """A row for everybody of a family's generations. Raises: NotFound."""
    name = _name(db, viewer, family_guid)
    found = kin.generations(pilot, db, viewer, family_guid)
    rows = found.members
    return list_of(db, viewer, "households", _("Generations of {family}").format(family=name), {
        _("Who"): [one.name for one in rows], _("Role"): [one.role for one in rows],
        _("Drawn as"): [kinship.shape_name(one.shape) for one in rows],
        _("Born in"): [one.birth_year for one in rows],
        _("Belongs to"): [listed.said(found, one) for one in rows],
        _("Patterns"): ["; ".join(patterns.name(each.key) for each in one.patterns) for one in rows],
        _("Said by"): ["; ".join(voices.name(each.said_by) for each in one.patterns) for one in rows]},
        (_("Family"), name), coded=None, guid=family_guid,
        facts=((_("Household"), "; ".join(_lived(one) for one in household.over_time(db, viewer, family_guid))),))


def _lived(one: household.Household) -> str:
    until = days.short(one.until_on) if one.until_on else _("now")
    return f"{known.in_words(one)} ({days.short(one.from_on)} – {until})"


@use_case(Right.KEEP_FILE, event="exported households", reads="generations of families, and patterns in them")
def generations_figure(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Picture:
    """The generations of a family as a picture. Raises: NotFound, also where nobody is drawn."""
    name = _name(db, viewer, family_guid)
    found = kin.generations(pilot, db, viewer, family_guid)
    if not found.members:
        raise NotFound(NOTHING)
    leaves(db, viewer, "households", family_guid)
    marked = sorted({one.key for each in found.members for one in each.patterns}, key=patterns.number)
    said = ngettext("{n} person, drawn once; numbers are patterns that were marked: {patterns}.",
                    "{n} people, each drawn once; numbers are patterns that were marked: {patterns}.",
                    len(found.members)).format(n=len(found.members), patterns=", ".join(
                        f"{patterns.number(one)} {patterns.name(one)}" for one in marked) or _("none"))
    return Picture(_("Generations of {family}").format(family=name), said, centred(generations_picture(found)),
                   about(db, viewer, (_("Family"), name), coded=None))


@use_case(Right.KEEP_FILE, event="exported organisations", reads="organisations round families")
def organisation_table(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Table:
    """A row for each organisation round a family. Raises: NotFound, OutOfReach."""
    name = _name(db, viewer, family_guid)
    found = organisations.around(pilot, db, viewer, family_guid)
    rows = found.all
    return list_of(db, viewer, "organisations", _("Organisations round {family}").format(family=name), {
        _("Organisation"): [partners.name(one.kind) for one in rows], _("Called"): [one.name for one in rows],
        _("Contact"): [one.contact for one in rows], _("Leads"): [_("yes") if one.leads else "" for one in rows],
        _("From"): [one.from_on for one in rows], _("Until"): [one.until_on or "" for one in rows]},
        (_("Family"), name), coded=None, facts=((_("Counted"), listed.counted(found)),), guid=family_guid)


@use_case(Right.KEEP_FILE, event="exported organisations", reads="organisations round families")
def organisation_figure(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Picture:
    """The organisations round a family today as a picture. Raises: NotFound, OutOfReach."""
    name = _name(db, viewer, family_guid)
    found = organisations.around(pilot, db, viewer, family_guid)
    if not found.all:
        raise NotFound(NOTHING)
    leaves(db, viewer, "organisations", family_guid)
    title = _("Now, {date}").format(date=days.short(found.now))
    drawn = centred(around_picture(found.on(found.now), title))
    return Picture(_("Organisations round {family}").format(family=name), listed.counted(found), drawn,
                   about(db, viewer, (_("Family"), name), coded=None))


@use_case(Right.KEEP_FILE, event="exported goals", reads="goals of families")
def goal_table(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Table:
    """A row for each goal of a family. Raises: NotFound, OutOfReach."""
    name = _name(db, viewer, family_guid)
    rows = goals_of.goals(pilot, db, viewer, family_guid)
    return list_of(db, viewer, "goals", _("Goals of {family}").format(family=name), {
        _("Goal"): [one.words for one in rows], _("Life domain"): [domains.name(one.domain) for one in rows],
        _("Set on"): [one.set_on for one in rows], _("Set by"): [voices.name(one.set_by) for one in rows],
        _("State"): [states.name(one.state) for one in rows], _("Since"): [one.since for one in rows],
        _("Why"): [one.steps[-1].why if one.steps else "" for one in rows],
        _("Stories"): ["; ".join(each.title for each in one.stories) for one in rows]},
        (_("Family"), name), coded=None, guid=family_guid)


@use_case(Right.KEEP_FILE, event="exported dossier", reads="texts")
def dossier_sheets(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str
) -> tuple[str, tuple[tuple[str, str], ...], list[tuple[str, list[tuple[str, list[str], list[str]]]]]]:
    """A whole dossier as it is printed: title, what there is to know, and by state its sections.

    Returns: of a section its name, its paragraphs, and in small what is known elsewhere and who wrote it when.
    Raises: NotFound (nothing is written), OutOfReach.
    """
    name = _name(db, viewer, family_guid)
    found = dossiers.states(pilot, db, viewer, family_guid)
    if not found:
        raise NotFound(NOTHING)
    leaves(db, viewer, "dossier", family_guid)
    parts = []
    for n, state in enumerate(found):
        beside = known.beside(pilot, db, viewer, family_guid, state.as_of)
        sections = []
        for section in dossier.SECTIONS:
            last = state.sections.get(section, ())[:1]
            small = beside.get(section, []) + [written(one) for one in last]
            if last or small:
                sections.append((dossier.name(section), [one for text in last for one in text.text.split("\n") if one],
                                 small))
        parts.append((state_name(state.as_of, first=n == 0), sections))
    told = about(db, viewer, (_("Family"), name), coded=None, facts=((_("Names"), _(
        "words of the register are replaced; look the text over before you pass it on")),))
    return _("Dossier of {family}").format(family=name), told, parts


def state_name(as_of: str, *, first: bool) -> str:
    """What a state of a dossier is called: at the start, or on a day."""
    return (_("At the start, {date}") if first else _("As it was on {date}")).format(date=days.long(as_of))


def written(one: dossiers.Text) -> str:
    """Who wrote a section and when."""
    return _("version {n}, written on {date} by {who}").format(n=one.number, date=days.long(one.at[:10]), who=one.by)


def _docx(asked: Asked) -> bytes:
    title, told, parts = dossier_sheets(asked.pilot, asked.db, asked.viewer, asked.query.get("family", ""))
    made = as_docx.begun(title, told)
    for state, sections in parts:
        made.add_heading(printable(state), level=2)
        for name, paragraphs, small in sections:
            made.add_heading(printable(name), level=3)
            for one in paragraphs:
                made.add_paragraph(printable(one))
            for one in small:
                made.add_paragraph(printable(one), style="Caption")
    return as_docx.finished(made)


def _pdf(asked: Asked) -> bytes:
    title, told, parts = dossier_sheets(asked.pilot, asked.db, asked.viewer, asked.query.get("family", ""))
    return pdf(title, told, parts, today(asked.db))


GENERATIONS = Export("generations", N_("Household and generations"), ("family",), {
    **drawable(lambda asked: generations_figure(
        asked.pilot, asked.db, asked.viewer, asked.query.get("family", ""))),
    **tabular(lambda asked: generations_table(asked.pilot, asked.db, asked.viewer, asked.query.get("family", "")))},
    needs=("family",))
ORGANISATIONS = Export("organisations", N_("Organisations"), ("family",), {
    **drawable(lambda asked: organisation_figure(
        asked.pilot, asked.db, asked.viewer, asked.query.get("family", ""))),
    **tabular(lambda asked: organisation_table(asked.pilot, asked.db, asked.viewer, asked.query.get("family", "")))},
    needs=("family",))
GOALS = Export("goals", N_("Goals"), ("family",), tabular(
    lambda asked: goal_table(asked.pilot, asked.db, asked.viewer, asked.query.get("family", ""))), needs=("family",))
DOSSIER = Export("dossier", N_("Dossier"), ("family",), {
    "docx": Format(as_docx.MIME, _docx), "pdf": Format("application/pdf", _pdf)}, needs=("family",))
EXPORTS = (GENERATIONS, ORGANISATIONS, GOALS, DOSSIER)
