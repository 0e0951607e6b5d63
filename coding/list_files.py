"""Lists around coding that can be taken out: texts and recordings, families, codings without a direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from coding.marks import deciding, listing, looking, work_lists
from coding.marks.listing import KIND_NAMES, STATE_NAMES, Asked, Told
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.families import consent, directory
from pilot.files import links
from pilot.files.export import Export, list_of, tabular
from pilot.vocabulary import voices
from pilot.vocabulary.timecode import lasts
from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Order, Wanted


@use_case(Right.READ_DOCUMENTS, event="exported documents", reads="titles")
def document_table(
    db: Database, viewer: Viewer, query: Mapping[str, str], wanted: Wanted, orders: dict[str, Order] = listing.ORDERS,
) -> Table:
    """A row for each text or recording of the list, for its filters (`listing.OPTIONS`). Raises: NotFound for none."""
    rows = listing.listed(db, viewer, wanted, Asked.from_query(query), orders)
    return list_of(db, viewer, "documents", _("Texts and recordings"), {
        _("Title"): [one.title for one in rows], _("What it is"): [_(KIND_NAMES[one.kind]) for one in rows],
        _("Family"): [one.family for one in rows], _("Told on"): [one.told_on for one in rows],
        _("Who tells"): [voices.name(one.voice) for one in rows],
        _("Words"): [None if one.kind == "recording" else one.size for one in rows],
        _("Length"): [lasts(one.size) if one.kind == "recording" else "" for one in rows],
        _("How far"): [_(STATE_NAMES[one.state]) for one in rows],
        _("Address"): ["" if one.kind == "recording" else links.to_words(one.guid) for one in rows]},
        *listing.told_of(query), coded=codebook.coded(db, [viewer.label]))


@use_case(Right.SEE_FAMILIES, event="exported families", reads="families")
def family_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each family that the list shows. Raises: NotFound when there is none."""
    rows = directory.listed(db, viewer, wanted)
    told = listing.told(db, viewer, [one.guid for one in rows]) if viewer.may(Right.SEE_TIMELINE) else {}
    each = [told.get(one.guid, Told(0, 0, "")) for one in rows]
    counts: dict[str, Sequence[object]] = {
        _("Stories"): [one.stories for one in each], _("Conversations"): [one.conversations for one in each],
        _("Last told"): [one.last_on for one in each]} if viewer.may(Right.SEE_TIMELINE) else {}
    shut = consent.untellable(db, viewer)
    return list_of(db, viewer, "families", _("Families"), {
        _("Family"): [one.pseudonym for one in rows], _("Site"): [one.site for one in rows],
        _("Support since"): [one.starts_on or "" for one in rows], _("Until"): [one.ends_on or "" for one in rows],
        **counts, _("Consent"): [_("missing, refused or withdrawn") if one.guid in shut else "" for one in rows]},
        (_("Searched"), wanted.search), coded=None)


@use_case(Right.CODE, event="exported unsigned", reads="passages")
def unsigned_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each of the viewer's codings without a direction. Raises: NotFound when there is none."""
    rows = work_lists.unsigned(db, viewer, wanted)
    return list_of(db, viewer, "unsigned", _("Codings without a direction"), {
        _("Code"): [one.code for one in rows], _("Quote"): [one.words for one in rows],
        _("Family"): [one.family for one in rows], _("Document"): [one.title for one in rows],
        _("Address"): [links.to_words(one.document, one.start)
                       for one in rows]},
        (_("Searched"), wanted.search), coded=codebook.coded(db, [viewer.label]))


@use_case(Right.CODE, event="exported undecided", reads="titles")
def undecided_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each text in which codings wait for the viewer to say where they stand. Raises: NotFound."""
    rows = work_lists.undecided(db, viewer, wanted)
    return list_of(db, viewer, "undecided", _("Codings that need a place in a changed text"), {
        _("Document"): [one.title for one in rows], _("Family"): [one.family for one in rows],
        _("Codings"): [one.codings for one in rows],
        _("Address"): [links.to_words(one.document) for one in rows]},
        (_("Searched"), wanted.search), coded=codebook.coded(db, [viewer.label]))


@use_case(Right.CODE, event="exported left", reads="passages")
def left_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each coding whose code was split or is not in use any more. Raises: NotFound when there is none."""
    rows = deciding.left(db, viewer, wanted)
    return list_of(db, viewer, "left", _("Codings whose code changed"), {
        _("Code"): [one.code for one in rows],
        _("Split into"): [", ".join(part.name for part in one.parts) for one in rows],
        _("Coder"): [one.coder or viewer.label for one in rows], _("Quote"): [one.words for one in rows],
        _("Family"): [one.family for one in rows], _("Document"): [one.title for one in rows],
        _("Address"): [links.to_words(one.document, one.start)
                       for one in rows]},
        (_("Searched"), wanted.search), coded=codebook.coded(db, (one.coder or viewer.label for one in rows)))


@use_case(Right.CODE, event="exported again", reads="passages")
def again_table(db: Database, viewer: Viewer, wanted: Wanted, only: looking.Only) -> Table:
    """A row for each coding to look at again, for what its code says has changed. Raises: NotFound for none."""
    rows = looking.old(db, viewer, wanted, only)
    return list_of(db, viewer, "again", _("Codings by an older definition"), {
        _("Code"): [one.code for one in rows], _("Codebook version"): [one.under for one in rows],
        _("Coder"): [one.coder or viewer.label for one in rows], _("Quote"): [one.words for one in rows],
        _("Family"): [one.family for one in rows], _("Document"): [one.title for one in rows],
        _("Address"): [links.to_words(one.document, one.start)
                       for one in rows]},
        (_("Code"), rows[0].code if rows and only.code else ""),
        (_("Document"), rows[0].title if rows and only.document else ""), (_("Searched"), wanted.search),
        coded=codebook.coded(db, (one.coder or viewer.label for one in rows)))


DOCUMENTS = Export("documents", N_("Texts and recordings"), (*listing.OPTIONS, "order"), tabular(
    lambda asked: document_table(asked.db, asked.viewer, asked.query, asked.wanted())))
FAMILIES = Export("families", N_("Families"), ("search", "order"), tabular(
    lambda asked: family_table(asked.db, asked.viewer, asked.wanted())))
UNSIGNED = Export("directions", N_("Codings without a direction"), ("search", "order"), tabular(
    lambda asked: unsigned_table(asked.db, asked.viewer, asked.wanted())))
# What Today shows of the list of documents.
TO_CODE = Export("to-code", N_("Conversations and stories to code"), ("search", "order"), tabular(
    lambda asked: document_table(asked.db, asked.viewer, {"states": "new,begun", **asked.query}, asked.wanted(),
                                 listing.TO_CODE)))
UNDECIDED = Export("undecided", N_("Codings that need a place in a changed text"), ("search", "order"), tabular(
    lambda asked: undecided_table(asked.db, asked.viewer, asked.wanted())))
LEFT = Export("left", N_("Codings whose code changed"), ("search", "order"), tabular(
    lambda asked: left_table(asked.db, asked.viewer, asked.wanted())))
AGAIN = Export("again", N_("Codings by an older definition"), ("code", "document", "search", "order"), tabular(
    lambda asked: again_table(asked.db, asked.viewer, asked.wanted(), looking.Only(
        asked.query.get("code", ""), asked.query.get("document", "")))))
EXPORTS = (DOCUMENTS, FAMILIES, UNSIGNED, TO_CODE, UNDECIDED, LEFT, AGAIN)
