"""Reports as docx, to change afterwards: headings, tables and charts are those of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.files import as_docx, charts
from pilot.files.printable import printable
from pilot.words import _
from themes.reports.charted import bars_of
from themes.reports.docx_parts import ROOM_CM, bare, ended, figured, marked, number, table, written
from themes.reports.facts import HELD
from themes.reports.methods import HELD_TOLD, figures, how
from themes.reports.stories import no_panel, no_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from themes.reports.facts import Facts, Grid, Paneled, Said, Story, Told
    from themes.reports.factsheet import Part, Sheet

_BESIDE_CM = (6.2, 10.8)
_MOMENTS = 4
LARGER = (1.04, 1.15)  # so much more room than in print its themes take, few or many: tables, and a chart
_EDGE_CM, _POINTS = 1.5, 9.5  # paper above and below, and letters: what fits on two printed pages does here


def factsheet_docx(sheet: Sheet) -> bytes:
    """The factsheet, with the same on it as in print."""
    from docx.shared import Cm, Pt

    facts = sheet.facts
    made = _begun(facts, _("Factsheet"))
    made.sections[0].top_margin = made.sections[0].bottom_margin = Cm(_EDGE_CM)
    made.styles["Normal"].font.size = Pt(_POINTS)
    if facts.about:
        made.add_paragraph(printable(facts.about))
    _news(made, facts)
    if sheet.empty:
        made.add_paragraph(sheet.empty)
    for group in sheet.full:
        made.add_heading(printable(group.name), level=2)
        rows = bare(made, len(group.themes), _BESIDE_CM).rows
        for row, one in zip(rows, group.themes, strict=True):
            _in_full(row.cells[0], row.cells[1], one, sheet.quotes_each)
    if sheet.story is not None:
        _story_beside(made, sheet.story)
    for part in sheet.short:
        _in_short(made, part, sentences=sheet.sentences)
    _chart(made, [one for part in sheet.full for one in part.themes])
    _quotes(made, (*sheet.front_quotes, *sheet.back_quotes))
    _panels(made, sheet.panels)
    _how(made, facts, sheet.left_out)
    return as_docx.finished(made)


def stories_docx(facts: Facts) -> bytes:
    """The stories in moments: a heading a moment, a table of its statements by life domain."""
    made = _begun(facts, _("Stories in moments"))
    if not facts.stories:
        made.add_paragraph(no_story(facts))
    for story in facts.stories:
        _story(made, story)
    return as_docx.finished(made)


def _story(made: Document, story: Story) -> None:
    made.add_heading(printable(story.title), level=2)
    made.add_paragraph(printable(story.who))
    for moment in story.moments:
        made.add_heading(printable(moment.told), level=3)
        table(made, (_("Life domain"), _("What was told")),
               [(domain, statement) for domain, statement, _link in moment.statements], (4.0, 13.0),
               linked=[link for _domain, _statement, link in moment.statements])


def _story_beside(made: Document, story: Story) -> None:
    """A story with its moments beside one another, as many as are read in a row."""
    made.add_heading(printable(story.title), level=2).add_run(printable(f" · {story.who}")).bold = False
    for at in range(0, len(story.moments), _MOMENTS):
        some = story.moments[at:at + _MOMENTS]
        cells = bare(made, 1, [ROOM_CM / len(some)] * len(some)).rows[0].cells
        for cell, moment in zip(cells, some, strict=True):
            _first(cell, printable(moment.told), "Heading 3")
            for domain, statement, link in moment.statements:
                _small(cell, domain)
                written(cell.add_paragraph(), statement, link)
        ended(made)


def _panels(made: Document, panels: Sequence[Paneled]) -> None:
    for panel in panels:
        made.add_heading(printable(panel.name), level=2)
        note = made.add_paragraph(printable(panel.note))
        figured(note, panel.figure)
        wide = (ROOM_CM - 4.5) / (len(panel.head) - 1)
        table(made, panel.head, panel.rows, (4.5, *(wide for _name in panel.head[1:])), numbers=True)


def domains_docx(facts: Facts) -> bytes:
    """Life domains, reach and money: a table each, the stories of families beside them, and how it was counted."""
    made = _begun(facts, _("Life domains, reach and money"))
    if empty := no_panel(facts):
        made.add_paragraph(printable(empty))
    _panels(made, facts.panels)
    for story in facts.stories:
        _story(made, story)
    _how(made, facts, ())
    return as_docx.finished(made)


def methods_docx(facts: Facts) -> bytes:
    """The annex on methods, with the tables and every figure by its name."""
    made = _begun(facts, _("Annex on methods"))
    for title, lines in facts.methods:
        made.add_heading(printable(title), level=2)
        for line in lines:
            made.add_paragraph(printable(line))
    for grid in facts.tables:
        _grid(made, grid)
    made.add_heading(_("Every figure by its name"), level=2)
    shown = figures(facts)
    table(made, shown.heads, shown.rows, (1.6, 4.0, 4.6, 6.8), linked=shown.links)
    return as_docx.finished(made)


def _begun(facts: Facts, kind: str) -> Document:
    """A document with its title, which release it is of, and what must be read first."""
    made = as_docx.begun(facts.title, ())
    made.core_properties.title = printable(f"{facts.title} · {kind}")
    made.core_properties.language = {"nl": "nl-NL", "en": "en-GB"}[facts.language]
    made.core_properties.author = printable(facts.pilot)
    under = made.paragraphs[-1]
    under.add_run(printable(f"{facts.pilot} · {kind} · {facts.line}"))
    for mark in facts.marks:
        marked(made, mark)
    line = made.add_paragraph()
    line.add_run(printable(f"{_('Something was told')} ")).bold = True
    number(line, facts.families)
    for what, said in facts.counted:
        line.add_run(printable(f" · {what}: ")).bold = True
        line.add_run(printable(said))
    made.sections[0].footer.paragraphs[0].text = printable(f"{facts.pilot} · {facts.line}")
    return made


def _news(made: Document, facts: Facts) -> None:
    if facts.news:
        made.add_heading(_("What is new"), level=2)
        for line in facts.news:
            made.add_paragraph(printable(line), style="List Bullet")


def _in_full(left: Any, right: Any, one: Told, quotes_each: int) -> None:
    """A theme in two cells of a row: in how many families and in whose voice; what was seen, and a family's words."""
    _first(left, printable(one.name), "Heading 3")
    number(left.add_paragraph(), one.said)
    for text in (one.since, "; ".join(f"{fact.about}: {fact.told}" for fact in one.heard)):
        if text:
            _small(left, text)
    _first(right, printable(one.sentence))
    signs = [f"{fact.about}: {fact.told}" for fact in (one.plus, one.minus) if not fact.is_nothing and not fact.is_held]
    if signs:
        _small(right, " · ".join(signs))
    for said in one.quotes[:quotes_each]:
        _quote(right, "", said)
    if one.done:
        as_docx.labelled(right, _("What was done with it"), one.done)


