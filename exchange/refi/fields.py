"""What stands in the elements of a project: guids, moments, numbers, references."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pilot.clock import iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.refi.xml_in import Node


def guid_of(text: str) -> str:
    """A GUID as we keep it: lower case, without braces; '' for what is none."""
    try:
        return str(uuid.UUID(text.strip().strip("{}")))
    except ValueError:
        return ""


def moment(text: str) -> str:
    """An xsd:dateTime as UTC ISO with milliseconds; without a zone it is taken for UTC; '' for what is none."""
    try:
        at = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        return iso(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return ""


def refs(node: Node, tag: str) -> list[str]:
    """The guids that children with that name point to."""
    return [guid for one in node.all(tag) if (guid := guid_of(one.get("targetGUID") or one.get("guid")))]


def whole(text: str) -> int | None:
    """A whole number; None for what is none."""
    try:
        found = int(text)
    except ValueError:
        return None
    return found if abs(found) < 1 << 53 else None


def deep(node: Node, tag: str) -> Iterator[Node]:
    """Every element with that name in a node, at any depth."""
    for child in node.children:
        if child.tag == tag:
            yield child
        yield from deep(child, tag)
