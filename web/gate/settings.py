"""Streamlit's own options that our safety hangs on: checked at the start, so that a lost config file stops the app."""

from __future__ import annotations

import gc
import logging
from contextlib import asynccontextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from streamlit import config

from jobs import regular, worker
from pilot import fence, words
from pilot.config import home
from pilot.errors import BadInput, RodeDraadError
from pilot.files import outgoing
from pilot.safety import upgrade
from pilot.store import pool
from pilot.words import N_
from texts import sentences
from texts.index import lemmas
from texts.intake import reading, uploads
from transcribe import playing
from web.gate.binding import current
from web.gate.gate import IDENTITY_HEADER
from web.gate.script_faults import keep_to_ourselves
from web.gate.sessions import kept_for_a_while

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pilot.config import Home

ONCE_MORE_S = 300
# name: value it must have, of whatever kind Streamlit has it. Streamlit's own session cookie and login are not used.
NEEDED: dict[str, Any] = {
    "server.trustedUserHeaders": {IDENTITY_HEADER: "sitting"},
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.allowedOrigins": [],
    "logger.enableRich": False,
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.scriptHealthCheckEnabled": False,
    "browser.gatherUsageStats": False,
    "runner.postScriptGC": False,
    "global.developmentMode": False,
}


def check_settings() -> None:
    """Raises: BadInput naming the first option that is not as it must be."""
    for name, value in NEEDED.items():
        if config.get_option(name) != value:
            raise BadInput(
                N_("The setting {name} is not what Rode Draad needs. Put .streamlit/config.toml back as it came."),
                name=name)


def _gone_through(where: Home, ended: Event) -> None:
    """Split every text that was not, and learn dictionary forms, now and every few minutes for what came since.

    First the words of both languages, which whoever asks the first question would wait for otherwise.
    """
    for language in words.LANGUAGES:
        words.catalogue(language)
    while True:
        with suppress(RodeDraadError, fence.Gone):
            sentences.settle_all(where)
            lemmas.settle_all(where)
        if ended.wait(ONCE_MORE_S):
            return


@asynccontextmanager
async def settled(app: object) -> AsyncIterator[dict[str, Any]]:
    """The app's lifespan: refuses to start with unsafe options, keeps what people said out of the log.

    What it yields is Starlette's state of an app, which is open; nothing is put there.
    """
    check_settings()
    keep_to_ourselves()
    # Streamlit writes whole tracebacks, whose messages may hold content; `on_script_error` writes the place instead.
    logging.getLogger("streamlit.error_util").disabled = True
    # Before any store is opened, which brings it up to date.
    await run_in_threadpool(upgrade.back_up_first, home())
    # Work that a crash or a restart of the machine interrupted goes on without anybody opening a page.
    await run_in_threadpool(playing.ask_all, home())
    await run_in_threadpool(worker.ensure_running, home())
    await run_in_threadpool(uploads.sweep_all, home())
    await run_in_threadpool(outgoing.forget_all, home())
    if not current().dev:  # there a start comes with each change, and whoever adds a file waits a moment longer
        fence.warm((*reading.MODULES, "coding.book.file", "exchange.refi.reading"))
    # Behind everybody: nobody waits for it, and what is not done yet is done when somebody opens it.
    ended = Event()
    Thread(target=_gone_through, args=(home(), ended), name="texts", daemon=True).start()
    Thread(target=regular.keep_time, args=(home(), ended), name="clock", daemon=True).start()
    # What a server is made of stays: to look through all of it for what nobody needs stops everybody for 0.1 s.
    gc.collect()
    gc.freeze()
    try:
        async with kept_for_a_while():
            yield {}
    finally:
        ended.set()
        fence.stop()
        pool.close_all()
