"""The modules of a room as one file, made of them as they are: fifty requests cost a tenth of a second, cached or not.

Only for addresses that are kept for good (`assets.stamped`); while somebody changes the files, each is its own. A
module that is asked for by its own address hands on what the one file holds, so that none is there twice.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";[^\n]*\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const)\*? (\w+))", re.M)
_LATER = re.compile(r'import\("\./(\w+)\.js"\)')
_OWN = re.compile(r"\./(\w+)\.js")
_LEFT = re.compile(r"^(?:import|export)\b.*", re.M)


@cache
def bundled(folder: Path, *entries: str) -> dict[str, str]:
    """By address within the room: the one file ("all.js"), and a module in place of each that is in it.

    Args:
        entries: names of modules, without .js; all they import of the room, now or later, is taken in.

    Raises: ValueError for a module that is written otherwise than ours are; CycleError where two need each other.
    """
    needs: dict[str, set[str]] = {}
    text: dict[str, str] = {}
    open_ = list(entries)
    while open_:
        name = open_.pop()
        if name in text:
            continue
        text[name] = (folder / f"{name}.js").read_text(encoding="utf-8")
        needs[name] = {own[1] for _what, where in _IMPORT.findall(text[name]) if (own := _OWN.fullmatch(where))}
        open_ += [*needs[name], *_LATER.findall(text[name])]
    order = list(TopologicalSorter(needs).static_order())
    asked = {where for one in text.values() for _what, where in _IMPORT.findall(one)}
    outside = sorted(where for where in asked if not _OWN.fullmatch(where))
    parts = [f'import * as {_called(where)} from "{where}";\n' for where in outside]
    parts += [_part(name, text[name]) for name in order]
    parts.append(f"export {{ {', '.join(map(_called, sorted(order)))} }};\n")
    instead = {f"{name}.js": f'import {{ {_called(name)} as all }} from "./all.js";\n'
               f"export const {{ {', '.join(_EXPORT.findall(text[name]))} }} = all;\n" for name in order}
    return {"all.js": "".join(parts), **instead}


def _part(name: str, text: str) -> str:
    """A module as a constant that holds what it exports, in a scope of its own."""
    exported = _EXPORT.findall(text)
    own = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = {_called(found[2])};\n", text)
    own = _LATER.sub(lambda found: f"Promise.resolve().then(() => {_called(found[1])})", _EXPORT.sub("", own))
    if left := _LEFT.search(own):
        raise ValueError(f"{name}.js: {left[0]}")
    return f"const {_called(name)} = (() => {{\n{own}return {{ {', '.join(exported)} }};\n}})();\n"


def _called(where: str) -> str:
    """What the namespace of a module is called: "./codes.js" and "codes" are $codes, "/assets/kit/dom.js" $kit_dom."""
    return "$" + where.removeprefix("./").removeprefix("/assets/").removesuffix(".js").replace("/", "_")
