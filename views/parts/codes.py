"""What pages about the codebook share: fields by name, what a version did, whose codings a change reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion, CodeRow
    from coding.book.comparing import Field
    from coding.marks.reached import Reach

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


def fields(found: Iterable[Field]) -> Markup:
    """What fields said and say, as a list."""
    items = Markup().join(
        Markup("<div><dt>{}</dt><dd><del>{}</del> <ins>{}</ins></dd></div>").format(
            called(one), shown(one, one.before), shown(one, one.after)) for one in found)
    return Markup('<dl class="rd-changes">{}</dl>').format(items) if items else Markup()


def called(field: Field) -> str:
    """What a field is called, with its language where it has two."""
    name = _(FIELDS[field.name])
    return f"{name} ({_(LANGUAGES[field.language])})" if field.language else name


def shown(field: Field, value: Any) -> str:
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


def reach(found: Reach) -> str:
    """How many codings, in how many documents, whose."""
    if not found.codings:
        return _("No codings have it.")
    codings = ngettext("{n} coding", "{n} codings", found.codings).format(n=found.codings)
    texts = ngettext("in {n} text", "in {n} texts", found.documents).format(n=found.documents)
    return f"{codings} {texts}: " + ", ".join(f"{label} ({n})" for label, n in found.coders) + "."


def indented(row: CodeRow) -> str:
    """The name of a code in a list to choose from, set in by how deep it lies."""
    return "\u2003" * row.depth + row.name
