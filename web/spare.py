"""What the dev mode keeps ready: `python web/spare.py PIPE cli.py ...` reads what is not ours, which takes two thirds
of a start, and runs the command as soon as a byte comes through the pipe (a file descriptor). Nothing of ours is read
before, for it may change until then."""

from __future__ import annotations

import os
import runpy
import sys
from contextlib import suppress
from importlib import import_module

OTHERS = ("streamlit", "streamlit.starlette", "pandas", "plotly.graph_objects", "uvicorn", "websockets", "httpx",
          "yaml", "click", "sqlite_utils", "markupsafe", "babel.dates", "cryptography.fernet")


def main() -> None:
    """Wait for the byte, then be the command; without one, because the supervisor is gone, end."""
    told, *command = sys.argv[1:]
    for name in OTHERS:
        with suppress(ImportError):  # the command says itself what is missing
            import_module(name)
    if os.read(int(told), 1):
        os.close(int(told))
        sys.argv = command
        sys.path[0] = os.path.dirname(os.path.abspath(command[0]))
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    main()
