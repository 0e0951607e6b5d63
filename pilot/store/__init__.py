"""Stores: SQLite files, how they are opened, locked and written."""

import sys
from importlib import import_module

# sqlite_utils loads pandas and numpy wherever they are installed, to know their types by name; nothing of ours is
# stored by those. It would cost each process that opens a store half a second: every task, every command.
_NOT_NEEDED = [name for name in ("pandas", "numpy") if name not in sys.modules]
for name in _NOT_NEEDED:
    sys.modules[name] = None  # type: ignore[assignment]  # an import fails at once
try:
    import_module("sqlite_utils")
finally:
    for name in _NOT_NEEDED:
        del sys.modules[name]
