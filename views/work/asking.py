"""Asking for long work from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from jobs import worker
from pilot.errors import RodeDraadError
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit


def ask(visit: Visit, request: Callable[[], object]) -> None:
    """Ask, wake the worker and look again; a refusal is one sentence."""
    try:
        request()
    except RodeDraadError as error:
        st.error(plain(error.sentence()))
        return
    worker.ensure_running(visit.home)
    st.rerun()
