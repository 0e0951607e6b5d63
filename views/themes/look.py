"""What the pages about themes share: our own html in the right colours, and choices kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from themes.figures import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


ACROSS = "across"  # the families of the matrix, as a list in pages


def is_dark() -> bool:
    """Whether this browser shows the dark look."""
    return st.context.theme.type == "dark"


def html(body: Markup) -> None:
    """Show one of our own tables or lists, in the colours of either look."""
    st.html(Markup('{}<div class="rd-themes">{}</div>').format(tables.style(), body))


def remember(query: Mapping[str, str]) -> None:
    """Put what was chosen into the address, so that a reload and a link keep it; which families are shown stays."""
    now = st.query_params.to_dict()
    new = dict(query) | {name: value for name, value in now.items() if name.startswith(f"{ACROSS}_")}
    if new != now:
        st.query_params.from_dict(new)
