"""Mounting our own scripts on a page: plain ES modules that our own route serves."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from pilot.words import LANGUAGES, N_, translate

BROKEN = N_("This part of the page could not be shown. Reload the page; tell an administrator if it stays.")

# An absolute address, because the stub runs as a blob: module, from which nothing relative can be imported; with the
# stamp of the page's own scripts (web/assets.py), so that what they share is loaded once. What goes
# wrong in it is said here: Streamlit would show the message of the fault, in a box of its own. The console has it.
_STUB = """const said = {said};
const tell = (fault, {{ parentElement }}) => {{
  console.error(fault);
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.className = "rd-broken";
  line.textContent = said[document.documentElement.lang] ?? said.nl;
  parentElement.replaceChildren(line);
}};
let mount;
try {{
  const {{ search }} = new URL(document.querySelector('script[src*="/static/page.js"]').src);
  ({{ mount }} = await import(location.origin + "/assets/{path}" + search));
}} catch (fault) {{
  mount = (given) => tell(fault, given);
}}
export default (given) => {{
  try {{
    const left = mount(given);
    return left instanceof Promise ? left.catch((fault) => tell(fault, given)) : left;
  }} catch (fault) {{
    return tell(fault, given);
  }}
}};
"""


def module(name: str, path: str) -> Any:
    """A component that runs `mount` of the module at /assets/<path>; make it once, where a page's file is imported."""
    said = json.dumps({language: translate(BROKEN, language) for language in LANGUAGES})
    return st.components.v2.component(name, js=_STUB.format(path=path, said=said), isolate_styles=False)
