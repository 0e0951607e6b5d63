"""The page shell and the plain files beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit import config

from pilot.accounts import sittings
from pilot.errors import BadInput
from web import assets, bundle, pages
from web.assets import FOLDERS, path_of
from web.gate.binding import Binding
from web.gate.settings import NEEDED, check_settings

if TYPE_CHECKING:
    from tests.web.conftest import Caller


def test_shell_in_both_languages(call: Caller) -> None:
    """The shell speaks the reader's language, starts our script first, and has no inline script."""
    for language, sentence in (("nl", "heeft JavaScript nodig"), ("en", "needs JavaScript")):
        text = pages.shell(language, "token", "desk")
        assert f'<html lang="{language}">' in text
        assert text.count("<html") == text.count("<title>") == text.count("<noscript>") == 1
        assert sentence in text
        assert text.index("/assets/static/page.js") < text.index("/static/js/index")
        assert not re.search(r"<script(?![^>]*src=)", text)
        assert "service-desc" not in text
        assert "agent" not in text
        assert "Streamlit" not in text.replace("StreamlitMarkdown", "")
        assert 'href="./' not in text + text.replace('src="./', 'href="./')
    page = call("GET", "/themes", "coach").text
    assert f'content="{sittings.csrf_for(call.token("coach"))}"' in page


def test_desk_modules_are_fetched_early() -> None:
    """The desk's modules, in one file, and those of the kit are named in the desk's page only."""
    names = {"desk/all.js", *(f"kit/{path.name}" for path in FOLDERS["kit"].glob("*.js"))}
    assert names == set(re.findall(r'modulepreload" href="/assets/([^"?]+)', pages.shell("nl", "", "desk")))
    assert "/assets/kit/" not in pages.shell("nl", "", "themes")
    assert "/assets/desk/" not in pages.shell("nl", "", "themes")


@pytest.mark.parametrize(("page", "folder"), [("edit", "editor"), ("together", "together")])
def test_what_a_page_asks_for_is_fetched_early(page: str, folder: str) -> None:
    """Its modules, its words and the text itself; no address that is made of anything but a guid."""
    guid = "0" * 36
    text = pages.shell("nl", "", page, guid)
    names = {f"{room}/{path.name}" for room in (folder, "kit") for path in FOLDERS[room].glob("*.js")}
    assert names == set(re.findall(r'modulepreload" href="/assets/([^"?]+)', text))
    fetched = re.findall(r'rel="preload" as="fetch" crossorigin href="([^"?]+)', text)
    assert fetched == [f"/api/documents/{guid}/{page}", "/assets/words/nl.json"]
    assert 'href="/api/documents' not in pages.shell("nl", "", page, '"><script>' + "x" * 26)


def test_streamlit_waits_for_the_desk() -> None:
    """On the desk's page its program is only named, for `early.js` to start; elsewhere it begins."""
    desk, other = pages.shell("nl", "", "desk"), pages.shell("nl", "", "themes")
    (named,) = re.findall(r'<meta name="rd-frame" content="([^"]+)">', desk)
    program, *parts = named.split(" ")
    assert f'src="{program}"' in other
    assert parts == re.findall(r'<link rel="modulepreload"[^>]* href="(/static/[^"]+)"', other)
    assert "rd-frame" not in other
    assert len(re.findall(r"/static/js/", desk)) == len(parts) + 1


def test_what_a_page_names_is_kept_for_good(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the stamp of now a file is never asked for again, and a script's imports carry it too; not with another one,
    nor while somebody changes the files."""
    (address,) = re.findall(r'src="(/assets/desk/all\.js\?v=\w+)"', pages.shell("nl", "", "desk"))
    stamp = address.partition("?")[2]
    script = call("GET", address, "coach")
    assert "immutable" in script.headers["cache-control"]
    assert f'from "/assets/kit/dom.js?{stamp}"' in script.text
    assert f'from "./all.js?{stamp}"' in call("GET", f"/assets/desk/board.js?{stamp}", "coach").text
    assert f'from "./early.js?{stamp}"' in call("GET", f"/assets/desk/short.js?{stamp}", "coach").text
    assert f'import("/assets/kit/words.js?{stamp}")' in script.text
    assert "immutable" in call("GET", f"/assets/words/nl.json?{stamp}", "coach").headers["cache-control"]
    assert call("GET", f"{address}0", "coach").headers["cache-control"] == "no-cache"
    monkeypatch.setattr(assets, "current", lambda: Binding(dev=True))
    assert assets.stamped("/assets/desk/early.js") == "/assets/desk/early.js"
    assert 'src="/assets/desk/early.js"' in pages.shell("nl", "", "desk")
    board = call("GET", f"/assets/desk/board.js?{stamp}", "coach")
    assert board.headers["cache-control"] == "no-cache"
    assert 'from "./acts.js"' in board.text


def test_made_otherwise_it_has_another_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is kept for good is asked for anew when an update makes it otherwise of the same scripts."""
    stamp_now = assets.stamp.__wrapped__
    before = stamp_now()
    assert before == stamp_now()
    other = tmp_path / "bundle.py"
    other.write_bytes(Path(bundle.__file__).read_bytes() + b"# otherwise\n")
    monkeypatch.setattr(bundle, "__file__", str(other))
    assert stamp_now() != before


@pytest.mark.parametrize("name", ["../gate.py", "gate.py", ".hidden.js", "page.js/", "none.js", "", "a/b.js"])
def test_only_assets(name: str) -> None:
    """Nothing but scripts, styles and pictures of the folder itself is served."""
    assert path_of("static", name) is None
    assert path_of("pilot", "accounts.py") is None


def test_asset(call: Caller) -> None:
    """A file comes with its type and is asked for again only when it changed."""
    answer = call("GET", "/assets/static/page.js", "coach")
    assert answer.headers["content-type"].startswith("text/javascript")
    tag = answer.headers["etag"]
    again = call("GET", "/assets/static/page.js", "coach", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    words = call("GET", "/assets/words/nl.json", "coach").json()
    assert words["Sign in"] == "Inloggen"
    assert call("GET", "/assets/words/de.json", "coach").status_code == 404


def test_sign_in_page_has_all_it_needs(call: Caller) -> None:
    """Each file that the sign-in page names is open to who is signed out, and nothing else of that folder is."""
    page = call("GET", "/sign-in", None).text
    style = call("GET", "/assets/static/sign_in.css", None).text
    for path in re.findall(r'(?:href|src)="(/assets[^"]+)"', page) + re.findall(r'url\("([^"]+)"\)', style):
        assert call("GET", path, None).status_code == 200, path
    assert call("GET", "/assets/static/page.js", None).status_code == 401


@pytest.mark.parametrize("name", NEEDED)
def test_unsafe_setting_stops_the_app(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With any option that safety hangs on changed, the app does not start and says which."""
    check_settings()
    real = config.get_option
    monkeypatch.setattr(config, "get_option", lambda key: "other" if key == name else real(key))
    with pytest.raises(BadInput, match=name):
        check_settings()
