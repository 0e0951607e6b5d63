"""What a release says at a glance: what is new in at most five lines, its themes, sites side by side, its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _
from themes.figures.release_amounts import any_shown, bar, longest, no_site
from themes.figures.release_theme import tone
from themes.figures.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from themes.release.content import Amount, Content, ShownTable, Site, Theme

    Link = Callable[[str], str]  # the address of a theme by its key; of all of them for ''

MOST_LINES = 5


def news(content: Content, link: Link) -> Markup:
    """The lines that say what is new, each leading to its theme; '' where nothing is."""
    items = Markup().join(
        Markup('<li><a href="{}" target="_self"><span>{}</span><b aria-hidden="true">›</b></a></li>').format(
            link(led_to(content, at)), line.here) for at, line in enumerate(content.news[:MOST_LINES]))
    return Markup('<ol class="rl-news">{}</ol>').format(items) if items else Markup()


def led_to(content: Content, at: int) -> str:
    """The key of the theme that a line of news is about, '' for none that is in the release."""
    key = content.news_keys[at] if at < len(content.news_keys) else ""
    return key if content.theme(key) else ""


def theme_list(content: Content, link: Link, *, dark: bool = False) -> Markup:
    """Every theme with what is seen and in how many, under the names of their groups."""
    scale = longest(one.families for one in content.themes)
    groups: dict[str, list[Theme]] = {}
    for one in content.themes:
        groups.setdefault(one.group.here, []).append(one)
    return Markup('<div class="rl-groups">{}</div>').format(Markup().join(
        Markup('<section><h2>{}</h2><ul class="rl-themes">{}</ul></section>').format(
            group or _("Other codes"), Markup().join(_item(one, link, scale, dark) for one in themes))
        for group, themes in groups.items()))


def _item(theme: Theme, link: Link, scale: int, dark: bool) -> Markup:
    new = Markup("<em>{}</em>").format(_("new")) if theme.news.here else ""
    return Markup(
        '<li style="{}" data-theme="{}"><a href="{}" target="_self"><strong>{}</strong>{}</a>'
        '<div data-kind="{}">{}<span>{}</span></div><p>{}</p></li>').format(
            tone(theme, dark), theme.key, link(theme.key), theme.name.here, new, theme.families.kind,
            bar(theme.families, scale), theme.families.told.here, theme.sentence or theme.drafted.here)


def part(title: str, body: Markup) -> Markup:
    """A part of a page under its heading; nothing of it where it is empty."""
    return Markup('<section class="rl-part"><h2>{}</h2>{}</section>').format(title, body) if body else body


def sites_part(content: Content, link: Link) -> Markup:
    """`sites_table` under its heading."""
    return part(_("Sites side by side"), sites_table(content, link))


def sites_table(content: Content, link: Link) -> Markup:
    """The themes of a release down, its sites beside each other; '' where no theme names a site."""
    names = {site.key: site.name for theme in content.themes for site in theme.sites}
    if not names:
        return Markup()
    if not any_shown(site.families for theme in content.themes for site in theme.sites):
        return Markup('<p class="rl-note">{}</p>').format(no_site())
    rows = [Markup('<tr><th scope="row"><a href="{}" target="_self">{}</a></th>{}</tr>').format(
        link(theme.key), theme.name.here, _cells(theme.sites, list(names))) for theme in content.themes]
    return table_of(_("Themes by site"), [_("Theme"), *names.values()], rows)


def _cells(sites: Sequence[Site], keys: Sequence[str]) -> Markup:
    by_key: dict[str, Amount] = {one.key: one.families for one in sites}
    return Markup().join(
        Markup('<td class="rl-told" data-kind="{}">{}</td>').format(
            by_key[key].kind, by_key[key].told.here) if key in by_key else Markup("<td></td>") for key in keys)


def tables(content: Content) -> Markup:
    """The tables that stand behind the figures, folded away; '' without any."""
    if not content.tables:
        return Markup()
    return Markup('<details class="rl-methods"><summary>{}</summary>{}</details>').format(
        _("The tables behind it"), Markup().join(shown_table(one) for one in content.tables))


def shown_table(table: ShownTable) -> Markup:
    """A table as it may be shown; what is held back says so, and totals are of what is shown."""
    rows = [_number_row(name.here, (*cells, total)) for name, cells, total in zip(
        table.rows, table.cells, table.row_totals, strict=True)]
    rows.append(_number_row(_("shown in all"), (*table.column_totals, table.total)))
    title = f"{table.name.here} ({table.unit.here})"
    return Markup("<h3>{}</h3>{}").format(title, table_of(
        title, ["", *(one.here for one in table.columns), _("shown in all")], rows))


def _number_row(name: str, cells: Sequence[int | None]) -> Markup:
    held = Markup('<span aria-hidden="true">–</span><span class="rd-sr">{}</span>').format(_("held back"))
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, Markup().join(
        Markup('<td class="rd-number">{}</td>').format(held if n is None else n) for n in cells))
