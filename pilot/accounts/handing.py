"""What a coach's device is handed to a family for: one page, and what that page needs to know.

It is kept with the sitting (`sittings.hand_over`); what such a page may call says `web/gate/handed.py`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

TELL, SIGN = "/tell", "/sign"


@dataclass(frozen=True)
class HandedOver:
    """What is handed over.

    Attributes:
        page: path of the only page that opens, of TELL and SIGN. guid: of what is made on it, a draft or a form.
        back: where the coach goes on, a path of ours with its query.
        asked: what else the page was begun with: guids, numbers and dates, never a name.
    """

    page: str
    guid: str
    back: str
    asked: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All of it as JSON, always the same for the same."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))


def read_back(text: str | None) -> HandedOver | None:
    """The thing of a `text` that was kept; None where nothing is handed over."""
    if not text:
        return None
    if not text.startswith("{"):  # the guid of a draft alone: a device that was handed over before forms could be
        return HandedOver(TELL, text, "/hand_over")
    return HandedOver(**json.loads(text))
