"""An event as html: what each voice tells, with the way to it, and where they see it differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.access.three_states import A_TEXT
from pilot.vocabulary import days, voices
from pilot.words import _
from views.parts.blocks import link

if TYPE_CHECKING:
    from stories.events.seeing import Differs, Seen, Told


def beside(one: Seen) -> Markup:
    """The voices beside each other, and below them where they differ."""
    columns = Markup().join(Markup("<section><h2>{} {}</h2>{}</section>").format(
        voices.SHAPES[voice], voices.title(voice), Markup().join(map(_told, told))) for voice, told in one.voices)
    if not columns:
        columns = Markup("<p>{}</p>").format(
            _("Nobody tells of it yet. Link a text, or write down what somebody says."))
    return Markup('<div class="rd-voices">{}</div>{}').format(columns, Markup().join(map(_differs, one.differs)))


def _told(one: Told) -> Markup:
    """What one voice tells, with the way to it."""
    if one.gone:
        return Markup('<p class="rd-soft">{}</p>').format(_(A_TEXT[one.gone]))
    day = days.short(one.told_on) if one.told_on else ""
    if one.kind and not one.document:
        return Markup("<p>{}</p>").format(" · ".join(filter(None, (_("A conversation that you do not read."), day))))
    way = link(f"/desk?document={one.document}" + (f"&at={one.start}" if one.start is not None else ""), one.title)
    changed = _("the text was changed since it was linked") if one.changed else ""
    about = Markup(" · ").join(part for part in (
        way if one.document else "", one.who, day, changed, _("for the team only") if one.team_only else "") if part)
    words = Markup("<blockquote>{}</blockquote>").format(one.words) if one.words else Markup()
    return Markup('<article class="rd-quote">{}<p>{}</p></article>').format(words, about)


def _differs(one: Differs) -> Markup:
    says = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(voices.title(voice), words)
                         for voice, words in one.says.items())
    by = " · ".join(filter(None, (one.by, days.short(one.on), _("for the team only") if one.team_only else "")))
    return Markup('<section class="rd-differs-on"><h2>{}</h2><p>{}</p><dl>{}</dl><p>{}</p></section>').format(
        _("They see it differently"), one.about, says, by)
