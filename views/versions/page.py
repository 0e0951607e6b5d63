"""Versions of the codebook: who changed what and why, two beside each other, undoing and taking back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook, naming
from coding.book_files import VERSIONS, listed_versions
from coding.marks import looking
from pilot.access import Right
from pilot.words import _, ngettext
from views.parts import pages, place, take_out
from views.parts.blocks import each, link
from views.parts.here import here
from views.versions import differing, one

if TYPE_CHECKING:
    from coding.book.codebook import CodebookVersion
    from pilot.visit import Visit


def page() -> None:
    """Show every version, the last first; of the one that ?n= names what it changed and whose codings it reached."""
    with here() as visit:
        visit.viewer.require(Right.LOAD_CODEBOOK)
        number = st.query_params.get("n", "")
        if number.isascii() and number.isdigit() and len(number) < 7:
            one.show(visit, codebook.version(visit.db, visit.viewer, int(number)))
            return
        place.head("versions", visit.viewer)
        _list(visit)


def _list(visit: Visit) -> None:
    versions = codebook.versions(visit.db, visit.viewer)
    if len(versions) > 1:
        with st.expander(_("Compare two versions")):
            differing.two(visit, versions)

    pages.listed("versions", partial(listed_versions, visit.db, visit.viewer), each(lambda row: _row(visit, row)),
                 search=_("Who, what or why"),
                 said=lambda n: ngettext("{n} version", "{n} versions", n).format(n=n))
    take_out.of_list((VERSIONS,), "versions")


def _row(visit: Visit, version: CodebookVersion) -> None:
    reason = Markup(" <q>{}</q>").format(version.reason) if version.reason else Markup()
    n = looking.by_version(visit.db, visit.viewer, version.number).waiting.codings
    waits = Markup(" · {}").format(ngettext("{n} coding to look at again", "{n} codings to look at again", n).format(
        n=n)) if n else Markup()
    st.html(Markup('<p class="rd-version">{}{}{}</p>').format(
        link(f"/versions?n={version.number}", naming.did(visit.db, version)), waits, reason))
