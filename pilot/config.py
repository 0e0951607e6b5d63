"""Where things lie: one home folder, in it server.db and a folder per pilot."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput, NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

ROOT = Path(__file__).resolve().parent.parent
HOME_VARIABLE = "RODE_DRAAD_HOME"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True)
class Pilot:
    """The files of one pilot, all inside `folder`; `slug` is its name in addresses, never a person's name."""

    slug: str
    folder: Path

    @property
    def db_path(self) -> Path:
        """The pilot file: pseudonyms only."""
        return self.folder / "pilot.db"

    @property
    def register_path(self) -> Path:
        """The register: real names, lexicon."""
        return self.folder / "register.db"

    @property
    def recordings(self) -> Path:
        """Folder of recordings, each `<guid>.<ext>`."""
        return self.folder / "recordings"

    @property
    def papers(self) -> Path:
        """Folder of signatures and photos of signed forms, each `<guid>.<ext>`; they are names, as the register is."""
        return self.folder / "papers"

    @property
    def playable(self) -> Path:
        """Folder of copies of recordings that browsers cannot play as they are; each can be made again."""
        return self.folder / "playable"

    @property
    def silenced(self) -> Path:
        """Folder of copies of recordings in which what was taken out of the text is silent; each can be made again."""
        return self.folder / "silenced"

    @property
    def uploads(self) -> Path:
        """Folder of files on their way in, each `<guid>.part`."""
        return self.folder / "uploads"

    @property
    def outgoing(self) -> Path:
        """Folder of files that were made and wait to be taken, for a day."""
        return self.folder / "outgoing"

    @classmethod
    def of(cls, db: Database) -> Pilot:
        """The pilot whose pilot file is open."""
        return cls.beside(Path(next(row[2] for row in db.conn.execute("PRAGMA database_list") if row[1] == "main")))

    @classmethod
    def beside(cls, db_path: Path) -> Pilot:
        """The pilot whose pilot file is at `db_path` (or whose folder it is).

        Raises: NotFound when there is no pilot file.
        """
        path = db_path / "pilot.db" if db_path.is_dir() else db_path
        if not path.is_file():
            raise NotFound(N_("There is no pilot at {path}. Give the path of a pilot.db file."), path=db_path)
        return cls(path.resolve().parent.name, path.resolve().parent)


@dataclass(frozen=True)
class Home:
    """The folder in which one installation keeps everything."""

    folder: Path

    @property
    def server_path(self) -> Path:
        """The file with accounts and sessions."""
        return self.folder / "server.db"

    @property
    def models(self) -> Path:
        """Folder of Whisper models fetched by name."""
        return self.folder / "models"

    def pilot(self, slug: str) -> Pilot:
        """The pilot called `slug`, whether there is one or not. Raises: BadInput for a slug with other characters."""
        if not _SLUG.fullmatch(slug):
            raise BadInput(N_("A pilot's short name has lower-case letters, digits and hyphens only."))
        return Pilot(slug, self.folder / "pilots" / slug)

    def pilot_there(self, slug: str) -> Pilot:
        """The pilot called `slug`. Raises: NotFound when there is none."""
        found = self.pilot(slug)
        if not found.db_path.is_file():
            raise NotFound(N_("There is no pilot {slug} here. cli.py pilot list shows those there are."), slug=slug)
        return found

    def pilots(self) -> list[Pilot]:
        """Every pilot that has a pilot file, by slug."""
        return [Pilot(p.parent.name, p.parent) for p in sorted(self.folder.glob("pilots/*/pilot.db"))]


def home() -> Home:
    """The home named by RODE_DRAAD_HOME, else `data/` beside the program."""
    return Home(Path(os.environ.get(HOME_VARIABLE) or ROOT / "data").resolve())
