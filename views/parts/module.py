"""Mounting our own scripts on a page: plain ES modules that our own route serves."""

from __future__ import annotations

from typing import Any

import streamlit as st

# Two lines, for a one-line string holding a slash would be taken for a path; an absolute address, because the stub
# runs as a blob: module, from which nothing relative can be imported.
_STUB = """const {{ mount }} = await import(location.origin + "/assets/{path}");
export default mount;
"""


def module(name: str, path: str) -> Any:
    """A component that runs `mount` of the module at /assets/<path>; make it once, where a page's file is imported."""
    return st.components.v2.component(name, js=_STUB.format(path=path), isolate_styles=False)
