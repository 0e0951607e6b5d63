"""One theme of a release on one page: to be read in a minute, on a projector, a tablet or a sheet of A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import days, voices
from pilot.words import N_, _, ngettext
from themes.figures import release_words
from themes.figures.release_amounts import any_shown, bar, lines, no_site
from themes.figures.signs import SIGN_MARKS, SIGN_NAMES
from themes.release import saying
from themes.release.content import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from themes.figures.release_words import Issue
    from themes.release.content import QuoteOut, Theme

    Link = Callable[[str], str]  # the address of a theme by its key

AT_ONCE = 3  # quotes that a page shows; the others are folded
PLUS, MINUS = N_("it was there and helped"), N_("it was missing or failed")


def theme_page(issue: Issue, theme: Theme, link: Link, *, dark: bool = False, pilot: str = "") -> Markup:
    """The whole page of a theme.

    Args:
        link: gives the address of the theme before and after it.
    """
    head = Markup('<header><p class="rl-kicker">{}</p><h1 tabindex="-1">{}</h1>{}</header>').format(
        theme.group.here, theme.name.here, turn(issue, theme, link))
    body = Markup().join((_lead(theme), _middle(theme), _notes(theme)))
    return Markup('<article class="rl-theme" data-theme="{}" style="{}">{}{}{}{}</article>').format(
        theme.key, tone(theme, dark), head, body, release_words.methods(issue.content),
        release_words.foot(issue, pilot))


def tone(theme: Theme, dark: bool) -> str:
    """The colour of a theme as style; on paper always that of the light look."""
    return f"--rl-tone:{theme.color_dark if dark else theme.color};--rl-print:{theme.color}"


def turn(issue: Issue, theme: Theme, link: Link) -> Markup:
    """The way to the theme before and the one after, and which of how many this is."""
    themes = issue.content.themes
    at = next(n for n, one in enumerate(themes) if one.key == theme.key)
    before, after = (themes[at - 1] if at else None), (themes[at + 1] if at + 1 < len(themes) else None)
    return Markup('<nav class="rl-turn" aria-label="{}">{}<span>{}</span>{}</nav>').format(
        _("Other themes"), _way("prev", before, link),
        _("{n} of {of}").format(n=at + 1, of=len(themes)), _way("next", after, link))


def _way(to: str, theme: Theme | None, link: Link) -> Markup:
    arrow = "‹" if to == "prev" else "›"
    if theme is None:
        return Markup('<b aria-hidden="true">{}</b>').format(arrow)
    said = _("Previous theme: {name}") if to == "prev" else _("Next theme: {name}")
    return Markup('<a href="{}" target="_self" data-turn="{}" data-to="{}" aria-label="{}" title="{}">{}</a>').format(
        link(theme.key), to, theme.key, said.format(name=theme.name.here), theme.name.here, arrow)


def _lead(theme: Theme) -> Markup:
    """What do we see, and in how many."""
    news = Markup('<p class="rl-new">{}</p>').format(theme.news.here) if theme.news.here else ""
    since = Markup('<p class="rl-since">{}</p>').format(theme.since.here) if theme.since.here else ""
    return Markup('<div class="rl-lead"><div><p class="rl-sentence">{}</p><p class="rl-source">{}</p>{}</div>'
                  '<div class="rl-many" data-kind="{}"><h2 class="rd-sr">{}</h2><p class="rl-big">{}</p>{}{}</div>'
                  "</div>").format(
        theme.sentence or theme.drafted.here, source(theme), news, theme.families.kind, _("In how many families"),
        theme.families.told.here, bar(theme.families), since)


def source(theme: Theme) -> str:
    """Whose sentence stands above it: a person's, with the program's beside it, or the program's alone."""
    if theme.sentence:
        return _("Written by an evaluator. The program's own sentence: {drafted}").format(drafted=theme.drafted.here)
    return _("Made by the program out of the figures; nobody has written a sentence yet.")


def _middle(theme: Theme) -> Markup:
    """A family's words, in whose voice and in which direction, and the sites beside each other."""
    told = [(voices.title(one.voice), one.families) for one in theme.voices]
    directions = [(f"{SIGN_MARKS[sign]}  {_(called)}", amount) for sign, called, amount in (
        ("+", PLUS, theme.plus), ("-", MINUS, theme.minus)) if amount.kind != NOTHING]
    who = _block(_("Who tells it"), lines(told)) if told else Markup()
    how = _block(_("Where it helped, and where not"), lines(directions)) if directions else Markup()
    # Where no site is shown there is room beside who tells it.
    beside = (who, how + _sites(theme)) if not _shows_sites(theme) else (who + how, _sites(theme))
    return Markup('<div class="rl-middle">{}</div>').format(Markup().join(
        Markup("<div>{}</div>").format(one) for one in (_quotes(theme), *beside)))


def _shows_sites(theme: Theme) -> bool:
    return any_shown(one.families for one in theme.sites)


def _sites(theme: Theme) -> Markup:
    if not theme.sites:
        return Markup()
    title = _("Sites side by side")
    if not _shows_sites(theme):
        return _block(title, Markup(), no_site())
    return _block(title, lines([(one.name, one.families) for one in theme.sites]), _(
        "Not a ranking: ask each other how it went."))


def _block(title: str, body: Markup, note: str = "") -> Markup:
    small = Markup('<p class="rl-note">{}</p>').format(note) if note else ""
    return Markup("<section><h2>{}</h2>{}{}</section>").format(title, body, small)


def _quotes(theme: Theme) -> Markup:
    if not theme.quotes:
        return _block(_("In their own words"), Markup('<p class="rl-note">{}</p>').format(
            _("No quote about this was released. Each needs a yes of who said it and of everybody it is about.")))
    first, others = theme.quotes[:AT_ONCE], theme.quotes[AT_ONCE:]
    more = Markup("<details><summary>{}</summary>{}</details>").format(
        ngettext("{n} more quote", "{n} more quotes", len(others)).format(n=len(others)),
        Markup().join(quote(one) for one in others)) if others else ""
    return _block(_("In their own words"), Markup().join(quote(one) for one in first) + more)


def quote(said: QuoteOut) -> Markup:
    """Somebody's words, and of whom, in which voice, when and in which direction, as was agreed."""
    about = " · ".join(filter(None, (said.said_by or voices.title(said.voice), days.month(said.told_in),
                                     saying.agreed(said),
                                     _(SIGN_NAMES[said.sign]) if said.sign in SIGN_NAMES else "")))
    return Markup('<figure class="rl-quote" data-quote="{}"><blockquote>{}</blockquote><figcaption>{}</figcaption>'
                  "</figure>").format(said.guid, said.text, about)


def _notes(theme: Theme) -> Markup:
    """What was done with it, how sure it is, what the code means, and what this is not."""
    done = theme.done or _("Nothing is written down yet. Talk about it, and let the evaluator add what you agree.")
    return Markup('<div class="rl-notes">{}</div>').format(Markup().join(
        Markup('<section{}><h2>{}</h2><p>{}</p></section>').format(mark, title, text) for mark, title, text in (
            (Markup(' class="rl-done"'), _("What was done with it"), done),
            ("", _("How sure this is"), theme.sure.told.here),
            ("", _("What the code means"), theme.definition.here),
            ("", _("What this is not"), _(release_words.NOT_AN_EFFECT)))))
