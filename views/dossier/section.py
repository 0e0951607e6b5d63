"""One section of a dossier: what was written, what is known elsewhere, and the field to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days, dossier
from pilot.words import _, ngettext
from stories.file import dossier as dossiers
from stories.file.exports import written
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.file.dossier import State


def contents() -> Markup:
    """Links to the sections."""
    links = Markup().join(Markup('<a href="#section-{}">{}</a>').format(one, dossier.name(one))
                          for one in dossier.SECTIONS)
    return Markup('<nav class="rd-contents" aria-label="{}">{}</nav>').format(_("On this page"), links)


def show(visit: Visit, family: Family, state: State, earlier: State | None, key: str, beside: list[str]) -> None:
    """The text left, what is known elsewhere right; on a phone one under the other."""
    st.subheader(plain(dossier.name(key)), anchor=f"section-{key}")
    left, right = st.columns([3, 2], gap="large")
    versions = state.sections.get(key, ())
    with right:
        before = [one for one in (earlier.text(key) if earlier else "").split("\n") if one]
        _small(_("Known elsewhere"), beside)
        _small(_("Written before, on {date}").format(date=days.short(earlier.as_of)) if earlier else "", before)
    with left:
        if versions:
            st.html(Markup('<div class="rd-prose">{}</div><p class="rd-soft">{}</p>').format(
                _paragraphs(versions[0].text), written(versions[0])))
            if older := versions[1:]:
                with st.expander(ngettext("{n} earlier version", "{n} earlier versions", len(older)).format(
                        n=len(older)), key=f"older {key}"):
                    for one in older:
                        st.html(Markup('<p class="rd-soft">{}</p><div class="rd-prose">{}</div>').format(
                            written(one), _paragraphs(one.text)))
        with st.expander(_("Write a new version") if versions else _("Write this section")):
            _field(visit, family, state, key)


def _field(visit: Visit, family: Family, state: State, key: str) -> None:
    """Keeps what is typed when somebody else wrote meanwhile: the field goes on from the version it began with."""
    name = f"{family.guid}-{state.as_of}-{key}"
    versions = {one.number: one.text for one in state.sections.get(key, ())}
    now = max(versions, default=0)
    began = st.session_state.setdefault(f"began-{fresh(name)}", now)
    seen = st.session_state.setdefault(f"seen-{fresh(name)}", now)
    with st.form(fresh(name), border=False):
        text = st.text_area(plain(dossier.name(key)), versions.get(began, ""), height=220, max_chars=dossiers.LONGEST,
                            key=fresh(f"text-{name}", name))
        sure = sure_of(name)
        if st.form_submit_button(_("Keep this version")):
            st.session_state[f"seen-{fresh(name)}"] = now  # what stands above the field by now is seen at the next try
            attempt(lambda: dossiers.write_section(
                visit.pilot, visit.db, visit.viewer, family.guid, state.as_of, key, text, seen, sure=sure),
                _("Version kept"), name)


def _paragraphs(text: str) -> Markup:
    return Markup().join(Markup("<p>{}</p>").format(one) for one in text.split("\n") if one)


def _small(head: str, lines: list[str]) -> None:
    if lines:
        rows = Markup().join(Markup("<li>{}</li>").format(one) for one in lines)
        st.html(Markup('<div class="rd-beside-text"><h3>{}</h3><ul>{}</ul></div>').format(head, rows))
