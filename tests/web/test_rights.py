"""Role x route, signed out included, against the table in rights_table.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import SignedOut
from pilot.visit import visit
from tests.builder import build
from tests.web import rights_table
from tests.web.conftest import Caller
from tests.web.rights_table import ALL, Route, Scene, set_scene
from web.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

NAMES = sorted(ALL)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, app_client: TestClient) -> Iterator[Scene]:
    """One pilot for the whole table; rows do not depend on one another. The app's own home gives way to this one."""
    home = tmp_path_factory.mktemp("rights") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RODE_DRAAD_HOME", str(home))
        yield set_scene(build(home))


@pytest.fixture(scope="module")
def caller(app_client: TestClient, scene: Scene) -> Caller:
    """Calls over the table's pilot."""
    return Caller(app_client, scene.small)


def _row_id(row: Route) -> str:
    return f"{row.method} {row.path} {'+'.join(sorted(row.who))}"


def test_every_route_has_a_row() -> None:
    """No route is reachable that nobody has thought about, and no row is about a route that is gone."""
    real = {(method, route.path) for route in ROUTES for method in (route.methods or set()) - {"HEAD"}}
    assert {(row.method, row.path) for row in rights_table.ROUTES} == real


def _path(row: Route, scene: Scene) -> str:
    path = row.path.replace(":page", "")
    for name, make in row.fill.items():
        path = path.replace("{" + name + "}", make(scene))
    return path


@pytest.mark.parametrize("row", rights_table.ROUTES, ids=_row_id)
@pytest.mark.slow
def test_route_signed_out(row: Route, scene: Scene, caller: Caller) -> None:
    """Signed out, a route answers only where the table says so; else 401, or the way to the sign-in page."""
    answer = caller(row.method, _path(row, scene), None, **row.send)
    if row.signed_out:
        assert answer.status_code == 200
    else:
        assert answer.status_code in {401, 403}
        own_page = row.path.startswith(("/sign-in", "/invitation"))
        assert "rode_draad=" not in str(answer.headers) if own_page else set(answer.json()) == {"error"}
    opened = caller(row.method, _path(row, scene), None, headers={"Accept": "text/html"}, **row.send)
    assert opened.status_code in ({200} if row.signed_out else {303, 401, 403})
    assert not opened.is_redirect or opened.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("row", rights_table.ROUTES, ids=_row_id)
@pytest.mark.slow
def test_route_by_role(row: Route, name: str, scene: Scene, caller: Caller) -> None:
    """Each role reaches the routes the table gives it, and is refused at all others."""
    path = _path(row, scene)
    status = caller(row.method, path, name, **row.send).status_code
    if row.path in {"/sign-out", "/account/end_all"}:
        caller.tokens.pop(name)
    if name in row.who:
        assert status < 500, path
        assert status not in {401, 403, 404, 405}, path
    else:
        assert status in {403, 404}, path


@pytest.mark.parametrize("row", [row for row in rights_table.ROUTES if row.method != "GET"], ids=_row_id)
@pytest.mark.slow
def test_write_without_csrf(row: Route, scene: Scene, caller: Caller) -> None:
    """A write by a signed-in browser without our CSRF token, or with another one, is refused."""
    for token in ("", "0" * 64):
        for name in sorted(row.who) or ["evaluator"]:
            answer = caller(row.method, _path(row, scene), name, headers={"X-CSRF-Token": token}, **row.send)
            assert answer.status_code == 403


def test_nobody_without_sitting(scene: Scene) -> None:
    """Without a sitting there is no viewer at all, so no use case can be reached."""
    for token in (None, "", "x" * 43):
        with pytest.raises(SignedOut):
            with visit(token):
                raise AssertionError("somebody who is not signed in got a viewer")
