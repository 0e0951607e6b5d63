"""The one html page that Streamlit's pages live in, in the language of who is looking."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.responses import HTMLResponse
from starlette.routing import Route

from pilot.accounts.sittings import csrf_for
from pilot.words import N_, translate
from web.assets import in_one, modules_of, stamped
from web.first_words import first_words
from web.gate.binding import current
from web.gate.sittings import SITTINGS
from web.sign_in.page import page_html

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_DOCUMENT = re.compile(r"[0-9a-f-]{36}")
_NOTHING = Markup()
NEEDS_SCRIPT = N_("Rode Draad needs JavaScript. Switch it on in your browser and reload this page.")


class PageName(Convertor[str]):
    """A lower-case word, or two with a low line between: how pages are called, and nothing of Streamlit's own is."""

    regex = "[a-z]{1,40}(?:_[a-z]{1,40})?"

    def convert(self, value: str) -> str:
        """As it is."""
        return value

    def to_string(self, value: str) -> str:
        """As it is."""
        return value


register_url_convertor("page", PageName())


@cache
def _shell() -> str:
    """Streamlit's index.html without what we do not use: its inline script, its advert of the agent API, its icon."""
    text = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    for pattern in (
        r"<!--.*?-->", r"<script>.*?</script>", r'<link rel="service-desc"[^>]*>', r'<link rel="shortcut icon"[^>]*>',
        r"<title>.*?</title>", r"<noscript>.*?</noscript>",
    ):
        text = re.sub(pattern, "", text, flags=re.S)
    # Absolute, so that an address with a slash at its end finds them too.
    return re.sub(r'(src|href)="\./', r'\1="/', text)


def _early(document: str) -> str:
    """What the desk needs while Streamlit is still loading: its document, its looks, and the script that builds it."""
    program = "/assets/desk/all.js" if in_one("desk") else "/assets/desk/early.js"
    preload = f'<link rel="preload" as="fetch" crossorigin href="/api/documents/{document}">'
    return (
        f'{preload if _DOCUMENT.fullmatch(document) else ""}'
        f'<link rel="stylesheet" href="{stamped("/assets/desk/desk.css")}">'
        f'<script type="module" src="{stamped(program)}"></script>'
    )


def _asked(page: str, document: str, language: str) -> str:
    """What the page on which words are mended, or coders compared, asks for, while Streamlit is still loading."""
    asked = [f"/api/documents/{document}/{page}"] if _DOCUMENT.fullmatch(document) else []
    return "".join(f'<link rel="preload" as="fetch" crossorigin href="{one}">'
                   for one in (*asked, stamped(f"/assets/words/{language}.json")))


@cache
def _named_only() -> str:
    """The shell with Streamlit's scripts only named: `early.js` starts them once the desk is on the screen."""
    text = _shell()
    (program,) = re.findall(r'<script type="module"[^>]* src="([^"]+)"></script>', text)
    parts = re.findall(r'<link rel="modulepreload"[^>]* href="([^"]+)">', text)
    text = re.sub(r'<script type="module"[^>]*></script>|<link rel="modulepreload"[^>]*>', "", text)
    return text.replace("<head>", f'<head><meta name="rd-frame" content="{" ".join([program, *parts])}">', 1)


def shell(language: str, csrf: str, page: str, document: str = "", first: Markup = _NOTHING) -> str:
    """The html of `page` for a reader of `language`; our own script comes before Streamlit's.

    Args:
        first: the first words of the desk's document.
    """
    desk = page == "desk"
    rooms = {"desk": ("kit", "desk"), "edit": ("kit", "editor"), "together": ("kit", "together")}.get(page, ())
    modules = [address for room in rooms for address in modules_of(room)]
    head = "".join((
        "<title>Rode Draad</title>",
        '<link rel="icon" href="/assets/static/icon.svg" type="image/svg+xml">',
        Markup('<meta name="csrf-token" content="{}">').format(csrf),
        f'<link rel="stylesheet" href="{stamped("/assets/palette.css")}">',
        f'<link rel="stylesheet" href="{stamped("/assets/static/page.css")}">',
        f'<script type="module" src="{stamped("/assets/static/page.js")}"></script>',
        _early(document) if desk else _asked(page, document, language) if rooms else "",
        f'<script type="module" src="/assets/static/dev.js?{os.getpid()}"></script>' if current().dev else "",
    ))
    # Last: the browser paints nothing before the styles have come, Streamlit's among them.
    tail = "".join(f'<link rel="modulepreload" href="{stamped(name)}">' for name in modules)
    noscript = Markup("<noscript><p>{}</p></noscript>").format(translate(NEEDS_SCRIPT, language))
    text = re.sub(r"<html[^>]*>", f'<html lang="{language}">', _named_only() if desk else _shell(), count=1)
    text = text.replace("<head>", f"<head>{head}", 1).replace("</head>", f"{tail}</head>", 1)
    return text.replace("<body>", f"<body>{noscript}{first}", 1)


def _full(language: str) -> Response:
    """In place of one window too many: without a script, so that it asks for nothing."""
    title = translate(N_("Too many windows are open"), language)
    told = translate(N_("Rode Draad is open in too many windows at once. Close a few, and reload this page; what you"
                        " are doing in the others goes on."), language)
    text = page_html(language, title, head=title, lead=told, fault="", form=Markup(), footer=Markup())
    return HTMLResponse(text, 429)


async def page(request: Request) -> Response:
    """GET / and GET /<page>."""
    sitting = request.scope["sitting"]
    if SITTINGS.is_full(request.scope["token"]):
        return _full(sitting.language)
    asked, name = request.query_params, request.path_params.get("name", "")
    document = "" if "version" in asked else asked.get("document", "")
    first = _NOTHING
    if name == "desk" and document and "at" not in asked:
        first = await run_in_threadpool(first_words, request.scope["token"], document)
    return HTMLResponse(shell(sitting.language, csrf_for(request.scope["token"]), name, document, first))


ROUTES = [Route("/", page, methods=["GET"]), Route("/{name:page}", page, methods=["GET"])]
