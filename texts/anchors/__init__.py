"""Where a passage of one version of a text stands in the next, and positions between Python and the browser.

`carry` compares two versions once and answers for any number of passages. It is pure: turns and spans in, places out.
The words are compared (`words`, `align`, `settle`), then each passage is placed by what is certain (`places`).
"""

from texts.anchors.places import Carried, carry
from texts.anchors.units import points_of, units_of
from texts.anchors.words import Turn
from texts.anchors.words_kept import keeps_its_words

__all__ = ["Carried", "Turn", "carry", "keeps_its_words", "points_of", "units_of"]
