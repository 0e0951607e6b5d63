"""The one door: every use case registers itself here, with its right, the events it writes and what it reads.

A use case is a public function that somebody's wish ends in: it takes the viewer who wishes it. `@use_case` asks the
right before the function runs, so that no use case can forget to. Rules about single things (whose family, which
version, consent) it asks itself, in `pilot.access`. What takes a viewer and is no use case says so with `@inner`, and
why; a public function that does neither fails the tests, which walk this register for every role.
"""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pilot.access import Right, Viewer

P = ParamSpec("P")
R = TypeVar("R")

# What is read that must leave an event behind.
SENSITIVE = frozenset({"texts", "sound", "real names"})


@dataclass(frozen=True)
class UseCase:
    """One use case.

    Attributes:
        name: its module and function.
        rights: any of these opens it; none at all: it is for every member of the pilot.
        events: what it writes, each (verb, subject); one of them every time it changes something.
        reads: what it lets somebody see; '' when it only changes something.
        again: whether who asks must have shown shortly before that it is she (`pilot/accounts/again.py`).
    """

    name: str
    rights: tuple[Right, ...]
    events: tuple[tuple[str, str], ...]
    reads: str
    again: bool = False


USE_CASES: dict[str, UseCase] = {}
INNER: dict[str, str] = {}


def use_case(
    *rights: Right, anybody: bool = False, event: str | tuple[str, ...] = (), reads: str = "", again: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as a use case, and let nobody through without one of `rights`.

    Args:
        rights: any of them will do.
        anybody: for what every member of the pilot may do; then no right is given.
        event: what it writes, as verb and subject: "withdrawn document"; several where it depends on what is done.
        reads: what it lets somebody see, in a few words.
        again: for what cannot be undone or leaves with names in it: who asks gave her password or a code within the
            last minutes, else ConfirmFirst is raised, and pages and routes ask for it.
    """
    if bool(rights) is anybody:
        raise TypeError("a use case names its rights, or says that it is for anybody")
    events = tuple(_parted(one) for one in ((event,) if isinstance(event, str) else event))

    def register(do: Callable[P, R]) -> Callable[P, R]:
        name = f"{do.__module__}.{do.__qualname__}"
        at = list(inspect.signature(do).parameters).index("viewer")
        USE_CASES[name] = UseCase(name, rights, events, reads, again)
        if not rights and not again:
            return do

        @wraps(do)
        def through(*args: P.args, **kwargs: P.kwargs) -> R:
            viewer = cast("Viewer", args[at] if at < len(args) else kwargs["viewer"])
            if rights:
                viewer.require(*rights)
            if again:
                viewer.require_confirmed()
            return do(*args, **kwargs)

        return through

    return register


def _parted(event: str) -> tuple[str, str]:
    verb, _, subject = event.rpartition(" ")
    return verb, subject


def inner(why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say of a public function with a viewer why it is no use case: a rule, or a part that use cases are made of."""

    def register(do: Callable[P, R]) -> Callable[P, R]:
        INNER[f"{do.__module__}.{do.__qualname__}"] = why
        return do

    return register


def open_all(rooms: Iterable[str]) -> None:
    """Import every module of these rooms, so that all their use cases are in the register."""
    for room in rooms:
        package = import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            import_module(found.name)
