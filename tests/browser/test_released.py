"""Who decides, in a real browser and past it: she learns from a release in a minute, and from nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pilot.access import Role
from pilot.accounts import sittings
from pilot.store.files import new_guid
from tests import released
from tests.browser.conftest import Site, axe, serving, sign_in
from tests.browser.test_gate import PATIENT_S, calling, stream, token_for
from tests.browser.waiting import drawn, looks, sticks_out
from tests.builder import TURNS, build
from tests.release_example import content
from tests.themes import coded
from tests.themes.coded import CODE, PASSAGE
from tests.web import rights_table
from tests.web.api.test_every_file import ASKED
from tests.web.rights_table import Scene, set_scene
from themes.release.content import TEAM
from themes.reports.files import EXPORTS as REPORTS
from views import menu
from views.entries import ENTRIES
from web.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.forge import Forge
    from themes.release.content import Content

REFUSED = "Deze pagina is niet voor jouw rol"
ENDS = ("/sign-out", "/password", "/language", "/account/end_all")  # these change her sitting, and tell nothing
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HERS = {export.key for export in REPORTS}
NEVER = "Nooit vrijgegeven"
BOOK = {"codebook", "codes", "versions", "history", "difference"}  # everybody's; no word of a family in them


@dataclass(frozen=True)
class Decided:
    """A server over a pilot with one of everything, coded, and what a steering member may never read of it."""

    site: Site
    scene: Scene
    secrets: tuple[str, ...]
    hidden: tuple[str, ...]  # releases that are not for her: a draft, one that waits, one for the team


@pytest.fixture(scope="module")
def decided(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    """The newest release for her is the example; others are not meant for her or not signed."""
    home = tmp_path_factory.mktemp("decided") / "home"
    small = build(home)
    scene = set_scene(small)
    with closing(small.open()) as db:
        made = coded.code(small, db)
        quote = released.quoted(small, db, made.berk, made.start, made.start + len(PASSAGE), CODE)
        by, signer = small.viewers["evaluator"], small.viewers["evaluator2"]
        hidden = (released.drafted(db, by, unquoted(content())),
                  released.proposed(db, by, unquoted(content())),
                  released.signed(db, by, signer, unquoted(content(audience=TEAM))))
        released.signed(db, by, signer, released.with_quote(content(), quote))
    secrets = ("Berk", TURNS[0].text, NEVER, "Gesprek een", made.berk, made.es, *small.families.values(),
               *small.persons.values())
    with serving(forge, small) as site:
        yield Decided(site, scene, secrets, hidden)


def unquoted(says: Content) -> Content:
    """What is not for her, under a title that she may never read."""
    return replace(released.without_quotes(says), title=NEVER)


def told_of(text: str, secrets: tuple[str, ...]) -> list[str]:
    """Which of the secrets stand in it."""
    return [one for one in secrets if one in text]


def inside(content: bytes) -> str:
    """What a file says: of a zip (xlsx, docx, pptx) all that is in it."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def whole_run(connection: Any, page: str, query: str = "") -> str:
    """Everything that Streamlit sends of a page, as text."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = page
    connection.send(ask.SerializeToString())
    sent = []
    while True:
        frame, message = bytes(connection.recv(timeout=PATIENT_S)), ForwardMsg()
        message.ParseFromString(frame)
        sent.append(frame.decode(errors="replace"))
        if message.WhichOneof("type") == "script_finished":
            return "".join(sent)


def test_no_page_tells_her_more_than_releases(decided: Decided) -> None:
    """Each page over her own socket: hers hold nothing secret, all others say that they are not for her."""
    own = {entry.path for entry in menu.for_viewer(decided.site.small.viewers["steering"])}
    assert "themes" in own
    assert not own & {"learn", "quotes", "tables", "documents", "desk", "families"}
    guids = "&".join(f"{name}={decided.site.small.families['Berk']}" for name in ("family", "code", "document"))
    with stream(decided.site, token_for(decided.site, "steering")) as connection:
        for entry in ENTRIES:
            shown = whole_run(connection, entry.path, guids)
            assert (REFUSED in shown) == (entry.path not in own), entry.path
            assert not told_of(shown.replace(guids, ""), decided.secrets), entry.path
        assert "in de meeste gezinnen" in whole_run(connection, "themes")
        for guid in (*decided.hidden, new_guid(), "x"):
            shown = whole_run(connection, "themes", f"release={guid}&theme={CODE}")
            assert not told_of(shown, decided.secrets)
            assert "vast gezicht" not in shown.lower()
        assert "niet in deze vrijgave" in whole_run(connection, "themes", "theme=screening")


def test_no_route_and_no_file_tells_her_more(decided: Decided) -> None:
    """Every route with what it asks for, and every file in every form, with her cookie."""
    token = token_for(decided.site, "steering")
    headers = {"Cookie": f"rode_draad={token}", "Origin": decided.site.url, "X-CSRF-Token": sittings.csrf_for(token)}
    with calling(decided.site.url, headers=headers) as client:
        for row in rights_table.ROUTES:
            if row.path in ENDS:
                continue
            path = row.path.replace(":page", "")
            for name, make in row.fill.items():
                path = path.replace("{" + name + "}", make(decided.scene))
            answer = client.request(row.method, path, **row.send)
            assert not told_of(answer.text, decided.secrets), path
        for key, export in EXPORTS.items():
            for ending in export.formats:
                asked = dict.fromkeys(export.needs, new_guid()) | ASKED.get(key, {})
                answer = client.get(f"/export/{key}.{ending}", params=asked)
                assert not told_of(inside(answer.content), decided.secrets), key
                # What takes long leads to the page where it is asked for, which she does not have.
                refused = answer.status_code == 403 or answer.headers.get("location", "").startswith("/files?")
                assert refused or key in BOOK or key in HERS, (key, answer.status_code)
        for key in HERS:
            for guid in (*decided.hidden, new_guid()):
                assert client.get(f"/export/{key}.html", params={"release": guid}).status_code == 404
        for entry in ENTRIES:
            answer = client.get(f"/{entry.path}")
            assert not told_of(answer.text, decided.secrets), entry.path
        assert client.get("/api/me").json()["roles"] == ["steering"]


def opened(new_context: Callable[..., BrowserContext], decided: Decided, path: str = "/", **options: Any) -> Page:
    """Her page."""
    page = new_context(base_url=decided.site.url, **options).new_page()
    sign_in(page, "steering", path)
    return page


def test_she_learns_in_a_minute(new_context: Callable[..., BrowserContext], decided: Decided) -> None:
    """From the first line to its theme and a family's words; then on by key, by click and by swipe."""
    page = opened(new_context, decided, viewport={"width": 1920, "height": 1080}, has_touch=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw")
    expect(page.locator(".rl-news li")).to_have_count(2)
    drawn(page)
    assert axe(page) == []
    page.locator(".rl-news a").first.click()
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Vast gezicht")
    expect(page.locator(".rl-quote").first).to_contain_text(PASSAGE)
    expect(page.locator(".rl-sentence")).to_have_text("Een vast gezicht maakt het verschil, ook waar het ontbrak.")
    # Of a wide screen the last column ends where the page does.
    widths = page.locator(".rl-theme").evaluate("""(one) => [one, one.querySelector(".rl-middle > :last-child")].map(
      (part) => Math.round(part.getBoundingClientRect().right))""")
    assert widths[0] == widths[1]
    drawn(page)
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Klik")
    expect(page).to_have_url(re.compile("theme=klik"))
    expect(title).to_be_focused()
    page.get_by_role("link", name="Volgend thema").click()
    expect(title).to_have_text("Gezinsbudget")
    swipe(page, 400, 900)
    expect(title).to_have_text("Klik")
    page.reload()
    expect(title).to_have_text("Klik")
    page.get_by_role("link", name="← Thema's").click()
    expect(page.locator(".rl-themes li")).to_have_count(3)


def swipe(page: Page, start: int, end: int) -> None:
    """A finger from one place to another, across the page."""
    session = page.context.new_cdp_session(page)
    for kind, points in (("touchStart", [start]), ("touchMove", [(start + end) // 2]), ("touchMove", [end]),
                         ("touchEnd", [])):
        session.send("Input.dispatchTouchEvent", {
            "type": kind, "touchPoints": [{"x": x, "y": 500} for x in points]})


def test_a_theme_for_everybody_and_on_paper(new_context: Callable[..., BrowserContext], decided: Decided) -> None:
    """axe finds nothing in either look, nothing sticks out of a phone, and A4 holds a theme without who printed it."""
    page = opened(new_context, decided, f"/themes?theme={CODE}", viewport={"width": 390, "height": 844})
    page.locator(".rl-theme").wait_for()
    for scheme in ("light", "dark"):
        looks(page, scheme)
        assert axe(page) == []
    assert not sticks_out(page)
    looks(page, "light")
    page.emulate_media(media="print")
    expect(page.locator(".rd-account")).to_be_hidden()
    expect(page.locator(".rl-turn")).to_be_hidden()
    expect(page.locator(".rl-foot")).to_contain_text("vrijgave 2")
    paper = page.pdf(format="A4", margin={"top": "14mm", "bottom": "14mm", "left": "14mm", "right": "14mm"})
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    # A dark screen prints in ink on white, too.
    page.emulate_media(media="print", color_scheme="dark")
    expect(title := page.get_by_role("heading", level=1)).to_have_css("color", "rgb(35, 32, 30)")
    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.emulate_media(media="screen", color_scheme="dark")
    expect(title).to_have_css("color", "rgb(237, 232, 225)")
    page.emulate_media(color_scheme="light")
    page.goto("/themes")
    page.locator(".rl-themes").wait_for()
    assert axe(page) == []
    assert not sticks_out(page)


def test_only_a_steering_member_has_new(decided: Decided) -> None:
    """The first page of others stays Today, and coaches have what they learn in their menu."""
    viewers = decided.site.small.viewers
    assert [menu.title_of(one, viewers["steering"]) for one in menu.in_menu(viewers["steering"])][:2] == [
        "New", "Themes"]
    assert menu.at("learn") in menu.in_menu(viewers["coach"])
    assert viewers["coach"].roles == {Role.COACH}
