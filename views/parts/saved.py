"""What somebody saved with a name: a list of links, out of sight until it is wanted, and taking one's own away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import streamlit as st

from pilot.words import _
from views.parts.attempt import attempt, fresh
from views.parts.blocks import list_html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Kept(Protocol):
    """`by`: label of who saved it, '' for the viewer's own."""

    @property
    def guid(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def shared(self) -> bool: ...


def listed(called: str, found: Sequence[tuple[Kept, str, str]], remove: Callable[[str], None], button: str,
           form: str) -> None:
    """Each as (what it is, address, remark), and a way to take one's own away; nothing where there are none.

    Args:
        called: stands above them; button: what takes one away is called; form: keeps its field apart.
    """
    if not found:
        return
    with st.expander(called):
        st.html(list_html([(address, one.name, remark) for one, address, remark in found]))
        mine = {one.guid: one.name for one, _address, _remark in found if not one.by}
        if mine:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                guid = st.selectbox(_("One of yours"), list(mine), format_func=lambda key: mine.get(key, ""),
                                    key=fresh(form), width=320)
                if st.button(button) and guid:
                    attempt(lambda: remove(guid), _("Removed"), form)


def whose(one: Kept) -> str:
    """Who saved it, or for whom."""
    if one.by:
        return _("from {who}").format(who=one.by)
    return _("for everybody who codes") if one.shared else _("only for you")
