"""Which language to speak to somebody who has not signed in."""

from __future__ import annotations

from pilot.words import DEFAULT, LANGUAGES


def language_of(accept_language: str | None) -> str:
    """The language of ours that an Accept-Language header likes best; Dutch when it names none."""
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept_language or "").split(",")[:20]):
        name, _, rest = part.strip().partition(";")
        code = name.strip().lower().partition("-")[0]
        if code in LANGUAGES:
            liked.append((-_weight(rest), place, code))
    return min(liked)[2] if liked else DEFAULT


def _weight(text: str) -> float:
    try:
        return float(text.partition("q=")[2] or 1)
    except ValueError:
        return 0.0
