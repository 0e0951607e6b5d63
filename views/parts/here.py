"""Who is looking at which pilot, for the length of one page run."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from pilot import words
from pilot.families import joining, same_name
from pilot.visit import COOKIE, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.visit import Visit


def server() -> str:
    """The address of this server as the browser has it, such as https://rode-draad.example, for links in files."""
    at = urlsplit(st.context.url or "")
    return f"{at.scheme}://{at.netloc}"


@contextmanager
def here() -> Iterator[Visit]:
    """The visit of the browser this page is made for; the pilot file is open inside the block.

    The cookie is looked up again on every run, so a role that was taken away is gone at the next click.
    Raises: SignedOut, NotAllowed.
    """
    with visit(st.context.cookies.get(COOKIE)) as found:
        words.use(found.sitting.language)
        _follow(found.db)
        yield found


def _follow(db: Database) -> None:
    """An address kept from before a site or referrer was joined to another means the other."""
    for name in (joining.SITE, joining.REFERRER):
        if (key := st.query_params.get(name)) and (now := same_name.key_now(db, name, key)) != key:
            st.query_params[name] = now
