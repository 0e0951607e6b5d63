"""The house holds in the browser too: which folder's modules import which, and nothing is missing, unused or twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT
from web.assets import FOLDERS

# Beside its own modules a folder may import those of the kit, which imports nothing but itself.
KIT = "kit"
# What any page opens over itself, when it is asked for.
OPENED = frozenset({"memos/dialog.js"})
# What Streamlit calls: our stubs in Python import it.
CALLED = "mount"
# So many lines that are the same, one after another, are one thing written twice.
TWICE = 4

_STATIC = re.compile(r'^import\s+(?:\{(?P<names>[^}]*)\}\s+from\s+)?"(?P<target>[^"]+)";', re.M)
_ANY_STATIC = re.compile(r"^(?:import\b(?!\()|export\b[^;\n]*\bfrom\b)", re.M)
_DYNAMIC = re.compile(r'\bimport\("(?P<target>[^"]+)"\)')
_ANY_DYNAMIC = re.compile(r"\bimport\((?!\))")
_EXPORT = re.compile(r"^export\s+(?:async\s+)?(?:function\*?|class|const|let)\s+(\w+)", re.M)
_ANY_EXPORT = re.compile(r"^export\b", re.M)
_TOP = re.compile(r"^(?:export\s+)?(?:async\s+)?(?:function\*?|class|const|let)\s+(\w+)", re.M)
_FROM_PYTHON = re.compile(rf"\b({'|'.join(FOLDERS)})/(\w+\.js)\b")


@dataclass(frozen=True)
class Import:
    """One import: of which file, and which of its names; None when it is not known which."""

    target: str
    names: tuple[str, ...] | None


def without_comments(source: str) -> str:
    """The code of a module; whole lines of comment go, so that no word in them counts."""
    return re.sub(r"^\s*//.*$", "", source, flags=re.M)


def resolved(path: str, target: str) -> str:
    """The file, as `folder/name.js`, that an import in `path` means: beside it, or by its address."""
    if target.startswith("./"):
        return f"{path.split('/')[0]}/{target[2:]}"
    return target.removeprefix("/assets/")


def imports(path: str, source: str) -> list[Import]:
    """All imports of a module."""
    code = without_comments(source)
    static = list(_STATIC.finditer(code))
    dynamic = [found["target"] for found in _DYNAMIC.finditer(code)]
    assert len(static) == len(_ANY_STATIC.findall(code)), f"{path}: an import that is written in another way"
    assert len(dynamic) == len(_ANY_DYNAMIC.findall(code)), f"{path}: an import of what is not known beforehand"
    made = [
        Import(resolved(path, found["target"]),
               tuple(name.split(" as ")[0].strip() for name in (found["names"] or "").split(",") if name.strip()))
        for found in static
    ]
    return made + [Import(resolved(path, target), None) for target in dynamic]


def exports(source: str) -> list[str]:
    """The names a module exports."""
    code = without_comments(source)
    found = _EXPORT.findall(code)
    assert len(found) == len(_ANY_EXPORT.findall(code)), "an export that is written in another way"
    return found


def faults(modules: dict[str, str], roots: set[str], named: str = "") -> list[str]:
    """What is wrong with a house of modules, one sentence each.

    Args:
        modules: source by `folder/name.js`.
        roots: the modules that Python asks for.
        named: text that may use exports by name, beside the modules themselves: the tests.
    """
    told: list[str] = []
    used: dict[str, set[str]] = defaultdict(set)
    for path, source in modules.items():
        folder = path.split("/")[0]
        for each in imports(path, source):
            if each.target.split("/")[0] not in {folder, KIT} and each.target not in OPENED:
                told.append(f"{path} must not import {each.target}")
            if each.target not in modules:
                told.append(f"{path} imports {each.target}, which is not there")
                continue
            there = exports(modules[each.target])
            told += [f"{path} imports {name}, which {each.target} does not export"
                     for name in each.names or () if name not in there]
            used[each.target] |= set(each.names) if each.names is not None else set(re.findall(r"\w+", source))
    reached = reach(modules, roots)
    told += [f"{path} is used by nobody" for path in modules if path not in reached]
    for path, source in modules.items():
        told += [f"{path} exports {name} for nobody" for name in exports(source)
                 if name not in used[path] and not (name == CALLED and path in roots)
                 and not re.search(rf"\bm\.{name}\b", named)]
    return told + doubles(modules)


def reach(modules: dict[str, str], roots: set[str]) -> set[str]:
    """The modules that are loaded when all roots are."""
    reached: set[str] = set()
    waiting = [path for path in roots if path in modules]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += [each.target for each in imports(path, modules[path]) if each.target in modules]
    return reached


def doubles(modules: dict[str, str]) -> list[str]:
    """What stands in two folders: a file or a name of the kit, or lines that are the same."""
    told: list[str] = []
    told += unknown(modules)
    kit = {path.split("/")[1]: exports(source) for path, source in modules.items() if path.startswith(f"{KIT}/")}
    shared = {name for names in kit.values() for name in names}
    for path, source in modules.items():
        if path.startswith(f"{KIT}/"):
            continue
        if path.split("/")[1] in kit:
            told.append(f"{path} has the name of a module of the kit")
        told += [f"{path} makes {name}, which the kit has" for name in _TOP.findall(without_comments(source))
                 if name in shared]
    places: dict[str, set[str]] = defaultdict(set)
    for path, source in modules.items():
        for run in runs(source):
            places[run].add(path)
    told += [f"{' and '.join(sorted(paths))} both hold: {run.splitlines()[0]}"
             for run, paths in places.items() if len({path.split('/')[0] for path in paths}) > 1]
    return told


def unknown(modules: dict[str, str]) -> list[str]:
    """Classes and constants of the kit that a module uses and neither imports nor makes: it would fail when it runs."""
    names = {name for path, source in modules.items() if path.startswith(f"{KIT}/") for name in exports(source)
             if name[0].isupper()}
    told = []
    for path, source in modules.items():
        code = re.sub(r'"[^"\n]*"|//.*$', "", source, flags=re.M)
        known = {name for each in imports(path, source) for name in each.names or ()} | set(_TOP.findall(code))
        told += [f"{path} uses {name} of the kit without importing it" for name in sorted(names - known)
                 if re.search(rf"(?<![.\w]){name}\b", code)]
    return told


def runs(source: str) -> list[str]:
    """Each run of TWICE lines that say something, without their indents; imports do not count."""
    lines = [line.strip() for line in without_comments(source).splitlines()]
    lines = [line for line in lines if re.search(r"\w", line) and not line.startswith("import ")]
    return ["\n".join(lines[at:at + TWICE]) for at in range(len(lines) - TWICE + 1)]


def served() -> dict[str, str]:
    """Our modules as the browser gets them, by `folder/name.js`."""
    return {f"{room}/{path.name}": path.read_text(encoding="utf-8")
            for room, folder in FOLDERS.items() for path in sorted(folder.glob("*.js"))}


def from_python() -> set[str]:
    """The modules that a page, a stub or the shell names."""
    ours = [path for path in ROOT.rglob("*.py")
            if path.relative_to(ROOT).parts[0] not in {"tests", "benchmarks"} and ".venv" not in path.parts]
    return {"/".join(found) for path in ours for found in _FROM_PYTHON.findall(path.read_text(encoding="utf-8"))}


def test_there_are_modules() -> None:
    """Every script of ours is served, so that the next tests look at all of them; each folder has some."""
    modules = served()
    scripts = [path for room in ROOT.glob("*/__init__.py") for path in room.parent.rglob("*.js")]
    assert len(scripts) == len(modules) > 40
    assert set(Counter(path.split("/")[0] for path in modules)) == set(FOLDERS)
    assert {"desk/desk.js", "desk/early.js", "entry/entry.js", "add/add.js", "static/page.js"} <= from_python()


@pytest.mark.slow
def test_modules_hold_together() -> None:
    """Imports stay in the folder or go to the kit, what is imported is there, and nothing is unused or double."""
    named = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "browser").glob("*.py"))
    assert faults(served(), from_python(), named) == []


GOOD = {
    "kit/dom.js": "export function el() {}\n",
    "kit/box.js": "export class Box {}\n",
    "desk/desk.js": 'import { Box } from "/assets/kit/box.js";\nimport { el } from "/assets/kit/dom.js";\n'
                    'import { a as b } from "./a.js";\n'
                    "export function mount() {}\n",
    "desk/a.js": 'export const a = 1;\n',
    "entry/entry.js": 'const [{ only }] = await Promise.all([import("./late.js")]);\nexport function mount() {}\n',
    "entry/late.js": "export const only = 1;\n",
}
FROM_DESK = 'import { a } from "/assets/desk/a.js";\n'
SAME = "".join(f"  doSomething({n});\n" for n in range(TWICE))


@pytest.mark.parametrize(("path", "source", "fault"), [
    ("desk/a.js", "export const a = 1;\n", None),
    ("kit/dom.js", f"{FROM_DESK}export function el() {{}}\n", "kit/dom.js must not import desk/a.js"),
    ("entry/late.js", f"{FROM_DESK}export const only = 1;\n", "entry/late.js must not import desk/a.js"),
    ("entry/late.js", 'import "./gone.js";\nexport const only = 1;\n', "entry/gone.js, which is not there"),
    ("desk/a.js", "export const b = 1;\n", "imports a, which desk/a.js does not export"),
    ("desk/a.js", "export const a = 1;\nexport const b = 2;\n", "desk/a.js exports b for nobody"),
    ("desk/a.js", "export const a = new Box();\n", "desk/a.js uses Box of the kit without importing it"),
    ("desk/lost.js", "const a = 1;\n", "desk/lost.js is used by nobody"),
    ("desk/a.js", "export const a = 1;\nfunction el() {}\n", "desk/a.js makes el, which the kit has"),
    ("desk/dom.js", "const a = 1;\n", "desk/dom.js has the name of a module of the kit"),
    ("desk/a.js", f"export const a = 1;\n{SAME}", "desk/a.js and entry/late.js both hold"),
])
def test_a_breach_is_seen(path: str, source: str, fault: str | None) -> None:
    """Each rule fails for a house that breaks it, and only then."""
    modules = GOOD | {path: source}
    if fault and fault.endswith("both hold"):
        modules["entry/late.js"] += SAME
    told = faults(modules, {"desk/desk.js", "entry/entry.js"})
    if fault is None:
        assert told == []
    else:
        assert any(fault in each for each in told), told


@pytest.mark.parametrize(
    "source", ['import * as all from "./a.js";\n', 'export { a } from "./a.js";\n', "import(name);\n"])
def test_other_ways_to_import_are_refused(source: str) -> None:
    """What these tests cannot read does not pass unseen."""
    with pytest.raises(AssertionError):
        imports("desk/desk.js", source)


def test_what_a_browser_keeps_is_of_a_kind_that_is_named() -> None:
    """A shelf of a kind that unsaved.js does not name fails when its page is opened."""
    modules = served()
    kinds = re.findall(r'"((?:rd|dk|sp)-[^"]*)"', modules["kit/unsaved.js"])
    made = [(path, given) for path, source in modules.items()
            for given in re.findall(r'new Shelf\(["`]([^"`$]+)', without_comments(source))]
    assert made
    unknown_ones = [(path, given) for path, given in made
                    if given not in kinds and not any(given.startswith(kind) for kind in kinds if len(kind) > 3)]
    assert unknown_ones == []


def test_no_change_makes_a_browser_look_at_the_whole_page() -> None:
    """`body:has(...)` and the like are not written: a change anywhere would cost the style of every element."""
    sheets = [path for room in FOLDERS.values() for path in room.rglob("*.css")]
    assert {"desk.css", "page.css"} <= {path.name for path in sheets}
    broad = re.compile(r"(?:^|[\s,{}])(?:html|body|:root|\.\w+-(?:desk|body|page|text))[^\s,{]*:has\(", re.M)
    assert broad.search(".dk-body:has(.dk-open) .dk-over {")
    assert not [f"{path.name}: {found[0]}" for path in sheets for found in broad.finditer(path.read_text())]
