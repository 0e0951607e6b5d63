"""Of Today: words that were copied from a text that went out of reach, to decide about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access.three_states import NAMES
from pilot.words import _, ngettext
from texts import kept_back
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.kept_back import KeptBack


def to_decide(visit: Visit) -> Section[KeptBack]:
    """Words of a text that went out of reach, taken out of a text of no family; nothing when there are none."""
    return Section(
        "copied", lambda _n: _("Copied words, to decide about"),
        lambda wanted: kept_back.waiting(visit.db, visit.viewer, wanted=wanted),
        lambda one: (f"/families?family={one.family_guid}#consent", f"{one.family} · {_(one.what)}",
                     " · ".join((ngettext("{n} word of “{title}”", "{n} words of “{title}”", one.n_words).format(
                         n=one.n_words, title=one.document), *([_(NAMES[one.gone])] if one.gone else [])))),
        _("Family or conversation"), kept_back.ORDERS,
        _("These words were copied from a text that is not read now. They are shown as (…)."))
