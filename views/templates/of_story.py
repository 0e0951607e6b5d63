"""One kind of story: its questions in Dutch and English, their order, and how it looks to who tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from stories.entry import editing, wording
from stories.entry.editing import Row
from stories.entry.templates import Prompt, Said
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.entry.templates import Forms, Template


def both(label: str, now: Said, key: str, *, off: bool = False) -> Said:
    """Two fields beside each other, for Dutch and English."""
    left, right = st.columns(2)
    nl = left.text_input(plain(f"{label} ({_('Dutch')})"), now.nl, wording.LONGEST, key=f"{key}-nl", disabled=off)
    en = right.text_input(plain(f"{label} ({_('English')})"), now.en, wording.LONGEST, key=f"{key}-en", disabled=off)
    return editing.tidied(nl, en)


def form(visit: Visit, forms: Forms, one: Template) -> None:
    """The fields; nothing is kept before it is saved."""
    name = f"template-{one.key}"
    at = fresh(f"{name}-{forms.number}")
    with st.form(at):
        called = both(_("Name"), one.name, f"{at}-name")
        about = both(_("In a few words"), one.about, f"{at}-about")
        rows = [_row(i, prompt, f"{at}-{prompt.key}") for i, prompt in enumerate(one.prompts, 1)]
        rows.append(_row(len(one.prompts) + 1, None, f"{at}-new"))
        known = {each.key: each for each in forms.signifiers if each.on}
        meant = st.multiselect(_("Asked about the meaning, in this order"), list(known), [
            key for key in one.signifiers if key in known], key=f"{at}-meaning", placeholder=_("Choose"),
            format_func=lambda key: known[key].question(one.teller))
        period = st.checkbox(_("It looks back over a longer time"), one.period, key=f"{at}-period")
        on = st.checkbox(_("Can be chosen"), one.on, key=f"{at}-on")
        if st.form_submit_button(_("Save"), type="primary"):
            attempt(lambda: wording.publish(visit.db, visit.viewer, editing.with_template(forms, replace(
                one, name=called, about=about, prompts=editing.prompts(forms, rows), signifiers=tuple(meant),
                period=period, on=on))), _("Saved. It counts for what is begun from now on."))


def _row(at: int, prompt: Prompt | None, key: str) -> Row:
    off = f" ({_('off')})" if prompt and not prompt.on else ""
    title = f"{at}. {prompt.question.to()}{off}" if prompt else _("Add a question")
    with st.expander(plain(title)):
        question = both(_("Question"), prompt.question if prompt else Said(), f"{key}-question")
        hint = both(_("Hint below it"), prompt.hint if prompt else Said(), f"{key}-hint")
        left, right = st.columns(2, vertical_alignment="bottom")
        place = int(left.number_input(_("Place in the order"), 1, 50, at, 1, key=f"{key}-at"))
        on = right.checkbox(_("Is asked"), prompt.on if prompt else True, key=f"{key}-on")
    # Who is put at the place of another comes before it when she comes from below, and after it from above.
    return Row(prompt.key if prompt else "", 2 * place + (place > at) - (place < at), question, hint, on)


def preview(forms: Forms, one: Template) -> None:
    """How it is asked, as it was saved last, in both languages."""
    st.subheader(_("This is how it is asked"))
    for name, language in ((_("Dutch"), "nl"), (_("English"), "en")):
        asked = [Markup("<li>{} <span>{}</span></li>").format(prompt.question.to(language), prompt.hint.to(language))
                 for prompt in one.prompts if prompt.on]
        meant = [Markup("<li>{} <span>{}</span></li>").format(
            found.question(one.teller, language), " · ".join(label.name.to(language) for label in found.labels))
            for key in one.signifiers if (found := forms.signifier(key)) and found.on]
        st.html(Markup('<h3>{}: {}</h3><ol class="rd-asked" lang="{}">{}</ol>').format(
            name, one.name.to(language), language, Markup().join((*asked, *meant))))
