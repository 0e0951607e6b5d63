"""What came in with another program's project and what could not be carried: kept in the pilot that was made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

NAMES = {
    "documents": N_("texts"), "codes": N_("codes"), "codings": N_("codings"), "memos": N_("memos"),
    "cases": N_("cases (families)"), "recordings": N_("recordings"), "sets": N_("sets"), "variables": N_("variables"),
    "base_path": N_("the folder in which its files lay"), "code_of_a_case": N_("codes on a case"),
    "coding": N_("codings of what has no place here"), "coding_of_a_memo": N_("codings of a memo"),
    "coding_of_a_rectangle": N_("codings of a rectangle on a page"),
    "coding_without_code": N_("codings without a code"), "document_out_of_reach": N_("texts that you may not read"),
    "description": N_("descriptions of what has no place here"),
    "long_name": N_("names of variables and sets that were cut to what a name can have"),
    "further_value": N_("further values of a variable that had one"),
    "film_file": N_("films"), "film_selection": N_("pieces of film"), "graph": N_("drawings of relations"),
    "link": N_("links that are not between memos and things"), "member_of_a_set": N_("members of a set"),
    "memo": N_("memos on what does not leave"), "memo_without_text": N_("memos without text"),
    "private_memo": N_("private memos, which only leave with who wrote them"),
    "name_of_a_selection": N_("names of passages"), "pdf_file": N_("PDF files that are not in the project"),
    "pdf_selection": N_("rectangles on a page of a PDF"), "picture": N_("pictures that are not in the project"),
    "picture_selection": N_("rectangles in a picture"), "recording": N_("recordings that you may not hear"),
    "recording_file": N_("recordings that are missing or cannot be played"),
    "recording_selection": N_("pieces of sound without words"), "rich_text": N_("the layout of texts"),
    "second_name": N_("names of recordings and pictures, which have none here"),
    "selection_of_a_case": N_("passages of a case"), "selection_outside_text": N_("passages outside their text"),
    "selection_without_code": N_("passages without a code"),
    "selection_without_text": N_("passages of a text that is missing"),
    "source_without_text": N_("sources without a text"), "text_of_a_rectangle": N_("texts of rectangles on a page"),
    "value": N_("values of what has no place here"),
    "value_of_another_kind": N_("values of another kind"),
    "value_without_variable": N_("values without a variable"), "consent": N_("consents"),
    "person": N_("people of families"), "expense": N_("expenses"), "milestone": N_("milestones"),
    "coding_held_back": N_("texts without their codings, for they are coded blind or for practice"),
    "coding_without_place": N_("codings whose place has to be decided"),
    "done_under_an_earlier_codebook": N_("texts that were done under an earlier codebook"),
    "earlier_version_of_a_text": N_("earlier versions of texts"),
    "earlier_version_of_the_codebook": N_("earlier versions of the codebook"),
    "further_case_of_a_source": N_("further cases of a text, which has one family here"),
    "kept_figures": N_("pictures and PDF files, kept to leave again"),
    "kept_areas": N_("rectangles in them, kept to leave again"),
    "figure_out_of_reach": N_("pictures and PDF files that you may not see"),
    "name_of_a_coder": N_("names of coders, who have a label here"),
}


@dataclass(frozen=True)
class Report:
    """What came in, and `left_out`, each by kind; `at`: UTC, ISO; `origin`: the program that wrote it.

    `left_out_of`: names of the documents that something of a kind was of, the first of them.
    """

    at: str
    origin: str
    convention: str
    counts: dict[str, int]
    left_out: dict[str, int]
    left_out_of: dict[str, list[str]]


def keep(
    db: Database, came: tuple[str, str], counts: Mapping[str, int], left_out: Mapping[str, int],
    left_out_of: Mapping[str, list[str]],
) -> None:
    """Keep what an import told, inside `write(db)`; `came`: origin and convention, the others as in `Report`."""
    db.conn.execute(
        "INSERT INTO refi_report(at, origin, convention, counts, left_out, left_out_of) VALUES (?,?,?,?,?,?)",
        (now(), *came, *(json.dumps(dict(one)) for one in (counts, left_out, left_out_of))))


@use_case(Right.CODE, Right.MANAGE_SETTINGS, reads="numbers")
def came_from(db: Database, viewer: Viewer) -> Report | None:
    """What was told when this pilot was made of a project; None where it was made here."""
    row = db.conn.execute(
        "SELECT at, origin, convention, counts, left_out, left_out_of FROM refi_report"
        " ORDER BY report_id DESC LIMIT 1").fetchone()
    return Report(*row[:3], *map(json.loads, row[3:])) if row else None


def named(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Counts by kind with the kinds in words, those that are not 0."""
    return [(_(NAMES.get(kind, kind)), n) for kind, n in counts.items() if n]
