"""Scores of life domains, and the rubrics they were read against, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.access import blind as blindness
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.paging import EVERYTHING, Order, Source, Wanted, fetch
from pilot.vocabulary import domains, voices
from pilot.words import N_, _
from stories.outcomes import rubrics
from stories.outcomes.scores import IS_LAST, SETTLED, UNKNOWN

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table

SOURCES = {"dossier": N_("dossier"), "interview": N_("conversation"), "family": N_("the family itself"),
           "unstated": N_("not said")}


@use_case(Right.KEEP_FILE, event="exported scores", reads="scores of life domains by family")
def score_table(db: Database, viewer: Viewer, family_guid: str = "", search: str = "") -> Table:
    """A row for each score that holds: by each who scored, and what was settled. What is scored blind now is left out,
    for everybody alike, as is what is out of reach. Raises: NotFound."""
    if family_guid:
        access.require_family(db, viewer, family_guid, Right.KEEP_FILE)
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    rows = fetch(
        db, "f.pseudonym, w.label, s.domain, s.value, s.state, s.voice, s.source, CASE WHEN u.guid IS NULL THEN '' ELSE"
        " maker(u.guid, u.label) END, s.layer, s.observed_on, s.rubric, s.reason, (SELECT count(*) FROM score_ground g"
        " WHERE g.family_id = s.family_id AND g.wave_id = s.wave_id AND g.domain = s.domain AND g.voice = s.voice"
        " AND g.chosen_by = s.scored_by AND g.removed_at IS NULL)", Source(
            "FROM score s JOIN wave w USING (wave_id) JOIN family f USING (family_id) LEFT JOIN site o USING (site_id)"
            f" LEFT JOIN user u ON u.user_id = s.scored_by WHERE {where} AND {reached} AND {IS_LAST}"
            f" AND {blindness.scores_counted_where()} AND ? IN ('', f.guid)", (*params, *given, family_guid),
            "f.pseudonym || ' ' || coalesce(o.name, '')"), Wanted(search, size=EVERYTHING),
        {"family": Order("", "f.pseudonym, w.place, w.wave_id, s.domain, s.voice, s.layer, s.score_id")})
    return list_of(db, viewer, "scores", _("Scores"), {
        _("Family"): [one[0] for one in rows], _("Round"): [one[1] for one in rows],
        _("Life domain"): [domains.name(one[2]) for one in rows],
        _("Score, 10 worst to 0"): ["" if one[3] is None else one[3] for one in rows],
        _("Unknown"): [_("yes") if one[4] == UNKNOWN else "" for one in rows],
        _("Said by"): [voices.name(one[5]) for one in rows], _("Known from"): [_(SOURCES[one[6]]) for one in rows],
        _("Scored by"): [one[7] for one in rows],
        _("Settled"): [_("yes") if one[8] == SETTLED else "" for one in rows], _("On"): [one[9] for one in rows],
        _("Version of the rubrics"): ["" if one[10] is None else one[10] for one in rows],
        _("Why"): [one[11] for one in rows], _("Words it rests on"): [one[12] for one in rows]},
        (_("Family"), rows[0][0] if family_guid and rows else ""), (_("Searched"), search), coded=None)


@use_case(Right.SEE_FAMILIES, event="exported rubric", reads="what levels of life domains mean")
def rubric_table(db: Database, viewer: Viewer, number: str = "") -> Table:
    """A row for each level of each life domain, from the worst; `number`: of the version, '' for the newest.

    Raises: NotFound.
    """
    found = rubrics.of_version(db, int(number)) if number.isascii() and number.isdecimal() and len(number) < 9 else (
        rubrics.newest(db))
    rows = [(domain, value, ladder) for domain, ladder in found.ladders.items() for value in rubrics.LEVELS]
    return list_of(db, viewer, "rubric", _("Rubrics"), {
        _("Life domain"): [domains.name(domain) for domain, _value, _ladder in rows],
        _("What it is about"): [ladder.about.to() for _domain, _value, ladder in rows],
        _("Score, 10 worst to 0"): [value for _domain, value, _ladder in rows],
        _("What it means"): [ladder.level(value).to() for _domain, value, ladder in rows]},
        (_("Version"), _("version {n}").format(n=found.number)), coded=None)


SCORES = Export("scores", N_("Scores"), ("family", "search"), tabular(
    lambda asked: score_table(asked.db, asked.viewer, asked.query.get("family", ""), asked.query.get("search", ""))))
RUBRIC = Export("rubric", N_("Rubrics"), ("version",), tabular(
    lambda asked: rubric_table(asked.db, asked.viewer, asked.query.get("version", ""))))
EXPORTS = (SCORES, RUBRIC)
