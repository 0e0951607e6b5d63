"""A family's line on a phone with 150 entries, and a change of coach, in a real browser."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from pilot.families import people
from pilot.store.files import write
from stories.handover import agreeing, note, writing
from stories.outcomes.facts import add_milestone
from stories.stories import NewStory, add_story
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import drawn, sticks_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# Of what is drawn: how wide each mark is, pairs that lie over one another, and the least side of what is touched.
MEASURED = """() => {
  const boxes = [...document.querySelectorAll(".rd-narrow summary .rd-sign")].map((one) => one.getBoundingClientRect());
  const over = boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
  const touched = [...document.querySelectorAll(".rd-narrow summary")].map((one) => one.getBoundingClientRect());
  return { marks: boxes.length, least: Math.min(...boxes.map((one) => Math.min(one.width, one.height))), over,
    touch: Math.min(...touched.map((one) => Math.min(one.width, one.height))) };
}"""


def test_a_long_line_and_a_change_of_coach_on_a_phone(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """150 entries: nothing lies over anything else, all can be touched, and a year shows by itself; the coach who
    follows reads the note and the story that the family agreed to, and opens it."""
    small = site.small
    family = small.families["Es"]
    with closing(small.open()) as db:
        boss, old = small.operator(db), small.viewers["coach2"]
        with write(db):
            told = [add_story(db, boss, NewStory(
                family, small.persons["coach2"], f"Bezoek {n}", ("Goed.",), day(n * 24), ("relapse", "steady")[n % 2],
                deidentified=True)) for n in range(40)]
            for n in range(110):
                add_milestone(db, boss, family, day(n * 9), f"mijlpaal {n}")
        guid = writing.begin(db, old, family, small.persons["coach"])
        writing.put(small.pilot, db, old, guid, "works", "Eerst bellen.", seen=0)
        writing.choose(db, old, guid, told[:1])
        (mine,) = note.notes(db, old, family)
        agreeing.agree(db, old, guid, {one.guid: one.rev for one in mine.items}, by=small.persons["Es moeder"],
                       on="2022-12-01", manner="together")
        people.start_coaching(db, boss, small.persons["coach"], family, "2023-01-01")
    page = new_context(base_url=site.url, **PHONE).new_page()
    sign_in(page, "coach2", f"/timeline?family={family}")
    expect(page.locator(".rd-thread li[data-kind=story]")).to_have_count(40)
    drawn(page)
    found = page.evaluate(MEASURED)
    assert found["marks"] > 40
    assert found["least"] >= 12
    assert found["over"] == 0
    assert found["touch"] >= 44
    assert not sticks_out(page)
    assert axe(page) == []
    spot = page.locator(".rd-narrow summary").first
    spot.press("Enter")
    expect(page.locator(".rd-narrow details[open] li").first).to_be_visible()
    page.get_by_text("2021", exact=True).first.click()
    page.wait_for_url("**period=2021**")
    # With what began before and lasted into it: the support, and a relapse.
    expect(page.locator(".rd-thread h2")).to_have_text(["2020", "2021"])
    other = new_context(base_url=site.url, **PHONE).new_page()
    sign_in(other, "coach", f"/handover?family={family}")
    expect(other.get_by_text("Eerst bellen.")).to_be_visible()
    assert axe(other) == []
    other.get_by_role("link", name="Bezoek 0").click()
    other.wait_for_url("**/desk?document=**")
    expect(other.get_by_text("Goed.")).to_be_visible()


def day(n: int) -> str:
    """So many days after support began, ISO."""
    return (date(2020, 1, 20) + timedelta(days=n)).isoformat()
