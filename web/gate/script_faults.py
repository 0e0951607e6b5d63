"""A page that fails: one sentence on it, the place in the code in the log; nothing of Streamlit's own.

Streamlit shows what went wrong in a box of its own, in English, with links that hand the message to Google and ChatGPT.
Faults of a page run come to `on_script_error`, which says our sentence instead. Whatever reaches Streamlit's box by
another way (an entry script that cannot be read, a fault in a session rather than a script, `st.exception`) goes
through one function that fills the box: it is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.elements import exception as box

from pilot.errors import RodeDraadError
from pilot.visit import COOKIE, sitting_of
from pilot.words import DEFAULT, translate
from web.gate.faults import WENT_WRONG, log_fault

if TYPE_CHECKING:
    from streamlit.proto.Exception_pb2 import Exception as ExceptionProto


def on_script_error(error: Exception) -> bool:
    """Show a sentence in the reader's language; True keeps Streamlit's own box with the error away."""
    st.error(_sentence(error))
    return True


def fill_box(proto: ExceptionProto, error: BaseException, *_args: object, **_options: object) -> None:
    """Our sentence in the place of kind, message and traceback of a fault."""
    proto.message = _sentence(error)
    proto.type = ""


def keep_to_ourselves() -> None:
    """Let Streamlit's box say our sentence, wherever it is shown from."""
    box.marshall = fill_box  # type: ignore[assignment]  # its other arguments only say what of the fault is shown


def _sentence(error: BaseException) -> str:
    """What to say of a fault; one that is not of our making is written down, without its message."""
    language = _language()
    if isinstance(error, RodeDraadError):
        return error.sentence(language)
    log_fault(error)
    return translate(WENT_WRONG, language)


def _language() -> str:
    try:
        sitting = sitting_of(st.context.cookies.get(COOKIE), touch=False)
    except Exception as second:  # asked where there is no request, or while the store cannot be read
        log_fault(second)
        return DEFAULT
    return sitting.language if sitting else DEFAULT
