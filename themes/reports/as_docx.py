"""Reports as docx, to change afterwards: headings, tables and charts are those of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.files import as_docx, charts, links
from pilot.files.printable import printable
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from themes.reports.charted import bars_of
from themes.reports.facts import HELD
from themes.reports.methods import HELD_TOLD, figures, how
from themes.reports.stories import no_panel, no_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from themes.reports.facts import Fact, Facts, Grid, Paneled, Said, Story, Told
    from themes.reports.factsheet import Part, Sheet

_ROOM_CM = 17.0
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def factsheet_docx(sheet: Sheet) -> bytes:
    """The factsheet, with the same on it as in print."""
    facts = sheet.facts
    made = _begun(facts, _("Factsheet"))
    if facts.about:
        made.add_paragraph(printable(facts.about))
    _news(made, facts)
    if sheet.empty:
        made.add_paragraph(sheet.empty)
    for group in sheet.full:
        made.add_heading(printable(group.name), level=2)
        for one in group.themes:
            _in_full(made, one, sheet.quotes_each)
    if sheet.story is not None:
        _story(made, sheet.story)
    for part in sheet.short:
        _in_short(made, part, sentences=sheet.sentences)
    _chart(made, [one for part in (*sheet.full, *sheet.short) for one in part.themes])
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
        _table(made, (_("Life domain"), _("What was told")),
               [(domain, statement) for domain, statement, _link in moment.statements], (4.0, 13.0),
               linked=[link for _domain, _statement, link in moment.statements])


def _panels(made: Document, panels: Sequence[Paneled]) -> None:
    for panel in panels:
        made.add_heading(printable(panel.name), level=2)
        made.add_paragraph(printable(panel.note))
        made.add_paragraph(printable(panel.figure), style="Caption")
        wide = (_ROOM_CM - 4.5) / (len(panel.head) - 1)
        _table(made, panel.head, panel.rows, (4.5, *(wide for _name in panel.head[1:])), numbers=True)


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
    _table(made, shown.heads, shown.rows, (1.6, 4.0, 4.6, 6.8), linked=shown.links)
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
        _marked(made, mark)
    line = made.add_paragraph()
    line.add_run(printable(f"{_('Something was told')} ")).bold = True
    _number(line, facts.families)
    for what, said in facts.counted:
        as_docx.labelled(made, what, said)
    made.sections[0].footer.paragraphs[0].text = printable(f"{facts.pilot} · {facts.line}")
    return made


def _marked(made: Document, mark: str) -> None:
    """A sentence in a frame of thread red."""
    from docx.oxml.ns import qn

    line: Any = made.add_paragraph()
    line.add_run(printable(mark)).bold = True
    properties = line._p.get_or_add_pPr()
    frame = properties.makeelement(qn("w:pBdr"), {})
    for side in ("top", "left", "bottom", "right"):
        frame.append(properties.makeelement(qn(f"w:{side}"), {
            qn("w:val"): "single", qn("w:sz"): "8", qn("w:space"): "4", qn("w:color"): LIGHT.thread[1:]}))
    properties.insert_element_before(frame, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def _news(made: Document, facts: Facts) -> None:
    if facts.news:
        made.add_heading(_("What is new"), level=2)
        for line in facts.news:
            made.add_paragraph(printable(line), style="List Bullet")


def _in_full(made: Document, one: Told, quotes_each: int) -> None:
    made.add_heading(printable(one.name), level=3)
    line = made.add_paragraph()
    _number(line, one.said)
    heard = [f"{fact.about}: {fact.told}" for fact in one.heard]
    line.add_run(printable(" · ".join(("", *(text for text in (one.since, "; ".join(heard)) if text)))))
    made.add_paragraph(printable(one.sentence))
    signs = [f"{fact.about}: {fact.told}" for fact in (one.plus, one.minus) if not fact.is_nothing and not fact.is_held]
    if signs:
        made.add_paragraph(printable(" · ".join(signs)), style="Caption")
    for said in one.quotes[:quotes_each]:
        _quote(made, "", said)
    if one.done:
        as_docx.labelled(made, _("What was done with it"), one.done)


def _in_short(made: Document, part: Part, *, sentences: bool) -> None:
    made.add_heading(printable(part.name), level=2)
    rows = [(one.name, f"{one.said.told} ({one.said.figure})", "\n".join(text for text in (
        one.sentence if sentences and not one.is_drafted else "",
        f"{_('What was done with it')}: {one.done}" if one.done else "") if text)) for one in part.themes]
    _table(made, (_("Theme"), _("In how many families"), _("What we see")), rows, (4.2, 4.4, 8.4),
           linked=[one.said.link for one in part.themes], column=1)


def _chart(made: Document, themes: Sequence[Told]) -> None:
    bars = bars_of(themes)
    if bars is not None:
        made.add_heading(_("In how many families"), level=2)
        charts.in_docx(made, bars, _ROOM_CM)


def _quotes(made: Document, quotes: Sequence[tuple[str, Said]]) -> None:
    if quotes:
        made.add_heading(_("In their own words"), level=2)
        for name, said in quotes:
            _quote(made, name, said)


def _quote(made: Document, name: str, said: Said) -> None:
    as_docx.quoted(made, f"“{said.text}”", "", (name, said.by))


def _how(made: Document, facts: Facts, left_out: Sequence[str]) -> None:
    made.add_heading(_("How this was counted"), level=2)
    for line in how(facts):
        made.add_paragraph(printable(line))
    if left_out:
        as_docx.labelled(made, _("Also in this release"), ", ".join(left_out))


def _grid(made: Document, grid: Grid) -> None:
    made.add_heading(printable(grid.name), level=2)
    made.add_paragraph(printable(f"{grid.unit} · {grid.figure}"), style="Caption")
    wide = (_ROOM_CM - 4.5) / (len(grid.head) - 1)
    _table(made, grid.head, grid.rows, (4.5, *(wide for _name in grid.head[1:])), numbers=True)
    made.add_paragraph(printable(_(HELD_TOLD).format(sign=HELD)), style="Caption")


def _table(
    made: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *,
    linked: Sequence[str] = (), column: int = -1, numbers: bool = False,
) -> None:
    """A table whose head returns on each page.

    Args:
        widths: cm. linked: where each row leads, from its cell `column`. numbers: all but the first column are.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    table: Any = made.add_table(rows=1 + len(rows), cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    _thin(table)
    for at, row in enumerate((heads, *rows)):
        for n, (cell, text) in enumerate(zip(table.rows[at].cells, row, strict=True)):
            cell.width, line = Cm(widths[n]), cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(1)
            if numbers and n:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            where = linked[at - 1] if at and linked and n == column % len(heads) else ""
            _written(line, text, where).bold = at == 0
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _thin(table: Any) -> None:
    """Lines between rows only, in the colour of the pilot."""
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    borders = properties.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind = "single" if side in ("top", "bottom", "insideH") else "nil"
        borders.append(properties.makeelement(qn(f"w:{side}"), {
            qn("w:val"): kind, qn("w:sz"): "4", qn("w:space"): "0", qn("w:color"): LIGHT.line[1:]}))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _number(line: Any, fact: Fact) -> None:
    """A number with the name of its figure, leading to where it comes from for who may know."""
    from docx.shared import Pt, RGBColor

    _written(line, fact.told, fact.link).bold = True
    name = line.add_run(f"\N{NO-BREAK SPACE}{fact.figure}")
    name.font.size, name.font.color.rgb = Pt(8), RGBColor.from_string(LIGHT.soft[1:])


def _written(line: Any, text: str, where: str) -> Any:
    """A run with these words; it leads somewhere where the address of the server is known."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    run = line.add_run(printable(text))
    if where and links.server():
        rel = line.part.relate_to(links.server() + where, _LINK, is_external=True)
        link = line._p.makeelement(qn("w:hyperlink"), {qn("r:id"): rel})
        line._p.append(link)
        link.append(run._r)
        run.font.color.rgb = RGBColor.from_string(LIGHT.link[1:])
    return run
