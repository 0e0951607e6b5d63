"""What is held on one person among families and people: names, support, consent, papers."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.families.consent import USE_NAMES
from pilot.families.papers.kept import MANNERS, PICTURE_NAMES
from pilot.families.people import KIND_NAMES
from pilot.safety.person_file import Part, cells, yes_no
from pilot.store.files import open_register
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose


def _who(whose: Whose) -> Iterable[Part]:
    one = whose.person
    yield Part(_("Who this is"), (_("What"), _("As it is kept")), cells([
        (_("Pseudonym"), one.pseudonym), (_("Real name"), _name(whose)), (_("Kind"), _(KIND_NAMES[one.kind])),
        (_("Role"), one.role), (_("Turns 16 on"), one.turns_16_on), *_family(whose)]))


def _name(whose: Whose) -> str:
    with closing(open_register(whose.pilot.register_path, create=True)) as register:
        row = register.conn.execute(
            "SELECT name FROM person_name WHERE person_guid = ?", (whose.person.guid,)).fetchone()
    return str(row[0]) if row else _("not in the register")


def _family(whose: Whose) -> list[tuple[str, object]]:
    row = whose.db.conn.execute(
        "SELECT f.pseudonym, s.name, r.name, a.name FROM family f LEFT JOIN site s USING (site_id)"
        " LEFT JOIN referrer r USING (referrer_id) LEFT JOIN arm a USING (arm_id) WHERE f.guid = ?",
        (whose.family_guid,)).fetchone()
    if row is None:
        return []
    with closing(open_register(whose.pilot.register_path, create=True)) as register:
        named = register.conn.execute(
            "SELECT name FROM family_name WHERE family_guid = ?", (whose.family_guid,)).fetchone()
        (words,) = register.conn.execute(
            "SELECT count(*) FROM lexicon WHERE family_guid = ?", (whose.family_guid,)).fetchone()
    return [(_("Family"), row[0]), (_("Real name of the family"), named[0] if named else ""),
            (_("Site"), row[1]), (_("Referred by"), row[2]), (_("Group"), row[3]),
            (_("Words of the register that give the family away (a number: they may name others)"), words)]


def _support(whose: Whose) -> Iterable[Part]:
    db, family = whose.db, whose.person.family_id
    yield Part(_("Support"), (_("From"), _("Until"), _("Why it ended")), cells(db.conn.execute(
        "SELECT starts_on, ends_on, end_reason FROM support_period WHERE family_id = ? ORDER BY 1", (family,))))
    yield Part(_("Coaches"), (_("Coach"), _("From"), _("Until")), cells(db.conn.execute(
        "SELECT p.pseudonym, c.from_on, c.until_on FROM coaching c JOIN person p ON p.person_id = c.coach_id"
        " WHERE c.family_id = ? ORDER BY 2", (family,))))
    yield Part(_("Coach of"), (_("Family"), _("From"), _("Until")), cells(db.conn.execute(
        "SELECT f.pseudonym, c.from_on, c.until_on FROM coaching c JOIN family f USING (family_id)"
        " WHERE c.coach_id = ? ORDER BY 2", (whose.person.person_id,))))


def _consents(whose: Whose) -> Iterable[Part]:
    rows = whose.db.conn.execute(
        "SELECT c.use, c.refused, c.given_on, c.ends_on, c.withdrawn_on, g.pseudonym, c.evidence FROM consent c"
        " LEFT JOIN person g ON g.person_id = c.given_by WHERE c.person_id = ? ORDER BY c.given_on, c.consent_id",
        (whose.person.person_id,))
    yield Part(
        _("Consent"), (_("For"), _("Answer"), _("On"), _("Ends on"), _("Withdrawn on"), _("Given by"), _("Evidence")),
        cells((_(USE_NAMES[use]), yes_no(not refused), *rest) for use, refused, *rest in rows))


def _papers(whose: Whose) -> Iterable[Part]:
    rows = whose.db.conn.execute(
        "SELECT c.answered_on, c.manner, c.letter_number, c.answers, (SELECT group_concat(kind) FROM consent_picture i"
        " WHERE i.paper_id = c.paper_id AND i.removed_at IS NULL) FROM consent_paper c WHERE c.person_id = ?"
        " ORDER BY 1", (whose.person.person_id,))
    yield Part(
        _("Signed forms"), (_("On"), _("How"), _("Letter"), _("Answers"), _("Pictures that are kept")),
        cells((on, _(MANNERS[manner]), letter, "; ".join(
            f"{_(USE_NAMES[use])}: {yes_no(said)}" for use, said in json.loads(answers).items()),
            ", ".join(_(PICTURE_NAMES[one]) for one in (pictures or "").split(",") if one))
            for on, manner, letter, answers, pictures in rows))


HELD = (_who, _support, _consents, _papers)
