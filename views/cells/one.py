"""One summary: the words at the left, the quotes it rests on at the right, and what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot.errors import NotFound
from pilot.paging import EVERYTHING, Wanted
from pilot.vocabulary import days
from pilot.words import N_, _
from themes.framework import period as periods
from themes.framework.reading import framework, key_of
from themes.framework.writing import At
from themes.quotes import quotes
from views.cells import words
from views.parts import titles
from views.parts.blocks import back_to
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.framework.reading import Summary
    from themes.quotes import Quote


def show(visit: Visit) -> None:
    """The cell of ?family=, ?code= and ?period=. Raises: NotFound, BadInput."""
    query = st.query_params
    at = At(query["family"], query["code"], query.get("period", ""))
    back_to("/cells?" + urlencode({"period": at.period, "group": query.get("group", "all")}), _("Summaries"))
    with titles.titled(_("Summaries")):
        made = framework(visit.db, visit.viewer, at.period)
        name = dict(made.families).get(at.family) if made else None
        found = quotes(visit.db, visit.viewer, periods.scope_of(at.period), at.code, at.family,
                       Wanted(size=EVERYTHING)) if name else None
        if made is None or name is None or found is None:
            raise NotFound(N_("This family is not there, or nothing may be written about it."))
    st.title(plain(f"{found.code.name} · {name}"))
    st.caption(plain(f"{periods.called(at.period)} · {made.sentence}"))
    at = At(at.family, found.code.key, at.period)
    cell = made.cells.get((at.family, at.code))
    for why in cell.stale if cell else ():
        st.info(plain(f"◌ {why}"))
    left, right = st.columns(2, gap="large")
    with right:
        rests = _rests(at, cell, [one for one in found.quotes if one.start is not None and not one.is_whole])
    with left:
        words.show(visit, at, cell, rests)


def _rests(at: At, cell: Summary | None, offered: list[Quote]) -> list[str]:
    """A tick for each quote it can rest on; which are ticked."""
    st.markdown(f"#### {_('Quotes it rests on')}")
    if not offered:
        st.caption(_("There are no quotes of this family for this theme here. You can write without; it then says so."))
    before, ticked = cell.rests_on if cell else frozenset(), []
    for one in offered:
        key = key_of(one.document, one.start or 0, (one.start or 0) + len(one.text))
        said = f"{one.title} · {days.long(one.on_date)} · {one.sign} {', '.join(one.coders)}"
        if st.checkbox(plain(said), key in before, key=f"rests {at} {key}"):
            ticked.append(key)
        html(Markup('<div class="rd-rests"><blockquote>{}</blockquote></div>').format(one.text))
    return ticked
