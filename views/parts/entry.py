"""What the program knows of a page before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilot.access import Right, Role


@dataclass(frozen=True)
class Entry:
    """One page; `page()` in views/<module>/page.py shows it.

    Attributes:
        path: its address without the slash; '' for the first page.
        right: who may open it.
        shown: who has it in the menu, by any of these rights; others reach it from the page it lies under.
        menu_of: of those, who has it in the menu; none: all of them.
        roles: who has a page of which others have the right too; none: all who have it.
        under: paths of the pages it lies under; the first that somebody has in the menu counts.
        beside: it stands in the row of links at the top of the page it lies under.
        within: path of such a page, which this one is a part of: the row stands above it too, that page marked.
        alone: role and name: what it is called for somebody who has only that role.
    """

    path: str
    title: str
    right: Right
    shown: tuple[Right, ...] = ()
    under: tuple[str, ...] = ()
    beside: bool = False
    alone: tuple[Role, str] | None = None
    roles: tuple[Role, ...] = ()
    menu_of: tuple[Role, ...] = ()
    within: str | None = None

    @property
    def module(self) -> str:
        """Its folder in views/."""
        return self.path or "today"
