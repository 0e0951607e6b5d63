"""Every kind of sheet, in the order in which pages offer them; a new one is a file beside this, and a line here."""

from __future__ import annotations

from stories.outcomes.from_sheets import (
    of_accounts,
    of_contacts,
    of_expenses,
    of_families,
    of_goals,
    of_hours,
    of_milestones,
    of_months,
    of_people,
    of_referrals,
    of_scores,
    of_uptake,
)
from stories.outcomes.from_sheets.model import Kind

KINDS: dict[str, Kind] = {one.key: one for one in (
    of_scores.KIND, of_contacts.KIND, of_expenses.KIND, of_referrals.KIND, of_milestones.KIND,
    of_uptake.KIND, of_goals.KIND, of_hours.KIND, of_months.KIND, of_families.KIND, of_people.KIND, of_accounts.KIND)}
