"""Where a passage of one version of a text stands in the next, and positions between Python and the browser.

`carry` compares two versions once and answers for any number of passages. It is pure: turns and spans in, places out.
The words are compared (`words`, `align`, `settle`), then each passage is placed by what is certain (`places`).
"""

from texts.anchors.places import Carried, carry
from texts.anchors.units import points_of, units_of
from texts.anchors.words import Turn

__all__ = ["Carried", "Turn", "carry", "points_of", "units_of"]
