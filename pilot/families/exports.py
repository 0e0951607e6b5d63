"""What of families can be taken out: who consented to what, by pseudonym. Real names leave by no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.families import consent, directory, people
from pilot.families.papers import kept
from pilot.families.standing import said
from pilot.files.export import Export, list_of, tabular
from pilot.paging import EVERYTHING, Wanted
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table


@use_case(Right.SEE_FAMILIES, event="exported consents", reads="consents")
def consent_table(db: Database, viewer: Viewer, family_guid: str = "", search: str = "") -> Table:
    """A row for each member of a family with how each consent stands today.

    Args:
        family_guid: of one family; '' for all that this viewer may see and `search` finds as the list of families does.

    Raises: NotFound for another family, or when nobody is in it.
    """
    found = [(one.pseudonym, one.guid) for one in directory.listed(db, viewer, Wanted(search, size=EVERYTHING))
             if family_guid in ("", one.guid)]
    if family_guid and not found:
        found = [("", family_guid)]  # what is not there is said as such
    rows = []
    for family, guid in found:
        stands = consent.standings(db, viewer, guid)
        asked = kept.last_forms(db, viewer, guid)
        rows += [(family, one, stands, asked.get(one.pseudonym)) for one in people.persons(db, viewer, guid)]
    return list_of(
        db, viewer, "consents", _("Consent"), {
            _("Family"): [family for family, *_rest in rows],
            _("Person"): [one.pseudonym for _family, one, *_rest in rows],
            _("Role"): [one.role for _family, one, *_rest in rows],
            **{_(name): [said(stands[one.guid, use]) for _family, one, stands, _form in rows]
               for use, name in consent.USE_NAMES.items()},
            _("Last asked"): [form and kept.said(form) for *_rest, form in rows],
            _("Last asked on"): [form and form.given_on for *_rest, form in rows]},
        (_("Family"), found[0][0] if family_guid and found else ""), (_("Searched"), search),
        coded=None, guid=family_guid)


CONSENTS = Export("consents", N_("Consents"), ("family", "search"), tabular(lambda asked: consent_table(
    asked.db, asked.viewer, asked.query.get("family", ""), asked.query.get("search", ""))))
EXPORTS = (CONSENTS,)
