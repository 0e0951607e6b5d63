"""Doing what a form asks: said when it is done, one sentence when it cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import AskFirst, ConfirmFirst, RodeDraadError
from pilot.words import _
from views.parts import confirm
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_SAID, _ROUND, _ASKED = "said", "round ", "asked "


def attempt(action: Callable[[], object], done: str | Callable[[], str], form: str = "", asked_by: str = "") -> None:
    """Run `action`; draw the page again and say `done`, or show the fault (or ask who it is); what was filled in stays.

    Args: done: the words, or what finds them once the action was done.
        form: the form that sent it: emptied afterwards, and it alone; `sure_of` asks in it whether what looks like a
            slip is right. Without one nothing is emptied.
        asked_by: of what asks who it is first: the key by which its button is `confirm.goes_on` afterwards.
    """
    try:
        action()
    except AskFirst as question:
        key = _ASKED + fresh(form)
        right = {about: said for about, said in st.session_state.get(key, {}).items()
                 if st.session_state.get(_tick(about, form))}
        st.session_state[key] = {question.about: question.sentence()} | right
        st.rerun()
    except ConfirmFirst:
        confirm.want(asked_by)
    except RodeDraadError as error:
        st.error(plain(error.sentence()))
    else:
        st.session_state.pop(_ASKED + fresh(form), None)
        again(done if isinstance(done, str) else done(), form)


def say(done: str) -> None:
    """Say `done` on the page once it is drawn again: a message given now would be lost with this run."""
    st.session_state[_SAID] = done


def again(done: str, form: str = "") -> None:
    """Draw the page again, with `form` empty and all others as they are, and say `done` on it."""
    say(done)
    if form:
        st.session_state[_ROUND + form] = st.session_state.get(_ROUND + form, 0) + 1
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


def fresh(key: str, form: str = "") -> str:
    """A key for a form, or for a field of `form`, that is to be empty again once what the form asks was done."""
    return f"{key}-{st.session_state.get(_ROUND + (form or key), 0)}"
