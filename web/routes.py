"""Every route of ours, in order: the first that fits answers. Each room's routes come before the pages."""

from __future__ import annotations

from starlette.routing import Route

from web import api, assets, drafts, health, media, pages, sign_in, uploads

ROUTES: list[Route] = [
    *health.ROUTES, *sign_in.ROUTES, *api.ROUTES, *assets.ROUTES, *media.ROUTES,
    *uploads.ROUTES,
    *drafts.ROUTES,
    *pages.ROUTES,
]
