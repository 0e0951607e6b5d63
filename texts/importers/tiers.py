"""Tiers beside one another, as ELAN and Praat have them: who speaks on each, and which only say the same once more."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from texts.importers.cues import cues_in
from texts.importers.faults import check_length, check_lines, no_text
from texts.importers.normalise import normalise
from texts.importers.parsed import ParsedText, beside
from texts.importers.tracks import Line, captions

# Sounds rather than words, as programs that align them call such a tier.
_SOUNDS = re.compile(r"(?:.*[\s_.|-])?(?:phon(?:e|eme)s?|fo(?:on|nen|neem|nemen)|mau|kan|kas|mas|sampa|ipa|syll\w*)",
                     re.IGNORECASE)
# What a tier is called that holds somebody's words: "Anna - words"; alone it names nobody.
_WORDS = re.compile(
    r"(?:^|\s*[\s_.|-]\s*)(?:words?|woord(?:en)?|text|tekst|transcript(?:ion|ie)?|utterances?|uitingen|sentences?|zinnen"
    r"|segments?|ort|trn|ort-mau|speech|spraak|default|tier ?\d*|intervals?)$", re.IGNORECASE)
_PAUSES = frozenset(("sil", "sp", "spn", "#", "<p:>", "<p>", "<sil>", "<nib>", "<usb>", "[sil]"))
_CLOSE_S = 0.1
# Where each word stands by itself there are so many times more of them than of lines.
WORDS_A_LINE = 3


@dataclass
class Tier:
    """What stands on one tier.

    Args:
        name: what it is called, which most often is who speaks.
        parent: the name of the tier that this one says more of, "" for one that stands by itself.
        speaker: who speaks, where the file says so beside the name.
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    parent: str = ""
    speaker: str = ""


def said_in(tiers: Sequence[Tier], name: str, format: str) -> ParsedText:
    """The tiers of a file of this format as turns, in the order in which their lines are said; what is no words, or
    the same words in smaller pieces, is left out. Raises: BadInput where nothing is said, or it is longer than any
    conversation.
    """
    check_lines(sum(len(tier.lines) for tier in tiers) // WORDS_A_LINE)
    filled = [replace(tier, lines=lines) for tier in tiers
              if (lines := [line for line in tier.lines if line.words.strip()])]
    speech = _by_itself(filled)
    speech = [tier for tier in speech if not _SOUNDS.fullmatch(tier.name.strip())] or speech
    speech = _said_once(speech)
    said = [line._replace(speaker=tier.speaker or _WORDS.sub("", tier.name.strip()).strip())
            for tier in speech for line in tier.lines if line.words.strip().casefold() not in _PAUSES]
    if (text := captions(said)) is None:
        raise no_text(name)
    kept = set(map(id, speech))
    others = [line.words for tier in filled if id(tier) not in kept for line in tier.lines]
    return beside(cues_in(normalise(check_length(text)), name, format), others)


def _by_itself(tiers: Sequence[Tier]) -> list[Tier]:
    """The tiers that say more of no other one that holds words."""
    names = {tier.name for tier in tiers}
    return [tier for tier in tiers if tier.parent not in names] or list(tiers)


def _said_once(tiers: Sequence[Tier]) -> list[Tier]:
    """The tiers without those that say what another one does in more and smaller pieces."""
    letters = ["".join(c for line in tier.lines for c in line.words.casefold() if c.isalnum()) for tier in tiers]
    fewest: dict[str, Tier] = {}
    for key, tier in zip(letters, tiers, strict=True):
        if key not in fewest or len(tier.lines) < len(fewest[key].lines):
            fewest[key] = tier
    return [tier for key, tier in zip(letters, tiers, strict=True) if not _is_finer(tier, fewest[key])]


def _is_finer(tier: Tier, whole: Tier) -> bool:
    """Whether each of more lines lies in one of another tier."""
    if len(tier.lines) <= len(whole.lines):
        return False
    lines = sorted(whole.lines, key=lambda line: line.start)
    starts = [line.start for line in lines]
    at = [bisect_right(starts, line.start + _CLOSE_S) - 1 for line in tier.lines]
    return all(n >= 0 and line.start_ms <= lines[n].end_ms for n, line in zip(at, tier.lines, strict=True))
