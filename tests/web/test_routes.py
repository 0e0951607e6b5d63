"""Routes are gathered: what a module of the web room answers can be asked for."""

from __future__ import annotations

from importlib import import_module

from tests.conftest import ROOT
from web.routes import ROUTES


def test_every_module_hands_in_its_routes() -> None:
    """A module with ROUTES is gathered, so that none is written and then answers nobody."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.glob("web/**/*.py")]
    found = {name: getattr(import_module(name), "ROUTES", ROUTES) for name in names}
    handed_in = {name: routes for name, routes in found.items() if routes is not ROUTES}
    assert len(handed_in) > 8
    missing = {name: route.path for name, routes in handed_in.items() for route in routes if route not in ROUTES}
    assert not missing
    assert len(ROUTES) == sum(len(routes) for routes in handed_in.values())