def _first(cell: Any, text: str, style: str = "Normal") -> None:
    """What begins a cell, at its upper edge; a title in it does not hold on to the next row."""
    from docx.shared import Pt

    line = cell.paragraphs[0]
    line.style, line.text = style, text
    line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(2), False


def _small(cell: Any, text: str) -> None:
    """A remark in a cell."""
    from docx.shared import Cm, Pt

    line = cell.add_paragraph(printable(text), style="Caption")
    line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0), Pt(1)


def _in_short(made: Document, part: Part, *, sentences: bool) -> None:
    made.add_heading(printable(part.name), level=2)
    rows = [(one.name, f"{one.said.told} ({one.said.figure})", "\n".join(text for text in (
        one.sentence if sentences and not one.is_drafted else "",
        f"{_('What was done with it')}: {one.done}" if one.done else "") if text)) for one in part.themes]
    table(made, (_("Theme"), _("In how many families"), _("What we see")), rows, (4.2, 4.4, 8.4),
           linked=[one.said.link for one in part.themes], column=1)


def _chart(made: Document, themes: Sequence[Told]) -> None:
    bars = bars_of(themes)
    if bars is not None:
        made.add_heading(_("In how many families"), level=2)
        charts.in_docx(made, bars, ROOM_CM)


def _quotes(made: Document, quotes: Sequence[tuple[str, Said]]) -> None:
    if quotes:
        made.add_heading(_("In their own words"), level=2)
        for name, said in quotes:
            _quote(made, name, said)


def _quote(made: Document, name: str, said: Said) -> None:
    as_docx.quoted(made, f"“{said.text}”", "", (name, said.by))


def _how(made: Document, facts: Facts, left_out: Sequence[str]) -> None:
    made.add_heading(_("How this was counted"), level=2)
    made.add_paragraph(printable(" ".join(how(facts))))
    if left_out:
        as_docx.labelled(made, _("Also in this release"), ", ".join(left_out))


def _grid(made: Document, grid: Grid) -> None:
    made.add_heading(printable(grid.name), level=2)
    made.add_paragraph(printable(f"{grid.unit} · {grid.figure}"), style="Caption")
    wide = (ROOM_CM - 4.5) / (len(grid.head) - 1)
    table(made, grid.head, grid.rows, (4.5, *(wide for _name in grid.head[1:])), numbers=True)
    made.add_paragraph(printable(_(HELD_TOLD).format(sign=HELD)), style="Caption")
