"""What an element of a project says that may have no place here: kept once, or counted among what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.refi import ours
from exchange.refi.fields import deep, refs
from exchange.refi.model import Value

if TYPE_CHECKING:
    from exchange.refi.model import Project
    from exchange.refi.xml_in import Node

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


def lost(project: Project, node: Node, of: str, coding: str = "coding") -> None:
    """Tell what is said of something that is left out, and in it.

    Args:
        of: what it belongs to is called; coding: as which kind its codings are told.
    """
    project.leave(coding, sum(1 for _ in deep(node, "Coding")), of)
    project.leave("value", sum(1 for _ in deep(node, "VariableValue")), of)
    project.leave("description", sum(bool(one.text.strip()) for one in deep(node, "Description")), of)


def unnamed(project: Project, node: Node | None, text: str = "") -> None:
    """Tell of a name that something gave and that is nowhere here; text: what its text is called. Ours give recordings
    one only because the standard has it so."""
    name = called(node) if node and not project.origin.startswith(ours.ORIGIN) else ""
    project.leave("second_name", name not in ("", text), text or name)


def values(project: Project, node: Node) -> list[Value]:
    """What variables say of something; one that names no variable is told as left out."""
    found = []
    for one in node.all("VariableValue"):
        told = next(one.all(*_VALUES), None)
        variables = refs(one, "VariableRef")
        if told is None or not told.text.strip():
            continue
        if variables:
            found.append(Value(variables[0], told.text.strip()))
        else:
            project.leave("value_without_variable", of=called(node))
    return once(project, found, called(node))


def once(project: Project, said: list[Value], of: str) -> list[Value]:
    """The first value of each variable, for something has one of each; others are told as left out."""
    found: dict[str, Value] = {}
    for one in said:
        project.leave("further_value", found.setdefault(one.variable, one).value != one.value, of)
    return list(found.values())


def both(one: str, other: str) -> str:
    """Two descriptions as one."""
    return "\n\n".join(filter(None, dict.fromkeys((one, other))))


def called(node: Node) -> str:
    """Its name, '' for none."""
    return node.get("name").strip()
