"""What goes back to a family on paper: large letters, boxes to tick, room to write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.access.three_states import A_TEXT
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import typeset
from pilot.files.export import NOTHING, Export, Format, leaves
from pilot.vocabulary import days, quoting
from pilot.words import N_, _, current
from stories.back import reading

if TYPE_CHECKING:
    from typing import Any

    from sqlite_utils import Database

    from stories.back.reading import One

LAYOUT = Path(__file__).parent / "paper.typ"


@use_case(Right.KEEP_FILE, event="exported return", reads="texts")
def on_paper(db: Database, viewer: Viewer, guid: str) -> bytes:
    """A pdf for the family to read, to tick and to keep.

    Raises: NotFound, NotAllowed; where nothing of it can be read, of the first text why not.
    """
    one = reading.read(db, viewer, guid)
    data = paper(one)
    if not data["passages"] and not data["texts"]:
        gone = [text.gone for text in one.texts if text.gone]
        raise NotFound(A_TEXT[gone[0]] if gone else NOTHING)
    leaves(db, viewer, "return", guid)
    return typeset.pdf(LAYOUT, data, today(db))


def paper(one: One) -> dict[str, Any]:
    """What stands on it: stories whole, passages each with what is asked."""
    due = one.kept.due_on
    return {
        "language": current(), "title": _("Your words"), "about": _(
            "This is what you told, or what was written about it. Read it at your ease. Tell it when something is not"
            " right. At each passage you say who may read it. Nothing is needed: no is always good, and you may change"
            " your answer later."),
        "when": _("Promised for {date}").format(date=days.long(due)) if due else "",
        "texts": [{"title": text.title, "on": days.long(text.told_on), "paragraphs": list(text.paragraphs)}
                  for text in one.texts if text.paragraphs],
        "passages": [asked.stands.words for asked in one.passages if asked.stands],
        "head": _("Passage {n}"), "heading": _("Passages to ask you about"),
        "questions": [_("The team may use these words"), _("The municipality may read these words"),
                      _("Everybody may read these words")],
        "yes": _("yes"), "no": _("no"), "otherwise": _("This should stand otherwise:"),
        "how": _("How may it be said whose words these are?"),
        "hows": [_(quoting.HOW_NAMES[name]) for name in quoting.HOWS],
        "none": _("Nothing of this may be quoted"),
        "date": _("Date:"), "sign": _("Signature, if you like:"),
    }


RETURN = Export("return", N_("On paper for the family"), ("return",), {"pdf": Format(
    typeset.MIME, lambda asked: on_paper(asked.db, asked.viewer, asked.query.get("return", "")))}, needs=("return",))
EXPORTS = (RETURN,)
