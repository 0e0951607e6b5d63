"""All of a release on one page, for who signs it: every sentence, figure and quote, and how it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import voices
from pilot.words import _
from themes.figures import release_lists, release_panels, release_stories, release_words
from themes.figures.release_amounts import lines
from themes.figures.release_theme import MINUS, PLUS, quote
from themes.release.content import NOTHING

if TYPE_CHECKING:
    from themes.release.content import Amount, Content, Theme


def whole(content: Content) -> Markup:
    """Everything that a content says, once, from the first line to the methods."""
    about = Markup("<p>{}</p>").format(content.about) if content.about else ""
    news = Markup("<div><h3>{}</h3><ol>{}</ol></div>").format(_("The first lines"), Markup().join(
        Markup("<li>{}</li>").format(line.here) for line in content.news)) if content.news else ""
    return Markup('<div class="rl-whole">{}{}{}{}{}{}{}</div>').format(
        about, news, Markup().join(_theme(one) for one in content.themes), release_panels.panels(content),
        release_stories.stories(content),
        release_lists.tables(content),
        release_words.methods(content))


def _theme(theme: Theme) -> Markup:
    done = Markup("<p><strong>{}</strong> {}</p>").format(_("What was done with it:"), theme.done) if theme.done else ""
    told = f"{theme.sentence} {theme.news.here}".strip()
    own = Markup("<p>{}</p>").format(told) if told else ""
    return Markup('<section class="rl-part" data-theme="{}"><h3>{}</h3>{}<p class="rl-source">{}</p>{}{}{}'
                  '<p class="rl-note">{}</p></section>').format(
        theme.key, theme.name.here, own, theme.drafted.here, lines(_rows(theme)), done,
        Markup().join(quote(one) for one in theme.quotes), theme.sure.told.here)


def _rows(theme: Theme) -> list[tuple[str, Amount]]:
    """Every amount of a theme, with what it is of; not what nobody was asked."""
    since = f" ({theme.since.here})" if theme.since.here else ""
    rows = [(_("In how many families") + since, theme.families), (_(PLUS), theme.plus), (_(MINUS), theme.minus),
            *((_("Told by: {voice}").format(voice=voices.name(one.voice)), one.families) for one in theme.voices),
            *((one.name, one.families) for one in theme.sites)]
    return [(name, amount) for name, amount in rows if amount.kind != NOTHING]
