"""The cells of a family's row: hours, contacts, how long an answer took, and what was said about time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from pilot.vocabulary import voices
from pilot.words import _, ngettext
from themes.figures.decimals import one_or_dash
from themes.time_spent import CODE, DAYS_A_MONTH
from views.contacts.listing import lasting
from views.parts.blocks import link

if TYPE_CHECKING:
    from themes.time_spent import Spent, TimeSpent


def counted(one: Spent) -> list[Markup]:
    """Three cells, each with what it was worked out from in small."""
    spent = _("{hours} hours in {months} months").format(
        hours=one_or_dash(one.minutes / 60), months=one_or_dash(one.days / DAYS_A_MONTH))
    met = ngettext("{n} contact", "{n} contacts", one.contacts).format(n=one.contacts)
    waited = "–" if one.median_wait_min is None else lasting(one.median_wait_min)
    soon = _("{n} of {all} within a day").format(n=one.within_day, all=one.waits) if one.waits else _("nothing asked")
    return [_cell(_("Hours a month"), one_or_dash(one.hours_a_month), spent),
            _cell(_("Contacts a week"), one_or_dash(one.contacts_a_week), met), _cell(_("Answer"), waited, soon)]


def _cell(head: str, value: str, small: str) -> Markup:
    return Markup('<span class="rd-headed" data-head="{}">{} <span class="rd-soft">{}</span></span>').format(
        head, value, small)


def heard_on_time(found: TimeSpent) -> list[str]:
    """The voices that are heard on time, the family's and the coach's always."""
    heard = {voice for one in found.rows for voice, _sign in one.said}
    return [voice for voice in voices.VOICES if voice in heard or voice in (voices.FAMILY, voices.COACH)]


def said(found: TimeSpent, one: Spent, voice: str) -> Markup:
    """How often somebody with this voice speaks of time, by direction, as a way to the quotes."""
    counts = [(sign, n) for (who, sign), n in sorted(one.said.items()) if who == voice]
    query = urlencode({"code": CODE, "family": one.guid, **found.scope.query(), "voice": voice})
    told = " ".join(f"{sign or '?'}{n}" for sign, n in counts)
    shown = link(f"/quotes?{query}", told) if counts else Markup("○")
    return Markup('<span class="rd-headed" data-head="{}">{}</span>').format(voices.title(voice), shown)
