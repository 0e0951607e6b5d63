"""Names and titles in what Streamlit reads as Markdown (headings, labels, messages), shown as they were typed."""

from __future__ import annotations

import re

# Whatever begins, ends or makes markup in Markdown, or in what Streamlit adds to it (:red[...], $...$); a number with a
# point or bracket begins a list.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#+\-!|~$:&@=^]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
# What Streamlit replaces whatever is escaped in it: addresses by links, arrows and dashes that stand alone by signs,
# its own words by pictures. With something in it that is not seen it is none of these.
_REPLACED = re.compile(
    r"(https?(?=://)|\bwww(?=\.)|@(?=[-\w]+\.)|:(?=material/|streamlit:)"
    r"|(?<!\S)(?:-(?=[->](?!\S))|<(?=[-=](?!\S))|[>~](?==(?!\S))))", re.IGNORECASE)
_UNSEEN = "\N{WORD JOINER}"


def plain(text: str) -> str:
    """`text` so that Markdown shows it letter for letter.

    In an address, an arrow or a name of a picture stands a character that is not seen, or it would become one.
    """
    return _MARKS.sub(r"\\\1", _REPLACED.sub(rf"\1{_UNSEEN}", text))


def line(before: str, found: str, after: str, where: str) -> str:
    """What stands at a place, as Markdown for a tick: words around it, itself in bold, and below that where it is."""
    around, itself, behind = (plain(" ".join(part.splitlines())) for part in (before, found.strip(), after))
    return f"{around}**{itself}**{behind}".strip() + f"  \n{plain(where)}"
