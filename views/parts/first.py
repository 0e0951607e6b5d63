"""A button for what cannot simply be undone: it says in a small dialog what comes of it, and does it after a yes."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from pilot.words import _
from views.parts import confirm
from views.parts.plain import plain

_WANTED = "ask first"


class _Question(NamedTuple):
    label: str
    told: str
    key: str


def asks(label: str, told: str, key: str, **how: Any) -> bool:
    """The button; whether somebody who pressed it has said yes since.

    Args: label: what it does, plain text, on the button and on the yes. told: what comes of it, and what is kept.
        key: holds what it is done to, so that nothing else is done. how: of `st.button`.
    """
    if st.button(plain(label), key=key, **how):
        st.session_state[_WANTED] = _Question(label, told, key)
        st.rerun()
    return confirm.goes_on(key)


def ask_if_wanted() -> None:
    """Open the dialog that a button asked for, or the one that asks who it is; called once for every page, at its end.
    """
    if (question := st.session_state.pop(_WANTED, None)) is not None:
        st.dialog(_("Are you sure?"))(_ask)(question)
    else:
        confirm.ask_if_wanted()


def _ask(question: _Question) -> None:
    st.text(question.told)
    with st.container(horizontal=True):
        yes = st.button(plain(question.label), key="yes", type="primary", on_click=confirm.let_go_on,
                        args=(question.key,))
        if st.button(_("Leave it"), key="no") or yes:
            st.rerun()  # the whole page, not the dialog alone
