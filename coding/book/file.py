"""Reading a codebook file: every fault by its line, or the whole codebook.

The file is read as YAML nodes rather than values, because only nodes know their lines. Everything is text to
us: `name: no` means the word "no".
"""

from __future__ import annotations

import gc
import re
from dataclasses import asdict
from functools import lru_cache

import yaml

from coding.book import colours
from coding.book.faults import CodebookFaults, Fault, Faults
from coding.book.keys import IS_KEY
from coding.book.model import EMPTY, Bilingual, Code, Codebook
from coding.book.phrases import fault_of
from coding.book.tree import compose, line_of
from pilot import fence
from pilot.visible import visible, visible_name
from pilot.words import LANGUAGES, N_

DEEPEST = 4  # levels of codes
MOST_CODES = 1000
LONGEST_NAME = 60
LONGEST_TEXT = 3000
LONGEST_PHRASE = 500
# Of a codebook that came from another program: what no person writes, and no more.
FOREIGN_DEEPEST, FOREIGN_CODES, FOREIGN_NAME, FOREIGN_TEXT = 15, 5000, 500, 50_000
# A megabyte of nothing but faults is a tree of 150 MB, and is counted through in a second.
_LIMITS = fence.Limits(memory_mb=300)
# Line ends and tabs are folded; other control characters and half characters are a fault.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_FIELDS = {"key", "name", "definition", "use_when", "not_when", "example", "signals", "color", "color_dark",
           "codable", "sign", "codes"}


@lru_cache(maxsize=4)  # a file is read when it is shown, when it is compared and when it is adopted
def load(text: str) -> Codebook:
    """The codebook written in `text`, read behind the fence.

    Raises: CodebookFaults (a BadInput) with its faults and their lines; BadInput for one that asks too much.
    """
    found = fence.run(f"{__name__}:read_behind", text, limits=_LIMITS)
    if "faults" in found:
        raise CodebookFaults([Fault(**fault) for fault in found["faults"]], found["n"])
    return Codebook(found["name"], _codes(found["codes"]), found["origin"])


def read_behind(text: str) -> fence.Plain:
    """In the child: what `load` is made of."""
    # A tree of a megabyte is looked through again and again while it grows, which took four fifths of the time; the
    # child ends with its answer.
    gc.disable()
    try:
        return asdict(read(text))
    except CodebookFaults as error:
        return {"faults": [asdict(fault) for fault in error.faults], "n": error.n}


def _codes(plain: list[fence.Plain]) -> tuple[Code, ...]:
    return tuple(Code(**code | {"signals": tuple(code["signals"]), "codes": _codes(code["codes"])}) for code in plain)


def read(text: str) -> Codebook:
    """The codebook written in `text`. Raises: CodebookFaults (a BadInput) with its faults and their lines."""
    root = compose(text)
    reader = _Reader()
    book = reader.book(root)
    if reader.faults.n:
        raise reader.faults.refusal()
    return book


