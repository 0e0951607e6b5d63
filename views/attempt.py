"""Doing what a form asks: said when it is done, one sentence when it cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import RodeDraadError

if TYPE_CHECKING:
    from collections.abc import Callable


def attempt(action: Callable[[], object], done: str) -> None:
    """Run `action`; show `done` and draw the page again, or show the fault and keep what was filled in."""
    try:
        action()
    except RodeDraadError as error:
        st.error(error.sentence())
    else:
        st.toast(done)
        st.rerun()
