"""Which browser a sitting is, in two words, so that somebody knows her own sittings again."""

from __future__ import annotations

# What a browser says of itself names others too: the first that fits is it.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_MACHINES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
             ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))


def in_words(agent: str) -> str:
    """Such as "Firefox, Windows", of the User-Agent that a browser sent; '' when neither is known."""
    return ", ".join(filter(None, (_first(_BROWSERS, agent), _first(_MACHINES, agent))))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")
