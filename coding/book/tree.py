"""YAML to a tree of nodes that is safe to walk: one document, no aliases, not too deep."""

from __future__ import annotations

import re

import yaml

from coding.book.faults import CodebookFaults, Fault, Faults
from pilot.words import N_

# libyaml reads fifty times faster than PyYAML's own reader: a list of a megabyte took 23 s.
_LOADER = yaml.CSafeLoader
LARGEST = 1_000_000  # code points
_HALF = re.compile("[\ud800-\udfff]")
DEEPEST = 40  # levels of brackets and indentation before we stop reading


def line_of(node: yaml.Node | yaml.Event) -> int:
    """The line, from 1, on which a node or event begins."""
    mark = node.start_mark
    return mark.line + 1 if mark else 1


def file_text(content: bytes) -> str:
    """The text of a codebook file, in UTF-8 or in UTF-16 with its mark. Raises: CodebookFaults when it is neither."""
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CodebookFaults([Fault(line, N_("this is not text in UTF-8; save the file as UTF-8."))]) from error


def compose(text: str) -> yaml.Node:
    """The YAML tree of `text`.

    Raises: CodebookFaults when it is no YAML, or could not be walked safely.
    """
    if not text.strip():
        raise CodebookFaults([Fault(1, N_("the file is empty."))])
    if len(text) > LARGEST:
        large = N_("the file is larger than {limit} characters.")
        raise CodebookFaults([Fault(1, large, {"limit": LARGEST})])
    if half := _HALF.search(text):
        line = text.count("\n", 0, half.start()) + 1
        raise CodebookFaults([Fault(line, N_("there is a character here that does not belong in a text."))])
    try:
        faults = _unsafe(text)
        root = None if faults.n else yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        tabs = _tabs(text)
        raise tabs.refusal() if tabs.n else CodebookFaults([_not_yaml(error, text)]) from error
    if faults.n:
        raise faults.refusal()
    if root is None:
        raise CodebookFaults([Fault(1, N_("the file is empty."))])
    return root


def _unsafe(text: str) -> Faults:
    """Faults of form that would make walking the tree unsafe; the parser itself does not recurse."""
    faults = Faults()
    depth, documents = 0, 0
    events = yaml.parse(text, Loader=_LOADER)
    for event in events:
        line = line_of(event)
        if isinstance(event, yaml.AliasEvent):
            faults.add(line, N_("“*{name}” points to another place; write it out here."), {"name": event.anchor})
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            return _alone(line, N_("this lies too deep inside other fields."))
        if documents > 1:
            return _alone(line, N_("a second document begins here (“---”); keep one codebook in a file."))
    return faults


def _alone(line: int, message: str) -> Faults:
    faults = Faults()
    faults.add(line, message)
    return faults


def _tabs(text: str) -> Faults:
    faults = Faults()
    for n, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            faults.add(n, N_("it is indented with a tab; use spaces."))
    return faults


def _not_yaml(error: yaml.YAMLError, text: str) -> Fault:
    if "Unicode character" in str(getattr(error, "problem", "")):
        line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
        return Fault(line, N_("a character is asked for here that does not exist (“\\U...”)."))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        # A fault at the end of the file is marked one line past it.
        last = text.count("\n") + (not text.endswith("\n"))
        return Fault(min(mark.line + 1, max(last, 1)), N_(
            "this cannot be read as YAML: check quotes, colons and indentation here."))
    # libyaml counts bytes.
    line = text.encode().count(b"\n", 0, getattr(error, "position", 0)) + 1
    return Fault(line, N_("there is a character here that does not belong in a text."))
