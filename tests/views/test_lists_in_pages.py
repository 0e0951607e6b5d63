"""The part that shows any list in pages: what the address asks for, what is found, and what is said of an empty one."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

LIST = """
import streamlit as st
from pilot.paging import Key, of_rows
from views.parts import pages
ORDERS = {"up": Key("first first", lambda one: one), "down": Key("last first", lambda one: -one)}
rows = range(st.session_state.get("rows", 120))
there = pages.listed("numbers", lambda wanted: of_rows(rows, str, wanted, ORDERS),
                     lambda found: st.text(" ".join(map(str, found))), search="a number", orders=ORDERS)
st.text(f"there: {there}")
"""


def opened(**query: str) -> AppTest:
    """A page with a list of 120 numbers, at an address."""
    page = AppTest.from_string(LIST, default_timeout=240)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> list[str]:
    """What stands on it."""
    return [one.value for one in page.text]


def test_the_address_says_which_page_order_and_search() -> None:
    """What it asks for is shown and filled in, and stays there."""
    page = opened(page="3", order="down")
    assert shown(page)[0] == " ".join(map(str, range(19, -1, -1)))
    assert "101 to 120 of 120" in shown(page) or "101 tot en met 120 van 120" in shown(page)
    assert (page.query_params["page"], page.query_params["order"]) == ("3", "down")
    assert page.selectbox[0].value == "down"


def test_a_search_begins_at_the_first_page() -> None:
    """What is typed is found and put into the address; a page of the whole list is not kept."""
    page = opened(page="2")
    page.text_input[0].set_value("11").run()
    assert shown(page)[0] == "11 110 111 112 113 114 115 116 117 118 119"
    assert page.query_params["search"] == "11"
    assert "page" not in page.query_params


def test_nothing_found_is_said_and_an_empty_list_is_the_pages_to_say() -> None:
    """A search without a hit keeps its field; a list with nothing in it shows nothing at all."""
    page = opened(search="zeven")
    assert page.text_input[0].value == "zeven"
    assert shown(page)[-1] == "there: True"
    page = AppTest.from_string(LIST, default_timeout=240)
    page.session_state["rows"] = 0
    page.run()
    assert shown(page) == ["there: False"]
    assert not page.text_input


LINKS = """
import streamlit as st
from views.parts import link_list
rows = [(f"/{n}", f"titel {119 - n:03}", f"opmerking r{n}") for n in range(120)]
st.text(link_list.show("links", rows, search="a title"))
st.text(link_list.show("none", [], search="a title", alone=False))
"""


def test_links_come_in_pages_and_are_searched_and_sorted() -> None:
    """Fifty of them as they come; a word is looked for in title and remark; by title they begin elsewhere."""
    page = AppTest.from_string(LINKS, default_timeout=240).run()
    assert [one.value for one in page.text if one.value in ("True", "False")] == ["True", "False"]
    html = page.get("html")[0].proto.body
    assert (html.count("<li>"), html.index("titel 119") < html.index("titel 118")) == (50, True)
    page.selectbox[0].set_value("title").run()
    assert "titel 000" in page.get("html")[0].proto.body
    page.text_input[0].set_value("opmerking r77").run()
    assert page.get("html")[0].proto.body.count("<li>") == 1


def test_what_is_no_page_is_the_first() -> None:
    """Anything may stand in an address."""
    assert shown(opened(page="-1", order="x"))[0].startswith("0 1 2")
