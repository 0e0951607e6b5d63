"""What the program found in a quote: what must go, and what somebody says that nobody is recognised by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.release.quotes_out.checks import AT_HOME
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from themes.release.quotes_out.checks import Finding


def looked_at(findings: list[Finding], *, in_team: bool, before: Iterable[str] = ()) -> frozenset[str]:
    """Show what was found; returns the keys of what is ticked as looked at.

    Args:
        in_team: whether counts may be shown; before: keys that who proposed it ticked.
    """
    if not findings:
        st.success(_("Nothing was found that gives somebody away. The program does not see everything: read it once"
                     " more as a neighbour would."))
        return frozenset()
    ticked = set()
    earlier = set(before)
    for one in findings:
        said = one.said_in_team if in_team else one.said
        if one.must:
            st.error(plain(said))
            continue
        st.warning(plain(f"{said} ({_('looked at by who proposed it')})" if one.key in earlier else said))
        label = (_("I looked: this may be known of who else is at home") if one.sort == AT_HOME
                 else _("I looked: nobody is recognised by “{found}”").format(found=one.found))
        if st.checkbox(plain(label), key=f"looked {one.key}"):
            ticked.add(one.key)
    return frozenset(ticked)
