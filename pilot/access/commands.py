"""The command that prints who may do what."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pilot.access.rights import OWN_AS_COACH, ROLES, ROLES_WITH, WITH_PREPARE, Role
from pilot.door import USE_CASES, UseCase, open_all

HEADS = ("use case", *(role.value for role in ROLES), "prepares texts", "event", "reads")


def rights(rooms: Sequence[str]) -> click.Command:
    """The command `rights` over the use cases of these rooms."""

    @click.command("rights")
    def command() -> None:
        """Print every use case with who may do it, what it records and what it reads, tab-separated.

        Who is own does so of her own families only; who prepares texts was given that right, besides her roles.
        """
        open_all(rooms)
        click.echo("\t".join(HEADS))
        for name in sorted(USE_CASES):
            click.echo("\t".join(row(USE_CASES[name])))

    return command


def row(one: UseCase) -> tuple[str, ...]:
    """One use case as a line of the table, in the order of `HEADS`."""
    prepares = not one.rights or not WITH_PREPARE.isdisjoint(one.rights)
    events = ", ".join(" ".join(event) for event in one.events)
    may = (*(_cell(one, role) for role in ROLES), "yes" if prepares else "-")
    return (one.name, *may, events or "-", one.reads or "-")


def _cell(one: UseCase, role: Role) -> str:
    if not one.rights:
        return "yes"
    held = [right for right in one.rights if role in ROLES_WITH[right]]
    if not held:
        return "-"
    return "own" if role is Role.COACH and OWN_AS_COACH.issuperset(held) else "yes"
