"""Messages as Telegram and Signal write them out or let them be copied, each with who sent it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.marks import surely, unmarked
from texts.importers.sent import without_signs

# "Noor, [04.03.2021 10:01]" above her words: what Telegram's window gives when messages are copied.
_TELEGRAM = re.compile(r"\s*(?P<name>[^\[\]\n]{1,60}?), \[\d[^\[\]\n]{3,40}\d(?: ?[ap]\.?m\.?)?\]:?\s*", re.IGNORECASE)
_SIGNAL = re.compile(r"\s*From: (?P<name>\S.{0,80}?)(?: \(\+?[\d -]{6,20}\))?\s*")
_SIGNAL_ROW = re.compile(r"\s*(?:Type|Sent|Received|Attachment|Quote|Edited|Expires|Reaction)s?:(?: .*)?")
_KIND = re.compile(r"\s*Type: (?:incoming|outgoing|.{1,20}-call|call|update)\b.*", re.IGNORECASE)
_FEWEST = 2


def by_message(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """The lines; of such an export each message with its sender, and what is no message in `left_out`."""
    plain = [unmarked(line) for line in lines]
    telegram = {n: head["name"] for n, line in enumerate(plain) if line.rstrip()[-1:] in ("]", ":")
                and (head := _TELEGRAM.fullmatch(line[:200]))}
    if len(telegram) >= _FEWEST:
        return _messages(plain, telegram, set(telegram), left_out)
    signal = {n: head["name"] for n, line in enumerate(plain[:-1]) if line.startswith("From: ")
              and (head := _SIGNAL.fullmatch(line[:200])) and _KIND.fullmatch(plain[n + 1])}
    return _messages(plain, signal, _rows(plain, signal), left_out) if len(signal) >= _FEWEST else list(lines)


def _rows(lines: Sequence[str], heads: dict[int, str]) -> set[int]:
    """The lines that say of a message when and how it came; they stand right below its name."""
    rows = set(heads)
    for n, line in enumerate(lines):
        if n - 1 in rows and n not in heads and _SIGNAL_ROW.fullmatch(line):
            rows.add(n)
    return rows


def _messages(lines: Sequence[str], heads: dict[int, str], rows: set[int], left_out: list[str]) -> list[str]:
    made: list[str] = []
    waiting = ""
    for n, line in enumerate(lines):
        if n in rows:
            left_out.append(line.strip())
            waiting = heads.get(n, waiting)
            continue
        words = without_signs(line, left_out)
        if words.strip():
            made.append(surely(waiting, words) if waiting else words)
            waiting = ""
    return made
