"""Outcomes: life domains at two rounds, what is behind a number, groups, tests, and what the page says of few."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.store.files import new_guid, write
from pilot.vocabulary.domains import DOMAINS

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

FAMILIES = 24


@pytest.fixture
def many(small: SmallPilot) -> SmallPilot:
    """Two dozen families more, in two sites, scored on all domains at two rounds: at the second one level better but
    for every fourth. The family itself scores the first of them."""
    with closing(small.open()) as db, write(db):
        run = db.conn.execute
        for label, place in (("start", 0), ("end", 1)):
            run("INSERT INTO wave(label, starts_on, ends_on, place) VALUES (?, '2021-01-01', '2021-12-31', ?)",
                (label, place))
        sites = [row[0] for row in run("SELECT site_id FROM site ORDER BY site_id LIMIT 2")]
        for at in range(FAMILIES):
            family = run("INSERT INTO family(guid, pseudonym, site_id) VALUES (?, ?, ?) RETURNING family_id",
                         (new_guid(), f"Boom {at:02}", sites[at % len(sites)])).fetchone()[0]
            run("INSERT INTO support_period(family_id, starts_on) VALUES (?, '2020-06-01')", (family,))
            scores = [("start", "coach", 5.0), ("end", "coach", 5.0 if at % 4 == 0 else 2.5)]
            for wave, voice, value in scores + [("end", "family", 0.0)] * (at == 0):
                for domain in DOMAINS:
                    run("INSERT INTO score(guid, family_id, wave_id, domain, state, value, voice, source, layer,"
                        " observed_on, scored_at) SELECT ?, ?, wave_id, ?, 'scored', ?, ?, 'dossier', 'scorer',"
                        " '2021-03-01', '2021-03-01T00:00:00.000Z' FROM wave WHERE label = ?",
                        (new_guid(), family, domain, value, voice, wave))
    return small


def html(page: AppTest) -> str:
    """All html that the page shows."""
    assert not page.exception
    return " ".join(one.proto.body for one in page.get("html"))


def test_nothing_is_scored_yet(open_page: Opener) -> None:
    """Who comes too early reads what will be here."""
    assert "No scores yet" in html(open_page("outcomes", "evaluator"))


@pytest.mark.slow
def test_domains_at_two_rounds(many: SmallPilot, open_page: Opener) -> None:
    """Means with how many families, how they are spread, and what changed with its share; a result, not an effect."""
    shown = html(open_page("outcomes", "evaluator"))
    row = re.search(r'<tr data-domain="housing">.*?</tr>', shown, re.DOTALL)
    assert row is not None
    assert "<b>5.0</b>" in row[0]
    assert "<b>3.1</b>" in row[0]
    assert row[0].count(">of 24<") == 2
    assert "10: 0, 7.5: 0, 5: 6, 2.5: 18, 0: 0" in row[0]
    assert re.search(r'data-moved="improved"><a [^>]*>18</a><small>75%</small>', row[0])
    assert "a result, not an effect" in shown
    assert "<b>38%</b>" in shown  # from 45 to 28.1
    assert "more families improved than worsened; chance alone seldom gives this" in shown


def test_behind_a_number(many: SmallPilot, open_page: Opener) -> None:
    """A number opens the families it counts, those and no others."""
    shown = html(open_page("behind", "evaluator", domain="housing", moved="stable"))
    assert {f"Boom {at:02}" for at in range(0, FAMILIES, 4)} == set(re.findall(r"Boom \d\d", shown))
    assert "6 families, of those known both at start and at end." in shown


@pytest.mark.parametrize("query", [
    {"domain": "nothing", "wave": "start"}, {"domain": "housing"}, {"domain": "housing", "moved": "up"},
    {"domain": "housing", "wave": "never"}, {"domain": "housing", "wave": "start", "months": "-1"},
    {"domain": "housing", "wave": "start", "first": "end", "last": "start"}])
def test_an_address_that_is_of_nothing(many: SmallPilot, open_page: Opener, query: dict[str, str]) -> None:
    """An address that was mistyped is one sentence."""
    page = open_page("behind", "evaluator", **query)
    assert not page.exception
    assert len(page.error) == 1


@pytest.mark.slow
def test_groups_and_voices(many: SmallPilot, open_page: Opener) -> None:
    """Groups stand beside each other with their own numbers; the family's own scores beside the coach's, not in them.
    """
    page = open_page("outcomes", "evaluator", by="site")
    shown = html(page)
    assert "By site" in [one.value for one in page.subheader]
    assert "improved: " in shown
    assert "Two voices on the same families" in shown
    assert "/export/outcome-groups." in shown
    assert "/export/outcome-groups." not in html(open_page("outcomes", "evaluator"))  # a file that would be of nothing


@pytest.mark.slow
def test_few_are_not_tested(small: SmallPilot, open_page: Opener, many: SmallPilot) -> None:
    """Families with less support than asked are left out and told; of those that stay too few are tested."""
    shown = html(open_page("outcomes", "evaluator", voice="family"))
    assert "nothing tested: fewer than 10 families" in shown
    assert "a result, not an effect" in shown


def test_a_coach_has_no_such_page(many: SmallPilot, open_page: Opener) -> None:
    """Figures over families are for who may see themes."""
    page = open_page("outcomes", "coach")
    assert not any("rd-table" in one.proto.body for one in page.get("html"))
