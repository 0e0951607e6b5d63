"""The files of reports: which release, in which language, and who may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import setup
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.errors import Conflict, NotFound
from pilot.files import as_docx, as_xlsx, typeset
from pilot.files.export import Export, Format, leaves
from pilot.words import LANGUAGES, N_, current, speaking
from themes.release import keeping, seeing, store
from themes.reports import as_docx as in_word
from themes.reports import as_html, as_pdf, as_pptx, panels
from themes.reports.facts import Source, facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

    from pilot.files.export import Asked
    from themes.release.content import Content
    from themes.reports.facts import Facts

OPTIONS = ("release", "language")
NO_RELEASE = N_(
    "There is no release yet, so there is no report. An evaluator drafts one, and a second person signs it.")
_GONE = N_("This release was withdrawn or sent back. No file is made of it any more.")


@use_case(Right.SEE_RELEASES, event="exported report", reads="releases")
def report(
    db: Database, viewer: Viewer, query: Mapping[str, str], write: Callable[[Facts, str], bytes],
) -> bytes:
    """A report of a release.

    Args:
        query: of OPTIONS; the newest release that this viewer sees where none is named, in the language of the page.
        write: makes the file of the facts; the day (ISO) is that of the release.

    Raises: NotAllowed; NotFound where there is none for her; Conflict for one that was withdrawn.
    """
    content, source, guid = _chosen(db, viewer, query.get("release", ""))
    language = query.get("language", "")
    with speaking(language if language in LANGUAGES else current()):
        made = write(facts(content, source), source.signed_on or content.as_of)
    leaves(db, viewer, "report", guid)
    return made


def _chosen(db: Database, viewer: Viewer, guid: str) -> tuple[Content, Source, str]:
    name, drafts = setup.pilot_name(db), viewer.may(Right.DRAFT_RELEASES)
    if guid and drafts:
        kept = keeping.kept_one(db, viewer, guid)
        if kept.state in (store.WITHDRAWN, store.SENT_BACK, store.TAKEN_BACK):
            raise Conflict(_GONE)
        if kept.state != store.SIGNED:
            return kept.content, Source(name, None, "", page=f"/release?release={guid}"), guid
    seen = seeing.one(db, viewer, guid) if guid else seeing.latest(db, viewer)
    if seen is None:
        raise NotFound(NO_RELEASE)
    page = f"/release?release={seen.guid}" if drafts else ""
    return seen.content, Source(name, seen.number, local_day(db, seen.signed_at), seen.is_stale, page), seen.guid


def _format(mime: str, write: Callable[[Facts, str], bytes]) -> Format:
    def made(asked: Asked) -> bytes:
        return report(asked.db, asked.viewer, asked.query, write)

    return Format(mime, made)


FACTSHEET = Export("factsheet", N_("Factsheet of two pages"), OPTIONS, {
    "pdf": _format(typeset.MIME, as_pdf.factsheet_pdf),
    "docx": _format(as_docx.MIME, lambda one, _on: in_word.factsheet_docx(as_pdf.fitted(one, in_word.LARGER)[0])),
    "html": _format(as_html.MIME, lambda one, _on: as_html.factsheet_html(as_pdf.fitted(one)[0]))},
    file=N_("factsheet"))
POSTER = Export("poster", N_("Poster: results at a glance"), OPTIONS, {
    "pdf": _format(typeset.MIME, as_pdf.poster_pdf),
    "pptx": _format(as_pptx.MIME, lambda one, _on: as_pptx.poster_pptx(one)),
    "html": _format(as_html.MIME, lambda one, _on: as_html.poster_html(as_pdf.hung(one)[0]))}, file=N_("poster"))
STORIES = Export("story-arcs", N_("Stories in moments, as slides"), OPTIONS, {
    "pptx": _format(as_pptx.MIME, lambda one, _on: as_pptx.stories_pptx(one)),
    "pdf": _format(typeset.MIME, as_pdf.stories_pdf),
    "docx": _format(as_docx.MIME, lambda one, _on: in_word.stories_docx(one)),
    "html": _format(as_html.MIME, lambda one, _on: as_html.stories_html(one))}, file=N_("stories-in-moments"))
METHODS = Export("methods", N_("Annex on methods"), OPTIONS, {
    "pdf": _format(typeset.MIME, as_pdf.methods_pdf),
    "docx": _format(as_docx.MIME, lambda one, _on: in_word.methods_docx(one)),
    "html": _format(as_html.MIME, lambda one, _on: as_html.methods_html(one))}, file=N_("annex-on-methods"))
DOMAINS = Export("life-domains", N_("Life domains, reach and money"), OPTIONS, {
    "pdf": _format(typeset.MIME, as_pdf.domains_pdf),
    "pptx": _format(as_pptx.MIME, lambda one, _on: as_pptx.domains_pptx(one)),
    "xlsx": _format(as_xlsx.MIME, lambda one, _on: as_xlsx.write(panels.table(one))),
    "docx": _format(as_docx.MIME, lambda one, _on: in_word.domains_docx(one)),
    "html": _format(as_html.MIME, lambda one, _on: as_html.domains_html(one))}, file=N_("life-domains"))
EXPORTS = (FACTSHEET, POSTER, STORIES, DOMAINS, METHODS)
