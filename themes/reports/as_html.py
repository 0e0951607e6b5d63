"""Reports as a page that stands alone: nothing outside is asked for, by whoever opens it and wherever."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.files import links
from pilot.vocabulary.palette import DARK, LIGHT
from pilot.words import _
from themes.reports.facts import HELD
from themes.reports.methods import HELD_TOLD, figures, how
from themes.reports.poster import UNIT
from themes.reports.stories import no_panel, no_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilot.vocabulary.palette import Palette
    from themes.reports.facts import Fact, Facts, Grid, Paneled, Said, Story, StoryMoment, Told
    from themes.reports.factsheet import Part, Sheet
    from themes.reports.poster import Poster

MIME = "text/html; charset=utf-8"
_CSS = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 "Source Sans 3","Source Sans Pro",system-ui,
 Calibri,sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1.25rem 3rem;border-top:3px solid var(--thread)}
h1{font:600 2.2rem/1.15 "Source Serif 4",Georgia,serif;margin:.4rem 0}h2{font-size:1.3rem;margin:2rem 0 .6rem}
h3{font-size:1.05rem;margin:1rem 0 .2rem}p{margin:.3rem 0;max-width:68ch}
.soft,figcaption,.name{color:var(--soft);font-size:.85rem}.name{margin-left:.3em}
.mark{border:1px solid var(--thread);padding:.5rem .75rem;font-weight:600;max-width:none}
.about{font:1.1rem/1.6 "Source Serif 4",Georgia,serif}.side{background:var(--shade);padding:1rem;max-width:40rem}
.big{font-size:1.4rem;font-weight:650}a{color:var(--link)}
.themes{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1rem 2rem}
.theme{border-left:4px solid;padding-left:.75rem;break-inside:avoid}
figure{margin:.5rem 0;padding-left:.75rem;border-left:2px solid var(--thread);break-inside:avoid}
blockquote{margin:0;font:1.05rem/1.5 "Source Serif 4",Georgia,serif;max-width:68ch}
.table{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .7rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
.numbers td{text-align:right}td.lines{white-space:pre-line}
.moments{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.5rem;border-top:2px solid
 var(--thread);padding-top:.5rem}
svg{display:block;max-width:100%}footer{margin-top:2rem;border-top:1px solid var(--line)}
@media print{body{font-size:10.5pt;background:white}main{padding:0;max-width:none}a{color:inherit;text-decoration:none}}
"""
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title} · {kind}</title>'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
    '<meta name="referrer" content="no-referrer"><style>{css}</style></head><body><main>'
    '<header><p class="soft">{pilot} · {kind} · {line}</p><h1>{title}</h1>{marks}</header>{body}'
    '<footer><p class="soft">{pilot} · {line}</p></footer></main></body></html>\n')
_BAR = 240  # how long the longest bar is


def factsheet_html(sheet: Sheet) -> bytes:
    """The factsheet, with the same on it as in print."""
    facts = sheet.facts
    return _page(facts, _("Factsheet"), Markup().join((
        _first(facts), _p(sheet.empty, "about"), *(
            _section(part.name, Markup().join(_full(one, facts, sheet.quotes_each) for one in part.themes))
            for part in sheet.full), _told([sheet.story] if sheet.story else []),
        *(_short(part, facts, sentences=sheet.sentences) for part in sheet.short),
        _quotes((*sheet.front_quotes, *sheet.back_quotes)), *(_panel(one) for one in sheet.panels),
        _how(facts, sheet.left_out))))


def poster_html(shown: Poster) -> bytes:
    """The poster, as a page."""
    facts = shown.facts
    done = Markup().join(Markup("<p><strong>{}:</strong> {}</p>").format(name, text) for name, text in shown.done)
    return _page(facts, _("Results at a glance"), Markup().join((
        _first(facts), _p(shown.empty, "about"), _p("" if facts.in_words or not shown.groups else _(UNIT), "soft"),
        *(_panel(one) for one in shown.panels),
        *(_section(name, _themes(rows, facts, sentences=shown.sentences)) for name, rows in shown.groups),
        _quotes(shown.quotes), _section(_("What was done with it"), done) if done else Markup(),
        _how(facts, shown.left_out))))


