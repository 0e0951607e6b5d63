"""What differs between two versions of the codebook, code by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import comparing, naming
from coding.book_files import DIFFERENCE
from pilot.words import _
from views.parts import codes, take_out
from views.parts.blocks import link

if TYPE_CHECKING:
    from coding.book.codebook import CodebookVersion
    from coding.book.comparing import Changed
    from pilot.visit import Visit

def two(visit: Visit, versions: list[CodebookVersion]) -> None:
    """Choose two, the newest and the one before it at first."""
    told = {one.number: naming.did(visit.db, one) for one in versions}
    numbers = list(told)
    before = st.selectbox(_("From"), numbers, 1, format_func=lambda n: told[n])
    after = st.selectbox(_("To"), numbers, 0, format_func=lambda n: told[n])
    show(visit, before, after)


def show(visit: Visit, before: int, after: int) -> None:
    """Codes added, changed and gone from one version to another (numbers; 0 is nothing)."""
    found = comparing.between(visit.db, visit.viewer, before, after)
    if not found:
        st.caption(_("The codes say the same in both."))
        return
    st.html(Markup('<ul class="rd-steps">{}</ul>').format(Markup().join(_one(one) for one in found)))
    take_out.menu((DIFFERENCE,), {"before": str(before), "after": str(after)})


def _one(one: Changed) -> Markup:
    return Markup("<li><p><b>{}</b> {}</p>{}</li>").format(
        _(naming.DIFFERS[one.kind]), link(f"/code?key={one.key}", one.name), codes.fields(one.fields))
