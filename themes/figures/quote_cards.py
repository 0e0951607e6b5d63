"""Quotes as HTML: the words, what stands around them, who said it and when, and the way to the passage."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import days, voices
from pilot.vocabulary.timecode import timecode
from pilot.words import _, ngettext
from themes.figures.signs import SIGN_MARKS, SIGN_NAMES
from themes.figures.tables import color_of, desk_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from themes.quotes import Quote, Quotes, Spoken
    from themes.said import Waiting


def heading(found: Quotes) -> Markup:
    """How much the quotes are out of: documents said, coded for the code, told."""
    coded = ngettext("{coded} coded story or conversation", "{coded} coded stories and conversations", found.coded)
    text = _("Said in {said} of {all_coded}; {told} told in all.").format(
        said=found.said, all_coded=coded.format(coded=found.coded), told=found.told)
    return Markup("<p>{}</p>").format(text)


def quote_list(found: Quotes, dark: bool, door: Callable[[Quote], Markup] = lambda _quote: Markup()) -> Markup:
    """Every quote of this page; `door`: what more stands below one."""
    look = f"border-color:{color_of(found.code, dark)}" + (";border-left-style:dashed" if found.is_retired else "")
    cards = Markup().join(_card(quote, look, door(quote)) for quote in found.quotes)
    return Markup('<div class="rd-quotelist">{}</div>').format(cards) if cards else Markup()


def _card(quote: Quote, look: str, door: Markup) -> Markup:
    begins = quote.turns[0].start_ms if quote.turns else None
    who = ", ".join(dict.fromkeys(_who(turn) for turn in quote.turns))
    about = " · ".join(filter(None, (
        who, quote.family, days.long(quote.on_date), quote.title, "" if begins is None else timecode(begins))))
    coders = _("coded by {coders}").format(coders=", ".join(quote.coders))
    if quote.passages > 1 and not quote.is_whole:
        coders += " · " + _("{n} overlapping passages").format(n=quote.passages)
    to = _("to the passage") if quote.start is not None else _("to the document") if quote.is_whole else _(
        "to the document; somebody has to say where this stands in its new text")
    if quote.sign:
        coders = f"{SIGN_MARKS[quote.sign]} {_(SIGN_NAMES[quote.sign])} · {coders}"
    held = Markup() if quote.may_leave else Markup('<p class="rd-held">{}</p>').format(
        _("For the team only: not everybody consents to quoting."))
    return Markup(
        '<article class="rd-quote" data-quote="{}"><blockquote style="{}">{}</blockquote><p>{}</p><p>{} ·'
        ' <a href="{}" target="_self">{}<span class="rd-sr">: {}</span></a></p>{}{}</article>').format(
            quote.document, look, _words(quote), about, coders, desk_link(quote.document, quote.start), to,
            shorten(quote.text, 60, placeholder="…") or quote.title, held, door)


def _who(turn: Spoken) -> str:
    """Who speaks in a turn: the role it says, or its voice."""
    return turn.speaker or voices.title(turn.voice)


def _words(quote: Quote) -> Markup:
    """The words between what stands around them; over several turns each says who speaks."""
    if quote.is_whole:
        return Markup("<em>{}</em>").format(quote.shown)
    before = Markup("<span>{}</span>").format(quote.before) if quote.before else ""
    after = Markup("<span>{}</span>").format(quote.after) if quote.after else ""
    if len(quote.turns) == 1:
        return Markup("{}<mark>{}</mark>{}").format(before, quote.turns[0].text, after)
    last = len(quote.turns) - 1
    return Markup().join(
        Markup('<p class="rd-turn" data-voice="{}"><b>{}:</b> {}<mark>{}</mark>{}</p>').format(
            turn.voice, _who(turn), before if n == 0 else "", turn.text, after if n == last else "")
        for n, turn in enumerate(quote.turns))


def waiting_list(waiting: list[Waiting]) -> Markup:
    """The documents that are not yet coded for the code, each with the way to the desk."""
    items = Markup().join(
        Markup('<li><a href="{}" target="_self">{}</a> <span>{} · {}</span></li>').format(
            desk_link(each.document, None), each.title, each.family, days.long(each.on_date)) for each in waiting)
    return Markup('<ul class="rd-list">{}</ul>').format(items)
