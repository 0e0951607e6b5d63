"""Quotes as HTML: the words, what stands around them, who said it and when, and the way to the passage."""

from __future__ import annotations

from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from pilot.vocabulary import days, voices
from pilot.vocabulary.timecode import timecode
from pilot.words import _, ngettext
from themes.figures.signs import SIGN_MARKS, SIGN_NAMES
from themes.figures.tables import color_of, desk_link

if TYPE_CHECKING:
    from themes.quotes import Quote, Quotes, Spoken, Waiting


def heading(found: Quotes) -> str:
    """How much the quotes are out of: documents said, coded for the code, told."""
    coded = ngettext("{coded} coded story or conversation", "{coded} coded stories and conversations", found.coded)
    text = _("Said in {said} of {all_coded}; {told} told in all.").format(
        said=found.said, all_coded=coded.format(coded=found.coded), told=found.told)
    return f"<p>{escape(text)}</p>"


def quote_list(found: Quotes, dark: bool) -> str:
    """Every quote of this page."""
    look = f"border-color:{color_of(found.code, dark)}" + (";border-left-style:dashed" if found.is_retired else "")
    cards = "".join(_card(quote, look) for quote in found.quotes)
    return f'<div class="rd-quotelist">{cards}</div>' if cards else ""


def _card(quote: Quote, look: str) -> str:
    clock = "" if quote.turns[0].start_ms is None else f" · {timecode(quote.turns[0].start_ms)}"
    who = ", ".join(dict.fromkeys(_who(turn) for turn in quote.turns))
    about = f"{who} · {quote.family} · {days.long(quote.on_date)} · {quote.title}{clock}"
    coders = _("coded by {coders}").format(coders=", ".join(quote.coders))
    if quote.passages > 1:
        coders += " · " + _("{n} overlapping passages").format(n=quote.passages)
    to = _("to the passage") if quote.start is not None else _(
        "to the document; somebody has to say where this stands in its new text")
    if quote.sign:
        coders = f"{SIGN_MARKS[quote.sign]} {_(SIGN_NAMES[quote.sign])} · {coders}"
    held = "" if quote.may_leave else (
        f'<p class="rd-held">{escape(_("For the team only: not everybody consents to quoting."))}</p>')
    return (
        f'<article class="rd-quote" data-quote="{quote.document}"><blockquote style="{look}">'
        f"{_words(quote)}</blockquote><p>{escape(about)}</p><p>{escape(coders)} · "
        f'<a href="{escape(desk_link(quote.document, quote.start))}" target="_self">{escape(to)}'
        f'<span class="rd-sr">: {escape(shorten(quote.text, 60, placeholder="…"))}</span></a></p>{held}</article>')


def _who(turn: Spoken) -> str:
    """Who speaks in a turn: the role it says, or its voice."""
    return turn.speaker or voices.title(turn.voice)


def _words(quote: Quote) -> str:
    """The words between what stands around them; over several turns each says who speaks."""
    before = f"<span>{escape(quote.before)}</span>" if quote.before else ""
    after = f"<span>{escape(quote.after)}</span>" if quote.after else ""
    if len(quote.turns) == 1:
        return f"{before}<mark>{escape(quote.turns[0].text)}</mark>{after}"
    last = len(quote.turns) - 1
    return "".join(
        f'<p class="rd-turn" data-voice="{turn.voice}"><b>{escape(_who(turn))}:</b> {before if n == 0 else ""}'
        f'<mark>{escape(turn.text)}</mark>{after if n == last else ""}</p>' for n, turn in enumerate(quote.turns))


def waiting_list(waiting: list[Waiting]) -> str:
    """The documents that are not yet coded for the code, each with the way to the desk."""
    items = "".join(
        f'<li><a href="{escape(desk_link(each.document, None))}" target="_self">{escape(each.title)}</a>'
        f" <span>{escape(each.family)} · {escape(days.long(each.on_date))}</span></li>" for each in waiting)
    return f'<ul class="rd-list">{items}</ul>'