def stories_html(facts: Facts) -> bytes:
    """The stories in moments, side by side."""
    return _page(facts, _("Stories in moments"), _told(facts.stories) or _p(no_story(facts), "about"))


def _told(stories: Sequence[Story]) -> Markup:
    return Markup().join(_section(story.title, Markup('{}<div class="moments">{}</div>').format(
        _p(story.who, "soft"), Markup().join(_moment(one) for one in story.moments))) for story in stories)


def domains_html(facts: Facts) -> bytes:
    """Life domains, reach and money: a table each, then how it was counted."""
    return _page(facts, _("Life domains, reach and money"), Markup().join((
        _p(no_panel(facts)), *(_panel(one) for one in facts.panels), _stories_beside(facts), _how(facts, ()))))


def _panel(panel: Paneled) -> Markup:
    return _section(panel.name, Markup("{}{}{}").format(
        _p(panel.note), _p(panel.figure, "soft"), _table(panel.head, panel.rows)))


def _stories_beside(facts: Facts) -> Markup:
    return _told(facts.stories) if facts.stories else Markup()


def methods_html(facts: Facts) -> bytes:
    """The annex on methods, with the tables and every figure by its name."""
    shown = figures(facts)
    return _page(facts, _("Annex on methods"), Markup().join((
        _counted(facts),
        *(_section(title, Markup().join(_p(line) for line in lines)) for title, lines in facts.methods),
        *(_grid(one) for one in facts.tables),
        _section(_("Every figure by its name"), _table(shown.heads, [
            (row[0], row[1], _linked(row[2], link), row[3])
            for row, link in zip(shown.rows, shown.links, strict=True)])))))


def _page(facts: Facts, kind: str, body: Markup) -> bytes:
    return _PAGE.format(
        language=facts.language, title=facts.title, kind=kind, pilot=facts.pilot, line=facts.line, body=body,
        css=Markup(_colours()), marks=Markup().join(_p(mark, "mark") for mark in facts.marks)).encode()


def _colours() -> str:
    def of(look: Palette) -> str:
        return "".join(f"--{name}:{value};" for name, value in asdict(look).items())

    return (f":root{{color-scheme:light dark;{of(LIGHT)}}}\n@media screen and (prefers-color-scheme:dark)"
            f"{{:root{{{of(DARK)}}}}}{_CSS}")


def _p(text: str, kind: str = "") -> Markup:
    if not text:
        return Markup()
    return Markup('<p class="{}">{}</p>').format(kind, text) if kind else Markup("<p>{}</p>").format(text)


def _section(title: str, body: Markup) -> Markup:
    return Markup("<section><h2>{}</h2>{}</section>").format(title, body)


def _first(facts: Facts) -> Markup:
    """What the pilot is, of how much it was counted, and what is new."""
    news = Markup().join(Markup("<li>{}</li>").format(line) for line in facts.news)
    return Markup('{}<div class="side">{}<p class="big">{}</p>{}</div>{}').format(
        _p(facts.about, "about"), _p(_("Something was told"), "soft"), _amount(facts.families), _counted(facts),
        _section(_("What is new"), Markup("<ul>{}</ul>").format(news)) if news else Markup())


def _counted(facts: Facts) -> Markup:
    return Markup().join(Markup('<p class="soft"><strong>{}:</strong> {}</p>').format(what, said)
                         for what, said in facts.counted)


def _amount(fact: Fact) -> Markup:
    return Markup('{}<span class="name">{}</span>').format(_linked(fact.told, fact.link), fact.figure)


def _linked(text: str, where: str) -> Markup:
    if not where or not links.server():
        return Markup("{}").format(text)
    return Markup('<a href="{}">{}</a>').format(links.server() + where, text)


