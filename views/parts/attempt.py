"""Doing what a form asks: said when it is done, one sentence when it cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import AskFirst, RodeDraadError
from pilot.words import _
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_SAID, _ROUND, _ASKED = "said", "round", "asked "


def attempt(
    action: Callable[[], object], done: str | Callable[[], str], asks: str = "", *, empties: bool = True
) -> None:
    """Run `action`; draw the page again and say `done`, or show the fault and keep what was filled in.

    Args:
        done: the words, or what finds them once the action was done.
        asks: the key of the form where `sure_of` asks whether what looks like a slip is right.
        empties: False where this form fills itself with what is stored: what others on the page hold is kept.
    """
    try:
        action()
    except AskFirst as question:
        key = _ASKED + fresh(asks)
        right = {about: said for about, said in st.session_state.get(key, {}).items()
                 if st.session_state.get(_tick(about, asks))}
        st.session_state[key] = {question.about: question.sentence()} | right
        st.rerun()
    except RodeDraadError as error:
        st.error(plain(error.sentence()))
    else:
        st.session_state.pop(_ASKED + fresh(asks), None)
        again(done if isinstance(done, str) else done(), empties=empties)


def say(done: str) -> None:
    """Say `done` on the page once it is drawn again: a message given now would be lost with this run."""
    st.session_state[_SAID] = done


def again(done: str, *, empties: bool = True) -> None:
    """Draw the page again, with empty forms unless `empties` is False, and say `done` on it."""
    say(done)
    if empties:
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def sure_of(key: str) -> tuple[str, ...]:
    """What is right although it looks like a slip (an ISO date, a pseudonym): in a form that asked, as ticked there."""
    sure = []
    for about, question in st.session_state.get(_ASKED + fresh(key), {}).items():
        st.warning(plain(question))
        if st.checkbox(_("Yes, it is right"), key=_tick(about, key)):
            sure.append(about)
    return tuple(sure)


def _tick(about: str, key: str) -> str:
    return f"sure {about} {fresh(key)}"


def say_what_was_done() -> None:
    """Show what the run before this one did; called once for every page."""
    if done := st.session_state.pop(_SAID, None):
        st.toast(plain(done))


def fresh(key: str) -> str:
    """A key for a form or field that is to be empty again after something was done."""
    return f"{key}-{st.session_state.get(_ROUND, 0)}"
