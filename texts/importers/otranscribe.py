"""oTranscribe's own file (.otr): JSON around a page, with the times at which its player stood."""

from __future__ import annotations

import json
import re

_STARTS = re.compile(r"\s*\{\s*\"(?:text|media|media-source|media-time)\"\s*:")


def otranscribe_page(text: str) -> str | None:
    """The page that stands in such a file; None of any other text. Where its recording lies is passed over."""
    if not _STARTS.match(text) or '"media' not in text:
        return None
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    page = held.get("text") if isinstance(held, dict) and any(str(key).startswith("media") for key in held) else None
    return page if isinstance(page, str) and "<" in page else None