def _most(facts: Facts) -> int:
    return max([1, *(one.said.of for one in facts.themes if one.said.of is not None)])


def _bar(one: Told, facts: Facts) -> Markup:
    """The count as a bar; what it says stands beside it in words."""
    if one.said.n is None or one.said.of is None:
        return Markup()
    unit = _BAR / _most(facts)
    return Markup(
        '<svg aria-hidden="true" width="{w}" height="12" viewBox="0 0 {w} 12"><rect x=".5" y=".5" width="{of}"'
        ' height="11" fill="none" stroke="{color}"/><rect x=".5" y=".5" width="{n}" height="11" fill="{color}"/>'
        '</svg>').format(
            w=_BAR + 1, of=round(one.said.of * unit, 1), n=round(one.said.n * unit, 1), color=one.color)


def _full(one: Told, facts: Facts, quotes_each: int) -> Markup:
    heard = [f"{fact.about}: {fact.told}" for fact in (*one.heard, one.plus, one.minus)
             if not fact.is_nothing and not fact.is_held]
    return Markup(
        '<div class="theme" style="border-color:{}"><h3>{}</h3><p><strong>{}</strong></p>{}{}{}{}{}</div>').format(
        one.color, one.name, _amount(one.said), _bar(one, facts),
        _p(" · ".join(filter(None, (one.since, *heard))), "soft"), _p(one.sentence),
        Markup().join(_quote(said) for said in one.quotes[:quotes_each]), _done(one))


def _done(one: Told) -> Markup:
    return Markup("<p><strong>{}:</strong> {}</p>").format(
        _("What was done with it"), one.done) if one.done else Markup()


def _short(part: Part, facts: Facts, *, sentences: bool) -> Markup:
    return _section(part.name, _themes(part.themes, facts, sentences=sentences, done=True))


def _themes(themes: Iterable[Told], facts: Facts, *, sentences: bool, done: bool = False) -> Markup:
    return Markup('<div class="themes">{}</div>').format(Markup().join(
        Markup('<div class="theme" style="border-color:{}"><h3>{}</h3><p>{}</p>{}{}{}</div>').format(
            one.color, one.name, _amount(one.said), _bar(one, facts),
            _p(one.sentence if sentences and not one.is_drafted else ""), _done(one) if done else Markup())
        for one in themes))


def _quotes(quotes: Sequence[tuple[str, Said]]) -> Markup:
    return _section(_("In their own words"), Markup().join(
        _quote(said, name) for name, said in quotes)) if quotes else Markup()


def _quote(said: Said, name: str = "") -> Markup:
    return Markup("<figure><blockquote>“{}”</blockquote><figcaption>{}</figcaption></figure>").format(
        said.text, " · ".join(filter(None, (name, said.by))))


def _how(facts: Facts, left_out: Sequence[str]) -> Markup:
    rest = f"{_('Also in this release')}: {', '.join(left_out)}." if left_out else ""
    return _section(_("How this was counted"), Markup().join((*(_p(line) for line in how(facts)), _p(rest))))


def _moment(moment: StoryMoment) -> Markup:
    told = Markup().join(Markup("{}<p>{}</p>").format(_p(domain, "soft"), _linked(text, where))
                         for domain, text, where in moment.statements)
    return Markup("<div><h3>{}</h3>{}</div>").format(moment.told, told)


def _grid(grid: Grid) -> Markup:
    return _section(grid.name, Markup("{}{}{}").format(
        _p(f"{grid.unit} · {grid.figure}", "soft"), _table(grid.head, grid.rows, "numbers"),
        _p(_(HELD_TOLD).format(sign=HELD), "soft")))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Markup:
    head = Markup().join(Markup('<th scope="col">{}</th>').format(one) for one in heads)
    body = Markup().join(Markup('<tr><th scope="row">{}</th>{}</tr>').format(row[0], Markup().join(
        Markup('<td class="lines">{}</td>').format(cell) for cell in row[1:])) for row in rows)
    return Markup(
        '<div class="table"><table class="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        kind, head, body)
