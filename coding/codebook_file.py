"""The codebook as a YAML file: reading it with every fault by line, and writing it. No database here.

The file is read as YAML nodes rather than values, because only nodes know their lines. Everything is text to us:
`name: no` means the word "no".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from coding import colours
from coding.codebook_faults import CodebookFaults, Fault
from pilot.words import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1_000_000  # code points
DEEPEST = 4  # levels of codes
DEEPEST_YAML = 40  # levels of brackets and indentation before we stop reading
MOST_CODES = 1000
LONGEST_NAME = 60
LONGEST_TEXT = 3000
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_SPACES = re.compile(r"\s+")

Bilingual = dict[str, str]
EMPTY: Bilingual = {language: "" for language in LANGUAGES}


@dataclass(frozen=True)
class Code:
    """One code or group of the file.

    Attributes:
        name, definition, use_when, not_when: a text per language, 'nl' and 'en'.
        signals: words and phrases in the language of the interviews that often point to this code.
        color, color_dark: on light and on dark ground, '#RRGGBB'.
        codable: whether passages get this code; a group holds codes and is not codable unless the file says so.
    """

    key: str
    name: Bilingual
    definition: Bilingual
    color: str
    color_dark: str
    use_when: Bilingual = field(default_factory=lambda: dict(EMPTY))
    not_when: Bilingual = field(default_factory=lambda: dict(EMPTY))
    example: str = ""
    signals: tuple[str, ...] = ()
    codable: bool = True
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """A whole codebook: its name per language and its tree of codes."""

    name: Bilingual
    codes: tuple[Code, ...]

    def walk(self) -> Iterator[tuple[Code, Code | None, int]]:
        """Every code with its parent and depth (0 at the top), in the order of the file."""
        yield from _walk(self.codes, None, 0)


def _walk(codes: tuple[Code, ...], parent: Code | None, depth: int) -> Iterator[tuple[Code, Code | None, int]]:
    for code in codes:
        yield code, parent, depth
        yield from _walk(code.codes, code, depth + 1)


def load(text: str) -> Codebook:
    """The codebook written in `text`.

    Raises: CodebookFaults (a BadInput) with every fault and its line.
    """
    root = _compose(text)
    reader = _Reader()
    book = reader.book(root)
    if reader.faults:
        raise CodebookFaults(reader.faults)
    return book


def dump(book: Codebook) -> str:
    """`book` as a file that `load` reads back to the same codebook."""
    raw = {"name": book.name, "codes": [_plain(code) for code in book.codes]}
    return yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=100)


def _plain(code: Code) -> dict[str, object]:
    plain: dict[str, object] = {"key": code.key, "name": code.name, "definition": code.definition}
    for name in ("use_when", "not_when"):
        if any(getattr(code, name).values()):
            plain[name] = getattr(code, name)
    plain |= {"example": code.example} if code.example else {}
    plain |= {"signals": list(code.signals)} if code.signals else {}
    plain |= {"color": code.color, "color_dark": code.color_dark, "codable": code.codable}
    return plain | ({"codes": [_plain(child) for child in code.codes]} if code.codes else {})


def _compose(text: str) -> yaml.Node:
    """The YAML tree of `text`, once it is safe to walk: one document, no aliases, not too deep."""
    if not text.strip():
        raise CodebookFaults([Fault(1, N_("the file is empty."))])
    if len(text) > LARGEST:
        raise CodebookFaults([Fault(1, N_("the file is larger than {limit} characters."), {"limit": LARGEST})])
    try:
        faults = _unsafe(text)
        root = None if faults else yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise CodebookFaults(_tabs(text) or [_not_yaml(error, text)]) from error
    if faults:
        raise CodebookFaults(faults)
    if root is None:
        raise CodebookFaults([Fault(1, N_("the file is empty."))])
    return root


def _unsafe(text: str) -> list[Fault]:
    """Faults of form that would make walking the tree unsafe; the parser itself does not recurse."""
    faults, depth, documents = [], 0, 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            faults.append(Fault(line, N_("“*{name}” points to another place; write it out here."),
                                {"name": event.anchor}))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST_YAML:
            return [Fault(line, N_("this lies too deep; a codebook has at most {n} levels."), {"n": DEEPEST})]
        if documents > 1:
            return [Fault(line, N_("a second document begins here (“---”); keep one codebook in a file."))]
    return faults


def _tabs(text: str) -> list[Fault]:
    lines = enumerate(text.split("\n"), start=1)
    return [Fault(n, N_("it is indented with a tab; use spaces."))
            for n, line in lines if "\t" in line[: len(line) - len(line.lstrip())]]


def _not_yaml(error: yaml.YAMLError, text: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return Fault(mark.line + 1, N_("this cannot be read as YAML: check quotes, colons and indentation here."))
    line = text.count("\n", 0, getattr(error, "position", 0)) + 1
    return Fault(line, N_("there is a character here that does not belong in a text."))


class _Reader:
    """Walks the tree once and collects every fault; what it returns is only meant when there are none."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.keys: dict[str, int] = {}
        self.names: dict[tuple[str, str], int] = {}

    def fault(self, node: yaml.Node, message: str, **params: object) -> None:
        self.faults.append(Fault(node.start_mark.line + 1, message, params))

    def book(self, root: yaml.Node) -> Codebook:
        fields = self.mapping(root, "", {"name", "codes"})
        if fields is None:
            return Codebook({}, ())
        name = self.bilingual(root, fields, "name", needed=True, longest=LONGEST_NAME)
        codes = self.children(root, fields, 0, needed=True)
        if len(self.keys) > MOST_CODES:
            self.fault(root, N_("it has more than {n} codes."), n=MOST_CODES)
        return Codebook(name, codes)

    def mapping(self, node: yaml.Node, where: str, known: set[str]) -> dict[str, yaml.Node] | None:
        """The fields of a mapping; None when it is none."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, N_("here fields such as “{field}: ...” are expected."), field=sorted(known)[-1])
            return None
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "[...]"
            shown = f"{where}.{name}" if where else name
            if name not in known:
                self.fault(key, N_("the field “{field}” is not known. Known here: {known}."),
                           field=shown[:80], known=", ".join(sorted(known)))
            elif name in fields:
                self.fault(key, N_("the field “{field}” stands here a second time."), field=shown)
            else:
                fields[name] = value
        return fields

    def children(self, node: yaml.Node, fields: dict[str, yaml.Node], depth: int, *, needed: bool = False,
                 ) -> tuple[Code, ...]:
        if "codes" not in fields:
            if needed:
                self.fault(node, N_("the field “{field}” is missing."), field="codes")
            return ()
        listed = fields["codes"]
        if not isinstance(listed, yaml.SequenceNode) or not listed.value:
            self.fault(listed, N_("“codes” has to be a list of codes, each beginning with “- key: ...”."))
            return ()
        if depth >= DEEPEST:
            self.fault(listed, N_("this lies too deep; a codebook has at most {n} levels."), n=DEEPEST)
            return ()
        found = [self.code(item, depth) for item in listed.value]
        return tuple(code for code in found if code is not None)

    def code(self, node: yaml.Node, depth: int) -> Code | None:
        fields = self.mapping(node, "", {
            "key", "name", "definition", "use_when", "not_when", "example", "signals", "color", "color_dark",
            "codable", "codes"})
        if fields is None:
            return None
        color = self.color(node, fields, "color", colours.PAPER)
        dark = self.color(node, fields, "color_dark", colours.NIGHT) if "color_dark" in fields else ""
        key = self.key(node, fields)
        name = self.bilingual(node, fields, "name", needed=True, longest=LONGEST_NAME)
        self.unique_names(fields, name)
        return Code(
            key, name, self.bilingual(node, fields, "definition", needed=True), color,
            dark or (colours.for_night(color) if color else ""),
            self.bilingual(node, fields, "use_when"), self.bilingual(node, fields, "not_when"),
            self.text(fields["example"], "example") if "example" in fields else "",
            self.signals(fields), self.codable(fields), self.children(node, fields, depth + 1))

    def key(self, node: yaml.Node, fields: dict[str, yaml.Node]) -> str:
        if "key" not in fields:
            self.fault(node, N_("the field “{field}” is missing."), field="key")
            return ""
        at = fields["key"]
        key = self.text(at, "key")
        if not _KEY.fullmatch(key):
            self.fault(at, N_("a key has lower-case letters, digits and _ and begins with a letter, at most 60;"
                              " “{key}” does not."), key=key[:80])
        elif key in self.keys:
            self.fault(at, N_("the key “{key}” is used already in line {line}."), key=key, line=self.keys[key])
        self.keys.setdefault(key, at.start_mark.line + 1)
        return key

    def unique_names(self, fields: dict[str, yaml.Node], name: Bilingual) -> None:
        for language, text in name.items():
            if not text:
                continue
            at, seen = fields["name"], self.names.get((language, text.casefold()))
            if seen is not None:
                self.fault(at, N_("the name “{name}” is used already in line {line}."), name=text, line=seen)
            self.names.setdefault((language, text.casefold()), at.start_mark.line + 1)

    def bilingual(self, node: yaml.Node, fields: dict[str, yaml.Node], name: str, *, needed: bool = False,
                  longest: int = LONGEST_TEXT) -> Bilingual:
        if name not in fields:
            if needed:
                self.fault(node, N_("the field “{field}” is missing."), field=name)
            return dict(EMPTY)
        parts = self.mapping(fields[name], name, set(LANGUAGES))
        if parts is None:
            return dict(EMPTY)
        told = {lang: self.text(parts[lang], f"{name}.{lang}", longest) if lang in parts else "" for lang in LANGUAGES}
        for lang in LANGUAGES:
            if not told[lang] and not (lang in parts and not isinstance(parts[lang], yaml.ScalarNode)):
                self.fault(parts.get(lang, fields[name]), N_("the text of “{field}” is missing."),
                           field=f"{name}.{lang}")
        return told

    def text(self, node: yaml.Node, name: str, longest: int = LONGEST_TEXT) -> str:
        """One line of text: spaces and line breaks folded, accents composed (NFC)."""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, N_("“{field}” has to be a text."), field=name)
            return ""
        if node.tag == "tag:yaml.org,2002:null":
            return ""
        text = _SPACES.sub(" ", unicodedata.normalize("NFC", node.value)).strip()
        if len(text) > longest:
            self.fault(node, N_("“{field}” is longer than {n} characters."), field=name, n=longest)
        if any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
            self.fault(node, N_("there is a character here that does not belong in a text."))
        return text

    def color(self, node: yaml.Node, fields: dict[str, yaml.Node], name: str, ground: str) -> str:
        if name not in fields:
            self.fault(node, N_("the field “{field}” is missing."), field=name)
            return ""
        at = fields[name]
        text = self.text(at, name).upper()
        if not colours.is_colour(text):
            self.fault(at, N_("“{field}” has to be a colour between quotes, such as \"#2B8CF9\"."), field=name)
            return ""
        seen = colours.contrast(text, ground)
        if seen < colours.LEAST_CONTRAST:
            wanted = N_("{color} is too pale to be seen on paper; choose a darker tone.")
            other = N_("{color} is too dark to be seen on a dark page; choose a lighter tone.")
            self.fault(at, wanted if ground == colours.PAPER else other, color=text)
        return text

    def signals(self, fields: dict[str, yaml.Node]) -> tuple[str, ...]:
        node = fields.get("signals")
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, N_("“signals” has to be a list of phrases."))
            return ()
        told: list[str] = []
        for item in node.value:
            text = self.text(item, "signals", LONGEST_NAME)
            if text in told:
                self.fault(item, N_("“{text}” stands in the list twice."), text=text)
            elif text:
                told.append(text)
            elif isinstance(item, yaml.ScalarNode):
                self.fault(item, N_("the text of “{field}” is missing."), field="signals")
        return tuple(told)

    def codable(self, fields: dict[str, yaml.Node]) -> bool:
        if "codable" not in fields:
            return "codes" not in fields
        told = self.text(fields["codable"], "codable").lower()
        if told not in ("true", "false"):
            self.fault(fields["codable"], N_("“codable” is true or false."))
        return told == "true"
