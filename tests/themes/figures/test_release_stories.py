"""Stories of a release, as who signs it reads them."""

from __future__ import annotations

from dataclasses import replace

from pilot import words
from tests.release_example import content
from themes.figures.release_stories import stories
from themes.figures.release_whole import whole
from themes.release.content import Arc, Both, Moment, Statement


def test_nothing_of_a_story_is_signed_unread() -> None:
    """Title, household, moments and every sentence stand in what is read before signing, as text and nothing else."""
    arc = Arc("arc", "Weer <b>naar school", "moeder, meer kinderen", tuple(
        Moment(n, Both(f"na {n} maanden", f"after {n} months"), (
            Statement(f"s{n}", Both("werk", "work"), f"Werkt {n} uur."),)) for n in (0, 3)))
    with words.speaking("nl"):
        shown = whole(replace(content(), arcs=(arc,)))
        assert stories(content()) == ""
    for text in ("Weer &lt;b&gt;naar school", "moeder, meer kinderen", "na 0 maanden", "na 3 maanden", "werk",
                 "Werkt 0 uur.", "Werkt 3 uur."):
        assert text in shown
