"""What stands in a job's two columns of JSON, what it was asked for with and what it noted; each kind has some of it.

Never content nor a person's name. Times are integer ms, offsets code points, 0-based, end-exclusive.
"""

from __future__ import annotations

from typing import TypedDict

# from, since: units done and the moment (UTC ISO) when the attempt began; done, at: from which the next minutes count.
Pace = TypedDict("Pace", {"from": int, "since": str, "done": int, "at": str}, total=False)


class Apart(TypedDict):
    """So many seconds for so many ms of sound."""

    seconds: float
    ms: int


class Asked(TypedDict, total=False):
    """What a job is asked for with.

    Attributes:
        recording, document, doubt, batch: guids. model, export: names. language: code; of a file, that of who asks.
        speakers: how many; see `transcribe.speakers.said_by`. start_ms, end_ms: a stretch that is written out again.
        ending: of the file; name: what the export is called (msgid), or why a backup is made; query: its options.
        documents: guids. server: address for links in a file. code: key.
        erasure: guid.
        places: by guid of a document its version and spans (start, end).
    """

    recording: str
    document: str
    documents: list[str]
    model: str
    language: str
    speakers: int
    start_ms: int
    end_ms: int
    doubt: str
    export: str
    ending: str
    name: str
    query: dict[str, str]
    server: str
    batch: str
    erasure: str
    code: str
    sign: str | None
    extent: str
    places: dict[str, tuple[str, list[tuple[int, int]]]]


class Noted(TypedDict, total=False):
    """What a job noted while it ran, or made.

    Attributes:
        document: guid of the text that was made. cut: the sound was cut into windows. damage: stretches (start, end)
            that could not be read, None once they are told of. trying: what it was at; see `lease.trying`.
        seconds_per_hour: of a model. stamp: of what was in reach, for a file; counts, left_out: what is in it.
        made, already, refused: codings; why: sentences. failed: guids of documents that were passed over.
        pace: where the attempt and its last minutes began; see `lease.progress`. then_s: seconds that what comes after
            the last unit will take, None when there is nothing more.
        apart: how long it took to tell voices apart, seconds, in so many ms of sound.
    """

    document: str
    cut: bool
    damage: list[tuple[int, int]] | None
    trying: list[int] | None
    seconds_per_hour: float
    stamp: str
    counts: dict[str, int]
    left_out: dict[str, int]
    made: int
    already: int
    refused: int
    why: list[str]
    failed: list[str]
    pace: Pace
    then_s: float | None
    apart: Apart
