"""Side by side: what several coders say of one text, and deciding what counts; the browser draws and sends it all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.consensus import listing, reading
from pilot.errors import Conflict
from pilot.vocabulary import days
from pilot.words import _
from views.parts import pages, place
from views.parts.blocks import invite, link, table
from views.parts.here import here
from views.parts.module import module

if TYPE_CHECKING:
    from coding.consensus.listing import Beside
    from pilot.visit import Visit

_together = module("rode_draad_together", "together/together.js")


def page() -> None:
    """Show the text ?document=GUID with what its coders say, or the list of texts that several coders coded."""
    with here() as visit:
        place.head("together", visit.viewer)
        guid = st.query_params.get("document", "")
        if not guid:
            _listed(visit)
            return
        try:
            reading.require_shown(visit.db, visit.viewer, guid)
        except Conflict as error:
            invite(_("Coded blind"), error.sentence(), "/together", _("Texts side by side"))
            return
    st.html(Markup("<p>{} · {}</p>").format(
        link("/together", _("Texts side by side")), link(f"/desk?document={guid}", _("Read the text"))))
    _together(key=f"together-{guid}", data={
        "document": guid, "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}"})


def _listed(visit: Visit) -> None:
    st.caption(_("Texts that two coders coded at least. You see passage by passage what each says, and decide what"
                 " counts."))
    if not pages.listed("together", partial(listing.beside, visit.db, visit.viewer),
                        lambda rows: table(
                            (_("Text"), _("Family"), _("Told on"), _("Coders"), _("To decide")), map(_cells, rows),
                            "rd-stack"), search=_("Title or family"),
                        orders=listing.ORDERS):
        invite(_("No texts side by side yet"), _(
            "Once two people coded the same text, you compare here what they say."), "/documents", _("Conversations"))


def _cells(one: Beside) -> tuple[str, ...]:
    href, title, _remark = row_of(one)
    return link(href, title), one.family, days.short(one.told_on), _coders(one), _how_far(one)


def row_of(one: Beside) -> tuple[str, str, str]:
    """Address, title and remark of one text."""
    return f"/together?document={one.document}", one.title, " · ".join(
        (one.family, days.short(one.told_on), _coders(one), _how_far(one)))


def _coders(one: Beside) -> str:
    return _("{n} coders, {done} done").format(n=one.coders, done=one.finished)


def _how_far(one: Beside) -> str:
    if one.left and not one.is_done:
        return _("1 passage to decide") if one.all == 1 else _("{n} of {all} passages to decide").format(
            n=one.left, all=one.all)
    return _("everything is decided") if one.is_done else _("nothing left to decide")
