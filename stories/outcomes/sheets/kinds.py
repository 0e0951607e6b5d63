"""Every kind of sheet, in the order in which pages offer them; a new one is a file beside this, and a line here."""

from __future__ import annotations

from stories.outcomes.sheets import of_contacts, of_milestones
from stories.outcomes.sheets.model import Kind

KINDS: dict[str, Kind] = {one.key: one for one in (of_milestones.KIND, of_contacts.KIND)}
