"""Every route of ours, in order: the first that fits answers. Each room's routes come before the pages."""

from __future__ import annotations

from starlette.routing import Route

from web import assets, pages
from web.api import answering, desk, drafts, health, jobs, media, uploads
from web.sign_in import password, sign_in

ROUTES: list[Route] = [
    *health.ROUTES, *sign_in.ROUTES, *password.ROUTES, *answering.ROUTES, *assets.ROUTES, *desk.ROUTES, *media.ROUTES,
    *uploads.ROUTES,
    *drafts.ROUTES,
    *jobs.ROUTES,
    *pages.ROUTES,
]
