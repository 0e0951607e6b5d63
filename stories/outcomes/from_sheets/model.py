"""What a kind of sheet is: its columns, how one row is stored, and what is found in a sheet that somebody chose."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from pilot.access import Right
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home, Pilot
    from pilot.errors import BadInput
    from texts.intake.workbook import Cell

ABOUT = N_("A row for {about}. Bold heads are needed, those in italics are not. Use pseudonyms only, and no names.")


@dataclass(frozen=True)
class Asked:
    """Who takes a sheet in, and what is looked up once for all of its rows.

    Attributes:
        families: of this viewer: guid and pseudonym, by the pseudonym as it is compared (`written.compared`).
        today: ISO date. looked: what a kind keeps of its own between rows.
        home: where the accounts are; None where no kind that needs them can be taken in.
    """

    pilot: Pilot
    db: Database
    viewer: Viewer
    families: Mapping[str, tuple[str, str]]
    today: str
    looked: dict[str, Any] = field(default_factory=dict)
    home: Home | None = None


class Read(NamedTuple):
    """What a cell means: its value, how it is shown, and a remark that asks nothing ('' for none)."""

    value: Any
    shown: str
    remark: str = ""


class Reader(Protocol):
    """Reads the cells of a column.

    `picks`: whether a cell has to be one of the words that are allowed, and no more than one.
    """

    @property
    def picks(self) -> bool: ...

    def read(self, cell: Cell, asked: Asked) -> Read:
        """What a cell that is not empty means. Raises: BadInput."""

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        """The words that stand there; none where anything may."""

    def hint(self, asked: Asked) -> str:
        """What to fill in, in a sentence."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes:
        key: by which its values are given to `Kind.store`. name: msgid of its head.
        reader: reads its cells. needed: whether each row must have it.
        called: other heads by which it is known, in small letters.
        fill: 'text', 'day' or 'number': how a template shows its cells.
    """

    key: str
    name: str
    reader: Reader
    needed: bool = True
    called: tuple[str, ...] = ()
    fill: str = "text"


class Faults(Exception):
    """Several things are wrong with one row."""

    def __init__(self, found: Sequence[BadInput]) -> None:
        super().__init__(len(found))
        self.found = tuple(found)


@dataclass(frozen=True)
class Lot:
    """How rows of a kind are kept until all of them are known to be right, and then written in one go: others wait for
    the writing alone.

    Attributes:
        begin: looks up what the rows ask about. probe: what `Kind.store` asks of a row, with nothing kept;
            given the columns that have a fault of their own, too.
        write: stores what `Kind.store` kept, inside `write(db)`.
        take_back: takes things (guids) away again, inside `write(db)`; how many. What was replaced since stays.
    """

    begin: Callable[[Asked], None]
    probe: Callable[[Asked, Mapping[str, Any], Container[str], Container[str]], object]
    write: Callable[[Asked], None]
    take_back: Callable[[Asked, Sequence[str]], int]


@dataclass(frozen=True)
class Kind:
    """A kind of sheet.

    Attributes:
        key: in addresses and in the store. name, about: msgids: what is in it, and what a row is.
        columns: all that there may be; at least those that are needed must be there.
        store: stores one row inside `write(db)` and gives the guids of what was stored; asks (AskFirst) about what
            looks like a slip until it is among what is sure; what it raises (BadInput, Faults) is told at the row.
        same: what makes two rows of one sheet the same; None where nothing does.
        here: how many things that say the same as a row are stored already; so many rows are passed over.
        twice: of two such rows in one sheet: 'never' is both meant, it is 'asked', or they are 'ordinary'.
        one_of: keys of columns of which at least one must be there, where none of them is needed by itself.
        take_back: takes one thing away again, inside `write(db)`; None where that cannot be done.
        together: keys of columns that are held against one another: with a fault in one the others are not looked at.
        lot: for kinds of which sheets are large: then `store` keeps rows in memory, and `take_back` is that of the lot.
        right: without it the kind is not offered.
        told: msgid of what stands above its sheet to fill in, about {about}.
        beside: opens what else is written to, around `write(db)`; it is undone when the sheet is.
    """

    key: str
    name: str
    about: str
    columns: tuple[Column, ...]
    store: Callable[[Asked, Mapping[str, Any], Container[str]], tuple[str, ...]]
    same: Callable[[Mapping[str, Any]], object] = lambda values: None
    here: Callable[[Asked, Mapping[str, Any]], int] = lambda asked, values: 0
    twice: Literal["never", "asked", "ordinary"] = "never"
    one_of: tuple[str, ...] = ()
    take_back: Callable[[Asked, str], None] | None = None
    together: tuple[frozenset[str], ...] = ()
    lot: Lot | None = None
    right: Right = Right.KEEP_FILE
    told: str = ABOUT
    beside: Callable[[Asked], AbstractContextManager[None]] = lambda asked: nullcontext()


class Fault(NamedTuple):
    """Something that is wrong; row: as a spreadsheet shows it, 0 for the sheet; column: its head, '' for the row."""

    row: int
    column: str
    said: str
    sentence: str


class Question(NamedTuple):
    """What looks like a slip: `about` is sure once somebody says so; rows: where it is asked."""

    about: str
    sentence: str
    rows: tuple[int, ...]


class Remark(NamedTuple):
    """What is taken as it is, and told; rows: where."""

    sentence: str
    rows: tuple[int, ...]


class Line(NamedTuple):
    """A row as it was understood: its number and its cells as they are shown, in the order of `Looked.heads`."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """What is in a sheet.

    Attributes:
        kind: key of its kind. heads: of the columns that are there, in the order of the kind.
        lines: every row that could be read whole. rows: how many rows there are in all.
        faults: everything that is wrong, by row; with one of them nothing is stored.
        questions: what must be said to be right first. remarks: what is told.
        families: how many families it is about. stored: how many rows are new and were, or would be, stored.
    """

    kind: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    rows: int
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    remarks: tuple[Remark, ...]
    families: int = 0
    stored: int = 0
