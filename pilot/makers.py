"""How whoever made or changed something is called: by the label of the account, or as the command line."""

from __future__ import annotations

from pilot.words import _

OPERATOR_GUID = "00000000-0000-4000-8000-000000000001"  # of `cli.py`, which has no account
CONSENSUS_GUID = "00000000-0000-4000-8000-000000000002"  # of what coders came to together, which nobody says alone


def maker(guid: str | None, label: str | None) -> str:
    """What is shown of who made something, in the language of the page; '' for nobody. In SQL: maker(guid, label)."""
    if guid == CONSENSUS_GUID:
        return _("consensus")
    return _("the command line") if guid == OPERATOR_GUID else label or ""
