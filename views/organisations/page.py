"""The organisations round a family: how many at the start and now, as a picture and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import of_rows
from pilot.words import _
from stories.file import listed, organisations
from stories.file.exports import ORGANISATIONS
from views.families.of_family import opened
from views.organisations import forms
from views.parts import blocks, pages, picture, take_out
from views.parts.here import here

if TYPE_CHECKING:
    from stories.file.organisations import Organisation


def page() -> None:
    """Pictures and list left, the forms right; on a phone one under the other."""
    with here() as visit:
        family = opened(visit, "organisations")
        if family is None:
            return
        found = organisations.around(visit.pilot, visit.db, visit.viewer, family.guid)
        left, right = st.columns([3, 2], gap="large")
        with left:
            if found.all:
                st.text(listed.counted(found))
                for place, drawn in zip(st.columns(2), listed.drawings(found), strict=True):
                    with place:
                        picture.show(drawn.svg, drawn.label, drawn.label)
                pages.listed("organisations", lambda wanted: of_rows(found.all, _searched, wanted), table,
                             search=_("Organisation, contact or day"))
            else:
                st.caption(_("No organisation is written down yet."))
        with right:
            forms.new(visit, family)
            forms.ended(visit, found)
        take_out.menu((ORGANISATIONS,), {"family": family.guid})


def _searched(one: Organisation) -> str:
    return f"{one.called} {one.contact} {listed.period(one)}"


def table(found: list[Organisation]) -> None:
    """A row for each organisation, the earliest first."""
    blocks.table((_("Organisation"), _("Contact"), _("When"), _("Leads")), (
        (one.called, one.contact, listed.period(one), _("leads") if one.leads else "") for one in found),
        "rd-stack")
