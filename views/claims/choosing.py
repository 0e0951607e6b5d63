"""What is laid beside a claim: quotes that carry a code, scores, or what is written of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.paging import EVERYTHING, Wanted
from pilot.vocabulary import days
from pilot.words import _
from themes.claims import grounding, naming, options
from themes.framework.reading import key_of
from themes.quotes import quotes
from themes.scope import Scope
from views.claims import scoring
from views.claims.keeping import keep
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit
    from themes.claims.grounding import Beside
    from themes.claims.reading import Claim


def _words(visit: Visit, found: Claim, beside: Beside) -> None:
    codes = options.codes(visit.db, visit.viewer)
    order = sorted(codes, key=lambda one: one not in found.now.codes)
    code = str(st.selectbox(_("Code"), order, format_func=lambda one: codes[one], key=f"lay code {found.guid}"))
    there = quotes(visit.db, visit.viewer, Scope(), code, beside.family, Wanted(size=EVERYTHING)) if code else None
    offered = [one for one in there.quotes if one.start is not None and not one.is_whole] if there else []
    if not offered:
        st.caption(_("This family has no quotes for this code."))
        return
    ticked = []
    for one in offered:
        key = key_of(one.document, one.start or 0, (one.start or 0) + len(one.text))
        said = f"{one.title} · {days.long(one.on_date)} · {one.sign} {', '.join(one.coders)}"
        ticked += [key] * st.checkbox(plain(said), key=f"lay {key}")
        html(Markup('<div class="rd-rests"><blockquote>{}</blockquote></div>').format(one.text))
    keep(visit, beside, lambda given, anyway: grounding.lay_words(
        visit.pilot, visit.db, visit.viewer, given, code, ticked, anyway=anyway))


def _summary(visit: Visit, _found: Claim, beside: Beside) -> None:
    there = {one.code: one for one in options.summaries(visit.db, visit.viewer, beside.family)}
    if not there:
        st.caption(_("Nothing is written of a theme in this family yet."))
        return
    code = str(st.selectbox(_("Theme"), list(there), format_func=lambda one: there[one].name,
                            key=f"lay theme {beside.family}"))
    html(Markup('<div class="rd-rests"><blockquote>{}</blockquote></div>').format(there[code].text))
    keep(visit, beside, lambda given, anyway: grounding.lay_summary(
        visit.pilot, visit.db, visit.viewer, given, code, anyway=anyway))


SHOWN: dict[str, Callable[[Visit, Claim, Beside], None]] = {
    naming.QUOTE: _words, naming.SCORES: scoring.show, naming.SUMMARY: _summary}
