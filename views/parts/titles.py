"""The heads of pages whose title hangs on what they are about."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from pilot.door import inner
from pilot.errors import RodeDraadError
from views.parts import place
from views.parts.blocks import back_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilot.access import Viewer


@inner("shows what a viewer may see; what is behind it asks again")
def head_of(path: str, viewer: Viewer, title: str, family: str = "", called: str = "") -> None:
    """The head of a page that is about one family or all: of one the way back to its file, else as `head`.

    Args:
        family: guid of a family that this viewer may know of, '' for all; called: its pseudonym.
    """
    if family:
        back_to(f"/families?family={family}", called)
        st.title(title)
    else:
        place.head(path, viewer)


@contextmanager
def titled(title: str) -> Iterator[None]:
    """For what is asked before its own title is known: where it is not there, the sentence that says so stands under
    this one."""
    try:
        yield
    except RodeDraadError:
        st.title(title)
        raise
