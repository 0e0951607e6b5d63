"""Names and titles in what Streamlit reads as Markdown (headings, labels, messages), shown as they were typed."""

from __future__ import annotations

import re

# Whatever can begin or end markup in Markdown, or in what Streamlit adds to it (:red[...], :material/x:, $...$).
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    r"""`text` so that Markdown shows it letter for letter: every sign of ASCII behind a backslash."""
    return _MARKS.sub(r"\\\1", text)
