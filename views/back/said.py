"""What goes back in words and as html: how far it is, a passage with what the family said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access.three_states import A_TEXT, OTHERWISE
from pilot.vocabulary import days, quoting
from pilot.words import _, ngettext

if TYPE_CHECKING:
    from stories.back.reading import Asked, One
    from stories.back.stored import Answer


def how_far(one: One) -> str:
    """For which day it was promised, when it was gone through, and how many passages wait."""
    kept = one.kept
    return " · ".join(filter(None, (
        _("let go") if kept.closed == "dropped" else _("done") if kept.closed else "",
        _("promised for {date}").format(date=days.long(kept.due_on)) if kept.due_on else "",
        f"{quoting.manner(kept.manner)}, {days.long(kept.sat_on)}" if kept.sat_on else "",
        ngettext("{n} passage waits for an answer", "{n} passages wait for an answer", one.unanswered).format(
            n=one.unanswered) if one.unanswered or not kept.closed else "")))


def answer(one: Answer | None) -> str:
    """What the family said, how and when, in a sentence."""
    if one is None:
        return _("Not asked yet.")
    when = f"{quoting.manner(one.manner)}, {days.long(one.on)}"
    if one.withdrawn_on:
        return _("Taken back on {date}: ask again.").format(date=days.long(one.withdrawn_on))
    if not one.audiences:
        return _("May not be quoted to anybody ({when}).").format(when=when)
    who = ", ".join(_(quoting.AUDIENCE_NAMES[name]) for name in quoting.AUDIENCES if name in one.audiences)
    return _("May be quoted to: {who}; {how} ({when}).").format(who=who, how=_(quoting.HOW_NAMES[one.how]), when=when)


def passage(asked: Asked) -> None:
    """A passage with its title, the family's answer and corrections, and what became of its words since."""
    if asked.stands is None:
        st.text(_(A_TEXT[asked.gone or OTHERWISE]))
        return
    n = asked.answer.earlier if asked.answer else 0
    earlier = ngettext("{n} earlier answer is kept; the last one counts.",
                       "{n} earlier answers are kept; the last one counts.", n).format(n=n)
    lines = [asked.title, answer(asked.answer), *[earlier] * bool(n), *(
        _("The family says: {words}").format(words=words) for words in asked.corrections)]
    about = Markup().join(Markup("<p>{}</p>").format(line) for line in lines)
    st.html(Markup('<article class="rd-quote"><blockquote>{}</blockquote>{}{}</article>').format(
        asked.stands.words, about, changed(asked)))


def changed(asked: Asked) -> Markup:
    """That the text was changed since the passage was chosen, and what stands there now."""
    if asked.stands is None or not asked.stands.changed:
        return Markup()
    told = (_("The text was changed since. Now it says: “{words}”.").format(words=asked.stands.maybe[2])
            if asked.stands.maybe else
            _("The text was changed since, and these words no longer stand in it. Choose them again."))
    return Markup('<p role="note">{}</p>').format(told)
