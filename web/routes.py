"""Every route of ours, gathered from who answers it; the first that fits answers, so the pages come last."""

from __future__ import annotations

from starlette.routing import Route

from web import assets, pages, signing, telling
from web.api import (
    again,
    codes,
    contacts,
    desk,
    doubts,
    drafts,
    edit,
    files,
    health,
    intake,
    jobs,
    media,
    memos,
    names,
    papers,
    reach,
    scores,
    short,
    speakers,
    spoken,
    suggest,
    together,
    transcribe,
    uploads,
)
from web.sign_in import confirm, me, password, sign_in

ROUTES: list[Route] = [
    *health.ROUTES,
    *sign_in.ROUTES,
    *password.ROUTES,
    *confirm.ROUTES,
    *me.ROUTES,
    *assets.ROUTES,
    *reach.ROUTES,
    *desk.ROUTES,
    *again.ROUTES,
    *doubts.ROUTES,
    *suggest.ROUTES,
    *codes.ROUTES,
    *memos.ROUTES,
    *together.ROUTES,
    *short.ROUTES,
    *speakers.ROUTES,
    *edit.ROUTES,
    *names.ROUTES,
    *papers.ROUTES,
    *media.ROUTES,
    *uploads.ROUTES,
    *intake.ROUTES,
    *drafts.ROUTES,
    *contacts.ROUTES,
    *scores.ROUTES,
    *spoken.ROUTES,
    *telling.ROUTES,
    *signing.ROUTES,
    *transcribe.ROUTES,
    *jobs.ROUTES,
    *files.ROUTES,
    *pages.ROUTES,
]
