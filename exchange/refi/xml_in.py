"""XML from outside to a light tree: no entities, not deep, not endless."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.faults import bomb, damaged, entities, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 40
MOST_ELEMENTS = 1_500_000
LARGEST_BYTES = 100_000_000

_OTHER = N_("{name} is not a REFI-QDA file: it begins with “{found}”, not with “{wanted}”.")


@dataclass(slots=True)
class Node:
    """An element: its name without namespace, its attributes, its text, its children."""

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    @property
    def text(self) -> str:
        """The characters in it, but not in its children."""
        return "".join(self.pieces)

    def all(self, *tags: str) -> Iterator[Node]:
        """Its children with one of these names, in order."""
        return (child for child in self.children if child.tag in tags)

    def first(self, tag: str) -> Node | None:
        """Its first child with that name."""
        return next(self.all(tag), None)

    def within(self, tag: str) -> list[Node]:
        """The children of its first child with that name; none when it has no such child."""
        found = self.first(tag)
        return found.children if found else []

    def said(self, tag: str) -> str:
        """The text of its first child with that name, without white space around."""
        found = self.first(tag)
        return found.text.strip() if found else ""


class _Tree:
    """A target for the parser."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[Node] = []
        self._count = 0
        self.root: Node | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise bomb(self._name)
        node = Node(tag.rpartition("}")[2], attributes)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, tag: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def close(self) -> None:
        """Nothing to tidy up."""


def tree(stream: BinaryIO, name: str, wanted: str) -> Node:
    """The tree of an XML file whose root is called `wanted`.

    Raises: BadInput for entities, too deep or too much, no XML, another root.
    """
    target = _Tree(name)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    size = 0
    try:
        while block := stream.read(1 << 16):
            size += len(block)
            if size > LARGEST_BYTES:
                raise bomb(name)
            parser.feed(block)
        parser.close()
    except DefusedXmlException as fault:
        raise entities(name) from fault
    except (ParseError, LookupError) as fault:
        raise damaged(name) from fault
    if target.root is None or target.root.tag != wanted:
        raise BadInput(_OTHER, name=shown_name(name), found=target.root.tag[:40] if target.root else "", wanted=wanted)
    return target.root
