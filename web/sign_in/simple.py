"""What pages of signing in are made of: fields, forms, and the answer with a fault in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse

from pilot.errors import SlowDown
from pilot.words import N_, translate
from web.api.answering import status_of
from web.sign_in.page import page_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from pilot.errors import RodeDraadError

BACK = N_("Back to Rode Draad")
NOTHING = Markup()


def field(
    name: str, label: str, *, kind: str = "text", fills: str = "off", value: str = "", about: str = "",
    first: bool = False, digits: bool = False,
) -> Markup:
    """A label and what is typed under it.

    Args:
        fills: the autocomplete of browsers, such as current-password. about: a line below.
        first: it has the cursor. digits: a phone shows its keys with digits first.
    """
    told = Markup('<p id="about-{}" class="least">{}</p>').format(name, about) if about else NOTHING
    more = Markup(' aria-describedby="about-{}"').format(name) if about else NOTHING
    more += Markup(" autofocus") if first else NOTHING
    more += Markup(' inputmode="numeric"') if digits else NOTHING
    return Markup("""<label for="{name}">{label}</label>
<input id="{name}" name="{name}" type="{kind}" value="{value}" placeholder=" " autocomplete="{fills}"
 autocapitalize="none" spellcheck="false" maxlength="1000" required{more}>
{told}""").format(name=name, label=label, kind=kind, value=value, fills=fills, more=more, told=told)


def form(path: str, button: str, *fields: Markup, quiet: bool = False, **hidden: str) -> Markup:
    """A form with one button; `quiet`: what it does is not what the page is for."""
    return Markup("""<form method="post" action="{path}"{quiet}>
{hidden}{fields}
<button type="submit">{button}</button>
</form>""").format(
        path=path, button=button, fields=Markup("\n").join(fields),
        quiet=Markup(' class="quiet"') if quiet else NOTHING,
        hidden=NOTHING.join(Markup('<input type="hidden" name="{}" value="{}">').format(*one)
                            for one in hidden.items()))


def username(name: str) -> Markup:
    """For programs that keep passwords: whose it is."""
    return Markup('<input type="hidden" name="username" value="{}" autocomplete="username">').format(name)


def link(path: str, text: str) -> Markup:
    """Words that lead to a page of ours."""
    return Markup('<a href="{}">{}</a>').format(path, text)


def answer(
    language: str, title: str, lead: str, body: Markup, *, fault: RodeDraadError | None = None,
    footer: Markup = NOTHING, headers: Mapping[str, str] | None = None,
) -> Response:
    """The page; title and lead are English sentences, the rest is in `language` already."""
    said = translate(title, language)
    text = page_html(
        language, said, head=said, lead=translate(lead, language) if lead else "",
        fault=fault.sentence(language) if fault else "", form=body, footer=footer)
    wait = {"Retry-After": str(fault.wait_s)} if isinstance(fault, SlowDown) else {}
    return HTMLResponse(text, status_of(fault) if fault else 200, headers={**(headers or {}), **wait})
