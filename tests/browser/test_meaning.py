"""Who tells says what it means, by touch and by keyboard, and a family tells on a phone that opens nothing else."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from stories.entry import telling
from tests.browser.conftest import axe, sign_in
from tests.browser.test_story import PHONE, _no_drafts, area, fill_rest, open_form, ready, saved
from tests.browser.waiting import sticks_out
from tests.builder import PASSWORD
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

__all__ = ["_no_drafts"]


def meanings(site: Site, title: str) -> dict[str, tuple[object, ...]]:
    """What is stored of the meaning of the newest story with this title, by signifier."""
    with closing(site.small.open()) as db:
        return {key: tuple(rest) for key, *rest in db.conn.execute(
            "SELECT signifier, fits, first, second, third, place FROM meaning JOIN story USING (story_id)"
            " JOIN document USING (story_id) WHERE title = ?", (title,))}


def test_a_coach_says_what_it_means(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """By touch and by the arrow keys; announced in words, kept over a reload, stored as whole numbers."""
    context = new_context(base_url=site.url, **PHONE)
    page = open_form(context)
    area(page).fill("Moeder belde zelf.")
    triad = page.get_by_role("slider", name="Wat hielp het meest in dit verhaal?")
    expect(triad).to_have_attribute("aria-valuetext", "nog niet beantwoord")
    box = triad.bounding_box()
    assert box
    triad.click(position={"x": box["width"] / 2, "y": box["height"] * 0.1})
    expect(triad).to_have_attribute("aria-valuetext", re.compile("wat het gezin zelf deed: (9|100)"))
    triad.press("2")
    expect(triad).to_have_attribute("aria-valuetext", re.compile("^wat de coach deed: 100 van 100"))
    for _ in range(5):
        triad.press("ArrowRight")
    expect(triad).to_have_attribute("aria-valuetext", re.compile("^wat de coach deed: 80 van 100, geld.*: 20 van 100"))
    scale = page.get_by_role("slider", name="Wie had het voor het zeggen?")
    scale.press("Enter")
    expect(scale).to_have_attribute("aria-valuetext", "in het midden")
    scale.press("ArrowRight")
    expect(scale).to_have_attribute("aria-valuetext", "het gezin besliste: 55 van 100")
    assert not sticks_out(page)
    assert axe(page) == []
    saved(page)
    page.reload()
    ready(page)
    expect(triad).to_have_attribute("aria-valuetext", re.compile("^wat de coach deed: 80 van 100"))
    fill_rest(page, "Wat het betekent")
    page.locator("[data-signifier=say]").get_by_role("button", name="Past niet").click()
    page.get_by_role("button", name="Bewaar verhaal").click()
    expect(page.get_by_role("heading", name="Je verhaal is bewaard")).to_be_focused()
    assert meanings(site, "Wat het betekent") == {
        "helped": (1, 0, 800, 200, None), "say": (0, None, None, None, None)}


def on(page: Page) -> None:
    """To the next question."""
    page.get_by_role("button", name="Verder").click()


def test_a_family_tells_and_nothing_else_opens(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """One question a screen; Back, another address, a second window and a reload all lead there, until the password."""
    context = new_context(base_url=site.url, **PHONE)
    page = context.new_page()
    sign_in(page, "coach", "/families")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/hand_over")
    page.get_by_label("Wie vertelt?").select_option(label="Moeder Berk (Berk)")
    page.get_by_role("button", name="Geef het toestel nu uit handen").click()
    expect(page).to_have_url(re.compile("/tell$"))  # whatever was on its way when it came
    expect(page.get_by_label("Wat gebeurde er?")).to_be_visible()
    page.get_by_label("Wat gebeurde er?").fill("Ik heb zelf gebeld.")
    expect(page.locator("[data-saved=yes]")).to_have_text("Bewaard")
    assert axe(page) == []
    page.go_back()
    expect(page.get_by_label("Wat gebeurde er?")).to_have_value("Ik heb zelf gebeld.")
    other = context.new_page()
    other.goto("/families")
    expect(other).to_have_url(re.compile("/tell$"))
    other.close()
    page.reload()
    expect(page.get_by_label("Wat gebeurde er?")).to_have_value("Ik heb zelf gebeld.")
    expect(page.locator("body")).not_to_contain_text("Berk")
    on(page)
    expect(page.get_by_label("Wat is er nu anders?")).to_be_focused()
    on(page)
    triad = page.get_by_role("slider", name="Wat hielp jou het meest?")
    expect(triad).to_be_focused()
    triad.press("1")
    assert not sticks_out(page)
    assert axe(page) == []
    for _ in range(4):
        on(page)
    page.get_by_role("radio", name="Succes").check()
    page.get_by_role("button", name="Ik ben klaar").click()
    expect(page.get_by_role("heading", name="Dank je wel dat je dit vertelde.")).to_be_focused()
    comes_to(lambda: meanings(site, "Iets wat er gebeurde"), {"helped": (1, 1000, 0, 0, None)})
    page.get_by_label("Wachtwoord van de coach").fill("fout")
    page.get_by_role("button", name="Neem het terug").click()
    expect(page.get_by_role("alert")).to_contain_text("niet het wachtwoord")
    page.get_by_label("Wachtwoord van de coach").fill(PASSWORD)
    page.get_by_role("button", name="Neem het terug").click()
    page.wait_for_url("**/hand_over")
    expect(page.get_by_role("heading", name="Het gezin vertelt")).to_be_visible()
    with closing(site.small.open()) as db:
        assert telling.begun(db, site.small.viewers["coach"]) == []
