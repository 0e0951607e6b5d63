"""On a phone: a contact in three touches, kept without a connection and sent later; an expense in an amount and two; a
signal without a family in it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from stories.contacts import listing
from stories.outcomes.spending import listing as spending
from stories.signals import listing as signals
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import at_rest, sticks_out
from tests.waiting import comes_to, eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def minutes(site: Site) -> list[int]:
    """How long the contacts took that the server has, the newest first."""
    with closing(site.small.open()) as db:
        return [one.minutes for one in listing.listed(db, site.small.viewers["coach"])]


def touch(page: Page, kind: str, length: str) -> None:
    """The three touches."""
    page.locator(".ct-kind label", has_text=kind).tap()
    page.locator(".ct-minutes label").filter(has=page.get_by_text(length, exact=True)).tap()
    page.get_by_role("button", name="Noteren").tap()


def test_three_touches_and_no_connection(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """The first is stored and taken away again; the second waits for a connection, beyond the page that noted it."""
    context = new_context(base_url=site.url, **PHONE)
    page = context.new_page()
    sign_in(page, "coach", "/contacts")
    done = page.get_by_role("list", name="Net genoteerd")
    touch(page, "Bezoek", "60")
    expect(done).to_contain_text("opgeslagen")
    assert minutes(site) == [60]
    expect(page.get_by_test_id("stMain")).to_contain_text("1 contact")  # the list below follows
    done.get_by_role("button", name="Ongedaan maken").tap()
    expect(done).to_contain_text("weggehaald")
    comes_to(lambda: minutes(site), [])
    at_rest(page)
    assert axe(page) == []
    assert sticks_out(page) <= 0
    page.set_viewport_size({"width": 390, "height": 430})
    keep = page.get_by_role("button", name="Noteren")
    wrong = page.get_by_role("alert").filter(has_text="wat voor contact")
    place = keep.bounding_box()
    keep.tap()
    expect(wrong).to_be_in_viewport(ratio=1)
    assert keep.bounding_box() == place, "what it says moves no button"
    page.get_by_role("combobox", name="Gezin").dispatch_event("change")
    expect(wrong).to_be_visible()
    page.locator(".ct-kind label", has_text="Telefoontje").tap()
    expect(wrong).to_be_hidden()
    page.get_by_text("Meer zeggen").tap()
    page.get_by_role("textbox", name="Een paar woorden").press_sequentially("Over de fiets")
    eventually(lambda: page.evaluate("""() => document.activeElement.getBoundingClientRect().bottom
        <= document.querySelector(".ct-foot").getBoundingClientRect().top"""), page)
    page.reload()  # what was filled in and not noted is there again, until it is noted
    expect(page.get_by_role("textbox", name="Een paar woorden")).to_have_value("Over de fiets")
    expect(page.locator(".ct-kind").get_by_role("radio", name="Telefoontje")).to_be_checked()
    page.get_by_text("Meer zeggen").tap()
    context.set_offline(True)
    touch(page, "Telefoontje", "15")
    expect(page.locator(".ct-state")).to_contain_text("Geen verbinding")
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('rd-noting|'))") == []
    assert minutes(site) == []
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto("/contacts")
    expect(again.get_by_test_id("stMain")).to_contain_text("1 contact")
    comes_to(lambda: minutes(site), [15])
    comes_to(lambda: again.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('rd-contacts|')).length"), 0)


def test_an_expense_in_an_amount_and_two_touches(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """With a comma, as people write it; below stands what was kept, and nothing is too wide or too small."""
    page = new_context(base_url=site.url, **PHONE).new_page()
    sign_in(page, "coach", f"/spent?family={site.small.families['Berk']}")
    amount = page.get_by_role("textbox", name="Hoeveel, in euro?")
    amount.fill("1.062,50")
    amount.blur()
    page.get_by_role("radio", name="Meubels").tap()
    page.get_by_role("button", name="Noteren").tap()
    expect(page.get_by_test_id("stMain")).to_contain_text("1 uitgave")
    with closing(site.small.open()) as db:
        (one,) = spending.listed(db, site.small.viewers["coach"])
    assert (one.cents, one.kind, one.decided_by) == (106_250, "furniture", "unknown")
    at_rest(page)
    assert axe(page) == []
    assert sticks_out(page) <= 0


def test_a_signal_names_no_family(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """A family's pseudonym in it is asked about; without it the signal is noted, and says for whom it is."""
    page = new_context(base_url=site.url, **PHONE).new_page()
    sign_in(page, "coach", "/signals")
    words = page.get_by_role("textbox", name="Wat stond er in de weg?")
    words.fill("Gezin Berk kwam er niet in.")
    words.blur()
    page.get_by_role("button", name="Noteren").tap()
    expect(page.get_by_text("Berk” is het pseudoniem van een gezin")).to_be_visible()
    words.fill("Het loket is alleen overdag open.")
    words.blur()
    page.get_by_role("button", name="Noteren").tap()
    expect(page.get_by_role("link", name="Het loket is alleen overdag open.")).to_be_visible()
    at_rest(page)
    assert axe(page) == []
    assert sticks_out(page) <= 0
    with closing(site.small.open()) as db:
        (one,) = signals.listed(db, site.small.viewers["coach"])
    assert (one.level, one.about) == ("municipality", ())
