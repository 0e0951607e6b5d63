"""What a handler gets: one job, its pilot, and the only ways to write for it."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Unpack, cast

from jobs import lease
from pilot import access
from pilot.accounts import accounts
from pilot.errors import NotAllowed
from pilot.makers import OPERATOR_GUID
from pilot.store.files import open_server
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from jobs.shapes import Asked, Noted
    from pilot.access import Viewer
    from pilot.config import Home, Pilot


@dataclass
class Work:
    """One job in the hands of a child process.

    A handler is `def run(work: Work) -> None`. It writes inside `holding()` or `finishing()` only; what it raises as
    a RodeDraadError becomes the sentence the job fails with; any other end without an outcome is tried again.
    """

    home: Home
    pilot: Pilot
    db: Database
    guid: str
    token: str
    finished: bool = field(default=False, init=False)

    @property
    def input(self) -> Asked:
        """What the job was asked for with."""
        return cast("Asked", self._json("input"))

    @property
    def output(self) -> Noted:
        """What earlier attempts noted."""
        return cast("Noted", self._json("output"))

    @property
    def done(self) -> int:
        """Units done so far, by earlier attempts too."""
        return int(self.db.conn.execute("SELECT done_units FROM job WHERE guid = ?", (self.guid,)).fetchone()[0])

    @property
    def attempts(self) -> int:
        """Which attempt this is since something was last done, from 1; those that somebody paused do not count."""
        return int(self.db.conn.execute("SELECT attempts FROM job WHERE guid = ?", (self.guid,)).fetchone()[0])

    def _json(self, column: str) -> dict[str, object]:
        row = self.db.conn.execute(f"SELECT {column} FROM job WHERE guid = ?", (self.guid,)).fetchone()
        return dict(json.loads(row[0]))

    def viewer(self) -> Viewer:
        """Who asked for this, with the roles she has now. Raises: NotAllowed when she is no member any more."""
        row = self.db.conn.execute(
            "SELECT u.guid FROM job j JOIN user u ON u.user_id = j.created_by WHERE j.guid = ?", (self.guid,)
        ).fetchone()
        if row and row[0] == OPERATOR_GUID:
            return access.operator(self.db, self.pilot.slug)
        roles = None
        if row and self.home.server_path.is_file():
            with closing(open_server(self.home.server_path)) as server:
                roles = accounts.roles_in(server, row[0], self.pilot.slug)
        if not roles:
            raise NotAllowed(N_("Whoever asked for this is not a member of the pilot any more."))
        return access.viewer_for(self.db, row[0], roles, self.pilot.slug)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """One transaction, if the job is still ours. Raises: lease.LeaseLost."""
        with lease.holding(self.db, self.guid, self.token):
            yield

    def report(self, done: int, total: int | None, unit: str) -> None:
        """Say how far the job is ('ms' of audio or 'bytes'); inside `holding`."""
        lease.progress(self.db, self.guid, done, total, unit)

    def note(self, **found: Unpack[Noted]) -> None:
        """Keep numbers and guids in the job's output; inside `holding`."""
        lease.note(self.db, self.guid, found)

    def trying(self, what: list[int] | None) -> None:
        """Note what is being tried, None for nothing; after a crash it stands in `output`; inside `holding`."""
        lease.trying(self.db, self.guid, what)

    def crash_counted(self) -> None:
        """A crash was counted for what was tried: the job's own attempts count anew; inside `holding`."""
        lease.counted(self.db, self.guid)

    def take_over(self) -> str | None:
        """Go on where an earlier job like this one stopped; its guid, or None; inside `holding`."""
        return lease.take_over(self.db, self.guid)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """The last transaction: what the job made and 'done' are stored together or not at all."""
        with self.holding():
            yield
            lease.finish(self.db, self.guid)
        self.finished = True
