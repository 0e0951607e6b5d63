"""A transcript with its codings in the margin: a Word file with comments, or one html page that needs nothing else."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from coding.book import codebook
from coding.marks import segments
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.files import as_docx, docx_comments
from pilot.files.docx_comments import Comment
from pilot.files.export import leaves
from pilot.files.printable import printable
from pilot.vocabulary import palette
from pilot.words import N_, _, current
from texts.documents import turns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from pilot.files.table import Table
    from texts.documents import NewTurn

OPTIONS = ("document", "coder", "code")
HTML = "text/html; charset=utf-8"
RETIRED = palette.LIGHT.edge  # of codes that are in the codebook no more; stands out from dark paper too


class _Mark(NamedTuple):
    """A coding on its words: code points, 0-based, end-exclusive, into the whole text; day: ISO date it was made on."""

    start: int
    end: int
    code: str
    sign: str
    coder: str
    color: str
    memo: str = ""
    day: str = ""

    @property
    def called(self) -> str:
        """The code with its direction."""
        return f"{self.code} {self.sign}".strip()

    @property
    def told(self) -> str:
        """What is called so, and under it what is thought of it."""
        return "\n\n".join(filter(None, (self.called, self.memo)))


@dataclass(frozen=True)
class _Transcript:
    title: str
    about: tuple[tuple[str, str], ...]
    turns: list[NewTurn]
    marks: list[_Mark]


@use_case(Right.CODE, event="exported document", reads="texts")
def as_word(db: Database, viewer: Viewer, query: Mapping[str, str]) -> bytes:
    """The transcript as docx, each coding a comment on its words by its coder, with the memos on it.

    Args:
        query: document (guid); coder (guid) and code (key) to take a part of the codings.

    Raises: BadInput without a document; NotFound, NotAllowed.
    """
    found = _found(db, viewer, query)
    made = as_docx.begun(found.title, found.about)
    first: dict[_Mark, Any] = {}
    last: dict[_Mark, Any] = {}
    for number, (turn, pieces) in enumerate(_pieces(found), start=1):
        line = made.add_paragraph()
        line.add_run(printable(_head(number, turn))).bold = True
        for text, marks in pieces:
            run = line.add_run(printable(text))
            for mark in marks:
                first.setdefault(mark, run)
                last[mark] = run
    docx_comments.put(made, (Comment(first[mark], last[mark], mark.told, mark.coder, mark.day)
                             for mark in found.marks if mark in first))
    return as_docx.finished(made)


@use_case(Right.CODE, event="exported document", reads="texts")
def as_page(db: Database, viewer: Viewer, query: Mapping[str, str]) -> bytes:
    """The transcript as one html page, the codings beside the turns in which they begin; as `as_word`."""
    found = _found(db, viewer, query)
    place, rows = 0, []
    for number, (turn, pieces) in enumerate(_pieces(found), start=1):
        text = Markup("").join(_piece(piece, marks) for piece, marks in pieces)
        begun = found.marks[bisect_left(found.marks, place, key=_start):bisect_left(
            found.marks, place + max(len(turn.text), 1), key=_start)]
        rows.append(Markup("<section><p><b>{head}</b>{text}</p><ul>{marks}</ul></section>").format(
            head=_head(number, turn), text=text, marks=Markup("").join(map(_note, begun))))
        place += len(turn.text) + 1
    told = Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*line) for line in found.about)
    return _PAGE.format(language=current(), title=found.title, about=told, rows=Markup("").join(rows)).encode("utf-8")


def _found(db: Database, viewer: Viewer, query: Mapping[str, str]) -> _Transcript:
    guid = query.get("document")
    if not guid:
        raise BadInput(N_("Choose a document first."))
    version = access.require_document(db, viewer, guid)
    (title,) = db.conn.execute("SELECT title FROM document WHERE document_id = ?", (version.document_id,)).fetchone()
    table = segments.gathered(db, viewer, query)
    leaves(db, viewer, "document", guid)
    frame = table.frame
    whole = frame.loc[frame["start"].isna() & (frame["quote"] == ""), ["code", "sign", "coder"]].to_numpy().tolist()
    about = (*table.about, *[(_("The whole document"), ", ".join(
        f"{code} {sign}".strip() + f" ({coder})" for code, sign, coder in whole))] * bool(whole))
    return _Transcript(title, about, turns_of(db, version.version_id), _marks(db, table))


def _marks(db: Database, table: Table) -> list[_Mark]:
    """Those that have a place in the version that is read, by where they begin."""
    newest = codebook.newest(db)
    codes = codebook.codes(db, newest.codebook_version_id, current()) if newest else []
    colors = {code.name: code.color for code in codes}
    columns = ["start", "end", "code", "sign", "coder", "memo", "coded_on"]
    placed = table.frame.loc[table.frame["start"].notna(), columns]
    return sorted(_Mark(start, end, code, sign, coder, colors.get(code, RETIRED), memo, day)
                  for start, end, code, sign, coder, memo, day in placed.to_numpy().tolist())


def _start(mark: _Mark) -> int:
    return mark.start


def _pieces(found: _Transcript) -> Iterator[tuple[NewTurn, list[tuple[str, list[_Mark]]]]]:
    """Each turn cut where a coding begins or ends, with the codings on each piece."""
    place, begun = 0, 0
    here: list[_Mark] = []
    for turn in found.turns:
        end = place + len(turn.text)
        before, begun = begun, bisect_left(found.marks, end, key=_start)
        here = [mark for mark in (*here, *found.marks[before:begun]) if mark.end > place]
        cuts = sorted({place, end, *(at for mark in here for at in (mark.start, mark.end) if place < at < end)})
        yield turn, [
            (turn.text[a - place:b - place], [mark for mark in here if mark.start <= a and mark.end >= b])
            for a, b in zip(cuts, cuts[1:], strict=False)]
        place = end + 1


def _head(number: int, turn: NewTurn) -> str:
    """The number by which a turn is cited, as at the desk; then time and speaker as far as they are known."""
    at = ""
    if turn.start_ms is not None:
        seconds = turn.start_ms // 1000
        at = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d} "
    return f"{number}  {at}{turn.speaker}: " if turn.speaker else f"{number}  {at}"


def _piece(text: str, marks: Sequence[_Mark]) -> Markup:
    if not marks:
        return Markup("{}").format(text)
    return Markup('<mark style="border-color:{color}" title="{codes}">{text}</mark>').format(
        color=marks[-1].color, codes=", ".join(mark.called for mark in marks), text=text)


def _note(mark: _Mark) -> Markup:
    memo = Markup('<p class="memo">{}</p>').format(mark.memo) if mark.memo else Markup()
    return Markup('<li style="border-color:{}">{} <span>{}</span>{}</li>').format(
        mark.color, mark.called, mark.coder, memo)


_PAGE = Markup("""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>
body {{ font: 18px/1.6 Georgia, serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }}
section {{ display: grid; grid-template-columns: minmax(0, 68ch) minmax(9rem, 1fr); gap: 0 2rem; break-inside: avoid; }}
p {{ margin: 0 0 .8rem; }} mark {{ background: none; color: inherit; border-bottom: 3px solid; }}
ul {{ list-style: none; margin: 0; padding: 0; font: 14px/1.4 sans-serif; }}
li {{ border-left: 4px solid; padding-left: .5rem; margin: 0 0 .3rem; }} li span {{ opacity: .75; }}
.memo {{ margin: .2rem 0 0; white-space: pre-line; }}
dl {{ font: 14px/1.5 sans-serif; margin: 0 0 2rem; }} dl div {{ display: flex; gap: .5rem; }} dt {{ font-weight: 600; }}
dd {{ margin: 0; }} @media (max-width: 45rem) {{ section {{ display: block; }} ul {{ margin: 0 0 1rem; }} }}
</style></head><body><h1>{title}</h1><dl>{about}</dl>{rows}</body></html>
""")
