"""A project as it travels: what REFI-QDA knows, with offsets that are ours. No database and no XML here.

Guids are lower-case without braces; clock times UTC ISO with milliseconds, '' where none was given; offsets code
points, 0-based, end-exclusive, into `Source.text`, which has LF line ends.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, is_dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.fence import Plain

T = TypeVar("T")


MOST_NAMES = 50  # of documents, for each kind of what is left out


@dataclass
class User:
    """A coder."""

    guid: str
    name: str = ""


@dataclass
class Code:
    """A code; `parent` is the guid of the code it lies in, '' at the top; a parent comes before its children."""

    guid: str
    name: str
    description: str = ""
    color: str = ""
    codable: bool = True
    parent: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Coding:
    """Somebody said that a code fits; `notes` are guids."""

    guid: str
    code: str
    user: str = ""
    at: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Selection:
    """Words of a source; `name` is often the words themselves."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Sync:
    """A place in a transcript and when it was said (integer ms)."""

    at: int
    ms: int


@dataclass
class Value:
    """The value of a variable, as it is written in XML."""

    variable: str
    value: str


class Turns(TypedDict):
    """How a text is made of turns: each its start and end (code points, 0-based, end-exclusive), speaker, voice, start
    and end (integer ms or None), confidence (0-1 or None) and the name it came with; and the rows of `timing`."""

    sha256: NotRequired[str]
    turns: list[tuple[int, int, str, str, int | None, int | None, float | None, str]]
    timings: list[tuple[int, int, int, int | None, str]]


@dataclass
class Source:
    """A text, with what is said of it.

    Attributes:
        sound: guid of the recording it is a transcript of, '' where there is none.
        turns: how we have it, where it comes from us; see `ours.Turns`.
    """

    guid: str
    name: str
    text: str
    description: str = ""
    user: str = ""
    at: str = ""
    sound: str = ""
    selections: list[Selection] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    syncs: list[Sync] = field(default_factory=list)
    turns: Turns | None = None


@dataclass
class Sound:
    """A recording.

    Attributes:
        ext: of its file, lower case without a dot.
        packed: where its bytes lie in the archive: offset, packed, size (bytes), crc, deflated (0 or 1).
    """

    guid: str
    name: str
    ext: str = ""
    user: str = ""
    at: str = ""
    values: list[Value] = field(default_factory=list)
    packed: dict[str, int] = field(default_factory=dict)


@dataclass
class Area:
    """A rectangle in a figure: `box` is first x, first y, second x, second y as they came; `page` -1 in a picture."""

    guid: str
    box: list[int]
    page: int = -1
    name: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


# How the text that was made of a figure is called, by its kind.
TEXT_OF = {"picture": "TextDescription", "pdf": "Representation"}


@dataclass
class Figure:
    """A picture or a PDF file. Of one with a text in the project, a Source of the same guid has all but the areas.

    Attributes:
        kind: 'picture' or 'pdf'; ext: of its file, '' where there is none. packed: as `Sound` has it.
    """

    guid: str
    name: str
    kind: str
    ext: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    values: list[Value] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    packed: dict[str, int] = field(default_factory=dict)


@dataclass
class Note:
    """A memo; `notes` are guids of memos that are on it."""

    guid: str
    title: str
    text: str
    description: str = ""
    user: str = ""
    at: str = ""
    changed_at: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Variable:
    """A variable; `kind` as in the schema: Text, Boolean, Integer, Float, Date or DateTime."""

    guid: str
    name: str
    kind: str
    description: str = ""


@dataclass
class Case:
    """A case: a family with its sources (guids)."""

    guid: str
    name: str
    description: str = ""
    values: list[Value] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


@dataclass
class Set:
    """A set of codes, sources and notes (guids)."""

    guid: str
    name: str
    description: str = ""
    codes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Project:
    """A whole project.

    Attributes:
        origin: the program that wrote it.
        convention: how its offsets were counted; see `offsets`.
        notes_on: guids of the notes on the project itself.
        links: pairs of guids of what is linked.
        left_out: what could not be carried, by kind; left_out_of: names of the documents it is of, some of them.
    """

    name: str
    origin: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    convention: str = ""
    users: list[User] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    sounds: list[Sound] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    notes_on: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    left_out_of: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, int]:
        """How many figures and areas there are, those that there are."""
        counts = {"kept_figures": len(self.figures), "kept_areas": sum(len(one.areas) for one in self.figures)}
        return {kind: n for kind, n in counts.items() if n}

    def leave(self, kind: str, n: int = 1, of: str = "") -> None:
        """Count something that is left out; `of`: what the document is called that it is of."""
        if n:
            self.left_out[kind] = self.left_out.get(kind, 0) + n
            names = self.left_out_of.setdefault(kind, []) if of else []
            if of and of not in names and len(names) < MOST_NAMES:
                names.append(of)


def as_plain(project: Project) -> Plain:
    """A project as JSON has it."""
    return asdict(project)


def from_plain(plain: Plain) -> Project:
    """The project that `as_plain` took apart."""
    return _made(Project, plain)


def _made(kind: Callable[..., T], plain: Plain) -> T:
    """One of our classes from its fields, with what lies in its lists."""
    parts = _parts(kind)
    return kind(**{name: parts[name](value) if name in parts else value for name, value in plain.items()})


@cache
def _parts(kind: Callable[..., object]) -> dict[str, Callable[[list[Any]], list[Any]]]:
    """The fields of a class that are lists of others of our classes, or of pairs, each with what makes them anew."""
    found: dict[str, Callable[[list[Any]], list[Any]]] = {}
    for name, hint in get_type_hints(kind).items():
        inner = (get_args(hint) or (None,))[0]
        if is_dataclass(inner):
            found[name] = partial(_each, inner)
        elif get_origin(inner) is tuple:
            found[name] = partial(_each, None)
    return found


def _each(kind: Any, plain: list[Any]) -> list[Any]:
    return [_made(kind, one) if kind else tuple(one) for one in plain]