class _Reader:
    """Walks the tree once and collects every fault; what it returns is only meant when there are none."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.keys: dict[str, int] = {}
        self.names: dict[tuple[str, str], int] = {}
        self.is_foreign = False

    def fault(self, node: yaml.Node, message: str, **params: object) -> None:
        """Note a fault."""
        self.faults.add(line_of(node), message, params)

    def book(self, root: yaml.Node) -> Codebook:
        fields = self.mapping(root, "", {"name", "codes", "origin"})
        if fields is None:
            return Codebook({}, ())
        origin = self.text(fields["origin"], "origin", FOREIGN_NAME) if "origin" in fields else ""
        self.is_foreign = bool(origin)
        name = self.bilingual(root, fields, "name", needed=True, longest=LONGEST_NAME)
        codes = self.children(root, fields, 0, needed=True)
        most = FOREIGN_CODES if self.is_foreign else MOST_CODES
        if len(self.keys) > most:
            self.fault(root, N_("it has more than {n} codes."), n=most)
        return Codebook(name, codes, origin)

    def mapping(self, node: yaml.Node, where: str, known: set[str]) -> dict[str, yaml.Node] | None:
        """The fields of a mapping; None when it is none."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, N_("here fields such as “{field}: ...” are expected."),
                       field="name" if "name" in known else sorted(known)[-1])
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
                 sign: bool = False) -> tuple[Code, ...]:
        if "codes" not in fields:
            if needed:
                self.fault(node, N_("the field “{field}” is missing."), field="codes")
            return ()
        listed = fields["codes"]
        if not isinstance(listed, yaml.SequenceNode) or not listed.value:
            self.fault(listed, N_("“codes” has to be a list of codes, each beginning with “- key: ...”."))
            return ()
        deepest = FOREIGN_DEEPEST if self.is_foreign else DEEPEST
        if depth >= deepest:
            self.fault(listed, N_("this lies too deep; a codebook has at most {n} levels."), n=deepest)
            return ()
        found = [self.code(item, depth, sign=sign) for item in listed.value]
        return tuple(code for code in found if code is not None)

    def code(self, node: yaml.Node, depth: int, *, sign: bool) -> Code | None:
        """One code; `sign` is what the group around it says, for codes that do not say themselves."""
        fields = self.mapping(node, "", _FIELDS)
        if fields is None:
            return None
        sign = self.flag(fields, "sign", sign)
        color = self.color(node, fields, "color", colours.PAPER)
        dark = self.color(node, fields, "color_dark", colours.NIGHT) if "color_dark" in fields else ""
        key = self.key(node, fields)
        name = self.bilingual(node, fields, "name", needed=True, longest=LONGEST_NAME)
        self.unique_names(fields, name)
        return Code(
            key, name, self.bilingual(node, fields, "definition"), color,
            dark or (colours.for_night(color) if color else ""),
            self.bilingual(node, fields, "use_when"), self.bilingual(node, fields, "not_when"),
            self.text(fields["example"], "example") if "example" in fields else "",
            self.signals(fields), self.flag(fields, "codable", "codes" not in fields), sign,
            self.children(node, fields, depth + 1, sign=sign))

    def key(self, node: yaml.Node, fields: dict[str, yaml.Node]) -> str:
        if "key" not in fields:
            self.fault(node, N_("the field “{field}” is missing."), field="key")
            return ""
        at = fields["key"]
        key = self.text(at, "key")
        if not IS_KEY.fullmatch(key):
            self.fault(at, N_("“{key}” is no key: begin with a letter, then at most 60 of a-z, 0-9 and _."),
                       key=key[:80])
        elif key in self.keys:
            self.fault(at, N_("the key “{key}” is used already in line {line}."), key=key,
                       line=self.keys[key])
        self.keys.setdefault(key, line_of(at))
        return key

    def unique_names(self, fields: dict[str, yaml.Node], name: Bilingual) -> None:
        for language, text in name.items():
            if not text or self.is_foreign:
                continue
            at, seen = fields["name"], self.names.get((language, text.casefold()))
            if seen is not None:
                self.fault(at, N_("the name “{name}” is used already in line {line}."), name=text, line=seen)
            self.names.setdefault((language, text.casefold()), line_of(at))

    def bilingual(self, node: yaml.Node, fields: dict[str, yaml.Node], name: str, *, needed: bool = False,
                  longest: int = LONGEST_TEXT) -> Bilingual:
        if name not in fields:
            if needed:
                self.fault(node, N_("the field “{field}” is missing."), field=name)
            return dict(EMPTY)
        parts = self.mapping(fields[name], name, set(LANGUAGES))
        if parts is None:
            return dict(EMPTY)
        told = {lang: self.text(parts[lang], f"{name}.{lang}", longest) if lang in parts else ""
                for lang in LANGUAGES}
        for lang in LANGUAGES if longest == LONGEST_NAME or not self.is_foreign else ():
            if not told[lang] and not (lang in parts and not isinstance(parts[lang], yaml.ScalarNode)):
                self.fault(parts.get(lang, fields[name]), N_("the text of “{field}” is missing."),
                           field=f"{name}.{lang}")
        return told

    def text(self, node: yaml.Node, name: str, longest: int = LONGEST_TEXT) -> str:
        """One line of text: spaces and line breaks folded, accents composed (NFC), nothing in it that is not seen."""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, N_("“{field}” has to be a text."), field=name)
            return ""
        if node.tag == "tag:yaml.org,2002:null":
            return ""
        folded = visible if self.is_foreign and longest == LONGEST_TEXT else visible_name
        text = folded(node.value) if not _has_controls(node.value) else node.value
        if self.is_foreign:
            longest = FOREIGN_TEXT if longest == LONGEST_TEXT else FOREIGN_NAME
        if len(text) > longest:
            self.fault(node, N_("“{field}” is longer than {n} characters."), field=name, n=longest)
        if _has_controls(text):
            self.fault(node, N_("there is a character here that does not belong in a text."))
        return text

    def color(self, node: yaml.Node, fields: dict[str, yaml.Node], name: str, ground: str) -> str:
        if name not in fields:
            self.fault(node, N_("the field “{field}” is missing."), field=name)
            return ""
        at = fields[name]
        text = self.text(at, name).upper()
        if not colours.is_colour(text):
            self.fault(at, N_("“{field}” has to be a colour between quotes, such as \"#2B8CF9\"."),
                       field=name)
            return ""
        seen = colours.contrast(text, ground)
        if seen < colours.LEAST_CONTRAST and not self.is_foreign:
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
        told: dict[str, None] = {}
        for item in node.value:
            text = self.text(item, "signals", LONGEST_PHRASE)
            if wrong := "" if self.is_foreign else fault_of(text):
                self.fault(item, wrong, text=text[:80])
            elif text in told:
                self.fault(item, N_("“{text}” stands in the list twice."), text=text)
            elif text:
                told[text] = None
            elif isinstance(item, yaml.ScalarNode):
                self.fault(item, N_("the text of “{field}” is missing."), field="signals")
        return tuple(told)

    def flag(self, fields: dict[str, yaml.Node], name: str, usual: bool) -> bool:
        """A field that is true or false; `usual` where the file does not say."""
        if name not in fields:
            return usual
        told = self.text(fields[name], name).lower()
        if told not in ("true", "false"):
            self.fault(fields[name], N_("“{field}” is true or false."), field=name)
        return told == "true"


def _has_controls(text: str) -> bool:
    return bool(_CONTROLS.search(text))
