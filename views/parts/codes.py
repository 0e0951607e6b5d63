"""What pages about the codebook share: what differs, whose codings a change reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coding.book import naming
from pilot.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coding.book.codebook import CodeRow
    from coding.book.comparing import Field
    from coding.marks.reached import Reach


def fields(found: Iterable[Field]) -> Markup:
    """What fields said and say, as a list."""
    items = Markup().join(
        Markup("<div><dt>{}</dt><dd{}><del>{}</del> <ins>{}</ins></dd></div>").format(
            naming.called(one), Markup(' lang="{}"').format(one.language) if one.language else "",
            naming.shown(one, one.before), naming.shown(one, one.after)) for one in found)
    return Markup('<dl class="rd-changes">{}</dl>').format(items) if items else Markup()


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
