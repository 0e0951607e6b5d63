"""The app as one ASGI program: our gate around Streamlit and our own routes. `streamlit run app.py` finds it too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
# What the app writes is for this account alone.
os.umask(0o077)

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from streamlit import config as streamlit_config  # noqa: E402

from web.gate.gate import Gate  # noqa: E402
from web.gate.script_faults import on_script_error  # noqa: E402
from web.gate.settings import settled  # noqa: E402
from web.routes import ROUTES  # noqa: E402

# .streamlit/config.toml is looked for beside this file, from wherever the app is started.
if streamlit_config._main_script_path is None:
    streamlit_config._main_script_path = str(HERE / "app.py")

app = st.App(
    HERE / "views" / "entry.py",
    routes=ROUTES,
    middleware=[Middleware(Gate)],
    lifespan=settled,
    on_script_error=on_script_error,
)
