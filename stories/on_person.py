"""What is held on one person among stories: what was noted of the family, and of who tells and coaches.

What is counted or dated is given to whoever may take this out; words that somebody wrote only to who may read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, blind, reach
from pilot.access.three_states import BLIND, OTHERWISE, OUT_OF_REACH
from pilot.clock import local_day
from pilot.safety.person_file import Part, cells
from pilot.vocabulary import domains, dossier, households, kinship, partners, patterns, quoting, services, voices
from pilot.words import N_, _
from stories.contacts import kinds as contacts
from stories.outcomes.spending import kinds as spending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose


_DOSSIER = "dossier_text x WHERE 1"


def _contacts(whose: Whose) -> Iterable[Part]:
    person = whose.person
    rows = whose.db.conn.execute(
        "SELECT c.on_date, c.kind, c.minutes, p.pseudonym, (SELECT group_concat(who) FROM contact_with w"
        " WHERE w.contact_id = c.contact_id) FROM contact c JOIN person p ON p.person_id = c.by_person"
        " WHERE (c.family_id = ? OR c.by_person = ?) AND c.removed_at IS NULL ORDER BY 1, c.contact_id",
        (person.family_id, person.person_id))
    yield Part(_("Contacts"), (_("On"), _("Kind"), _("Minutes"), _("Coach"), _("With")), cells(
        (on, _(contacts.KINDS[kind]), minutes, coach,
         ", ".join(_(contacts.WITH[one]) for one in (who or "").split(",") if one))
        for on, kind, minutes, coach, who in rows))
    rows = whose.db.conn.execute(
        "SELECT started_on, kind, who, state, ended_on FROM undertaking WHERE family_id = ? AND removed_at IS NULL"
        " ORDER BY 1", (person.family_id,))
    yield Part(_("What was undertaken"), (_("From"), _("Kind"), _("For whom"), _("State"), _("Until")), cells(
        (on, _(contacts.UNDERTAKINGS[kind]), _(contacts.WITH[who]), _(contacts.STATES[state]), until)
        for on, kind, who, state, until in rows))


def _scores(whose: Whose) -> Iterable[Part]:
    seen, params = blind.scores_seen_where(whose.viewer)
    found = whose.db.conn.execute(
        f"SELECT {seen}, w.label, s.observed_on, s.domain, s.state, s.value, s.voice FROM score s"
        " JOIN wave w USING (wave_id) WHERE s.family_id = ? ORDER BY s.observed_on, s.score_id",
        (*params, whose.person.family_id)).fetchall()
    shown = [row[1:] for row in found if row[0]]
    yield Part(
        _("Scores of life domains, from 10 (worst) to 0 (no problem)"),
        (_("Round"), _("On"), _("Life domain"), _("Score"), _("Voice")), cells(
            (wave, on, domains.name(domain), value if state == "scored" else _(_STATES[state]), voices.title(voice))
            for wave, on, domain, state, value, voice in shown), {BLIND: len(found) - len(shown)})
    rows = whose.db.conn.execute(
        "SELECT w.label, u.observed_on, u.service, u.state FROM uptake u JOIN wave w USING (wave_id)"
        " WHERE u.family_id = ? ORDER BY u.observed_on, u.uptake_id", (whose.person.family_id,))
    yield Part(_("Use of services"), (_("Round"), _("On"), _("Service"), _("Answer")), cells(
        (wave, on, services.name(service), _(_STATES[state])) for wave, on, service, state in rows))


def _facts(whose: Whose) -> Iterable[Part]:
    family = (whose.person.family_id,)
    find = whose.db.conn.execute
    yield Part(_("Milestones"), (_("On"), _("What")), cells(find(
        "SELECT on_date, label FROM milestone WHERE family_id = ? ORDER BY 1", family)))
    yield Part(_("Money spent"), (_("On"), _("For what"), _("Euro"), _("Out of")), cells(
        (on, spending.name(kind), f"{cents / 100:.2f}", _(spending.INSTRUMENTS[instrument]))
        for on, kind, cents, instrument in find(
            "SELECT spent_on, kind, cents, instrument FROM expense WHERE family_id = ? AND removed_at IS NULL"
            " ORDER BY 1", family)))
    yield Part(_("Household"), (_("From"), _("Until"), _("What"), _("Children at home")), cells(
        (start, end, households.name(kind), children) for start, end, kind, children in find(
            "SELECT from_on, until_on, kind, at_home FROM household WHERE family_id = ? ORDER BY 1", family)))
    yield Part(_("In the drawing of generations"), (_("Shape"), _("Year of birth"), _("Patterns")), cells(
        (kinship.shape_name(shape), year, ", ".join(patterns.name(one) for one in (said or "").split(",") if one))
        for shape, year, said in find(
            "SELECT k.shape, k.birth_year, (SELECT group_concat(pattern) FROM kin_pattern t WHERE t.kin_id = k.kin_id)"
            " FROM kin k WHERE k.person_id = ?", (whose.person.person_id,))))
    yield Part(_("Organisations"), (_("From"), _("Until"), _("Kind"), _("Name")), cells(
        (start, end, partners.name(kind), name) for start, end, kind, name in find(
            "SELECT from_on, until_on, kind, name FROM organisation WHERE family_id = ? ORDER BY 1", family)))
    yield Part(_("Referral"), (_("Referred on"), _("Decided on")), cells(find(
        "SELECT referred_on, decided_on FROM referral WHERE family_id = ? AND removed_at IS NULL ORDER BY 1", family)))


def _answers(whose: Whose) -> Iterable[Part]:
    rows = whose.db.conn.execute(
        "SELECT a.answered_on, d.title, a.team + a.municipality + a.public, a.withdrawn_on FROM family_answer a"
        " JOIN document d USING (document_id) WHERE d.family_id = ? ORDER BY 1", (whose.person.family_id,))
    widest = ("", quoting.TEAM, quoting.MUNICIPALITY, quoting.PUBLIC)
    yield Part(
        _("What the family said may be quoted"), (_("On"), _("Title"), _("For whom"), _("Taken back on")), cells(
            (on, title, _(quoting.AUDIENCE_NAMES[widest[n]]) if n else _("nobody"), back)
            for on, title, n, back in rows))


def _handovers(whose: Whose) -> Iterable[Part]:
    person = whose.person
    rows = whose.db.conn.execute(
        "SELECT h.created_at, l.pseudonym, s.pseudonym FROM handover h JOIN person l ON l.person_id = h.leaving_id"
        " JOIN person s ON s.person_id = h.successor_id WHERE h.taken_back_at IS NULL"
        " AND (h.family_id = ? OR ? IN (h.leaving_id, h.successor_id)) ORDER BY 1",
        (person.family_id, person.person_id))
    yield Part(_("Change of coach"), (_("On"), _("Coach who leaves"), _("Coach who follows")), cells(
        (local_day(whose.db, at), leaves, follows) for at, leaves, follows in rows))


def _written(whose: Whose) -> Iterable[Part]:
    """What was written of the family in words: to who keeps its file, while it is in reach."""
    reached, params = reach.family_material_where(whose.db, "analyse", "x")
    family = whose.person.family_id
    for title, what, words, source in (
            (_("Goals"), _("Goal"), "set_on, words", "goal x WHERE 1"),
            (_("Dossier"), _("Section"), "as_of, section || ': ' || text", _DOSSIER),
            (_("Notes of contacts"), _("Note"), "on_date, note",
             "contact x WHERE x.note <> '' AND x.removed_at IS NULL"),
            (_("Told to the next coach"), _("Note"), "substr(i.changed_at, 1, 10), i.text",
             "handover x JOIN handover_item i USING (handover_id) WHERE i.text <> '' AND x.taken_back_at IS NULL"),
            (_("What the family said to set right"), _("Note"), "substr(f.at, 1, 10), f.words",
             "family_correction f JOIN document x USING (document_id) WHERE 1"),
            (_("Signals"), _("Signal"), "g.noticed_on, g.words",
             "signal_family x JOIN signal g USING (signal_id) WHERE 1")):
        rows = whose.db.conn.execute(
            f"SELECT {words}, {reached} FROM {source} AND x.family_id = ? ORDER BY 1", (*params, family)).fetchall()
        given = [(day, _section(text) if source == _DOSSIER else text) for day, text, in_reach in rows
                 if in_reach and whose.viewer.may(Right.KEEP_FILE)]
        why = OTHERWISE if all(row[2] for row in rows) else OUT_OF_REACH
        yield Part(title, (_("On"), what), cells(given), {why: len(rows) - len(given)})


def _section(text: str) -> str:
    key, _colon, words = text.partition(": ")
    return f"{dossier.name(key)}: {words}"


def _told(whose: Whose) -> Iterable[Part]:
    """Of a coach: her working hours, and drafts that only she reads."""
    find, person = whose.db.conn.execute, whose.person.person_id
    yield Part(_("Working hours"), (_("From"), _("Until"), _("Hours a week")), cells(find(
        "SELECT from_on, until_on, hours FROM working_time WHERE person_id = ? AND removed_at IS NULL ORDER BY 1",
        (person,))))
    (drafts,) = find("SELECT count(*) FROM draft w JOIN person p USING (user_id) WHERE p.person_id = ?"
                     " AND w.finished_at IS NULL", (person,)).fetchone()
    yield Part(_("Drafts of stories, which only their writer reads"), (_("Number"),), [], {OTHERWISE: drafts})


_STATES = {"unknown": N_("unknown"), "taken_back": N_("taken back"), "yes": N_("yes"), "no": N_("no")}
HELD = (_contacts, _scores, _facts, _answers, _handovers, _written, _told)
