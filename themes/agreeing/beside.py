"""The coders' material with what they came to together beside it, as one more coder: to see how far each is from it.

Only for pairs with it: among the coders it is nobody's judgement, and it was made of theirs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from themes.finished import Finished

if TYPE_CHECKING:
    from themes.frames import Material


def with_consensus(material: Material, consensus: Material) -> Material:
    """Material of coders, and of the same scope with what they came to together, as one."""
    coders = np.concatenate([material.finished.coders, consensus.finished.coders])
    order = np.argsort(coders)
    done = np.concatenate([material.finished.for_code, consensus.finished.for_code])
    return replace(material, finished=Finished(coders[order], done[order]),
                   marks=pd.concat([material.marks, consensus.marks], ignore_index=True))
