"""Letters of other scripts that look like Latin ones: a name is read, not spelled in code points."""

from __future__ import annotations

# As they are written, each beside the Latin letters they pass for: a small letter may look like none of which the
# capital does. Those that anybody would see to be foreign in a Dutch name are left out.
_PAIRS = (
    ("АВСЕНІЈКМОРЅТУХҮԚԜҺӀԌЁЇ", "ABCEHIJKMOPSTYXYQWHIGËÏ"),  # Cyrillic capitals
    ("асеіјорѕухүԛԝһӏԁёїг", "aceijopsyxyqwhldëïr"),  # and small ones
    ("вкмнт", "bkmht"),  # small ones that have the shape of a capital
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),  # Greek capitals
    ("αγικνορτυχω", "ayikvoptuxw"),  # and small ones
    ("օոսհցզյ", "onuhgqj"),  # Armenian
    ("ıȷɑɡɩ", "ijagi"),  # Latin letters beyond those of Dutch
)
_ALIKE = {ord(one): other for ones, others in _PAIRS for one, other in zip(ones, others, strict=True)}


def as_latin(text: str) -> str:
    """`text` with letters that look like Latin ones as these, character for character: places stay what they are."""
    return text if text.isascii() else text.translate(_ALIKE)
