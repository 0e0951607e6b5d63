"""Our own scripts, styles and words for the browser: plain files, no build step.

An address with ?v=STAMP, which says what all of them hold, may be kept by the browser for good: a page of sixty small
modules then asks for none of them. After an update the pages name another stamp, so nobody runs old scripts against new
routes. A script that is asked for so names the stamp in its own imports.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilot.config import ROOT
from pilot.vocabulary import palette
from pilot.words import LANGUAGES, catalogue
from web import bundle
from web.gate.binding import current

FOLDERS = {"kit": ROOT / "web" / "kit", "static": ROOT / "web" / "static", "add": ROOT / "web" / "static" / "add",
           "papers": ROOT / "web" / "static" / "papers",
           "desk": ROOT / "coding" / "desk", "memos": ROOT / "coding" / "memos", "entry": ROOT / "stories" / "entry",
           "spoken": ROOT / "stories" / "spoken",
           "editor": ROOT / "transcribe" / "editor", "review": ROOT / "texts" / "review",
           "together": ROOT / "coding" / "consensus", "contacts": ROOT / "stories" / "contacts",
           "outcomes": ROOT / "stories" / "outcomes"}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
# Of a room whose page begins with many modules: those that it begins with, see `web.bundle`.
ENTRIES = {"desk": ("early", "desk")}
# Without a stamp: ask each time whether it is still the same.
_CACHE = "no-cache"
_FOR_GOOD = "private, max-age=31536000, immutable"
_OURS = re.compile(r'"((?:\./|/assets/)[\w/-]+\.(?:js|css))"')
_LONGEST_NAME = 100


@cache
def _font() -> Path | None:
    """The upright Source Sans that ships with Streamlit; its file name changes with every release."""
    fonts = Path(streamlit.__file__).parent / "static" / "static" / "media"
    return next(iter(sorted(fonts.glob("SourceSansVF-Upright*.woff2"))), None)


def path_of(room: str, name: str) -> Path | None:
    """The file behind /assets/<room>/<name>, or None: only files that lie in the room's own folder."""
    if (room, name) == ("static", "source-sans.woff2"):
        return _font()
    folder = FOLDERS.get(room)
    if folder is None or Path(name).suffix not in _TYPES or Path(name).name != name or name.startswith("."):
        return None
    if len(name) > _LONGEST_NAME:  # a longer one is no file's, and asking the disk for it is a fault
        return None
    path = folder / name
    return path if path.is_file() else None


@cache
def stamp() -> str:
    """What all of them hold, as short as an address wants it."""
    found = hashlib.sha256(palette.css().encode())
    for folder in FOLDERS.values():
        for path in sorted(path for path in folder.iterdir() if path.suffix in _TYPES):
            found.update(path.name.encode() + path.read_bytes())
    # What is made of those files is kept for good, too: made otherwise after an update, it needs another address.
    for maker in (Path(__file__), Path(bundle.__file__)):
        found.update(maker.read_bytes())
    for language in LANGUAGES:
        found.update(_words(language))
    return found.hexdigest()[:16]


def stamped(address: str) -> str:
    """An address under /assets/ as a page names it; without a stamp while somebody changes the files (--dev)."""
    return address if current().dev else f"{address}?v={stamp()}"


def asset(request: Request) -> Response:
    """GET /assets/<room>/<file>."""
    room, name = request.path_params["room"], request.path_params["file"]
    if request.query_params.get("v") and (text := in_one(room).get(name)):
        return _kept(request, _with_stamps(text), _TYPES[".js"])
    path = path_of(room, name)
    if path is None:
        return Response(status_code=404)
    body = path.read_bytes()
    if path.suffix == ".js" and request.query_params.get("v"):
        body = _with_stamps(body.decode())
    return _kept(request, body, _TYPES[path.suffix])


def in_one(room: str) -> dict[str, str]:
    """By file name the modules of a room that come as one; none while somebody changes the files (--dev)."""
    return {} if current().dev or room not in ENTRIES else bundle.bundled(FOLDERS[room], *ENTRIES[room])


def modules_of(room: str) -> list[str]:
    """Addresses, without a stamp, of all modules of a room that its page begins with."""
    together = in_one(room)
    names = ["all.js"] if together else sorted(path.name for path in FOLDERS[room].glob("*.js"))
    return [f"/assets/{room}/{name}" for name in names]


def _with_stamps(text: str) -> bytes:
    return _OURS.sub(lambda found: f'"{stamped(found[1])}"', text).encode()


def palette_css(request: Request) -> Response:
    """GET /assets/palette.css: the colours of both looks, for our pages and the sign-in page."""
    return _kept(request, palette.css().encode(), "text/css")


def words_for(request: Request) -> Response:
    """GET /assets/words/<lang>.json: msgid to translation, for scripts."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return Response(status_code=404)
    return _kept(request, _words(language), "application/json")


@cache
def _words(language: str) -> bytes:
    return bytes(JSONResponse({msgid: forms[0] for msgid, forms in catalogue(language).items()}).body)


def _kept(request: Request, body: bytes, media_type: str) -> Response:
    if request.query_params.get("v") == stamp() and not current().dev:
        return Response(body, media_type=media_type, headers={"Cache-Control": _FOR_GOOD})
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": _CACHE}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


ROUTES = [
    Route("/assets/palette.css", palette_css, methods=["GET"]),
    Route("/assets/words/{language}.json", words_for, methods=["GET"]),
    Route("/assets/{room}/{file}", asset, methods=["GET"]),
]
