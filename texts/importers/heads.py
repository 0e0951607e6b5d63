"""What a line may begin with: a speaker's label, a time, or both, in each way that people and programs write them.

Nothing is believed here; `belief` decides over the whole text which of the readings are meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from texts.importers.label_words import PICTURES, Kind, is_known, is_noise, kind_of
from texts.importers.marks import BOLD, PLAIN, SURE, unmarked
from texts.importers.times import LONG_TIME, SPAN, STAMP, TIME, span

# A head never reaches further than this, so no pattern runs over a line of a million characters.
_HEAD_CHARS = 160
_NAME_CHARS = 80


class Form(Enum):
    """How a label is told from the words: what stands behind or around it."""

    COLON = "colon"
    HEADER = "a line of a name and a time"
    BETWEEN = "a time between name and words"
    ALONE = "a line of its own"
    BOLD = "bold type"
    BRACKET = "brackets"
    DASH = "a dash"
    TAB = "a tab"
    SIGN = "a semicolon, a bar or another sign"
    TIMED = "only a time"


@dataclass(frozen=True)
class Head:
    """What a line seems to begin with; times in ms, `used` counts the code points of the line it takes.

    Args:
        extra: what stands in brackets behind the name and belongs to it, such as "(48)".
        token: the time as it is written.
        back: what stands in those code points and is no label after all: it goes back before the text.
        weak: a time that a sentence could hold too.
        glued: nothing stands between the colon and the words.
        bold: the name, or part of it, is in bold type.
        enclosed: the name stands in brackets.
        sure: a program gave the name.
    """

    form: Form
    name: str = ""
    extra: str = ""
    token: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    used: int = 0
    back: str = ""
    weak: bool = False
    glued: bool = False
    bold: bool = False
    enclosed: bool = False
    sure: bool = False

    @property
    def key(self) -> str:
        """The name as it is counted: case does not matter."""
        return self.name.casefold()


# The line's number in a numbered transcript, or the number of an automatic list, before a label.
_NUMBER = r"(?:(?:\d{1,5}(?:[.)]\s*|\s+)|\[\d{1,5}\]\s*)(?=\D))?"
_BEHIND_TIME = rf"(?:[ \u00a0]*[-–—|][ \u00a0]+|\s+|(?=[\[<*{BOLD}])|(?<=[#\]])(?=[^\W\d_]))"
_F4 = rf"{LONG_TIME}-\d(?=\s)"  # f4's and MAXQDA's, without the signs round it
_LONG_SPAN = rf"{LONG_TIME}(?:\s*(?:-->|[-–—>])\s*{LONG_TIME}|\s+{LONG_TIME}(?=\s*$))?"
_BEFORE = rf"\s*{_NUMBER}(?:(?P<before>{STAMP}|{_F4}|{TIME}){_BEHIND_TIME})?"
_M = f"[{BOLD}{PLAIN}]*"  # marks of bold type, wherever they may stand
_NAME = r"[^\W\d_](?:[^:：\n\t\[\]<>(){}|#*]{0,60}[\w.'’])?"
_UNSURE = rf"{_NAME}\??|\?{{1,3}}|\d{{1,2}}(?=[:：]\s)"  # "Moeder?:", "?:", "1:"
_EXTRA = rf"(?:\s*(?!{STAMP})(?P<extra>\([^()\n]{{1,40}}\)|\[[^\[\]\n]{{1,40}}\]|\|[^:\n\t]{{1,60}}?))?"
# "[Name] text", "<Name>: text", "<<Name>> text" and "«Name» text"; the bracket closes.
_OPEN = (r"(?:[\[{](?P<square>[^\[\]{}\n]{1,60})[\]}]|(?:<{1,2}|«\s?)(?P<angle>[^<>«»\n]{1,60}?)(?:>{1,2}|\s?»)"
         r"|\((?P<round>[^()\n]{1,40})\))")

# A point of a list, the sign of captions for "somebody else", or an emoji may stand before a label; quotes round it.
_POINT = rf"(?:\s*(?:[-–—*•·@]|>{{1,2}}|»|{PICTURES})\s*(?=[^\W\d_\[<\"“‘(]))?"
_COLON = re.compile(
    rf"{_M}{_POINT}{_BEFORE}{_M}"
    rf"(?:{_OPEN}|[\"“‘']?(?P<name>{_UNSURE}|\+?\d[\d ()-]{{6,20}}\d)[\"”’']?)?{_M}{_EXTRA}{_M}"
    # No number may follow the colon: "Moeder 00:12" is no speaker "Moeder 00".
    rf"(?:\s*(?:[-–—]\s*)?(?P<middle>{STAMP}|(?<=\s){TIME}))?\s*{_M}[:：](?!\d){_M}(?P<gap>\s*)(?P<after>{STAMP}(?=\s|$))?{_M}"
)
_BRACKET = re.compile(rf"{_BEFORE}{_M}{_OPEN}{_M}\s*(?P<after>{STAMP})?(?=\s|$)\s*[-–—]?\s*")
_BETWEEN = re.compile(
    rf"{_BEFORE}{_M}(?P<name>{_NAME}){_M}{_EXTRA}{_M}"
    rf"(?:\s*[-–—,]?\s*(?P<stamp>{STAMP})|(?P<space>\s+)(?P<time>{TIME})(?=\s)|\s*\|\s*(?P<barred>{TIME})\s*\|)"
    rf"{_M}\s*[-–—]?\s*(?=\S)"
)
_BOLD = re.compile(
    rf"{_BEFORE}{BOLD}\s*(?P<name>[^{BOLD}{PLAIN}\n]{{1,{_NAME_CHARS}}}?)\s*{PLAIN}\s*(?P<after>{STAMP})?\s*[-–—]?\s*"
)
# Up to the first dash that can end it, "M - Goed - echt waar".
_SHORT_NAME = r"[^\W\d_](?:[^:：\n\t\[\]<>(){}|#*]{0,60}?[\w.'’])??"
_DASH = re.compile(
    rf"{_BEFORE}{_M}(?P<name>{_SHORT_NAME}){_M}\s*(?P<extra>\([^()\n]{{1,40}}\))?{_M}(?:\s+[-–—]|[–—])\s+{_M}(?=\S)"
)
_TAB = re.compile(rf"{_BEFORE}{_M}(?P<name>{_NAME}){_M}\s*(?P<extra>\([^()\n]{{1,40}}\))?[ ]*{_M}\t+")
# "00:05  Moeder  Het gaat goed.": columns that spaces keep apart.
_SPACED = re.compile(
    rf"{_M}\s*{_NUMBER}(?P<before>{STAMP}|{_F4}|{TIME})(?:\t| {{2,}})\s*{_M}(?P<name>{_SHORT_NAME}){_M}"
    rf"\s*?(?P<extra>\([^()\n]{{1,40}}\))?{_M} {{2,}}(?=\S)")
_SIGN = re.compile(
    rf"{_BEFORE}{_M}(?P<name>{_SHORT_NAME}){_M}\s*(?P<extra>\([^()\n]{{1,40}}\))?{_M}\s*(?:[;=|]|>{{1,2}})\s*{_M}(?=\S)"
)
_LAST_TIME = re.compile(rf"^(?P<name>.{{1,{_NAME_CHARS}}}?)[\s,]*(?:[-–—|]\s*)?(?<!\S)(?P<time>{STAMP}|{SPAN})\s*:?$")
_FIRST_TIME = re.compile(rf"^(?P<time>{STAMP}|{SPAN})\s*[-–—|]?\s+(?P<name>\D.{{0,{_NAME_CHARS}}}|\+\d.{{6,30}})$")
# Programs that show words while a song sounds leave no space behind a time in square brackets.
_TIMED = re.compile(
    rf"{_M}\s*{_M}(?P<time>{STAMP}|{_F4}|{_LONG_SPAN}|{SPAN}(?=\s*$))(?:(?=[\s{PLAIN}]|$)|(?<=\])(?=[^\W\d_]))"
    rf"{_M}\s*(?:[-–—]\s+)?")
# "[Moeder 00:12]", "[00:12 Moeder]".
_NAME_AND_TIME = re.compile(
    rf"\s*(?:(?P<name>[^\W\d_].*?)[\s,|–—-]+(?P<time>{TIME})|(?P<first>{TIME})[\s,|–—-]+(?P<then>[^\W\d_].*?))\s*")
# "Vader[2]:": a number that is part of the label.
_NUMBERED = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)")
_ENCLOSED = re.compile(r"^[\[<(](.*)[\])>]$")
_END = re.compile(r"[.!?…;,]$")


def heads_of(line: str, *, times: bool = True) -> list[Head]:
    """All readings of the beginning of a line, the surest first; the last may be only a time. [] when there is none.

    Args:
        times: whether a time in the line can be a time; in subtitles it is words.
    """
    if line.startswith(SURE):
        name = line[1 : line.index(SURE, 1)]
        return [Head(Form.COLON, name, used=len(name) + 4, sure=True)]
    short = line[:_HEAD_CHARS]
    # Most lines are words: a look at which signs are there saves most of the patterns.
    colon = ":" in short or "：" in short
    alone = _alone(line) if len(line) <= _NAME_CHARS else None
    found = [
        _header(line) if times and colon else None,
        _colon(line, short) if colon else None,
        _between(line, short) if times and colon else None,
        _bold(line, short) if BOLD in short else None,
        _bracket(line, short) if any(sign in short for sign in "[<({«") else None,
        _apart(_DASH, Form.DASH, short) if any(sign in short for sign in "-–—") else None,
        _apart(_TAB, Form.TAB, short) if "\t" in short else None,
        _apart(_SPACED, Form.TAB, short) if times and colon and "  " in short else None,
        # "Name | organisation" that comes back above words is who speaks, never a name and its words.
        alone if alone and "|" in alone.name else None,
        _apart(_SIGN, Form.SIGN, short) if any(sign in short for sign in ";=|>") else None,
        alone if alone and "|" not in alone.name else None,
        timed(line) if times and colon else None,
    ]
    return [head for head in found if head and (times or not head.token)]


def timed(line: str) -> Head | None:
    """A time alone before the words."""
    match = _TIMED.match(line[:_HEAD_CHARS])
    if not match:
        return None
    token = match["time"]
    start, end = span(token)
    weak = token[0] == "(" or (token[0].isdigit() and token.count(":") == 1)
    return Head(Form.TIMED, token=token, start_ms=start, end_ms=end, used=match.end(), weak=weak)


def _made(form: Form, match: re.Match[str], name: str, extra: str = "", back: str = "", **more: bool) -> Head | None:
    """The head of a match; None where more than one time or no time that can be read stands in it."""
    fields = match.groupdict()
    tokens = [fields[key] for key in ("before", "middle", "stamp", "time", "barred", "after") if fields.get(key)]
    if len(tokens) > 1:
        return None
    token = tokens[0] if tokens else ""
    start, end = span(token) if token else (None, None)
    return Head(form, name, extra, token, start, end, match.end(), back, bold=BOLD in match[0], **more)


def _colon(line: str, short: str) -> Head | None:
    match = _COLON.match(short)
    name = match and (match["name"] or match["square"] or match["angle"] or match["round"])
    if not match or not name or not _is_short(name):
        return None
    if match["before"] and not match["name"] and is_noise(name):
        return None
    extra, back = match["extra"] or "", ""
    if _NUMBERED.fullmatch(extra) and line[match.start("extra") - 1] not in f" \u00a0{BOLD}{PLAIN}":
        name, extra = name + extra, ""
    elif extra and not _belongs(extra):
        extra, back = "", extra
    follows = unmarked(line[match.end("gap") : match.end("gap") + 2])[:1]
    glued = bool(follows) and not match["gap"] and not match["after"]
    if glued and not (follows.isalpha() or follows in "\"'“‘(.…"):
        return None
    return _made(Form.COLON, match, name.strip(), extra, back, glued=glued)


def _bracket(line: str, short: str) -> Head | None:
    match = _BRACKET.match(short)
    name = match and (match["square"] or match["angle"] or match["round"])
    if not match or not name:
        return None
    timed_name = None if match["before"] or match["after"] else _NAME_AND_TIME.fullmatch(name)
    if timed_name:
        name = timed_name["name"] or timed_name["then"]
    # "(1)" and "(2)" are who speaks where nearly all lines begin so, which `belief` counts.
    counted = name.isdecimal()
    if (is_noise(name) and not counted) or kind_of(name) == Kind.NONE:
        return None
    # Round brackets hold remarks; only what a program calls a speaker, "(speaker 0)", is a label in them.
    if match["round"] and kind_of(name) < Kind.KNOWN and not counted:
        return None
    form = (
        Form.ALONE if match.end() >= len(line.rstrip()) and not match["before"] and not match["after"] else Form.BRACKET
    )
    head = _made(form, match, name.strip(), enclosed=True)
    if head is None or timed_name is None:
        return head
    token = timed_name["time"] or timed_name["first"]
    start, end = span(token)
    return replace(head, token=token, start_ms=start, end_ms=end)


def _between(line: str, short: str) -> Head | None:
    match = _BETWEEN.match(short)
    if not match or not _is_short(match["name"]) or kind_of(match["name"]) == Kind.NONE:
        return None
    extra = match["extra"] or ""
    if extra and not _belongs(extra):
        return None
    return _made(Form.BETWEEN, match, match["name"].strip(), extra, weak=match["space"] in (" ", "\u00a0"))


def _bold(line: str, short: str) -> Head | None:
    match = _BOLD.match(short)
    if not match or _END.search(match["name"]) and not is_known(match["name"]):
        return None
    name = match["name"].rstrip(" :-–")
    if not _is_short(name) or kind_of(name) == Kind.NONE or is_noise(name):
        return None
    alone = match.end() >= len(line.rstrip()) and not match["before"] and not match["after"]
    return _made(Form.ALONE if alone else Form.BOLD, match, name)


def _apart(pattern: re.Pattern[str], form: Form, short: str) -> Head | None:
    """A label that a dash, a tab or another sign keeps apart from the words."""
    match = pattern.match(short)
    # A tab stands behind what may be long, a dash and other signs in sentences too.
    if not match or (form is not Form.TAB and len(match["name"].split()) > 4) or kind_of(match["name"]) == Kind.NONE:
        return None
    extra = match["extra"] or ""
    belongs = _belongs(extra)
    return _made(form, match, match["name"].strip(), extra if belongs else "", "" if belongs else extra)


def _header(line: str) -> Head | None:
    """A line that is only a name and a time, as Teams, Otter and Happy Scribe write above what was said."""
    if len(line) > _HEAD_CHARS:
        return None
    plain = re.sub(r"^\s*\d{1,5}\s*\t", "", unmarked(line)).strip()
    match = _FIRST_TIME.match(plain) or _LAST_TIME.match(plain)
    if not match:
        return None
    # One mark beside the name at most: "I: -" is somebody who says a dash.
    name = re.sub(r"^[-–—|]\s+|\s*[-–—|:,]$", "", match["name"].strip())
    if ":" in name:
        return None
    inside = _ENCLOSED.match(name)
    name = inside[1].strip() if inside and not set("[]<>()") & set(inside[1]) else name
    # "[0:12] mooi" is an answer: in small letters a name stands before its time.
    least = Kind.NAME if match.re is _FIRST_TIME else Kind.LOOSE
    if not name or _ends_sentence(name) or (kind_of(name) < least and not _is_header_name(name)):
        return None
    start, end = span(match["time"])
    weak = not re.search(r"\s{2}|\t|[\[(#]", line.strip())
    return Head(Form.HEADER, name, "", match["time"], start, end, len(line), bold=BOLD in line, weak=weak)


def _ends_sentence(name: str) -> bool:
    """Whether words end as a sentence does; an initial, as in "Jansen, M.", is no end."""
    return bool(_END.search(name)) and not re.search(r"\b\w\.$", name)


def _alone(line: str) -> Head | None:
    """A label on a line of its own, in bold or brackets or bare."""
    if len(line) > _NAME_CHARS:
        return None
    plain = unmarked(line).strip()
    name = plain.rstrip(" -–—")
    if not name or _END.search(name) and not is_known(name) or kind_of(name) < Kind.NAME or not _is_short(name):
        return None
    return Head(Form.ALONE, name, used=len(line), bold=BOLD in line)


def _is_header_name(name: str) -> bool:
    """Names that Teams shows and no sentence is like: with a bar, an at sign, a bracket behind it."""
    words = name.split()
    return len(words) <= 10 and bool(re.search(r"\||@|\)$", name)) and words[0][0].isupper()


def _is_short(name: str) -> bool:
    return len(name) <= 60 and len(name.split()) <= 7


def _belongs(extra: str) -> bool:
    """Whether brackets behind a name say who it is ("(48)", "(coach)", "(Gast)") rather than how it is said
    ("(lacht)").
    """
    inside = extra.strip("()|[] ")
    if extra.startswith("["):
        return False
    return (
        extra.startswith("|")
        or any(c.isdigit() for c in inside)
        or is_known(inside)
        or (inside[:1].isupper() and not is_noise(inside))
        or inside.casefold() in ("gast", "guest", "extern", "external", "host")
    )
