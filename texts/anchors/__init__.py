"""Where a passage of one version of a text stands in the next, and positions between Python and the browser.

`carry` compares two versions once and answers for any number of passages. It is pure: turns and spans in, places out.
The words of both (`words`) are compared (`align`, by way of `runs`, `settle` and `hints`), it is read off what of that
is certain (`certain`), and each passage is placed by it (`places`, `strays`). `same_words` asks less, for times.
"""

from texts.anchors.beside import is_turned
from texts.anchors.places import Carried, carry
from texts.anchors.same_words import paired, same_words
from texts.anchors.units import points_of, units_of
from texts.anchors.words import Turn
from texts.anchors.words_kept import Wording

__all__ = ["Carried", "Turn", "Wording", "carry", "is_turned", "paired", "points_of", "same_words", "units_of"]
