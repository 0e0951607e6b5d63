"""The desk as a Streamlit component: registered once, at import; everything else happens in the browser."""

from __future__ import annotations

import streamlit as st

# Two lines, for a one-line string holding a slash would be taken for a path. An absolute address, because the stub
# runs as a blob: module, from which nothing relative can be imported. The modules come from our own route: inline
# they would travel with every message.
_STUB = """const { mount } = await import(location.origin + "/assets/desk/desk.js");
export default mount;
"""

_desk = st.components.v2.component("rode_draad_desk", js=_STUB, isolate_styles=False)


def coding_desk(document: str, at: int | None = None, version: int | None = None) -> None:
    """Show the desk on a document.

    Args:
        document: its guid; the browser fetches text and codings itself.
        at: code point, 0-based, into the version that is shown, to scroll to.
        version: its number, from 1; the one this viewer reads when None.
    """
    _desk(key=f"desk-{document}-{version}", data={"document": document, "at": at, "version": version})
