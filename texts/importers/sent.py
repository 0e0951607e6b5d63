"""What a messenger writes in the place of words: "<Media omitted>", "afbeelding weggelaten", a deleted message, a call.

Nobody said it, so it is told as left out; the name of a file in it may be somebody's, and is held back.
"""

from __future__ import annotations

import re

from texts.importers.junk import HELD_BACK

_THINGS = (
    r"(?:media|afbeelding|foto|video|audio|geluid|sticker|gif|document|bestand|contactkaart|contact|locatie|spraakbericht"
    r"|videobericht|videonotitie|image|photo|picture|voice message|video note|file|contact card|location|poll|peiling)")
_FILE = r"[^\n<>]{1,200}\.\w{2,5}"
_INSTEAD = re.compile(
    rf"<[^<>\n]{{0,60}}\b(?:weggelaten|omitted|ausgeschlossen|omis|dahil edilmedi)\b[^<>\n]{{0,30}}>"
    rf"|{_THINGS} (?:weggelaten|omitted)(?: \(.{{1,40}}\))?"
    rf"|<(?:bijgevoegd|attached|bijlage): ?{_FILE}>|{_FILE} \((?:bestand bijgevoegd|file attached)\)"
    rf"|\[(?:{_THINGS}|animation|voice|service message)\](?: .{{1,20}})?|!\[[^\[\]\n]{{0,60}}\]\([^()\n]{{1,300}}\)"
    r"|(?:dit bericht is verwijderd|(?:je|u) hebt dit bericht verwijderd|this message was deleted"
    r"|you deleted this message)\.?"
    r"|(?:gemiste|missed) (?:groeps|spraak|video|voice |group |video )?(?:spraak|video|voice |video )?-?"
    r"(?:oproep|gesprek|call)\b.{0,60}"
    r"|(?:reacted to|removed an? \S{1,20} reaction from) [\"“].{0,300}[\"”](?: with .{1,20})?"
    r"|(?:wachten op dit bericht|waiting for this message)\b.{0,100}", re.IGNORECASE)
# Behind the words: that they were changed; before them a picture; below them who liked them.
_BESIDE = re.compile(
    r"\s*<(?:dit bericht is bewerkt|this message was edited)>\s*$|^!\[[^\[\]\n]{0,60}\]\([^()\n]{1,300}\)\s*(?=\S)"
    r"|^\(- .{1,300} -\)$", re.IGNORECASE)
_NAMED_FILE = re.compile(rf"(?<=: ){_FILE}(?=>)|{_FILE}(?= \()|(?<=\]\()[^()]+(?=\))")


def without_signs(words: str, left_out: list[str]) -> str:
    """The words of a message, '' where a program wrote all of them; what it wrote goes into `left_out`."""
    plain = words.strip()
    if _INSTEAD.fullmatch(plain):
        left_out.append(_NAMED_FILE.sub(HELD_BACK, plain))
        return ""
    while beside := _BESIDE.search(plain):
        left_out.append(_NAMED_FILE.sub(HELD_BACK, beside[0].strip()))
        plain = (plain[: beside.start()] + plain[beside.end() :]).strip()
    return plain if plain != words.strip() else words
