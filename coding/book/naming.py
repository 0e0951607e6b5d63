"""How what happened to a codebook is called, on pages and in files: its fields, versions and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.book.comparing import Field, Step, Value

FIELDS = {
    "parent": N_("Lies under"), "name": N_("Name"), "definition": N_("What it means"), "use_when": N_("When to use it"),
    "not_when": N_("When not to use it"), "example": N_("Example"), "signals": N_("Words that point to it"),
    "codable": N_("Passages get it"), "sign": N_("Takes a direction"), "color": N_("Colour"),
    "color_dark": N_("Colour on a dark page"),
}
LANGUAGES = {"nl": N_("Dutch"), "en": N_("English")}
DID = {
    "load": N_("loaded from a file"), "add": N_("code added"), "change": N_("code changed"), "move": N_("code moved"),
    "merge": N_("codes merged"), "split": N_("code split"), "retire": N_("code taken out of use"),
    "bring_back": N_("code taken into use again"), "undo": N_("merge or split undone"),
    "take_back": N_("version taken back"),
}
# What differs between two versions; what a version did to a code; what it took part in.
DIFFERS = {"added": N_("Added"), "changed": N_("Changed"), "gone": N_("Gone")}
_BECAME = {"added": N_("came into use"), "changed": N_("changed"), "gone": N_("went out of use")}
_TURNED = {
    "merged into": N_("went up in “{others}”"), "took up": N_("took up “{others}”"),
    "split into": N_("split into “{others}”"), "part of": N_("is a part of “{others}”"),
    "undone": N_("what version {others} did was undone"),
}


def called(field: Field) -> str:
    """What a field is called, with its language where it has two."""
    name = _(FIELDS[field.name])
    return f"{name} ({_(LANGUAGES[field.language])})" if field.language else name


def shown(field: Field, value: Value) -> str:
    """What it said, as text."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return " · ".join(value) or "–"
    return str(value) or (_("at the top") if field.name == "parent" else "–")


def did(db: Database, version: CodebookVersion) -> str:
    """Number, day, what was done and by whom, of a version."""
    day = days.short(local_day(db, version.adopted_at))
    parts = [_("version {n}").format(n=version.number), day, _(DID[version.did]), version.by]
    return " · ".join(part for part in parts if part)


def became(step: Step) -> str:
    """What a version did to one code."""
    said = [_(_BECAME[step.kind])] if step.kind and not step.turned else []
    said += [_(_TURNED[step.turned]).format(others=", ".join(step.others))] if step.turned else []
    return ", ".join(said)
