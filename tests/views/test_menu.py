"""The menu of each role, and where a page that is not in it has its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot.access import ROLES, Role, Viewer
from views import menu
from views.entries import ENTRIES
from views.parts import place

if TYPE_CHECKING:
    from views.parts.entry import Entry

MENUS = {
    Role.COACH: ["Today", "Tell", "My families", "What we learn"],
    Role.EVALUATOR: ["Today", "Conversations", "Families", "Search", "Codebook", "Themes", "Releases"],
    Role.STEERING: ["New", "Themes", "Reports"],
    Role.ADMIN: ["Today", "Families", "People", "Keep and erase", "Log", "Settings"],
}
# Where the pages lie that no entry of the menu leads to: path, and the entry that is marked while it is open.
PLACES = {
    Role.COACH: {"documents": "families", "desk": "families", "retell": "families", "stories": "families",
                 "timeline": "families", "register": "families", "consent": "families",
                 **dict.fromkeys(("household", "goals", "organisations", "dossier", "uptake"), "families"),
                 **dict.fromkeys(("handover", "back", "events", "contacts", "undertaken", "spent"), "families"),
                 **dict.fromkeys(("signals", "sheets", "referrals", "scores"), "families"),
                 "record": "story", "hand_over": "story", "codebook": None, "guide": None,
                 "choose": "learn", "meeting": "learn"},
    Role.EVALUATOR: {"choose": "families", "meeting": "families",
                     "add": "documents", "details": "documents", "work": "documents", "desk": "documents",
                     "code": "codebook", "versions": "codebook", "decide": "", "again": "", "directions": "",
                     "rounds": "", "files": "documents", "agreement": "codebook", "suggestions": "codebook",
                     "together": "documents", "record": "documents",
                     "stories": "families", "timeline": "families", "consent": "families", "quotes": "themes",
                     "tables": "themes", "outcomes": "themes", "money": "themes", "behind": "themes", "trial": "themes",
                     "joint": "themes", "claims": "themes", "aims": "themes",
                     **dict.fromkeys(("household", "goals", "organisations", "dossier", "uptake"), "families"),
                     **dict.fromkeys(("back", "events", "contacts", "undertaken", "spent"), "families"),
                     **dict.fromkeys(("signals", "sheets", "referrals", "scores"), "families"),
                     **dict.fromkeys(("rubric", "waves", "scorers"), "themes"),
                     "explore": "themes", "reach": "themes", "cells": "themes", "meaning": "themes",
                     "templates": "families",
                     "memos": "search", "release": "releases",
                     "quotes_out": "releases", "reports": "releases", "arcs": "releases",
                     "short": "documents", "find": "search", "guide": None},
    Role.STEERING: {"codebook": "themes", "guide": None},
    Role.ADMIN: {"register": "families", "signals": "families", "referrals": "families", "consent": "families",
                 "sheets": "families",
                 "templates": "settings", "codebook": "settings", "rubric": "settings", "waves": "settings",
                 "code": "settings", "versions": "settings", "retention": "keep", "backups": "keep", "held": "keep",
                 "state": "settings", "marks": "log",
                 "erase": "keep",
                 "releases": "", "release": "", "quotes_out": "", "guide": None},
}


def viewer(*roles: Role) -> Viewer:
    """Somebody with these roles."""
    return Viewer("guid", frozenset(roles), "pilot", 1)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_menu(role: Role) -> None:
    """A role has at most seven entries, each once, in the order of its work."""
    assert [menu.title_of(entry, viewer(role)) for entry in menu.in_menu(viewer(role))] == MENUS[role]
    assert len(MENUS[role]) <= 7


def test_several_roles_have_the_union_once() -> None:
    """Somebody with several roles has each entry of either role once, under the name that all have for it."""
    both = viewer(Role.EVALUATOR, Role.ADMIN)
    names = [menu.title_of(entry, both) for entry in menu.in_menu(both)]
    assert names == [
        "Today", "Conversations", "Families", "Search", "Codebook", "Themes", "Releases", "People",
        "Keep and erase", "Log", "Settings"]
    coach = viewer(Role.COACH, Role.STEERING)
    assert [menu.title_of(entry, coach) for entry in menu.in_menu(coach)] == [
        "Today", "Tell", "Families", "What we learn", "Themes", "Reports"]


def test_who_prepares_texts_has_the_conversations() -> None:
    """An administrator who prepares texts finds them in the menu."""
    admin = replace(viewer(Role.ADMIN), prepares=True)
    assert menu.at("documents") in menu.in_menu(admin)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_in_the_menu_has_a_place(role: Role) -> None:
    """Every other page that a role may open lies under an entry of its menu; only the guide stands by itself."""
    who = viewer(role)
    others = [entry for entry in menu.for_viewer(who) if entry not in menu.in_menu(who)]
    found = {entry.path: menu.place_of(entry, who) for entry in others}
    assert {path: above and above.path for path, above in found.items()} == PLACES[role]


@pytest.mark.parametrize("role", ROLES)
def test_an_entry_of_the_menu_lies_under_nothing(role: Role) -> None:
    """What is in the menu is its own place."""
    who = viewer(role)
    assert all(menu.place_of(entry, who) == entry for entry in menu.in_menu(who))


def paths(found: list[Entry]) -> list[str]:
    """Their addresses."""
    return [entry.path for entry in found]


def test_pages_beside_each_other() -> None:
    """Whichever of them is open, the row holds the same pages, the one of the menu first."""
    beside = {role: place.beside(menu.at("families"), viewer(role)) for role in ROLES}
    assert paths(beside[Role.COACH]) == [
        "families", "stories", "contacts", "undertaken", "spent", "sheets", "scores", "signals", "referrals",
        "register"]
    assert paths(beside[Role.EVALUATOR]) == [
        "families", "stories", "templates", "contacts", "undertaken", "spent", "sheets", "scores", "signals",
        "referrals", "choose", "meeting"]
    assert paths(place.beside(menu.at("choose"), viewer(Role.COACH))) == ["learn", "choose", "meeting"]
    assert paths(beside[Role.ADMIN]) == ["families", "sheets", "signals", "referrals", "register"]
    assert place.beside(menu.at("register"), viewer(Role.COACH)) == beside[Role.COACH]
    assert paths(place.beside(menu.at("codebook"), viewer(Role.STEERING))) == ["themes", "codebook"]
    assert paths(place.beside(menu.at("codebook"), viewer(Role.ADMIN))) == [
        "settings", "templates", "codebook", "state"]
    assert paths(place.beside(menu.at("themes"), viewer(Role.EVALUATOR))) == [
        "themes", "explore", "tables", "outcomes", "cells", "meaning"]
    assert place.beside(menu.at("codebook"), viewer(Role.COACH)) == []


def test_a_part_of_a_page_stands_under_its_row() -> None:
    """The row above a page about what changed is that of the outcomes; who has no outcomes is led back as before."""
    marked = {(path, role): place.marked_of(menu.at(path), place.beside(menu.at(path), viewer(role)))
              for path in ("outcomes", "money", "rubric", "behind", "decide") for role in (Role.EVALUATOR, Role.ADMIN)}
    outcomes = menu.at("outcomes")
    assert {where: one for where, one in marked.items() if one} == {
        **{(path, Role.EVALUATOR): outcomes for path in ("outcomes", "money", "rubric")}}


def test_every_page_is_there_once() -> None:
    """No address is given twice, and what a page lies under is a page."""
    addresses = [entry.path for entry in ENTRIES]
    assert len(set(addresses)) == len(addresses)
    assert {path for entry in ENTRIES for path in entry.under} <= set(addresses)
