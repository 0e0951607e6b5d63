"""Who is drawn in the generations of a family, by which shape, and the lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.vocabulary import kinship
from pilot.words import _
from stories.file import kin
from stories.file.years import OLDEST
from views.household import taking
from views.parts.attempt import attempt, fresh, sure_of

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.file.kin import Generations


def forms(visit: Visit, family: Family, found: Generations) -> None:
    """Putting in an earlier generation, drawing a line, a shape and a year of birth, taking away."""
    names = {one.guid: one.name for one in found.members}
    with st.expander(_("Add an earlier generation")):
        _add(visit, family)
    if len(names) > 1:
        with st.expander(_("How two belong together")):
            _tie(visit, family, names)
    if names:
        with st.expander(_("Shape and year of birth")):
            _describe(visit, family, found, names)
    ties = dict(zip(found.tie_guids, found.ties, strict=True))
    earlier = {one.guid: one.name for one in found.members if not one.is_person}
    if ties or earlier:
        said = {guid: f"{names[a]} {kinship.tie_name(kind)} {names[b]}" for guid, (kind, a, b) in ties.items()}
        taking.form(visit, family, said, earlier)


def _add(visit: Visit, family: Family) -> None:
    with st.form(fresh(key := f"kin-{family.guid}"), border=False):
        role = st.text_input(_("Role"), max_chars=kin.LONGEST,
                             help=_("Such as moeder van moeder or vader van vader; never a name."))
        year = _year(visit, key, None)
        sure = sure_of(key)
        if st.form_submit_button(_("Add to the drawing")):
            attempt(lambda: kin.add(visit.pilot, visit.db, visit.viewer, family.guid, role, birth_year=year, sure=sure),
                    _("Added"), key)


def _tie(visit: Visit, family: Family, names: dict[str, str]) -> None:
    with st.form(fresh(key := f"tie-{family.guid}"), border=False):
        one = st.selectbox(_("Who"), list(names), None, format_func=names.__getitem__, placeholder=_("Choose..."))
        kind = st.selectbox(_("is"), kinship.TIES, index=2, format_func=kinship.tie_name)
        other = st.selectbox(_("of whom"), list(names), None, format_func=names.__getitem__, placeholder=_("Choose..."))
        sure = sure_of(key)
        if st.form_submit_button(_("Draw this line")):
            attempt(lambda: kin.tie(visit.db, visit.viewer, family.guid, kind, one or "", other or "", sure=sure),
                    _("Line drawn"), key)


def _describe(visit: Visit, family: Family, found: Generations, names: dict[str, str]) -> None:
    key = f"kin-is-{family.guid}"
    who = st.selectbox(_("Who"), list(names), format_func=names.__getitem__, key=fresh(f"{key}-who", key))
    one = next((each for each in found.members if each.guid == who), found.members[0])
    with st.form(fresh(f"{key}-{one.guid}", key), border=False):
        shape = st.selectbox(_("Drawn as"), kinship.SHAPES, kinship.SHAPES.index(one.shape),
                             format_func=kinship.shape_name)
        year = _year(visit, f"{key}-{one.guid}", one.birth_year)
        sure = sure_of(key)
        if st.form_submit_button(_("Keep this")):
            attempt(lambda: kin.describe(visit.db, visit.viewer, family.guid, one.guid, shape, year, sure=sure),
                    _("Kept"), key)


def _year(visit: Visit, key: str, year: int | None) -> int | None:
    now = int(today(visit.db)[:4])
    given = st.number_input(_("Year of birth (if known)"), now - OLDEST, now, year, key=fresh(f"{key}-year", key))
    return None if given is None else int(given)
