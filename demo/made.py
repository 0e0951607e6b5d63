"""What of the demo pilot is made so far."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from demo import source
from pilot import access
from pilot.access import Role

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home, Pilot

PASSWORD = "demo"
# The coach of the demo is coach1; the other two coaches have no account.
ACCOUNTS = {
    "coach": Role.COACH, "evaluator": Role.EVALUATOR, "evaluator2": Role.EVALUATOR,
    "steering": Role.STEERING, "admin": Role.ADMIN,
}
PREPARES = "evaluator"
COACH_ACCOUNT = {"coach1": "coach"}
SPACE = uuid.UUID("7e0f5a44-3f0c-5ad1-9f2a-0d7a4c1f3b6e")  # in which guids of the demo are made from its words


@dataclass
class Made:
    """Where the demo is made, and its keys to guids.

    Attributes:
        viewers, account_guids: by the name of an account.
        families, persons, guids: by their keys in data/demo; `guids` of documents.
        withdrawn: consents that are taken back later, as (guid of a person, use, ISO date).
        signed: keys of codes that take a sign.
    """

    home: Home
    pilot: Pilot
    server: Database
    db: Database
    viewers: dict[str, Viewer] = field(default_factory=dict)
    account_guids: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    guids: dict[str, str] = field(default_factory=dict)
    withdrawn: list[tuple[str, str, str]] = field(default_factory=list)
    signed: set[str] = field(default_factory=set)

    @cached_property
    def boss(self) -> Viewer:
        """The command line, which makes what no account of the demo has to make."""
        return access.operator(self.db, self.pilot.slug)

    @cached_property
    def meant(self) -> Any:
        """What tellers say that their stories mean."""
        return source.read("meaning.yaml")

    def span(self, passage: dict[str, Any]) -> tuple[int, int]:
        """Where the quote of a source file stands in its document."""
        (text,) = self.db.conn.execute(
            "SELECT text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
            " WHERE d.guid = ?", (self.guids[passage["document"]],)).fetchone()
        start = text.index(passage["quote"])
        return start, start + len(passage["quote"])
