"""Cells of tables that pages share."""

from __future__ import annotations

from markupsafe import Markup


def headed(head: str, cell: str) -> Markup:
    """A cell of an "rd-stack" that says on a phone, where no heads stand, what it tells of."""
    return Markup('<span class="rd-headed" data-head="{}">{}</span>').format(head, cell)
