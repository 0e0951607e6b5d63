"""Bringing recordings in and asking for their text in the same step."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from pilot import words
from pilot.access import Right
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.words import N_, _
from texts.intake import storing
from texts.intake.checks import Fault, Refused
from transcribe import job, languages, models, playing

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home, Pilot
    from texts.intake.checks import Item
    from texts.intake.storing import Stored

_TWICE = N_("The text of this recording is among these files, so it need not be written out. Choose “Not now” here, or "
            "“No recording” at the text.")


class Choices(TypedDict):
    """What there is to transcribe with: languages (code, name in the reader's language); model: name, '' for none."""

    languages: list[tuple[str, str]]
    model: str


def choices(home: Home, db: Database) -> Choices:
    """What the page lets choose from."""
    return {"languages": list(languages.names(words.current()).items()),
            "model": job.preferred(db, models.available(home)).name if models.available(home) else ""}


@use_case(Right.ADD_MATERIAL, event=("added document", "declared free of names document", "added recording"))
def store(home: Home, pilot: Pilot, db: Database, viewer: Viewer, items: Sequence[Item]) -> list[Stored]:
    """Store all items or none, and ask for a transcript of each recording that names the language spoken in it.

    All of it is one transaction: a recording whose transcript cannot be asked for is not stored either.

    Raises: as `storing.store`; NotAllowed also for who may not transcribe; BadInput where no model knows the language.
    """
    wanted = {item.upload: item.transcribe for item in items if item.transcribe}
    if twice := _texts_twice(items, wanted):
        raise Refused(twice)
    using = {language: model_for(home, db, language) for language in wanted.values()}

    def ask(stored: Sequence[Stored]) -> None:
        # What a text of hours is listened to with should be there before it.
        playing.ask(pilot, db, viewer)
        for one in stored:
            language = wanted.get(one.upload)
            if one.kind == "recording" and language:
                job.request_within(db, viewer, one.guid, using[language], language)

    return storing.store(pilot, db, viewer, items, ask)


def _texts_twice(items: Sequence[Item], wanted: Container[str]) -> dict[str, list[Fault]]:
    """The recordings that are to be written out while one of the texts is what is said in them."""
    return {item.recording: [Fault(_(_TWICE), "transcribe")] for item in items if item.recording in wanted
            and item.recording is not None}


def model_for(home: Home, db: Database, language: str) -> models.Model:
    """The model a language is written out with, unless somebody chooses. Raises: BadInput where none knows it."""
    fitting = [model for model in models.available(home) if model.knows(language)]
    if not fitting:
        raise BadInput(N_("No model on this machine knows this language. Fetch one on the page Transcribe first."))
    return job.preferred(db, fitting)
