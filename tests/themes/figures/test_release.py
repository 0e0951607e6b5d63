"""A release as html: each figure says what it is out of, each sentence whose it is, and nothing else is told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import words
from tests.release_example import HELD_BACK, MOST, NOBODY, SOME, content, count
from themes.disclosure import words as words_told
from themes.figures import release_lists, release_theme, release_words
from themes.figures.release_amounts import PARTS, bar, lines
from themes.figures.release_words import Issue
from themes.release.content import PUBLIC, Amount, Both, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.release.content import Content, Theme


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("nl")


def link(key: str) -> str:
    """The address of a theme in these tests."""
    return f"#{key}"


def issue(shown: Content) -> Issue:
    """The fourth release, signed on a day."""
    return Issue(4, "2022-06-09", shown)


def page_of(key: str, shown: Content | None = None, dark: bool = False) -> str:
    """The page of a theme."""
    release = shown or content()
    theme = release.theme(key)
    assert theme is not None
    return release_theme.theme_page(issue(release), theme, link, dark=dark, pilot="Drenthe")


def with_theme(shown: Content, theme: Theme) -> Content:
    """The same release with that theme first."""
    return replace(shown, themes=(theme, *shown.themes[1:]))


def wide(drawn: str) -> list[float]:
    """The widths of a bar and of what is in it, in percent."""
    return [float(one) for one in re.findall(r"width:([\d.]+)%", drawn)]


def test_a_page_says_it_all() -> None:
    """What is seen, in how many, since when, by whom, in which words, how sure, what it means and what it is not."""
    shown = page_of("vast_gezicht")
    for said in ("One fixed face", "Een vast gezicht maakt het verschil, ook waar het ontbrak.", "in most families",
                 "since the first year", "Zij kwam altijd. Ook toen ik niet opendeed.", "moeder, twee kinderen",
                 "March 2021", "Family", "Coach", "Emmen", "too few families to show",
                 "Coaches maken eerst samen kennis", "Two coders agree in 8 of 10", "One person supports the family",
                 "Not an effect.", "New: also where it was missing.", "release 4", "9 June 2022",
                 "for the municipality", "codebook version 3", "Figures of fewer than 5 families.", "Drenthe"):
        assert said in shown, said


def test_whose_sentence() -> None:
    """A person's sentence comes first and the program's beside it; without one the program's, marked as such."""
    mine, drafted = page_of("vast_gezicht"), page_of("klik")
    assert "Written by an evaluator. The program&#39;s own sentence: One fixed face comes up" in mine
    assert "Made by the program" in drafted
    assert 'class="rl-sentence">Click comes up' in drafted


def test_from_one_theme_to_the_next() -> None:
    """The first has no theme before it, the last none after it; which of how many is said."""
    first, second, last = page_of("vast_gezicht"), page_of("klik"), page_of("gezinsbudget")
    assert 'data-turn="next" data-to="klik"' in first
    assert 'data-turn="prev"' not in first
    assert 'aria-label="Previous theme: One fixed face"' in second
    assert "2 of 3" in second
    assert 'data-turn="next"' not in last


def test_no_quote_and_nothing_done() -> None:
    """Where nothing was let out, or nothing written down, a sentence says so and what can be done."""
    shown = page_of("gezinsbudget")
    assert "No quote about this was released." in shown
    assert "Nothing is written down yet." in shown
    assert "rl-quote" not in shown


def test_many_quotes_fold() -> None:
    """A page for a projector shows three; the others are one click away."""
    theme = content().themes[0]
    quotes = tuple(replace(theme.quotes[0], guid=str(n)) for n in range(5))
    shown = page_of(theme.key, with_theme(content(), replace(theme, quotes=quotes)))
    before, folded = shown.split("<summary>2 more quotes</summary>")
    assert before.count("rl-quote") == 3
    assert folded.count("rl-quote") == 2


def test_what_people_wrote_is_no_html() -> None:
    """Words of people are shown as they wrote them."""
    theme = replace(content().themes[0], sentence="<b>bold</b>", done="<script>", sites=(Site("x", "<i>", MOST),))
    shown = page_of(theme.key, with_theme(content(), theme))
    for raw in ("<b>bold", "<script", "<i>"):
        assert raw not in re.sub(r'<i style="[^"]*">', "", shown)


def test_colours_of_both_looks() -> None:
    """The dark look has its own tone, and paper always the light one."""
    assert "--rl-tone:#106DE0;--rl-print:#106DE0" in page_of("klik")
    assert "--rl-tone:#43B6FD;--rl-print:#106DE0" in page_of("klik", dark=True)


def test_bars_on_one_scale() -> None:
    """Bars under one another are as long as what they are out of, against the longest."""
    drawn = lines([("Emmen", count(25, 50)), ("Es", count(5, 10)), ("Hardenberg", HELD_BACK)])
    assert wide(drawn) == [100.0, 50.0, 20.0, 50.0]
    assert drawn.count("rl-open") == 1
    assert wide(bar(NOBODY)) == []


def test_words_leave_room() -> None:
    """A word fills what is certain and stripes what may be; one without a place is told only."""
    assert wide(bar(MOST)) == [100.0, 60.0, 40.0]
    assert wide(bar(SOME)) == [100.0, 0.0, 40.0]
    assert bar(Amount("word", Both("soms", "at times"), word="at_times")) == ""


