"""One life domain of the rubric: its fields in two languages, and how it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from stories.entry.templates import Said
from stories.file.known import decimal
from stories.outcomes import rubrics
from stories.outcomes.rubrics import LEVELS, LONGEST, Ladder
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.rubrics import Rubric


def form(visit: Visit, found: Rubric, domain: str) -> None:
    """What the domain is about, and its levels from the worst, in Dutch and English beside each other."""
    now = found.ladders[domain]
    at = fresh(f"rubric-{domain}-{found.number}")
    with st.form(at):
        about = _both(_("What it is about"), now.about, f"{at}-about")
        levels = tuple(_both(_level(value), said, f"{at}-{value}")
                       for value, said in zip(LEVELS, now.levels, strict=True))
        if st.form_submit_button(_("Save"), type="primary"):
            new = replace(found, ladders={**found.ladders, domain: Ladder(about, levels)})
            attempt(lambda: rubrics.publish(visit.db, visit.viewer, new),
                    _("Saved. It counts for scores given from now on."))


def _level(value: float) -> str:
    if value == LEVELS[0]:
        return _("{level}, the worst").format(level=decimal(value))
    return _("{level}, no problem").format(level=decimal(value)) if value == LEVELS[-1] else decimal(value)


def _both(label: str, said: Said, key: str) -> Said:
    left, right = st.columns(2)
    return Said(
        left.text_area(plain(_("{what} (Dutch)").format(what=label)), said.nl, max_chars=LONGEST, height=90,
                       key=f"{key}-nl"),
        right.text_area(plain(_("{what} (English)").format(what=label)), said.en, max_chars=LONGEST, height=90,
                        key=f"{key}-en"))


def drawn(one: Ladder) -> Markup:
    """A ladder as it was saved last, in the language of the page."""
    rows = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(decimal(value), said.to())
                         for value, said in zip(LEVELS, one.levels, strict=True))
    return Markup('<div class="rd-ladder"><p>{}</p><dl>{}</dl></div>').format(one.about.to(), rows)
