"""What a test knows to be there."""

from __future__ import annotations

from typing import TypeVar

Thing = TypeVar("Thing")


def present(thing: Thing | None) -> Thing:
    """`thing`; the test fails here when it is None."""
    assert thing is not None
    return thing