@given(of=st.integers(words_told.FEWEST, 200), n=st.integers(0, 200))
def test_a_word_is_drawn_as_it_is_meant(of: int, n: int) -> None:
    """Whatever number a word stands for, it lies between what is filled and the end of what is striped."""
    told = words_told.amount(min(n, of), of, 0)
    sure, most = PARTS[told.word]
    assert sure <= min(n, of) / of <= most


@given(of=st.integers(1, 200), n=st.integers(0, 200), scale=st.integers(0, 300))
@pytest.mark.slow
def test_no_bar_is_longer_than_its_column(of: int, n: int, scale: int) -> None:
    """Whatever the counts, a bar stays within its column and its part within the bar."""
    found = wide(bar(count(min(n, of), of), scale))
    assert all(0 <= one <= 100 for one in found)


def test_news_lead_to_their_themes() -> None:
    """Five lines at most, each a link to its theme; to all themes where it is about none."""
    told = replace(content(), news=tuple(Both(f"regel {n}", f"line {n}") for n in range(7)),
                   news_keys=("vast_gezicht", "gone"))
    shown = release_lists.news(told, link)
    assert re.findall(r'href="([^"]*)"', shown) == ["#vast_gezicht", "#", "#", "#", "#"]
    assert "line 4" in shown
    assert "line 5" not in shown
    assert release_lists.news(replace(told, news=()), link) == ""


def test_every_theme_once_under_its_group() -> None:
    """Also when groups alternate, each is a heading once."""
    one, two, three = content().themes
    other = Both("Anders", "Other")
    shown = release_lists.theme_list(replace(content(), themes=(one, replace(two, group=other), three)), link)
    assert re.findall(r"<h2>([^<]*)</h2>", shown) == ["Working mechanisms", "Other"]
    assert re.findall(r'<li[^>]*data-theme="([^"]*)"', shown) == ["vast_gezicht", "gezinsbudget", "klik"]


def test_sites_side_by_side() -> None:
    """A row a theme, a column a site; a site that a theme does not name stays empty."""
    one = content().themes[0]
    odd = replace(one, key="x", sites=(Site("es", "Es", MOST),))
    shown = release_lists.sites_table(replace(content(), themes=(one, odd)), link)
    assert re.findall(r'<th scope="col">([^<]*)</th>', shown) == ["Theme", "Emmen", "Hardenberg", "Es"]
    assert shown.count("<td></td>") == 3
    assert release_lists.sites_table(replace(content(), themes=(replace(one, sites=()),)), link) == ""


def test_sites_of_which_nothing_is_shown() -> None:
    """One sentence, not a table of nothing; the sites of other themes stay."""
    held = tuple(replace(one, sites=tuple(replace(site, families=HELD_BACK) for site in one.sites))
                 for one in content().themes)
    told = replace(content(), themes=held)
    assert release_lists.sites_table(told, link) == (
        '<p class="rl-note">Of each site by itself there are too few families to show.</p>')
    assert "Hardenberg" not in page_of("klik", told)
    assert "Of each site by itself" in page_of("klik", told)


def test_tables_add_up() -> None:
    """A table shows what it says, its totals of what is shown, and says what is held back."""
    shown = release_lists.tables(content(in_words=False))
    assert "Themes by municipality (families)" in shown
    assert [int(n) for n in re.findall(r'<td class="rd-number">(\d+)</td>', shown)] == [15, 10, 25, 10, 10, 25, 10, 35]
    assert shown.count("held back") == 1
    assert release_lists.tables(content()) == ""


def test_how_it_was_counted() -> None:
    """Threshold, rounding, period and words are said; a release without a limit says nothing of it."""
    said = release_words.counted(content(in_words=False))
    for part in ("31 stories and conversations", "codebook version 3", "from 1 January 2020 to 31 May 2022",
                 "fewer than 5 families", "rounded to 5"):
        assert part in said
    assert "Words stand in place of numbers" in release_words.counted(content())
    open_end = release_words.counted(replace(content(), from_on="", until_on="", threshold=0, base=1, in_words=False))
    assert open_end == "Of 31 stories and conversations, counted on 9 June 2022 under codebook version 3."
    assert "Told until 31 May 2022." in release_words.counted(replace(content(), from_on=""))
    assert "Told from 1 January 2020 on." in release_words.counted(replace(content(), until_on=""))


def test_nothing_to_show_is_said() -> None:
    """A release without themes, and one of which every figure is held back, say so."""
    assert "There is no theme in this release." in release_words.nothing_shown(replace(content(), themes=()))
    held = tuple(replace(one, families=HELD_BACK) for one in content().themes)
    assert "held back" in release_words.nothing_shown(replace(content(), themes=held))
    assert release_words.nothing_shown(content()) == ""


def test_an_exception_is_told() -> None:
    """What the rules would have held back is shown with why."""
    granted = replace(content(), exception="All six families agreed.", exact="One stopped early.", audience=PUBLIC)
    assert "<p>One stopped early.</p><p>All six families agreed.</p>" in release_words.methods(granted)
    assert "for everybody" in release_words.name(issue(granted))
