"""Chats that Telegram writes out as JSON or as a page, and Messenger and Instagram as JSON: who sent which words.

When a message was sent is no time in a recording; that and what is no words are told as left out.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from texts.importers.faults import check_lines
from texts.importers.marks import surely
from texts.importers.parsed import ParsedText, ParsedTurn, parsed
from texts.importers.sent import without_signs

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHAT = re.compile(r"\s*\{")
_MESSAGES = re.compile(r"\"messages\"\s*:\s*\[")
_SENDER = re.compile(r"\"(?:from|sender_name)\"\s*:")
_ON_PAGE = re.compile(r"class=\"from_name\"")


def chat_in(text: str) -> ParsedText | None:
    """The turns of a chat in JSON; None of any other text. Raises: BadInput where it has more than a chat has."""
    if not (_CHAT.match(text) and _MESSAGES.search(text) and _SENDER.search(text)):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = data.get("messages")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return None
    check_lines(len(found))
    left_out: list[str] = []
    # Messenger writes the newest first.
    if all(isinstance(one.get("timestamp_ms"), int) for one in found):
        found.sort(key=lambda one: one["timestamp_ms"])
    turns = [turn for one in found if (turn := _turn(one, left_out))]
    return parsed(turns, "json", junk=left_out) if turns else None


def _turn(message: dict[str, Any], left_out: list[str]) -> ParsedTurn | None:
    """Who sent a message and its words; None where it has none."""
    name = message.get("from") or message.get("sender_name") or message.get("actor")
    words = without_signs(_words(message.get("text", message.get("content"))), left_out)
    who = _read_twice(name) if isinstance(name, str) else ""
    date = message.get("date")
    left_out += [date] if isinstance(date, str) else []
    if message.get("type") == "service":
        left_out += [words] if words else []
        return None
    return ParsedTurn(who, words) if words.strip() else None


def _words(text: Any) -> str:
    """The words of a message: a text, or the parts of one of which some are links or names."""
    if isinstance(text, list):
        return "".join(map(_words, text))
    return _read_twice(text) if isinstance(text, str) else _words(text.get("text")) if isinstance(text, dict) else ""


def _read_twice(text: str) -> str:
    """The text; Messenger writes each byte of UTF-8 as a character of its own."""
    try:
        return text.encode("latin-1").decode("utf-8") if not text.isascii() else text
    except ValueError:
        return text


def is_chat_page(page: str) -> bool:
    """Whether a page is what Telegram writes."""
    return bool(_ON_PAGE.search(page))


def messages_on(page: str, left_out: list[str]) -> list[str]:
    """The messages of such a page as lines with who sent each; a message that names nobody is of the one above."""
    from lxml import html

    tree = html.document_fromstring(page, parser=html.HTMLParser(no_network=True, huge_tree=True))
    found = [part for part in tree.iter("div") if "message" in _classes(part)]
    check_lines(len(found))
    made: list[str] = []
    name = ""
    for message in found:
        if "service" in _classes(message):
            left_out.append(_shown(message))
            continue
        parts = [part for body in message for part in (body if "body" in _classes(body) else ())]
        shown = {kind: _shown(part) for part in parts for kind in _classes(part) if kind in ("from_name", "text")}
        name = shown.get("from_name") or name
        words = without_signs(shown.get("text", ""), left_out)
        left_out += [_shown(part) for part in parts if not {"from_name", "text"} & _classes(part)]
        made += [surely(name, words.replace("\n", " "))] if words else []
    return made


def _classes(part: _Element) -> set[str]:
    return set(str(part.get("class") or "").split())


def _shown(part: _Element) -> str:
    """What an element shows, on lines as it has breaks."""
    for line in part.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    return "".join(map(str, part.itertext(with_tail=False))).strip()
