"""The page shell and the plain files beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from streamlit import config

from pilot.accounts import sittings
from pilot.errors import BadInput
from web import pages
from web.assets import FOLDERS, path_of
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
    """The desk's modules, and those of the kit, are named in the desk's page only."""
    names = {f"{room}/{path.name}" for room in ("desk", "kit") for path in FOLDERS[room].glob("*.js")}
    assert names == set(re.findall(r'modulepreload" href="/assets/([^"]+)"', pages.shell("nl", "", "desk")))
    assert "/assets/kit/" not in pages.shell("nl", "", "themes")
    assert "/assets/desk/" not in pages.shell("nl", "", "themes")


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
