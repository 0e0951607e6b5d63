"""A choice in a form whose address fills it in."""

from __future__ import annotations

import streamlit as st

from pilot.words import _
from views.parts import chosen
from views.parts.plain import plain


def select(form: str, name: str, label: str, options: dict[str, str]) -> str:
    """A choice that is seeded once from the address: a default that followed it would take the focus each time.

    What the address asks for and is not there is said: without it more would be shown than was asked.

    Args:
        form: the name of the list it is about; name: of the choice in the address.
    """
    key = f"{form} {name}"
    if st.session_state.get(key) not in options:
        given = st.query_params.get(name, "")
        st.session_state[key] = given if given in options else next(iter(options))
        if given and given not in options:
            st.warning(plain(_("{field}: this address asks for something that is not there now. Choose again.").format(
                field=label)))
    return str(st.selectbox(label, list(options), key=key, format_func=lambda one: options.get(one, one),
                            on_change=chosen.to_first, args=(form,)))
