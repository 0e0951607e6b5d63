"""The forms of a pilot: which version is asked now, an earlier one, and making the next.

A version never changes. What was answered already keeps its words in every version after it, so that answers under one
key mean one thing; it can be switched off, and something else be asked beside it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.entry.starting import FIRST, before, starting
from stories.entry.templates import TELLERS, Forms, Signifier, as_json, of_json

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST = 300  # characters of one sentence, in one language
MOST_QUESTIONS, MOST_TEMPLATES, MOST_SIGNIFIERS = 20, 30, 30
LABELS = {"triad": (3, 3), "scale": (2, 2), "choice": (2, 12)}


def forms_of(db: Database, number: int) -> Forms:
    """The forms of this version; what came with the program where there is no such version."""
    row = db.conn.execute("SELECT body FROM form_version WHERE number = ?", (number,)).fetchone()
    if row:
        return of_json(json.loads(row[0]), number)
    return starting() if number else before()


def newest(db: Database) -> Forms:
    """The forms that are asked now."""
    (number,) = db.conn.execute("SELECT coalesce(max(number), ?) FROM form_version", (FIRST,)).fetchone()
    return forms_of(db, number)


@use_case(Right.EDIT_TEMPLATES, reads="what a pilot asks who tells")
def edited(db: Database, viewer: Viewer) -> Forms:
    """The forms as whoever words them sees them: the newest version."""
    return newest(db)


@use_case(Right.EDIT_TEMPLATES, event="worded forms")
def publish(db: Database, viewer: Viewer, forms: Forms) -> int:
    """Make these the forms of the pilot; drafts that were begun go on with what they began with.

    Args:
        forms: with the number of the version they were made from.

    Returns: the number of the new version.
    Raises: BadInput (something is not worded, too long, or changed although it was answered), Conflict (somebody else
        made a version meanwhile).
    """
    check(forms)
    with write(db):
        was = newest(db)
        if was.number != forms.number:
            raise Conflict(N_("Somebody else changed the questions meanwhile. Reload the page and look it over."))
        if replace(forms, number=was.number) == was:
            raise BadInput(N_("Nothing was changed."))
        _require_unchanged(db, was, forms)
        guid, number = new_guid(), was.number + 1
        db.conn.execute(
            "INSERT INTO form_version(number, guid, body, created_by, created_at) VALUES (?,?,?,?,?)",
            (number, guid, json.dumps(as_json(forms), ensure_ascii=False), viewer.user_id, now()))
        events.record(db, viewer, "worded", "forms", guid)
    return number


def check(forms: Forms) -> None:
    """Raises: BadInput for what cannot be asked."""
    if len(forms.templates) > MOST_TEMPLATES or len(forms.signifiers) > MOST_SIGNIFIERS:
        raise BadInput(N_("That is more than anybody will fill in. Take something out first."))
    for teller in TELLERS:
        if not forms.offered(teller):
            raise BadInput(N_("One kind of story must stay for a coach and one for a family. Switch another one off."))
    for template in forms.templates:
        _worded(template.name.nl, template.name.en, template.about.nl, template.about.en)
        if not any(prompt.on for prompt in template.prompts):
            raise BadInput(N_("A kind of story needs a question. Add one, or switch the kind of story off."))
        if len(template.prompts) > MOST_QUESTIONS:
            raise BadInput(N_("That is more than anybody will fill in. Take something out first."))
        for prompt in template.prompts:
            _worded(prompt.question.nl, prompt.question.en, prompt.hint.nl, prompt.hint.en)
    for signifier in forms.signifiers:
        _check_signifier(signifier)


def _check_signifier(signifier: Signifier) -> None:
    _worded(*(signifier.coach if any(signifier.coach) else signifier.family), *signifier.family)
    least, most = LABELS[signifier.kind]
    if not least <= len(signifier.labels) <= most:
        raise BadInput(N_("A triangle needs three corners, a scale two ends, and a choice two words or more."))
    for label in signifier.labels:
        _worded(*label.name)
    names = [label.name.to() for label in signifier.labels]
    if len(set(names)) < len(names):
        raise BadInput(N_("Two of these words are the same. Change one of them."))


def _worded(nl: str, en: str, *more: str) -> None:
    """Raises: BadInput when it is said in neither language, or is too long."""
    if not (nl.strip() or en.strip()):
        raise BadInput(N_("Something has no words yet. Fill it in, in Dutch or in English."))
    if any(len(text) > LONGEST for text in (nl, en, *more)):
        raise BadInput(N_("This is longer than {n} characters. Make it shorter."), n=LONGEST)


@inner("part of wording the forms, for the page on which that is done")
def answered(db: Database, viewer: Viewer) -> set[str]:
    """Keys of what tellers were asked about the meaning and answered: their words stay."""
    return {row[0] for row in db.conn.execute("SELECT DISTINCT signifier FROM meaning")}


def _require_unchanged(db: Database, was: Forms, forms: Forms) -> None:
    """Raises: BadInput when something that was asked is gone, or says something else though it was answered."""
    used = {row[0] for row in db.conn.execute("SELECT DISTINCT signifier FROM meaning")}
    for old in was.signifiers:
        new = forms.signifier(old.key)
        if new is None or (old.key in used and not says_the_same(old, new)):
            raise BadInput(N_("This was answered already, so its words stay. Switch it off and add another one."))
    gone = {one.key for one in was.templates} - {one.key for one in forms.templates}
    if gone or set(was.answers) - set(forms.answers):
        raise BadInput(N_("A question that was asked before stays on record. Switch it off instead."))


def says_the_same(was: Signifier, new: Signifier) -> bool:
    """Whether answers to the second mean what answers to the first do: nothing of it was said otherwise, though what
    was not said in a language may be said since."""
    shape = (was.kind, was.several, [one.key for one in was.labels])
    if shape != (new.kind, new.several, [one.key for one in new.labels]):
        return False
    before_said = [was.coach, was.family, *(one.name for one in was.labels)]
    said = [new.coach, new.family, *(one.name for one in new.labels)]
    return all(old in ("", text) for one, other in zip(before_said, said, strict=True)
               for old, text in zip(one, other, strict=True))
