"""Every route of ours, in order: the first that fits answers. Each room's routes come before the pages."""

from __future__ import annotations

from starlette.routing import Route

from web import api, assets, desk_api, drafts, health, jobs_api, media, pages, password, sign_in, uploads

ROUTES: list[Route] = [
    *health.ROUTES, *sign_in.ROUTES, *password.ROUTES, *api.ROUTES, *assets.ROUTES, *desk_api.ROUTES, *media.ROUTES,
    *uploads.ROUTES,
    *drafts.ROUTES,
    *jobs_api.ROUTES,
    *pages.ROUTES,
]
