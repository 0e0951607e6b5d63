"""What our routes answer with, as JSON: the fields that scripts read. `Rows` are named tuples of the rooms, by their
field names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from coding.marks.codings import Codings, NotedWords, ToldCoding
from texts.transcripts import Described, ReadTurn

Rows = Sequence[Mapping[str, object]]


class ToldCode(TypedDict):
    """A code of the newest codebook, or (`is_old`) one that only earlier codings use; digit: the key that gives it."""

    key: str
    name: str
    definition: str
    use_when: str
    not_when: str
    example: str
    signals: tuple[str, ...]
    color: str
    color_dark: str
    parent_key: str | None
    depth: int
    is_codable: bool
    takes_sign: bool
    is_old: bool
    digit: str | None


class MadeCode(ToldCode):
    """A code that was just made or renamed, and the number of the codebook it is in."""

    codebook: int


class Book(TypedDict):
    """The codebook at a desk.

    Attributes:
        codebook: number of its version, 0 without one. merged: by key of a code that went up in another its key.
        status, new_codes: what that means for how far this coder is with the document.
    """

    codebook: int
    codes: list[ToldCode]
    merged: dict[str, str]
    status: str
    new_codes: list[str]


class BookAtDesk(Book):
    """The codebook, and the viewer's own keys under the digits."""

    favourites: list[str | None]


class Head(Described):
    """A document as the desk names it; recording: its address below /recordings/, or None; held: 'blind' or 'practice'
    where a round holds its codings back, else ''; notes: what else was spoken for it, [{recording, duration_ms}];
    meant: what its teller said that it means, [question, answer] in words."""

    guid: str
    held: str
    notes: list[dict[str, object]]
    meant: list[tuple[str, str]]
    versions: Rows


class Desk(TypedDict):
    """All that the desk needs to begin; what only coders get comes with `Book` and `Codings`.

    Attributes:
        account: guid. change: address where this viewer changes the document, or None. reach: stamp.
        sentences: code points where each begins. suggests: this coder asked for suggestions of the machine.
    """

    account: str
    csrf: str
    language: str
    document: Head
    turns: list[ReadTurn]
    sentences: list[int]
    may_code: bool
    reach: str
    change: str | None
    favourites: list[str | None]
    codes: list[ToldCode]
    codings: list[ToldCoding]
    codebook: NotRequired[int]
    merged: NotRequired[dict[str, str]]
    status: NotRequired[str]
    new_codes: NotRequired[list[str]]
    may_see_others: NotRequired[bool]
    is_practice: NotRequired[bool]
    suggests: NotRequired[bool]
    may_edit_codes: NotRequired[bool]
    may_propose: NotRequired[bool]
    rev: NotRequired[int]
    version: NotRequired[str]
    current: NotRequired[str]
    noted: NotRequired[list[NotedWords]]
    undecided: NotRequired[list[ToldCoding]]
    removed: NotRequired[list[str]]


class Changes(Codings):
    """What came and went since a revision, and for whom."""

    account: str


class Times(TypedDict):
    """[code point, ms] of words and cues."""

    times: list[list[int]]


class Next(TypedDict):
    """How far a document is now, and what to code next; for_new: only new codes are looked for there."""

    state: str
    next: str | None
    for_new: bool


class Favourites(TypedDict):
    """Keys of codes, the first under digit 1."""

    favourites: list[str]


class ToldThing(TypedDict):
    """What a memo is on; named: the word for its kind."""

    kind: str
    guid: str
    named: str
    called: str
    words: str
    href: str


class LinkedMemo(TypedDict):
    """A memo that another one is linked to."""

    id: str
    called: str


class ToldMemo(TypedDict):
    """A memo as it is shown; see `coding.memos.reading.Read`."""

    id: str
    title: str
    body: str
    private: bool
    mine: bool
    author: str
    day: str | None
    created_at: str
    changed_at: str | None
    on: list[ToldThing]
    links: list[LinkedMemo]


class OneMemo(TypedDict):
    """A memo."""

    memo: ToldMemo


class MemosOn(TypedDict):
    """The memos on one thing; waiting: those on other words of it that were changed."""

    account: str
    csrf: str
    on: ToldThing
    memos: list[ToldMemo]
    waiting: list[ToldMemo]


class FoundMemo(LinkedMemo):
    """A memo to link to; about: what it is on."""

    about: str


class FoundMemos(TypedDict):
    """The first few memos that were found, and how many there are."""

    memos: list[FoundMemo]
    total: int


class ShortText(TypedDict):
    """A short text to code: dates ISO; state: one of `listing.STATES`; domains, course, kind: as they are called."""

    guid: str
    title: str
    family: str
    told_on: str
    coach: str
    event_from: str | None
    domains: list[str]
    kind: str
    course: str
    state: str
    codes: tuple[str, ...]


class ShortTexts(TypedDict):
    """A page of them; all: how many unfiltered; choices: by filter its values, each with what it is called."""

    rows: list[ShortText]
    total: int
    page: int
    pages: int
    all: int
    choices: dict[str, list[list[str]]]


class ToldDraft(TypedDict):
    """What was said of an upload: free JSON of the page's own, and how often it was kept."""

    revision: int
    said: dict[str, object]


class ToldUpload(TypedDict):
    """An upload: bytes of the whole, and received."""

    guid: str
    ext: str
    bytes: int
    received: int
    fingerprint: str


class BegunUpload(ToldUpload):
    """An upload that begins or goes on."""

    draft: ToldDraft


class WaitingUpload(BegunUpload):
    """An upload that is not stored yet; created_on: ISO date."""

    created_on: str


class WaitingUploads(TypedDict):
    """The viewer's own."""

    uploads: list[WaitingUpload]
