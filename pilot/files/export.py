"""What can be taken out, and how: each room hands in EXPORTS, and page, route and command walk the same list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from pilot import events
from pilot.clock import today
from pilot.config import Home
from pilot.door import inner
from pilot.errors import BadInput, NotFound
from pilot.files import as_csv, as_docx, as_xlsx
from pilot.files.table import Table
from pilot.paging import EVERYTHING, Wanted
from pilot.store.files import write
from pilot.vocabulary import days
from pilot.words import LANGUAGES, N_, _, translate

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot

WHOLE = 1000  # so many parts is a file made in, where that is told
# Of a large file, measured with 2,000 rows: which part of the time is gone when what is in it is gathered, and when its
# rows are written; the rest is packing them.
GATHERED = {"xlsx": 0.15, "csv": 0.6, "docx": 0.1}
WRITTEN = {"xlsx": 0.7, "csv": 1.0, "docx": 0.8}
NOTHING = N_("There is nothing to take out here. Choose something else.")


_MIMES = {"xlsx": as_xlsx.MIME, "csv": as_csv.MIME, "docx": as_docx.MIME}


@dataclass(frozen=True)
class Asked:
    """Who asks for a file, and what was chosen: the query of the address, or the options of the command.

    `report`: told how much is done of how much (any unit), where somebody watches.
    """

    pilot: Pilot
    db: Database
    viewer: Viewer
    query: Mapping[str, str]
    report: Callable[[int, int], None] | None = None

    def part(self, first: float, last: float) -> Callable[[int, int], None] | None:
        """What a step reports to that takes the work from one share of the whole to another (0 to 1); None where
        nobody watches."""
        told = self.report
        if told is None:
            return None
        return lambda done, total: told(round(WHOLE * (first + (last - first) * done / max(total, 1))), WHOLE)

    @property
    def home(self) -> Home:
        """The home that the pilot lies in."""
        return Home(self.pilot.folder.parent.parent)

    def wanted(self) -> Wanted:
        """Every row that has what was searched for, in the order that was chosen."""
        return Wanted(self.query.get("search", ""), self.query.get("order", ""), size=EVERYTHING)


class Counts(TypedDict):
    """What a file holds, and what could not be put into it, by name."""

    counts: dict[str, int]
    left_out: dict[str, int]


@dataclass(frozen=True)
class Format:
    """How one kind of file is made.

    Attributes:
        write: gives its bytes, and raises what the use case behind it raises.
        save: writes it where it is told, for what is too large to hold; returns counts to tell of it.
    """

    mime: str
    write: Callable[[Asked], bytes]
    save: Callable[[Asked, Path], Counts] | None = None


@dataclass(frozen=True)
class Export:
    """Something that can be taken out.

    Attributes:
        key: its name in addresses and on the command line, and in the name of the file where it has no other.
        name: msgid of what it is called.
        options: what the query may hold; anything else is refused.
        formats: by the ending of the file, the usual one first.
        is_slow: whether it takes so long that it is made as a task.
        left_out: a sentence on what is in no file of who asks, '' where there is nothing to tell.
        parts: parts of it that the menu offers by themselves: (msgid, option, value).
        file: msgid of what the file itself is called, in small letters and hyphens.
        needs: options without which there is no saying what it is to be about.
    """

    key: str
    name: str
    options: tuple[str, ...]
    formats: Mapping[str, Format]
    is_slow: Callable[[Asked], bool] = lambda asked: False
    left_out: Callable[[Asked], str] = lambda asked: ""
    parts: tuple[tuple[str, str, str], ...] = ()
    file: str = ""
    needs: tuple[str, ...] = ()


def tabular(build: Callable[[Asked], Table]) -> dict[str, Format]:
    """The three ways to write a table.

    Args:
        build: gathers it; where that takes long it reports to the `report` of what it is given, rows out of rows.
    """

    def writer(ending: str, write: Callable[[Table, Callable[[int, int], None] | None], bytes]) -> Format:
        def made(asked: Asked) -> bytes:
            gathered = GATHERED[ending]
            table = build(replace(asked, report=asked.part(0, gathered)))
            if table.frame.empty:
                raise NotFound(NOTHING)
            return write(table, asked.part(gathered, WRITTEN[ending]))

        return Format(_MIMES[ending], made)

    return {"xlsx": writer("xlsx", as_xlsx.write), "csv": writer("csv", lambda table, _report: as_csv.write(table)),
            "docx": writer("docx", as_docx.write)}


class Coded(NamedTuple):
    """By which version of the codebook a file goes, and whose codings are in it ('' where there are none), in words."""

    codebook: str
    coders: str


@inner("part of use cases that make a file, which ask the right")
def about(
    db: Database, viewer: Viewer, *chosen: tuple[str, str], coded: Coded | None, facts: Sequence[tuple[str, str]] = (),
) -> tuple[tuple[str, str], ...]:
    """What each file tells: codebook, coders, what was chosen, by whom, for whom, when and by which version.

    Args:
        chosen: what narrows down what is in it, as (what, how it is); one that is '' is left out.
        coded: None for a file that has nothing to do with codings.
        facts: other lines about what is in it.
    """
    about_codings = ((_("Codebook"), coded.codebook), (_("Coders"), coded.coders or _("none"))) if coded else (
        (_("Codebook and coders"), _("none: what is in this file has nothing to do with codings")),)
    narrowed = [line for line in chosen if line[1]] or [(_("Chosen"), _("everything"))]
    return (*about_codings, *narrowed, *(line for line in facts if line[1]), (
        _("Made by"), _("{who}; it holds what {who} may read").format(who=viewer.label)),
            (_("For whom"), _("for the team; not to be passed on")), (_("Made on"), days.long(today(db))),
            (_("Made with"), f"Rode Draad {version()}"))


def in_lines(told: Sequence[tuple[str, str]]) -> list[str]:
    """What `about` gives, a line each: for files that have no place of their own for it."""
    return [" ".join(f"{what}: {how}".split()) for what, how in told]


@inner("part of use cases that make a file, which ask the right")
def leaves(db: Database, viewer: Viewer, what: str, guid: str = "") -> None:
    """Record that something is taken out; `guid`: of what it is, where it is one thing and not of the whole pilot."""
    with write(db):
        events.record(db, viewer, "exported", what, guid or viewer.pilot_slug)


@inner("part of use cases that make a file, which ask the right")
def list_of(
    db: Database, viewer: Viewer, what: str, title: str, columns: Mapping[str, Sequence[object]],
    *chosen: tuple[str, str], coded: Coded | None, facts: Sequence[tuple[str, str]] = (), guid: str = "",
) -> Table:
    """A list as a table that leaves, recorded as `what` (and `guid`).

    Args:
        chosen, coded, facts: as `about` has them.

    Raises: NotFound when there is nothing in it.
    """
    import pandas as pd

    frame = pd.DataFrame({name: pd.Series(list(values), dtype=object) for name, values in columns.items()})
    if frame.empty:
        raise NotFound(NOTHING)
    leaves(db, viewer, what, guid)
    return Table(title, frame, about(db, viewer, *chosen, coded=coded, facts=facts))


def chosen_of(export: Export, query: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for a file. Raises: BadInput for a name that is not among its options, or one that it needs."""
    for name in query:
        if name not in export.options:
            raise BadInput(N_("{name} cannot be chosen here. Choose from {names}."), name=name[:40],
                           names=", ".join(export.options) or "-")
    if missing := [f"{name}=..." for name in export.needs if not query.get(name)]:
        raise BadInput(N_("Choose first what this file is to be about, by {names}."), names=", ".join(missing))
    return dict(query)


def called(export: Export, query: Mapping[str, str]) -> str:
    """What an export is called in the name of its file: in the language of the file, else of who asks."""
    language = query.get("language", "")
    return translate(export.file, language if language in LANGUAGES else None) if export.file else export.key


def file_name(db: Database, called: str, ending: str) -> str:
    """What the file of an export is called: no name of a family or of somebody is in it."""
    return f"rode-draad-{called}-{today(db)}.{ending}"


def format_of(export: Export, ending: str) -> Format:
    """How the file with this ending is made. Raises: BadInput."""
    found = export.formats.get(ending)
    if found is None and not ending:
        raise BadInput(N_("Let the name of the file end as it has to become: {endings}."),
                       endings=", ".join(export.formats))
    if found is None:
        raise BadInput(N_("This cannot be had as {ending}. Choose from {endings}."), ending=ending[:20],
                       endings=", ".join(export.formats))
    return found


def version() -> str:
    """The version of this program, such as 0.1.0."""
    import tomllib
    from pathlib import Path

    with (Path(__file__).parents[2] / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
