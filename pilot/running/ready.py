"""Whether this home can be worked in now: its stores open, its folder takes what is written, its disk has room."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.errors import RodeDraadError
from pilot.running.log_lines import placed
from pilot.safety.backup import stores
from pilot.store.files import StoreFault

if TYPE_CHECKING:
    from pilot.config import Home

LEAST_BYTES = 100 * 1024 * 1024


def faults(home: Home) -> list[str]:
    """What keeps this home from being worked in, each a few words without content; none when all is well."""
    if not os.access(home.folder, os.W_OK | os.X_OK):
        return ["the folder of the home takes nothing that is written"]
    found = [] if shutil.disk_usage(home.folder).free >= LEAST_BYTES else ["the disk of the home is nearly full"]
    for path, opener, _steps in stores(home):
        try:
            with closing(opener(path)) as db:
                db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (RodeDraadError, StoreFault, OSError) as error:
            found.append(f"{path.relative_to(home.folder).as_posix()} does not open: {placed(error, 1)}")
    return found
