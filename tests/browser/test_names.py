"""Markdown and markup in any name is shown as it was typed, on every page where it stands."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.marks import actions, codings
from pilot.access import Role
from pilot.config import ROOT
from pilot.families import consent, people, register, support
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from stories.entry import drafts
from tests.browser.conftest import Site, sign_in
from tests.browser.waiting import drawn, walk
from texts.documents import NewDocument, NewTurn, add_document
from views import menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

NAME = "**x** <b>y</b> :red[z] $a$ [l](u) # h :smile: `c`"
# Of a coach, what the other does not see, or sees otherwise.
COACHS = {"", "story", "families", "register"}
KLIK = 'name: {nl: "Klik", en: "Click"}'
# What would be there if any of it were read as Markdown or markup.
MADE = """() => [...document.querySelectorAll("strong, em, b, code, a[href='u'], a[href$='/u'], .katex")]
  .filter((one) => ["x", "y", "c", "l", "a", "z"].includes(one.textContent.trim())).map((one) => one.outerHTML)"""


def made(site: Site) -> dict[str, str]:
    """A family, its people, a site, texts, a code, words and a draft are called so; the guids that pages ask for."""
    small = site.small
    with closing(small.open()) as db:
        boss = small.operator(db)
        book = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
        assert KLIK in book
        codebook.adopt(db, boss, book.replace(KLIK, f'name: {{nl: "{NAME}", en: "{NAME}"}}'))
        family = people.add_family(db, boss, NAME, starts_on="2020-01-15", site=support.site_named(NAME))
        mother = people.add_person(db, boss, kind="parent", role=NAME, pseudonym=f"M {NAME}", family_guid=family)
        people.add_person(db, boss, kind="child", role="zoon", pseudonym=f"K {NAME}", family_guid=family)
        people.start_coaching(db, boss, small.persons["coach"], family, "2020-01-15")
        consent.give(db, boss, mother, ["record", "transcribe", "analyse"], "2020-01-15", "2021-01-15", NAME)
        consent.give(db, boss, mother, ["record", "transcribe", "analyse"], "2021-01-15", evidence=NAME)
        register.add_word(small.pilot, db, boss, f"W {NAME}", "place", NAME, family)
        with write(db):
            told = add_document(db, boss, NewDocument(family, "interview", "family", NAME, "2021-03-04",
                                persons=(mother,)), (NewTurn(f"Het ging goed. {NAME}", NAME, "family"),),
                                version_kind="deidentified", engine="test")
            add_document(db, boss, NewDocument(family, "interview", "family", f"R {NAME}", "2021-03-05",
                         persons=(mother,)), (NewTurn(NAME, NAME, "family"),), version_kind="raw", engine="test")
        small.prepares(db)
        coder = small.viewers["evaluator"]
        done = actions.apply_ops(db, coder, told, [{"op": new_guid(), "kind": "add", "coding": new_guid(),
                                                    "code": "klik", "start": 0, "end": 14}])
        assert done["results"][0]["state"] == "confirmed"
        codings.set_status(db, coder, told, "done")
        drafts.save(db, small.viewers["coach"], new_guid(), {"a" * 12: 1}, {"title": NAME, "family": family})
        small.with_roles(db, "evaluator", Role.EVALUATOR, Role.ADMIN)
    return {"family": family, "document": told}


def seen(page: Page) -> str:
    """All that stands on the page and in its labels, tips and fields."""
    return str(page.evaluate("""() => [document.body.innerText, ...[...document.querySelectorAll(
      "[aria-label], [title], [placeholder], input, textarea, option")].flatMap((one) =>
      [one.ariaLabel, one.title, one.placeholder, one.value])].join(" ")"""))


def test_every_name_is_shown_as_it_was_typed(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """On every page of an evaluator who is an administrator too, and of a coach: nothing of a name becomes markup, and
    where it stands it stands letter for letter.
    """
    guids = made(site)
    queries = {"desk": f"?document={guids['document']}", "details": f"?document={guids['document']}",
               "timeline": f"?family={guids['family']}", "quotes": "?code=klik"}
    shown: set[str] = set()
    for name in ("evaluator", "coach"):
        page, viewer = new_context(base_url=site.url).new_page(), site.small.viewers[name]
        entries = [one for one in menu.for_viewer(viewer)
                   if one.path not in {"guide", "settings", "add"} and (name == "evaluator" or one.path in COACHS)]
        sign_in(page, name, f"/families?family={guids['family']}")
        drawn(page)
        for entry in (None, *entries):  # the open one first
            path = f"/{entry.path}{queries.get(entry.path, '')}" if entry else "/families"
            if path.startswith("/desk"):  # of which words stand in what the server sends of the page
                page.goto(path)
                drawn(page)
            elif entry:
                walk(page, path)
            assert page.evaluate(MADE) == [], path
            if visible_name(NAME) in seen(page):
                shown.add(path.split("?")[0].strip("/"))
    assert shown >= {"", "documents", "details", "prepare", "desk", "families", "timeline", "register",
                     "codebook", "themes", "quotes", "log"}
