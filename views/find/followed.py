"""Codes in an address that are others now: merged, the address goes along; split, somebody says which part is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book.turning import became
from coding.find import telling
from pilot.words import _
from views.parts import recode
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.visit import Visit


def show(visit: Visit, names: Iterable[str], form: str) -> None:
    """Say what became of the codes in the address; called before the fields that are filled in from it.

    Args:
        names: of the fields that hold a code; form: what stands before these in the keys of the fields.
    """
    given = {name: st.query_params[name] for name in names if st.query_params.get(name)}
    found, told = became(visit.db, given.values()), telling.followed(visit.db, given.values())
    for name, key in given.items():
        if key in found and found[key].key != key:
            st.query_params[name] = given[name] = found[key].key
            st.session_state[f"{form} {name}"] = found[key].key
            st.session_state[f"followed {found[key].key}"] = told[key]
    names_now = recode.codable(visit)
    for key in dict.fromkeys(given.values()):
        if said := st.session_state.get(f"followed {key}") or told.get(key):
            st.info(plain(said))
        if key in found and found[key].split:
            _ask(found[key].parts, [name for name, one in given.items() if one == key], form, names_now)


def _ask(parts: Iterable[str], fields: list[str], form: str, names: dict[str, str]) -> None:
    """A button for each part of a code that was split; until one is pressed all of it is meant."""
    st.caption(_("All of its parts are meant. Choose one to go by that alone:"))
    with st.container(horizontal=True):
        for part in parts:
            if part in names:
                st.button(plain(names[part]), key=f"part {part} {fields[0]}", on_click=_put, args=(fields, form, part))


def _put(fields: list[str], form: str, key: str) -> None:
    for field in fields:
        st.query_params[field] = st.session_state[f"{form} {field}"] = key
