"""Quotes that leave the team as HTML: as they may be read, what differs from the passage, the door beside a passage."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from pilot.vocabulary import days, voices
from pilot.words import N_, _
from themes.figures.signs import SIGN_MARKS, SIGN_NAMES
from themes.figures.tables import desk_link
from themes.release.content import AUDIENCE_NAMES
from themes.release.quotes_out.shortened import ADDED, KEPT
from themes.release.quotes_out.stored import SENT_BACK, STATE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from themes.quotes import Quote
    from themes.release.content import QuoteOut
    from themes.release.quotes_out.seeing import Appeared, Mark, Seen
    from themes.release.quotes_out.shortened import Piece

_RELEASE_STATES = {"proposed": N_("a release that waits"), "sent back": N_("a release that was sent back"),
                   "taken back": N_("a release that was taken back before it was signed"),
                   "withdrawn": N_("release {n}, taken back"), "signed": N_("release {n}")}


def door(code: str, quote: Quote, marks: Iterable[Mark]) -> Markup:
    """At a quote: that it was proposed or may leave, and where the way there is; for who may propose."""
    if quote.start is None or quote.is_whole:
        return Markup()
    end = quote.start + len(quote.text)
    there = [one for one in marks if one.document == quote.document and one.start < end and quote.start < one.end]
    said = Markup().join(
        Markup('<p class="rd-out"><a href="quotes_out?quote={}" target="_self">{}</a></p>').format(
            one.guid, f"{_(STATE_NAMES[one.state])} · {_(AUDIENCE_NAMES[one.audience])}") for one in there)
    if not quote.may_leave:
        return said
    return said + Markup('<p class="rd-out"><a href="{}" target="_self">{}</a></p>').format(
        _form(quote.document, quote.start, end, code), _("Propose to let it out"))


def _form(document: str, start: int, end: int | None, code: str) -> str:
    """Where a passage is proposed."""
    return "quotes_out?" + urlencode({"document": document, "start": start, "end": end, "code": code})


def words(out: QuoteOut) -> Markup:
    """A quote as it may be read, with whose words it is."""
    about = " · ".join(filter(None, (out.said_by, days.month(out.told_in) if len(out.told_in) == 7 else out.told_in)))
    return Markup("<blockquote><mark>{}</mark></blockquote><p>{}</p>").format(out.text, about)


def card(one: Seen, *, leads: bool = True) -> Markup:
    """A quote with how it stands; `leads`: with the way to it."""
    sign = f"{SIGN_MARKS[one.out.sign]} {_(SIGN_NAMES[one.out.sign])}" if one.out.sign else ""
    about = " · ".join(filter(None, (one.code_name, sign, voices.name(one.out.voice), _(AUDIENCE_NAMES[one.audience]))))
    state = _("{state}, proposed by {who}").format(state=_(STATE_NAMES[one.state]), who=one.proposed_by)
    if one.by != one.proposed_by:
        state = _("{state}, decided by {by}").format(state=state, by=one.by)
    lines = [about, one.answer, state, one.reason and _("Why: {reason}").format(reason=one.reason), *one.since,
             _in(one.appeared)]
    ways = [_way(one, f"quotes_out?quote={one.out.guid}", _("look and decide") if one.may_decide else _("look at it"))
            ] if leads else []
    if one.document:
        ways.append(_way(one, desk_link(one.document, one.start), _("to the passage")))
    if one.state == SENT_BACK and one.is_own and one.start is not None:
        ways.append(_way(one, _form(one.document, one.start, one.end, one.code), _("propose it otherwise")))
    return Markup('<article class="rd-quote">{}{}<p>{}</p></article>').format(
        words(one.out), Markup().join(Markup("<p>{}</p>").format(line) for line in lines if line),
        Markup(" · ").join(ways))


def _way(one: Seen, href: str, told: str) -> Markup:
    """A link, with for who hears it alone which quote it is of."""
    return Markup('<a href="{}" target="_self">{}<span class="rd-sr">: {}</span></a>').format(
        href, told, shorten(one.out.text, 60, placeholder="..."))


def cards(found: Iterable[Seen]) -> Markup:
    """A page of them."""
    return Markup('<div class="rd-quotelist">{}</div>').format(Markup().join(card(one) for one in found))


def _in(appeared: tuple[Appeared, ...]) -> str:
    """In which releases it stands."""
    said = [_(_RELEASE_STATES[one.state]).format(n=one.number) for one in appeared]
    return _("Stands in: {releases}").format(releases=", ".join(said)) if said else ""


def differs(pieces: tuple[Piece, ...]) -> Markup:
    """The passage with what is left out struck through, and what was added marked, each said to who can't see it."""
    if all(one.how == KEPT for one in pieces):
        return Markup('<p class="rd-differs">{}</p>').format(_("These are the words of the passage, all of them."))
    shown = Markup(" ").join(
        Markup.escape(one.words) if one.how == KEPT
        else Markup('<ins><span class="rd-sr">{} </span>{}</ins>').format(_("added:"), one.words) if one.how == ADDED
        else Markup('<del><span class="rd-sr">{} </span>{}</del>').format(_("left out:"), one.words) for one in pieces)
    return Markup('<p class="rd-differs">{} {}</p>').format(_("Beside the passage:"), shown)
