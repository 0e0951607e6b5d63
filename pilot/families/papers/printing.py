"""The letter and its form as a pdf, to print and to sign by hand.

No pseudonym stands on it: whoever found a form with a name written on it would know by it whose pseudonym that is.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.access.reach import USES
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.families.papers import letters
from pilot.families.papers.address import uses_of
from pilot.families.papers.letter import ADULT
from pilot.files import typeset
from pilot.files.export import Export, Format
from pilot.setup import pilot_name
from pilot.store.files import write
from pilot.vocabulary.palette import LIGHT
from pilot.words import DEFAULT, N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.papers.letters import Version

LAYOUT = Path(__file__).parent / "form.typ"


@use_case(Right.RECORD_CONSENT, event="printed letter", reads="letters about consent")
def form_pdf(pilot: Pilot, db: Database, viewer: Viewer, chosen: Mapping[str, str]) -> bytes:
    """The letter and the form.

    Args:
        chosen: 'audience' (adult), 'language' (nl), 'uses' as "record,analyse" (all of them); or 'letter': the number
            of one that was printed or read before, as it was.

    Raises: BadInput, NotFound for what cannot be had.
    """
    uses = uses_of(chosen.get("uses", "")) or list(USES)
    number = chosen.get("letter", "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 9):
        raise BadInput(N_("Give the number of a letter."))
    version = letters.numbered(pilot, db, viewer, int(number)) if number else letters.to_read(
        pilot, db, viewer, chosen.get("audience") or ADULT, chosen.get("language") or DEFAULT)
    made = typeset.pdf(LAYOUT, _data(db, version, uses), today(db))
    with write(db):
        events.record(db, viewer, "printed", "letter", viewer.pilot_slug)
    return made


def _data(db: Database, version: Version, uses: list[str]) -> dict[str, object]:
    letter = version.letter
    return {**asdict(letter), "pilot": pilot_name(db), "palette": asdict(LIGHT),
            "number": letter.words["version"].format(number=version.number),
            "questions": [one._asdict() for one in letter.about(uses)]}


FORM = Export("consent-form", N_("Letter and form about consent"), ("audience", "language", "uses", "letter"), {
    "pdf": Format(typeset.MIME, lambda asked: form_pdf(asked.pilot, asked.db, asked.viewer, asked.query))})
EXPORTS = (FORM,)
